//! The API: `/api/v1`. The same use cases as the pages, in JSON.

pub(crate) mod acts;
mod body;
mod caller;
pub(crate) mod import;
pub(crate) mod ledger;
pub(crate) mod list;
pub(crate) mod map;
pub(crate) mod openapi;
pub(crate) mod overlap;
pub(crate) mod own_fields;
pub(crate) mod problem;
pub(crate) mod process;
pub(crate) mod record;
pub(crate) mod report;
pub(crate) mod shares;
pub(crate) mod together;
mod value;

pub(crate) use caller::Caller;
pub(crate) use value::reference;

use axum::extract::{OriginalUri, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use problem::Problem;
use samverk_app::{AppError, Ctx};
use samverk_domain::record::{Kind, Record};
use serde_json::{Value as Json, json};

type ApiAnswer = Result<Response, Problem>;

fn json_answer(status: StatusCode, json: &Json) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::VARY, "accept-language, authorization")];
    (status, headers, json.to_string()).into_response()
}

/// The tag of what is answered: the version, which a change must name, and a
/// mark of the whole, since titles of others and languages change it too.
fn tag(version: i64, json: &Json) -> String {
    let mark = samverk_app::access::sha256_hex(json.to_string().as_bytes());
    format!("\"{version}-{}\"", mark.get(..12).unwrap_or_default())
}

fn tagged(mut response: Response, tag: &str) -> Response {
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// Carries a write out once and answers with the record that it left, or
/// again with what it left the first time.
async fn settle(
    caller: &Caller,
    kind: &Kind,
    ctx: &Ctx,
    status: StatusCode,
    act: impl Future<Output = Result<Record, AppError>> + Send,
) -> ApiAnswer {
    if let Some(answer) = replayed(caller, kind, ctx, status).await? {
        return Ok(answer);
    }
    match act.await {
        Ok(record) => written(caller, kind, &record, record.version, status, false).await,
        Err(error) => {
            // Another request with the same key was quicker; or the database
            // was gone before it told that this very write is stored.
            let own = matches!(error, AppError::Store(_));
            match left_before(caller, kind, ctx, status, !own).await? {
                Some(answer) => Ok(answer),
                None => Err(caller.refuse(&error, Some(kind))),
            }
        }
    }
}

/// What an earlier request with the same key left, marked as answered again.
async fn replayed(caller: &Caller, kind: &Kind, ctx: &Ctx, status: StatusCode) -> Result<Option<Response>, Problem> {
    left_before(caller, kind, ctx, status, true).await
}

async fn left_before(
    caller: &Caller,
    kind: &Kind,
    ctx: &Ctx,
    status: StatusCode,
    again: bool,
) -> Result<Option<Response>, Problem> {
    let Some(records) = caller.answered(ctx).await? else { return Ok(None) };
    let missing = || caller.refuse(&AppError::NotFound, None);
    // Of several the last is the one that was asked for: what others were joined to.
    let (id, version) = records.last().copied().ok_or_else(missing)?;
    let stored = caller.app().record_in(&caller.visitor.ctx, id, version).await;
    let stored = stored.map_err(|error| caller.refuse(&error, None))?;
    written(caller, kind, &stored.record, version, status, again).await.map(Some)
}

/// A record as a write left it.
async fn written(
    caller: &Caller,
    kind: &Kind,
    record: &Record,
    version: i64,
    status: StatusCode,
    replayed: bool,
) -> ApiAnswer {
    let visitor = &caller.visitor;
    let app = visitor.web.app();
    let refuse = |error: AppError| caller.refuse(&error, Some(kind));
    let stored = app.record_in(&visitor.ctx, record.id, version).await.map_err(refuse)?;
    let scope = app.scope(&visitor.ctx.actor);
    let json = visitor.look(&scope, |eye| value::record(&eye, kind, &stored));
    let mut response = tagged(json_answer(status, &json), &tag(version, &json));
    let headers = response.headers_mut();
    if status == StatusCode::CREATED
        && let Ok(to) = HeaderValue::from_str(&format!("/api/v1/{}/{}", kind.name, record.id))
    {
        headers.insert(header::LOCATION, to);
    }
    Ok(if replayed { marked_replayed(response) } else { response })
}

/// An answer that an earlier request with the same key got.
fn marked_replayed(mut response: Response) -> Response {
    let name = HeaderName::from_static("idempotency-replayed");
    response.headers_mut().insert(name, HeaderValue::from_static("true"));
    response
}

/// What there is.
pub(crate) async fn index(caller: Caller) -> Response {
    let app = caller.visitor.web.app();
    let kinds = app.registry().kinds().iter().map(|kind| {
        let label = caller.visitor.t(&format!("kind-{}.plural", kind.name));
        json!({ "name": kind.name, "label": label, "address": format!("/api/v1/{}", kind.name) })
    });
    let json = json!({
        "name": "samverk",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "/api/v1/openapi.json",
        "head": "/api/v1/head",
        "kinds": kinds.collect::<Vec<_>>(),
    });
    json_answer(StatusCode::OK, &json)
}

/// Where the history ends, so that anybody can hold a later state against it.
pub(crate) async fn head(caller: Caller) -> Response {
    match caller.visitor.web.app().head().await {
        Ok(head) => json_answer(StatusCode::OK, &json!({ "entries": head.seq, "hash": head.hash, "at": head.at })),
        Err(error) => caller.refuse(&error, None).into_response(),
    }
}

/// The description of all this.
pub(crate) async fn description(State(web): State<crate::Web>) -> Response {
    json_answer(StatusCode::OK, &openapi::document(web.app().registry()))
}

/// Whether an address is one of the API's.
pub(crate) fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// An address or a method that the API does not have.
pub(crate) fn unknown(status: StatusCode, lang: samverk_domain::Lang) -> Response {
    let code = if status == StatusCode::METHOD_NOT_ALLOWED { "method" } else { "not-found" };
    Problem::new(status, code, lang).into_response()
}

/// Refusals that no handler wrote, as that of a body too large, in the form
/// that programs are promised.
pub(crate) async fn problems(request: axum::extract::Request, next: axum::middleware::Next) -> Response {
    let api = is_api(request.uri().path());
    let lang = crate::visitor::preferred_in(request.headers());
    let response = next.run(request).await;
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !api || status.as_u16() < 400 || kind == "application/problem+json" {
        return response;
    }
    let code = match status {
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::METHOD_NOT_ALLOWED => "method",
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "media-type",
        _ if status.is_server_error() => "database",
        _ => "refused",
    };
    let mut answer = Problem::new(status, code, lang).into_response();
    if let Some(allow) = response.headers().get(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allow.clone());
    }
    answer
}

/// A method that an address does not have.
pub(crate) async fn no_such_method(
    visitor: crate::visitor::Visitor,
    method: Method,
    OriginalUri(uri): OriginalUri,
) -> Response {
    if is_api(uri.path()) {
        return unknown(StatusCode::METHOD_NOT_ALLOWED, visitor.lang);
    }
    if method == Method::OPTIONS {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    // The page that a form was answered with has an address that only takes
    // forms; whoever asks for it again, as by another language, comes to the
    // page that the form is on.
    if method == Method::GET
        && let Some((parent, _)) = visitor.path.rsplit_once('/').filter(|(parent, _)| !parent.is_empty())
    {
        return crate::answer::see_other(&visitor.href(parent));
    }
    visitor.refuse(&AppError::NotFound)
}
