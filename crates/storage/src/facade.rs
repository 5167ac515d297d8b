//! One way to talk to both databases.

use crate::connect::{InUse, READERS_MAX};
use crate::{Param, Row, StoreError};
use sqlx::postgres::{PgArguments, PgPool};
use sqlx::sqlite::{SqliteArguments, SqlitePool};
use sqlx::{Arguments as _, AssertSqlSafe, Postgres, SqlSafeStr as _, SqlStr, Sqlite, Transaction};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Most parameters of one statement; SQLite's own limit is 32 766.
const PARAMS_MAX: usize = 30_000;
/// The lock that makes writers take turns on PostgreSQL; SQLite has one writer by nature.
const WRITER_LOCK: i64 = 0x0053_414d_5645_524b;

macro_rules! arguments {
    ($kind:ty, $params:expr) => {{
        let mut arguments = <$kind>::default();
        for param in $params {
            let added = match param {
                Param::Text(text) => arguments.add(text),
                Param::Int(number) => arguments.add(number),
                Param::Flag(flag) => arguments.add(flag),
                Param::Bytes(bytes) => arguments.add(bytes),
            };
            added.map_err(sqlx::Error::Encode)?;
        }
        arguments
    }};
}

#[derive(Debug, Clone)]
pub(crate) enum Pools {
    Sqlite { readers: SqlitePool, writer: SqlitePool },
    Postgres { readers: PgPool, writer: PgPool },
}

/// A database, with the folder that files lie in where it is embedded.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) pools: Pools,
    pub(crate) files: Option<PathBuf>,
    pub(crate) erasures: Option<PathBuf>,
    /// Held for as long as the database is open, so that nobody replaces it meanwhile.
    pub(crate) _use: Arc<InUse>,
}

impl Store {
    /// Where files lie; `None` when they are in the database.
    #[must_use]
    pub fn files(&self) -> Option<&Path> {
        self.files.as_deref()
    }

    /// Notes erasures in this file, outside the database.
    #[must_use]
    pub fn with_erasures(mut self, file: Option<PathBuf>) -> Self {
        self.erasures = file.or(self.erasures);
        self
    }

    /// Whether erasures are noted outside the database.
    #[must_use]
    pub fn notes_erasures(&self) -> bool {
        self.erasures.is_some()
    }

    /// Where erasures are noted.
    pub(crate) fn erasures(&self) -> Option<&Path> {
        self.erasures.as_deref()
    }

    /// Whether the embedded database is used.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        matches!(self.pools, Pools::Sqlite { .. })
    }

    /// Begins reading; everything read within belongs to one moment.
    ///
    /// # Errors
    /// No connection could be had.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        let begun = match &self.pools {
            Pools::Sqlite { readers, .. } => readers.begin().await.map(Tx::Sqlite),
            Pools::Postgres { readers, .. } => {
                begin(readers, "begin isolation level repeatable read read only").await.map(Tx::Postgres)
            }
        };
        begun.map_err(StoreError::from_driver)
    }

    /// Begins writing. Writers take turns: the history is one chain, so two
    /// transactions could not be joined to it at the same time.
    ///
    /// # Errors
    /// No connection could be had, or another writer took too long.
    pub async fn write(&self) -> Result<Tx, StoreError> {
        let begun = match &self.pools {
            Pools::Sqlite { writer, .. } => match writer.begin_with("begin immediate").await {
                // After a full disk SQLite has rolled back by itself, which the
                // driver does not know: such a connection is of no more use.
                Err(sqlx::Error::InvalidSavePointStatement) => {
                    writer
                        .acquire()
                        .await
                        .map_err(StoreError::from_driver)?
                        .close()
                        .await
                        .map_err(StoreError::from_driver)?;
                    writer.begin_with("begin immediate").await.map(Tx::Sqlite)
                }
                begun => begun.map(Tx::Sqlite),
            },
            Pools::Postgres { writer, .. } => begin(writer, "begin").await.map(Tx::Postgres),
        };
        let mut tx = begun.map_err(StoreError::from_driver)?;
        if let Tx::Postgres(_) = tx {
            tx.rows("select 1::bigint from pg_advisory_xact_lock($1)", vec![WRITER_LOCK.into()]).await?;
        }
        Ok(tx)
    }

    /// One statement outside any transaction, for reads that need no other.
    ///
    /// # Errors
    /// The database refused it.
    pub async fn rows(&self, sql: &'static str, params: Vec<Param>) -> Result<Vec<Row>, StoreError> {
        let rows = match &self.pools {
            Pools::Sqlite { readers, .. } => sqlx::query_with(sql, arguments!(SqliteArguments, params))
                .fetch_all(readers)
                .await
                .map(|rows| rows.into_iter().map(Row::Sqlite).collect()),
            Pools::Postgres { readers, .. } => fetch(readers, SqlStr::from_static(sql), &params).await,
        };
        rows.map_err(StoreError::from_driver)
    }

    /// The same for one of many texts, as [`Tx::rows_in`].
    ///
    /// # Errors
    /// The database refused it.
    pub async fn rows_in(&self, head: &'static str, texts: &[String]) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::with_capacity(texts.len());
        for chunk in texts.chunks(500) {
            let params = chunk.iter().map(|text| Param::from(text.as_str()));
            let found: Result<Vec<Row>, _> = match &self.pools {
                Pools::Sqlite { readers, .. } => {
                    let sql = listed(head, 1, chunk.len(), false);
                    sqlx::query_with(AssertSqlSafe(sql), arguments!(SqliteArguments, params))
                        .fetch_all(readers)
                        .await
                        .map(|rows| rows.into_iter().map(Row::Sqlite).collect())
                }
                Pools::Postgres { readers, .. } => {
                    let sql = AssertSqlSafe(listed(head, 1, chunk.len(), true)).into_sql_str();
                    fetch(readers, sql, &params.collect::<Vec<_>>()).await
                }
            };
            rows.extend(found.map_err(StoreError::from_driver)?);
        }
        Ok(rows)
    }

    /// Prepares a statement without carrying it out.
    ///
    /// # Errors
    /// The database does not understand it.
    pub async fn prepare(&self, sql: &'static str) -> Result<(), StoreError> {
        use sqlx::Executor as _;
        let prepared = match &self.pools {
            Pools::Sqlite { readers, .. } => readers.prepare(SqlStr::from_static(sql)).await.map(drop),
            Pools::Postgres { readers, .. } => readers.prepare(SqlStr::from_static(sql)).await.map(drop),
        };
        prepared.map_err(StoreError::from_driver)
    }

    /// Closes all connections.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
        }
        match &*self._use {
            InUse::Embedded(lock) => drop(lock.unlock()),
            InUse::Postgres(own) => own.close().await,
        }
    }
}

