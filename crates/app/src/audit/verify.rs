//! `verify`: the chain recomputed and replayed, every stored column compared.

use crate::record::read_delta;
use crate::{App, AppError};
use samverk_domain::audit::{Change, Commitment, Entry, GENESIS, Operation, is_commitment};
use samverk_domain::record::{Kind, Record, Registry, Snapshot, Value, apply};
use samverk_domain::{RecordId, time::Period};
use samverk_storage::audit::{Personal, changes_of, entries_after, has_hash, head_in, orphaned_changes, personal_all};
use samverk_storage::record::{LinkRow, RawRecord, body, link_rows, links_after, raw_after};
use samverk_storage::{Tx, file};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Rows read at a time.
const CHUNK: i64 = 1_000;

/// Something that does not fit, with the table and column where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Table.
    pub table: &'static str,
    /// Row.
    pub row: String,
    /// Column or field.
    pub column: String,
    /// What the history says.
    pub expected: String,
    /// What is stored.
    pub found: String,
}

/// The answer of `verify`.
#[derive(Debug, Clone, Default)]
pub struct VerifyReport {
    /// Entries of the chain.
    pub entries: i64,
    /// Records compared.
    pub records: usize,
    /// Links compared.
    pub links: usize,
    /// Files compared.
    pub files: usize,
    /// Transfers of ledgers compared.
    pub transfers: usize,
    /// Personal values that were erased as the history says.
    pub erased: usize,
    /// Hash of the last entry.
    pub head: String,
    /// What does not fit; empty when all is well.
    pub findings: Vec<Finding>,
    /// Files that records refer to.
    attached: BTreeSet<String>,
}

impl VerifyReport {
    /// Whether all is well.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.findings.is_empty()
    }

    pub(super) fn find(
        &mut self,
        table: &'static str,
        row: impl ToString,
        column: &str,
        expected: impl ToString,
        found: impl ToString,
    ) {
        if self.findings.len() < 1_000 {
            let (row, expected, found) = (row.to_string(), expected.to_string(), found.to_string());
            self.findings.push(Finding { table, row, column: column.to_owned(), expected, found });
        }
    }
}

/// A record as the history leaves it.
#[derive(Default)]
struct Replayed {
    kind: String,
    version: i64,
    snapshot: Snapshot,
    created_at: String,
    changed_at: String,
    changed_seq: i64,
    erased: bool,
    /// Stand-ins that ever stood in it.
    stand_ins: BTreeSet<(String, String)>,
}

impl App {
    /// Recomputes the chain, replays it and compares every stored record,
    /// link, personal value and file with it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn verify(&self) -> Result<VerifyReport, AppError> {
        let mut tx = self.store.read().await?;
        self.verify_in(&mut tx).await
    }

    /// The same as a transaction sees it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn verify_in(&self, tx: &mut Tx) -> Result<VerifyReport, AppError> {
        let mut report = VerifyReport::default();
        let replayed = self.replay(tx, &mut report).await?;
        let personal = personal_all(tx).await?;
        check_personal(&replayed, &personal, &mut report);
        let registry = self.registry_in(tx).await?;
        let links = compare_records(tx, &registry, &replayed, &personal, &mut report).await?;
        compare_links(tx, links, &mut report).await?;
        self.compare_files(tx, &mut report).await?;
        super::ledger::compare_ledger(tx, &mut report).await?;
        Ok(report)
    }

    /// Whether the history holds an entry with this hash: a head that was
    /// published earlier. If not, the tail was cut off or made anew.
    ///
    /// # Errors
    /// The database failed.
    pub async fn holds_head(&self, hash: &str) -> Result<bool, AppError> {
        let mut tx = self.store.read().await?;
        Ok(hash == GENESIS || has_hash(&mut tx, hash).await?)
    }

    async fn replay(&self, tx: &mut Tx, report: &mut VerifyReport) -> Result<HashMap<RecordId, Replayed>, AppError> {
        let mut records: HashMap<RecordId, Replayed> = HashMap::new();
        let (mut previous, mut seq) = (GENESIS.to_owned(), 0);
        loop {
            let entries = entries_after(tx, seq, CHUNK).await?;
            if entries.is_empty() {
                break;
            }
            for entry in entries {
                if entry.seq != seq + 1 {
                    report.find("entry", entry.seq, "seq", seq + 1, entry.seq);
                }
                seq = entry.seq;
                if entry.previous != previous {
                    report.find("entry", seq, "previous", &previous, &entry.previous);
                }
                let changes = match changes_of(tx, seq).await {
                    Ok(changes) => changes,
                    Err(error) => {
                        report.find("change", seq, "row", "readable", error);
                        Vec::new()
                    }
                };
                let computed = entry.compute(&changes);
                if computed != entry.hash {
                    report.find("entry", seq, "hash (of the entry and its changes)", &computed, &entry.hash);
                }
                previous.clone_from(&entry.hash);
                for change in changes.iter().filter(|change| !change.is_setting()) {
                    replay_change(&mut records, &entry, change, report);
                }
                report.entries += 1;
            }
        }
        let orphans = orphaned_changes(tx).await?;
        if orphans > 0 {
            report.find("change", "-", "seq", "an entry", format!("{orphans} changes without entry"));
        }
        report.head = head_in(tx).await?.hash;
        Ok(records)
    }

    async fn compare_files(&self, tx: &mut Tx, report: &mut VerifyReport) -> Result<(), AppError> {
        let mut attached = std::mem::take(&mut report.attached);
        for (hash, size) in file::all(tx).await? {
            report.files += 1;
            attached.remove(&hash);
            match file::read_in(&self.store, tx, &hash).await? {
                None => report.find("file_content", &hash, "content", "there", "missing"),
                Some(content) => {
                    let computed = crate::access::sha256_hex(&content);
                    if computed != hash {
                        report.find("file_content", &hash, "content", &hash, computed);
                    }
                    if i64::try_from(content.len()).ok() != Some(size) {
                        report.find("file_content", &hash, "size_bytes", content.len(), size);
                    }
                }
            }
        }
        for hash in attached {
            report.find("file_content", hash, "hash", "the content of an attached file", "missing");
        }
        Ok(())
    }
}

