//! Who asks for a page, in which language, from which session.

use crate::Web;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use samverk_app::Ctx;
use samverk_app::access::SignedIn;
use samverk_domain::Lang;
use samverk_domain::access::Actor;

/// The asker of a request.
pub(crate) struct Visitor {
    pub(crate) web: Web,
    pub(crate) ctx: Ctx,
    pub(crate) lang: Lang,
    pub(crate) signed_in: Option<SignedIn>,
    /// Address without the language, beginning with `/`.
    pub(crate) path: String,
    /// Query without the question mark.
    pub(crate) query: String,
    /// What the browser calls itself.
    pub(crate) agent: String,
    /// Address that the request came from.
    pub(crate) address: String,
}

impl FromRequestParts<Web> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        let path = parts.uri.path();
        let mut segments = path.trim_start_matches('/').splitn(2, '/');
        let first = segments.next().unwrap_or_default();
        let lang = Lang::ALL.into_iter().find(|lang| lang.code() == first);
        let rest = format!("/{}", segments.next().unwrap_or_default());
        let (lang, path) = match lang {
            Some(lang) => (lang, rest),
            None => (preferred(parts), path.to_owned()),
        };
        // Fields that another process added are known before an address is read.
        if let Err(error) = web.app().catch_up().await {
            tracing::warn!(%error, "catching up");
        }
        let token = cookie(parts, web.settings().cookie());
        let signed_in = match &token {
            None => None,
            Some(token) => match web.app().session(token).await {
                Ok(found) => found,
                Err(error) => {
                    tracing::error!(%error, "session");
                    return Err(StatusCode::SERVICE_UNAVAILABLE.into_response());
                }
            },
        };
        let (actor, name) = match &signed_in {
            None => (Actor::Public, "public".to_owned()),
            Some(signed_in) => {
                let id = signed_in.session.user;
                (Actor::User { id, grants: signed_in.grants.clone() }, id.to_string())
            }
        };
        let text = |name: header::HeaderName| {
            parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
        };
        let address = address(parts, web);
        let ctx = Ctx { actor, name, via: "web", lang, once: None };
        crate::telemetry::note_asker(parts, &ctx);
        Ok(Self {
            web: web.clone(),
            ctx,
            lang,
            signed_in,
            path,
            query: parts.uri.query().unwrap_or_default().to_owned(),
            agent: text(header::USER_AGENT),
            address,
        })
    }
}

/// The address that a request came from.
pub(crate) fn address(parts: &Parts, web: &Web) -> String {
    let forwarded = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let forwarded =
        forwarded.rsplit(',').next().map(str::trim).filter(|last| web.settings().behind_proxy && !last.is_empty());
    let direct =
        parts.extensions.get::<axum::extract::ConnectInfo<std::net::SocketAddr>>().map(|info| info.0.ip().to_string());
    forwarded.map(str::to_owned).or(direct).unwrap_or_default()
}

/// The language that the browser asks for first of ours.
pub(crate) fn preferred(parts: &Parts) -> Lang {
    preferred_in(&parts.headers)
}

/// The same from the headers alone.
pub(crate) fn preferred_in(headers: &axum::http::HeaderMap) -> Lang {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    wanted
        .split(',')
        .filter_map(|part| Lang::parse(part.split(';').next().unwrap_or(part).trim()))
        .next()
        .unwrap_or(Lang::Sv)
}

fn cookie(parts: &Parts, name: &str) -> Option<String> {
    let lines = parts.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value.to_owned())
}

impl Visitor {
    /// The token that this session's forms carry.
    pub(crate) fn form_token(&self) -> &str {
        self.signed_in.as_ref().map_or("", |signed_in| signed_in.session.form_token.as_str())
    }

    /// The sentence with this key.
    pub(crate) fn t(&self, key: &str) -> String {
        crate::i18n::t(self.lang, key)
    }

    /// The sentence with this key and arguments.
    pub(crate) fn t_with(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        crate::i18n::t_with(self.lang, key, arguments)
    }

    /// An address in the visitor's language.
    pub(crate) fn href(&self, path: &str) -> String {
        format!("/{}{path}", self.lang)
    }
}
