//! Records and their links.

use crate::{Row, Store, StoreError, Tx};
use samverk_domain::RecordId;
use samverk_domain::record::{Content, Record, Registry, Value, Visibility};
use std::collections::{HashMap, HashSet};

/// A question whose answer is one row: all records that it finds in one text.
/// A row of its own for each costs the drivers several times what reading it
/// costs (docs/decisions, 2026-11-26). No stored value holds one of the two
/// control characters: texts lie in the body, where JSON escapes them.
macro_rules! packed {
    ($from:literal) => {
        concat!(
            "select string_agg(id || '\u{1f}' || kind || '\u{1f}' || key || '\u{1f}' || cast(version as text) ",
            "|| '\u{1f}' || coalesce(owner, '') || '\u{1f}' || visibility || '\u{1f}' || coalesce(state, '') ",
            "|| '\u{1f}' || case when deleted then '1' else '0' end || '\u{1f}' || coalesce(merged_into, '') ",
            "|| '\u{1f}' || body || '\u{1f}' || created_at || '\u{1f}' || changed_at ",
            "|| '\u{1f}' || cast(changed_seq as text), '\u{1e}') from ",
            $from
        )
    };
}
const FIELD_END: char = '\u{1f}';
const RECORD_END: char = '\u{1e}';

const BY_ID: &str = packed!("record where id = $1");
const BY_IDS: &str = packed!("record where id in");
const BY_KEY: &str = packed!("record where kind = $1 and key = $2");
const AFTER: &str = packed!("(select * from record where id > $1 order by id limit $2) as piece");
const CHANGED_AFTER: &str = packed!("record where changed_seq > $1");
const RAW_AFTER: &str = "select id, kind, key, version, owner, visibility, state, deleted, merged_into, body, created_at, changed_at, changed_seq from record where id > $1 order by id limit $2";
const INSERT: &str = "insert into record (id, kind, key, version, owner, visibility, state, deleted, merged_into, body, created_at, changed_at, changed_seq) values";
const UPDATE: &str = "update record set key = $1, version = $2, owner = $3, visibility = $4, state = $5, deleted = $6, merged_into = $7, body = $8, changed_at = $9, changed_seq = $10 where id = $11 and version = $12";
const OWN: &str = "update record set owner = $1 where id = $2";
const UNLINK: &str = "delete from link where source = $1";
const LINK: &str = "insert into link (source, role, ordinal, target, valid) values";
const LINKS: &str = "select source, role, ordinal, target, valid from link where source > $1 or (source = $1 and role > $2) or (source = $1 and role = $2 and ordinal > $3) order by source, role, ordinal limit $4";

/// Records read at a time while links are written anew.
const RELINK_CHUNK: i64 = 2_000;

pub(crate) const STATEMENTS: &[&str] = &[BY_ID, BY_KEY, AFTER, CHANGED_AFTER, RAW_AFTER, UPDATE, OWN, UNLINK, LINKS];

/// A record as it is stored, with its times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The record.
    pub record: Record,
    /// When it was made.
    pub created_at: String,
    /// When it was last changed.
    pub changed_at: String,
    /// The transaction that last changed it.
    pub changed_seq: i64,
}

/// One row of the link table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkRow {
    /// Record that the link stands in.
    pub source: String,
    /// Field.
    pub role: String,
    /// Place among the field's values.
    pub ordinal: i64,
    /// Record that it leads to.
    pub target: String,
    /// When it holds.
    pub valid: Option<String>,
}

/// The records of an answer to a packed question, in the order of their ids.
fn read_all(registry: &Registry, rows: &[Row]) -> Result<Vec<Stored>, StoreError> {
    let mut found = Vec::new();
    for row in rows {
        let read: Result<Vec<Stored>, StoreError> = row.with_text_or_none(0, |text| {
            text.into_iter().flat_map(|text| text.split(RECORD_END)).map(|packed| read(registry, packed)).collect()
        })?;
        found.extend(read?);
    }
    found.sort_unstable_by_key(|stored: &Stored| stored.record.id);
    Ok(found)
}

fn read(registry: &Registry, packed: &str) -> Result<Stored, StoreError> {
    let mut parts = packed.split(FIELD_END);
    let id_text = parts.next().unwrap_or_default();
    let bad = |what: &str| StoreError::unreadable("record", id_text, what);
    let mut part = |what| parts.next().ok_or_else(|| bad(what));
    let number = |text: &str, what| text.parse::<i64>().map_err(|_| bad(what));
    let id = |text: &str, what| {
        if text.is_empty() { Ok(None) } else { RecordId::parse(text).map(Some).ok_or_else(|| bad(what)) }
    };
    let kind_name = part("kind")?;
    let kind = registry.get(kind_name).ok_or_else(|| bad("kind"))?;
    let record = Record {
        id: RecordId::parse(id_text).ok_or_else(|| bad("id"))?,
        kind: kind_name.to_owned(),
        key: part("key")?.to_owned(),
        version: number(part("version")?, "version")?,
        owner: id(part("owner")?, "owner")?,
        visibility: Visibility::parse(part("visibility")?).ok_or_else(|| bad("visibility"))?,
        state: Some(part("state")?).filter(|state| !state.is_empty()).map(str::to_owned),
        deleted: part("deleted")? == "1",
        merged_into: id(part("merged_into")?, "merged_into")?,
        content: Content::read(kind, part("body")?).map_err(|fault| bad(&fault))?,
    };
    let (created_at, changed_at) = (part("created_at")?.to_owned(), part("changed_at")?.to_owned());
    let changed_seq = number(part("changed_seq")?, "changed_seq")?;
    if parts.next().is_some() { Err(bad("row")) } else { Ok(Stored { record, created_at, changed_at, changed_seq }) }
}