async fn compare_records(
    tx: &mut Tx,
    registry: &Registry,
    replayed: &HashMap<RecordId, Replayed>,
    personal: &[Personal],
    report: &mut VerifyReport,
) -> Result<BTreeMap<(String, String, i64), LinkRow>, AppError> {
    let mut links = BTreeMap::new();
    let mut seen = 0_usize;
    let mut after = String::new();
    let by_hash: HashMap<&str, &Personal> = personal.iter().map(|p| (p.commitment.hash.as_str(), p)).collect();
    loop {
        let rows = raw_after(tx, &after, CHUNK).await?;
        let Some(last) = rows.last() else { break };
        after.clone_from(&last.id);
        for raw in &rows {
            seen += 1;
            let known = RecordId::parse(&raw.id).and_then(|id| replayed.get(&id).map(|replayed| (id, replayed)));
            let Some((id, replayed)) = known else {
                report.find("record", &raw.id, "id", "a record of the history", "none");
                continue;
            };
            let Some(kind) = registry.get(&replayed.kind) else {
                report.find("record", &raw.id, "kind", &replayed.kind, &raw.kind);
                continue;
            };
            let Some(expected) = expected(kind, id, replayed, &by_hash) else {
                report.find("change", &raw.id, "delta", "readable values", "unreadable");
                continue;
            };
            compare_row(raw, &expected, replayed, report);
            let attached = expected.content.iter().flat_map(|(_, values)| values).filter_map(|value| match value {
                Value::File(file) => Some(file.hash.clone()),
                _ => None,
            });
            report.attached.extend(attached);
            links.extend(
                link_rows(&expected).into_iter().map(|row| ((row.source.clone(), row.role.clone(), row.ordinal), row)),
            );
        }
    }
    report.records = seen;
    if seen < replayed.len() {
        report.find("record", "-", "id", format!("{} records", replayed.len()), seen);
    }
    Ok(links)
}

fn replay_change(records: &mut HashMap<RecordId, Replayed>, entry: &Entry, change: &Change, report: &mut VerifyReport) {
    let record = records.entry(change.record).or_default();
    if record.version == 0 {
        record.kind.clone_from(&change.kind);
        record.created_at.clone_from(&entry.at);
    }
    if record.kind != change.kind {
        report.find("change", change.record, "kind", &record.kind, &change.kind);
    }
    if change.version != record.version + 1 {
        report.find("change", change.record, "version", record.version + 1, change.version);
    }
    record.version = change.version;
    record.changed_at.clone_from(&entry.at);
    record.changed_seq = entry.seq;
    record.erased |= change.operation == Operation::Erase;
    let Some(delta) = read_delta(&change.delta) else {
        report.find("change", change.record, "delta", "a change", &change.delta);
        return;
    };
    for (name, (before, after)) in &delta {
        for hash in [before, after].into_iter().flatten().filter_map(is_commitment) {
            record.stand_ins.insert((name.clone(), hash.to_owned()));
        }
    }
    if let Err(name) = apply(&mut record.snapshot, &delta) {
        report.find("change", change.record, &name, "the value before", "another value");
    }
}

