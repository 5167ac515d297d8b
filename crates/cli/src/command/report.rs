//! `report`: computed reports; `remind` and `accession`: what follows from one.

use super::{Done, Session, read_in, say, write_out};
use crate::fault::Refusal;
use samverk_app::report::Given;
use samverk_exchange::{CALCULATION_BYTES_MAX, Format, sheet_json};
use serde_json::json;
use std::path::Path;

/// What is told, of what.
pub(super) struct Wanted<'a> {
    pub(super) kind: &'a str,
    pub(super) id: &'a str,
    pub(super) report: &'a str,
    /// Names and values.
    pub(super) ask: &'a [String],
}

/// The table that is written instead of told.
pub(super) struct Written<'a> {
    pub(super) format: Option<String>,
    pub(super) table: Option<String>,
    pub(super) output: Option<&'a Path>,
}

pub(super) async fn run(session: &Session, wanted: &Wanted<'_>, file: &Written<'_>) -> Done {
    let app = &session.app;
    app.catch_up().await.map_err(session.refuse())?;
    let id = app.resolve(wanted.kind, wanted.id).map_err(session.refuse())?;
    let mut given = Given::new();
    for asked in wanted.ask {
        let (name, value) =
            asked.split_once('=').ok_or_else(|| Refusal::usage(format!("--ask {asked}: NAME=VALUE")))?;
        given.insert(name.to_owned(), value.to_owned());
    }
    let ctx = &session.reader;
    let report = app.report(ctx, wanted.kind, id, wanted.report, &given).await;
    let report = report.and_then(samverk_app::report::Report::whole).map_err(session.refuse())?;
    if file.format.as_deref() == Some("calculation") {
        let sheet = report.calculation.as_ref().ok_or_else(|| Refusal::usage("this report has no calculation"))?;
        return write_out(sheet_json(sheet).as_bytes(), file.output);
    }
    if let Some(format) = &file.format {
        let format =
            Format::parse(format).ok_or_else(|| Refusal::usage("--format is csv, xlsx, json or calculation"))?;
        let table = report.tables.iter().find(|table| file.table.as_deref().is_none_or(|wanted| table.code == wanted));
        let codes: Vec<&str> = report.tables.iter().map(|table| table.code).collect();
        let table = table.ok_or_else(|| Refusal::usage(format!("--table is one of {}", codes.join(", "))))?;
        let sheet = samverk_web::report_sheet(app, ctx, &report, table);
        return write_out(&sheet.write(format).map_err(Refusal::other)?, file.output);
    }
    if session.json {
        return write_out(format!("{}\n", samverk_web::report_json(app, ctx, &report)).as_bytes(), file.output);
    }
    write_out(format!("{}\n", samverk_web::report_text(app, ctx, &report)).as_bytes(), file.output)
}

/// Reminds, and tells the keys of the reminders that were made.
pub(super) async fn remind(session: &Session, id: &str) -> Done {
    let app = &session.app;
    app.catch_up().await.map_err(session.refuse())?;
    let id = app.resolve("cooperation", id).map_err(session.refuse())?;
    let made = app.remind_members(&session.ctx, id).await.map_err(session.refuse())?;
    for record in made {
        if session.json {
            say(&json!({ "id": record.id.to_string(), "key": record.key }).to_string())?;
        } else {
            say(&record.key)?;
        }
    }
    Ok(())
}

/// Keeps a calculation as a proposal, and tells its key.
pub(super) async fn accession(session: &Session, id: &str, file: &Path, joins: &str) -> Done {
    let app = &session.app;
    app.catch_up().await.map_err(session.refuse())?;
    let id = app.resolve("cooperation", id).map_err(session.refuse())?;
    let content = read_in(file, CALCULATION_BYTES_MAX)?;
    let made = app.propose_accession(&session.ctx, id, joins, &content).await.map_err(session.refuse())?;
    if session.json {
        return say(&json!({ "id": made.id.to_string(), "key": made.key }).to_string());
    }
    say(&made.key)
}
