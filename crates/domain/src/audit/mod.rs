//! The history's chain: one link per transaction, each holding the hash of
//! the one before, so that a change made by hand shows.

mod chain;
mod erasable;

pub use chain::{Change, Entry, EntryHash, GENESIS, Operation};
pub use erasable::{Commitment, ERASED, commit_personal, is_commitment};
