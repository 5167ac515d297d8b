//! What goes on, and what of it overlaps (rows B01–B31).

mod boundary;
mod establish;
mod judgement;
mod overlap;
mod past;
mod process;
mod review;

pub(crate) use boundary::KnownBoundaries;
pub use boundary::{Boundaries, BoundariesTaken, BoundarySource};
pub use judgement::{JUDGEMENTS, Pair, Pairs};
pub(crate) use overlap::Overlaps;
pub use overlap::{KIND as OVERLAP_KIND, Overlap};
pub(crate) use past::{KnownPasts, is_filter_known, is_moment};
pub use past::{Moment, Past};
pub use process::Process;
pub use review::{REVIEW_MONTHS, REVIEW_TOPIC};
