//! Calculations of who pays what, as files: JSON in and out, amounts as texts
//! of decimals so that no program rounds them.

mod fair;
mod key;
mod node;
mod read;
mod write;

pub use fair::{fair_json, read_game};
pub use read::{CALCULATION_CELLS_MAX, is_large, read_late_join, read_sheet};
pub use write::{late_join_json, settlement_json, shares_json, sheet_json};

/// Members, lines, parties or parts that a calculation may have.
const ENTRIES_MAX: usize = 10_000;
/// Largest file of a calculation, in bytes.
pub const CALCULATION_BYTES_MAX: u64 = 64 << 20;
/// Faults that are told of one file.
const FAULTS_MAX: usize = 100;
