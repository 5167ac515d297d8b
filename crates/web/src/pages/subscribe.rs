//! What other programs subscribe to: feeds and calendars.

use super::asked::Asked;
use crate::visitor::Visitor;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use samverk_app::access::TokenScope;
use samverk_app::catalogue::{Filter, Query};
use samverk_app::record::Stored;
use samverk_app::{AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::Actor;
use samverk_domain::record::{Record, Value};
use samverk_exchange::ics::{Event, calendar};
use samverk_exchange::{Feed, FeedEntry};

/// Entries of a feed.
const ENTRIES_MAX: usize = 100;
/// Most meetings of one calendar.
const EVENTS_MAX: usize = 5_000;

pub(crate) fn typed(kind: &'static str, body: impl IntoResponse) -> Response {
    let mut response = body.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// The latest changes of a list with its filters.
pub(crate) async fn feed(visitor: Visitor, Path((_, kind)): Path<(String, String)>) -> Response {
    let made = async {
        let kind = visitor.kind(&kind)?;
        let asked = Asked::read(kind, &visitor.query);
        let app = visitor.web.app();
        let query = Query { sort: "-changed", limit: ENTRIES_MAX, offset: 0, ..asked.query(kind, &visitor, &[], &[]) };
        let list = app.list(&visitor.ctx, &query).await?;
        let origin = &visitor.web.settings().origin;
        let page = format!("{origin}{}{}", visitor.href(&format!("/{}", kind.name)), asked.address);
        let entries = visitor.look(&list.scope, |eye| {
            let entry = |stored: &Stored| {
                let shown = kind.columns.iter().skip(1).flat_map(|name| {
                    let items = eye.column(kind, &stored.record, name, &stored.changed_at);
                    items.into_iter().map(|item| item.text).collect::<Vec<_>>()
                });
                FeedEntry {
                    id: format!("urn:uuid:{}", stored.record.id),
                    title: eye.title(stored.record.id).text,
                    href: format!("{origin}{}", eye.href(stored.record.id)),
                    published: stored.created_at.clone(),
                    updated: stored.changed_at.clone(),
                    summary: shown.collect::<Vec<_>>().join(" · "),
                }
            };
            list.records.iter().map(entry).collect::<Vec<_>>()
        });
        let updated = entries.first().map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |entry| entry.updated.clone());
        let feed = Feed {
            id: page.clone(),
            title: format!("{} – Samverk", visitor.t(&format!("kind-{}.plural", kind.name))),
            own: format!("{origin}{}{}", visitor.href(&visitor.path), asked.address),
            href: page,
            lang: visitor.lang.code(),
            updated,
            entries,
        };
        Ok(typed("application/atom+xml; charset=utf-8", feed.write()))
    };
    visitor.answer(made.await)
}

/// The meetings of a body.
pub(crate) async fn body_calendar(visitor: Visitor, Path((_, key)): Path<(String, String)>) -> Response {
    let made = async {
        let app = visitor.web.app();
        app.catch_up().await?;
        let id = app.resolve("body", &key)?;
        app.record(&visitor.ctx, id).await?;
        let scope = app.scope(&visitor.ctx.actor);
        let name = visitor.look(&scope, |eye| eye.title(id).text);
        let filter = [Filter { field: "body".to_owned(), values: vec![key.clone()], range: None }];
        let meetings = meetings(&visitor, &visitor.ctx, &filter).await?;
        Ok(answer(&visitor, &visitor.ctx, &name, &meetings))
    };
    visitor.answer(made.await)
}

/// The meetings of a person, at a secret address that can be ended at any time.
pub(crate) async fn own_calendar(visitor: Visitor, Path(name): Path<String>) -> Response {
    let made = async {
        let app = visitor.web.app();
        app.catch_up().await?;
        let secret = name.strip_suffix(".ics").ok_or(AppError::NotFound)?;
        let bearer = app.bearer(secret).await?.ok_or(AppError::NotFound)?;
        if !TokenScope::Calendar.is_in(&bearer.token.scopes) {
            return Err(AppError::NotFound);
        }
        let id = bearer.token.user;
        let ctx = Ctx {
            actor: Actor::User { id, grants: bearer.grants.clone() },
            name: id.to_string(),
            via: "calendar",
            lang: bearer.language,
            once: None,
        };
        let follows = app.follows(&ctx).await?;
        let scope = app.scope(&ctx.actor);
        let own: Vec<RecordId> = ctx.actor.organisations().collect();
        // The bodies in which one's organisations have a seat, the
        // cooperations that they are members of, and what one follows.
        let near: Vec<RecordId> = app.look(|catalogue| {
            let mut near: Vec<RecordId> = follows.iter().filter_map(|follow| RecordId::parse(&follow.record)).collect();
            for organisation in &own {
                for (source, kind, field) in catalogue.incoming(*organisation, &scope) {
                    if matches!((kind, field), ("seat", "organisation") | ("membership", "organisation")) {
                        near.push(source);
                    }
                }
            }
            near
        });
        let near_records = app.load_piece(&near, &scope).await?;
        let mut wanted: Vec<RecordId> = near;
        wanted.extend(near_records.iter().flat_map(|stored| {
            ["body", "cooperation"].into_iter().filter_map(|field| stored.record.target(field)).collect::<Vec<_>>()
        }));
        wanted.extend(ctx.actor.grants().iter().filter_map(|grant| match grant.scope {
            samverk_domain::access::Scope::Cooperation(id) | samverk_domain::access::Scope::Body(id) => Some(id),
            _ => None,
        }));
        let all = meetings(&visitor, &ctx, &[]).await?;
        let mine: Vec<Stored> = all
            .into_iter()
            .filter(|stored| {
                let record = &stored.record;
                let of = [Some(record.id), record.target("body"), record.target("cooperation")];
                of.into_iter().flatten().any(|id| wanted.contains(&id))
            })
            .collect();
        let mut response = answer(&visitor, &ctx, "Samverk", &mine);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        Ok(response)
    };
    visitor.answer(made.await)
}

async fn meetings(visitor: &Visitor, ctx: &Ctx, filters: &[Filter]) -> Result<Vec<Stored>, AppError> {
    let query = Query { filters, limit: EVENTS_MAX, ..Query::every("meeting", "-start", ctx.lang) };
    Ok(visitor.web.app().list(ctx, &query).await?.records)
}

fn answer(visitor: &Visitor, ctx: &Ctx, name: &str, meetings: &[Stored]) -> Response {
    let origin = &visitor.web.settings().origin;
    let scope = visitor.web.app().scope(&ctx.actor);
    let events = visitor.web.app().look(|catalogue| {
        let eye = crate::show::Eye { catalogue, scope: &scope, lang: ctx.lang };
        let event = |stored: &Stored| {
            let record = &stored.record;
            let day = |name: &str| match record.first(name) {
                Some(Value::Date(day)) => Some(*day),
                _ => None,
            };
            let time = |name: &str| record.text(name).and_then(|text| format!("{text}:00").parse().ok());
            let start = day("start")?;
            Some(Event {
                // The id is unique in the world, and stays when the address changes.
                uid: format!("{}@samverk", record.id),
                sequence: record.version - 1,
                changed_at: stored.changed_at.clone(),
                start,
                start_time: time("start_time"),
                end: day("end").unwrap_or(start),
                end_time: time("end_time"),
                summary: eye.title(record.id).text,
                location: record.text("place").unwrap_or_default().to_owned(),
                description: described(record),
                url: format!("{origin}{}", eye.href(record.id)),
                cancelled: record.state.as_deref() == Some("cancelled"),
                tentative: record.state.as_deref() == Some("planned"),
            })
        };
        meetings.iter().filter_map(event).collect::<Vec<_>>()
    });
    typed("text/calendar; charset=utf-8", calendar(name, &events))
}

fn described(record: &Record) -> String {
    record.text("agenda").unwrap_or_default().chars().take(2_000).collect()
}
