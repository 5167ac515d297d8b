//! `map`: the overview map as of a moment, frozen versions, two compared.

use super::exchange::alternatives;
use super::{Done, Session, say, write_out};
use crate::fault::Refusal;
use crate::options::Map;
use samverk_app::catalogue::Query;
use samverk_app::map::{BoundarySource, Past};
use samverk_app::record::{Input, sheet_for_editing};
use samverk_domain::map::compare::Happened;
use samverk_exchange::{BOUNDARY_BYTES_MAX, Format, read_boundaries};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

const KIND: &str = "initiative";
/// Codes and keys told of one kind; all of them with `--json`.
const TOLD_MAX: usize = 20;

pub(super) async fn run(session: &Session, command: Map) -> Done {
    match command {
        Map::Export { at, format, filter, output } => export(session, &at, &format, &filter, output.as_deref()).await,
        Map::Freeze { name, comment, cooperation, filter } => freeze(session, name, comment, cooperation, filter).await,
        Map::ImportBoundaries { file, country, year, attribution, source, code } => {
            let about = BoundarySource { country, year, attribution, source };
            import_boundaries(session, &file, about, code.as_deref()).await
        }
        Map::Compare { from, until } => compare(session, &from, &until).await,
    }
}

async fn past(session: &Session, at: &str) -> Result<Arc<Past>, Refusal> {
    let moment = session.app.moment(&session.reader, at).await.map_err(session.refuse())?;
    session.app.past(&session.reader, moment).await.map_err(session.refuse())
}

/// The initiatives in the shape that the import reads, as of a moment.
async fn export(session: &Session, at: &str, format: &str, filters: &[String], output: Option<&Path>) -> Done {
    let format = if session.json { "json" } else { format };
    let format = Format::parse(format).ok_or_else(|| Refusal::usage("--format is csv, xlsx or json"))?;
    let wanted = alternatives(session, KIND, filters)?;
    let past = past(session, at).await?;
    let kind = session.app.registry().get(KIND).ok_or_else(|| Refusal::other(KIND))?;
    let query = Query { filters: &wanted, ..Query::every(KIND, "key", session.ctx.lang) };
    let ids = past.catalogue.query_all(&query, &past.scope);
    let sheet = sheet_for_editing(&session.app, kind, &past.records(&ids));
    write_out(&sheet.write(format).map_err(Refusal::other)?, output)
}

/// Keeps the map of now under a name: the number of the last entry and the filter.
async fn freeze(
    session: &Session,
    name: String,
    comment: Option<String>,
    cooperation: Option<String>,
    filter: Option<String>,
) -> Done {
    let app = &session.app;
    let moment = app.moment(&session.ctx, "now").await.map_err(session.refuse())?;
    let mut input = Input { visibility: Some("public".to_owned()), ..Input::default() };
    let mut set = |field: &str, value: Option<String>| {
        input.fields.extend(value.map(|value| (field.to_owned(), vec![value])));
    };
    set("name", Some(name));
    set("date", Some(moment.day.to_string()));
    set("entry", Some(moment.entry.to_string()));
    set("filter", filter);
    set("cooperation", cooperation);
    set("comment", comment);
    let made = app.create(&session.ctx, "map-version", &input, None).await.map_err(session.refuse())?;
    if session.json {
        return say(&json!({ "id": made.id.to_string(), "key": made.key, "entry": moment.entry }).to_string());
    }
    say(&format!("{} (entry {})", made.key, moment.entry))
}

/// Takes boundaries in and tells how they fit the register.
async fn import_boundaries(session: &Session, file: &Path, about: BoundarySource, code: Option<&str>) -> Done {
    let size = std::fs::metadata(file).map_err(|error| Refusal::other(format!("{}: {error}", file.display())))?.len();
    if size > BOUNDARY_BYTES_MAX as u64 {
        return Err(Refusal::other(format!("{}: larger than {BOUNDARY_BYTES_MAX} bytes", file.display())));
    }
    let content = std::fs::read(file).map_err(|error| Refusal::other(format!("{}: {error}", file.display())))?;
    let areas = read_boundaries(&content, code).map_err(|faults| {
        let told: Vec<String> = faults.iter().map(|fault| format!("{}: {fault}", file.display())).collect();
        Refusal::other(told.join("\n"))
    })?;
    let taken = session.app.take_boundaries(&session.ctx, &about, &areas).await.map_err(session.refuse())?;
    let (before, after) = taken.points;
    if session.json {
        let line = json!({
            "id": taken.record.id.to_string(), "key": taken.record.key, "areas": taken.areas,
            "points": { "file": before, "kept": after }, "unknown": taken.unknown, "missing": taken.missing,
        });
        return say(&line.to_string());
    }
    say(&format!("{}: {} areas, {before} points simplified to {after}", taken.record.key, taken.areas))?;
    for (what, which) in
        [("areas of no municipality in the register", taken.unknown), ("municipalities without an area", taken.missing)]
    {
        if !which.is_empty() {
            let first: Vec<&str> = which.iter().map(String::as_str).take(TOLD_MAX).collect();
            let more = if which.len() > TOLD_MAX { ", …" } else { "" };
            say(&format!("{} {what}: {}{more}", which.len(), first.join(", ")))?;
        }
    }
    Ok(())
}

/// What differs between two moments.
async fn compare(session: &Session, from: &str, until: &str) -> Done {
    let (app, lang) = (&session.app, session.ctx.lang);
    let moment = async |text: &str| app.moment(&session.reader, text).await.map_err(session.refuse());
    let (from, until) = (moment(from).await?, moment(until).await?);
    let compared = app.compare_map(&session.reader, from, until).await.map_err(session.refuse())?;
    let (before, after, found) = compared;
    for one in found {
        let side = if one.happened == Happened::Gone { &before } else { &after };
        let title = side.catalogue.title(one.id, lang, &side.scope).map(|(title, _)| title).unwrap_or_default();
        let key = side.catalogue.key(one.id).unwrap_or_default();
        let fields: Vec<&str> = one.fields.iter().map(|(name, ..)| name.as_str()).collect();
        let code = one.happened.code();
        if session.json {
            let states = json!([one.states.0, one.states.1]);
            let line = json!({
                "id": one.id.to_string(), "key": key, "title": title, "happened": code, "states": states,
                "fields": fields,
            });
            say(&line.to_string())?;
            continue;
        }
        let state = |state: &Option<String>| state.clone().unwrap_or_else(|| "-".to_owned());
        let moved = match one.happened {
            Happened::Moved => format!("  {} -> {}", state(&one.states.0), state(&one.states.1)),
            _ => String::new(),
        };
        let changed = if fields.is_empty() { String::new() } else { format!("  ({})", fields.join(", ")) };
        say(&format!("{code:<8}{key}  {title}{moved}{changed}"))?;
    }
    Ok(())
}
