//! Whether the history is whole and the records are what it says.

mod join;
mod ledger;
mod setting;
mod verify;

pub(crate) use join::Joining;
pub use verify::{Finding, VerifyReport};
