//! What happened to a record, and going back.

use super::Link;
use crate::answer::html;
use crate::i18n;
use crate::page::Page;
use crate::show::{Eye, label};
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::record::{HistoryStep, Shown};
use samverk_domain::RecordId;
use samverk_domain::audit::Operation;
use samverk_domain::record::{Kind, Record, Value};
use serde_json::Value as Json;
use std::collections::HashMap;

/// A step with more changes than this is folded.
const CHANGES_OPEN_MAX: usize = 4;

struct StepView {
    heading: String,
    at: String,
    when: String,
    who: String,
    via: String,
    version: i64,
    reason: Option<String>,
    changes: Vec<(String, String, String)>,
    long: bool,
    restorable: bool,
    undoable: bool,
}

#[derive(Template)]
#[template(path = "history.html")]
struct HistoryTemplate<'a> {
    page: &'a Page,
    crumbs: Vec<Link>,
    steps: Vec<StepView>,
    address: String,
    base: i64,
}

pub(crate) async fn show(visitor: Visitor, Path((_, kind, key)): Path<(String, String, String)>) -> Response {
    visitor.answer(page(&visitor, &kind, &key).await)
}

async fn page(visitor: &Visitor, kind: &str, key: &str) -> Result<Response, AppError> {
    let kind = visitor.kind(kind)?;
    let app = visitor.web.app();
    app.catch_up().await?;
    let id = app.resolve(kind.name, key)?;
    let history = app.history(&visitor.ctx, id).await?;
    let stored = app.record(&visitor.ctx, id).await?;
    let names = app.user_names(&visitor.ctx).await?;
    let may = app.permissions(&visitor.ctx, id);
    let scope = app.scope(&visitor.ctx.actor);
    let current = stored.record.version;
    let steps = visitor.look(&scope, |eye| {
        let views = history.iter().map(|step| {
            let whole = matches!(step.operation, Operation::Erase | Operation::Merge);
            StepView {
                restorable: may.delete && step.version < current && step.operation != Operation::Erase,
                undoable: may.change && step.version == current && current > 1 && !whole,
                ..step_view(visitor, kind, step, &names, &eye)
            }
        });
        views.collect::<Vec<_>>()
    });
    let title = visitor.look(&scope, |eye| eye.title(id).text);
    let address = visitor.href(&format!("/{}/{}", kind.name, stored.record.key));
    let page = Page::new(visitor, &visitor.t_with("history-of", &[("title", &title)]), Some(kind.section));
    let crumbs = vec![
        Link {
            href: visitor.href(&format!("/{}", kind.name)),
            label: visitor.t(&format!("kind-{}.plural", kind.name)),
        },
        Link { href: address.clone(), label: title },
    ];
    Ok(html(&HistoryTemplate { page: &page, crumbs, steps, address, base: current }))
}

fn step_view(
    visitor: &Visitor,
    kind: &Kind,
    step: &HistoryStep,
    names: &HashMap<String, String>,
    eye: &Eye<'_>,
) -> StepView {
    let text = |name: &str, shown: &Shown| match shown {
        Shown::Nothing => String::new(),
        Shown::Erased => visitor.t("history-erased"),
        Shown::Hidden => visitor.t("history-hidden"),
        Shown::Value(value) => json_text(visitor, kind, name, value, eye),
    };
    let changes: Vec<_> = step
        .changes
        .iter()
        .map(|change| {
            (name_label(visitor, kind, &change.name), text(&change.name, &change.from), text(&change.name, &change.to))
        })
        .collect();
    let who = match names.get(&step.actor) {
        Some(name) => name.clone(),
        // Who wrote is for those who are signed in; the public reads what
        // was done and when.
        None if visitor.signed_in.is_none() => String::new(),
        None => step.actor.clone(),
    };
    let who = match step.on_behalf_of {
        Some(owner) if !who.is_empty() => {
            visitor.t_with("history-on-behalf", &[("who", &who), ("organisation", &eye.title(owner).text)])
        }
        _ => who,
    };
    StepView {
        heading: visitor.t(&format!("operation-{}", step.operation.code())),
        at: step.at.clone(),
        when: i18n::instant(&step.at, visitor.lang),
        who,
        via: visitor.t(&format!("via-{}", step.via)),
        version: step.version,
        reason: step.reason.clone(),
        long: changes.len() > CHANGES_OPEN_MAX,
        changes,
        restorable: false,
        undoable: false,
    }
}

/// The label of a field or attribute of the history.
pub(super) fn name_label(visitor: &Visitor, kind: &Kind, name: &str) -> String {
    match name.strip_prefix('@') {
        Some(attribute) => visitor.t(&format!("column-{attribute}")),
        None => kind.get(name).map_or_else(|| name.to_owned(), |field| label(visitor.lang, kind, field)),
    }
}

/// A value of the history in words.
pub(super) fn json_text(visitor: &Visitor, kind: &Kind, name: &str, value: &Json, eye: &Eye<'_>) -> String {
    let text = value.as_str().unwrap_or_default();
    match name {
        "@state" => visitor.t(&format!("{}-state-{text}", kind.name)),
        "@visibility" => visitor.t(&format!("visibility-{text}")),
        "@deleted" => visitor.t("yes"),
        "@owner" | "@merged_into" => RecordId::parse(text).map(|id| eye.title(id).text).unwrap_or_default(),
        "@key" => text.to_owned(),
        _ => {
            let Some(field) = kind.get(name) else { return value.to_string() };
            let empty = Record::new(kind, RecordId(Default::default()), None);
            let values = value.as_array().into_iter().flatten().filter_map(|json| Value::from_json(field.of, json));
            let items = values.map(|value| eye.value(&empty, field, &value)).map(|item| match item.after {
                Some(after) => format!("{} ({after})", item.text),
                None => item.text,
            });
            items.collect::<Vec<_>>().join(", ")
        }
    }
}