/// The stored text of a record's values.
#[must_use]
pub fn body(content: &Content) -> String {
    // Names and values can always be written.
    serde_json::to_string(content).unwrap_or_default()
}

/// The rows of the link table that belong to a record.
#[must_use]
pub fn link_rows(record: &Record) -> Vec<LinkRow> {
    let mut rows = Vec::new();
    for (role, values) in record.content.iter() {
        for (ordinal, link) in (0_i64..).zip(values.iter().filter_map(Value::as_link)) {
            let valid = (link.valid != samverk_domain::time::Period::default()).then(|| link.valid.to_string());
            rows.push(LinkRow {
                source: record.id.to_string(),
                role: role.to_owned(),
                ordinal,
                target: link.to.to_string(),
                valid,
            });
        }
    }
    rows
}

/// Loads one record.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn load(tx: &mut Tx, registry: &Registry, id: RecordId) -> Result<Option<Stored>, StoreError> {
    let rows = tx.rows(BY_ID, vec![id.to_string().into()]).await?;
    Ok(read_all(registry, &rows)?.pop())
}

/// Loads one record without a transaction of its own.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn load_alone(store: &Store, registry: &Registry, id: RecordId) -> Result<Option<Stored>, StoreError> {
    let rows = store.rows(BY_ID, vec![id.to_string().into()]).await?;
    Ok(read_all(registry, &rows)?.pop())
}

/// Loads several records, in the order asked for; those that do not exist are left out.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn load_many(tx: &mut Tx, registry: &Registry, ids: &[RecordId]) -> Result<Vec<Stored>, StoreError> {
    in_order(registry, &tx.rows_in(BY_IDS, &texts(ids)).await?, ids)
}

/// The same without a transaction: each record is whole, though another may
/// be a moment newer.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn load_many_alone(store: &Store, registry: &Registry, ids: &[RecordId]) -> Result<Vec<Stored>, StoreError> {
    in_order(registry, &store.rows_in(BY_IDS, &texts(ids)).await?, ids)
}

fn texts(ids: &[RecordId]) -> Vec<String> {
    ids.iter().map(RecordId::to_string).collect()
}

fn in_order(registry: &Registry, rows: &[Row], ids: &[RecordId]) -> Result<Vec<Stored>, StoreError> {
    let place: HashMap<RecordId, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut found: Vec<Option<Stored>> = std::iter::repeat_with(|| None).take(ids.len()).collect();
    for stored in read_all(registry, rows)? {
        if let Some(slot) = place.get(&stored.record.id).and_then(|at| found.get_mut(*at)) {
            *slot = Some(stored);
        }
    }
    Ok(found.into_iter().flatten().collect())
}

/// Loads the record with this key.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn load_by_key(
    tx: &mut Tx,
    registry: &Registry,
    kind: &str,
    key: &str,
) -> Result<Option<Stored>, StoreError> {
    let rows = tx.rows(BY_KEY, vec![kind.into(), key.into()]).await?;
    Ok(read_all(registry, &rows)?.pop())
}

/// The next records by id, whatever their kind, deleted ones included.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn load_after(tx: &mut Tx, registry: &Registry, after: &str, most: i64) -> Result<Vec<Stored>, StoreError> {
    read_all(registry, &tx.rows(AFTER, vec![after.into(), most.into()]).await?)
}

/// The records changed by transactions after this one.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn load_changed_after(tx: &mut Tx, registry: &Registry, seq: i64) -> Result<Vec<Stored>, StoreError> {
    read_all(registry, &tx.rows(CHANGED_AFTER, vec![seq.into()]).await?)
}

/// The next rows of the link table.
///
/// # Errors
/// The database failed.
pub async fn links_after(tx: &mut Tx, after: Option<&LinkRow>, most: i64) -> Result<Vec<LinkRow>, StoreError> {
    let (source, role, ordinal) =
        after.map_or(("", "", -1), |row| (row.source.as_str(), row.role.as_str(), row.ordinal));
    let rows = tx.rows(LINKS, vec![source.into(), role.into(), ordinal.into(), most.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(LinkRow {
                source: row.text(0)?,
                role: row.text(1)?,
                ordinal: row.int(2)?,
                target: row.text(3)?,
                valid: row.text_or_none(4)?,
            })
        })
        .collect()
}

