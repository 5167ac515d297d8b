//! Reports that are computed, as a page and as files.

use super::super::Link;
use super::super::cost::mark_illustrative;
use super::super::subscribe::typed;
use super::super::take::{count_export, download};
use crate::answer::{html, see_other};
use crate::figure::{Level, levels};
use crate::page::{Notice, Page};
use crate::show::{Eye, Item};
use crate::told;
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::report::{Ask, Cell, Known, REPORTS, Report, Table};
use samverk_domain::RecordId;
use samverk_domain::record::{Fault, Record};
use samverk_exchange::{Format, sheet_json};

/// Format of the calculation, as `samverk share` reads it.
const CALCULATION: &str = "calculation";
/// Rows that a page shows of a table; the files have all.
const SHOWN_MAX: usize = 500;
/// Bars of a figure.
const DRAWN_MAX: usize = 40;

/// A table with its words.
struct Shown {
    id: String,
    caption: String,
    cut: Option<String>,
    heads: Vec<(String, bool)>,
    rows: Vec<Vec<Item>>,
    totals: Vec<Item>,
    take: Vec<Link>,
}

/// A question with what may be answered.
struct Asked {
    code: &'static str,
    label: String,
    chosen: String,
    options: Vec<(String, String, bool)>,
    error: String,
}

#[derive(Template)]
#[template(path = "computed.html")]
struct ComputedTemplate<'a> {
    page: &'a Page,
    crumbs: Vec<Link>,
    lead: String,
    findings: Vec<String>,
    warnings: Vec<String>,
    illustrative: bool,
    asks: Vec<Asked>,
    seldom: Vec<Asked>,
    /// Whether what is seldom asked was.
    open: bool,
    /// The questions that cannot be answered: address of the field, and why.
    errors: Vec<(String, String)>,
    take: Option<Link>,
    figure: String,
    figure_told: String,
    tables: Vec<Shown>,
    /// Where members are reminded, for those who may.
    remind: Option<String>,
    /// How the figures come about.
    why: Option<String>,
    others: Vec<Link>,
}

pub(crate) async fn show(
    visitor: Visitor,
    Path((_, kind, key, code)): Path<(String, String, String, String)>,
) -> Response {
    visitor.answer(page(&visitor, &kind, &key, &code).await)
}

