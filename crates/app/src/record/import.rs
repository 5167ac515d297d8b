//! Imports: a sheet in the shape of the export for editing, all rows or none.

use super::commit::{Draft, Why};
use super::create::once;
use super::export::EDITING_META;
use super::input::{Finder, Input, fill};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::audit::Operation;
use samverk_domain::record::{Fault, Kind, Record, cell};
use samverk_exchange::Table;
use samverk_storage::Tx;
use samverk_storage::record::{Stored, load_many};
use std::collections::HashMap;

/// Most faults that are told of one import.
const FAULTS_MAX: usize = 1_000;

/// A fault in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// Row in the file, counted from 1.
    pub row: usize,
    /// Column head.
    pub column: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Rows read.
    pub rows: usize,
    /// Records made.
    pub created: usize,
    /// Records changed.
    pub changed: usize,
    /// Rows that changed nothing.
    pub unchanged: usize,
}

struct Row<'a> {
    number: usize,
    cells: HashMap<&'a str, &'a str>,
    id: RecordId,
    is_new: bool,
    key: String,
}

impl App {
    /// Reads a sheet into a register. A column that is absent is left
    /// untouched, an empty cell clears. Rows are matched by `id`, else by
    /// `key`; a row with neither, or with a key that is not taken, is new.
    ///
    /// # Errors
    /// Every fault with its row and column; then nothing is stored.
    pub async fn import(&self, ctx: &Ctx, kind: &str, table: &Table, dry_run: bool) -> Result<ImportReport, AppError> {
        self.catch_up().await?;
        let kind = self.registry().get(kind).ok_or(AppError::NotFound)?;
        let mut faults = header_faults(kind, table);
        if !faults.is_empty() {
            return Err(AppError::Import(faults));
        }
        let mut rows = self.rows(kind, table, &mut faults);
        let mut tx = self.store.write().await?;
        let stored = self.stored(&mut tx, &rows).await?;
        let mut new: HashMap<(String, String), RecordId> = HashMap::new();
        for row in rows.iter().filter(|row| row.is_new && !row.key.is_empty()) {
            new.insert((kind.name.to_owned(), row.key.clone()), row.id);
        }
        let mut kinds_of_new: HashMap<RecordId, &'static str> = HashMap::new();
        kinds_of_new.extend(rows.iter().filter(|row| row.is_new).map(|row| (row.id, kind.name)));
        let (mut drafts, mut report) =
            (Vec::with_capacity(rows.len()), ImportReport { rows: rows.len(), ..ImportReport::default() });
        for row in &mut rows {
            let before = stored.get(&row.id);
            let (after, mut found) = self.row_record(kind, row, before, &mut new);
            found.extend(self.faults(ctx, kind, &after, before.map(|stored| &stored.record), &kinds_of_new));
            faults.extend(once(found).into_iter().map(|fault| RowFault {
                row: row.number,
                column: fault.field.clone(),
                fault,
            }));
            if faults.len() >= FAULTS_MAX {
                break;
            }
            match before {
                None => report.created += 1,
                Some(before) if before.record == after => {
                    report.unchanged += 1;
                    continue;
                }
                Some(_) => report.changed += 1,
            }
            let operation = if before.is_none() { Operation::Create } else { Operation::Change };
            drafts.push(Draft { before: before.cloned(), after, operation });
        }
        if !faults.is_empty() {
            faults.truncate(FAULTS_MAX);
            return Err(AppError::Import(faults));
        }
        if dry_run {
            return Ok(report);
        }
        self.commit(tx, ctx, drafts, Why::default()).await?;
        Ok(report)
    }

