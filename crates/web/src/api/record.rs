//! `/api/v1/{kind}/{id}` and what lies below it.

use super::caller::Caller;
use super::list::malformed;
use super::problem::Problem;
use super::value::REASON_CHARS_MAX;
use super::{ApiAnswer, json_answer, replayed, settle, tag, tagged, value};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use samverk_app::AppError;
use samverk_app::record::{FILE_BYTES_MAX, FILE_NAME_CHARS_MAX, Shown};
use samverk_domain::RecordId;
use samverk_domain::record::{Fault, Kind, Value};
use serde_json::{Value as Json, json};

impl Caller {
    /// The record in the address. One that was merged is where it went.
    async fn found(&self, kind: &str, id: &str) -> Result<(&'static Kind, RecordId), Problem> {
        let kind = self.kind(kind)?;
        let app = self.visitor.web.app();
        app.catch_up().await.map_err(|error| self.refuse(&error, None))?;
        let id = app.resolve(kind.name, id).map_err(|error| self.refuse(&error, None))?;
        Ok((kind, id))
    }

    /// A body that is an object, or nothing where nothing was sent.
    fn body(&self, bytes: &Bytes) -> Result<Json, Problem> {
        if bytes.is_empty() {
            return Ok(json!({}));
        }
        let json = self.json(bytes)?;
        if json.is_object() { Ok(json) } else { Err(malformed(self, &Fault::error("", "json_object", ""))) }
    }

    /// The reason that a body gives.
    fn reason(&self, json: &Json) -> Result<Option<String>, Problem> {
        let fault = match json.get("reason") {
            None | Some(Json::Null) => return Ok(None),
            Some(Json::String(text)) if text.chars().count() <= REASON_CHARS_MAX => return Ok(Some(text.clone())),
            Some(Json::String(_)) => Fault::error("reason", "too_long", REASON_CHARS_MAX.to_string()),
            Some(_) => Fault::error("reason", "json_value", ""),
        };
        Err(Problem::faults(StatusCode::UNPROCESSABLE_ENTITY, &[fault], None, self.lang()))
    }
}

pub(crate) async fn show(caller: Caller, Path((kind, id)): Path<(String, String)>) -> Response {
    let shown = async {
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
        Ok::<_, Problem>(tagged(json_answer(StatusCode::OK, &json), &tag))
    };
    shown.await.unwrap_or_else(IntoResponse::into_response)
}

