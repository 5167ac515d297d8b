//! Making and changing records, and suggesting changes.

use super::act::{Act, done};
use super::field::{self, FieldView, ListView, Texts};
use super::history::{json_text, name_label};
use super::list::OptionView;
use super::{Link, base, reason};
use crate::answer::{html_with, see_other};
use crate::page::Page;
use crate::query::Query;
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use samverk_app::map::OVERLAP_KIND;
use samverk_app::record::Stored;
use samverk_app::{AppError, Stale};
use samverk_domain::access::Reason;
use samverk_domain::record::{Fault, Kind, Record, Visibility};
use samverk_domain::{RecordId, record};

struct Group {
    label: String,
    fields: Vec<FieldView>,
}

/// The field of an initiative below which others that are alike are told of.
const PURPOSE: &str = "purpose";

/// Where a form tells what else may be the same work.
struct Alike {
    href: String,
    /// Key of the record that is changed.
    own: String,
    /// Name of the field that it stands below.
    after: &'static str,
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormTemplate<'a> {
    page: &'a Page,
    crumbs: Vec<Link>,
    proposing: bool,
    errors: Vec<(String, String)>,
    action: String,
    form: String,
    base: i64,
    groups: Vec<Group>,
    lists: Vec<ListView>,
    reason: String,
    cancel: String,
    may_delete: bool,
    personal: bool,
    /// When a draft was kept that is not shown.
    waiting: Option<String>,
    /// Whether what is shown is a draft.
    drafted: bool,
    /// Where what is written is compared with others, and the own key.
    alike: Option<Alike>,
}

#[derive(Template)]
#[template(path = "conflict.html")]
struct ConflictTemplate<'a> {
    page: &'a Page,
    explanation: String,
    lines: Vec<(String, String, String)>,
    action: String,
    base: i64,
    kept: Vec<(String, String)>,
    cancel: String,
}

/// A form that is being filled in.
struct Draft<'a> {
    kind: &'a Kind,
    texts: Texts,
    faults: Vec<Fault>,
    owner: String,
    visibility: String,
    key: String,
    reason: String,
    form: String,
    /// The record that is changed; none for a new one.
    stored: Option<&'a Stored>,
    proposing: bool,
    may_delete: bool,
    internal: bool,
    base: i64,
    waiting: Option<String>,
    drafted: bool,
}

/// The draft that the visitor kept for a record, or for a new one: shown
/// when the address asks for it, else told of.
async fn kept(visitor: &Visitor, kind: &Kind, record: &str) -> Result<(Option<Query>, i64, Option<String>), AppError> {
    let Some(draft) = visitor.web.app().draft(&visitor.ctx, kind.name, record).await? else {
        return Ok((None, 0, None));
    };
    if Query::parse(&visitor.query).get("draft") == Some("1") {
        return Ok((Some(Query::parse(&draft.form)), draft.base, None));
    }
    Ok((None, draft.base, Some(crate::i18n::instant(&draft.saved_at, visitor.lang))))
}

/// Keeps what a form holds, or lets it go, where the form asks for that
/// instead of being carried out.
async fn draft_act(visitor: &Visitor, kind: &Kind, record: &str, form: &Query) -> Result<Option<Response>, AppError> {
    let app = visitor.web.app();
    match form.get("draft") {
        None => Ok(None),
        Some("drop") => {
            app.drop_draft(&visitor.ctx, kind.name, record).await?;
            Ok(Some(see_other(&visitor.href(&visitor.path))))
        }
        Some(how) => {
            let base = form.get("base").and_then(|base| base.parse().ok()).unwrap_or(0);
            let text = form.without("token").without("draft").filled().to_string();
            let text = text.trim_start_matches('?').to_owned();
            app.keep_draft(&visitor.ctx, kind.name, record, text, base).await?;
            let answer = if how == "auto" {
                StatusCode::NO_CONTENT.into_response()
            } else {
                see_other(&visitor.href("/notices#drafts"))
            };
            Ok(Some(answer))
        }
    }
}

pub(crate) async fn new(visitor: Visitor, Path((_, kind)): Path<(String, String)>) -> Response {
    visitor.answer(new_page(&visitor, &kind).await)
}

