//! Imports on a page: files that wait, runs, and how sources were understood.

use crate::{Param, Row, StoreError, Tx};

const INSERT: &str = "insert into import_run (id, kind, user_id, file_name, content, settings, status, report, created_at) values ($1, $2, $3, $4, $5, $6, 'waiting', '{}', $7)";
const ONE: &str = "select id, kind, user_id, file_name, settings, status, report, seq, created_at, finished_at from import_run where id = $1";
const OF_USER: &str = "select id, kind, user_id, file_name, settings, status, report, seq, created_at, finished_at from import_run where user_id = $1 and kind = $2 order by created_at desc limit 20";
const CONTENT: &str = "select content from import_run where id = $1 and content is not null";
const REJECTED: &str = "select rejected from import_run where id = $1";
const SETTINGS: &str = "update import_run set settings = $1 where id = $2 and status = 'waiting'";
const BEGIN: &str = "update import_run set status = 'running' where id = $1 and status = 'waiting'";
const FINISH: &str =
    "update import_run set status = $1, report = $2, rejected = $3, seq = $4, finished_at = $5 where id = $6";
const STATUS: &str = "update import_run set status = $1 where id = $2";
const ERASE: &str = "update import_run set content = null, rejected = null where kind = $1";
const STORED: &str = "update import_run set status = 'done', seq = $1 where id = $2";
const INTERRUPT: &str = "update import_run set status = 'interrupted' where status = 'running' and created_at < $1";
const SWEEP: &str =
    "update import_run set content = null, rejected = null where created_at < $1 and content is not null";
const REMEMBER: &str = "insert into import_source (kind, signature, settings, used_at) values ($1, $2, $3, $4) on conflict (kind, signature) do update set settings = excluded.settings, used_at = excluded.used_at";
const REMEMBERED: &str = "select settings from import_source where kind = $1 and signature = $2";

pub(crate) const STATEMENTS: &[&str] =
    &[INSERT, ONE, OF_USER, CONTENT, REJECTED, SETTINGS, BEGIN, FINISH, STATUS, INTERRUPT, SWEEP, REMEMBER, REMEMBERED];

/// An import from the file's coming to its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Id.
    pub id: String,
    /// Register.
    pub kind: String,
    /// Who.
    pub user: String,
    /// What the file is called.
    pub file_name: String,
    /// How it is understood, as JSON text.
    pub settings: String,
    /// `waiting`, `running`, `done`, `refused`, `interrupted`, `undone`.
    pub status: String,
    /// Outcome as JSON text.
    pub report: String,
    /// The entry of the history that it made.
    pub seq: Option<i64>,
    /// When the file came.
    pub created_at: String,
    /// When it ended.
    pub finished_at: Option<String>,
}

fn read(row: &Row) -> Result<Run, StoreError> {
    Ok(Run {
        id: row.text(0)?,
        kind: row.text(1)?,
        user: row.text(2)?,
        file_name: row.text(3)?,
        settings: row.text(4)?,
        status: row.text(5)?,
        report: row.text(6)?,
        seq: row.int_or_none(7)?,
        created_at: row.text(8)?,
        finished_at: row.text_or_none(9)?,
    })
}

/// Keeps a file that is to be imported.
///
/// # Errors
/// The database failed.
pub async fn insert(tx: &mut Tx, run: &Run, content: &[u8]) -> Result<(), StoreError> {
    let params = vec![
        run.id.as_str().into(),
        run.kind.as_str().into(),
        run.user.as_str().into(),
        run.file_name.as_str().into(),
        Param::Bytes(content.to_vec()),
        run.settings.as_str().into(),
        run.created_at.as_str().into(),
    ];
    tx.execute(INSERT, params).await.map(drop)
}

/// One import.
///
/// # Errors
/// The database failed.
pub async fn load(tx: &mut Tx, id: &str) -> Result<Option<Run>, StoreError> {
    tx.row(ONE, vec![id.into()]).await?.map(|row| read(&row)).transpose()
}