pub(crate) async fn change(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> Response {
    changed(&caller, &kind, &id, &body).await.unwrap_or_else(IntoResponse::into_response)
}

async fn changed(caller: &Caller, kind: &str, id: &str, body: &Bytes) -> ApiAnswer {
    let (kind, id) = caller.found(kind, id).await?;
    let base = caller.base()?;
    let json = caller.json(body)?;
    let refused =
        |faults: &[Fault]| Problem::faults(StatusCode::UNPROCESSABLE_ENTITY, faults, Some(kind), caller.lang());
    let mut input = value::input(kind, &json).map_err(|faults| refused(&faults))?;
    let ctx = caller.once(body)?;
    let app = caller.visitor.web.app();
    let now = app.record(&caller.visitor.ctx, id).await.map_err(|error| caller.refuse(&error, Some(kind)))?;
    if let Some(answer) = replayed(caller, kind, &ctx, StatusCode::OK).await? {
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
    settle(caller, kind, &ctx, StatusCode::OK, app.change(&ctx, id, base, &input, why)).await
}

pub(crate) async fn delete(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> Response {
    let deleted = async {
        let (kind, id) = caller.found(&kind, &id).await?;
        let base = caller.base()?;
        let why = caller.reason(&caller.body(&body)?)?;
        let ctx = caller.once(&body)?;
        let app = caller.visitor.web.app();
        settle(&caller, kind, &ctx, StatusCode::OK, app.delete(&ctx, id, base, why)).await
    };
    deleted.await.unwrap_or_else(IntoResponse::into_response)
}

pub(crate) async fn move_to(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> Response {
    let moved = async {
        let (kind, id) = caller.found(&kind, &id).await?;
        let base = caller.base()?;
        let json = caller.json(&body)?;
        let why = caller.reason(&json)?;
        let Some(state) = json.get("state").and_then(Json::as_str) else {
            let fault = [Fault::error("state", "required", "")];
            return Err(Problem::faults(StatusCode::UNPROCESSABLE_ENTITY, &fault, Some(kind), caller.lang()));
        };
        let ctx = caller.once(&body)?;
        let app = caller.visitor.web.app();
        let act = app.move_to(&ctx, id, base, state, why);
        settle(&caller, kind, &ctx, StatusCode::OK, act).await
    };
    moved.await.unwrap_or_else(IntoResponse::into_response)
}

pub(crate) async fn undo(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> Response {
    let undone = async {
        let (kind, id) = caller.found(&kind, &id).await?;
        let base = caller.base()?;
        caller.body(&body)?;
        let ctx = caller.once(&body)?;
        let app = caller.visitor.web.app();
        settle(&caller, kind, &ctx, StatusCode::OK, app.undo(&ctx, id, base)).await
    };
    undone.await.unwrap_or_else(IntoResponse::into_response)
}

pub(crate) async fn history(caller: Caller, Path((kind, id)): Path<(String, String)>) -> Response {
    let told = async {
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
                "operation": step.operation.code(),
                "at": step.at,
                "actor": signed_in.then_some(&step.actor),
                "on_behalf_of": step.on_behalf_of.map(|id| id.to_string()),
                "via": step.via,
                "reason": step.reason,
                "changes": changes.collect::<Vec<_>>(),
            })
        });
        Ok::<_, Problem>(json_answer(StatusCode::OK, &json!({ "items": steps.collect::<Vec<_>>() })))
    };
    told.await.unwrap_or_else(IntoResponse::into_response)
}

/// Everything that leads to a record.
pub(crate) async fn links(caller: Caller, Path((kind, id)): Path<(String, String)>) -> Response {
    let told = async {
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
        Ok::<_, Problem>(json_answer(StatusCode::OK, &json!({ "items": items })))
    };
    told.await.unwrap_or_else(IntoResponse::into_response)
}

pub(crate) async fn files(caller: Caller, Path((kind, id)): Path<(String, String)>) -> Response {
    let told = async {
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
        Ok::<_, Problem>(json_answer(StatusCode::OK, &json!({ "items": items.collect::<Vec<_>>() })))
    };
    told.await.unwrap_or_else(IntoResponse::into_response)
}

pub(crate) async fn file(caller: Caller, Path((kind, id, hash)): Path<(String, String, String)>) -> Response {
    let read = async {
        let (_, id) = caller.found(&kind, &id).await?;
        let app = caller.visitor.web.app();
        let found = app.read_file(&caller.visitor.ctx, id, &hash).await;
        let (file, content) = found.map_err(|error| caller.refuse(&error, None))?;
        Ok::<_, Problem>(crate::pages::file::sent(&file, content))
    };
    read.await.unwrap_or_else(IntoResponse::into_response)
}

/// Attaches the body as a file, named by the query.
pub(crate) async fn attach(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> Response {
    let attached = async {
        let (kind, id) = caller.found(&kind, &id).await?;
        let base = caller.base()?;
        if body.len() > FILE_BYTES_MAX {
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", caller.lang()));
        }
        let query = crate::query::Query::parse(&caller.visitor.query);
        let name = query.get("name").unwrap_or_default().to_owned();
        if name.chars().count() > FILE_NAME_CHARS_MAX {
            let fault = [Fault::error("name", "too_long", FILE_NAME_CHARS_MAX.to_string())];
            return Err(Problem::faults(StatusCode::UNPROCESSABLE_ENTITY, &fault, None, caller.lang()));
        }
        let ctx = caller.once(&body)?;
        let app = caller.visitor.web.app();
        let act = app.attach_file(&ctx, id, base, &name, &body);
        settle(&caller, kind, &ctx, StatusCode::CREATED, act).await.map(|mut response| {
            if let Ok(to) = HeaderValue::from_str(&format!("/api/v1/{}/{id}/files", kind.name)) {
                response.headers_mut().insert(header::LOCATION, to);
            }
            response
        })
    };
    attached.await.unwrap_or_else(IntoResponse::into_response)
}
