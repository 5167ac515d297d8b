//! Imports: a sheet in the shape of the export for editing. All rows, or the
//! valid ones.

use super::commit::{Draft, Why};
use super::create::once;
use super::export::EDITING_META;
use super::input::{Finder, Input, fill_field, fill_meta};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::{Action, Actor};
use samverk_domain::audit::Operation;
use samverk_domain::record::{Fault, FieldType, Kind, Record, cell};
use samverk_exchange::{Cells, Table};
use samverk_storage::StoreError;
use samverk_storage::record::{Stored, load_many};
use std::collections::{HashMap, HashSet};

/// Most faults that are told of one import.
const FAULTS_MAX: usize = 1_000;
/// Rounds in which rows fall because rows that they lead to fell.
const ROUNDS_MAX: usize = 20;
/// Rows between two words on how far it is.
const PROGRESS_ROWS: usize = 500;

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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Rows read.
    pub rows: usize,
    /// Records made.
    pub created: usize,
    /// Records changed.
    pub changed: usize,
    /// Rows that changed nothing.
    pub unchanged: usize,
    /// Rows that were left out because something in them is wrong.
    pub rejected: usize,
    /// What is wrong, by row and column; the first thousand.
    pub faults: Vec<RowFault>,
    /// The entry of the history, where anything was stored.
    pub seq: Option<i64>,
}

/// How an import is carried out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// Only tell what would happen.
    pub dry_run: bool,
    /// Leave out rows with faults instead of storing nothing.
    pub valid_only: bool,
    /// The import on a page that this is, to be noted as done with what it stores.
    pub run: Option<String>,
}

struct Row {
    number: usize,
    cells: Cells,
    id: RecordId,
    is_new: bool,
    key: String,
}

/// A record that a row meets.
enum Meets {
    Live(RecordId),
    /// Erased, or merged into another: no row brings it back.
    Gone,
}

/// A sheet whose rows know their records.
struct Matched<'a> {
    ctx: &'a Ctx,
    kind: &'static Kind,
    header: &'a [String],
    rows: Vec<Row>,
    stored: HashMap<RecordId, Stored>,
    /// Nothing will be stored, so no record is kept.
    dry_run: bool,
    /// The rows will not be looked at again, so each goes when its record is made.
    once: bool,
    progress: &'a (dyn Fn(usize, usize) + Send + Sync),
}

/// What the rows that were not rejected come to.
struct Outcome {
    drafts: Vec<Draft>,
    report: ImportReport,
    /// Rows with a fault of their own, found in this round.
    fallen: HashMap<usize, Vec<RowFault>>,
}

impl App {
    /// Reads a sheet into a register. A column that is absent is left
    /// untouched, an empty cell clears. Rows are matched by `id`, else by
    /// `key`; a row with neither, or with a key that is not taken, is new.
    ///
    /// # Errors
    /// Every fault with its row and column; then nothing is stored.
    pub async fn import(&self, ctx: &Ctx, kind: &str, table: Table, dry_run: bool) -> Result<ImportReport, AppError> {
        let options = ImportOptions { dry_run, ..ImportOptions::default() };
        let report = self.import_with(ctx, kind, table, options, &|_, _| {}).await?;
        if report.faults.is_empty() { Ok(report) } else { Err(AppError::Import(report.faults)) }
    }