async fn new_page(visitor: &Visitor, kind: &str) -> Result<Response, AppError> {
    let kind = visitor.kind(kind)?;
    signed_in(visitor)?;
    visitor.web.app().catch_up().await?;
    if !super::list::may_create(visitor, kind) {
        return Err(AppError::Denied(Reason::ReadOnly));
    }
    // A link from another record fills its field in.
    let given = Query::parse(&visitor.query);
    let mut texts = field::sent(kind, &given);
    let scope = visitor.web.app().scope(&visitor.ctx.actor);
    visitor.look(&scope, |eye| {
        for field in kind.links() {
            let Some(spec) = field.link else { continue };
            for (text, _) in texts.get_mut(field.name).into_iter().flatten() {
                if let Some(id) = eye.catalogue.find(spec.to, text).filter(|id| eye.catalogue.sees(*id, eye.scope)) {
                    *text = format!("{} ({})", eye.title(id).text, eye.catalogue.key(id).unwrap_or_default());
                }
            }
        }
    });
    let owners = visitor.web.app().owners_for(&visitor.ctx);
    let owner =
        visitor.look(&scope, |eye| owners.first().and_then(|id| eye.catalogue.key(*id)).unwrap_or_default().to_owned());
    let draft = Draft {
        kind,
        texts,
        faults: Vec::new(),
        owner,
        visibility: kind.visibility.code().to_owned(),
        key: String::new(),
        reason: String::new(),
        form: visitor.web.app().ports().token(),
        stored: None,
        proposing: false,
        may_delete: false,
        internal: true,
        base: 0,
        waiting: None,
        drafted: false,
    };
    let (typed, _, waiting) = kept(visitor, kind, "").await?;
    let draft = match typed {
        Some(form) => Draft { drafted: true, ..resent(visitor, kind, &form, None, 0) },
        None => Draft { waiting, ..draft },
    };
    Ok(page(visitor, &draft, StatusCode::OK))
}

fn signed_in(visitor: &Visitor) -> Result<(), AppError> {
    if visitor.signed_in.is_some() { Ok(()) } else { Err(AppError::Denied(Reason::SignInFirst)) }
}

pub(crate) async fn create(visitor: Visitor, Path((_, kind)): Path<(String, String)>, body: String) -> Response {
    visitor.answer(create_record(&visitor, &kind, &body).await)
}