/// A user's last imports into a register.
///
/// # Errors
/// The database failed.
pub async fn of_user(tx: &mut Tx, user: &str, kind: &str) -> Result<Vec<Run>, StoreError> {
    tx.rows(OF_USER, vec![user.into(), kind.into()]).await?.iter().map(read).collect()
}

/// The file of an import; nothing once it was swept away.
///
/// # Errors
/// The database failed.
pub async fn content(tx: &mut Tx, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
    tx.row(CONTENT, vec![id.into()]).await?.map(|row| row.bytes(0)).transpose()
}

/// The rejected rows of an import as CSV.
///
/// # Errors
/// The database failed.
pub async fn rejected(tx: &mut Tx, id: &str) -> Result<Option<String>, StoreError> {
    Ok(tx.row(REJECTED, vec![id.into()]).await?.map(|row| row.text_or_none(0)).transpose()?.flatten())
}

/// Keeps how a waiting file is to be understood.
///
/// # Errors
/// The database failed.
pub async fn set_settings(tx: &mut Tx, id: &str, settings: &str) -> Result<(), StoreError> {
    tx.execute(SETTINGS, vec![settings.into(), id.into()]).await.map(drop)
}

/// Takes a waiting import in hand; false when somebody already did.
///
/// # Errors
/// The database failed.
pub async fn begin(tx: &mut Tx, id: &str) -> Result<bool, StoreError> {
    Ok(tx.execute(BEGIN, vec![id.into()]).await? > 0)
}

/// Notes the outcome of an import.
///
/// # Errors
/// The database failed.
pub async fn finish(
    tx: &mut Tx,
    id: &str,
    status: &str,
    report: &str,
    rejected: Option<&str>,
    seq: Option<i64>,
    at: &str,
) -> Result<(), StoreError> {
    let params = vec![status.into(), report.into(), rejected.into(), Param::Int(seq), at.into(), id.into()];
    tx.execute(FINISH, params).await.map(drop)
}

/// Sets the status of an import.
///
/// # Errors
/// The database failed.
pub async fn set_status(tx: &mut Tx, id: &str, status: &str) -> Result<(), StoreError> {
    tx.execute(STATUS, vec![status.into(), id.into()]).await.map(drop)
}

/// Notes, in the very transaction that stores its records, that an import is
/// done and which entry it made.
///
/// # Errors
/// The database failed.
pub async fn stored(tx: &mut Tx, id: &str, seq: i64) -> Result<(), StoreError> {
    tx.execute(STORED, vec![seq.into(), id.into()]).await.map(drop)
}

/// Lets the files of all imports into a register go: they may hold a person
/// who is being erased.
///
/// # Errors
/// The database failed.
pub async fn erase(tx: &mut Tx, kind: &str) -> Result<(), StoreError> {
    tx.execute(ERASE, vec![kind.into()]).await.map(drop)
}

/// Marks what was running when a program ended, and lets go of old files.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, running_before: &str, kept_since: &str) -> Result<(), StoreError> {
    tx.execute(INTERRUPT, vec![running_before.into()]).await?;
    tx.execute(SWEEP, vec![kept_since.into()]).await.map(drop)
}

/// Remembers how a source's columns were understood.
///
/// # Errors
/// The database failed.
pub async fn remember(tx: &mut Tx, kind: &str, signature: &str, settings: &str, at: &str) -> Result<(), StoreError> {
    tx.execute(REMEMBER, vec![kind.into(), signature.into(), settings.into(), at.into()]).await.map(drop)
}

/// How a source's columns were understood the last time.
///
/// # Errors
/// The database failed.
pub async fn remembered(tx: &mut Tx, kind: &str, signature: &str) -> Result<Option<String>, StoreError> {
    tx.row(REMEMBERED, vec![kind.into(), signature.into()]).await?.map(|row| row.text(0)).transpose()
}
