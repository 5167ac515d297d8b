//! `overlap`: initiatives that may be the same work, and texts that are alike.

use super::{Done, Session, say, write_out};
use crate::fault::Refusal;
use samverk_domain::RecordId;
use samverk_domain::map::overlap::{Glossary, Hit, Passage, TextIndex, guessed};
use samverk_domain::record::{Record, Value};
use samverk_exchange::read_texts;
use serde_json::json;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

/// Largest file with one proposal.
const PROPOSAL_BYTES_MAX: u64 = 200_000;
/// Largest file of texts.
const BYTES_MAX: u64 = 1 << 30;
/// Texts most like each that may be asked for.
const TOP_MAX: usize = 1_000;

fn check(top: usize) -> Done {
    if (1..=TOP_MAX).contains(&top) { Ok(()) } else { Err(Refusal::usage(format!("--top is from 1 to {TOP_MAX}"))) }
}

/// Tells which initiatives may be the same work as one, or as the proposal in
/// a file: both scores and what they come from.
pub(super) async fn of(session: &Session, id: &str, top: usize) -> Done {
    check(top)?;
    let app = &session.app;
    app.catch_up().await.map_err(session.refuse())?;
    let (id, found) = match app.resolve("initiative", id) {
        Ok(id) => (id.to_string(), app.overlaps(&session.reader, id, top).await.map_err(session.refuse())?),
        Err(_) if Path::new(id).is_file() => {
            let own = proposal(session, Path::new(id))?;
            (id.to_owned(), app.overlaps_of(&session.reader, &own, top).await.map_err(session.refuse())?)
        }
        Err(error) => return Err(session.refuse()(error)),
    };
    let scope = app.scope(&session.reader.actor);
    let title = |id| app.look(|catalogue| catalogue.title(id, session.ctx.lang, &scope)).map(|(title, _)| title);
    let keys = |ids: &[RecordId]| -> Vec<String> {
        ids.iter().filter_map(|id| app.look(|catalogue| catalogue.key(*id).map(str::to_owned))).collect()
    };
    if session.json {
        let hits = found.iter().map(|overlap| {
            let (record, common) = (&overlap.stored.record, &overlap.common);
            let shared = overlap.shared.iter().map(|shared| json!({ "word": shared.term, "part": shared.part }));
            json!({
                "id": record.id.to_string(), "key": record.key, "title": title(record.id), "score": overlap.score,
                "shared": shared.collect::<Vec<_>>(),
                "common": {
                    "have": common.score.0, "of": common.score.1, "areas": common.areas, "goals": keys(&common.goals),
                    "life_events": keys(&common.life_events), "systems": keys(&common.systems),
                    "parties": keys(&common.parties), "cooperation": keys(common.cooperation.as_slice()).pop(),
                    "at_the_same_time": common.at_the_same_time,
                },
            })
        });
        return say(&json!({ "id": id, "hits": hits.collect::<Vec<_>>() }).to_string());
    }
    for overlap in &found {
        let words: Vec<&str> = overlap.shared.iter().map(|shared| shared.term.as_str()).collect();
        let ((have, of), record) = (overlap.common.score, &overlap.stored.record);
        let title = title(record.id).unwrap_or_default();
        say(&format!("{:.2}  {have}/{of}  {}  {title}  ({})", overlap.score, record.key, words.join(", ")))?;
    }
    Ok(())
}

/// An initiative that is not stored, with the text of a file as its purpose.
fn proposal(session: &Session, file: &Path) -> Result<Record, Refusal> {
    let about = |error: &dyn std::fmt::Display| Refusal::other(format!("{}: {error}", file.display()));
    let size = std::fs::metadata(file).map_err(|error| about(&error))?.len();
    if size > PROPOSAL_BYTES_MAX {
        return Err(about(&format!("larger than {PROPOSAL_BYTES_MAX} bytes")));
    }
    let text = std::fs::read_to_string(file).map_err(|error| about(&error))?;
    let kind = session.app.registry().get("initiative").ok_or_else(|| Refusal::other("initiative"))?;
    let mut record = Record::new(kind, RecordId(session.app.ports().new_id()), None);
    let lang = guessed(&text).unwrap_or(session.ctx.lang);
    record.set("language", vec![Value::Text(lang.code().to_owned())]);
    record.set("purpose", vec![Value::Text(text)]);
    Ok(record)
}

/// Reads lines of id, language and text, divided by tabs, and tells for each
/// the `top` texts with the highest text score, as in the module that defines
/// it. Languages are `sv`, `nb` and `en`; `no` is read as `nb`; words of
/// another or of none are not stemmed.
pub(super) fn texts(file: &Path, top: usize, as_json: bool) -> Done {
    check(top)?;
    let about = |error: &dyn std::fmt::Display| Refusal::other(format!("{}: {error}", file.display()));
    let size = std::fs::metadata(file).map_err(|error| about(&error))?.len();
    if size > BYTES_MAX {
        return Err(about(&format!("larger than {BYTES_MAX} bytes")));
    }
    let content = std::fs::read(file).map_err(|error| about(&error))?;
    let lines = read_texts(&content).map_err(Refusal::lines)?;
    let index = TextIndex::build(
        Glossary::of_the_field(),
        lines.iter().map(|line| (line.id, vec![Passage { lang: line.lang, text: line.text }])),
    );
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let found: HashMap<&str, Vec<Hit<&str>>> = index.all_nearest(top, threads).into_iter().collect();
    let mut out = String::with_capacity(lines.len() * top * 32);
    for line in &lines {
        let hits = found.get(line.id).map_or(&[][..], Vec::as_slice);
        // Writing to a text cannot fail.
        let _ = if as_json { json_line(&mut out, line.id, hits) } else { text_line(&mut out, line.id, hits) };
    }
    write_out(out.as_bytes(), None)
}

fn json_line(out: &mut String, id: &str, hits: &[Hit<&str>]) -> std::fmt::Result {
    write!(out, "{{\"id\":{},\"hits\":[", json!(id))?;
    for (at, hit) in hits.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        write!(out, "{comma}{{\"id\":{},\"score\":{}}}", json!(hit.key), json!(hit.score))?;
    }
    out.write_str("]}\n")
}

fn text_line(out: &mut String, id: &str, hits: &[Hit<&str>]) -> std::fmt::Result {
    let hits: Vec<_> = hits.iter().map(|hit| format!("{} {:.3}", hit.key, hit.score)).collect();
    writeln!(out, "{id}: {}", hits.join(", "))
}
