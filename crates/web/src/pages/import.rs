//! Imports: a file taken in, understood, shown, carried out, taken back.

use super::Link;
use super::file::Upload;
use crate::answer::{html, html_with, see_other};
use crate::i18n::instant;
use crate::page::{Notice, Page};
use crate::query::Query;
use crate::show::column_label;
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::{Multipart, Path};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use samverk_app::AppError;
use samverk_app::import::{ImportSettings, ImportView, MATCH_BY_KEY, MATCH_BY_TITLE, Preview};
use samverk_domain::access::Reason;
use samverk_domain::record::{FieldType, Kind};

/// Faults shown on the page; all of them are in the file of rejected rows.
const FAULTS_SHOWN: usize = 50;
/// Rows that the head can be chosen from.
const HEAD_CHOICES: usize = 12;
/// Seconds after which a page with a running import asks again.
const REFRESH_SECONDS: u32 = 2;

#[derive(Template)]
#[template(path = "import.html")]
struct ImportTemplate<'a> {
    page: &'a Page,
    crumbs: Vec<Link>,
    action: String,
    errors: Vec<String>,
    runs: Vec<(String, String, String, String)>,
    shape: Vec<Link>,
}

struct ColumnChoice {
    at: usize,
    head: String,
    sample: String,
    chosen: String,
}

struct DoubtView {
    name: String,
    label: String,
    text: String,
    rows: String,
    candidates: Vec<(String, String)>,
    /// Key that was chosen, or a dash to leave the cell empty.
    chosen: String,
}

struct Option_ {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "import_preview.html")]
struct PreviewTemplate<'a> {
    page: &'a Page,
    crumbs: Vec<Link>,
    action: String,
    file: String,
    sheets: Vec<Option_>,
    rows: Vec<Option_>,
    heights: Vec<Option_>,
    columns: Vec<ColumnChoice>,
    targets: Vec<(String, String)>,
    matches: Vec<Option_>,
    owners: Vec<Option_>,
    currencies: Vec<Option_>,
    money: bool,
    valid_only: bool,
    doubts: Vec<DoubtView>,
    counts: Vec<(String, String)>,
    faults: Vec<(String, String, String)>,
    more_faults: Option<String>,
    labels: Vec<String>,
    sample: Vec<(usize, Vec<(String, bool)>)>,
    ready: bool,
}

#[derive(Template)]
#[template(path = "import_result.html")]
struct ResultTemplate<'a> {
    page: &'a Page,
    crumbs: Vec<Link>,
    action: String,
    file: String,
    running: Option<String>,
    refresh: u32,
    status: String,
    colour: &'static str,
    fault: Option<String>,
    counts: Vec<(String, String)>,
    rejected: Option<String>,
    undoable: bool,
    list: String,
}

fn crumbs(visitor: &Visitor, kind: &Kind, below: bool) -> Vec<Link> {
    let list = Link {
        href: visitor.href(&format!("/{}", kind.name)),
        label: visitor.t(&format!("kind-{}.plural", kind.name)),
    };
    let import = Link { href: visitor.href(&format!("/{}/import", kind.name)), label: visitor.t("import") };
    if below { vec![list, import] } else { vec![list] }
}

/// A register that the visitor may import into.
fn importable<'a>(visitor: &'a Visitor, kind: &str) -> Result<&'a Kind, AppError> {
    let kind = visitor.kind(kind)?;
    visitor.account()?;
    if super::list::may_create(visitor, kind) { Ok(kind) } else { Err(AppError::Denied(Reason::ReadOnly)) }
}

pub(crate) async fn show(visitor: Visitor, Path((_, kind)): Path<(String, String)>) -> Response {
    let shown = async {
        let kind = importable(&visitor, &kind)?;
        upload_page(&visitor, kind, Vec::new(), StatusCode::OK).await
    };
    visitor.answer(shown.await)
}

