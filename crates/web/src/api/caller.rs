//! Who calls: a program with a person's token, or nobody in particular.

use super::problem::Problem;
use crate::Web;
use crate::query::Query;
use crate::visitor::{Visitor, preferred};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use samverk_app::access::{Bearer, TokenScope, sha256_hex};
use samverk_app::record::{Answered, FILE_NAME_CHARS_MAX};
use samverk_app::{App, AppError, Ctx, Once};
use samverk_domain::access::{Actor, Reason};
use samverk_domain::record::{Fault, Kind};
use samverk_domain::{Lang, RecordId};
use serde_json::Value as Json;

/// Longest key that a client gives a write.
const KEY_CHARS_MAX: usize = 255;

/// A request of a program.
pub(crate) struct Caller {
    /// Asker, language and addresses, as for a page; cookies count for nothing.
    pub(crate) visitor: Visitor,
    bearer: Option<Bearer>,
    headers: HeaderMap,
    method: String,
}

impl FromRequestParts<Web> for Caller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        let lang = preferred(parts);
        let refuse = |error: &AppError| Problem::of(error, None, lang).into_response();
        let address = crate::visitor::address(parts, web);
        let secret = match parts.headers.get(header::AUTHORIZATION).map(|value| value.to_str()) {
            None => None,
            Some(Ok(text)) if text.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("bearer ")) => {
                text.get(7..).map(str::trim)
            }
            Some(_) => return Err(refuse(&AppError::Denied(Reason::SignInFirst))),
        };
        let bearer = match secret {
            None => None,
            Some(secret) => {
                let found = web.app().bearer(secret).await.map_err(|error| refuse(&error))?;
                if found.is_none() {
                    web.throttle()
                        .api(&format!("wrong {address}"))
                        .map_err(|seconds| refuse(&AppError::TooMany(seconds)))?;
                }
                Some(found.ok_or_else(|| refuse(&AppError::Denied(Reason::SignInFirst)))?)
            }
        };
        let subject = bearer.as_ref().map_or_else(|| format!("api {address}"), |bearer| bearer.token.id.clone());
        web.throttle().api(&subject).map_err(|seconds| refuse(&AppError::TooMany(seconds)))?;
        web.app().catch_up().await.map_err(|error| refuse(&error))?;
        let (actor, name, lang) = match &bearer {
            None => (Actor::Public, "public".to_owned(), lang),
            Some(bearer) => {
                let id = bearer.token.user;
                let lang = if parts.headers.contains_key(header::ACCEPT_LANGUAGE) { lang } else { bearer.language };
                (Actor::User { id, grants: bearer.grants.clone() }, id.to_string(), lang)
            }
        };
        let visitor = Visitor {
            web: web.clone(),
            ctx: Ctx { actor, name, via: "api", lang, once: None },
            lang,
            signed_in: None,
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            agent: String::new(),
            address,
        };
        let caller = Self { visitor, bearer, headers: parts.headers.clone(), method: parts.method.to_string() };
        let needed = if parts.method.is_safe() { TokenScope::Read } else { TokenScope::Write };
        caller.require(needed).map_err(IntoResponse::into_response)?;
        crate::telemetry::note_asker(parts, &caller.visitor.ctx);
        Ok(caller)
    }
}

impl Caller {
    pub(crate) fn app(&self) -> &App {
        self.visitor.web.app()
    }

    pub(crate) fn lang(&self) -> Lang {
        self.visitor.lang
    }

    /// Refuses what the token was not made for. Without a token the public's
    /// rights are all there is; the use cases hold that.
    fn require(&self, scope: TokenScope) -> Result<(), Problem> {
        match &self.bearer {
            // Whoever has no token changes nothing, whatever is sent.
            None if scope == TokenScope::Write => {
                Err(Problem::of(&AppError::Denied(Reason::SignInFirst), None, self.lang()))
            }
            Some(bearer) if !TokenScope::is_in(scope, &bearer.token.scopes) => {
                Err(Problem::new(StatusCode::FORBIDDEN, "token-scope", self.lang()))
            }
            _ => Ok(()),
        }
    }

