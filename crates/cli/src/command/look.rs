//! `get`, `search`, `verify`, `doctor`.

use super::exchange::known;
use super::{Done, Session, say};
use crate::fault::Refusal;
use crate::options::Place;
use samverk_app::catalogue::SearchLimits;
use samverk_app::record::sheet_for_editing;
use samverk_exchange::Cell;
use samverk_web::i18n::t;
use serde_json::json;

pub(super) async fn get(session: &Session, kind: &str, id: &str) -> Done {
    known(session, kind)?;
    session.app.catch_up().await.map_err(session.refuse())?;
    let id = session.app.resolve(kind, id).map_err(session.refuse())?;
    let stored = session.app.record(&session.reader, id).await.map_err(session.refuse())?;
    if session.json {
        let snapshot: serde_json::Map<_, _> =
            stored.record.snapshot().into_iter().filter(|(name, _)| !name.starts_with('@')).collect();
        let record = &stored.record;
        return say(&json!({
            "kind": record.kind, "id": record.id.to_string(), "key": record.key, "version": record.version,
            "state": record.state, "visibility": record.visibility.code(), "deleted": record.deleted,
            "created_at": stored.created_at, "changed_at": stored.changed_at, "fields": snapshot,
        })
        .to_string());
    }
    let Some(kind) = session.app.registry().get(kind) else { return Ok(()) };
    let sheet = sheet_for_editing(&session.app, kind, &[stored]);
    let row = sheet.rows.into_iter().next().unwrap_or_default();
    for (name, cell) in sheet.header.iter().zip(row) {
        let text = match cell {
            Cell::Empty => continue,
            Cell::Text(text) => text,
            Cell::Number { units, decimals } => samverk_domain::record::cell::write_decimal(units, decimals),
            Cell::Date(date) => date.to_string(),
        };
        say(&format!("{name}: {text}"))?;
    }
    Ok(())
}

pub(super) async fn search(session: &Session, text: &str, limit: usize) -> Done {
    session.app.catch_up().await.map_err(session.refuse())?;
    let limit = limit.min(1_000);
    let scope = session.app.scope(&session.reader.actor);
    let lang = session.ctx.lang;
    let hits = session.app.look(|catalogue| {
        let (hits, _) = catalogue.search(text, &scope, SearchLimits { per_kind: limit, total: limit }, lang);
        let named = hits.into_iter().map(|hit| {
            let title = catalogue.title(hit.id, lang, &scope).map(|(title, _)| title).unwrap_or_default();
            let (kind, key) =
                (catalogue.kind_of(hit.id).unwrap_or_default(), catalogue.key(hit.id).unwrap_or_default());
            json!({ "kind": kind, "id": hit.id.to_string(), "key": key, "title": title, "score": hit.score })
        });
        named.collect::<Vec<_>>()
    });
    if session.json {
        return say(&json!({ "hits": hits }).to_string());
    }
    for hit in &hits {
        let text = |name: &str| hit.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        say(&format!("{:<14} {:<40} {}", text("kind"), text("key"), text("title")))?;
    }
    if hits.is_empty() { say(&t(lang, "search-nothing")) } else { Ok(()) }
}

pub(super) async fn verify(session: &Session, against: Option<&str>) -> Done {
    if let Some(hash) = against
        && !session.app.holds_head(&hash.trim().to_lowercase()).await.map_err(session.refuse())?
    {
        return Err(Refusal::other(format!(
            "the history holds no entry with the hash {hash}: its end was cut off, or it is another history"
        )));
    }
    let report = session.app.verify().await.map_err(session.refuse())?;
    let findings: Vec<_> = report
        .findings
        .iter()
        .map(
            |f| json!({ "table": f.table, "row": f.row, "column": f.column, "expected": f.expected, "found": f.found }),
        )
        .collect();
    if session.json {
        say(&json!({
            "whole": report.is_whole(), "entries": report.entries, "records": report.records, "links": report.links,
            "files": report.files, "erased": report.erased, "head": report.head, "findings": findings,
        })
        .to_string())?;
    } else {
        say(&format!(
            "{} entries, {} records, {} links, {} files",
            report.entries, report.records, report.links, report.files
        ))?;
        if report.erased > 0 {
            say(&format!("{} personal values erased", report.erased))?;
        }
        say(&format!("head {}", report.head))?;
    }
    if report.is_whole() {
        return if session.json { Ok(()) } else { say("whole") };
    }
    let lines = report
        .findings
        .iter()
        .map(|f| format!("{} {} {}: expected {}, found {}", f.table, f.row, f.column, f.expected, f.found));
    Err(Refusal::other(lines.collect::<Vec<_>>().join("\n")))
}

pub(super) async fn doctor(session: &Session, place: &Place) -> Done {
    // Opening has already checked settings, schema and clock.
    let head = session.app.head().await.map_err(session.refuse())?;
    let database = if session.app.store().is_embedded() { "SQLite" } else { "PostgreSQL" };
    session.app.catch_up().await.map_err(session.refuse())?;
    let scope = session.app.scope(&session.ctx.actor);
    let counts =
        session.app.registry().kinds().iter().map(|kind| (kind.name, session.app.look(|c| c.count(kind.name, &scope))));
    let counts: Vec<(&str, u64)> = counts.filter(|(_, count)| *count > 0).collect();
    if session.json {
        let counts: serde_json::Map<_, _> =
            counts.iter().map(|(kind, count)| ((*kind).to_owned(), json!(count))).collect();
        return say(
            &json!({ "database": database, "schema": samverk_app::SCHEMA, "entries": head.seq, "head": head.hash, "records": counts }).to_string(),
        );
    }
    say(&format!("database: {database}, schema {}, settings in force", samverk_app::SCHEMA))?;
    if let Some(folder) = &place.data {
        say(&format!("folder: {}", folder.display()))?;
    }
    say(&format!("history: {} entries, head {}", head.seq, head.hash))?;
    for (kind, count) in counts {
        say(&format!("{kind}: {count}"))?;
    }
    say("all is well; `samverk verify` compares every value with the history")
}