async fn page(visitor: &Visitor, kind: &str, key: &str, code: &str) -> Result<Response, AppError> {
    let app = visitor.web.app();
    let kind = visitor.kind(kind)?;
    app.catch_up().await?;
    let id = app.resolve(kind.name, key)?;
    let given = crate::query::Query::parse(&visitor.query);
    let report = app.report(&visitor.ctx, kind.name, id, code, &told::given(&given)).await?;
    let scope = app.scope(&visitor.ctx.actor);
    if given.get("format") == Some(CALCULATION) {
        count_export(visitor)?;
        let mut report = report.whole()?;
        let mut sheet = report.calculation.take().ok_or(AppError::NotFound)?;
        if report.illustrative {
            mark_illustrative(&mut sheet);
        }
        return Ok(typed("application/json", sheet_json(&sheet)));
    }
    if let Some(format) = given.get("format") {
        let format = Format::parse(format).ok_or(AppError::NotFound)?;
        let report = report.whole()?;
        let wanted = given.get("table");
        let table = report.tables.iter().find(|table| wanted.is_none_or(|wanted| table.code == wanted));
        let table = table.ok_or(AppError::NotFound)?;
        count_export(visitor)?;
        return Ok(download(&visitor.look(&scope, |eye| told::sheet(&eye, &report, table)), format));
    }
    let about = app.record(&visitor.ctx, id).await?.record;
    let title = visitor.look(&scope, |eye| eye.title(id).text);
    let name = visitor.t(&format!("report-{}", report.code));
    let name = visitor.t_with("report-title", &[("report", &name), ("name", &title)]);
    let mut page = Page::new(visitor, &name, Some(kind.section));
    page.noindex = true;
    let is_owed = report.tables.first().is_some_and(|table| !table.rows.is_empty());
    let may_remind = report.code == "open-items" && is_owed && app.permissions(&visitor.ctx, id).change;
    if let Some(count) = given.get("reminded").and_then(|count| count.parse::<usize>().ok()).filter(|_| may_remind) {
        let text = visitor.t_with("report-reminded", &[("count", &count.to_string())]);
        page.notice = Some(Notice { text, undo: None });
    }
    let late = (report.code == "cost")
        .then(|| Link { href: visitor.href(&format!("/cooperation/{key}/late-join")), label: visitor.t("late-link") });
    let template = visitor.look(&scope, |eye| ComputedTemplate {
        crumbs: vec![
            Link {
                href: visitor.href(&format!("/{}", kind.name)),
                label: visitor.t(&format!("kind-{}.plural", kind.name)),
            },
            Link { href: visitor.href(&format!("/{}/{key}", kind.name)), label: title.clone() },
        ],
        lead: visitor.t(&format!("report-{}.lead", report.code)),
        findings: report.findings.iter().map(|words| told::words(&eye, words)).collect(),
        warnings: report.warnings.iter().map(|words| told::words(&eye, words)).collect(),
        illustrative: report.illustrative,
        asks: report.asks.iter().filter(|ask| !ask.seldom).map(|ask| asked(visitor, &eye, &report, ask)).collect(),
        seldom: report.asks.iter().filter(|ask| ask.seldom).map(|ask| asked(visitor, &eye, &report, ask)).collect(),
        open: report.asks.iter().any(|ask| ask.seldom && given.get(ask.code).is_some_and(|text| !text.is_empty())),
        errors: report.faults.iter().map(|fault| error(visitor, fault)).collect(),
        take: report.calculation.as_ref().map(|_| Link {
            href: format!("{}{}", visitor.href(&visitor.path), given.with("format", CALCULATION)),
            label: visitor.t("cost-calculation"),
        }),
        figure: drawn(&eye, &report),
        figure_told: report.drawn.map(|(_, column)| visitor.t(&format!("told-{column}"))).unwrap_or_default(),
        tables: report.tables.iter().map(|table| shown(visitor, &eye, &given, &report, table)).collect(),
        remind: may_remind.then(|| visitor.href(&format!("/{}/{key}/remind", kind.name))),
        why: crate::i18n::find(visitor.lang, &format!("report-{}.why", report.code)),
        others: links(visitor, &about)
            .into_iter()
            .filter(|link| !link.href.ends_with(report.code))
            .chain(late)
            .chain(adds(visitor, report.code, key))
            .collect(),
        page: &page,
    });
    Ok(html(&template))
}

/// The reports on a record that the visitor may read, for its page and for
/// each other.
pub(crate) fn links(visitor: &Visitor, about: &Record) -> Vec<Link> {
    let (app, kind, key) = (visitor.web.app(), &about.kind, &about.key);
    let is_inside = app.permissions(&visitor.ctx, about.id).internal;
    // Anybody computes where the cooperation allows it.
    let computes = |one: &Known| one.code != "cost" || app.require_calculator(&visitor.ctx, about).is_ok();
    let own = REPORTS.iter().filter(|one| one.kind == *kind && (is_inside || !one.inside) && computes(one));
    own.map(|one| Link {
        href: visitor.href(&format!("/{kind}/{key}/report/{}", one.code)),
        label: visitor.t(&format!("report-{}", one.code)),
    })
    .collect()
}

/// A fault with the field that it is about.
fn error(visitor: &Visitor, fault: &Fault) -> (String, String) {
    let label = visitor.t(&format!("told-{}", fault.field));
    (format!("a-{}", fault.field), format!("{label}: {}", crate::show::fault(visitor.lang, fault)))
}

/// What is registered to be told in a report, for those who are signed in.
const ADDED: [(&str, &[&str]); 4] = [
    ("in-kind", &["time-report"]),
    ("prices", &["service-price", "service-order"]),
    ("result", &["settlement"]),
    ("financing", &["pot-decision", "funding"]),
];

fn adds(visitor: &Visitor, code: &str, key: &str) -> Vec<Link> {
    let kinds = ADDED.iter().find(|(report, _)| *report == code && visitor.signed_in.is_some());
    let link = |kind: &&str| Link {
        href: visitor.href(&format!("/{kind}/new?cooperation={key}")),
        label: visitor.t(&format!("kind-{kind}.new")),
    };
    kinds.into_iter().flat_map(|(_, kinds)| kinds.iter()).map(link).collect()
}