/// Begins a transaction. Connections that a restart of the server has ended
/// are found out here, where nothing is lost by trying the next.
///
/// It is begun in a task of its own: a client that hangs up ends what is done
/// for it wherever that stands, and the driver gives a connection whose
/// `begin` was sent and not answered back as if it were free. Whoever had it
/// next would read what was true then, and write what is never committed.
async fn begin(pool: &PgPool, sql: &'static str) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move {
        let mut dead = 0;
        loop {
            match pool.begin_with(sql).await {
                Err(error) if has_ended(&error) && dead < READERS_MAX * 2 => dead += 1,
                begun => return begun,
            }
        }
    });
    begun.await.unwrap_or(Err(sqlx::Error::WorkerCrashed))
}

/// Rows outside any transaction, asked for again where the connection had ended.
async fn fetch(pool: &PgPool, sql: SqlStr, params: &[Param]) -> Result<Vec<Row>, sqlx::Error> {
    let mut dead = 0;
    loop {
        let params = params.iter().cloned();
        match sqlx::query_with(sql.clone(), arguments!(PgArguments, params)).fetch_all(pool).await {
            Err(error) if has_ended(&error) && dead < READERS_MAX * 2 => dead += 1,
            rows => return rows.map(|rows| rows.into_iter().map(Row::Postgres).collect()),
        }
    }
}

/// Whether the server has ended the connection.
fn has_ended(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) => true,
        // 57P01 to 57P03: the server stops or starts; class 08: the connection is gone.
        sqlx::Error::Database(error) => {
            error.code().is_some_and(|code| code.starts_with("57P0") || code.starts_with("08"))
        }
        _ => false,
    }
}

/// Parameters as they are asked for.
pub(crate) type Params<'a> = Box<dyn Iterator<Item = Param> + Send + 'a>;

