//! `/api/v1/initiative/{id}/overlaps`: what may be the same work (B18).

use super::caller::Caller;
use super::{ApiAnswer, json_answer, value};
use axum::extract::Path;
use axum::http::StatusCode;
use samverk_app::AppError;
use samverk_app::map::{OVERLAP_KIND, Overlap};
use serde_json::{Value as Json, json};

/// Overlaps told of one initiative.
const MOST: usize = 20;

pub(crate) async fn list(caller: Caller, Path((kind, id)): Path<(String, String)>) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let refuse = |error: AppError| caller.refuse(&error, None);
    if kind.name != OVERLAP_KIND {
        return Err(refuse(AppError::NotFound));
    }
    let visitor = &caller.visitor;
    let app = visitor.web.app();
    let found = app.overlaps(&visitor.ctx, id, MOST).await.map_err(refuse)?;
    let scope = app.scope(&visitor.ctx.actor);
    let items: Vec<Json> = visitor.look(&scope, |eye| found.iter().map(|overlap| item(&eye, overlap)).collect());
    Ok(json_answer(StatusCode::OK, &json!({ "items": items })))
}

fn item(eye: &crate::show::Eye<'_>, overlap: &Overlap) -> Json {
    let common = &overlap.common;
    let references =
        |ids: &[samverk_domain::RecordId]| -> Vec<Json> { ids.iter().map(|id| value::reference(eye, *id)).collect() };
    let shared = overlap.shared.iter().map(|shared| json!({ "word": shared.term, "part": shared.part }));
    json!({
        "record": value::reference(eye, overlap.stored.record.id),
        "score": overlap.score,
        "shared": shared.collect::<Vec<_>>(),
        "common": {
            "have": common.score.0,
            "of": common.score.1,
            "areas": common.areas,
            "goals": references(&common.goals),
            "life_events": references(&common.life_events),
            "systems": references(&common.systems),
            "parties": references(&common.parties),
            "cooperation": common.cooperation.map(|id| value::reference(eye, id)),
            "at_the_same_time": common.at_the_same_time,
        },
    })
}

/// The answer in the description of the API.
pub(super) fn described() -> Json {
    let reference = json!({ "$ref": "#/components/schemas/Reference" });
    let list = |items: &Json| json!({ "type": "array", "items": items });
    let shared = json!({
        "type": "object", "required": ["word", "part"],
        "properties": { "word": { "type": "string" }, "part": { "type": "number" } },
    });
    let common = json!({
        "description": "What they have in common besides, of what both state.",
        "type": "object",
        "required": ["have", "of", "areas", "goals", "life_events", "systems", "parties", "cooperation", "at_the_same_time"],
        "properties": {
            "have": { "type": "integer" }, "of": { "type": "integer" },
            "areas": list(&json!({ "type": "string" })), "goals": list(&reference),
            "life_events": list(&reference), "systems": list(&reference), "parties": list(&reference),
            "cooperation": { "anyOf": [reference, { "type": "null" }] }, "at_the_same_time": { "type": "boolean" },
        },
    });
    let item = json!({
        "type": "object", "required": ["record", "score", "shared", "common"],
        "properties": {
            "record": reference, "shared": list(&shared), "common": common,
            "score": { "description": "How alike the texts are, from 0 to 1.", "type": "number", "minimum": 0 },
        },
    });
    json!({ "type": "object", "required": ["items"], "properties": { "items": list(&item) } })
}