fn asked(visitor: &Visitor, eye: &Eye<'_>, report: &Report, ask: &Ask) -> Asked {
    let fault = report.faults.iter().find(|fault| fault.field == ask.code);
    let option = |(value, name): &(String, Cell)| (value.clone(), told::item(eye, name).text, *value == ask.chosen);
    Asked {
        code: ask.code,
        label: visitor.t(&format!("told-{}", ask.code)),
        chosen: ask.chosen.clone(),
        options: ask.options.iter().map(option).collect(),
        error: fault.map(|fault| crate::show::fault(visitor.lang, fault)).unwrap_or_default(),
    }
}

fn shown(visitor: &Visitor, eye: &Eye<'_>, given: &crate::query::Query, report: &Report, table: &Table) -> Shown {
    let is_number =
        |at: usize| table.rows.iter().chain([&table.totals]).filter_map(|row| row.get(at)).any(told::is_number);
    let here = visitor.href(&visitor.path);
    let take = [Format::Xlsx, Format::Csv, Format::Json].map(|format| {
        let query = given.with("table", table.code).with("format", format.name());
        Link { href: format!("{here}{query}"), label: format.name().to_uppercase() }
    });
    let cut = (table.rows.len() > SHOWN_MAX).then(|| {
        let numbers = [("shown", SHOWN_MAX.to_string()), ("total", table.rows.len().to_string())];
        visitor.t_with("report-cut", &numbers.each_ref().map(|(name, text)| (*name, text.as_str())))
    });
    Shown {
        id: format!("t-{}", table.code),
        caption: visitor.t(&format!("report-{}-{}", report.code, table.code)),
        cut,
        heads: table.columns.iter().enumerate().map(|(at, column)| (told::head(eye, column), is_number(at))).collect(),
        rows: table
            .rows
            .iter()
            .take(SHOWN_MAX)
            .map(|row| row.iter().map(|cell| told::item(eye, cell)).collect())
            .collect(),
        totals: table.totals.iter().map(|cell| told::item(eye, cell)).collect(),
        take: if table.rows.is_empty() { Vec::new() } else { take.into_iter().collect() },
    }
}

/// One column of a table as bars, by what heads each row.
fn drawn(eye: &Eye<'_>, report: &Report) -> String {
    let Some((table, column)) = report.drawn else { return String::new() };
    let Some(table) = report.tables.iter().find(|one| one.code == table) else { return String::new() };
    let Some(at) = table.columns.iter().position(|one| one.code == column) else { return String::new() };
    let level = |row: &Vec<Cell>| {
        let (head, cell) = (row.first()?, row.get(at)?);
        let value = match cell {
            Cell::Money(amount, _) => *amount,
            Cell::Number { units, .. } => *units,
            _ => return None,
        };
        let head = told::item(eye, head);
        // A year alone does not say of which cooperation.
        let label = match row.get(1) {
            Some(Cell::Record(id)) if head.href.is_none() => format!("{} {}", head.text, eye.title(*id).text),
            _ => head.text,
        };
        Some(Level { label, href: head.href, value, told: told::item(eye, cell).text })
    };
    let all: Vec<Level> = table.rows.iter().filter_map(level).take(DRAWN_MAX).collect();
    if all.len() < 2 { String::new() } else { levels(&all) }
}

/// Reminds the members of a cooperation of what is overdue.
pub(crate) async fn remind(visitor: Visitor, Path((_, key)): Path<(String, String)>, body: String) -> Response {
    visitor.answer(reminded(&visitor, &key, &body).await)
}

async fn reminded(visitor: &Visitor, key: &str, body: &str) -> Result<Response, AppError> {
    let app = visitor.web.app();
    app.catch_up().await?;
    let id: RecordId = app.resolve("cooperation", key)?;
    app.record(&visitor.ctx, id).await?;
    visitor.form(body)?;
    let made = app.remind_members(&visitor.ctx, id).await?;
    Ok(see_other(&visitor.href(&format!("/cooperation/{key}/report/open-items?reminded={}", made.len()))))
}
