//! Pages, translations and assets. No SQL and no rule: what may be done is
//! asked of the use cases, what is shown comes from them.

mod ahead;
mod answer;
mod api;
mod assets;
mod figure;
pub mod i18n;
mod linked;
mod page;
mod pages;
mod post;
mod query;
mod route;
mod security;
mod serve;
mod settings;
mod show;
mod telemetry;
mod throttle;
mod told;
mod visitor;

pub use api::ledger::ledger_json;
pub use api::list::read_cursor;
pub use api::openapi::document as openapi;
pub use api::process::process_json;
pub use pages::asked::read_query;
pub use pages::ledger::postings;
pub use post::{BoxFuture, Mail, Postman};
pub use route::{Route, routes};
pub use serve::{router, serve};
pub use settings::{API_PER_MINUTE, EXPORTS_PER_HOUR, Settings};
pub use told::{report_json, report_sheet, report_text};

use samverk_app::App;
use std::sync::Arc;

/// What every request needs.
#[derive(Clone)]
pub struct Web(Arc<Inner>);

struct Inner {
    app: Arc<App>,
    settings: Settings,
    throttle: throttle::Throttle,
    metrics: telemetry::Metrics,
}

impl Web {
    /// The program behind the pages.
    #[must_use]
    pub fn new(app: Arc<App>, settings: Settings) -> Self {
        let throttle = throttle::Throttle::new(settings.api_rate(), settings.export_rate());
        Self(Arc::new(Inner { app, settings, throttle, metrics: telemetry::Metrics::default() }))
    }

    fn app(&self) -> &App {
        &self.0.app
    }

    fn throttle(&self) -> &throttle::Throttle {
        &self.0.throttle
    }

    fn metrics(&self) -> &telemetry::Metrics {
        &self.0.metrics
    }

    fn settings(&self) -> &Settings {
        &self.0.settings
    }
}
