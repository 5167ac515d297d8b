//! The history: entries, changes, personal values beside them.

use crate::{Row, Store, StoreError, Tx};
use samverk_domain::RecordId;
use samverk_domain::audit::{Change, Commitment, Entry, GENESIS, Operation};

const HEAD: &str = "select coalesce((select seq from entry order by seq desc limit 1), 0), (select hash from entry order by seq desc limit 1), (select at from entry order by seq desc limit 1), cast(coalesce((select value from installation where name = 'own_fields'), '0') as bigint)";
const APPEND: &str = "insert into entry (seq, at, actor, on_behalf_of, via, reason, previous, hash) values ($1, $2, $3, $4, $5, $6, $7, $8)";
const SEAL: &str = "update entry set hash = $1 where seq = $2";
const CHANGES: &str = "insert into change (seq, ordinal, record, kind, version, operation, delta) values";
const ENTRIES_AFTER: &str =
    "select seq, at, actor, on_behalf_of, via, reason, previous, hash from entry where seq > $1 order by seq limit $2";
const CHANGES_OF_ENTRY: &str =
    "select ordinal, record, kind, version, operation, delta from change where seq = $1 order by ordinal";
const HISTORY: &str = "select c.ordinal, c.record, c.kind, c.version, c.operation, c.delta, e.seq, e.at, e.actor, e.on_behalf_of, e.via, e.reason, e.previous, e.hash from change c join entry e on e.seq = c.seq where c.record = $1 order by c.version";
const CHANGES_SINCE: &str =
    "select ordinal, record, kind, version, operation, delta from change where seq > $1 order by seq, ordinal";
const SETTINGS: &str =
    "select ordinal, record, kind, version, operation, delta from change where kind = $1 order by seq, ordinal";
const ENTRY_BEFORE: &str = "select coalesce(max(seq), 0) from entry where at < $1";
const HAS_HASH: &str = "select cast(count(*) as bigint) from entry where hash = $1";
const ORPHANS: &str = "select cast(count(*) as bigint) from change where seq not in (select seq from entry)";
const KEEP_PERSONAL: &str = "insert into personal (hash, record, field, salt, value) values";
const PERSONAL: &str = "select hash, salt, value, record, field from personal where record = $1";
const PERSONAL_ALL: &str = "select hash, salt, value, record, field from personal";
const ERASE: &str = "delete from personal where record = $1";

pub(crate) const STATEMENTS: &[&str] = &[
    HEAD,
    APPEND,
    SEAL,
    ENTRIES_AFTER,
    CHANGES_OF_ENTRY,
    CHANGES_SINCE,
    ENTRY_BEFORE,
    HISTORY,
    HAS_HASH,
    ORPHANS,
    PERSONAL,
    PERSONAL_ALL,
    ERASE,
    SETTINGS,
];

/// Where the chain ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Last entry; 0 before the first.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
    /// When it was made; empty before the first.
    pub at: String,
    /// Grows with each change of the installation's own fields.
    pub own_fields: i64,
}

/// A personal value as it lies beside the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Personal {
    /// Hash, salt and value.
    pub commitment: Commitment,
    /// The record that it belongs to.
    pub record: String,
    /// The field.
    pub field: String,
}

/// A step of one record's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The transaction.
    pub entry: Entry,
    /// What it did to the record.
    pub change: Change,
}

fn head_of(rows: &[Row]) -> Result<Head, StoreError> {
    let row = rows.first().ok_or_else(|| StoreError::unreadable("entry", "", "head"))?;
    Ok(Head {
        seq: row.int(0)?,
        hash: row.text_or_none(1)?.unwrap_or_else(|| GENESIS.to_owned()),
        at: row.text_or_none(2)?.unwrap_or_default(),
        own_fields: row.int(3)?,
    })
}

/// Where the chain ends, outside any transaction.
///
/// # Errors
/// The database failed.
pub async fn head(store: &Store) -> Result<Head, StoreError> {
    head_of(&store.rows(HEAD, Vec::new()).await?)
}

/// Where the chain ends, as the transaction sees it.
///
/// # Errors
/// The database failed.
pub async fn head_in(tx: &mut Tx) -> Result<Head, StoreError> {
    head_of(&tx.rows(HEAD, Vec::new()).await?)
}

/// Adds an entry; its changes and at last its hash follow in the same
/// transaction.
///
/// # Errors
/// The database failed.
pub async fn append(tx: &mut Tx, entry: &Entry) -> Result<(), StoreError> {
    let params = vec![
        entry.seq.into(),
        entry.at.as_str().into(),
        entry.actor.as_str().into(),
        entry.on_behalf_of.as_deref().into(),
        entry.via.as_str().into(),
        entry.reason.as_deref().into(),
        entry.previous.as_str().into(),
        entry.hash.as_str().into(),
    ];
    tx.execute(APPEND, params).await.map(drop)
}

/// Sets the hash of an entry whose changes are all there.
///
/// # Errors
/// The database failed.
pub async fn seal(tx: &mut Tx, seq: i64, hash: &str) -> Result<(), StoreError> {
    tx.execute(SEAL, vec![hash.into(), seq.into()]).await.map(drop)
}