/// Every personal value must hash to its stand-in; those of an erased record
/// must be gone, all others must be there.
fn check_personal(replayed: &HashMap<RecordId, Replayed>, personal: &[Personal], report: &mut VerifyReport) {
    let mut there: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
    for value in personal {
        let computed = Commitment::hash(&value.commitment.salt, &value.commitment.value);
        if computed != value.commitment.hash {
            report.find("personal", &value.commitment.hash, "salt or value", &value.commitment.hash, computed);
        }
        there.insert((&value.record, &value.field, &value.commitment.hash));
    }
    let mut known = 0;
    for (id, record) in replayed {
        let id = id.to_string();
        for (field, hash) in &record.stand_ins {
            match (there.contains(&(id.as_str(), field.as_str(), hash.as_str())), record.erased) {
                (true, false) => known += 1,
                (false, true) => report.erased += 1,
                (true, true) => {
                    known += 1;
                    report.find("personal", hash, "value", "erased", "still there");
                }
                (false, false) => report.find("personal", hash, field, "a value", "missing"),
            }
        }
    }
    if there.len() > known {
        report.find("personal", "-", "hash", format!("{known} values"), there.len());
    }
}

/// The record that the history leads to, with personal values put in.
fn expected(kind: &Kind, id: RecordId, replayed: &Replayed, personal: &HashMap<&str, &Personal>) -> Option<Record> {
    let mut snapshot = Snapshot::new();
    for (name, value) in &replayed.snapshot {
        match is_commitment(value) {
            None => drop(snapshot.insert(name.clone(), value.clone())),
            Some(hash) => {
                let value: Json = serde_json::from_str(&personal.get(hash)?.commitment.value).ok()?;
                snapshot.insert(name.clone(), value);
            }
        }
    }
    Record::from_snapshot(kind, id, replayed.version, &snapshot).ok()
}

fn compare_row(raw: &RawRecord, expected: &Record, replayed: &Replayed, report: &mut VerifyReport) {
    let id = |id: Option<RecordId>| id.map(|id| id.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let columns = [
        ("kind", replayed.kind.clone(), raw.kind.clone()),
        ("key", expected.key.clone(), raw.key.clone()),
        ("version", replayed.version.to_string(), raw.version.to_string()),
        ("owner", id(expected.owner), text(&raw.owner)),
        ("visibility", expected.visibility.code().to_owned(), raw.visibility.clone()),
        ("state", text(&expected.state), text(&raw.state)),
        ("deleted", expected.deleted.to_string(), raw.deleted.to_string()),
        ("merged_into", id(expected.merged_into), text(&raw.merged_into)),
        ("body", body(&expected.content), raw.body.clone()),
        ("created_at", replayed.created_at.clone(), raw.created_at.clone()),
        ("changed_at", replayed.changed_at.clone(), raw.changed_at.clone()),
        ("changed_seq", replayed.changed_seq.to_string(), raw.changed_seq.to_string()),
    ];
    for (column, expected, found) in columns {
        if expected != found {
            report.find("record", &raw.id, column, expected, found);
        }
    }
}

async fn compare_links(
    tx: &mut Tx,
    mut expected: BTreeMap<(String, String, i64), LinkRow>,
    report: &mut VerifyReport,
) -> Result<(), AppError> {
    let mut after: Option<LinkRow> = None;
    let none = LinkRow { source: String::new(), role: String::new(), ordinal: 0, target: String::new(), valid: None };
    loop {
        let rows = links_after(tx, after.as_ref(), CHUNK).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            report.links += 1;
            let name = (row.source.clone(), row.role.clone(), row.ordinal);
            let wanted = expected.remove(&name);
            if wanted.as_ref() != Some(row) {
                let wanted = wanted.unwrap_or_else(|| none.clone());
                let tell = |row: &LinkRow| {
                    format!("{} {}", row.target, row.valid.clone().unwrap_or_else(|| Period::default().to_string()))
                };
                report.find(
                    "link",
                    format!("{} {} {}", name.0, name.1, name.2),
                    "target, valid",
                    tell(&wanted),
                    tell(row),
                );
            }
        }
        after = rows.into_iter().next_back();
    }
    for (source, role, ordinal) in expected.into_keys() {
        report.find("link", format!("{source} {role} {ordinal}"), "row", "there", "missing");
    }
    Ok(())
}
