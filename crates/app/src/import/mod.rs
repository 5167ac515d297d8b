//! Imports of files as people have them: understood, shown before anything is
//! stored, carried out, taken back.

mod names;
mod run;
mod settings;
mod understand;

pub use run::{ImportView, Preview};
pub use samverk_storage::import::Run;
pub use settings::{ImportSettings, MATCH_BY_KEY, MATCH_BY_TITLE};
pub use understand::{Candidate, Doubt};

pub(crate) use run::{Progress, counts_of};
