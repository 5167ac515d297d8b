//! What can go wrong in the database.

/// A failure of the database or of what it holds.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or could not be reached.
    #[error("the database answered: {0}")]
    Database(#[from] sqlx::Error),
    /// A constraint by its name: the caller knows which field it belongs to.
    #[error("the constraint {0} was not met")]
    Constraint(String),
    /// The disk is full: nothing was written, reading goes on.
    #[error("the disk is full")]
    Full,
    /// Another change came first.
    #[error("the record was changed in the meantime")]
    Stale,
    /// A stored value that the program cannot read.
    #[error("{table} {id}: cannot read {what}")]
    Unreadable {
        /// Table.
        table: &'static str,
        /// Row.
        id: String,
        /// Column, field or value.
        what: String,
    },
    /// The database was made by a newer program.
    #[error("the database has schema {found}, this program knows {known}: use the newer program")]
    Newer {
        /// Version found.
        found: i64,
        /// Version known.
        known: i64,
    },
    /// Somebody else has the database open.
    #[error("the database is in use: stop the server and every other command first")]
    InUse,
    /// A setting that guards against loss is not in force.
    #[error("the database setting {setting} is {found}, it must be {wanted}")]
    Setting {
        /// Name.
        setting: &'static str,
        /// Value found.
        found: String,
        /// Value that it must have.
        wanted: &'static str,
    },
    /// A file could not be read or written.
    #[error("file storage: {0}")]
    File(std::io::Error),
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
        if matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge) { Self::Full } else { Self::File(error) }
    }
}

impl StoreError {
    /// Sorts a driver's error into those that callers act upon.
    pub(crate) fn from_driver(error: sqlx::Error) -> Self {
        let Some(database) = error.as_database_error() else { return Self::Database(error) };
        // 13 is SQLITE_FULL, 53100 PostgreSQL's disk_full.
        if matches!(database.code().as_deref(), Some("13" | "53100")) {
            return Self::Full;
        }
        if database.is_unique_violation() || database.is_check_violation() || database.is_foreign_key_violation() {
            let name = database.constraint().map_or_else(|| database.message().to_owned(), str::to_owned);
            return Self::Constraint(name);
        }
        Self::Database(error)
    }

    /// An unreadable stored value.
    pub(crate) fn unreadable(table: &'static str, id: impl Into<String>, what: impl Into<String>) -> Self {
        Self::Unreadable { table, id: id.into(), what: what.into() }
    }
}
