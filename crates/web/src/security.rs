//! Headers of every answer, and where a form may come from.

use crate::Web;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// Puts the headers on every answer; what is said to somebody who is signed
/// in is not to be kept by anything on the way.
pub(crate) async fn headers(State(web): State<Web>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        // A download sets a stricter policy of its own.
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    if web.settings().secure {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    response
}

/// Refuses a request that changes something and does not come from our own
/// pages. Browsers say where a request comes from; one that says nothing is
/// not answered either.
pub(crate) async fn origin(State(web): State<Web>, request: Request, next: Next) -> Response {
    // The API knows no cookies, so no page can make a browser act there.
    let harmless = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS)
        || crate::api::is_api(request.uri().path());
    if harmless || is_own(&web, &request) {
        return next.run(request).await;
    }
    tracing::warn!("a form from elsewhere was refused");
    StatusCode::FORBIDDEN.into_response()
}

fn is_own(web: &Web, request: &Request) -> bool {
    let text = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    match text(header::ORIGIN) {
        Some(origin) => {
            // On this machine it may be called by another name than the one
            // that it was started with; then the browser's own word on which
            // host it talks to decides.
            let same_host = || text(header::HOST).is_some_and(|host| origin == format!("http://{host}"));
            origin == web.settings().origin || (!web.settings().secure && same_host())
        }
        None => text(HeaderName::from_static("sec-fetch-site")) == Some("same-origin"),
    }
}