    fn text(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim)
    }

    /// The kind in the address.
    pub(crate) fn kind(&self, name: &str) -> Result<&'static Kind, Problem> {
        let kind = self.visitor.web.app().registry().get(name);
        kind.ok_or_else(|| Problem::of(&AppError::NotFound, None, self.lang()))
    }

    /// The version that the client has seen.
    pub(crate) fn base(&self) -> Result<i64, Problem> {
        let Some(tag) = self.text(header::IF_MATCH) else {
            return Err(Problem::new(StatusCode::PRECONDITION_REQUIRED, "if-match-needed", self.lang()));
        };
        // What stands after the version tells representations apart, not versions.
        let version = |tag: &str| -> Option<i64> {
            tag.trim().strip_prefix('"')?.strip_suffix('"')?.split('-').next()?.parse().ok()
        };
        // Of several the highest: an older one would be refused all the same.
        tag.split(',')
            .filter_map(version)
            .max()
            .ok_or_else(|| Problem::new(StatusCode::PRECONDITION_FAILED, "stale", self.lang()))
    }

    /// Whether the client already has this version.
    pub(crate) fn has(&self, tag: &str) -> bool {
        self.text(header::IF_NONE_MATCH).is_some_and(|tags| {
            tags.split(',').map(str::trim).any(|known| known == "*" || known.trim_start_matches("W/") == tag)
        })
    }

    /// The asker with the key that the client gave this write.
    pub(crate) fn once(&self, body: &[u8]) -> Result<Ctx, Problem> {
        let mut ctx = self.visitor.ctx.clone();
        let Some(key) = self.text(HeaderName::from_static("idempotency-key")) else { return Ok(ctx) };
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '~' | '-');
        if key.is_empty() || key.len() > KEY_CHARS_MAX || !key.chars().all(plain) {
            return Err(Problem::new(StatusCode::BAD_REQUEST, "idempotency-key", self.lang()));
        }
        let parts = [self.method.as_bytes(), self.visitor.path.as_bytes(), self.visitor.query.as_bytes(), body];
        let seen = self.text(header::IF_MATCH).unwrap_or_default();
        let request: Vec<String> = parts.into_iter().chain([seen.as_bytes()]).map(sha256_hex).collect();
        ctx.once = Some(Once {
            key: sha256_hex(format!("api {} {key}", ctx.name).as_bytes()),
            fingerprint: sha256_hex(request.concat().as_bytes()),
        });
        Ok(ctx)
    }

    /// What a write with the same key left earlier.
    ///
    /// # Errors
    /// The key was used for another request.
    pub(super) async fn answered(&self, ctx: &Ctx) -> Result<Option<Vec<(RecordId, i64)>>, Problem> {
        let Some(once) = &ctx.once else { return Ok(None) };
        match self.app().answered(once).await.map_err(|error| self.refuse(&error, None))? {
            None => Ok(None),
            Some(Answered::Records(records)) => Ok(Some(records)),
            Some(Answered::Otherwise) => {
                Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-used", self.lang()))
            }
        }
    }

    /// The name of the file that the body is.
    pub(super) fn file_name(&self) -> Result<String, Problem> {
        let name = Query::parse(&self.visitor.query).get("name").unwrap_or_default().to_owned();
        if name.chars().count() <= FILE_NAME_CHARS_MAX {
            return Ok(name);
        }
        let fault = [Fault::error("name", "too_long", FILE_NAME_CHARS_MAX.to_string())];
        Err(Problem::faults(StatusCode::UNPROCESSABLE_ENTITY, &fault, None, self.lang()))
    }

    /// A body in JSON.
    pub(crate) fn json(&self, bytes: &[u8]) -> Result<Json, Problem> {
        let kind = self.text(header::CONTENT_TYPE).unwrap_or("application/json").to_ascii_lowercase();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_owned();
        if !matches!(kind.as_str(), "application/json" | "application/merge-patch+json") {
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type", self.lang()));
        }
        super::value::read(bytes).map_err(|fault| match fault.code {
            // It is JSON, and holds what no text may.
            "control" => Problem::faults(StatusCode::UNPROCESSABLE_ENTITY, &[fault], None, self.lang()),
            _ => super::list::malformed(self, &fault),
        })
    }

    /// A use case's refusal.
    pub(crate) fn refuse(&self, error: &AppError, kind: Option<&Kind>) -> Problem {
        Problem::of(error, kind, self.lang())
    }
}
