//! Records as linked data by their lasting addresses, and lists of them.

use super::asked::Asked;
use super::subscribe::typed;
use crate::ahead::Ahead;
use crate::answer::{moved, see_other};
use crate::linked::{Entry, Linked, concept};
use crate::visitor::Visitor;
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use samverk_app::AppError;
use samverk_app::catalogue::Scope;
use samverk_app::record::Stored;
use samverk_domain::Lang;
use samverk_domain::record::{FieldType, Kind};
use samverk_exchange::rdf;
use std::collections::BTreeSet;
use std::io::Error;
use std::sync::Arc;

/// Records of one piece.
const PIECE: usize = 500;

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

    /// How a document begins.
    fn beginning(self) -> String {
        match self {
            Self::Turtle => rdf::prefixes(),
            Self::JsonLd => format!("{{\"@context\":{},\"@graph\":[", rdf::context()),
        }
    }

    /// Statements, without the beginning and the end of a document.
    fn write(self, statements: &[rdf::Statement]) -> String {
        match self {
            Self::Turtle => rdf::turtle(statements),
            Self::JsonLd => rdf::nodes(statements).iter().map(ToString::to_string).collect::<Vec<_>>().join(","),
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
        let maker = Maker::new(&visitor, kind, format, scope);
        let mut writer = Writer::new(&visitor, format);
        let piece = writer.write(maker.piece(&[stored]));
        Ok(typed(format.media_type(), [piece, writer.end()].concat()))
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
    let statements = concept(&visitor.web.settings().origin, &list, &code);
    let mut response = match LinkedFormat::wanted(&headers) {
        Some(LinkedFormat::JsonLd) => {
            let graph = serde_json::json!({ "@context": rdf::context(), "@graph": rdf::nodes(&statements) });
            typed(LinkedFormat::JsonLd.media_type(), graph.to_string())
        }
        _ => typed(LinkedFormat::Turtle.media_type(), rdf::prefixes() + &rdf::turtle(&statements)),
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    response
}

/// What some records say, in the form asked for, without beginning and end.
struct Piece {
    written: String,
    /// Entries of lists that it refers to.
    entries: BTreeSet<Entry>,
}

/// Says what records are; pieces may be made at the same time.
struct Maker {
    web: crate::Web,
    kind: &'static Kind,
    format: LinkedFormat,
    lang: Lang,
    scope: Arc<Scope>,
}

impl Maker {
    fn new(visitor: &Visitor, kind: &'static Kind, format: LinkedFormat, scope: Arc<Scope>) -> Self {
        Self { web: visitor.web.clone(), kind, format, lang: visitor.lang, scope }
    }

    fn piece(&self, records: &[Stored]) -> Piece {
        let mut linked = Linked::new(&self.web.settings().origin);
        let mut statements = Vec::new();
        self.web.app().look(|catalogue| {
            let eye = crate::show::Eye { catalogue, scope: &self.scope, lang: self.lang };
            records.iter().for_each(|stored| linked.say(&eye, self.kind, stored, &mut statements));
        });
        Piece { written: self.format.write(&statements), entries: linked.entries }
    }
}

/// Puts pieces together to a document in which each entry of a list is
/// described once.
struct Writer {
    origin: String,
    format: LinkedFormat,
    described: BTreeSet<Entry>,
    begun: bool,
    /// Whether something stands in it that the next needs a comma after.
    filled: bool,
}

impl Writer {
    fn new(visitor: &Visitor, format: LinkedFormat) -> Self {
        let origin = visitor.web.settings().origin.clone();
        Self { origin, format, described: BTreeSet::new(), begun: false, filled: false }
    }

    /// The next piece, the first with the beginning of the document.
    fn write(&mut self, piece: Piece) -> Vec<u8> {
        let mut out = self.begin();
        let news = piece.entries.into_iter().filter(|entry| self.described.insert(*entry));
        let concepts: Vec<rdf::Statement> = news.flat_map(|(list, code)| concept(&self.origin, list, code)).collect();
        for written in [piece.written, self.format.write(&concepts)].into_iter().filter(|written| !written.is_empty()) {
            if std::mem::replace(&mut self.filled, true) && self.format == LinkedFormat::JsonLd {
                out.push(',');
            }
            out.push_str(&written);
        }
        out.into_bytes()
    }

    fn begin(&mut self) -> String {
        if std::mem::replace(&mut self.begun, true) { String::new() } else { self.format.beginning() }
    }

    /// The end of the document, with its beginning where there was nothing.
    fn end(&mut self) -> Vec<u8> {
        let mut end = self.begin();
        if self.format == LinkedFormat::JsonLd {
            end.push_str("]}\n");
        }
        end.into_bytes()
    }
}

/// A list as linked data, written while the next records are read.
pub(super) async fn list(
    visitor: &Visitor,
    kind: &'static Kind,
    asked: &Asked,
    format: LinkedFormat,
) -> Result<Response, AppError> {
    let (mut ids, scope) = visitor.web.app().list_ids(&visitor.ctx, &asked.query(kind, visitor, &[], &[])).await?;
    // A graph has no order; the database reads neighbours faster.
    ids.sort_unstable();
    let maker = Maker::new(visitor, kind, format, Arc::clone(&scope));
    let pieces = Ahead::new(&visitor.web, &scope, ids, PIECE, move |records| maker.piece(&records));
    let document = futures_util::stream::unfold(Some((pieces, Writer::new(visitor, format))), |state| async move {
        let (mut pieces, mut writer) = state?;
        match pieces.next().await {
            Ok(None) => Some((Ok(Bytes::from(writer.end())), None)),
            Ok(Some(piece)) => Some((Ok(Bytes::from(writer.write(piece))), Some((pieces, writer)))),
            Err(error) => {
                tracing::error!(%error, "linked data");
                Some((Err(Error::other(error)), None))
            }
        }
    });
    Ok(typed(format.media_type(), Body::from_stream(futures_util::StreamExt::fuse(document)).into_response()))
}
