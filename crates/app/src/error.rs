//! What can go wrong in a use case.

use crate::record::RowFault;
use samverk_domain::access::Reason;
use samverk_domain::record::{Fault, Record};
use samverk_exchange::ReadFault;
use samverk_storage::StoreError;
use samverk_storage::record::Stored;

/// Why a use case was not carried out. Sentences live in the translations.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no such record, or the asker may not know of it.
    #[error("not found")]
    NotFound,
    /// Not allowed.
    #[error("not allowed: {}", .0.code())]
    Denied(Reason),
    /// Fields are wrong; nothing was stored.
    #[error("{} faults", .0.len())]
    Invalid(Vec<Fault>),
    /// Somebody else changed the record in the meantime.
    #[error("changed in the meantime")]
    Stale(Box<Stale>),
    /// A file cannot be read.
    #[error(transparent)]
    File(#[from] ReadFault),
    /// Rows of an import are wrong; nothing was stored.
    #[error("{} faults", .0.len())]
    Import(Vec<RowFault>),
    /// A write with the same key was already carried out.
    #[error("already carried out")]
    Repeated,
    /// A rule that concerns no single field.
    #[error("{0}")]
    Rule(&'static str),
    /// Too many attempts; try again after so many seconds.
    #[error("too many attempts")]
    TooMany(u32),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Both versions of a record that was changed twice.
#[derive(Debug)]
pub struct Stale {
    /// As it is now.
    pub current: Stored,
    /// As the person wanted it.
    pub wanted: Record,
}
