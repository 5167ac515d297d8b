//! Times as the sources write them.

mod coarse;
mod period;

pub use coarse::CoarseTime;
pub use period::Period;
