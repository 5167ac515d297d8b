//! `/api/v1/{kind}/{id}/report/{report}`: computed reports, and reminders of
//! what one of them shows.

use super::body::Body;
use super::caller::Caller;
use super::map::{invalid, parameters};
use super::{ApiAnswer, json_answer, marked_replayed, reference};
use crate::told;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use samverk_app::AppError;
use samverk_domain::RecordId;
use serde_json::{Value as Json, json};

/// What may be asked of a report, and its longest text but for lists.
pub(super) const ASKED: [&str; 18] = [
    "year", "start", "scenario", "amount", "amount_2", "amount_3", "key", "budget", "whose", "equal", "fixed", "floor",
    "cap", "rate", "bands", "members", "currency", "unit",
];
const ASKED_CHARS_MAX: usize = 40;
/// Longest list of members or bands, so that it fits into an address.
const LIST_CHARS_MAX: usize = 1_500;

/// How long what is asked by a name may be, in characters.
pub(super) fn longest(name: &str) -> usize {
    if matches!(name, "members" | "bands") { LIST_CHARS_MAX } else { ASKED_CHARS_MAX }
}

pub(crate) async fn show(caller: Caller, Path((kind, id, report)): Path<(String, String, String)>) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let given = parameters(&caller, &ASKED)?;
    for name in ASKED {
        let most = longest(name);
        if given.get(name).is_some_and(|text| text.chars().count() > most) {
            return Err(invalid(&caller, name, "too_long", &most.to_string()));
        }
    }
    let visitor = &caller.visitor;
    let app = visitor.web.app();
    let made = app.report(&visitor.ctx, kind.name, id, &report, &told::given(&given)).await;
    let made = made.and_then(samverk_app::report::Report::whole);
    let made = made.map_err(|error: AppError| caller.refuse(&error, None))?;
    let scope = app.scope(&visitor.ctx.actor);
    Ok(json_answer(StatusCode::OK, &visitor.look(&scope, |eye| told::json(&eye, &made))))
}

/// Reminds the members of a cooperation of what is overdue.
pub(crate) async fn remind(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let refuse = |error: AppError| caller.refuse(&error, None);
    if kind.name != "cooperation" {
        return Err(refuse(AppError::NotFound));
    }
    Body::read(&caller, &body)?.done(&caller, None)?;
    let visitor = &caller.visitor;
    let app = visitor.web.app();
    let made = app.remind_members(&visitor.ctx, id).await.map_err(refuse)?;
    let scope = app.scope(&visitor.ctx.actor);
    let told = visitor.look(
        &scope,
        |eye| json!({ "reminders": made.iter().map(|record| reference(&eye, record.id)).collect::<Vec<_>>() }),
    );
    Ok(json_answer(StatusCode::CREATED, &told))
}

/// Keeps a calculation of a late joining as a proposal.
pub(crate) async fn propose_accession(
    caller: Caller,
    Path((kind, id)): Path<(String, String)>,
    body: Bytes,
) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let refuse = |error: AppError| caller.refuse(&error, None);
    if kind.name != "cooperation" {
        return Err(refuse(AppError::NotFound));
    }
    let ctx = caller.once(&body)?;
    let mut body = Body::read(&caller, &body)?;
    let joins = body.needed("joins", ASKED_CHARS_MAX);
    let calculation = body.part("calculation").unwrap_or_default();
    body.done(&caller, None)?;
    let visitor = &caller.visitor;
    let app = visitor.web.app();
    let told = |made: RecordId| {
        let scope = app.scope(&visitor.ctx.actor);
        json_answer(StatusCode::CREATED, &visitor.look(&scope, |eye| reference(&eye, made)))
    };
    let before = async || Ok(caller.answered(&ctx).await?.and_then(|done| done.last().map(|(id, _)| *id)));
    if let Some(made) = before().await? {
        return Ok(marked_replayed(told(made)));
    }
    match app.propose_accession(&ctx, id, &joins, calculation.to_string().as_bytes()).await {
        Ok(made) => Ok(told(made.id)),
        // Another request with the same key was quicker.
        Err(error) => match before().await? {
            Some(made) => Ok(marked_replayed(told(made))),
            None => Err(refuse(error)),
        },
    }
}

/// A report in the description of the API.
pub(super) fn described() -> Json {
    let list = |required: &[&str]| json!({ "type": "array", "items": { "type": "object", "required": required } });
    json!({
        "description": "Rows by the codes of their columns; amounts are decimals as texts with their currency, records are references.",
        "type": "object",
        "required": ["report", "about", "illustrative", "findings", "warnings", "asked", "tables"],
        "properties": {
            "report": { "type": "string" }, "illustrative": { "type": "boolean" },
            "findings": list(&["text", "values"]), "warnings": list(&["text", "values"]),
            "asked": { "type": "object", "additionalProperties": { "type": "string" } },
            "tables": list(&["table", "columns", "rows", "totals"]),
        },
    })
}

/// The reminders that were made, in the description of the API.
pub(super) fn reminded_described() -> Json {
    let list = json!({ "type": "array", "items": { "type": "object", "required": ["id", "kind", "key", "title"] } });
    json!({ "type": "object", "required": ["reminders"], "properties": { "reminders": list } })
}