async fn upload_page(
    visitor: &Visitor,
    kind: &Kind,
    errors: Vec<String>,
    status: StatusCode,
) -> Result<Response, AppError> {
    let plural = visitor.t(&format!("kind-{}.plural", kind.name));
    let mut page = Page::new(visitor, &visitor.t_with("import-into", &[("kind", &plural)]), Some(kind.section));
    page.noindex = true;
    let base = visitor.href(&format!("/{}/import", kind.name));
    let runs = visitor.web.app().imports(&visitor.ctx, kind.name).await?.into_iter().map(|run| {
        (
            format!("{base}/{}", run.id),
            run.file_name,
            visitor.t(&format!("import-status-{}", run.status)),
            instant(&run.created_at, visitor.lang),
        )
    });
    let shape = ["xlsx", "csv"].map(|format| Link {
        href: visitor.href(&format!("/{}?format={format}&for=editing", kind.name)),
        label: format.to_uppercase(),
    });
    let template = ImportTemplate {
        crumbs: crumbs(visitor, kind, false),
        action: base.clone(),
        runs: runs.collect(),
        shape: shape.into_iter().collect(),
        errors,
        page: &page,
    };
    Ok(html_with(status, &template))
}

pub(crate) async fn upload(
    visitor: Visitor,
    Path((_, kind)): Path<(String, String)>,
    mut parts: Multipart,
) -> Response {
    let taken = async {
        let kind = importable(&visitor, &kind)?;
        let upload = Upload::read(&visitor, &mut parts).await?;
        match visitor.web.app().take_file(&visitor.ctx, kind.name, &upload.name, &upload.content).await {
            Ok(id) => Ok(see_other(&visitor.href(&format!("/{}/import/{id}", kind.name)))),
            Err(AppError::File(fault)) => {
                let sentence = crate::i18n::fault(visitor.lang, fault.code, &fault.detail);
                upload_page(&visitor, kind, vec![sentence], StatusCode::UNPROCESSABLE_ENTITY).await
            }
            Err(other) => Err(other),
        }
    };
    visitor.answer(taken.await)
}

pub(crate) async fn show_run(visitor: Visitor, Path((_, kind, run)): Path<(String, String, String)>) -> Response {
    let shown = async {
        let kind = importable(&visitor, &kind)?;
        run_page(&visitor, kind, &run).await
    };
    visitor.answer(shown.await)
}

async fn run_page(visitor: &Visitor, kind: &Kind, run: &str) -> Result<Response, AppError> {
    let app = visitor.web.app();
    let view = app.import_view(&visitor.ctx, run).await?;
    if view.run.kind != kind.name {
        return Err(AppError::NotFound);
    }
    if view.run.status == "waiting" {
        let preview = app.preview_import(&visitor.ctx, run).await?;
        return Ok(preview_page(visitor, kind, &view, &preview));
    }
    Ok(result_page(visitor, kind, &view))
}

fn choice(value: impl ToString, label: impl ToString, chosen: bool) -> Option_ {
    Option_ { value: value.to_string(), label: label.to_string(), chosen }
}

/// Everything that a column can be.
fn targets(visitor: &Visitor, kind: &Kind) -> Vec<(String, String)> {
    let attributes = ["key", "id", "version", "owner", "visibility"].into_iter();
    let attributes = attributes.chain(kind.states.as_ref().map(|_| "state"));
    let fields = kind.fields.iter().filter(|field| field.of != FieldType::File && !field.withdrawn);
    let names = fields.map(|field| field.name).chain(attributes);
    names.map(|name| (name.to_owned(), column_label(visitor.lang, kind, name))).collect()
}

fn counts(visitor: &Visitor, counts: [usize; 5]) -> Vec<(String, String)> {
    let number = |n: usize| samverk_domain::text::number::format(i64::try_from(n).unwrap_or(i64::MAX), 0, visitor.lang);
    let names = ["rows", "created", "changed", "unchanged", "rejected"];
    names.iter().zip(counts).map(|(name, n)| (visitor.t(&format!("import-{name}")), number(n))).collect()
}

