//! One way to talk to both databases.

use crate::{Param, Row, StoreError};
use sqlx::postgres::{PgArguments, PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Arguments as _, AssertSqlSafe, Postgres, Sqlite, Transaction};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

/// Readers at the same time.
const READERS_MAX: u32 = 8;
/// How long a writer waits for another.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);
/// Room in which the writer keeps pages, so that an import does not write and
/// read the same page of an index again and again.
const WRITER_CACHE_KIB: &str = "-32000";
/// Most parameters of one statement; SQLite's own limit is 32 766.
const PARAMS_MAX: usize = 30_000;
/// The lock that makes writers take turns on PostgreSQL; SQLite has one writer by nature.
const WRITER_LOCK: i64 = 0x0053_414d_5645_524b;
/// The lock that tells on PostgreSQL that a database is in use.
const USE_LOCK: i32 = 0x5341_4d56;

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
enum Pools {
    Sqlite { readers: SqlitePool, writer: SqlitePool },
    Postgres(PgPool),
}

/// A database, with the folder that files lie in where it is embedded.
#[derive(Debug, Clone)]
pub struct Store {
    pools: Pools,
    files: Option<PathBuf>,
    erasures: Option<PathBuf>,
    /// Held for as long as the database is open, so that nobody replaces it meanwhile.
    _use: Arc<InUse>,
}

/// The sign that a database is in use: a lock on a file beside the embedded
/// one, or one in the server's session.
#[derive(Debug)]
enum InUse {
    Embedded(std::fs::File),
    Postgres(PgPool),
}

/// How a database is to be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// With others.
    Shared,
    /// By nobody else, to be replaced.
    Alone,
}

impl Store {
    /// Opens the embedded database in a folder, making both when they are missing.
    ///
    /// # Errors
    /// The folder cannot be made or the database not opened, or a setting
    /// that guards against loss is not in force.
    pub async fn open_embedded(folder: &Path) -> Result<Self, StoreError> {
        Self::embedded(folder, Use::Shared).await
    }

    /// The same, while nobody else has it open: to replace what is in it.
    ///
    /// # Errors
    /// As [`Store::open_embedded`], and [`StoreError::InUse`].
    pub async fn open_embedded_alone(folder: &Path) -> Result<Self, StoreError> {
        Self::embedded(folder, Use::Alone).await
    }

