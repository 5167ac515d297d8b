//! About, privacy, accessibility: texts in the translations.

use crate::answer::html;
use crate::page::Page;
use crate::visitor::Visitor;
use askama::Template;
use axum::response::Response;
use samverk_domain::text::markdown;

#[derive(Template)]
#[template(path = "text.html")]
struct TextTemplate<'a> {
    page: &'a Page,
    body: String,
}

fn text(visitor: &Visitor, key: &str) -> Response {
    let page = Page::new(visitor, &visitor.t(key), None);
    // Headings of a text page follow its own.
    let body = markdown::to_html(&visitor.t(&format!("{key}-text"))).replace("<h4>", "<h2>").replace("</h4>", "</h2>");
    html(&TextTemplate { page: &page, body })
}

pub(crate) async fn about(visitor: Visitor) -> Response {
    text(&visitor, "about")
}

pub(crate) async fn privacy(visitor: Visitor) -> Response {
    text(&visitor, "privacy")
}

pub(crate) async fn accessibility(visitor: Visitor) -> Response {
    text(&visitor, "accessibility")
}

#[derive(Template)]
#[template(path = "head.html")]
struct HeadTemplate<'a> {
    page: &'a Page,
    hash: String,
    entries: String,
    at: String,
}

/// Where the history ends, for everybody to keep.
pub(crate) async fn head(visitor: Visitor) -> Response {
    let page = Page::new(&visitor, &visitor.t("head-heading"), None);
    let shown = visitor.web.app().head().await.map(|head| {
        html(&HeadTemplate {
            page: &page,
            entries: visitor.t_with("head-entries", &[("count", &head.seq.to_string())]),
            at: crate::i18n::instant(&head.at, visitor.lang),
            hash: head.hash,
        })
    });
    visitor.answer(shown)
}
