//! An import from the file's coming to its outcome.

use super::settings::{ImportSettings, MATCH_BY_KEY, MATCH_BY_TITLE};
use super::understand::{Doubt, Understood};
use crate::access::sha256_hex;
use crate::record::{ImportOptions, ImportReport, RowFault, Undone};
use crate::{App, AppError, Ctx};
use samverk_domain::access::Action;
use samverk_domain::record::Kind;
use samverk_exchange::{Cell, Cells, Format, Grid, HEAD_HEIGHT_MAX, Head, Sheet, Table, sheets};
use samverk_storage::import::{self, Run};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// Rows from which on an import is carried out beside the request.
pub(super) const JOB_ROWS: usize = 1_000;
/// Rows near the top where heads of an earlier file are looked for.
const REMEMBERED_ROWS: usize = 10;
/// Rows shown before anything is stored.
const SAMPLE_ROWS: usize = 20;
/// Longest name of a file.
const NAME_CHARS_MAX: usize = 200;
/// Days that the file of an import is kept.
const KEPT_DAYS: i64 = 30;
/// An import that has run this long was interrupted.
const RUNNING_HOURS_MAX: i64 = 2;

/// How far running imports of this process are.
#[derive(Default)]
pub(crate) struct Progress(Mutex<HashMap<String, (usize, usize)>>);

impl Progress {
    fn set(&self, id: &str, done: usize, of: usize) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), (done, of));
    }

    fn get(&self, id: &str) -> Option<(usize, usize)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id).copied()
    }

    fn end(&self, id: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
    }
}

/// What an import would do, before anything is stored.
pub struct Preview {
    /// Names of the file's sheets.
    pub sheets: Vec<String>,
    /// Rows near the top, to choose the column heads from.
    pub top: Vec<(usize, Cells)>,
    /// Column heads.
    pub heads: Vec<String>,
    /// How the file is understood.
    pub settings: ImportSettings,
    /// The first rows in the import's shape: number, cells by target.
    pub sample: Vec<(usize, Cells)>,
    /// Targets of the sample's columns.
    pub targets: Vec<String>,
    /// Names for a person to decide.
    pub doubts: Vec<Doubt>,
    /// Names in this file that were decided: field, text, key; an empty key
    /// leaves the cell empty.
    pub decided: Vec<(String, String, String)>,
    /// What would happen.
    pub report: ImportReport,
}

/// An import as a page shows it.
pub struct ImportView {
    /// The import.
    pub run: Run,
    /// Rows, created, changed, unchanged, rejected.
    pub counts: [usize; 5],
    /// What went wrong as a whole, as a code.
    pub fault: Option<String>,
    /// How many rows of how many were looked at.
    pub progress: Option<(usize, usize)>,
}

/// Reads a sheet beside the threads that answer requests, one file at a time:
/// a large one takes seconds.
async fn grid(content: &Arc<Vec<u8>>, sheet: usize) -> Result<Grid, AppError> {
    static TURN: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(1);
    let _turn = TURN.acquire().await.map_err(|_| AppError::Rule("import_unreadable"))?;
    let content = Arc::clone(content);
    let read = tokio::task::spawn_blocking(move || Grid::read(&content, sheet)).await;
    Ok(read.map_err(|_| AppError::Rule("import_unreadable"))??)
}

/// Names of a file's sheets, read in the same way.
async fn names(content: &Arc<Vec<u8>>) -> Result<Vec<String>, AppError> {
    let content = Arc::clone(content);
    let read = tokio::task::spawn_blocking(move || sheets(&content)).await;
    Ok(read.map_err(|_| AppError::Rule("import_unreadable"))??)
}

