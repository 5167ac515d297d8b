//! What is done to whole records: undone, brought back, joined, erased,
//! suggested, and changed many at once.

use super::body::Body;
use super::caller::Caller;
use super::problem::Problem;
use super::{ApiAnswer, json_answer, settle, value};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use samverk_app::AppError;
use samverk_app::record::{BULK_MAX, BulkHow};
use samverk_domain::RecordId;
use samverk_domain::record::{Fault, KEY_CHARS_MAX};
use serde_json::{Value as Json, json};

/// Takes the last change of a record back.
pub(crate) async fn undo(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let base = caller.base()?;
    Body::read(&caller, &body)?.done(&caller, None)?;
    let ctx = caller.once(&body)?;
    settle(&caller, kind, &ctx, StatusCode::OK, caller.app().undo(&ctx, id, base)).await
}

/// Brings a deleted record, or an earlier version, back.
pub(crate) async fn restore(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let base = caller.base()?;
    let mut parts = Body::read(&caller, &body)?;
    let (version, why) = (parts.number("version"), parts.reason());
    parts.done(&caller, None)?;
    let ctx = caller.once(&body)?;
    settle(&caller, kind, &ctx, StatusCode::OK, caller.app().restore(&ctx, id, base, version, why)).await
}

/// Joins a record to another of its kind, which is answered.
pub(crate) async fn merge(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let mut parts = Body::read(&caller, &body)?;
    let (into, why) = (parts.needed("into", KEY_CHARS_MAX), parts.reason());
    parts.done(&caller, None)?;
    let ctx = caller.once(&body)?;
    settle(&caller, kind, &ctx, StatusCode::OK, caller.app().merge(&ctx, id, &into, why)).await
}

/// Erases what is personal in a record, in its history too.
pub(crate) async fn erase(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let mut parts = Body::read(&caller, &body)?;
    let why = parts.reason();
    parts.done(&caller, None)?;
    let ctx = caller.once(&body)?;
    settle(&caller, kind, &ctx, StatusCode::OK, caller.app().erase(&ctx, id, why)).await
}

/// The suggestions that wait on a record.
pub(crate) async fn proposals(caller: Caller, Path((kind, id)): Path<(String, String)>) -> ApiAnswer {
    let (_, id) = caller.found(&kind, &id).await?;
    list_proposals(&caller, id, StatusCode::OK).await
}

async fn list_proposals(caller: &Caller, id: RecordId, status: StatusCode) -> ApiAnswer {
    let ctx = &caller.visitor.ctx;
    let refuse = |error: AppError| caller.refuse(&error, None);
    caller.app().record(ctx, id).await.map_err(refuse)?;
    let waiting = caller.app().proposals_for(ctx, id).await.map_err(refuse)?;
    let items = waiting.iter().map(|proposal| {
        let changes = proposal.changes.iter();
        let changes = changes.map(|(name, (from, to))| json!({ "field": name, "from": from, "to": to }));
        json!({
            "id": proposal.id, "by": proposal.by, "at": proposal.at, "reason": proposal.reason,
            "changes": changes.collect::<Vec<_>>(),
        })
    });
    Ok(json_answer(status, &json!({ "items": items.collect::<Vec<_>>() })))
}

/// Suggests a change to those who may make it.
pub(crate) async fn propose(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let base = caller.base()?;
    let refused =
        |faults: &[Fault]| Problem::faults(StatusCode::UNPROCESSABLE_ENTITY, faults, Some(kind), caller.lang());
    let mut input = value::input(kind, &caller.json(&body)?).map_err(|faults| refused(&faults))?;
    let why = input.reason.take();
    let ctx = &caller.visitor.ctx;
    let done = caller.app().propose(ctx, id, base, &input, why).await;
    done.map_err(|error| caller.refuse(&error, Some(kind)))?;
    list_proposals(&caller, id, StatusCode::CREATED).await
}

