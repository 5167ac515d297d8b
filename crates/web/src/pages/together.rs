//! Views, what is followed, comments, notices.

use super::Link;
use crate::answer::{html, see_other};
use crate::i18n::instant;
use crate::page::{Notice, Page};
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::map::REVIEW_TOPIC;
use samverk_app::together::{NoticeView, Reach};
use samverk_domain::text::markdown;

struct NoticeLine {
    heading: String,
    href: Option<String>,
    title: String,
    text: Option<String>,
    at: String,
    new: bool,
}

#[derive(Template)]
#[template(path = "notices.html")]
struct NoticesTemplate<'a> {
    page: &'a Page,
    notices: Vec<NoticeLine>,
    unread: bool,
    followed: Vec<(Link, String, String, String)>,
    drafts: Vec<(Link, String)>,
}

/// The register with what is asked of it, as people call a list.
fn list_name(visitor: &Visitor, kind: &str, query: &str) -> String {
    let plural = visitor.t(&format!("kind-{kind}.plural"));
    let Some(kind) = visitor.web.app().registry().get(kind) else { return plural };
    let scope = visitor.web.app().scope(&visitor.ctx.actor);
    let asked = super::asked::Asked::read(kind, query);
    let chosen: Vec<String> =
        super::list::chips(visitor, kind, &asked, &scope).into_iter().map(|chip| chip.label).collect();
    if chosen.is_empty() { plural } else { format!("{plural} – {}", chosen.join(", ")) }
}

/// What a notice is about, in words.
pub(crate) fn heading(lang: samverk_domain::Lang, notice: &NoticeView) -> String {
    let kind = crate::i18n::t(lang, &format!("kind-{}", notice.kind));
    crate::i18n::t_with(lang, &format!("notice-{}", notice.topic), &[("kind", &kind)])
}

/// What an import did, in words.
pub(crate) fn import_told(lang: samverk_domain::Lang, counts: [usize; 5]) -> String {
    let [rows, created, changed, unchanged, rejected] = counts.map(|count| count.to_string());
    let numbers = [
        ("rows", rows.as_str()),
        ("created", &created),
        ("changed", &changed),
        ("unchanged", &unchanged),
        ("rejected", &rejected),
    ];
    crate::i18n::t_with(lang, "notice-import-counts", &numbers)
}

pub(crate) async fn notices(visitor: Visitor) -> Response {
    let shown = async {
        visitor.account()?;
        let app = visitor.web.app();
        let notices = app.notices(&visitor.ctx).await?;
        let unread = notices.iter().any(|notice| !notice.read);
        let lines = notices.into_iter().map(|notice| NoticeLine {
            heading: heading(visitor.lang, &notice),
            href: match notice.topic.as_str() {
                "many" => Some(visitor.href(&format!("/{}?sort=-changed", notice.kind))),
                "import" => Some(visitor.href(&format!("/{}/import/{}", notice.kind, notice.text))),
                REVIEW_TOPIC => Some(visitor.href("/review")),
                _ => notice.record.map(|id| visitor.record_href(id)),
            },
            title: match notice.topic.as_str() {
                "many" => visitor.t(&format!("kind-{}.plural", notice.kind)),
                REVIEW_TOPIC => visitor.t("review-link"),
                _ => notice.title,
            },
            text: match notice.counts {
                Some(counts) => Some(markdown::to_html(&import_told(visitor.lang, counts))),
                None => (!notice.text.is_empty()).then(|| markdown::to_html(&notice.text)),
            },
            at: instant(&notice.at, visitor.lang),
            new: !notice.read,
        });
        let lines: Vec<NoticeLine> = lines.collect();
        let scope = app.scope(&visitor.ctx.actor);
        let follows = app.follows(&visitor.ctx).await?;
        let followed = visitor.look(&scope, |eye| {
            let told = follows.into_iter().filter_map(|follow| {
                let link = if follow.record.is_empty() {
                    let label = list_name(&visitor, &follow.kind, &follow.query);
                    let query = if follow.query.is_empty() { String::new() } else { format!("?{}", follow.query) };
                    Link { href: format!("{}{query}", visitor.href(&format!("/{}", follow.kind))), label }
                } else {
                    let id = samverk_domain::RecordId::parse(&follow.record)?;
                    if !eye.catalogue.sees(id, eye.scope) {
                        return None;
                    }
                    Link { href: eye.href(id), label: eye.title(id).text }
                };
                Some((link, follow.kind, follow.record, follow.query))
            });
            told.collect::<Vec<_>>()
        });
        let drafts = app.drafts(&visitor.ctx).await?;
        let drafts = visitor.look(&scope, |eye| {
            let told = drafts.into_iter().filter_map(|(kind, record, at)| {
                let (href, label) = match samverk_domain::RecordId::parse(&record) {
                    Some(id) if eye.catalogue.sees(id, eye.scope) => {
                        (format!("{}/edit?draft=1", eye.href(id)), eye.title(id).text)
                    }
                    Some(_) => return None,
                    None => (visitor.href(&format!("/{kind}/new?draft=1")), visitor.t(&format!("kind-{kind}.new"))),
                };
                Some((Link { href, label }, instant(&at, visitor.lang)))
            });
            told.collect::<Vec<_>>()
        });
        let mut page = Page::new(&visitor, &visitor.t("notices"), None);
        page.noindex = true;
        page.notice = crate::query::Query::parse(&visitor.query)
            .get("done")
            .filter(|done| *done == "unfollowed")
            .map(|done| Notice { text: visitor.t(&format!("done-{done}")), undo: None });
        Ok(html(&NoticesTemplate { page: &page, notices: lines, unread, followed, drafts }))
    };
    visitor.answer(shown.await)
}