fn preview_page(visitor: &Visitor, kind: &Kind, view: &ImportView, preview: &Preview) -> Response {
    let settings = &preview.settings;
    let mut page = Page::new(visitor, &visitor.t("import-check"), Some(kind.section));
    page.noindex = true;
    let text = |cells: &samverk_exchange::Cells| -> String {
        let filled: Vec<&str> = cells.iter().filter(|cell| !cell.trim().is_empty()).collect();
        filled.join(" · ").chars().take(80).collect()
    };
    let rows = preview.top.iter().filter(|(row, _)| *row <= settings.head.row || *row < HEAD_CHOICES + 10);
    let rows = rows
        .take(HEAD_CHOICES.max(1))
        .map(|(row, cells)| choice(row, format!("{row}: {}", text(cells)), *row == settings.head.row));
    let below = preview.top.iter().find(|(row, _)| *row >= settings.head.row + settings.head.height);
    let columns = preview.heads.iter().enumerate().map(|(at, head)| ColumnChoice {
        at,
        head: if head.is_empty() {
            visitor.t_with("import-column", &[("count", &(at + 1).to_string())])
        } else {
            head.clone()
        },
        sample: below
            .and_then(|(_, cells)| cells.get(at))
            .map(|cell| cell.chars().take(60).collect())
            .unwrap_or_default(),
        chosen: settings.columns.get(at).cloned().flatten().unwrap_or_default(),
    });
    let has = |name: &str| settings.columns.iter().flatten().any(|column| column == name);
    let matchable = kind.fields.iter().filter(|field| {
        has(field.name) && !field.repeated && !matches!(field.of, FieldType::LongText | FieldType::File)
    });
    let matches =
        std::iter::once(choice(MATCH_BY_KEY, visitor.t("import-match-key"), settings.match_by == MATCH_BY_KEY)).chain(
            matchable.map(|field| {
                choice(field.name, column_label(visitor.lang, kind, field.name), settings.match_by == field.name)
            }),
        );
    let together = ImportSettings { match_by: MATCH_BY_TITLE.to_owned(), ..settings.clone() }.match_fields(kind);
    let together = (together.len() > 1).then(|| {
        let labels: Vec<String> = together.iter().map(|field| column_label(visitor.lang, kind, field.name)).collect();
        choice(MATCH_BY_TITLE, labels.join(" + "), settings.match_by == MATCH_BY_TITLE)
    });
    let matches = matches.chain(together);
    let app = visitor.web.app();
    let scope = app.scope(&visitor.ctx.actor);
    let owners = visitor.look(&scope, |eye| {
        let owners = app.owners_for(&visitor.ctx).into_iter().map(|id| {
            let key = eye.catalogue.key(id).unwrap_or_default().to_owned();
            let chosen = key == settings.owner;
            choice(key, eye.title(id).text, chosen)
        });
        std::iter::once(choice("", "–", settings.owner.is_empty())).chain(owners).collect::<Vec<_>>()
    });
    let label = |name: &str| column_label(visitor.lang, kind, name);
    let doubts = preview.doubts.iter().map(|doubt| DoubtView {
        name: ImportSettings::decision_key(&doubt.field, &doubt.text),
        label: label(&doubt.field),
        text: doubt.text.clone(),
        rows: visitor.t_with("import-in-rows", &[("count", &doubt.rows.to_string())]),
        candidates: doubt
            .candidates
            .iter()
            .map(|candidate| (candidate.key.clone(), format!("{} ({})", candidate.title, candidate.key)))
            .collect(),
        chosen: String::new(),
    });
    // What was decided stays to be seen and changed.
    let decided = preview.decided.iter().map(|(field, text, to)| {
        let spec = kind.get(field).and_then(|field| field.link).map(|spec| spec.to);
        let target = spec.or((field == "owner").then_some("organisation"));
        let title = visitor.look(&scope, |eye| {
            let id = target.and_then(|target| eye.catalogue.find(target, to))?;
            Some(format!("{} ({to})", eye.title(id).text))
        });
        DoubtView {
            name: ImportSettings::decision_key(field, text),
            label: label(field),
            text: text.clone(),
            rows: visitor.t("import-decided"),
            candidates: title.map(|title| (to.clone(), title)).into_iter().collect(),
            chosen: if to.is_empty() { "-".to_owned() } else { to.clone() },
        }
    });
    let doubts: Vec<DoubtView> = doubts.chain(decided).collect();
    let report = &preview.report;
    let fault_text = |fault: &samverk_app::record::RowFault| crate::show::fault(visitor.lang, &fault.fault);
    let faults = report
        .faults
        .iter()
        .take(FAULTS_SHOWN)
        .map(|fault| (fault.row.to_string(), label(&fault.column), fault_text(fault)));
    let wrong = |row: usize, name: &str| report.faults.iter().any(|fault| fault.row == row && fault.column == name);
    let sample = preview.sample.iter().map(|(row, cells)| {
        let cells = cells.iter().zip(&preview.targets).map(|(cell, name)| (cell.to_owned(), wrong(*row, name)));
        (*row, cells.collect())
    });
    let template = PreviewTemplate {
        crumbs: crumbs(visitor, kind, true),
        action: visitor.href(&visitor.path),
        file: view.run.file_name.clone(),
        sheets: preview.sheets.iter().enumerate().map(|(at, name)| choice(at, name, at == settings.sheet)).collect(),
        rows: rows.collect(),
        heights: (1..=3).map(|n| choice(n, n, n == settings.head.height)).collect(),
        columns: columns.collect(),
        targets: targets(visitor, kind),
        matches: matches.collect(),
        owners,
        currencies: ["SEK", "NOK", "EUR"]
            .map(|code| choice(code, code, code == settings.currency))
            .into_iter()
            .collect(),
        money: settings.columns.iter().flatten().any(|name| kind.get(name).is_some_and(|f| f.of == FieldType::Money)),
        valid_only: settings.valid_only,
        doubts,
        counts: counts(visitor, [report.rows, report.created, report.changed, report.unchanged, report.rejected]),
        faults: faults.collect(),
        more_faults: (report.faults.len() > FAULTS_SHOWN).then(|| {
            visitor.t_with("import-more-faults", &[("count", &(report.faults.len() - FAULTS_SHOWN).to_string())])
        }),
        labels: preview.targets.iter().map(|name| label(name)).collect(),
        sample: sample.collect(),
        ready: (report.created + report.changed > 0) && (report.faults.is_empty() || settings.valid_only),
        page: &page,
    };
    html(&template)
}