    /// The same with options. `progress` is told how many of how many rows
    /// have been looked at. Faults are part of the answer; unless the valid
    /// rows alone are wanted, nothing is stored when there is one.
    ///
    /// # Errors
    /// Columns that the register does not have, a record that changed
    /// meanwhile, or the database failed.
    pub async fn import_with(
        &self,
        ctx: &Ctx,
        kind: &str,
        mut table: Table,
        options: ImportOptions,
        progress: &(dyn Fn(usize, usize) + Send + Sync),
    ) -> Result<ImportReport, AppError> {
        self.catch_up().await?;
        let kind = self.registry().get(kind).ok_or(AppError::NotFound)?;
        let faults = header_faults(kind, &table);
        if !faults.is_empty() {
            return Err(AppError::Import(faults));
        }
        let (rows, mut rejected) = self.rows(ctx, kind, &mut table);
        let ids: Vec<RecordId> = rows.iter().filter(|row| !row.is_new).map(|row| row.id).collect();
        let mut tx = self.store.read().await?;
        let stored = load_many(&mut tx, self.registry(), &ids).await?;
        drop(tx);
        let stored: HashMap<RecordId, Stored> = stored.into_iter().map(|stored| (stored.record.id, stored)).collect();
        let (header, once) = (&table.header, !options.valid_only);
        let mut matched = Matched { ctx, kind, header, rows, stored, dry_run: options.dry_run, once, progress };
        let mut outcome = self.outcome(&mut matched, &rejected)?;
        let mut rounds = 1;
        while !outcome.fallen.is_empty() && rounds < ROUNDS_MAX && options.valid_only {
            // What leads to a row that fell, falls too.
            rejected.extend(outcome.fallen);
            outcome = self.outcome(&mut matched, &rejected)?;
            rounds += 1;
        }
        let settled = outcome.fallen.is_empty();
        rejected.extend(outcome.fallen);
        let mut report = outcome.report;
        report.rows = table.rows.len();
        report.rejected = rejected.len();
        report.faults = rejected.into_values().flatten().collect();
        report.faults.sort_by(|a, b| (a.row, &a.column).cmp(&(b.row, &b.column)));
        report.faults.truncate(FAULTS_MAX);
        let refused = !(report.faults.is_empty() || options.valid_only && settled);
        if refused || options.dry_run || outcome.drafts.is_empty() {
            return Ok(report);
        }
        drop((matched.rows, matched.stored));
        let tx = self.store.write().await?;
        let why = Why { import: options.run, ..Why::default() };
        report.seq = self.commit_each(tx, ctx, outcome.drafts, why, drop).await.map_err(|error| match error {
            AppError::Store(StoreError::Stale) => AppError::Rule("import_raced"),
            other => other,
        })?;
        Ok(report)
    }

    fn outcome(
        &self,
        matched: &mut Matched<'_>,
        rejected: &HashMap<usize, Vec<RowFault>>,
    ) -> Result<Outcome, AppError> {
        let Matched { ctx, kind, header, rows, stored, dry_run, once: last, progress } = matched;
        let is_kept = |row: &Row| !rejected.contains_key(&row.number);
        let mut new: HashMap<String, RecordId> = HashMap::new();
        for row in rows.iter().filter(|row| is_kept(row) && row.is_new && !row.key.is_empty()) {
            new.insert(row.key.clone(), row.id);
        }
        let mut kinds_of_new: HashMap<RecordId, &'static str> = HashMap::new();
        kinds_of_new.extend(rows.iter().filter(|row| is_kept(row) && row.is_new).map(|row| (row.id, kind.name)));
        let expected = if *dry_run { 0 } else { rows.len() };
        let drafts = Vec::with_capacity(expected);
        let mut outcome = Outcome { drafts, report: ImportReport::default(), fallen: HashMap::new() };
        let mut told = 0;
        let of = rows.len();
        for (at, row) in rows.iter_mut().filter(|row| is_kept(row)).enumerate() {
            if at % PROGRESS_ROWS == 0 {
                progress(at, of);
            }
            let before = stored.get(&row.id);
            let (mut after, mut found) = self.row_record(kind, header, row, before, &mut new);
            if *last {
                // Fifty thousand rows as texts are forty megabytes.
                row.cells = Cells::default();
            }
            if let Some(before) = before {
                self.keep_unseen_links(ctx, kind, &before.record, &mut after);
            }
            found.extend(self.faults(ctx, kind, &after, before.map(|stored| &stored.record), &kinds_of_new));
            let operation = match before {
                None => Operation::Create,
                Some(before) if before.record.deleted => Operation::Restore,
                Some(_) => Operation::Change,
            };
            let same = before.is_some_and(|before| before.record == after);
            let draft = Draft { before: before.cloned().map(Box::new), after, operation };
            if !same {
                found.extend(self.permission_faults(ctx, kind, &draft)?);
            }
            if !found.is_empty() {
                let faults = once(found).into_iter().map(|fault| RowFault {
                    row: row.number,
                    column: fault.field.clone(),
                    fault,
                });
                let faults: Vec<RowFault> = faults.collect();
                told += faults.len();
                outcome.fallen.insert(row.number, faults);
                if told >= FAULTS_MAX * 10 {
                    break;
                }
                continue;
            }
            match (before, same) {
                (None, _) => outcome.report.created += 1,
                (Some(_), true) => {
                    outcome.report.unchanged += 1;
                    continue;
                }
                (Some(_), false) => outcome.report.changed += 1,
            }
            // Fifty thousand records are a hundred megabytes.
            if !*dry_run {
                outcome.drafts.push(draft);
            }
        }
        progress(of, of);
        Ok(outcome)
    }

