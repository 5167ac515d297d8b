//! What an organisation has not looked at in time, with "still true" for all
//! of it in one place, and who has not answered.

use super::Link;
use crate::answer::{html, see_other};
use crate::i18n;
use crate::page::Page;
use crate::show::Item;
use crate::visitor::Visitor;
use askama::Template;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::map::REVIEW_MONTHS;
use samverk_domain::RecordId;
use samverk_domain::record::Value;

struct Line {
    chosen: String,
    title: Item,
    state: Option<Item>,
    due: String,
    edit: String,
}

struct Group {
    kind: &'static str,
    label: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "review.html")]
struct ReviewTemplate<'a> {
    page: &'a Page,
    finding: String,
    groups: Vec<Group>,
    months: Vec<(i64, String)>,
    unanswered: Vec<(Link, String)>,
}

pub(crate) async fn show(visitor: Visitor) -> Response {
    visitor.answer(page(&visitor).await)
}

async fn page(visitor: &Visitor) -> Result<Response, AppError> {
    let app = visitor.web.app();
    let stale = app.stale(&visitor.ctx).await?;
    let unanswered = app.unanswered(&visitor.ctx).await?;
    let scope = app.scope(&visitor.ctx.actor);
    let mut groups: Vec<Group> = Vec::new();
    let unanswered = visitor.look(&scope, |eye| {
        for stored in &stale {
            let record = &stored.record;
            let Some(kind) = app.registry().get(&record.kind) else { continue };
            let due = match record.first("review_by") {
                Some(Value::Date(day)) => i18n::date(*day, visitor.lang),
                _ => String::new(),
            };
            let line = Line {
                chosen: format!("{}.{}", record.id, record.version),
                title: eye.title(record.id),
                state: eye.state(kind, record),
                due,
                edit: format!("{}/edit", eye.href(record.id)),
            };
            match groups.iter_mut().find(|group| group.kind == kind.name) {
                Some(group) => group.lines.push(line),
                None => {
                    let label = visitor.t(&format!("kind-{}.plural", kind.name));
                    groups.push(Group { kind: kind.name, label, lines: vec![line] });
                }
            }
        }
        let who = unanswered.into_iter().map(|(owner, count)| {
            let link = Link { href: eye.href(owner), label: eye.title(owner).text };
            (link, visitor.t_with("review-waits", &[("count", &count.to_string())]))
        });
        who.collect()
    });
    let mut page = Page::new(visitor, &visitor.t("review-title"), None);
    page.noindex = true;
    let template = ReviewTemplate {
        finding: visitor.t_with("review-finding", &[("count", &stale.len().to_string())]),
        groups,
        months: REVIEW_MONTHS
            .map(|months| (months, visitor.t_with("review-months", &[("count", &months.to_string())])))
            .into_iter()
            .collect(),
        unanswered,
        page: &page,
    };
    Ok(html(&template))
}

pub(crate) async fn answer(visitor: Visitor, body: String) -> Response {
    visitor.answer(still_true(&visitor, &body).await)
}

async fn still_true(visitor: &Visitor, body: &str) -> Result<Response, AppError> {
    let form = visitor.form(body)?;
    let pair = |text: &str| {
        let (id, version) = text.split_once('.')?;
        Some((RecordId::parse(id)?, version.parse::<i64>().ok()?))
    };
    let chosen: Vec<(RecordId, i64)> = form.all("chosen").filter_map(pair).collect();
    let months = form.get("months").and_then(|months| months.parse().ok()).unwrap_or_default();
    let kind = form.get("kind").unwrap_or_default();
    visitor.web.app().still_true(&visitor.ctx, kind, &chosen, months).await?;
    Ok(see_other(&visitor.href("/review")))
}
