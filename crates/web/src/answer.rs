//! Answers that several pages give: errors, redirects, templates.

use crate::page::Page;
use crate::visitor::Visitor;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use samverk_app::{AppError, StoreError};
use samverk_domain::access::Reason;

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    page: &'a Page,
    heading: String,
    explanation: String,
    offer_sign_in: bool,
    /// The page that a refused form is on.
    back: Option<String>,
}

/// Renders a template.
pub(crate) fn html(template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => Html(text).into_response(),
        Err(error) => {
            tracing::error!(%error, "template");
            bare(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

/// Renders a template with a status.
pub(crate) fn html_with(status: StatusCode, template: &impl Template) -> Response {
    let mut response = html(template);
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

/// Leads on after a form.
pub(crate) fn see_other(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(to) => (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response(),
        Err(_) => bare(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// Leads on for good.
pub(crate) fn moved(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(to) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response(),
        Err(_) => bare(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// An answer for when no page can be made.
pub(crate) fn bare(status: StatusCode) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], format!("{status}\n")).into_response()
}

/// Whatever no route answers.
pub(crate) async fn fallback(visitor: Visitor) -> Response {
    if crate::api::is_api(&visitor.path) {
        return crate::api::unknown(StatusCode::NOT_FOUND, visitor.lang);
    }
    let path = visitor.path.trim_end_matches('/');
    if path.len() < visitor.path.len() {
        // An address that somebody ended with a slash.
        let query = if visitor.query.is_empty() { String::new() } else { format!("?{}", visitor.query) };
        return moved(&visitor.href(&format!("{path}{query}")));
    }
    visitor.refuse(&AppError::NotFound)
}

impl Visitor {
    /// The page of a use case's answer, or that of its refusal.
    pub(crate) fn answer(&self, result: Result<Response, AppError>) -> Response {
        result.unwrap_or_else(|error| self.refuse(&error))
    }

    /// What a field is called on the page that the visitor came from.
    fn fault_label(&self, field: &str) -> String {
        let kind =
            self.path.trim_start_matches('/').split('/').next().and_then(|name| self.web.app().registry().get(name));
        match kind.and_then(|kind| kind.get(field).map(|field| kind.label_key(field))) {
            Some(key) => self.t(&key),
            None => crate::i18n::find(self.lang, &format!("column-{field}")).unwrap_or_else(|| self.t(field)),
        }
    }

    /// Which part of an invoice a place in it belongs to.
    fn invoice_label(&self, place: &str) -> String {
        let part = place.split('/').next().unwrap_or_default();
        let own = crate::i18n::find(self.lang, &format!("peppol-place-{part}"));
        own.unwrap_or_else(|| self.t("peppol-place-invoice"))
    }

    /// The page of a refusal. What must not be seen looks exactly like what
    /// does not exist.
    pub(crate) fn refuse(&self, error: &AppError) -> Response {
        if crate::api::is_api(&self.path) {
            return crate::api::problem::Problem::of(error, None, self.lang).into_response();
        }
        let (status, heading, explanation) = match error {
            AppError::NotFound => (StatusCode::NOT_FOUND, "error-not-found", self.t("error-not-found-why")),
            AppError::Denied(Reason::SignInFirst) => {
                let next = crate::query::encode(&self.href(&self.path));
                return see_other(&format!("{}?next={next}", self.href("/sign-in")));
            }
            AppError::Denied(reason) => {
                (StatusCode::FORBIDDEN, "error-denied", self.t(&format!("reason-{}", reason.code())))
            }
            AppError::Invalid(faults) => {
                let sentences = faults.iter().map(|fault| {
                    let label = match fault.code {
                        "invoice_rule" => self.invoice_label(&fault.field),
                        _ => self.fault_label(&fault.field),
                    };
                    format!("{label}: {}", crate::show::fault(self.lang, fault))
                });
                (StatusCode::UNPROCESSABLE_ENTITY, "error-refused", sentences.collect::<Vec<_>>().join(" "))
            }
            AppError::Rule(code) => {
                (StatusCode::UNPROCESSABLE_ENTITY, "error-refused", self.t(&format!("rule-{code}")))
            }
            AppError::File(fault) => {
                let sentence = crate::i18n::fault(self.lang, fault.code, &fault.detail);
                (StatusCode::UNPROCESSABLE_ENTITY, "error-refused", sentence)
            }
            AppError::Stale(_) | AppError::Import(_) | AppError::Repeated => {
                (StatusCode::CONFLICT, "error-stale", self.t("error-stale-why"))
            }
            AppError::TooMany(seconds) => (
                StatusCode::TOO_MANY_REQUESTS,
                "error-too-many",
                self.t_with("error-too-many-why", &[("count", &seconds.to_string())]),
            ),
            AppError::Store(StoreError::Full) => {
                (StatusCode::INSUFFICIENT_STORAGE, "error-full", self.t("error-full-why"))
            }
            AppError::Store(error) => {
                tracing::error!(%error, path = %self.path, "database");
                (StatusCode::SERVICE_UNAVAILABLE, "error-database", self.t("error-database-why"))
            }
        };
        let mut page = Page::new(self, &self.t(heading), None);
        page.noindex = true;
        let offer_sign_in = status == StatusCode::NOT_FOUND && self.signed_in.is_none();
        let parent = self.path.rsplit_once('/').map(|(parent, _)| parent).filter(|parent| !parent.is_empty());
        let back = parent.filter(|_| status == StatusCode::UNPROCESSABLE_ENTITY).map(|parent| self.href(parent));
        let template = ErrorPage { heading: self.t(heading), page: &page, explanation, offer_sign_in, back };
        let mut response = html_with(status, &template);
        if let AppError::TooMany(seconds) = error {
            retry_after(&mut response, *seconds);
        }
        response
    }
}

/// Says after how many seconds it is worth asking again.
pub(crate) fn retry_after(response: &mut Response, seconds: u32) {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
}
