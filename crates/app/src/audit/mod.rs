//! Whether the history is whole and the records are what it says.

mod setting;
mod verify;

pub use verify::{Finding, VerifyReport};
