//! Computed reports in words, in files and for other programs.

use crate::api::reference;
use crate::i18n::{self, t, t_with};
use crate::query::Query;
use crate::show::{Eye, Item};
use samverk_app::report::{Cell, Column, Given, Report, Table, Words};
use samverk_app::{App, Ctx};
use samverk_domain::money::Unit;
use samverk_domain::record::Money;
use samverk_domain::record::cell::write_decimal;
use samverk_domain::text::number;
use samverk_exchange::Sheet;
use serde_json::{Map, Value as Json, json};

/// What an address asks of a report.
pub(crate) fn given(query: &Query) -> Given {
    query.pairs().iter().map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// A cell as a page shows it.
pub(crate) fn item(eye: &Eye<'_>, cell: &Cell) -> Item {
    let plain = |text: String| Item { text, ..Item::default() };
    match cell {
        Cell::Empty => Item::default(),
        Cell::Text(text) => plain(text.clone()),
        Cell::Key(key) => plain(t(eye.lang, key)),
        Cell::Record(id) => eye.title(*id),
        Cell::Records(ids) => plain(ids.iter().map(|id| eye.title(*id).text).collect::<Vec<_>>().join(", ")),
        Cell::Money(amount_minor, currency) => {
            plain(i18n::money(&Money { amount_minor: *amount_minor, currency: currency.clone() }, eye.lang))
        }
        Cell::Number { units, decimals } => plain(trimmed(*units, *decimals, eye)),
        Cell::Percent(hundredths) => {
            let tenths = (hundredths.abs() + 5) / 10 * hundredths.signum();
            plain(format!("{}\u{a0}%", number::format(tenths, 1, eye.lang)))
        }
        Cell::Year(year) => plain(year.to_string()),
        Cell::Month(month) => plain(t(eye.lang, &format!("month-{month}"))),
        Cell::Day(day) => Item { text: i18n::date(*day, eye.lang), day: Some(day.to_string()), ..Item::default() },
    }
}

/// A number without decimals that say nothing.
fn trimmed(units: i64, decimals: u8, eye: &Eye<'_>) -> String {
    let (mut units, mut decimals) = (units, decimals);
    while decimals > 0 && units % 10 == 0 {
        (units, decimals) = (units / 10, decimals - 1);
    }
    number::format(units, decimals, eye.lang)
}

/// The code in a key of the program's words: without what says where it is from.
fn code_of(key: &str) -> &str {
    let own =
        ["told-key-", "told-", "ledger-account-", "budget-scenario-"].iter().find_map(|from| key.strip_prefix(from));
    own.unwrap_or_else(|| key.rsplit('-').next().unwrap_or_default())
}

/// Whether a cell stands to the right.
pub(crate) fn is_number(cell: &Cell) -> bool {
    matches!(cell, Cell::Money(..) | Cell::Number { .. } | Cell::Percent(_))
}

/// A sentence with what it tells.
pub(crate) fn words(eye: &Eye<'_>, words: &Words) -> String {
    let told: Vec<(&str, String)> = words.args.iter().map(|(name, cell)| (*name, item(eye, cell).text)).collect();
    let args: Vec<(&str, &str)> = told.iter().map(|(name, text)| (*name, text.as_str())).collect();
    t_with(eye.lang, words.key, &args)
}

/// The name of a column.
pub(crate) fn head(eye: &Eye<'_>, column: &Column) -> String {
    match &column.name {
        Cell::Empty => t(eye.lang, &format!("told-{}", column.code)),
        name => item(eye, name).text,
    }
}

/// A table as a file. What is an example says so in each row.
pub(crate) fn sheet(eye: &Eye<'_>, report: &Report, table: &Table) -> Sheet {
    use samverk_exchange::Cell as Out;
    let cell = |cell: &Cell| match cell {
        Cell::Empty => Out::Empty,
        Cell::Money(units, _) => Out::Number { units: *units, decimals: 2 },
        Cell::Number { units, decimals } => Out::Number { units: *units, decimals: *decimals },
        Cell::Percent(units) => Out::Number { units: *units, decimals: 2 },
        Cell::Year(units) => Out::Number { units: *units, decimals: 0 },
        Cell::Day(day) => Out::Date(*day),
        Cell::Text(_) | Cell::Key(_) | Cell::Record(_) | Cell::Records(_) | Cell::Month(_) => {
            Out::Text(item(eye, cell).text)
        }
    };
    let mark = report.illustrative.then(|| t(eye.lang, "choice-certainty-illustrative"));
    let currency = |row: &[Cell]| {
        row.iter().find_map(|cell| match cell {
            Cell::Money(_, currency) => Some(currency.clone()),
            _ => None,
        })
    };
    let has_money = table.rows.iter().any(|row| currency(row).is_some());
    let with_mark = |own: &[Cell], mut row: Vec<Out>| {
        row.extend(has_money.then(|| currency(own).map_or(Out::Empty, Out::Text)));
        row.extend(mark.clone().map(Out::Text));
        row
    };
    let mut header: Vec<String> = table.columns.iter().map(|column| head(eye, column)).collect();
    header.extend(has_money.then(|| t(eye.lang, "told-currency")));
    header.extend(mark.as_ref().map(|_| t(eye.lang, "common-certainty")));
    Sheet {
        name: format!("{}-{}", report.code, table.code),
        header,
        rows: table.rows.iter().map(|row| with_mark(row, row.iter().map(cell).collect())).collect(),
    }
}

/// A report as the API and the command line tell it: the schema `Report`.
#[must_use]
pub fn report_json(app: &App, ctx: &Ctx, report: &Report) -> Json {
    let scope = app.scope(&ctx.actor);
    app.look(|catalogue| json(&Eye { catalogue, scope: &scope, lang: ctx.lang }, report))
}

/// A table of a report as a file.
#[must_use]
pub fn report_sheet(app: &App, ctx: &Ctx, report: &Report, table: &Table) -> Sheet {
    let scope = app.scope(&ctx.actor);
    app.look(|catalogue| sheet(&Eye { catalogue, scope: &scope, lang: ctx.lang }, report, table))
}

/// A report as a person reads it on a terminal: sentences, then each table
/// with a tab between columns.
#[must_use]
pub fn report_text(app: &App, ctx: &Ctx, report: &Report) -> String {
    let scope = app.scope(&ctx.actor);
    app.look(|catalogue| {
        let eye = Eye { catalogue, scope: &scope, lang: ctx.lang };
        let mut lines: Vec<String> =
            report.findings.iter().chain(&report.warnings).map(|one| words(&eye, one)).collect();
        lines.extend(report.illustrative.then(|| t(eye.lang, "report-illustrative")));
        for table in &report.tables {
            lines.push(String::new());
            lines.push(t(eye.lang, &format!("report-{}-{}", report.code, table.code)));
            lines.push(table.columns.iter().map(|column| head(&eye, column)).collect::<Vec<_>>().join("\t"));
            let row = |row: &Vec<Cell>| row.iter().map(|cell| item(&eye, cell).text).collect::<Vec<_>>().join("\t");
            lines.extend(table.rows.iter().map(row));
            let sum = |totals: &Vec<Cell>| format!("{}{}", t(eye.lang, "cost-sum"), row(totals));
            lines.extend((!table.totals.is_empty()).then(|| sum(&table.totals)));
        }
        lines.join("\n")
    })
}

pub(crate) fn json(eye: &Eye<'_>, report: &Report) -> Json {
    let value = |cell: &Cell| match cell {
        Cell::Empty => Json::Null,
        Cell::Text(text) => json!(text),
        Cell::Key(key) => json!({ "code": code_of(key), "text": t(eye.lang, key) }),
        Cell::Record(id) => reference(eye, *id),
        Cell::Records(ids) => ids.iter().map(|id| reference(eye, *id)).collect(),
        Cell::Money(amount, currency) => {
            json!({ "amount": Unit::HUNDREDTH.text(i128::from(*amount)), "currency": currency })
        }
        Cell::Number { units, decimals } => json!(write_decimal(*units, *decimals)),
        Cell::Percent(units) => json!(write_decimal(*units, 2)),
        Cell::Year(year) => json!(year),
        Cell::Month(month) => json!(month),
        Cell::Day(day) => json!(day.to_string()),
    };
    let row = |table: &Table, row: &[Cell]| {
        let pairs = table.columns.iter().zip(row).map(|(column, cell)| (column.code.clone(), value(cell)));
        Json::Object(pairs.collect::<Map<String, Json>>())
    };
    let table = |table: &Table| {
        json!({
            "table": table.code,
            "columns": table.columns.iter().map(|column| json!({ "code": column.code, "name": head(eye, column) })).collect::<Vec<_>>(),
            "rows": table.rows.iter().map(|own| row(table, own)).collect::<Vec<_>>(),
            "totals": if table.totals.is_empty() { Json::Null } else { row(table, &table.totals) },
        })
    };
    let sentences = |all: &[Words]| -> Vec<Json> {
        let one = |own: &Words| {
            let values: Map<String, Json> =
                own.args.iter().map(|(name, cell)| ((*name).to_owned(), value(cell))).collect();
            json!({ "text": words(eye, own), "values": values })
        };
        all.iter().map(one).collect()
    };
    json!({
        "report": report.code,
        "about": reference(eye, report.about),
        "illustrative": report.illustrative,
        "findings": sentences(&report.findings),
        "warnings": sentences(&report.warnings),
        "asked": report.asks.iter().map(|ask| (ask.code.to_owned(), json!(ask.chosen))).collect::<Map<String, Json>>(),
        "tables": report.tables.iter().map(table).collect::<Vec<_>>(),
    })
}