    /// The record that a row belongs to, or a new id for it.
    fn rows<'a>(&self, kind: &Kind, table: &'a Table, faults: &mut Vec<RowFault>) -> Vec<Row<'a>> {
        let mut seen: HashMap<RecordId, usize> = HashMap::new();
        let mut keys: HashMap<&str, usize> = HashMap::new();
        let mut rows = Vec::with_capacity(table.rows.len());
        for (number, cells) in &table.rows {
            let cells: HashMap<&str, &str> =
                table.header.iter().map(String::as_str).zip(cells.iter().map(|cell| cell.trim())).collect();
            let get = |name: &str| cells.get(name).copied().filter(|cell| !cell.is_empty());
            let mut fault = |column: &str, code, detail: String| {
                faults.push(RowFault {
                    row: *number,
                    column: column.to_owned(),
                    fault: Fault::error(column, code, detail),
                });
            };
            let by_id = get("id").map(|id| (id, self.look(|catalogue| catalogue.find(kind.name, id))));
            let found = match by_id {
                Some((id, None)) => {
                    fault("id", "unknown_id", id.to_owned());
                    continue;
                }
                Some((_, found)) => found,
                None => get("key").and_then(|key| self.look(|catalogue| catalogue.find(kind.name, key))),
            };
            let key = get("key").unwrap_or_default();
            if let Some(first) = Some(key).filter(|key| !key.is_empty()).and_then(|key| keys.insert(key, *number)) {
                fault("key", "row_twice", first.to_string());
                continue;
            }
            let id = found.unwrap_or_else(|| RecordId(self.ports.new_id()));
            if let Some(first) = seen.insert(id, *number) {
                fault("id", "row_twice", first.to_string());
                continue;
            }
            rows.push(Row { number: *number, cells, id, is_new: found.is_none(), key: key.to_owned() });
        }
        rows
    }

    async fn stored(&self, tx: &mut Tx, rows: &[Row<'_>]) -> Result<HashMap<RecordId, Stored>, AppError> {
        let ids: Vec<RecordId> = rows.iter().filter(|row| !row.is_new).map(|row| row.id).collect();
        let stored = load_many(tx, self.registry(), &ids).await?;
        Ok(stored.into_iter().map(|stored| (stored.record.id, stored)).collect())
    }

    fn row_record(
        &self,
        kind: &Kind,
        row: &mut Row<'_>,
        before: Option<&Stored>,
        new: &mut HashMap<(String, String), RecordId>,
    ) -> (Record, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut input = Input::default();
        for (name, text) in &row.cells {
            match *name {
                "id" => {}
                "version" => {
                    if let Some(before) = before
                        && !text.is_empty()
                        && cell::read_decimal(text, 0) != Some(before.record.version)
                    {
                        faults.push(Fault::error("version", "stale_row", before.record.version.to_string()));
                    }
                }
                "key" => input.key = Some((*text).to_owned()),
                "owner" => input.owner = Some((*text).to_owned()),
                "visibility" if text.is_empty() => {}
                "visibility" => input.visibility = Some((*text).to_owned()),
                "state" if text.is_empty() && kind.states.is_some() => {}
                "state" => input.state = Some((*text).to_owned()),
                name => {
                    let parts = match kind.get(name) {
                        Some(field) if field.repeated => cell::split(text),
                        _ => vec![(*text).to_owned()],
                    };
                    input.fields.insert(name.to_owned(), parts);
                }
            }
        }
        match before {
            Some(before) => {
                let mut record = before.record.clone();
                fill(kind, &mut record, &input, &Finder { app: self, new }, &mut faults);
                (record, faults)
            }
            None => {
                let (record, found) = self.draft_new(kind, row.id, &input, new);
                faults.extend(found);
                new.insert((kind.name.to_owned(), record.key.clone()), record.id);
                (record, faults)
            }
        }
    }
}

/// Columns that the kind does not have, and columns that come twice.
fn header_faults(kind: &Kind, table: &Table) -> Vec<RowFault> {
    let known = |name: &str| {
        EDITING_META.contains(&name) || kind.get(name).is_some() || (name == "state" && kind.states.is_some())
    };
    let mut faults = Vec::new();
    for (at, name) in table.header.iter().enumerate() {
        let code = if !known(name) {
            "unknown_column"
        } else if table.header.iter().take(at).any(|other| other == name) {
            "column_twice"
        } else {
            continue;
        };
        faults.push(RowFault { row: 1, column: name.clone(), fault: Fault::error(name, code, "") });
    }
    faults
}
