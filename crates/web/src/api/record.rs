//! `/api/v1/{kind}/{id}` and what lies below it.

use super::body::Body;
use super::caller::Caller;
use super::problem::Problem;
use super::{ApiAnswer, json_answer, replayed, settle, tag, tagged, value};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use samverk_app::AppError;
use samverk_app::record::{FILE_BYTES_MAX, Shown};
use samverk_domain::RecordId;
use samverk_domain::record::{Fault, Kind, Value};
use serde_json::{Value as Json, json};

/// Longer codes are no states.
const STATE_CHARS_MAX: usize = 100;

impl Caller {
    /// The record in the address. One that was merged is where it went.
    pub(super) async fn found(&self, kind: &str, id: &str) -> Result<(&'static Kind, RecordId), Problem> {
        let kind = self.kind(kind)?;
        let app = self.visitor.web.app();
        app.catch_up().await.map_err(|error| self.refuse(&error, None))?;
        let id = app.resolve(kind.name, id).map_err(|error| self.refuse(&error, None))?;
        Ok((kind, id))
    }
}

pub(crate) async fn show(caller: Caller, Path((kind, id)): Path<(String, String)>) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let visitor = &caller.visitor;
    let app = visitor.web.app();
    let stored = app.record(&visitor.ctx, id).await.map_err(|error| caller.refuse(&error, None))?;
    let scope = app.scope(&visitor.ctx.actor);
    let json = visitor.look(&scope, |eye| value::record(&eye, kind, &stored));
    let tag = tag(stored.record.version, &json);
    if caller.has(&tag) {
        return Ok(tagged(StatusCode::NOT_MODIFIED.into_response(), &tag));
    }
    Ok(tagged(json_answer(StatusCode::OK, &json), &tag))
}

pub(crate) async fn change(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let base = caller.base()?;
    let json = caller.json(&body)?;
    let refused =
        |faults: &[Fault]| Problem::faults(StatusCode::UNPROCESSABLE_ENTITY, faults, Some(kind), caller.lang());
    let mut input = value::input(kind, &json).map_err(|faults| refused(&faults))?;
    let ctx = caller.once(&body)?;
    let app = caller.visitor.web.app();
    let now = app.record(&caller.visitor.ctx, id).await.map_err(|error| caller.refuse(&error, Some(kind)))?;
    if let Some(answer) = replayed(&caller, kind, &ctx, StatusCode::OK).await? {
        return Ok(answer);
    }
    // What is sent back as it was read changes nothing; what differs has an
    // address of its own.
    let differing = [
        ("state", input.state.take(), now.record.state.clone().unwrap_or_default()),
        ("key", input.key.take(), now.record.key.clone()),
    ];
    let faults: Vec<Fault> = differing
        .into_iter()
        .filter(|(_, sent, known)| sent.as_ref().is_some_and(|sent| sent != known))
        .map(|(part, ..)| Fault::error(part, "not_changed_here", ""))
        .collect();
    if !faults.is_empty() {
        return Err(refused(&faults));
    }
    let why = input.reason.take();
    settle(&caller, kind, &ctx, StatusCode::OK, app.change(&ctx, id, base, &input, why)).await
}

pub(crate) async fn delete(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let base = caller.base()?;
    let mut parts = Body::read(&caller, &body)?;
    let why = parts.reason();
    parts.done(&caller, None)?;
    let ctx = caller.once(&body)?;
    settle(&caller, kind, &ctx, StatusCode::OK, caller.app().delete(&ctx, id, base, why)).await
}

pub(crate) async fn move_to(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let base = caller.base()?;
    let mut parts = Body::read(&caller, &body)?;
    let (state, why) = (parts.needed("state", STATE_CHARS_MAX), parts.reason());
    parts.done(&caller, Some(kind))?;
    let ctx = caller.once(&body)?;
    settle(&caller, kind, &ctx, StatusCode::OK, caller.app().move_to(&ctx, id, base, &state, why)).await
}