pub(crate) async fn read_notices(visitor: Visitor, body: String) -> Response {
    let read = async {
        visitor.form(&body)?;
        visitor.web.app().read_notices(&visitor.ctx).await?;
        Ok(see_other(&visitor.href("/notices")))
    };
    visitor.answer(read.await)
}

/// Begins or ends following a list with its filters, or a record in it.
pub(crate) async fn follow(visitor: Visitor, body: String) -> Response {
    let done = async {
        let form = visitor.form(&body)?;
        let app = visitor.web.app();
        let text = |name: &str| form.get(name).unwrap_or_default();
        let on = text("on") == "yes";
        let to = match text("record") {
            "" => {
                let query = text("query");
                app.follow_list(&visitor.ctx, text("kind"), query, on).await?;
                let query = if query.is_empty() { String::new() } else { format!("?{query}") };
                visitor.href(&format!("/{}{query}", text("kind")))
            }
            record => {
                let id = app.resolve(text("kind"), record)?;
                app.follow_record(&visitor.ctx, id, on).await?;
                visitor.record_href(id)
            }
        };
        let to = if text("back") == "notices" { visitor.href("/notices") } else { to };
        let mark = if to.contains('?') { '&' } else { '?' };
        Ok(see_other(&format!("{to}{mark}done={}", if on { "followed" } else { "unfollowed" })))
    };
    visitor.answer(done.await)
}

/// Saves a view of a list, or removes one.
pub(crate) async fn view(visitor: Visitor, Path((_, kind)): Path<(String, String)>, body: String) -> Response {
    let done = async {
        let kind = visitor.kind(&kind)?.name;
        let form = visitor.form(&body)?;
        let app = visitor.web.app();
        let list = visitor.href(&format!("/{kind}"));
        if let Some(id) = form.get("remove") {
            app.remove_view(&visitor.ctx, id).await?;
            return Ok(see_other(&format!("{list}?view=all")));
        }
        let text = |name: &str| form.get(name).unwrap_or_default();
        let reach = Reach::parse(text("reach")).ok_or(AppError::Rule("form_incomplete"))?;
        let view = app.save_view(&visitor.ctx, kind, text("name"), text("query"), reach).await?;
        let query = if view.query.is_empty() { "view=all".to_owned() } else { view.query };
        Ok(see_other(&format!("{list}?{query}")))
    };
    visitor.answer(done.await)
}
