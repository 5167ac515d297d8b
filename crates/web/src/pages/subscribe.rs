//! What other programs subscribe to: feeds, calendars, linked data.

use super::asked::Asked;
use crate::answer::{moved, see_other};
use crate::linked::{Linked, concept};
use crate::visitor::Visitor;
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use samverk_app::access::TokenScope;
use samverk_app::catalogue::{Filter, Query, Scope};
use samverk_app::record::Stored;
use samverk_app::{AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::Actor;
use samverk_domain::record::{FieldType, Kind, Record, Value};
use samverk_exchange::ics::{Event, calendar};
use samverk_exchange::{Feed, FeedEntry, rdf};
use std::io::Error;
use std::sync::Arc;

/// Entries of a feed.
const ENTRIES_MAX: usize = 100;
/// Most meetings of one calendar.
const EVENTS_MAX: usize = 5_000;
/// Records of one piece of linked data.
const PIECE: usize = 500;

fn typed(kind: &'static str, body: impl IntoResponse) -> Response {
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

/// A form of linked data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkedFormat {
    Turtle,
    JsonLd,
}

impl LinkedFormat {
    /// Reads the name in an address.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match name {
            "ttl" => Some(Self::Turtle),
            "jsonld" => Some(Self::JsonLd),
            _ => None,
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle; charset=utf-8",
            Self::JsonLd => "application/ld+json",
        }
    }

    /// The form that a client asks for before a page, if it does.
    fn wanted(headers: &HeaderMap) -> Option<Self> {
        let accept = headers.get(header::ACCEPT)?.to_str().ok()?;
        let mut best: Option<(f32, Option<Self>)> = None;
        for part in accept.split(',') {
            let mut pieces = part.split(';').map(str::trim);
            let of = match pieces.next()?.to_ascii_lowercase().as_str() {
                "text/turtle" => Some(Self::Turtle),
                "application/ld+json" | "application/json" => Some(Self::JsonLd),
                "text/html" | "application/xhtml+xml" => None,
                _ => continue,
            };
            let quality = pieces.find_map(|piece| piece.strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            if quality > 0.0 && best.is_none_or(|(known, _)| quality > known) {
                best = Some((quality, of));
            }
        }
        best.and_then(|(_, of)| of)
    }
}

