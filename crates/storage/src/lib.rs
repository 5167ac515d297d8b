//! SQLite and PostgreSQL behind one façade: loads, saves, migrates.
//!
//! This crate decides nothing: it knows no permission, no rule and no clock.
//! Statements are written once for both databases; what is not portable
//! (locks, `greatest`, JSON operators, comparing text) is not used.

pub mod access;
pub mod audit;
mod error;
mod facade;
pub mod file;
mod migrate;
pub mod proposal;
pub mod record;

pub use error::StoreError;
pub use facade::{Param, Row, Store, Tx};
pub use migrate::SCHEMA;

/// Every statement that is written out in this crate, so that one test can
/// prepare all of them on both databases.
#[must_use]
pub fn statements() -> Vec<&'static str> {
    [record::STATEMENTS, audit::STATEMENTS, access::STATEMENTS, proposal::STATEMENTS, file::STATEMENTS].concat()
}