async fn create_record(visitor: &Visitor, kind: &str, body: &str) -> Result<Response, AppError> {
    let kind = visitor.kind(kind)?;
    let form = visitor.form(body)?;
    if let Some(answer) = draft_act(visitor, kind, "", &form).await? {
        return Ok(answer);
    }
    let input = field::input(kind, &form, |field| field::in_form(field, true));
    let token = form.get("form").filter(|token| !token.is_empty());
    match visitor.web.app().create(&visitor.ctx, kind.name, &input, token).await {
        Ok(record) => {
            visitor.web.app().drop_draft(&visitor.ctx, kind.name, "").await?;
            Ok(done(visitor, &record, "created"))
        }
        Err(AppError::Invalid(faults)) => {
            let draft = Draft { faults, ..resent(visitor, kind, &form, None, 0) };
            Ok(page(visitor, &draft, StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(other) => Err(other),
    }
}

/// A form as it was sent, to be shown again.
fn resent<'a>(visitor: &Visitor, kind: &'a Kind, form: &Query, stored: Option<&'a Stored>, base: i64) -> Draft<'a> {
    let may = stored.map(|stored| visitor.web.app().permissions(&visitor.ctx, stored.record.id));
    Draft {
        kind,
        texts: field::sent(kind, form),
        faults: Vec::new(),
        owner: form.get("@owner").unwrap_or_default().to_owned(),
        visibility: form.get("@visibility").unwrap_or_default().to_owned(),
        key: form.get("@key").unwrap_or_default().to_owned(),
        reason: form.get("reason").unwrap_or_default().to_owned(),
        form: form.get("form").unwrap_or_default().to_owned(),
        proposing: may.is_some_and(|may| !may.change),
        may_delete: may.is_some_and(|may| may.delete),
        internal: may.is_none_or(|may| may.internal),
        stored,
        base,
        waiting: None,
        drafted: false,
    }
}

pub(crate) async fn edit(visitor: Visitor, Path((_, kind, key)): Path<(String, String, String)>) -> Response {
    visitor.answer(edit_page(&visitor, &kind, &key).await)
}

async fn edit_page(visitor: &Visitor, kind: &str, key: &str) -> Result<Response, AppError> {
    let kind = visitor.kind(kind)?;
    let app = visitor.web.app();
    app.catch_up().await?;
    let id = app.resolve(kind.name, key)?;
    let stored = app.record(&visitor.ctx, id).await?;
    signed_in(visitor)?;
    let may = app.permissions(&visitor.ctx, id);
    if !may.change && !may.propose {
        return Err(AppError::Denied(Reason::ReadOnly));
    }
    let scope = app.scope(&visitor.ctx.actor);
    let record = &stored.record;
    let draft = visitor.look(&scope, |eye| Draft {
        kind,
        texts: field::texts(kind, record, &eye),
        faults: Vec::new(),
        owner: record.owner.and_then(|id| eye.catalogue.key(id)).unwrap_or_default().to_owned(),
        visibility: record.visibility.code().to_owned(),
        key: record.key.clone(),
        reason: String::new(),
        form: String::new(),
        proposing: !may.change,
        may_delete: may.delete && !record.deleted,
        internal: may.internal,
        base: record.version,
        stored: Some(&stored),
        waiting: None,
        drafted: false,
    });
    let (typed, base, waiting) = kept(visitor, kind, &id.to_string()).await?;
    let draft = match typed {
        Some(form) => Draft { drafted: true, ..resent(visitor, kind, &form, Some(&stored), base) },
        None => Draft { waiting, ..draft },
    };
    Ok(page(visitor, &draft, StatusCode::OK))
}

pub(crate) async fn change(act: Act) -> Response {
    act.visitor.answer(change_record(&act).await)
}

async fn change_record(Act { visitor, kind, id, form }: &Act) -> Result<Response, AppError> {
    let (kind, id) = (visitor.kind(kind)?, *id);
    let app = visitor.web.app();
    let may = app.permissions(&visitor.ctx, id);
    if let Some(answer) = draft_act(visitor, kind, &id.to_string(), form).await? {
        return Ok(answer);
    }
    let base = base(form)?;
    let mut input = field::input(kind, form, |field| field::in_form(field, may.internal) && !field.fixed);
    input.key = None;
    if form.get("review").is_some() {
        let stored = app.record(&visitor.ctx, id).await?;
        return Ok(page(visitor, &resent(visitor, kind, form, Some(&stored), base), StatusCode::OK));
    }
    let (outcome, said) = if may.change {
        (app.change(&visitor.ctx, id, base, &input, reason(form)).await.map(Some), "changed")
    } else {
        input.owner = None;
        input.visibility = None;
        (app.propose(&visitor.ctx, id, base, &input, reason(form)).await.map(|()| None), "proposed")
    };
    if outcome.is_ok() {
        app.drop_draft(&visitor.ctx, kind.name, &id.to_string()).await?;
    }
    match outcome {
        Ok(Some(record)) => Ok(done(visitor, &record, said)),
        Ok(None) => Ok(done(visitor, &app.record(&visitor.ctx, id).await?.record, said)),
        Err(AppError::Invalid(faults)) => {
            let stored = app.record(&visitor.ctx, id).await?;
            let draft = Draft { faults, ..resent(visitor, kind, form, Some(&stored), base) };
            Ok(page(visitor, &draft, StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(AppError::Stale(stale)) => Ok(conflict(visitor, kind, id, form, &stale)),
        Err(other) => Err(other),
    }
}

fn page(visitor: &Visitor, draft: &Draft<'_>, status: StatusCode) -> Response {
    let kind = draft.kind;
    let app = visitor.web.app();
    let scope = app.scope(&visitor.ctx.actor);
    let template = visitor.look(&scope, |eye| {
        let mut groups: Vec<(&str, Group)> = Vec::new();
        for field in kind.fields.iter().filter(|field| field::in_form(field, draft.internal)) {
            if field.fixed && draft.base > 0 {
                continue;
            }
            let view = field::view(visitor, kind, field, &draft.texts, &draft.faults, &eye);
            match groups.iter_mut().find(|(name, _)| *name == field.section) {
                Some((_, group)) => group.fields.push(view),
                None => {
                    let label = visitor.t(&format!("section-{}", field.section));
                    groups.push((field.section, Group { label, fields: vec![view] }));
                }
            }
        }
        // Whose it is and who sees it is for the record's own organisation.
        if draft.stored.is_none() || draft.may_delete {
            groups.push(("access", access_group(visitor, draft, &eye)));
        }
        let groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
        let fields: Vec<&FieldView> = groups.iter().flat_map(|group| &group.fields).collect();
        let lists = field::lists(&fields, &eye);
        let title = match draft.stored {
            None => visitor.t(&format!("kind-{}.new", kind.name)),
            Some(stored) => visitor.t_with("edit-of", &[("title", &eye.title(stored.record.id).text)]),
        };
        (groups, lists, title)
    });
    let (groups, lists, title) = template;
    let mut page = Page::new(visitor, &title, Some(kind.section));
    page.noindex = true;
    let plural = Link {
        href: visitor.href(&format!("/{}", kind.name)),
        label: visitor.t(&format!("kind-{}.plural", kind.name)),
    };
    let own = draft.stored.map(|stored| visitor.href(&format!("/{}/{}", kind.name, stored.record.key)));
    let errors = draft.faults.iter().map(|fault| {
        let name = name_label(visitor, kind, &fault.field);
        let name = if matches!(fault.field.as_str(), "owner" | "visibility" | "key" | "reason") {
            attribute(visitor, &fault.field)
        } else {
            name
        };
        (anchor(&fault.field), format!("{name}: {}", crate::show::fault(visitor.lang, fault)))
    });
    let template = FormTemplate {
        errors: errors.collect(),
        proposing: draft.proposing,
        action: own.as_ref().map_or_else(|| visitor.href(&visitor.path), |own| format!("{own}/edit")),
        form: draft.form.clone(),
        base: draft.base,
        reason: draft.reason.clone(),
        cancel: own.unwrap_or_else(|| plural.href.clone()),
        crumbs: vec![plural],
        may_delete: draft.may_delete,
        personal: kind.is_personal(),
        waiting: draft.waiting.clone(),
        drafted: draft.drafted,
        alike: (kind.name == OVERLAP_KIND).then(|| {
            let own = draft.stored.map(|stored| stored.record.key.clone());
            Alike { href: visitor.href("/initiative/alike"), own: own.unwrap_or_default(), after: PURPOSE }
        }),
        groups,
        lists,
        page: &page,
    };
    html_with(status, &template)
}

fn attribute(visitor: &Visitor, name: &str) -> String {
    if name == "reason" { visitor.t("reason") } else { visitor.t(&format!("column-{name}")) }
}

/// Where a fault's field is on the page.
fn anchor(field: &str) -> String {
    match field {
        "reason" => "reason".to_owned(),
        field => format!("field-{field}"),
    }
}

/// Who owns the record, who sees it, and its key while it is new.
fn access_group(visitor: &Visitor, draft: &Draft<'_>, eye: &crate::show::Eye<'_>) -> Group {
    let fault = |name: &str| {
        let found = draft.faults.iter().find(|fault| fault.field == name);
        found.map(|fault| crate::show::fault(visitor.lang, fault)).unwrap_or_default()
    };
    let field = |name: &str, value: &str, options: Vec<OptionView>| {
        let id = format!("field-{name}");
        let error = fault(name);
        FieldView {
            label: attribute(visitor, name),
            help: visitor.t(&format!("column-{name}.help")),
            described: Some(if error.is_empty() { format!("{id}-help") } else { format!("{id}-help {id}-error") }),
            select: !options.is_empty(),
            name: format!("@{name}"),
            input: "text",
            value: value.to_owned(),
            options,
            error,
            id,
            ..FieldView::default()
        }
    };
    let mut owners: Vec<RecordId> = visitor.web.app().owners_for(&visitor.ctx);
    owners.extend(draft.stored.and_then(|stored| stored.record.owner));
    let mut seen = Vec::with_capacity(owners.len());
    owners.retain(|id| {
        !seen.contains(id) && {
            seen.push(*id);
            true
        }
    });
    let owners = owners.into_iter().map(|id| {
        let key = eye.catalogue.key(id).unwrap_or_default().to_owned();
        OptionView { chosen: key == draft.owner, label: eye.title(id).text, value: key, depth: 0 }
    });
    let visibilities = Visibility::ALL.into_iter().map(|visibility| OptionView {
        value: visibility.code().to_owned(),
        label: visitor.t(&format!("visibility-{}", visibility.code())),
        chosen: visibility.code() == draft.visibility,
        depth: 0,
    });
    let mut fields = vec![
        field("owner", &draft.owner, owners.collect()),
        field("visibility", &draft.visibility, visibilities.collect()),
    ];
    if draft.stored.is_none() {
        fields.push(field("key", &draft.key, Vec::new()));
    }
    Group { label: visitor.t("section-access"), fields }
}

/// Both versions of a record that was changed twice, and nothing lost.
fn conflict(visitor: &Visitor, kind: &Kind, id: RecordId, form: &Query, stale: &Stale) -> Response {
    let scope = visitor.web.app().scope(&visitor.ctx.actor);
    let differing = |a: &Record, b: &Record| record::diff(&a.snapshot(), b.snapshot());
    let lines = visitor.look(&scope, |eye| {
        let text = |name: &str, value: &Option<serde_json::Value>| {
            value.as_ref().map(|value| json_text(visitor, kind, name, value, &eye)).unwrap_or_default()
        };
        let delta = differing(&stale.current.record, &stale.wanted);
        let lines = delta
            .iter()
            .map(|(name, (theirs, mine))| (name_label(visitor, kind, name), text(name, theirs), text(name, mine)));
        lines.collect::<Vec<_>>()
    });
    let mut page = Page::new(visitor, &visitor.t("conflict"), Some(kind.section));
    page.noindex = true;
    let when = crate::i18n::instant(&stale.current.changed_at, visitor.lang);
    let own = visitor.record_href(id);
    let kept = form.pairs().iter().filter(|(name, _)| !matches!(name.as_str(), "token" | "base" | "review"));
    let template = ConflictTemplate {
        explanation: visitor.t_with("conflict-why", &[("when", &when)]),
        lines,
        action: format!("{own}/edit"),
        base: stale.current.record.version,
        kept: kept.cloned().collect(),
        cancel: own,
        page: &page,
    };
    html_with(StatusCode::CONFLICT, &template)
}
