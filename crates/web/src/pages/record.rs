//! The page of a record.

use super::Link;
use super::extra::Extra;
use crate::answer::{html_with, moved};
use crate::page::{Notice, Page, Undo};
use crate::show::{Eye, Item, label};
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::record::{Permissions, ProposalView, Related, View};
use samverk_domain::map::process::gate::kinds_read;
use samverk_domain::record::{Fault, FieldType, Kind, Stage, Value, validate};
use samverk_domain::time::Period;

struct Fact {
    label: String,
    items: Vec<Item>,
}

struct SectionView {
    name: &'static str,
    label: String,
    facts: Vec<Fact>,
}

struct Group {
    id: String,
    label: String,
    total: usize,
    lines: Vec<(Item, Vec<Item>)>,
    more: Option<Link>,
    new: Option<Link>,
}

struct Step {
    label: String,
    passed: bool,
    current: bool,
}

struct ProposalLine {
    id: String,
    heading: String,
    reason: Option<String>,
    changes: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "record.html")]
struct RecordTemplate<'a> {
    page: &'a Page,
    crumbs: Vec<Link>,
    deleted: bool,
    erased: bool,
    may: Permissions,
    address: String,
    permanent: String,
    title: String,
    title_lang: Option<&'static str>,
    kind_label: String,
    state: Option<Item>,
    visibility: String,
    signed_in: bool,
    certainty: Option<String>,
    steps: Vec<Step>,
    warnings: Vec<String>,
    proposals: Vec<ProposalLine>,
    proposal_acts: [(&'static str, String); 2],
    extra_first: String,
    sections: Vec<SectionView>,
    extra_last: String,
    sections_after: Vec<SectionView>,
    related: Vec<Group>,
    additions: Vec<Link>,
    owner: Option<Item>,
    key: String,
    changed: String,
    version: i64,
    moves: Vec<(&'static str, String)>,
    refused: &'a RefusedMove,
    /// Where each fault of a refused move is mended, and what is wrong there.
    errors: Vec<(String, String)>,
    kind: &'static str,
    followed: bool,
    comments: Vec<CommentLine>,
}

struct CommentLine {
    id: String,
    author: String,
    at: String,
    html: String,
    removed: bool,
    own: bool,
}

/// Lines of one kind of link shown before "all of them".
const LINES: usize = 8;

pub(crate) async fn show(visitor: Visitor, Path((_, kind, key)): Path<(String, String, String)>) -> Response {
    visitor.answer(page(&visitor, &kind, &key, &RefusedMove::default()).await)
}

/// A move that was refused, as it was asked for: nothing that was written is lost.
#[derive(Default)]
pub(super) struct RefusedMove {
    pub(super) faults: Vec<Fault>,
    pub(super) state: String,
    pub(super) reason: String,
}

impl RefusedMove {
    /// Where each fault is mended, and what is wrong there.
    fn errors(&self, visitor: &Visitor, kind: &Kind, address: &str) -> Vec<(String, String)> {
        let error = |fault: &Fault| {
            let told = crate::show::fault(visitor.lang, fault);
            match kind.get(&fault.field) {
                Some(field) => {
                    let name = label(visitor.lang, kind, field);
                    (format!("{address}/edit#field-{}", field.name), format!("{name}: {told}"))
                }
                None if fault.field == "state" => ("#state".to_owned(), told),
                None => ("#move-reason".to_owned(), told),
            }
        };
        self.faults.iter().map(error).collect()
    }
}

pub(super) async fn page(
    visitor: &Visitor,
    kind: &str,
    key: &str,
    refused: &RefusedMove,
) -> Result<Response, AppError> {
    let kind = visitor.kind(kind)?;
    let app = visitor.web.app();
    app.catch_up().await?;
    let id = app.resolve(kind.name, key)?;
    if let Some(target) = app.look(|catalogue| catalogue.merged_into(id)) {
        // The old address of a merged record leads to what took its place,
        // for those who may see that.
        app.record(&visitor.ctx, target).await?;
        return Ok(moved(&visitor.record_href(target)));
    }
    let view = app.view(&visitor.ctx, id).await?;
    let proposals = app.proposals_for(&visitor.ctx, id).await?;
    let names = if proposals.is_empty() { Default::default() } else { app.user_names(&visitor.ctx).await? };
    let follows = app.follows(&visitor.ctx).await?;
    let comments = app.comments(&visitor.ctx, id).await?.into_iter().map(|comment| CommentLine {
        at: crate::i18n::instant(&comment.at, visitor.lang),
        html: samverk_domain::text::markdown::to_html(&comment.text),
        id: comment.id,
        author: comment.author,
        removed: comment.removed,
        own: comment.own,
    });
    let comments: Vec<CommentLine> = comments.collect();
    let extra = Extra::of(visitor, kind, &view).await?;
    let record = &view.stored.record;
    let (title, title_lang) = visitor.look(&view.scope, |eye| {
        let item = eye.title(id);
        // A deleted record is in nobody's scope; those who may restore it
        // know it by its own title.
        let own = record.own_title(kind, visitor.lang).map(|(text, _)| text);
        (own.filter(|_| record.deleted).unwrap_or(item.text), item.lang)
    });
    let mut page = Page::new(visitor, &title, Some(kind.section));
    page.notice = notice(visitor, kind, &view);
    let address = visitor.href(&format!("/{}/{}", kind.name, record.key));
    // Where a fact comes from stands last.
    let (sections_after, sections): (Vec<_>, Vec<_>) = visitor
        .look(&view.scope, |eye| sections(visitor, kind, &view, &eye))
        .into_iter()
        .partition(|section| matches!(section.name, "source" | "files"));
    let template = visitor.look(&view.scope, |eye| RecordTemplate {
        page: &page,
        crumbs: vec![Link {
            href: visitor.href(&format!("/{}", kind.name)),
            label: visitor.t(&format!("kind-{}.plural", kind.name)),
        }],
        deleted: record.deleted,
        erased: record.deleted
            && kind.is_personal()
            && kind.title_field().is_some_and(|field| record.values(field.name).is_empty()),
        may: view.may,
        permanent: format!("{}/id/{}/{id}", visitor.web.settings().origin, kind.name),
        title,
        title_lang,
        kind_label: visitor.t(&format!("kind-{}", kind.name)),
        state: eye.state(kind, record),
        visibility: visitor.t(&format!("visibility-{}", record.visibility.code())),
        signed_in: visitor.signed_in.is_some(),
        certainty: super::list::uncertain(visitor, record),
        steps: steps(visitor, kind, record.state.as_deref()),
        warnings: warnings(visitor, kind, &view),
        proposals: proposals.iter().map(|proposal| proposal_line(visitor, kind, proposal, &names)).collect(),
        proposal_acts: [("accept", visitor.t("proposal-accept")), ("decline", visitor.t("proposal-decline"))],
        extra_first: extra.first,
        sections,
        sections_after,
        extra_last: extra.last,
        related: view
            .related
            .iter()
            .filter(|group| !extra.shown.contains(&(group.kind, group.field)))
            .map(|group| related(visitor, group, &view, &eye))
            .collect(),
        additions: additions(visitor, kind, &view, &extra.shown),
        owner: record.owner.map(|owner| eye.title(owner)),
        key: record.key.clone(),
        changed: crate::i18n::instant(&view.stored.changed_at, visitor.lang),
        version: record.version,
        moves: moves(visitor, kind, record.state.as_deref(), &view),
        errors: refused.errors(visitor, kind, &address),
        refused,
        address: address.clone(),
        kind: kind.name,
        followed: follows.iter().any(|follow| follow.record == id.to_string()),
        comments,
    });
    let status = if refused.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(html_with(status, &template))
}

/// What the last act was, where the address says so, with a way to take it back.
fn notice(visitor: &Visitor, kind: &Kind, view: &View) -> Option<Notice> {
    let query = crate::query::Query::parse(&visitor.query);
    let done = query.get("done").filter(|done| {
        matches!(
            *done,
            "created"
                | "changed"
                | "moved"
                | "merged"
                | "undone"
                | "restored"
                | "proposed"
                | "attached"
                | "declined"
                | "followed"
                | "unfollowed"
        )
    })?;
    visitor.signed_in.as_ref()?;
    let record = &view.stored.record;
    // Only while nothing came after: the address may be old, or somebody else's.
    let last = query.get("v").and_then(|version| version.parse().ok()) == Some(record.version);
    let undoable = matches!(done, "created" | "changed" | "moved" | "attached") && view.may.change && last;
    let undoable = undoable && (done != "created" || view.may.delete);
    let undo = undoable.then(|| Undo {
        action: visitor.href(&format!("/{}/{}/undo", kind.name, record.key)),
        name: "base",
        value: record.version,
    });
    Some(Notice { text: visitor.t(&format!("done-{done}")), undo })
}

fn steps(visitor: &Visitor, kind: &Kind, state: Option<&str>) -> Vec<Step> {
    let (Some(states), Some(state)) = (&kind.states, state) else { return Vec::new() };
    let at = states.states.iter().position(|known| known.code == state);
    let aside = |stage: Stage| matches!(stage, Stage::Stopped | Stage::Unknown);
    let is_aside = states.get(state).is_some_and(|state| aside(state.stage));
    let shown = states.states.iter().enumerate().filter(|(_, known)| !aside(known.stage) || known.code == state);
    shown
        .map(|(index, known)| Step {
            label: visitor.t(&format!("{}-state-{}", kind.name, known.code)),
            passed: !is_aside && at.is_some_and(|at| index < at),
            current: known.code == state,
        })
        .collect()
}

fn moves(visitor: &Visitor, kind: &Kind, state: Option<&str>, view: &View) -> Vec<(&'static str, String)> {
    let (Some(states), Some(state), true) = (&kind.states, state, view.may.move_state && !view.stored.record.deleted)
    else {
        return Vec::new();
    };
    let order = |code: &str| states.states.iter().position(|known| known.code == code);
    let mut next: Vec<_> = states.next(state).collect();
    next.sort_by_key(|step| (step.reason, order(step.to)));
    let label = |step: &samverk_domain::record::Move| {
        let text = visitor.t(&format!("{}-state-{}", kind.name, step.to));
        if step.reason { format!("{text} ({})", visitor.t("move-needs-reason")) } else { text }
    };
    next.into_iter().map(|step| (step.to, label(step))).collect()
}

fn warnings(visitor: &Visitor, kind: &Kind, view: &View) -> Vec<String> {
    let record = &view.stored.record;
    let today = visitor.web.app().ports().today();
    let mut told = Vec::new();
    if let Some(Value::Date(by)) = record.first("review_by").filter(|by| matches!(by, Value::Date(by) if *by < today)) {
        told.push(visitor.t_with("stale-since", &[("when", &crate::i18n::date(*by, visitor.lang))]));
    }
    if !view.may.change {
        return told;
    }
    let faults = validate(kind, &view.stored.record).into_iter().filter(|fault| fault.code == "state_expects");
    let name = |field: &str| kind.get(field).map(|field| label(visitor.lang, kind, field)).unwrap_or_default();
    told.extend(faults.map(|fault| visitor.t_with("fault-state_expects", &[("detail", &name(&fault.field))])));
    told
}

fn sections(visitor: &Visitor, kind: &Kind, view: &View, eye: &Eye<'_>) -> Vec<SectionView> {
    let mut sections: Vec<SectionView> = Vec::new();
    for field in &kind.fields {
        let items = eye.values(&view.stored.record, field);
        if items.is_empty() || field.title {
            continue;
        }
        let fact = Fact { label: label(visitor.lang, kind, field), items };
        match sections.iter_mut().find(|section| section.name == field.section) {
            Some(section) => section.facts.push(fact),
            None => sections.push(SectionView {
                name: field.section,
                label: visitor.t(&format!("section-{}", field.section)),
                facts: vec![fact],
            }),
        }
    }
    sections
}

fn related(visitor: &Visitor, group: &Related, view: &View, eye: &Eye<'_>) -> Group {
    let registry = visitor.web.app().registry();
    let kind = registry.get(group.kind);
    let lines = group.records.iter().take(LINES).map(|stored| {
        let Some(kind) = kind else { return (Item::default(), Vec::new()) };
        // A record that stands between two others is named by the other one.
        let others = kind.links().filter(|field| field.name != group.field && kind.title_from.contains(&field.name));
        let other = others.filter_map(|field| stored.record.target(field.name)).next();
        let mut item = eye.title(stored.record.id);
        if let (Some(other), false) = (other, kind.in_menu) {
            item.text = eye.title(other).text;
        } else if !kind.in_menu && kind.title_from.contains(&group.field) {
            let rest = kind.title_from.iter().filter(|name| **name != group.field);
            let texts =
                rest.flat_map(|name| eye.column(kind, &stored.record, name, &stored.changed_at)).map(|item| item.text);
            item.text = texts.collect::<Vec<_>>().join(", ");
        }
        if item.text.is_empty() {
            // There is one of its kind, and this record is all that names it.
            item.text = visitor.t(&format!("kind-{}", kind.name));
        }
        // Named by the other record alone, its own role or kind is still to be told.
        let named_by_other = other.is_some() && !kind.in_menu;
        let facts = kind.columns.iter().filter(|name| {
            let told = kind.title_from.contains(*name) && !named_by_other;
            let shows = |field: &samverk_domain::record::Field| {
                !field.title && !matches!(field.of, FieldType::Link | FieldType::Flag)
            };
            **name != group.field && !told && kind.get(name).is_none_or(shows)
        });
        let facts = facts.flat_map(|name| eye.column(kind, &stored.record, name, &stored.changed_at)).take(3);
        // When the link itself holds, where it has dates.
        let here = stored.record.values(group.field).iter().filter_map(Value::as_link);
        let here = here.filter(|link| link.to == view.stored.record.id && link.valid != Period::default());
        let valid = here.map(|link| Item { text: crate::i18n::period(link.valid, visitor.lang), ..Item::default() });
        (item, valid.chain(facts.filter(|item| item.html.is_none())).collect())
    });
    let key = &view.stored.record.key;
    let all = format!("/{}?{}={}", group.kind, group.field, crate::query::encode(key));
    let heading = visitor.t(&format!("{}-{}.inverse", group.kind, group.field));
    Group {
        id: format!("{}-{}", group.kind, group.field),
        label: heading,
        total: group.total,
        more: (group.total > LINES).then(|| Link {
            href: visitor.href(&all),
            label: visitor.t_with("related-all", &[("count", &group.total.to_string())]),
        }),
        new: may_add(visitor, view).then(|| Link {
            href: visitor.href(&format!("/{}/new?{}={}", group.kind, group.field, crate::query::encode(key))),
            label: visitor.t(&format!("kind-{}.new", group.kind)),
        }),
        lines: lines.collect(),
    }
}

/// Whether the visitor may add records that belong to this one.
fn may_add(visitor: &Visitor, view: &View) -> bool {
    visitor.signed_in.is_some() && !view.stored.record.deleted && (view.may.change || view.may.propose)
}

/// Records that stand between this and another, of which it has none yet.
fn additions(visitor: &Visitor, kind: &Kind, view: &View, shown: &[(&str, &str)]) -> Vec<Link> {
    if !may_add(visitor, view) {
        return Vec::new();
    }
    let registry = visitor.web.app().registry();
    // What the process asks for is begun where it is missing: on its own page.
    let asked = if kind.name == "initiative" { kinds_read() } else { Vec::new() };
    let possible = registry.inverses(kind.name).filter(|(source, field)| {
        if asked.contains(&source.name) {
            return false;
        }
        let listed = view.related.iter().any(|group| group.kind == source.name && group.field == field.name);
        let in_extra = shown.contains(&(source.name, field.name));
        in_extra || (!source.in_menu && source.title_from.first() == Some(&field.name) && !listed)
    });
    possible
        .map(|(source, field)| Link {
            href: visitor.href(&format!("/{}/new?{}={}", source.name, field.name, view.stored.record.key)),
            label: visitor.t(&format!("kind-{}.new", source.name)),
        })
        .collect()
}

fn proposal_line(
    visitor: &Visitor,
    kind: &Kind,
    proposal: &ProposalView,
    names: &std::collections::HashMap<String, String>,
) -> ProposalLine {
    let who = names.get(&proposal.by).cloned().unwrap_or_else(|| visitor.t("somebody"));
    let when = crate::i18n::instant(&proposal.at, visitor.lang);
    let scope = visitor.web.app().scope(&visitor.ctx.actor);
    let text = |name: &str, value: &Option<serde_json::Value>| {
        value
            .as_ref()
            .map(|value| visitor.look(&scope, |eye| super::history::json_text(visitor, kind, name, value, &eye)))
            .unwrap_or_default()
    };
    let changes = proposal
        .changes
        .iter()
        .map(|(name, (from, to))| (super::history::name_label(visitor, kind, name), text(name, from), text(name, to)));
    ProposalLine {
        id: proposal.id.clone(),
        heading: visitor.t_with("proposal-heading", &[("who", &who), ("when", &when)]),
        reason: proposal.reason.clone(),
        changes: changes.collect(),
    }
}