impl App {
    /// Takes a file in. Columns are understood as the last time a file with
    /// the same heads was imported, else guessed.
    ///
    /// # Errors
    /// The file cannot be read, or the asker may not make records.
    pub async fn take_file(&self, ctx: &Ctx, kind: &str, name: &str, content: &[u8]) -> Result<String, AppError> {
        self.catch_up().await?;
        let kind = self.registry().get(kind).ok_or(AppError::NotFound)?;
        self.require_general(ctx, Action::UseAccount)?;
        let shared = Arc::new(content.to_vec());
        let mut settings = self.first_settings(ctx, kind, &shared, 0).await?;
        if settings.columns.iter().flatten().next().is_none() {
            // The first sheet may only say what the file is about.
            for sheet in 1..names(&shared).await?.len() {
                match self.first_settings(ctx, kind, &shared, sheet).await {
                    Ok(other) if other.columns.iter().flatten().next().is_some() => {
                        settings = other;
                        break;
                    }
                    _ => {}
                }
            }
        }
        let run = Run {
            id: self.ports.new_id().to_string(),
            kind: kind.name.to_owned(),
            user: ctx.name.clone(),
            file_name: name.chars().filter(|c| !c.is_control()).take(NAME_CHARS_MAX).collect(),
            settings: settings.to_json().to_string(),
            status: "waiting".to_owned(),
            report: "{}".to_owned(),
            seq: None,
            created_at: self.ports.now_text(),
            finished_at: None,
        };
        let mut tx = self.store.write().await?;
        import::insert(&mut tx, &run, content).await?;
        tx.commit().await?;
        Ok(run.id)
    }

    async fn first_settings(
        &self,
        ctx: &Ctx,
        kind: &Kind,
        content: &Arc<Vec<u8>>,
        sheet: usize,
    ) -> Result<ImportSettings, AppError> {
        let grid = grid(content, sheet).await?;
        if let Some((head, known)) = self.remembered_settings(kind, &grid).await? {
            // Leaving rows out is decided anew for each file.
            let owner = self.own_key(ctx);
            return Ok(ImportSettings { sheet, head, owner, valid_only: false, ..known });
        }
        // Heads stretch over as many rows as make the most columns known.
        let guessed = grid.guess_head();
        let with_height = |height| {
            let head = Head { height, ..guessed };
            (head, self.guess_columns(kind, &grid.heads(head)))
        };
        let known = |columns: &[Option<String>]| columns.iter().flatten().count();
        let best = (1..=HEAD_HEIGHT_MAX)
            .map(with_height)
            .reduce(|best, higher| if known(&higher.1) > known(&best.1) { higher } else { best });
        let (head, columns) = best.unwrap_or((guessed, Vec::new()));
        let mut settings = ImportSettings { sheet, columns, ..ImportSettings::new(head) };
        settings.owner = self.own_key(ctx);
        let has = |name: &str| settings.columns.iter().flatten().any(|column| column == name);
        settings.match_by = match kind.title_field() {
            Some(title) if !has("id") && !has("key") && has(title.name) => title.name.to_owned(),
            // Figures of a year brought again are the same figures.
            None if !has("id")
                && !has("key")
                && !kind.title_from.is_empty()
                && kind.title_from.iter().all(|n| has(n)) =>
            {
                MATCH_BY_TITLE.to_owned()
            }
            _ => MATCH_BY_KEY.to_owned(),
        };
        Ok(settings)
    }

    /// How a file with the same heads was understood the last time, wherever
    /// near its top and over however many rows they stand.
    async fn remembered_settings(&self, kind: &Kind, grid: &Grid) -> Result<Option<(Head, ImportSettings)>, AppError> {
        let mut tx = self.store.read().await?;
        for row in grid.rows.iter().take(REMEMBERED_ROWS).map(|(row, _)| *row) {
            for height in (1..=HEAD_HEIGHT_MAX).rev() {
                let head = Head { row, height };
                let known = import::remembered(&mut tx, kind.name, &signature(&grid.heads(head))).await?;
                if let Some(known) = known.as_deref().and_then(ImportSettings::from_json) {
                    return Ok(Some((head, known)));
                }
            }
        }
        Ok(None)
    }

    /// The key of the organisation that the asker writes for first.
    fn own_key(&self, ctx: &Ctx) -> String {
        let own = self.owners_for(ctx).first().copied();
        own.and_then(|id| self.look(|catalogue| catalogue.key(id).map(str::to_owned))).unwrap_or_default()
    }

