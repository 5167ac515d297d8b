//! What an initiative may overlap with, on its page and while it is written (B18).

use super::subscribe::typed;
use crate::show::{Eye, Item};
use crate::visitor::Visitor;
use askama::Template;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::map::{OVERLAP_KIND, Overlap};
use samverk_domain::map::COMPARED;
use samverk_domain::map::overlap::guessed;
use samverk_domain::record::{Record, Value};
use samverk_domain::text::number;

/// Initiatives shown.
const MOST: usize = 5;
/// Letters of a field that are compared while it is written.
const TEXT_CHARS_MAX: usize = 10_000;
/// Shared words told of each.
const WORDS_MAX: usize = 5;

pub(super) struct Row {
    pub(super) title: Item,
    pub(super) score: String,
    pub(super) words: String,
    pub(super) common: String,
}

#[derive(Template)]
#[template(path = "overlap.html")]
struct OverlapTemplate {
    heading: String,
    finding: String,
    heads: [String; 4],
    rows: Vec<Row>,
    why: String,
    how: String,
}

/// The section of an initiative's page; nothing where none is alike.
pub(super) async fn section(visitor: &Visitor, record: &Record) -> Result<String, AppError> {
    let found = visitor.web.app().overlaps_of(&visitor.ctx, record, MOST).await?;
    if found.is_empty() {
        return Ok(String::new());
    }
    let scope = visitor.web.app().scope(&visitor.ctx.actor);
    let rows: Vec<Row> = visitor.look(&scope, |eye| found.iter().map(|overlap| row(visitor, overlap, &eye)).collect());
    let template = OverlapTemplate {
        heading: visitor.t("overlap-heading"),
        finding: visitor.t_with("overlap-finding", &[("count", &rows.len().to_string())]),
        heads: ["kind-initiative", "overlap-text", "overlap-words", "overlap-common"].map(|key| visitor.t(key)),
        rows,
        why: visitor.t("overlap-why"),
        how: visitor.t("overlap-how"),
    };
    Ok(template.render().unwrap_or_default())
}

/// The section for an initiative that is being written: a part of its form,
/// empty where none is alike. Nothing is stored.
pub(crate) async fn alike(visitor: Visitor, body: String) -> Response {
    visitor.answer(written(&visitor, &body).await)
}

async fn written(visitor: &Visitor, body: &str) -> Result<Response, AppError> {
    let form = visitor.form(body)?;
    let app = visitor.web.app();
    app.catch_up().await?;
    let kind = visitor.kind(OVERLAP_KIND)?;
    // One that is stored already is not told of itself.
    let own = form.get("own").and_then(|key| app.resolve(kind.name, key).ok());
    let mut record = Record::new(kind, own.unwrap_or_else(|| samverk_domain::RecordId(app.ports().new_id())), None);
    app.fill_as_typed(kind, &mut record, &super::field::input(kind, &form, |field| super::field::in_form(field, true)));
    for name in COMPARED {
        // What is too long to be stored is compared as far as it goes.
        let text: String = form.get(name).unwrap_or_default().chars().take(TEXT_CHARS_MAX).collect();
        record.set(name, if text.trim().is_empty() { Vec::new() } else { vec![Value::Text(text)] });
    }
    if record.language().is_none() {
        let text: Vec<&str> = COMPARED.iter().filter_map(|name| record.text(name)).collect();
        let lang = guessed(&text.join(" ")).unwrap_or(visitor.lang);
        record.set("language", vec![Value::Text(lang.code().to_owned())]);
    }
    Ok(typed("text/html; charset=utf-8", section(visitor, &record).await?))
}

pub(super) fn row(visitor: &Visitor, overlap: &Overlap, eye: &Eye<'_>) -> Row {
    let decimal = |score: f64| number::format((score * 100.0).round() as i64, 2, visitor.lang);
    let words = overlap.shared.iter().take(WORDS_MAX);
    let words: Vec<String> = words.map(|shared| format!("{} {}", shared.term, decimal(shared.part))).collect();
    let common = &overlap.common;
    let mut shared: Vec<String> = Vec::new();
    shared.extend(common.areas.iter().map(|code| visitor.t(&format!("choice-area-{code}"))));
    let linked = common.cooperation.iter().chain(&common.goals).chain(&common.life_events);
    let linked = linked.chain(&common.systems).chain(&common.parties);
    shared.extend(linked.map(|id| eye.title(*id).text));
    if common.at_the_same_time {
        shared.push(visitor.t("overlap-same-time"));
    }
    let (have, of) = common.score;
    let numbers = [("have", have.to_string()), ("of", of.to_string()), ("what", shared.join(", "))];
    let numbers = numbers.each_ref().map(|(name, text)| (*name, text.as_str()));
    let key = match (of, have) {
        (0, _) => "overlap-common-unknown",
        (_, 0) => "overlap-common-none",
        _ => "overlap-common-some",
    };
    Row {
        title: eye.title(overlap.stored.record.id),
        score: decimal(overlap.score),
        words: words.join(", "),
        common: visitor.t_with(key, &numbers),
    }
}