/// A record by its lasting address: its page for people, its data for programs.
pub(crate) async fn by_id(visitor: Visitor, Path((kind, id)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let found = async {
        let app = visitor.web.app();
        app.catch_up().await?;
        let kind = visitor.kind(&kind)?;
        let id = app.resolve(kind.name, &id)?;
        // A lasting address leads to what took the place of a merged record.
        if let Some(into) = app.look(|catalogue| catalogue.merged_into(id))
            && app.record(&visitor.ctx, into).await.is_ok()
        {
            return Ok(moved(&format!("/id/{}/{into}", kind.name)));
        }
        let stored = app.record(&visitor.ctx, id).await?;
        let Some(format) = LinkedFormat::wanted(&headers) else { return Ok(see_other(&visitor.record_href(id))) };
        let scope = app.scope(&visitor.ctx.actor);
        let mut writer = Writer::new(&visitor, kind, format, scope, vec![id]);
        let piece = writer.piece(&[stored])?;
        Ok(typed(format.media_type(), [writer.begin(), piece, writer.end()].concat()))
    };
    let mut response = visitor.answer(found.await);
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    response
}

/// An entry of a list that records refer to, with its labels.
pub(crate) async fn list_entry(
    visitor: Visitor,
    Path((list, code)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let kinds = visitor.web.app().registry().kinds();
    let known = kinds.iter().flat_map(|kind| &kind.fields).any(|field| match field.of {
        FieldType::Choice(of) => of.name == list && of.get(&code).is_some(),
        _ => false,
    });
    if !known {
        return visitor.refuse(&AppError::NotFound);
    }
    let address = format!("{}/id/list/{list}/{code}", visitor.web.settings().origin);
    let statements = concept(&address, &list, &code);
    let mut response = match LinkedFormat::wanted(&headers) {
        Some(LinkedFormat::JsonLd) => {
            let graph = serde_json::json!({ "@context": rdf::context(), "@graph": rdf::nodes(&statements) });
            typed(LinkedFormat::JsonLd.media_type(), graph.to_string())
        }
        _ => match rdf::turtle(&statements, true) {
            Ok(turtle) => typed(LinkedFormat::Turtle.media_type(), turtle),
            Err(_) => visitor.refuse(&AppError::Rule("linked_unwritable")),
        },
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    response
}

/// Writes records as linked data, piece by piece.
struct Writer {
    web: crate::Web,
    kind: &'static Kind,
    format: LinkedFormat,
    lang: samverk_domain::Lang,
    scope: Arc<Scope>,
    ids: Vec<RecordId>,
    linked: Linked,
    written: usize,
    ended: bool,
}

impl Writer {
    fn new(
        visitor: &Visitor,
        kind: &'static Kind,
        format: LinkedFormat,
        scope: Arc<Scope>,
        ids: Vec<RecordId>,
    ) -> Self {
        Self {
            web: visitor.web.clone(),
            kind,
            format,
            lang: visitor.lang,
            scope,
            ids,
            linked: Linked::new(&visitor.web.settings().origin),
            written: 0,
            ended: false,
        }
    }

    fn begin(&self) -> Vec<u8> {
        match self.format {
            LinkedFormat::Turtle => Vec::new(),
            LinkedFormat::JsonLd => format!("{{\"@context\":{},\"@graph\":[", rdf::context()).into_bytes(),
        }
    }

    fn end(&self) -> Vec<u8> {
        match self.format {
            LinkedFormat::Turtle => Vec::new(),
            LinkedFormat::JsonLd => b"]}\n".to_vec(),
        }
    }

    fn piece(&mut self, records: &[Stored]) -> Result<Vec<u8>, AppError> {
        let (kind, linked) = (self.kind, &mut self.linked);
        let statements: Vec<rdf::Statement> = self.web.app().look(|catalogue| {
            let eye = crate::show::Eye { catalogue, scope: &self.scope, lang: self.lang };
            records.iter().flat_map(|stored| linked.statements(&eye, kind, stored)).collect()
        });
        let first = self.written == 0;
        self.written += records.len().max(1);
        match self.format {
            LinkedFormat::Turtle => rdf::turtle(&statements, first).map_err(|error| {
                tracing::error!(%error, "turtle");
                AppError::Rule("linked_unwritable")
            }),
            LinkedFormat::JsonLd => {
                let nodes: Vec<String> = rdf::nodes(&statements).iter().map(ToString::to_string).collect();
                let comma = if first || nodes.is_empty() { "" } else { "," };
                Ok(format!("{comma}{}", nodes.join(",")).into_bytes())
            }
        }
    }

    async fn next(&mut self) -> Result<Option<Vec<u8>>, AppError> {
        if self.ended {
            return Ok(None);
        }
        if self.written > 0 && self.written >= self.ids.len() {
            self.ended = true;
            return Ok(Some(self.end()));
        }
        let ids: Vec<RecordId> = self.ids.iter().skip(self.written).take(PIECE).copied().collect();
        let records = self.web.app().load_piece(&ids, &self.scope).await?;
        let begin = if self.written == 0 { self.begin() } else { Vec::new() };
        let piece = self.piece(&records)?;
        self.written = self.written.max(1);
        Ok(Some([begin, piece].concat()))
    }
}

/// A list as linked data, written while the next records are read.
pub(super) async fn list(
    visitor: &Visitor,
    kind: &'static Kind,
    asked: &Asked,
    format: LinkedFormat,
) -> Result<Response, AppError> {
    let (ids, scope) = visitor.web.app().list_ids(&visitor.ctx, &asked.query(kind, visitor, &[], &[])).await?;
    let writer = Writer::new(visitor, kind, format, scope, ids);
    let pieces = futures_util::stream::unfold(writer, |mut writer| async move {
        let piece = match writer.next().await {
            Ok(None) => return None,
            Ok(Some(piece)) => Ok(Bytes::from(piece)),
            Err(error) => {
                tracing::error!(%error, "linked data");
                writer.ended = true;
                Err(Error::other(error))
            }
        };
        Some((piece, writer))
    });
    Ok(typed(format.media_type(), Body::from_stream(futures_util::StreamExt::fuse(pieces)).into_response()))
}
