//! What is told of requests: one structured line each, and counters for
//! monitoring. Addresses are told by their route, never as they were asked,
//! since they may hold a secret.

use crate::Web;
use axum::extract::{MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use samverk_app::Ctx;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// Requests that take longer are warned of, with their route.
const SLOW_MILLIS: u128 = 1_000;
/// Upper bounds of the histogram, in milliseconds.
const BOUNDS: [u64; 8] = [1, 5, 10, 50, 100, 500, 1_000, 5_000];

/// Who asked, filled in once the session or token is known.
#[derive(Clone, Default)]
struct Asker(Arc<Mutex<(String, String)>>);

/// Tells who asks, for the line about the request.
pub(crate) fn note_asker(parts: &Parts, ctx: &Ctx) {
    let Some(asker) = parts.extensions.get::<Asker>() else { return };
    let organisations: Vec<String> = ctx.actor.organisations().map(|id| id.to_string()).collect();
    *asker.0.lock().unwrap_or_else(PoisonError::into_inner) = (ctx.name.clone(), organisations.join(" "));
}

/// Counters of this process.
#[derive(Default)]
pub(crate) struct Metrics {
    by_class: [AtomicU64; 6],
    buckets: [AtomicU64; 9],
    micros: AtomicU64,
    running: AtomicU64,
}

impl Metrics {
    fn note(&self, status: u16, micros: u64) {
        if let Some(class) = self.by_class.get(usize::from(status / 100)) {
            class.fetch_add(1, Ordering::Relaxed);
        }
        let at = BOUNDS.iter().position(|bound| micros <= bound * 1_000).unwrap_or(BOUNDS.len());
        if let Some(bucket) = self.buckets.get(at) {
            bucket.fetch_add(1, Ordering::Relaxed);
        }
        self.micros.fetch_add(micros, Ordering::Relaxed);
    }

    /// The counters in the text form that monitoring reads.
    fn text(&self) -> String {
        let load = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let mut out = String::from(
            "# HELP samverk_requests_total Requests answered, by class of status.\n# TYPE samverk_requests_total counter\n",
        );
        for (class, counter) in self.by_class.iter().enumerate().skip(1) {
            let _ = writeln!(out, "samverk_requests_total{{status=\"{class}xx\"}} {}", load(counter));
        }
        out.push_str("# HELP samverk_request_seconds Time of a request.\n# TYPE samverk_request_seconds histogram\n");
        let mut sum = 0;
        for (bucket, bound) in self.buckets.iter().zip(BOUNDS) {
            sum += load(bucket);
            let whole = bound / 1_000;
            let _ = writeln!(out, "samverk_request_seconds_bucket{{le=\"{whole}.{:03}\"}} {sum}", bound % 1_000);
        }
        sum += self.buckets.last().map(load).unwrap_or_default();
        let micros = load(&self.micros);
        let _ = writeln!(out, "samverk_request_seconds_bucket{{le=\"+Inf\"}} {sum}");
        let _ = writeln!(out, "samverk_request_seconds_sum {}.{:06}", micros / 1_000_000, micros % 1_000_000);
        let _ = writeln!(out, "samverk_request_seconds_count {sum}");
        out.push_str(
            "# HELP samverk_requests_running Requests being answered.\n# TYPE samverk_requests_running gauge\n",
        );
        let _ = writeln!(out, "samverk_requests_running {}", load(&self.running));
        out
    }
}

/// Answers with the counters.
pub(crate) async fn metrics(State(web): State<Web>) -> Response {
    let mut text = web.metrics().text();
    let _ = writeln!(
        text,
        "# HELP samverk_info The program.\n# TYPE samverk_info gauge\nsamverk_info{{version=\"{}\",schema=\"{}\"}} 1",
        env!("CARGO_PKG_VERSION"),
        samverk_app::SCHEMA
    );
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}

/// Gives each request an id, counts it and tells of it.
pub(crate) async fn told(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = web.app().ports().new_id().to_string();
    let asker = Asker::default();
    request.extensions_mut().insert(asker.clone());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    web.metrics().running.fetch_add(1, Ordering::Relaxed);
    let mut response = next.run(request).await;
    web.metrics().running.fetch_sub(1, Ordering::Relaxed);
    let spent = begun.elapsed();
    let status = response.status().as_u16();
    web.metrics().note(status, u64::try_from(spent.as_micros()).unwrap_or(u64::MAX));
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    let (actor, organisation) = asker.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let route = route.as_deref().unwrap_or("-");
    let millis = spent.as_millis();
    if millis >= SLOW_MILLIS {
        tracing::warn!(request = %id, %method, route, status, ms = %millis, %actor, %organisation, "slow request");
    } else {
        tracing::info!(request = %id, %method, route, status, ms = %millis, %actor, %organisation, "request");
    }
    response
}
