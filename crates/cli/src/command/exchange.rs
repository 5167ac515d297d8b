//! `import` and `export`.

use super::{Done, Session, say, write_out};
use crate::fault::Refusal;
use samverk_app::catalogue::Filter;
use samverk_app::record::ImportReport;
use samverk_domain::record::FieldType;
use samverk_exchange::{Format, read};
use serde_json::json;
use std::path::Path;

pub(super) async fn import(session: &Session, kind: &str, file: &Path, dry_run: bool) -> Done {
    known(session, kind)?;
    let bytes = std::fs::read(file).map_err(|error| Refusal::other(format!("{}: {error}", file.display())))?;
    let table = read(&bytes).map_err(|fault| session.refuse()(fault.into()))?;
    let report = session.app.import(&session.ctx, kind, table, dry_run).await.map_err(session.refuse())?;
    told(session, &report, dry_run)
}

/// What an import did, or would do.
pub(super) fn told(session: &Session, report: &ImportReport, dry_run: bool) -> Done {
    if session.json {
        return say(
            &json!({ "rows": report.rows, "created": report.created, "changed": report.changed, "unchanged": report.unchanged, "rejected": report.rejected, "entry": report.seq, "dry_run": dry_run })
                .to_string(),
        );
    }
    let would = if dry_run { " (nothing stored)" } else { "" };
    let left = if report.rejected > 0 { format!(", {} left out", report.rejected) } else { String::new() };
    say(&format!(
        "{} rows: {} created, {} changed, {} unchanged{left}{would}",
        report.rows, report.created, report.changed, report.unchanged
    ))?;
    // What `undo` takes.
    match report.seq {
        Some(entry) if report.created + report.changed > 0 => say(&format!("entry {entry}")),
        _ => Ok(()),
    }
}

pub(super) async fn export(
    session: &Session,
    kind: &str,
    format: &str,
    filters: &[String],
    output: Option<&Path>,
) -> Done {
    known(session, kind)?;
    let format = Format::parse(format).ok_or_else(|| Refusal::usage("--format is csv, xlsx or json"))?;
    let wanted = alternatives(session, kind, filters)?;
    let sheet = session.app.export(&session.reader, kind, &wanted, "").await.map_err(session.refuse())?;
    write_out(&sheet.write(format).map_err(Refusal::other)?, output)
}

/// Filters as they were written, several values of one field as alternatives,
/// as on the pages.
pub(super) fn alternatives(session: &Session, kind: &str, filters: &[String]) -> Result<Vec<Filter>, Refusal> {
    let mut wanted: Vec<Filter> = Vec::new();
    for text in filters {
        let next = filter(session, kind, text)?;
        match wanted.iter_mut().find(|known| known.field == next.field) {
            Some(known) => known.values.extend(next.values),
            None => wanted.push(next),
        }
    }
    Ok(wanted)
}

fn filter(session: &Session, kind: &str, text: &str) -> Result<Filter, Refusal> {
    let (field, value) =
        text.split_once('=').ok_or_else(|| Refusal::usage(format!("--filter {text}: write FIELD=VALUE")))?;
    let kind = session.app.registry().get(kind).filter(|kind| kind.is_filter(field));
    let kind = kind.ok_or_else(|| Refusal::usage(format!("there is no filter {field} here")))?;
    // A value that no record can have is a slip of the pen, and not an empty answer.
    if !value.is_empty()
        && let Some(FieldType::Choice(list)) = kind.get(field).map(|field| field.of)
        && list.get(value).is_none()
    {
        let codes: Vec<&str> = list.entries.iter().map(|entry| entry.code).collect();
        return Err(Refusal::usage(format!("--filter {text}: {}", codes.join(", "))));
    }
    Ok(Filter { field: field.to_owned(), values: vec![value.to_owned()], range: None })
}

/// The kind must be declared; otherwise the kinds that are are told.
pub(super) fn known(session: &Session, kind: &str) -> Done {
    let registry = session.app.registry();
    if registry.get(kind).is_some() {
        return Ok(());
    }
    let names: Vec<_> = registry.kinds().iter().map(|kind| kind.name).collect();
    Err(Refusal::usage(format!("there is no register {kind}; there are {}", names.join(", "))))
}