pub(crate) async fn history(caller: Caller, Path((kind, id)): Path<(String, String)>) -> ApiAnswer {
    let (_, id) = caller.found(&kind, &id).await?;
    let app = caller.visitor.web.app();
    let steps = app.history(&caller.visitor.ctx, id).await.map_err(|error| caller.refuse(&error, None))?;
    let shown = |shown: &Shown| match shown {
        Shown::Nothing => Json::Null,
        Shown::Value(value) => value.clone(),
        Shown::Erased => json!({ "erased": true }),
        Shown::Hidden => json!({ "hidden": true }),
    };
    let signed_in = caller.visitor.ctx.actor.is_signed_in();
    let steps = steps.iter().map(|step| {
        let changes = step
            .changes
            .iter()
            .map(|change| json!({ "field": change.name, "from": shown(&change.from), "to": shown(&change.to) }));
        json!({
            "version": step.version,
            "entry": step.entry,
            "operation": step.operation.code(),
            "at": step.at,
            "actor": signed_in.then_some(&step.actor),
            "on_behalf_of": step.on_behalf_of.map(|id| id.to_string()),
            "via": step.via,
            "reason": step.reason,
            "changes": changes.collect::<Vec<_>>(),
        })
    });
    Ok(json_answer(StatusCode::OK, &json!({ "items": steps.collect::<Vec<_>>() })))
}

/// Everything that leads to a record.
pub(crate) async fn links(caller: Caller, Path((kind, id)): Path<(String, String)>) -> ApiAnswer {
    let (_, id) = caller.found(&kind, &id).await?;
    let visitor = &caller.visitor;
    let app = visitor.web.app();
    app.record(&visitor.ctx, id).await.map_err(|error| caller.refuse(&error, None))?;
    let scope = app.scope(&visitor.ctx.actor);
    let items = visitor.look(&scope, |eye| {
        let mut leading = eye.catalogue.incoming(id, &scope);
        leading.sort_unstable();
        leading.dedup();
        let one = |(source, _, field): &(RecordId, &str, &str)| {
            json!({ "field": field, "record": value::reference(&eye, *source) })
        };
        leading.iter().map(one).collect::<Vec<_>>()
    });
    Ok(json_answer(StatusCode::OK, &json!({ "items": items })))
}

pub(crate) async fn files(caller: Caller, Path((kind, id)): Path<(String, String)>) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let app = caller.visitor.web.app();
    let refuse = |error: AppError| caller.refuse(&error, None);
    let stored = app.record(&caller.visitor.ctx, id).await.map_err(refuse)?;
    let address = |hash: &str| format!("/api/v1/{}/{id}/files/{hash}", kind.name);
    let items = stored.record.values("files").iter().filter_map(|value| match value {
        Value::File(file) => {
            let mut json = value.to_json();
            if let Some(object) = json.as_object_mut() {
                object.insert("address".to_owned(), json!(address(&file.hash)));
            }
            Some(json)
        }
        _ => None,
    });
    Ok(json_answer(StatusCode::OK, &json!({ "items": items.collect::<Vec<_>>() })))
}

pub(crate) async fn file(caller: Caller, Path((kind, id, hash)): Path<(String, String, String)>) -> ApiAnswer {
    let (_, id) = caller.found(&kind, &id).await?;
    let app = caller.visitor.web.app();
    let found = app.read_file(&caller.visitor.ctx, id, &hash).await;
    let (file, content) = found.map_err(|error| caller.refuse(&error, None))?;
    Ok(crate::pages::file::sent(&file, content))
}

/// Attaches the body as a file, named by the query.
pub(crate) async fn attach(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let base = caller.base()?;
    if body.len() > FILE_BYTES_MAX {
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", caller.lang()));
    }
    let name = caller.file_name()?;
    let ctx = caller.once(&body)?;
    let app = caller.visitor.web.app();
    let act = app.attach_file(&ctx, id, base, &name, &body);
    settle(&caller, kind, &ctx, StatusCode::CREATED, act).await.map(|mut response| {
        if let Ok(to) = HeaderValue::from_str(&format!("/api/v1/{}/{id}/files", kind.name)) {
            response.headers_mut().insert(header::LOCATION, to);
        }
        response
    })
}