/// A transaction; dropped without [`Tx::commit`] it leaves no trace.
pub enum Tx {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// Makes everything done within durable.
    ///
    /// # Errors
    /// The database could not; then nothing was done.
    pub async fn commit(self) -> Result<(), StoreError> {
        let done = match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => tx.commit().await,
        };
        done.map_err(StoreError::from_driver)
    }

    async fn run(&mut self, sql: SqlStr, params: impl IntoIterator<Item = Param>) -> Result<u64, StoreError> {
        let done = match self {
            Self::Sqlite(tx) => sqlx::query_with(sql, arguments!(SqliteArguments, params))
                .execute(&mut **tx)
                .await
                .map(|done| done.rows_affected()),
            Self::Postgres(tx) => sqlx::query_with(sql, arguments!(PgArguments, params))
                .execute(&mut **tx)
                .await
                .map(|done| done.rows_affected()),
        };
        done.map_err(StoreError::from_driver)
    }

    async fn ask(&mut self, sql: SqlStr, params: impl IntoIterator<Item = Param>) -> Result<Vec<Row>, StoreError> {
        let rows = match self {
            Self::Sqlite(tx) => sqlx::query_with(sql, arguments!(SqliteArguments, params))
                .fetch_all(&mut **tx)
                .await
                .map(|rows| rows.into_iter().map(Row::Sqlite).collect()),
            Self::Postgres(tx) => sqlx::query_with(sql, arguments!(PgArguments, params))
                .fetch_all(&mut **tx)
                .await
                .map(|rows| rows.into_iter().map(Row::Postgres).collect()),
        };
        rows.map_err(StoreError::from_driver)
    }

    /// Carries a statement out and tells how many rows it touched.
    ///
    /// # Errors
    /// The database refused it.
    pub async fn execute(&mut self, sql: &'static str, params: Vec<Param>) -> Result<u64, StoreError> {
        self.run(SqlStr::from_static(sql), params).await
    }

    /// The rows that a statement answers with.
    ///
    /// # Errors
    /// The database refused it.
    pub async fn rows(&mut self, sql: &'static str, params: Vec<Param>) -> Result<Vec<Row>, StoreError> {
        self.ask(SqlStr::from_static(sql), params).await
    }

    /// The first row, if there is any.
    ///
    /// # Errors
    /// The database refused it.
    pub async fn row(&mut self, sql: &'static str, params: Vec<Param>) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(sql, params).await?.into_iter().next())
    }

    /// Inserts many rows of the same width, as few statements as the
    /// parameter limit allows. `head` is `insert into t (a, b) values`. The
    /// rows of the next statement are put together while the database works.
    ///
    /// # Errors
    /// The database refused one of them.
    pub async fn insert_many(
        &mut self,
        head: &'static str,
        width: usize,
        params: Params<'_>,
    ) -> Result<(), StoreError> {
        let chunk = (PARAMS_MAX / width.max(1)).min(500) * width;
        let mut rest = params;
        let mut next: Vec<Param> = rest.by_ref().take(chunk).collect();
        while !next.is_empty() {
            let sql = self.listed(head, next.len() / width.max(1), width);
            let params = std::mem::take(&mut next);
            let inserted = self.run(sql, params);
            let gathered = async { rest.by_ref().take(chunk).collect() };
            let (done, gathered) = tokio::join!(inserted, gathered);
            done?;
            next = gathered;
        }
        Ok(())
    }

    /// Rows whose first parameter is one of many texts: `head` ends before
    /// the parenthesis, as in `select … where id in`.
    ///
    /// # Errors
    /// The database refused it.
    pub async fn rows_in(&mut self, head: &'static str, texts: &[String]) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::with_capacity(texts.len());
        for chunk in texts.chunks(500) {
            let sql = self.listed(head, 1, chunk.len());
            let params: Vec<Param> = chunk.iter().map(|text| Param::from(text.as_str())).collect();
            rows.extend(self.ask(sql, params).await?);
        }
        Ok(rows)
    }

    /// Carries out a statement with one text of its own and a list of others:
    /// `head` has `$1` and ends before the parenthesis of the list.
    ///
    /// # Errors
    /// The database refused it.
    pub async fn execute_in(&mut self, head: &'static str, first: &str, texts: &[String]) -> Result<(), StoreError> {
        for chunk in texts.chunks(500) {
            let marks: Vec<String> = (0..chunk.len()).map(|at| format!("${}", at + 2)).collect();
            let sql = AssertSqlSafe(format!("{head} ({})", marks.join(", "))).into_sql_str();
            let params: Vec<Param> =
                std::iter::once(first).chain(chunk.iter().map(String::as_str)).map(Param::from).collect();
            self.run(sql, params).await?;
        }
        Ok(())
    }

    fn listed(&self, head: &str, rows: usize, width: usize) -> SqlStr {
        AssertSqlSafe(listed(head, rows, width, matches!(self, Self::Postgres(_)))).into_sql_str()
    }

    /// Carries out a script of several statements: migrations, and the
    /// databases of earlier releases in the tests.
    ///
    /// # Errors
    /// The database refused one of them.
    pub async fn script(&mut self, sql: &'static str) -> Result<(), StoreError> {
        let done = match self {
            Self::Sqlite(tx) => sqlx::raw_sql(sql).execute(&mut **tx).await.map(drop),
            Self::Postgres(tx) => sqlx::raw_sql(sql).execute(&mut **tx).await.map(drop),
        };
        done.map_err(StoreError::from_driver)
    }
}

/// `head ($1, $2), ($3, $4)`; with plain question marks where `named` is
/// false, since SQLite searches its list of named parameters from the
/// beginning for each of them.
fn listed(head: &str, rows: usize, width: usize, named: bool) -> String {
    use std::fmt::Write as _;
    let mut sql = String::with_capacity(head.len() + rows * width * 6);
    sql.push_str(head);
    for row in 0..rows {
        sql.push_str(if row == 0 { " (" } else { ", (" });
        for column in 0..width {
            sql.push_str(if column == 0 { "" } else { ", " });
            if named {
                let _ = write!(sql, "${}", row * width + column + 1);
            } else {
                sql.push('?');
            }
        }
        sql.push(')');
    }
    sql
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn parameters_are_numbered_through() {
        assert_eq!(listed("insert into t (a, b) values", 2, 2, true), "insert into t (a, b) values ($1, $2), ($3, $4)");
        assert_eq!(listed("select a from t where a in", 1, 3, true), "select a from t where a in ($1, $2, $3)");
        assert_eq!(listed("values", 2, 1, false), "values (?), (?)");
    }
}
