//! Fields that the operator adds to a register.

use crate::answer::{html_with, see_other};
use crate::page::Page;
use crate::query::Query;
use crate::visitor::Visitor;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use samverk_app::AppError;
use samverk_domain::Lang;
use samverk_domain::access::Action;
use samverk_domain::record::{OWN_TYPES, OwnField};
use samverk_domain::text::slug;

struct OwnView {
    kind: String,
    kind_label: String,
    name: String,
    label: String,
    of: String,
    withdrawn: bool,
    edit: String,
}

#[derive(Template)]
#[template(path = "own_fields.html")]
struct OwnFieldsTemplate<'a> {
    page: &'a Page,
    errors: Vec<String>,
    fields: Vec<OwnView>,
    kinds: Vec<(String, String)>,
    types: Vec<(String, String)>,
    form: OwnField,
    editing: bool,
    labels: Vec<(&'static str, String, String, String)>,
    choices: String,
}

async fn page(
    visitor: &Visitor,
    form: OwnField,
    editing: bool,
    errors: Vec<String>,
    status: StatusCode,
) -> Result<Response, AppError> {
    let app = visitor.web.app();
    app.require_general(&visitor.ctx, Action::ManageUsers)?;
    app.catch_up().await?;
    let here = visitor.href("/fields");
    let fields = app.own_fields().into_iter().map(|field| OwnView {
        kind_label: visitor.t(&format!("kind-{}.plural", field.kind)),
        label: field.label(visitor.lang).to_owned(),
        of: visitor.t(&format!("own-type-{}", field.of)),
        withdrawn: field.withdrawn,
        edit: format!("{here}?kind={}&name={}", field.kind, field.name),
        kind: field.kind,
        name: field.name,
    });
    let mut page = Page::new(visitor, &visitor.t("own-fields"), None);
    page.noindex = true;
    let kinds = app.registry().kinds().iter();
    let template = OwnFieldsTemplate {
        fields: fields.collect(),
        kinds: kinds.map(|kind| (kind.name.to_owned(), visitor.t(&format!("kind-{}.plural", kind.name)))).collect(),
        types: OWN_TYPES.map(|of| (of.to_owned(), visitor.t(&format!("own-type-{of}")))).into_iter().collect(),
        labels: Lang::ALL
            .map(|lang| {
                let text =
                    |texts: &std::collections::BTreeMap<Lang, String>| texts.get(&lang).cloned().unwrap_or_default();
                (
                    lang.code(),
                    text(&form.labels),
                    text(&form.help),
                    visitor.t(&format!("choice-language-{}", lang.code())),
                )
            })
            .into_iter()
            .collect(),
        choices: form.choices.iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>().join("\n"),
        form,
        editing,
        errors,
        page: &page,
    };
    Ok(html_with(status, &template))
}

pub(crate) async fn show(visitor: Visitor) -> Response {
    let shown = async {
        let query = Query::parse(&visitor.query);
        let text = |name: &str| query.get(name).unwrap_or_default();
        let known = visitor.web.app().own_fields();
        let found = known.into_iter().find(|field| field.kind == text("kind") && field.name == text("name"));
        let editing = found.is_some();
        let blank = OwnField { kind: text("kind").to_owned(), of: "text".to_owned(), ..OwnField::default() };
        page(&visitor, found.unwrap_or(blank), editing, Vec::new(), StatusCode::OK).await
    };
    visitor.answer(shown.await)
}

/// The field that a form describes. Entries of a list keep their codes as
/// long as their labels stay or their place does.
fn described(form: &Query, before: Option<&OwnField>) -> OwnField {
    let text = |name: &str| form.get(name).unwrap_or_default().trim().to_owned();
    let by_lang = |part: &str| {
        let texts = Lang::ALL.into_iter().map(|lang| (lang, text(&format!("{part}.{lang}"))));
        texts.filter(|(_, text)| !text.is_empty()).collect::<std::collections::BTreeMap<_, _>>()
    };
    let labels = by_lang("label");
    let name = match before {
        Some(before) => before.name.clone(),
        None => match text("name") {
            name if name.is_empty() => {
                labels.values().next().map(|label| OwnField::name_from(label)).unwrap_or_default()
            }
            name => OwnField::name_from(name.trim_start_matches("x_")),
        },
    };
    let known = before.map(|before| before.choices.clone()).unwrap_or_default();
    let lines = form.get("choices").unwrap_or_default().lines().map(str::trim).filter(|line| !line.is_empty());
    let choices = lines.enumerate().map(|(at, label)| {
        let same = known.iter().find(|(_, other)| other == label).or_else(|| {
            // A changed label in the same place is the same entry, renamed.
            known
                .get(at)
                .filter(|(_, other)| !form.get("choices").unwrap_or_default().lines().any(|l| l.trim() == other))
        });
        let code = same.map_or_else(|| slug(label).replace('-', "_"), |(code, _)| code.clone());
        (code, label.to_owned())
    });
    let of = text("of");
    let list = matches!(of.as_str(), "choice" | "tags");
    OwnField {
        kind: text("kind"),
        name,
        labels,
        help: by_lang("help"),
        decimals: text("decimals").parse().unwrap_or(0),
        to: if of == "link" { text("to") } else { String::new() },
        choices: if list { choices.collect() } else { Vec::new() },
        repeated: of == "tags" || form.get("repeated").is_some(),
        filterable: form.get("filterable").is_some(),
        searched: form.get("searched").is_some(),
        internal: form.get("internal").is_some(),
        withdrawn: form.get("withdrawn").is_some(),
        of,
    }
}

pub(crate) async fn keep(visitor: Visitor, body: String) -> Response {
    let kept = async {
        let form = visitor.form(&body)?;
        let app = visitor.web.app();
        app.require_general(&visitor.ctx, Action::ManageUsers)?;
        let known = app.own_fields();
        let before = known.iter().find(|field| {
            Some(field.kind.as_str()) == form.get("kind") && Some(field.name.as_str()) == form.get("known")
        });
        let field = described(&form, before);
        match app.keep_own_field(&visitor.ctx, &field).await {
            Ok(()) => Ok(see_other(&visitor.href("/fields"))),
            Err(AppError::Invalid(faults)) => {
                let errors = faults.iter().map(|fault| {
                    let part = visitor.t(&format!("own-part-{}", fault.field));
                    format!("{part}: {}", crate::show::fault(visitor.lang, fault))
                });
                page(&visitor, field, before.is_some(), errors.collect(), StatusCode::UNPROCESSABLE_ENTITY).await
            }
            Err(other) => Err(other),
        }
    };
    visitor.answer(kept.await)
}
