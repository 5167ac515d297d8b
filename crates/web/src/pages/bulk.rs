//! Changing many records at once: one field, chosen records, one undo.

use super::field::{self, FieldView, ListView};
use super::{Link, reason};
use crate::answer::{html_with, see_other};
use crate::page::Page;
use crate::query::Query;
use crate::show::column_label;
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::record::{BulkHow, Input};
use samverk_domain::RecordId;
use samverk_domain::access::Reason;
use samverk_domain::record::{Field, Kind};

#[derive(Template)]
#[template(path = "bulk.html")]
struct BulkTemplate<'a> {
    page: &'a Page,
    crumbs: Vec<Link>,
    action: String,
    errors: Vec<String>,
    chosen: Vec<(String, String)>,
    name: String,
    field: FieldView,
    lists: Vec<ListView>,
    repeated: bool,
    /// The list that the visitor came from.
    query: String,
    cancel: String,
}

/// Fields that many records can be given the same value of.
pub(super) fn fields(kind: &Kind) -> impl Iterator<Item = &Field> {
    kind.fields.iter().filter(|field| field.is_for_many())
}

/// `id.version`, as the boxes of a list send it.
fn chosen(form: &Query) -> Vec<(RecordId, i64)> {
    let read = |text: &str| {
        let (id, version) = text.split_once('.')?;
        Some((RecordId::parse(id)?, version.parse().ok()?))
    };
    form.all("chosen").filter_map(read).collect()
}

fn crumbs(visitor: &Visitor, kind: &Kind) -> Vec<Link> {
    let label = visitor.t(&format!("kind-{}.plural", kind.name));
    vec![Link { href: visitor.href(&format!("/{}", kind.name)), label }]
}

/// The list's query that the visitor came with, as its address has it.
fn asked(form: &Query) -> String {
    let query = Query::parse(form.get("query").unwrap_or_default());
    query.without("done").without("seq").without("kept").without("page").to_string()
}

async fn form_page(
    visitor: &Visitor,
    kind: &Kind,
    form: &Query,
    errors: Vec<String>,
    status: StatusCode,
) -> Result<Response, AppError> {
    let app = visitor.web.app();
    app.catch_up().await?;
    let name = form.get("field").unwrap_or_default();
    let field = fields(kind).find(|field| field.name == name).ok_or(AppError::Rule("bulk_no_field"))?;
    let scope = app.scope(&visitor.ctx.actor);
    let chosen = chosen(form);
    if chosen.is_empty() {
        return Err(AppError::Rule("bulk_nothing"));
    }
    let texts = field::sent(kind, form);
    let (view, lists, chosen) = visitor.look(&scope, |eye| {
        let view = field::view(visitor, kind, field, &texts, &[], &eye);
        let lists = field::lists(&[&view], &eye);
        let chosen = chosen
            .iter()
            .filter(|(id, _)| eye.catalogue.sees(*id, eye.scope))
            .map(|(id, version)| (format!("{id}.{version}"), eye.title(*id).text));
        (view, lists, chosen.collect::<Vec<_>>())
    });
    let label = column_label(visitor.lang, kind, name);
    let title = visitor.t_with("bulk-of", &[("count", &chosen.len().to_string()), ("field", &label)]);
    let mut page = Page::new(visitor, &title, Some(kind.section));
    page.noindex = true;
    let template = BulkTemplate {
        crumbs: crumbs(visitor, kind),
        action: visitor.href(&format!("/{}/bulk", kind.name)),
        cancel: format!("{}{}", visitor.href(&format!("/{}", kind.name)), asked(form)),
        query: form.get("query").unwrap_or_default().to_owned(),
        repeated: field.repeated,
        name: name.to_owned(),
        field: view,
        lists,
        chosen,
        errors,
        page: &page,
    };
    Ok(html_with(status, &template))
}

/// The form for the field that was chosen, or the change itself.
pub(crate) async fn bulk(visitor: Visitor, Path((_, kind)): Path<(String, String)>, body: String) -> Response {
    let done = async {
        let kind = visitor.kind(&kind)?;
        let form = visitor.form(&body)?;
        let app = visitor.web.app();
        let list = visitor.href(&format!("/{}", kind.name));
        if let Some(seq) = form.get("undo").and_then(|seq| seq.parse().ok()) {
            let undone = app.undo_entry(&visitor.ctx, seq, None).await?;
            return Ok(see_other(&format!("{list}?sort=-changed&done=undone&kept={}", undone.kept.len())));
        }
        if !super::list::may_create(&visitor, kind) {
            return Err(AppError::Denied(Reason::ReadOnly));
        }
        if form.get("set").is_none() {
            return form_page(&visitor, kind, &form, Vec::new(), StatusCode::OK).await;
        }
        let name = form.get("field").unwrap_or_default();
        let field = fields(kind).find(|field| field.name == name).ok_or(AppError::Rule("bulk_no_field"))?;
        let all = field::input(kind, &form, |other| other.name == field.name);
        let input = Input { fields: all.fields, ..Input::default() };
        let given = input.fields.values().any(|texts| texts.iter().any(|text| !text.trim().is_empty()));
        if field.repeated && !given && form.get("how") != Some("clear") {
            let errors = vec![visitor.t("bulk-no-value")];
            return form_page(&visitor, kind, &form, errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        let input = if field.repeated && form.get("how") == Some("clear") {
            Input { fields: [(field.name.to_owned(), Vec::new())].into(), ..Input::default() }
        } else {
            input
        };
        let how = match form.get("how") {
            Some("add") if field.repeated => BulkHow::Add,
            Some("remove") if field.repeated => BulkHow::Remove,
            _ => BulkHow::Replace,
        };
        let chosen = chosen(&form);
        match app.bulk_change(&visitor.ctx, kind.name, &chosen, &input, how, reason(&form)).await {
            Ok(done) => {
                let back = Query::parse(&asked(&form)).with("done", "bulk").with("seq", &done.entry.to_string());
                Ok(see_other(&format!("{list}{back}")))
            }
            Err(AppError::Import(faults)) => {
                let scope = app.scope(&visitor.ctx.actor);
                let errors = visitor.look(&scope, |eye| {
                    let told = faults.iter().take(20).map(|fault| {
                        let title = chosen.get(fault.row - 1).map(|(id, _)| eye.title(*id).text).unwrap_or_default();
                        format!("{title}: {}", crate::show::fault(visitor.lang, &fault.fault))
                    });
                    told.collect::<Vec<_>>()
                });
                form_page(&visitor, kind, &form, errors, StatusCode::UNPROCESSABLE_ENTITY).await
            }
            Err(other) => Err(other),
        }
    };
    visitor.answer(done.await)
}