/// Adds changes of an entry.
///
/// # Errors
/// The database failed.
pub async fn append_changes(tx: &mut Tx, seq: i64, changes: &[Change]) -> Result<(), StoreError> {
    let params = changes.iter().flat_map(|change| {
        [
            seq.into(),
            change.ordinal.into(),
            change.record.to_string().into(),
            change.kind.as_str().into(),
            change.version.into(),
            change.operation.code().into(),
            change.delta.as_str().into(),
        ]
    });
    tx.insert_many(CHANGES, 7, Box::new(params)).await
}

/// Lays personal values beside the chain.
///
/// # Errors
/// The database failed.
pub async fn keep_personal(tx: &mut Tx, values: &[Personal]) -> Result<(), StoreError> {
    let params = values.iter().flat_map(|personal| {
        [
            personal.commitment.hash.as_str().into(),
            personal.record.as_str().into(),
            personal.field.as_str().into(),
            personal.commitment.salt.as_str().into(),
            personal.commitment.value.as_str().into(),
        ]
    });
    tx.insert_many(KEEP_PERSONAL, 5, Box::new(params)).await
}

fn personal(row: &Row) -> Result<Personal, StoreError> {
    let commitment = Commitment { hash: row.text(0)?, salt: row.text(1)?, value: row.text(2)? };
    Ok(Personal { commitment, record: row.text(3)?, field: row.text(4)? })
}

/// The personal values of a record, of all its versions.
///
/// # Errors
/// The database failed.
pub async fn personal_of(tx: &mut Tx, record: RecordId) -> Result<Vec<Personal>, StoreError> {
    tx.rows(PERSONAL, vec![record.to_string().into()]).await?.iter().map(personal).collect()
}

/// All personal values.
///
/// # Errors
/// The database failed.
pub async fn personal_all(tx: &mut Tx) -> Result<Vec<Personal>, StoreError> {
    tx.rows(PERSONAL_ALL, Vec::new()).await?.iter().map(personal).collect()
}

/// Removes the personal values of a record for good.
///
/// # Errors
/// The database failed.
pub async fn erase_personal(tx: &mut Tx, record: RecordId) -> Result<u64, StoreError> {
    tx.execute(ERASE, vec![record.to_string().into()]).await
}

fn entry(row: &Row, at: usize) -> Result<Entry, StoreError> {
    Ok(Entry {
        seq: row.int(at)?,
        at: row.text(at + 1)?,
        actor: row.text(at + 2)?,
        on_behalf_of: row.text_or_none(at + 3)?,
        via: row.text(at + 4)?,
        reason: row.text_or_none(at + 5)?,
        previous: row.text(at + 6)?,
        hash: row.text(at + 7)?,
    })
}

fn change(row: &Row) -> Result<Change, StoreError> {
    let (id, operation) = (row.text(1)?, row.text(4)?);
    Ok(Change {
        ordinal: row.int(0)?,
        record: RecordId::parse(&id).ok_or_else(|| StoreError::unreadable("change", id.clone(), "record"))?,
        kind: row.text(2)?,
        version: row.int(3)?,
        operation: Operation::parse(&operation).ok_or_else(|| StoreError::unreadable("change", id, operation))?,
        delta: row.text(5)?,
    })
}

/// The next entries, oldest first.
///
/// # Errors
/// The database failed.
pub async fn entries_after(tx: &mut Tx, seq: i64, most: i64) -> Result<Vec<Entry>, StoreError> {
    tx.rows(ENTRIES_AFTER, vec![seq.into(), most.into()]).await?.iter().map(|row| entry(row, 0)).collect()
}

/// The changes of an entry, in order.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn changes_of(tx: &mut Tx, seq: i64) -> Result<Vec<Change>, StoreError> {
    tx.rows(CHANGES_OF_ENTRY, vec![seq.into()]).await?.iter().map(change).collect()
}

/// The changes of all entries after this one, oldest first.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn changes_since(tx: &mut Tx, seq: i64) -> Result<Vec<Change>, StoreError> {
    tx.rows(CHANGES_SINCE, vec![seq.into()]).await?.iter().map(change).collect()
}

/// What was said of a setting, in the order in which it was said.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn said_of(tx: &mut Tx, setting: &str) -> Result<Vec<Change>, StoreError> {
    tx.rows(SETTINGS, vec![setting.into()]).await?.iter().map(change).collect()
}

/// The number of the last entry before a time; 0 when there is none. The
/// clock is never set back, so numbers and times have the same order.
///
/// # Errors
/// The database failed.
pub async fn entry_before(tx: &mut Tx, at: &str) -> Result<i64, StoreError> {
    tx.row(ENTRY_BEFORE, vec![at.into()]).await?.map_or(Ok(0), |row| row.int(0))
}

/// Whether any entry has this hash.
///
/// # Errors
/// The database failed.
pub async fn has_hash(tx: &mut Tx, hash: &str) -> Result<bool, StoreError> {
    Ok(tx.row(HAS_HASH, vec![hash.into()]).await?.map_or(Ok(0), |row| row.int(0))? > 0)
}

/// How many changes belong to no entry; none in a whole history.
///
/// # Errors
/// The database failed.
pub async fn orphaned_changes(tx: &mut Tx) -> Result<i64, StoreError> {
    tx.row(ORPHANS, Vec::new()).await?.map_or(Ok(0), |row| row.int(0))
}

/// The history of a record, oldest first.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn history(tx: &mut Tx, record: RecordId) -> Result<Vec<Step>, StoreError> {
    let rows = tx.rows(HISTORY, vec![record.to_string().into()]).await?;
    rows.iter().map(|row| Ok(Step { change: change(row)?, entry: entry(row, 6)? })).collect()
}