    /// What the asker may not do with a row, said by the column that it
    /// concerns. The command line may do everything.
    pub(super) fn permission_faults(&self, ctx: &Ctx, kind: &Kind, draft: &Draft) -> Result<Vec<Fault>, AppError> {
        if ctx.actor == Actor::Console {
            return Ok(Vec::new());
        }
        let after = &draft.after;
        let allowed = match &draft.before {
            None => self.require_create(ctx, kind, after.id, after.owner, self.within(kind, after)).map(drop),
            Some(before) => self
                .require(ctx, if before.record.deleted { Action::Delete } else { Action::Change }, after.id)
                .map(drop)
                .and_then(|()| self.require_attributes(ctx, before, after)),
        };
        let mut faults = Vec::new();
        match allowed {
            Ok(()) => {}
            Err(AppError::Denied(reason)) => faults.push(Fault::error("owner", "not_allowed", reason.code())),
            Err(AppError::NotFound) => faults.push(Fault::error("id", "unknown_id", after.key.clone())),
            Err(other) => return Err(other),
        }
        if let (Some(before), Some(states)) = (&draft.before, &kind.states)
            && before.record.state != after.state
        {
            let (from, to) = (before.record.state.as_deref(), after.state.as_deref());
            if from.zip(to).is_none_or(|(from, to)| states.find_move(from, to).is_none_or(|step| step.reason)) {
                faults.push(Fault::error("state", "move", to.unwrap_or_default()));
            }
        }
        let checks = [
            self.require_set_by(ctx, draft),
            self.require_admitted(ctx, draft),
            self.require_given(ctx, draft),
            self.require_part(ctx, draft),
        ];
        for checked in checks {
            match checked {
                Ok(()) => {}
                Err(AppError::Invalid(found)) => faults.extend(found),
                Err(other) => return Err(other),
            }
        }
        Ok(faults)
    }

    /// The record that each row belongs to, or a new id for it, and the rows
    /// that cannot be matched.
    fn rows(&self, ctx: &Ctx, kind: &Kind, table: &mut Table) -> (Vec<Row>, HashMap<usize, Vec<RowFault>>) {
        let scope = self.scope(&ctx.actor);
        let find = |key: &str| {
            let found = self.look(|catalogue| catalogue.find(kind.name, key))?;
            // What the asker must not know of is not found; a key that is
            // taken by it is told when the record is made.
            if self.look(|catalogue| catalogue.sees(found, &scope)) {
                return Some(Meets::Live(found));
            }
            if self.require(ctx, Action::Delete, found).is_err() {
                return None;
            }
            // A deleted record comes back with its row, unless it is gone for good.
            let merged = self.look(|catalogue| catalogue.merged_into(found)).is_some();
            Some(if merged || kind.is_personal() { Meets::Gone } else { Meets::Live(found) })
        };
        let column = |name: &str| table.header.iter().position(|head| head == name);
        let (id_column, key_column) = (column("id"), column("key"));
        let mut seen: HashMap<RecordId, usize> = HashMap::new();
        let mut keys: HashMap<&str, usize> = HashMap::new();
        let mut rows = Vec::with_capacity(table.rows.len());
        let mut rejected: HashMap<usize, Vec<RowFault>> = HashMap::new();
        for (place, (number, cells)) in table.rows.iter().enumerate() {
            let at = |column: Option<usize>| {
                column.and_then(|at| cells.get(at)).map(str::trim).filter(|cell| !cell.is_empty())
            };
            let mut fault = |column: &str, code, detail: String| {
                let fault = Fault::error(column, code, detail);
                rejected.entry(*number).or_default().push(RowFault { row: *number, column: column.to_owned(), fault });
            };
            let by_id = at(id_column).map(|id| (id, find(id)));
            let found = match by_id {
                Some((id, None)) => {
                    fault("id", "unknown_id", id.to_owned());
                    continue;
                }
                Some((_, found)) => found,
                None => at(key_column).and_then(find),
            };
            let found = match found {
                None => None,
                Some(Meets::Live(id)) => Some(id),
                Some(Meets::Gone) => {
                    let column = if at(id_column).is_some() { "id" } else { "key" };
                    fault(column, "row_gone", at(id_column).or(at(key_column)).unwrap_or_default().to_owned());
                    continue;
                }
            };
            let key = at(key_column).unwrap_or_default();
            if let Some(first) = Some(key).filter(|key| !key.is_empty()).and_then(|key| keys.insert(key, *number)) {
                fault("key", "row_twice", first.to_string());
                continue;
            }
            let id = found.unwrap_or_else(|| RecordId(self.ports.new_id()));
            if let Some(first) = seen.insert(id, *number) {
                fault("id", "row_twice", first.to_string());
                continue;
            }
            let row =
                Row { number: *number, cells: Cells::default(), id, is_new: found.is_none(), key: key.to_owned() };
            rows.push((place, row));
        }
        let with_cells = |(place, row): (usize, Row)| {
            let cells = table.rows.get_mut(place).map(|(_, cells)| std::mem::take(cells));
            Row { cells: cells.unwrap_or_default(), ..row }
        };
        (rows.into_iter().map(with_cells).collect(), rejected)
    }