fn result_page(visitor: &Visitor, kind: &Kind, view: &ImportView) -> Response {
    let status = view.run.status.as_str();
    let mut page = Page::new(visitor, &visitor.t("import-outcome"), Some(kind.section));
    page.noindex = true;
    if let Some(kept) = Query::parse(&visitor.query).get("kept").filter(|_| status == "undone") {
        page.notice = Some(Notice { text: visitor.t_with("done-undone-many", &[("count", kept)]), undo: None });
    }
    let running = (status == "running").then(|| match view.progress {
        Some((done, of)) => visitor.t_with("import-progress", &[("done", &done.to_string()), ("of", &of.to_string())]),
        None => visitor.t("import-running"),
    });
    let rejected = view.counts.last().is_some_and(|count| *count > 0);
    let template = ResultTemplate {
        crumbs: crumbs(visitor, kind, true),
        action: visitor.href(&visitor.path),
        file: view.run.file_name.clone(),
        running,
        refresh: REFRESH_SECONDS,
        status: visitor.t(&format!("import-status-{status}")),
        colour: match status {
            "done" => "success",
            "running" | "undone" => "info",
            _ => "warning",
        },
        fault: view.fault.as_deref().map(|code| {
            crate::i18n::find(visitor.lang, &format!("rule-{code}")).unwrap_or_else(|| visitor.t("rule-import_refused"))
        }),
        counts: counts(visitor, view.counts),
        rejected: rejected.then(|| format!("{}/rejected", visitor.href(&visitor.path))),
        undoable: status == "done" && view.run.seq.is_some(),
        list: visitor.href(&format!("/{}?sort=-changed", kind.name)),
        page: &page,
    };
    html(&template)
}

