//! SQLite and PostgreSQL behind one façade: loads, saves, migrates.
//!
//! This crate decides nothing: it knows no permission, no rule and no clock.
//! Statements are written once for both databases; what is not portable
//! (locks, `greatest`, JSON operators, comparing text) is not used.

pub mod access;
pub mod archive;
pub mod audit;
mod connect;
mod error;
mod facade;
pub mod file;
pub mod import;
pub mod ledger;
pub mod mail;
mod migrate;
pub mod own_field;
pub mod proposal;
pub mod record;
mod row;
pub mod together;

pub use error::StoreError;
pub use facade::{Store, Tx};
pub use migrate::SCHEMA;
pub use row::{Param, Row};

/// Every statement that is written out in this crate, so that one test can
/// prepare all of them on both databases.
#[must_use]
pub fn statements() -> Vec<&'static str> {
    [
        record::STATEMENTS,
        audit::STATEMENTS,
        access::STATEMENTS,
        access::token::STATEMENTS,
        proposal::STATEMENTS,
        file::STATEMENTS,
        own_field::STATEMENTS,
        import::STATEMENTS,
        ledger::STATEMENTS,
        together::STATEMENTS,
        mail::STATEMENTS,
        &archive::statements(),
    ]
    .concat()
}
