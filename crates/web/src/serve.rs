//! The server.

use crate::{Postman, Settings, Web, answer, api, post, route, security, telemetry};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use samverk_app::App;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

/// Largest body of a form.
pub(crate) const BODY_BYTES_MAX: usize = 1024 * 1024;
/// Longest time for one request.
const REQUEST_SECONDS_MAX: u64 = 30;

/// All routes with what guards them.
pub fn router(app: Arc<App>, settings: Settings) -> Router {
    routed(Web::new(app, settings))
}

fn routed(web: Web) -> Router {
    let mut router = Router::new();
    for route in route::routes() {
        router = router.route(route.path, route.handler);
    }
    router
        .fallback(answer::fallback)
        .method_not_allowed_fallback(api::no_such_method)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(axum::middleware::from_fn(api::problems))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            answer::bare(StatusCode::INTERNAL_SERVER_ERROR)
        }))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            Duration::from_secs(REQUEST_SECONDS_MAX),
        ))
        .layer(from_fn_with_state(web.clone(), security::origin))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(web.clone(), security::headers))
        .layer(from_fn_with_state(web.clone(), telemetry::told))
        .with_state(web)
}

/// Serves until told to stop, and lets running requests finish.
///
/// # Errors
/// The listener failed, or the records could not be read.
pub async fn serve(
    app: Arc<App>,
    settings: Settings,
    postman: Option<Arc<dyn Postman>>,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    app.catch_up().await.map_err(std::io::Error::other)?;
    let web = Web::new(Arc::clone(&app), settings);
    let (stopping, stopped) = tokio::sync::watch::channel(false);
    let hourly = tokio::spawn(post::hourly(Arc::clone(&app)));
    let work = tokio::spawn(post::work(web.clone(), postman, stopped));
    let router = routed(web);
    let service = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await?;
    hourly.abort();
    // Mail in hand is finished and noted, so that none is sent twice.
    let _ = stopping.send(true);
    let _ = tokio::time::timeout(Duration::from_secs(REQUEST_SECONDS_MAX), work).await;
    app.store().close().await;
    Ok(())
}
