//! Refusals for programs: `application/problem+json` (RFC 9457).

use super::value::pointer;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use samverk_app::{AppError, StoreError};
use samverk_domain::Lang;
use samverk_domain::access::Reason;
use samverk_domain::record::{Fault, Kind};
use serde_json::{Value as Json, json};

/// A refusal with its status and code.
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    code: String,
    detail: String,
    errors: Vec<Json>,
    retry_seconds: Option<u32>,
}

impl Problem {
    /// A refusal whose sentence is `problem-{code}`.
    pub(crate) fn new(status: StatusCode, code: &str, lang: Lang) -> Self {
        let detail = crate::i18n::t(lang, &format!("problem-{code}"));
        Self { status, code: code.to_owned(), detail, errors: Vec::new(), retry_seconds: None }
    }

    /// Faults of what was sent, each with the pointer to its place.
    pub(crate) fn faults(status: StatusCode, faults: &[Fault], kind: Option<&Kind>, lang: Lang) -> Self {
        let errors = faults.iter().map(|fault| {
            json!({ "path": pointer(kind, fault), "code": fault.code, "detail": crate::show::fault(lang, fault) })
        });
        Self { errors: errors.collect(), ..Self::new(status, "invalid", lang) }
    }

    /// The refusal of a use case.
    pub(crate) fn of(error: &AppError, kind: Option<&Kind>, lang: Lang) -> Self {
        let plain = |status, code| Self::new(status, code, lang);
        match error {
            AppError::NotFound => plain(StatusCode::NOT_FOUND, "not-found"),
            AppError::Denied(Reason::SignInFirst) => plain(StatusCode::UNAUTHORIZED, "token-needed"),
            AppError::Denied(reason) => Self {
                detail: crate::i18n::t(lang, &format!("reason-{}", reason.code())),
                ..plain(StatusCode::FORBIDDEN, "denied")
            },
            AppError::Invalid(faults) => Self::faults(StatusCode::UNPROCESSABLE_ENTITY, faults, kind, lang),
            AppError::Import(faults) => {
                let faults: Vec<Fault> = faults.iter().map(|row| row.fault.clone()).collect();
                Self::faults(StatusCode::UNPROCESSABLE_ENTITY, &faults, kind, lang)
            }
            AppError::Rule(code) => Self {
                detail: crate::i18n::t(lang, &format!("rule-{code}")),
                ..plain(StatusCode::UNPROCESSABLE_ENTITY, "refused")
            },
            AppError::File(fault) => Self {
                detail: crate::i18n::fault(lang, fault.code, &fault.detail),
                ..plain(StatusCode::UNPROCESSABLE_ENTITY, "refused")
            },
            AppError::Stale(_) => plain(StatusCode::PRECONDITION_FAILED, "stale"),
            AppError::Repeated => plain(StatusCode::CONFLICT, "repeated"),
            AppError::TooMany(seconds) => {
                Self { retry_seconds: Some(*seconds), ..plain(StatusCode::TOO_MANY_REQUESTS, "too-many") }
            }
            AppError::Store(StoreError::Full) => plain(StatusCode::INSUFFICIENT_STORAGE, "full"),
            AppError::Store(error) => {
                tracing::error!(%error, "database");
                plain(StatusCode::SERVICE_UNAVAILABLE, "database")
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "type": format!("urn:samverk:problem:{}", self.code),
            "title": self.status.canonical_reason().unwrap_or_default(),
            "status": self.status.as_u16(),
            "code": self.code,
            "detail": self.detail,
        });
        if let (false, Some(object)) = (self.errors.is_empty(), body.as_object_mut()) {
            object.insert("errors".to_owned(), Json::Array(self.errors));
        }
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (self.status, kind, body.to_string()).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_seconds {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
