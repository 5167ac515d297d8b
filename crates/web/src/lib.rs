//! Pages, translations and assets. No SQL and no rule: what may be done is
//! asked of the use cases, what is shown comes from them.

mod answer;
mod assets;
mod figure;
pub mod i18n;
mod page;
mod pages;
mod query;
mod route;
mod security;
mod serve;
mod settings;
mod show;
mod visitor;

pub use route::{Route, routes};
pub use serve::{router, serve};
pub use settings::Settings;

use samverk_app::App;
use std::sync::Arc;

/// What every request needs.
#[derive(Clone)]
pub struct Web(Arc<Inner>);

struct Inner {
    app: Arc<App>,
    settings: Settings,
}

impl Web {
    /// The program behind the pages.
    #[must_use]
    pub fn new(app: Arc<App>, settings: Settings) -> Self {
        Self(Arc::new(Inner { app, settings }))
    }

    fn app(&self) -> &App {
        &self.0.app
    }

    fn settings(&self) -> &Settings {
        &self.0.settings
    }
}