    fn row_record(
        &self,
        kind: &Kind,
        header: &[String],
        row: &Row,
        before: Option<&Stored>,
        new: &mut HashMap<String, RecordId>,
    ) -> (Record, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut input = Input::default();
        let mut record = before.map_or_else(|| Record::new(kind, row.id, None), |before| before.record.clone());
        let finder = Finder::with_new(self, kind.name, new);
        let mut amounts = Vec::new();
        for (name, text) in header.iter().zip(row.cells.iter()) {
            let text = text.trim();
            if is_cell_error(text) {
                faults.push(Fault::error(name, "cell_error", text));
                continue;
            }
            match name.as_str() {
                "id" => {}
                "version" => {
                    if let Some(before) = before
                        && !text.is_empty()
                        && cell::read_decimal(text, 0) != Some(before.record.version)
                    {
                        faults.push(Fault::error("version", "stale_row", before.record.version.to_string()));
                    }
                }
                "key" => input.key = Some(text.to_owned()),
                "owner" => input.owner = Some(text.to_owned()),
                "visibility" if text.is_empty() => {}
                "visibility" => input.visibility = Some(text.to_owned()),
                "state" if text.is_empty() && kind.states.is_some() => {}
                "state" => input.state = Some(text.to_owned()),
                name => match kind.get(name) {
                    Some(field) if field.of == FieldType::Money => amounts.push((field, text)),
                    Some(field) if field.repeated => {
                        let parts = cell::split(text);
                        fill_field(field, &mut record, parts.iter().map(String::as_str), &finder, &mut faults);
                    }
                    Some(field) => fill_field(field, &mut record, std::iter::once(text), &finder, &mut faults),
                    // Heads were looked at before any row.
                    None => {}
                },
            }
        }
        fill_meta(kind, &mut record, &input, &finder, &mut faults);
        if !amounts.is_empty() {
            let finder = finder.for_amounts(kind, &record);
            for (field, text) in amounts {
                let parts = if field.repeated { cell::split(text) } else { vec![text.to_owned()] };
                fill_field(field, &mut record, parts.iter().map(String::as_str), &finder, &mut faults);
            }
        }
        record.deleted = false;
        if before.is_none() {
            self.complete_new(kind, &mut record, |key| new.contains_key(key));
            new.insert(record.key.clone(), record.id);
        }
        record.content.shrink();
        (record, faults)
    }
}

/// Whether a cell holds what a spreadsheet shows where it could not compute:
/// it is neither a value nor an empty cell.
pub(crate) fn is_cell_error(text: &str) -> bool {
    const ERRORS: [&str; 8] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DATA!"];
    text.starts_with('#') && ERRORS.contains(&text)
}

/// Columns that the kind does not have, and columns that come twice.
fn header_faults(kind: &Kind, table: &Table) -> Vec<RowFault> {
    let known = |name: &str| {
        EDITING_META.contains(&name) || kind.get(name).is_some() || (name == "state" && kind.states.is_some())
    };
    let mut seen: HashSet<&str> = HashSet::new();
    let mut faults = Vec::new();
    for name in &table.header {
        let code = if !known(name) {
            "unknown_column"
        } else if !seen.insert(name) {
            "column_twice"
        } else {
            continue;
        };
        faults.push(RowFault { row: 1, column: name.clone(), fault: Fault::error(name, code, "") });
    }
    faults
}
