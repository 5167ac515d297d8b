//! Comments, what is followed, notices, saved views: the caller's own, and
//! what it may see.

use super::body::Body;
use super::caller::Caller;
use super::{ApiAnswer, json_answer};
use crate::query::Query;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use samverk_app::AppError;
use samverk_app::together::Reach;
use samverk_domain::RecordId;
use samverk_domain::record::{Fault, KEY_CHARS_MAX};
use serde_json::{Value as Json, json};

/// Longer texts are refused before anybody looks at them; each use case has
/// a limit of its own.
const TEXT_CHARS_MAX: usize = 20_000;

fn items(list: impl Iterator<Item = Json>) -> Json {
    json!({ "items": list.collect::<Vec<_>>() })
}

/// What was said about a record, the oldest first.
pub(crate) async fn comments(caller: Caller, Path((kind, id)): Path<(String, String)>) -> ApiAnswer {
    let (_, id) = caller.found(&kind, &id).await?;
    list_comments(&caller, id, StatusCode::OK).await
}

async fn list_comments(caller: &Caller, id: RecordId, status: StatusCode) -> ApiAnswer {
    let comments = caller.app().comments(&caller.visitor.ctx, id).await;
    let comments = comments.map_err(|error| caller.refuse(&error, None))?;
    let shown = comments.iter().map(|comment| {
        json!({
            "id": comment.id, "author": comment.author, "own": comment.own, "at": comment.at,
            "text": comment.text, "removed": comment.removed,
        })
    });
    Ok(json_answer(status, &items(shown)))
}