/// Takes a suggestion up, or declines it.
pub(crate) async fn decide(
    caller: Caller,
    Path((kind, id, proposal)): Path<(String, String, String)>,
    body: Bytes,
) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let mut parts = Body::read(&caller, &body)?;
    let accept = parts.flag("accept");
    if accept.is_none() {
        parts.fault(Fault::error("accept", "required", ""));
    }
    parts.done(&caller, None)?;
    let ctx = &caller.visitor.ctx;
    let done = caller.app().decide_proposal(ctx, id, &proposal, accept == Some(true)).await;
    done.map_err(|error| caller.refuse(&error, Some(kind)))?;
    list_proposals(&caller, id, StatusCode::OK).await
}

/// Gives many records the same values, all of them or none.
pub(crate) async fn bulk(caller: Caller, Path(kind): Path<String>, body: Bytes) -> ApiAnswer {
    let kind = caller.kind(&kind)?;
    let mut parts = Body::read(&caller, &body)?;
    let why = parts.reason();
    let how = parts.choice("how", |code| match code {
        "replace" => Some(BulkHow::Replace),
        "add" => Some(BulkHow::Add),
        "remove" => Some(BulkHow::Remove),
        _ => None,
    });
    let records = parts.list("records");
    if records.len() > BULK_MAX {
        parts.fault(Fault::error("records", "too_many", BULK_MAX.to_string()));
    }
    let mut chosen = Vec::new();
    for (at, record) in records.iter().enumerate().take(BULK_MAX) {
        let id = record.get("id").and_then(Json::as_str).and_then(RecordId::parse);
        match id.zip(record.get("version").and_then(Json::as_i64)) {
            Some(one) => chosen.push(one),
            None => parts.fault(Fault::error(format!("records/{at}"), "json_value", "")),
        }
    }
    let fields = parts.part("fields").unwrap_or_default();
    parts.done(&caller, Some(kind))?;
    let invalid =
        |faults: &[Fault]| Problem::faults(StatusCode::UNPROCESSABLE_ENTITY, faults, Some(kind), caller.lang());
    let input = value::input(kind, &json!({ "fields": fields })).map_err(|faults| invalid(&faults))?;
    let ctx = caller.once(&body)?;
    if let Some(records) = caller.answered(&ctx).await? {
        return Ok(changed(&records));
    }
    let how = how.unwrap_or(BulkHow::Replace);
    match caller.app().bulk_change(&ctx, kind.name, &chosen, &input, how, why).await {
        Ok(done) => Ok(changed(&done.records)),
        Err(AppError::Import(faults)) => {
            let placed = faults.into_iter().map(|row| {
                let place = format!("records/{}/{}", row.row.saturating_sub(1), row.fault.field);
                Fault { field: place, ..row.fault }
            });
            Err(invalid(&placed.collect::<Vec<_>>()))
        }
        Err(error) => Err(caller.refuse(&error, Some(kind))),
    }
}

fn changed(records: &[(RecordId, i64)]) -> axum::response::Response {
    let items = records.iter().map(|(id, version)| json!({ "id": id.to_string(), "version": version }));
    json_answer(StatusCode::OK, &json!({ "items": items.collect::<Vec<_>>() }))
}

/// Takes a whole entry of the history back, as a change of many records or an import.
pub(crate) async fn undo_entry(caller: Caller, Path(entry): Path<String>, body: Bytes) -> ApiAnswer {
    let mut parts = Body::read(&caller, &body)?;
    let why = parts.reason();
    parts.done(&caller, None)?;
    let refuse = |error: AppError| caller.refuse(&error, None);
    let seq = entry.parse().map_err(|_| refuse(AppError::NotFound))?;
    let undone = caller.app().undo_entry(&caller.visitor.ctx, seq, why).await.map_err(refuse)?;
    let kept: Vec<String> = undone.kept.iter().map(RecordId::to_string).collect();
    Ok(json_answer(StatusCode::OK, &json!({ "records": undone.records, "kept": kept })))
}