/// The settings that a form sends.
fn sent(kind: &Kind, before: &ImportSettings, form: &Query) -> (ImportSettings, bool) {
    let number = |name: &str| form.get(name).and_then(|text| text.parse::<usize>().ok());
    let mut settings = before.clone();
    settings.sheet = number("sheet").unwrap_or(settings.sheet);
    settings.head.row = number("row").unwrap_or(settings.head.row);
    settings.head.height = number("height").unwrap_or(settings.head.height);
    settings = settings.bounded();
    let moved = settings.sheet != before.sheet || settings.head != before.head;
    let column = |at: usize| form.get(&format!("column.{at}")).map(str::to_owned);
    settings.columns = (0..samverk_exchange::COLUMNS_MAX)
        .map_while(column)
        .map(|name| Some(name).filter(|name| ImportSettings::knows(kind, name)))
        .collect();
    settings.match_by = form.get("match").unwrap_or(MATCH_BY_KEY).to_owned();
    settings.valid_only = form.get("valid_only").is_some();
    settings.currency = form.get("currency").unwrap_or(&before.currency).to_owned();
    form.get("owner").unwrap_or_default().clone_into(&mut settings.owner);
    for (name, value) in form.pairs() {
        let Some(decision) = name.strip_prefix("decide.") else { continue };
        if value.is_empty() {
            settings.decisions.remove(decision);
            continue;
        }
        // A dash leaves the cell empty.
        let to = if value == "-" { "" } else { value.split(' ').next().unwrap_or_default() };
        settings.decisions.insert(decision.to_owned(), to.to_owned());
    }
    (settings, moved)
}

pub(crate) async fn act(
    visitor: Visitor,
    Path((_, kind, run)): Path<(String, String, String)>,
    body: String,
) -> Response {
    let acted = async {
        let kind = importable(&visitor, &kind)?;
        let form = visitor.form(&body)?;
        let app = visitor.web.app();
        let here = visitor.href(&visitor.path);
        let view = app.import_view(&visitor.ctx, &run).await?;
        if form.get("act") == Some("undo") {
            let undone = app.undo_import(&visitor.ctx, &run).await?;
            return Ok(see_other(&format!("{here}?kept={}", undone.kept.len())));
        }
        let before = ImportSettings::from_json(&view.run.settings).ok_or(AppError::Rule("import_unreadable"))?;
        let (mut settings, moved) = sent(kind, &before, &form);
        if moved {
            app.guess_again(&visitor.ctx, &run, &mut settings).await?;
        }
        // The column that rows were matched by may be another one by now.
        if !settings.faults(kind).is_empty() {
            MATCH_BY_KEY.clone_into(&mut settings.match_by);
        }
        app.set_import(&visitor.ctx, &run, &settings).await?;
        if form.get("act") != Some("run") || moved {
            return Ok(see_other(&here));
        }
        begin(&visitor, &run).await?;
        Ok(see_other(&here))
    };
    visitor.answer(acted.await)
}

/// Carries an import out. A long one goes on beside the request, which is
/// answered at once.
pub(crate) async fn begin(visitor: &Visitor, run: &str) -> Result<(), AppError> {
    let beside = visitor.web.app().begin_import(&visitor.ctx, run).await?;
    let (web, ctx, id) = (visitor.web.clone(), visitor.ctx.clone(), run.to_owned());
    let work = tokio::spawn(async move {
        if let Err(error) = web.app().run_import(&ctx, &id).await {
            tracing::error!(%error, import = %id, "import");
        }
    });
    if !beside {
        let _ = work.await;
    }
    Ok(())
}

pub(crate) async fn rejected(visitor: Visitor, Path((_, kind, run)): Path<(String, String, String)>) -> Response {
    let found = async {
        importable(&visitor, &kind)?;
        visitor.web.app().import_rejected(&visitor.ctx, &run).await
    };
    match found.await {
        Ok(csv) => {
            let name = format!("attachment; filename=\"{kind}-rejected.csv\"");
            ([(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)], csv)
                .into_response()
        }
        Err(error) => visitor.refuse(&error),
    }
}
