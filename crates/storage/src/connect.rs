//! Opening a database, and the sign that it is in use.

use crate::StoreError;
use crate::facade::{Pools, Store};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::path::Path;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

/// Readers at the same time.
pub(crate) const READERS_MAX: u32 = 8;
/// How long a writer waits for another.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);
/// Room in which the writer keeps pages, so that an import does not write and
/// read the same page of an index again and again.
const WRITER_CACHE_KIB: &str = "-16000";
/// The lock that tells on PostgreSQL that a database is in use.
const USE_LOCK: i32 = 0x5341_4d56;
/// Longest time that one statement may take on PostgreSQL. On SQLite all go
/// by index or over pieces of bounded size; a request ends after half of this.
pub(crate) const STATEMENT_TIMEOUT: &str = "60s";

/// Between two tries to open what another process is opening.
const OPEN_PAUSE: Duration = Duration::from_millis(20);

/// The sign that a database is in use: a lock on a file beside the embedded
/// one, or one in the server's session.
#[derive(Debug)]
pub(crate) enum InUse {
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
        let writer = wait_out(|| pool(1).connect_with(roomy.clone())).await.map_err(StoreError::from_driver)?;
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
        // Replacing everything may take longer than anything else.
        let patience = if how == Use::Alone { "0" } else { STATEMENT_TIMEOUT };
        let options = options.application_name(&name).options([("statement_timeout", patience)]);
        // Writers wait for each other before they have a connection, so that
        // the one whose turn it is can always read beside what it writes.
        let pool = |most| PgPoolOptions::new().max_connections(most).test_before_acquire(false);
        let writer = pool(1).connect_with(options.clone()).await.map_err(StoreError::from_driver)?;
        let readers = pool(READERS_MAX * 2).connect_with(options).await.map_err(StoreError::from_driver)?;
        Ok(Self {
            pools: Pools::Postgres { readers, writer },
            files: None,
            erasures: None,
            _use: Arc::new(InUse::Postgres(own)),
        })
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

/// Opens the embedded database, again while another process has the file for
/// itself: of two that open a new one at the same time, both want to give it
/// its write-ahead log, and the one that comes second is refused at once,
/// without the patience that holds for everything later.
async fn wait_out<F>(open: impl Fn() -> F) -> Result<sqlx::SqlitePool, sqlx::Error>
where
    F: Future<Output = Result<sqlx::SqlitePool, sqlx::Error>>,
{
    let until = tokio::time::Instant::now() + BUSY_TIMEOUT;
    loop {
        match open().await {
            Err(error) if is_busy(&error) && tokio::time::Instant::now() < until => {
                tokio::time::sleep(OPEN_PAUSE).await;
            }
            opened => return opened,
        }
    }
}

/// Whether SQLite says that somebody else has the file (`SQLITE_BUSY` in the
/// low byte, whatever the reason in the others).
fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code()?.parse::<i32>().ok());
    code.is_some_and(|code| code & 0xff == 5)
}