/// Stores new records and their links.
///
/// # Errors
/// A key is taken, a link leads nowhere, or the database failed.
pub async fn insert(tx: &mut Tx, records: &[&Record], at: &str, seq: i64) -> Result<(), StoreError> {
    // A record may be owned by itself or by another that comes later in the
    // same import: such owners are set when all rows are there, and links
    // after them.
    let own_ids: HashSet<RecordId> = records.iter().map(|record| record.id).collect();
    let later = |record: &Record| record.owner.filter(|owner| own_ids.contains(owner));
    let rows = records.iter().flat_map(|record| {
        [
            record.id.to_string().into(),
            record.kind.as_str().into(),
            record.key.as_str().into(),
            record.version.into(),
            record.owner.filter(|_| later(record).is_none()).map(|id| id.to_string()).into(),
            record.visibility.code().into(),
            record.state.as_deref().into(),
            record.deleted.into(),
            record.merged_into.map(|id| id.to_string()).into(),
            body(&record.content).into(),
            at.into(),
            at.into(),
            seq.into(),
        ]
    });
    tx.insert_many(INSERT, 13, Box::new(rows)).await?;
    for (record, owner) in records.iter().filter_map(|record| later(record).map(|owner| (record, owner))) {
        tx.execute(OWN, vec![owner.to_string().into(), record.id.to_string().into()]).await?;
    }
    link(tx, Box::new(records.iter().flat_map(|record| link_rows(record)))).await
}

/// Stores a changed record. Its version is the new one; the row must still
/// have the one before.
///
/// # Errors
/// [`StoreError::Stale`] when another change came first.
pub async fn update(tx: &mut Tx, record: &Record, at: &str, seq: i64) -> Result<(), StoreError> {
    let params = vec![
        record.key.as_str().into(),
        record.version.into(),
        record.owner.map(|id| id.to_string()).into(),
        record.visibility.code().into(),
        record.state.as_deref().into(),
        record.deleted.into(),
        record.merged_into.map(|id| id.to_string()).into(),
        body(&record.content).into(),
        at.into(),
        seq.into(),
        record.id.to_string().into(),
        (record.version - 1).into(),
    ];
    if tx.execute(UPDATE, params).await? != 1 {
        return Err(StoreError::Stale);
    }
    tx.execute(UNLINK, vec![record.id.to_string().into()]).await?;
    link(tx, Box::new(link_rows(record).into_iter())).await
}

async fn link(tx: &mut Tx, rows: Box<dyn Iterator<Item = LinkRow> + Send + '_>) -> Result<(), StoreError> {
    let params = rows
        .into_iter()
        .flat_map(|row| [row.source.into(), row.role.into(), row.ordinal.into(), row.target.into(), row.valid.into()]);
    tx.insert_many(LINK, 5, Box::new(params)).await
}

/// Writes the link table anew from the records, after they came as rows.
///
/// # Errors
/// A link leads nowhere, or the database failed.
pub async fn relink(tx: &mut Tx, registry: &Registry) -> Result<(), StoreError> {
    let mut after = String::new();
    loop {
        let chunk = load_after(tx, registry, &after, RELINK_CHUNK).await?;
        let Some(last) = chunk.last() else { return Ok(()) };
        after = last.record.id.to_string();
        link(tx, Box::new(chunk.iter().flat_map(|stored| link_rows(&stored.record)))).await?;
    }
}

/// A row of the record table exactly as it is stored, for comparing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRecord {
    /// Id.
    pub id: String,
    /// Kind.
    pub kind: String,
    /// Key.
    pub key: String,
    /// Version.
    pub version: i64,
    /// Owner.
    pub owner: Option<String>,
    /// Visibility.
    pub visibility: String,
    /// State.
    pub state: Option<String>,
    /// Deleted.
    pub deleted: bool,
    /// Merged into.
    pub merged_into: Option<String>,
    /// Values as JSON text.
    pub body: String,
    /// Made.
    pub created_at: String,
    /// Last changed.
    pub changed_at: String,
    /// Last entry.
    pub changed_seq: i64,
}

/// The next rows by id, whatever they hold.
///
/// # Errors
/// The database failed.
pub async fn raw_after(tx: &mut Tx, after: &str, most: i64) -> Result<Vec<RawRecord>, StoreError> {
    let rows = tx.rows(RAW_AFTER, vec![after.into(), most.into()]).await?;
    let raw = |row: &Row| {
        Ok(RawRecord {
            id: row.text(0)?,
            kind: row.text(1)?,
            key: row.text(2)?,
            version: row.int(3)?,
            owner: row.text_or_none(4)?,
            visibility: row.text(5)?,
            state: row.text_or_none(6)?,
            deleted: row.flag(7)?,
            merged_into: row.text_or_none(8)?,
            body: row.text(9)?,
            created_at: row.text(10)?,
            changed_at: row.text(11)?,
            changed_seq: row.int(12)?,
        })
    };
    rows.iter().map(raw).collect()
}