    /// Marks imports that a stopped program left running, and lets old files
    /// go. Where no other process can be running one, all that run are marked.
    ///
    /// # Errors
    /// The database failed.
    pub async fn sweep_imports(&self, at_start: bool) -> Result<(), AppError> {
        let alone = at_start && self.store.is_embedded();
        let running = if alone { self.ports.now_text() } else { self.ago(RUNNING_HOURS_MAX * 3600) };
        let mut tx = self.store.write().await?;
        import::sweep(&mut tx, &running, &self.ago(KEPT_DAYS * 24 * 3600)).await?;
        Ok(tx.commit().await?)
    }

    /// What the columns of a file with these settings most likely are: after
    /// another sheet or row of heads was chosen.
    ///
    /// # Errors
    /// There is no such import, or the file cannot be read.
    pub async fn guess_again(&self, ctx: &Ctx, id: &str, settings: &mut ImportSettings) -> Result<(), AppError> {
        let (run, content) = self.own_import(ctx, id).await?;
        let kind = self.registry().get(&run.kind).ok_or(AppError::NotFound)?;
        let heads = grid(&content, settings.sheet).await?.heads(settings.head);
        settings.columns = self.guess_columns(kind, &heads);
        Ok(())
    }

    async fn own_import(&self, ctx: &Ctx, id: &str) -> Result<(Run, Arc<Vec<u8>>), AppError> {
        let mut tx = self.store.read().await?;
        let run = import::load(&mut tx, id).await?.filter(|run| run.user == ctx.name).ok_or(AppError::NotFound)?;
        let content = import::content(&mut tx, id).await?.ok_or(AppError::Rule("import_file_gone"))?;
        Ok((run, Arc::new(content)))
    }

    /// Where a waiting file's column heads may be, what its columns mean, and
    /// what an import would do.
    ///
    /// # Errors
    /// There is no such import of the asker's, or the file cannot be read.
    pub async fn preview_import(&self, ctx: &Ctx, id: &str) -> Result<Preview, AppError> {
        self.catch_up().await?;
        let (run, content) = self.own_import(ctx, id).await?;
        let kind = self.registry().get(&run.kind).ok_or(AppError::NotFound)?;
        let settings = ImportSettings::from_json(&run.settings).ok_or(AppError::Rule("import_unreadable"))?;
        let grid = grid(&content, settings.sheet).await?;
        let top = grid.rows.iter().take(samverk_exchange::HEAD_ROWS_MAX).cloned().collect();
        let raw = grid.table(settings.head)?;
        let decided = decided(&raw, &settings);
        let heads = raw.header.clone();
        let understood = self.understand(ctx, kind, raw, &settings).await?;
        let (targets, doubts) = (understood.table.header.clone(), understood.doubts.clone());
        let sample = understood.table.rows.iter().take(SAMPLE_ROWS).cloned().collect();
        let options = ImportOptions { dry_run: true, valid_only: settings.valid_only, run: None };
        let report = self.import_understood(ctx, kind, understood, options, &|_, _| {}).await?;
        Ok(Preview { decided, sheets: names(&content).await?, top, heads, targets, sample, doubts, report, settings })
    }

    /// Imports the rows that could be matched, and tells of the others too.
    async fn import_understood(
        &self,
        ctx: &Ctx,
        kind: &Kind,
        mut understood: Understood,
        options: ImportOptions,
        progress: &(dyn Fn(usize, usize) + Send + Sync),
    ) -> Result<ImportReport, AppError> {
        let unmatched: HashSet<usize> = understood.faults.iter().map(|fault| fault.row).collect();
        let header = understood.table.header.clone();
        let (others, rows) = understood.table.rows.into_iter().partition(|(number, _)| unmatched.contains(number));
        let table = Table { header: header.clone(), rows };
        let mut report = self.import_with(ctx, kind.name, table, options, progress).await?;
        understood.faults.extend(self.other_faults(ctx, kind, Table { header, rows: others }).await?);
        report.rows += unmatched.len();
        report.rejected += unmatched.len();
        report.faults.append(&mut understood.faults);
        report.faults.sort_by(|a, b| (a.row, &a.column).cmp(&(b.row, &b.column)));
        Ok(report)
    }

