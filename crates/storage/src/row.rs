//! Values that go to the database and rows that come back.

use crate::StoreError;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

/// A value given to a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Param {
    /// Text or null.
    Text(Option<String>),
    /// Integer or null.
    Int(Option<i64>),
    /// Yes or no.
    Flag(bool),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl From<&str> for Param {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}
impl From<String> for Param {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}
impl From<Option<String>> for Param {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}
impl From<Option<&str>> for Param {
    fn from(text: Option<&str>) -> Self {
        Self::Text(text.map(str::to_owned))
    }
}
impl From<i64> for Param {
    fn from(number: i64) -> Self {
        Self::Int(Some(number))
    }
}
impl From<bool> for Param {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

/// A row of an answer, read by position.
pub enum Row {
    /// From SQLite.
    Sqlite(SqliteRow),
    /// From PostgreSQL.
    Postgres(PgRow),
}

macro_rules! column {
    ($self:expr, $at:expr, $kind:ty) => {
        match $self {
            Row::Sqlite(row) => row.try_get::<Option<$kind>, usize>($at),
            Row::Postgres(row) => row.try_get::<Option<$kind>, usize>($at),
        }
    };
}

impl Row {
    /// Text, or nothing where the column is null.
    ///
    /// # Errors
    /// The column has another type.
    pub fn text_or_none(&self, at: usize) -> Result<Option<String>, StoreError> {
        Ok(column!(self, at, String)?)
    }

    /// Text; null is an error, never an empty text.
    ///
    /// # Errors
    /// The column is null or has another type.
    pub fn text(&self, at: usize) -> Result<String, StoreError> {
        self.text_or_none(at)?.ok_or_else(|| null(at))
    }

    /// What is made of a text that is not kept, or of nothing where the
    /// column is null.
    ///
    /// # Errors
    /// The column has another type.
    pub fn with_text_or_none<T>(&self, at: usize, make: impl FnOnce(Option<&str>) -> T) -> Result<T, StoreError> {
        Ok(make(match self {
            Self::Sqlite(row) => row.try_get::<Option<&str>, usize>(at)?,
            Self::Postgres(row) => row.try_get::<Option<&str>, usize>(at)?,
        }))
    }

    /// An integer; null is an error, never 0.
    ///
    /// # Errors
    /// The column is null or has another type.
    pub fn int(&self, at: usize) -> Result<i64, StoreError> {
        self.int_or_none(at)?.ok_or_else(|| null(at))
    }

    /// An integer, or nothing where the column is null.
    ///
    /// # Errors
    /// The column has another type.
    pub fn int_or_none(&self, at: usize) -> Result<Option<i64>, StoreError> {
        Ok(column!(self, at, i64)?)
    }

    /// Bytes; null is an error, never empty.
    ///
    /// # Errors
    /// The column is null or has another type.
    pub fn bytes(&self, at: usize) -> Result<Vec<u8>, StoreError> {
        column!(self, at, Vec<u8>)?.ok_or_else(|| null(at))
    }

    /// Yes or no; null is an error, never no.
    ///
    /// # Errors
    /// The column is null or has another type.
    pub fn flag(&self, at: usize) -> Result<bool, StoreError> {
        column!(self, at, bool)?.ok_or_else(|| null(at))
    }
}

fn null(at: usize) -> StoreError {
    StoreError::unreadable("answer", format!("column {at}"), "null")
}