/// Says something about a record.
pub(crate) async fn comment(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> ApiAnswer {
    let (_, id) = caller.found(&kind, &id).await?;
    let mut parts = Body::read(&caller, &body)?;
    let text = parts.needed("text", TEXT_CHARS_MAX);
    parts.done(&caller, None)?;
    let ctx = caller.once(&body)?;
    if caller.answered(&ctx).await?.is_none() {
        caller.app().comment(&ctx, id, &text).await.map_err(|error| caller.refuse(&error, None))?;
    }
    list_comments(&caller, id, StatusCode::CREATED).await
}

/// Takes one's own comment away.
pub(crate) async fn remove_comment(
    caller: Caller,
    Path((kind, id, comment)): Path<(String, String, String)>,
) -> ApiAnswer {
    let (_, id) = caller.found(&kind, &id).await?;
    let removed = caller.app().remove_comment(&caller.visitor.ctx, id, &comment).await;
    removed.map_err(|error| caller.refuse(&error, None))?;
    list_comments(&caller, id, StatusCode::OK).await
}

/// What the caller follows.
pub(crate) async fn follows(caller: Caller) -> ApiAnswer {
    let refuse = |error: AppError| caller.refuse(&error, None);
    let ctx = &caller.visitor.ctx;
    caller.app().require_general(ctx, samverk_domain::access::Action::UseAccount).map_err(refuse)?;
    let follows = caller.app().follows(ctx).await.map_err(refuse)?;
    let one = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let shown = follows
        .iter()
        .map(|follow| json!({ "kind": follow.kind, "record": one(&follow.record), "query": one(&follow.query) }));
    Ok(json_answer(StatusCode::OK, &items(shown)))
}

/// Begins or ends following a record, or a list with its filters.
pub(crate) async fn follow(caller: Caller, body: Bytes) -> ApiAnswer {
    let refuse = |error: AppError| caller.refuse(&error, None);
    let mut parts = Body::read(&caller, &body)?;
    let kind = parts.needed("kind", KEY_CHARS_MAX);
    let (record, query) = (parts.text("record", KEY_CHARS_MAX), parts.text("query", TEXT_CHARS_MAX));
    let on = parts.flag("follow").unwrap_or(true);
    if record.is_some() && query.is_some() {
        parts.fault(Fault::error("query", "unknown_field", ""));
    }
    parts.done(&caller, None)?;
    let ctx = &caller.visitor.ctx;
    let done = match record {
        Some(record) => {
            let (_, id) = caller.found(&kind, &record).await?;
            caller.app().follow_record(ctx, id, on).await
        }
        None => caller.app().follow_list(ctx, &kind, query.as_deref().unwrap_or_default(), on).await,
    };
    done.map_err(refuse)?;
    follows(caller).await
}

/// What the caller was told, the newest first.
pub(crate) async fn notices(caller: Caller) -> ApiAnswer {
    let refuse = |error: AppError| caller.refuse(&error, None);
    let ctx = &caller.visitor.ctx;
    caller.app().require_general(ctx, samverk_domain::access::Action::UseAccount).map_err(refuse)?;
    let notices = caller.app().notices(ctx).await.map_err(refuse)?;
    let shown = notices.iter().map(|notice| {
        json!({
            "id": notice.id, "topic": notice.topic, "kind": notice.kind,
            "record": notice.record.map(|id| id.to_string()), "title": notice.title, "text": notice.text,
            "at": notice.at, "read": notice.read, "urgent": notice.urgent,
        })
    });
    Ok(json_answer(StatusCode::OK, &items(shown)))
}

/// Marks all notices as read.
pub(crate) async fn read_notices(caller: Caller, body: Bytes) -> ApiAnswer {
    Body::read(&caller, &body)?.done(&caller, None)?;
    caller.app().read_notices(&caller.visitor.ctx).await.map_err(|error| caller.refuse(&error, None))?;
    notices(caller).await
}

/// The views that the caller has, of one register or of all.
pub(crate) async fn views(caller: Caller) -> ApiAnswer {
    let refuse = |error: AppError| caller.refuse(&error, None);
    let ctx = &caller.visitor.ctx;
    caller.app().require_general(ctx, samverk_domain::access::Action::UseAccount).map_err(refuse)?;
    let query = Query::parse(&caller.visitor.query);
    let wanted = query.get("kind").map(|name| caller.kind(name)).transpose()?;
    let mut shown = Vec::new();
    for kind in
        caller.app().registry().kinds().iter().filter(|kind| wanted.is_none_or(|wanted| wanted.name == kind.name))
    {
        for view in caller.app().views(ctx, kind.name).await.map_err(refuse)? {
            shown.push(json!({
                "id": view.id, "kind": view.kind, "name": view.name, "query": view.query, "reach": view.reach,
                "owner": view.owner, "own": view.user == ctx.name,
            }));
        }
    }
    Ok(json_answer(StatusCode::OK, &items(shown.into_iter())))
}

/// Saves a view of a list.
pub(crate) async fn save_view(caller: Caller, body: Bytes) -> ApiAnswer {
    let mut parts = Body::read(&caller, &body)?;
    let (kind, name) = (parts.needed("kind", KEY_CHARS_MAX), parts.needed("name", TEXT_CHARS_MAX));
    let query = parts.text("query", TEXT_CHARS_MAX).unwrap_or_default();
    let reach = parts.choice("reach", Reach::parse).unwrap_or(Reach::Mine);
    parts.done(&caller, None)?;
    let saved = caller.app().save_view(&caller.visitor.ctx, &kind, &name, &query, reach).await;
    let view = saved.map_err(|error| caller.refuse(&error, None))?;
    let json = json!({
        "id": view.id, "kind": view.kind, "name": view.name, "query": view.query, "reach": view.reach,
        "owner": view.owner, "own": true,
    });
    Ok(json_answer(StatusCode::CREATED, &json))
}

/// Removes a view.
pub(crate) async fn remove_view(caller: Caller, Path(view): Path<String>) -> ApiAnswer {
    let removed = caller.app().remove_view(&caller.visitor.ctx, &view).await;
    removed.map_err(|error| caller.refuse(&error, None))?;
    views(caller).await
}