    /// What else is wrong in rows that cannot be matched: in the cells that
    /// hold something, since of which record they are is not known.
    async fn other_faults(&self, ctx: &Ctx, kind: &Kind, table: Table) -> Result<Vec<RowFault>, AppError> {
        if table.rows.is_empty() {
            return Ok(Vec::new());
        }
        let Table { header, rows } = &table;
        let filled: HashSet<(usize, &str)> = rows
            .iter()
            .flat_map(|(row, cells)| {
                header.iter().zip(cells.iter()).map(move |(name, cell)| (*row, name.as_str(), cell))
            })
            .filter(|(.., cell)| !cell.trim().is_empty())
            .map(|(row, name, _)| (row, name))
            .collect();
        let options = ImportOptions { dry_run: true, ..ImportOptions::default() };
        let report = self.import_with(ctx, kind.name, table.clone(), options, &|_, _| {}).await?;
        let own = |fault: &RowFault| {
            let attribute = matches!(fault.column.as_str(), "id" | "key" | "owner");
            !attribute && filled.contains(&(fault.row, fault.column.as_str()))
        };
        Ok(report.faults.into_iter().filter(own).collect())
    }

    /// Keeps how a waiting file is to be understood.
    ///
    /// # Errors
    /// There is no such import of the asker's.
    pub async fn set_import(&self, ctx: &Ctx, id: &str, settings: &ImportSettings) -> Result<(), AppError> {
        let (run, _) = self.own_import(ctx, id).await?;
        let kind = self.registry().get(&run.kind).ok_or(AppError::NotFound)?;
        let faults = settings.faults(kind);
        if !faults.is_empty() {
            return Err(AppError::Invalid(faults));
        }
        let mut tx = self.store.write().await?;
        import::set_settings(&mut tx, id, &settings.to_json().to_string()).await?;
        Ok(tx.commit().await?)
    }

    /// Takes a waiting import in hand; whether it is long enough to be
    /// carried out beside the request.
    ///
    /// # Errors
    /// There is no such import of the asker's, or it is not waiting.
    pub async fn begin_import(&self, ctx: &Ctx, id: &str) -> Result<bool, AppError> {
        let (run, content) = self.own_import(ctx, id).await?;
        let settings = ImportSettings::from_json(&run.settings).ok_or(AppError::Rule("import_unreadable"))?;
        let rows = grid(&content, settings.sheet).await?.rows.len();
        let mut tx = self.store.write().await?;
        if !import::begin(&mut tx, id).await? {
            return Err(AppError::Rule("import_not_waiting"));
        }
        tx.commit().await?;
        self.imports.set(id, 0, rows);
        Ok(rows >= JOB_ROWS)
    }

    /// Carries out an import that was taken in hand, and tells its owner.
    /// Whatever happens, the outcome is noted.
    ///
    /// # Errors
    /// The database failed.
    pub async fn run_import(&self, ctx: &Ctx, id: &str) -> Result<(), AppError> {
        let noted = self.carry_out_and_note(ctx, id).await;
        // Until its outcome is noted it is running for whoever asks.
        self.imports.end(id);
        noted
    }

