//! Search in all registers.

use super::Link;
use crate::answer::html;
use crate::page::Page;
use crate::query::Query;
use crate::show::Item;
use crate::visitor::Visitor;
use askama::Template;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::catalogue::SearchLimits;

/// Hits of one kind on the page; the rest is a list away.
const PER_KIND: usize = 20;
/// Hits in all.
const TOTAL: usize = 60;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchTemplate<'a> {
    page: &'a Page,
    kinds: Vec<Link>,
    hits: Vec<(Item, String, Option<String>)>,
}

pub(crate) async fn search(visitor: Visitor) -> Response {
    visitor.answer(answer(&visitor).await)
}

async fn answer(visitor: &Visitor) -> Result<Response, AppError> {
    let app = visitor.web.app();
    app.catch_up().await?;
    let words: String = Query::parse(&visitor.query).get("q").unwrap_or_default().chars().take(200).collect();
    let scope = app.scope(&visitor.ctx.actor);
    let limits = SearchLimits { per_kind: PER_KIND, total: TOTAL };
    let (hits, kinds) = visitor.look(&scope, |eye| {
        let (hits, counts) = eye.catalogue.search(&words, &scope, limits, visitor.lang);
        let hits: Vec<_> = hits
            .into_iter()
            .map(|hit| {
                let kind = eye.catalogue.kind_of(hit.id).unwrap_or_default();
                (eye.title(hit.id), visitor.t(&format!("kind-{kind}")), None)
            })
            .collect();
        let kinds: Vec<_> = counts
            .into_iter()
            .map(|(kind, count)| Link {
                href: visitor.href(&format!("/{kind}?q={}", crate::query::encode(&words))),
                label: format!("{} ({count})", visitor.t(&format!("kind-{kind}.plural"))),
            })
            .collect();
        (hits, kinds)
    });
    let title = if words.trim().is_empty() {
        visitor.t("search-label")
    } else {
        visitor.t_with("search-title", &[("words", &words)])
    };
    let mut page = Page::new(visitor, &title, None);
    page.words = words;
    page.noindex = true;
    Ok(html(&SearchTemplate { page: &page, kinds, hits }))
}
