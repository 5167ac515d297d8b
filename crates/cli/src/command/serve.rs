//! `serve`.

use super::Done;
use crate::fault::Refusal;
use crate::options::Serve;
use crate::smtp::Smtp;
use samverk_app::App;
use samverk_web::{Postman, Settings};
use std::sync::Arc;

/// Serves until the process is told to stop.
pub(crate) async fn run(app: App, options: &Serve, demo: bool) -> Done {
    let listener = tokio::net::TcpListener::bind(options.listen).await;
    let listener = listener.map_err(|error| Refusal::other(format!("{}: {error}", options.listen)))?;
    let address = listener.local_addr().map_err(Refusal::other)?;
    let url = options.url.clone().unwrap_or_else(|| format!("http://{address}"));
    let settings = Settings::new(&url, demo).map_err(Refusal::usage)?.behind_proxy(options.behind_proxy);
    let settings = Settings {
        api_per_minute: options.api_per_minute,
        exports_per_hour: options.exports_per_hour,
        head_to: options.head_to.clone(),
        work_seconds: options.work_seconds.max(1),
        ..settings
    };
    let postman: Option<Arc<dyn Postman>> = match (&options.smtp, &options.mail_from) {
        (Some(server), Some(from)) => Some(Arc::new(Smtp::new(server, from).map_err(Refusal::usage)?)),
        _ => None,
    };
    if !app.store().notes_erasures() {
        tracing::warn!("erasures of persons are noted nowhere outside the database: give --erasures FILE");
    }
    tracing::info!(%url, "serving");
    samverk_web::serve(Arc::new(app), settings, postman, listener, stopped()).await.map_err(Refusal::other)
}

/// Waits for Ctrl-C or the service manager's signal.
async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => drop(interrupt.await),
    }
}