    async fn carry_out_and_note(&self, ctx: &Ctx, id: &str) -> Result<(), AppError> {
        let outcome = self.carry_out(ctx, id).await;
        let (status, report, rejected, seq) = match outcome {
            Ok((report, rejected)) => {
                let stored = report.seq.is_some() || report.faults.is_empty();
                let status = if stored || report.rejected < report.rows { "done" } else { "refused" };
                let refused = report.seq.is_none() && !report.faults.is_empty();
                (if refused { "refused" } else { status }, counts(&report), rejected, report.seq)
            }
            Err(AppError::Rule(code)) => ("refused", json!({ "fault": code }), None, None),
            Err(AppError::File(fault)) => ("refused", json!({ "fault": fault.code }), None, None),
            Err(AppError::Import(_)) => ("refused", json!({ "fault": "import_columns" }), None, None),
            Err(AppError::Invalid(_)) => ("refused", json!({ "fault": "import_refused" }), None, None),
            Err(error) => {
                tracing::error!(%error, import = id, "import");
                ("interrupted", json!({ "fault": "import_interrupted" }), None, None)
            }
        };
        let mut tx = self.store.write().await?;
        import::finish(&mut tx, id, status, &report.to_string(), rejected.as_deref(), seq, &self.ports.now_text())
            .await?;
        let run = import::load(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let about = (run.kind.as_str(), String::new());
        self.tell_people(&mut tx, std::iter::once(run.user.clone()), "import", about, id.to_owned(), false).await?;
        Ok(tx.commit().await?)
    }

    async fn carry_out(&self, ctx: &Ctx, id: &str) -> Result<(ImportReport, Option<String>), AppError> {
        let (run, content) = self.own_import(ctx, id).await?;
        let kind = self.registry().get(&run.kind).ok_or(AppError::NotFound)?;
        let settings = ImportSettings::from_json(&run.settings).ok_or(AppError::Rule("import_unreadable"))?;
        let raw = grid(&content, settings.sheet).await?.table(settings.head)?;
        let heads = raw.header.clone();
        let understood = self.understand(ctx, kind, raw, &settings).await?;
        let options = ImportOptions { dry_run: false, valid_only: settings.valid_only, run: Some(id.to_owned()) };
        let options = if understood.faults.is_empty() || settings.valid_only {
            options
        } else {
            ImportOptions { dry_run: true, ..options }
        };
        let ctx = Ctx { via: "import", ..ctx.clone() };
        let progress = |done, of| self.imports.set(id, done, of);
        let report = self.import_understood(&ctx, kind, understood, options, &progress).await?;
        if report.seq.is_some() {
            let mut tx = self.store.write().await?;
            let said = settings.to_json().to_string();
            import::remember(&mut tx, kind.name, &signature(&heads), &said, &self.ports.now_text()).await?;
            tx.commit().await?;
        }
        let rejected = if report.faults.is_empty() {
            None
        } else {
            // Read again: keeping all rows beside the records would be dearer.
            let raw = grid(&content, settings.sheet).await?.table(settings.head)?;
            self.rejected_sheet(&ctx, kind, raw, &report)?
        };
        Ok((report, rejected))
    }

    /// The rows that were left out as they stood in the file, with the reason
    /// in a last column.
    fn rejected_sheet(
        &self,
        ctx: &Ctx,
        kind: &Kind,
        raw: Table,
        report: &ImportReport,
    ) -> Result<Option<String>, AppError> {
        let mut reasons: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for fault in &report.faults {
            let label = kind.get(&fault.column).map(|field| kind.label_key(field));
            let label = label.unwrap_or_else(|| format!("column-{}", fault.column));
            let label = self.labels().label(&label, ctx.lang).unwrap_or_else(|| fault.column.clone());
            let sentence =
                self.labels().sentence(&format!("fault-{}", fault.fault.code), ctx.lang, &fault.fault.detail);
            reasons.entry(fault.row).or_default().push(format!("{label}: {sentence}"));
        }
        let mut header = raw.header;
        header.push(self.labels().label("import-reason", ctx.lang).unwrap_or_else(|| "reason".to_owned()));
        let rows = raw.rows.iter().filter_map(|(number, cells)| {
            let reasons = reasons.get(number)?;
            let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
            Some(cells.iter().map(text).chain([Cell::Text(reasons.join(" "))]).collect())
        });
        let sheet = Sheet { name: kind.name.to_owned(), rows: rows.collect(), header };
        let bytes = sheet.write(Format::Csv).map_err(|_| AppError::Rule("import_unreadable"))?;
        Ok(String::from_utf8(bytes).ok())
    }

    /// An import of the asker's.
    ///
    /// # Errors
    /// There is none.
    pub async fn import_view(&self, ctx: &Ctx, id: &str) -> Result<ImportView, AppError> {
        let mut tx = self.store.read().await?;
        let run = import::load(&mut tx, id).await?.filter(|run| run.user == ctx.name).ok_or(AppError::NotFound)?;
        let json: Json = serde_json::from_str(&run.report).unwrap_or_default();
        let counts = counts_of(&run);
        let fault = json.get("fault").and_then(Json::as_str).map(str::to_owned);
        let progress = self.imports.get(id);
        // The records are stored a moment before what came of them is noted.
        let status = if progress.is_some() { "running".to_owned() } else { run.status };
        Ok(ImportView { progress, run: Run { status, ..run }, counts, fault })
    }

    /// The asker's last imports into a register.
    ///
    /// # Errors
    /// The database failed.
    pub async fn imports(&self, ctx: &Ctx, kind: &str) -> Result<Vec<Run>, AppError> {
        let mut tx = self.store.read().await?;
        Ok(import::of_user(&mut tx, &ctx.name, kind).await?)
    }

    /// The rows of an import that were left out, as CSV.
    ///
    /// # Errors
    /// There are none, or it is somebody else's.
    pub async fn import_rejected(&self, ctx: &Ctx, id: &str) -> Result<String, AppError> {
        let mut tx = self.store.read().await?;
        import::load(&mut tx, id).await?.filter(|run| run.user == ctx.name).ok_or(AppError::NotFound)?;
        import::rejected(&mut tx, id).await?.ok_or(AppError::Rule("import_none_rejected"))
    }

    /// Takes a whole import back. Records that changed since stay.
    ///
    /// # Errors
    /// There is no such import of the asker's, or nothing to take back.
    pub async fn undo_import(&self, ctx: &Ctx, id: &str) -> Result<Undone, AppError> {
        let view = self.import_view(ctx, id).await?;
        let seq = view.run.seq.filter(|_| view.run.status == "done").ok_or(AppError::Rule("import_not_undoable"))?;
        let undone = self.undo_entry(ctx, seq, None).await?;
        let mut tx = self.store.write().await?;
        import::set_status(&mut tx, id, "undone").await?;
        tx.commit().await?;
        Ok(undone)
    }
}

/// Rows, created, changed, unchanged, rejected of an import that has ended.
pub(crate) fn counts_of(run: &Run) -> [usize; 5] {
    let json: Json = serde_json::from_str(&run.report).unwrap_or_default();
    let number = |name: &str| json.get(name).and_then(Json::as_u64).and_then(|n| usize::try_from(n).ok());
    ["rows", "created", "changed", "unchanged", "rejected"].map(|name| number(name).unwrap_or(0))
}

/// The names in a file that a person has decided: field, text, key.
fn decided(raw: &Table, settings: &ImportSettings) -> Vec<(String, String, String)> {
    let column = |field: &str| settings.columns.iter().position(|target| target.as_deref() == Some(field));
    let occurs = |field: &str, text: &str| {
        let at = column(field);
        raw.rows.iter().filter_map(|(_, cells)| cells.get(at?)).any(|cell| cell.contains(text))
    };
    let parts = settings.decisions.iter().filter_map(|(name, to)| Some((name.split_once('\t')?, to)));
    let found = parts.filter(|((field, text), _)| occurs(field, text));
    found.map(|((field, text), to)| (field.to_owned(), text.to_owned(), to.clone())).collect()
}

/// What tells one source from another: its column heads.
fn signature(heads: &[String]) -> String {
    sha256_hex(heads.join("\t").to_lowercase().as_bytes())
}

fn counts(report: &ImportReport) -> Json {
    json!({
        "rows": report.rows, "created": report.created, "changed": report.changed, "unchanged": report.unchanged,
        "rejected": report.rejected,
    })
}