    async fn embedded(folder: &Path, how: Use) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder.join("files"))?;
        let lock =
            std::fs::OpenOptions::new().create(true).truncate(false).write(true).open(folder.join("samverk.lock"))?;
        let taken = if how == Use::Alone { lock.try_lock() } else { lock.try_lock_shared() };
        taken.map_err(|_| StoreError::InUse)?;
        let options = SqliteConnectOptions::new()
            .filename(folder.join("samverk.sqlite"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            // What is deleted, as an erased person, leaves no trace in unused pages.
            .pragma("secure_delete", "on")
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-4000")
            .statement_cache_capacity(200);
        let pool = |most| SqlitePoolOptions::new().max_connections(most).min_connections(1).test_before_acquire(false);
        // The writer first: it makes the file, in the mode that readers rely on.
        let roomy = options.clone().pragma("cache_size", WRITER_CACHE_KIB);
        let writer = pool(1).connect_with(roomy).await.map_err(StoreError::from_driver)?;
        let readers = pool(READERS_MAX).connect_with(options).await.map_err(StoreError::from_driver)?;
        let store = Self {
            pools: Pools::Sqlite { readers, writer },
            files: Some(folder.join("files")),
            erasures: Some(folder.join("erasures.jsonl")),
            _use: Arc::new(InUse::Embedded(lock)),
        };
        store.assert_settings().await?;
        Ok(store)
    }

    /// Opens a PostgreSQL database by its address.
    ///
    /// # Errors
    /// The address is no address or the server does not answer.
    pub async fn open_postgres(address: &str) -> Result<Self, StoreError> {
        Self::postgres(address, Use::Shared).await
    }

    /// The same, while nobody else has it open: to replace what is in it.
    ///
    /// # Errors
    /// As [`Store::open_postgres`], and [`StoreError::InUse`].
    pub async fn open_postgres_alone(address: &str) -> Result<Self, StoreError> {
        Self::postgres(address, Use::Alone).await
    }

    async fn postgres(address: &str, how: Use) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(address)?.statement_cache_capacity(200);
        // A lock of a session lives as long as its connection, so it has one
        // of its own that is never given back.
        let own = PgPoolOptions::new().max_connections(1).min_connections(1).idle_timeout(None).max_lifetime(None);
        let own =
            own.test_before_acquire(false).connect_with(options.clone()).await.map_err(StoreError::from_driver)?;
        let sql = match how {
            Use::Alone => "select pg_try_advisory_lock($1, hashtext(current_schema()))",
            Use::Shared => "select pg_try_advisory_lock_shared($1, hashtext(current_schema()))",
        };
        let taken: bool =
            sqlx::query_scalar(sql).bind(USE_LOCK).fetch_one(&own).await.map_err(StoreError::from_driver)?;
        // The lock goes when the server restarts; the connections that a
        // program makes anew still bear its name.
        let (schema, pid): (String, i32) = sqlx::query_as("select current_schema()::text, pg_backend_pid()")
            .fetch_one(&own)
            .await
            .map_err(StoreError::from_driver)?;
        let name: String = format!("samverk/{pid}/{schema}").chars().take(63).collect();
        let others = "select count(*) from pg_stat_activity where datname = current_database() and application_name like 'samverk/%/' || $1 and application_name <> $2";
        let others: i64 = sqlx::query_scalar(others)
            .bind(&schema)
            .bind(&name)
            .fetch_one(&own)
            .await
            .map_err(StoreError::from_driver)?;
        if !taken || (how == Use::Alone && others > 0) {
            return Err(StoreError::InUse);
        }
        let pool = PgPoolOptions::new().max_connections(READERS_MAX * 2).test_before_acquire(false);
        let pool = pool.connect_with(options.application_name(&name)).await.map_err(StoreError::from_driver)?;
        Ok(Self { pools: Pools::Postgres(pool), files: None, erasures: None, _use: Arc::new(InUse::Postgres(own)) })
    }

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
            Pools::Postgres(pool) => {
                pool.begin_with("begin isolation level repeatable read read only").await.map(Tx::Postgres)
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
            Pools::Postgres(pool) => pool.begin().await.map(Tx::Postgres),
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
            Pools::Postgres(pool) => sqlx::query_with(sql, arguments!(PgArguments, params))
                .fetch_all(pool)
                .await
                .map(|rows| rows.into_iter().map(Row::Postgres).collect()),
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
                Pools::Postgres(pool) => {
                    let sql = listed(head, 1, chunk.len(), true);
                    sqlx::query_with(AssertSqlSafe(sql), arguments!(PgArguments, params))
                        .fetch_all(pool)
                        .await
                        .map(|rows| rows.into_iter().map(Row::Postgres).collect())
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
        use sqlx::{Executor as _, SqlStr};
        let prepared = match &self.pools {
            Pools::Sqlite { readers, .. } => readers.prepare(SqlStr::from_static(sql)).await.map(drop),
            Pools::Postgres(pool) => pool.prepare(SqlStr::from_static(sql)).await.map(drop),
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
            Pools::Postgres(pool) => pool.close().await,
        }
        match &*self._use {
            InUse::Embedded(lock) => drop(lock.unlock()),
            InUse::Postgres(own) => own.close().await,
        }
    }

    async fn assert_settings(&self) -> Result<(), StoreError> {
        let wanted = [
            ("journal_mode", "pragma journal_mode", "wal"),
            ("synchronous", "select cast(synchronous as text) from pragma_synchronous", "2"),
            ("foreign_keys", "select cast(foreign_keys as text) from pragma_foreign_keys", "1"),
        ];
        let Pools::Sqlite { readers, writer } = &self.pools else { return Ok(()) };
        for (setting, sql, wanted) in wanted {
            for pool in [readers, writer] {
                let found: String = sqlx::query_scalar(sql).fetch_one(pool).await.map_err(StoreError::from_driver)?;
                if found != wanted {
                    return Err(StoreError::Setting { setting, found, wanted });
                }
            }
        }
        Ok(())
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

    /// Carries a statement out and tells how many rows it touched.
    ///
    /// # Errors
    /// The database refused it.
    pub async fn execute(&mut self, sql: &'static str, params: Vec<Param>) -> Result<u64, StoreError> {
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

    /// The rows that a statement answers with.
    ///
    /// # Errors
    /// The database refused it.
    pub async fn rows(&mut self, sql: &'static str, params: Vec<Param>) -> Result<Vec<Row>, StoreError> {
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
            let inserted = async {
                match self {
                    Self::Sqlite(tx) => sqlx::query_with(AssertSqlSafe(sql), arguments!(SqliteArguments, params))
                        .execute(&mut **tx)
                        .await
                        .map(drop),
                    Self::Postgres(tx) => sqlx::query_with(AssertSqlSafe(sql), arguments!(PgArguments, params))
                        .execute(&mut **tx)
                        .await
                        .map(drop),
                }
            };
            let gathered = async { rest.by_ref().take(chunk).collect() };
            let (done, gathered) = tokio::join!(inserted, gathered);
            done.map_err(StoreError::from_driver)?;
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
            let params = chunk.iter().map(|text| Param::from(text.as_str()));
            let found: Result<Vec<Row>, _> = match self {
                Self::Sqlite(tx) => sqlx::query_with(AssertSqlSafe(sql), arguments!(SqliteArguments, params))
                    .fetch_all(&mut **tx)
                    .await
                    .map(|rows| rows.into_iter().map(Row::Sqlite).collect()),
                Self::Postgres(tx) => sqlx::query_with(AssertSqlSafe(sql), arguments!(PgArguments, params))
                    .fetch_all(&mut **tx)
                    .await
                    .map(|rows| rows.into_iter().map(Row::Postgres).collect()),
            };
            rows.extend(found.map_err(StoreError::from_driver)?);
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
            let sql = format!("{head} ({})", marks.join(", "));
            let params = std::iter::once(first).chain(chunk.iter().map(String::as_str)).map(Param::from);
            let done = match self {
                Self::Sqlite(tx) => sqlx::query_with(AssertSqlSafe(sql), arguments!(SqliteArguments, params))
                    .execute(&mut **tx)
                    .await
                    .map(drop),
                Self::Postgres(tx) => sqlx::query_with(AssertSqlSafe(sql), arguments!(PgArguments, params))
                    .execute(&mut **tx)
                    .await
                    .map(drop),
            };
            done.map_err(StoreError::from_driver)?;
        }
        Ok(())
    }

    fn listed(&self, head: &str, rows: usize, width: usize) -> String {
        listed(head, rows, width, matches!(self, Self::Postgres(_)))
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
