//! Addresses for machines: health, robots, sitemap.

use crate::Web;
use crate::visitor::Visitor;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use samverk_domain::Lang;
use samverk_domain::access::Actor;
use std::fmt::Write as _;

/// Most addresses of one sitemap (sitemaps.org).
const ADDRESSES_MAX: usize = 50_000;

pub(crate) async fn healthz(State(web): State<Web>) -> Response {
    match web.app().head().await {
        Ok(_) => "ok\n".into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "database\n").into_response(),
    }
}

/// Whether requests can be answered: the database answers and the records
/// are in memory.
pub(crate) async fn readyz(State(web): State<Web>) -> Response {
    match web.app().catch_up().await {
        Ok(()) => "ready\n".into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response(),
    }
}

pub(crate) async fn robots(State(web): State<Web>) -> Response {
    let origin = &web.settings().origin;
    format!("User-agent: *\nDisallow: /*/sign-in\nDisallow: /*/search\nDisallow: /*?\nSitemap: {origin}/sitemap.xml\n")
        .into_response()
}

/// All public records of the menu's registers, in their three languages.
pub(crate) async fn sitemap(visitor: Visitor) -> Response {
    if let Err(error) = visitor.web.app().catch_up().await {
        return visitor.refuse(&error);
    }
    let app = visitor.web.app();
    let origin = &visitor.web.settings().origin;
    let scope = app.scope(&Actor::Public);
    let mut paths: Vec<String> = vec![String::new()];
    app.look(|catalogue| {
        for kind in app.registry().kinds().iter().filter(|kind| kind.in_menu) {
            paths.push(format!("/{}", kind.name));
            let mut keys: Vec<&str> = catalogue.all(kind.name, &scope).filter_map(|id| catalogue.key(id)).collect();
            keys.sort_unstable();
            paths.extend(keys.into_iter().map(|key| format!("/{}/{key}", kind.name)));
        }
    });
    paths.truncate(ADDRESSES_MAX);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for path in paths {
        let _ = write!(xml, "<url><loc>{origin}/sv{path}</loc>");
        for lang in Lang::ALL {
            let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{origin}/{lang}{path}\"/>");
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    ([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], xml).into_response()
}
