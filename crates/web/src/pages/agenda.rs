//! An agenda, a strategy or a plan on one page to read and print: who works on
//! it, its goals in their order with who answers for each and with whom, what
//! is done for them, and the chain of those who approve it (B29).

use super::Link;
use super::document::{Chapter, DocumentTemplate, Table};
use crate::answer::html;
use crate::page::Page;
use crate::show::{Eye, Item, column_label};
use crate::visitor::Visitor;
use axum::extract::Path;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::record::Stored;
use samverk_domain::record::{Kind, Record};
use std::collections::BTreeSet;

const GOAL: &str = "goal";
/// Goals of one agenda that are shown.
const GOALS_MAX: usize = 500;

/// What of an agenda is told before its chapters.
const FACTS: [&str; 7] = ["type", "collection", "period", "cooperation", "responsible", "partner", "description"];

pub(crate) async fn show(visitor: Visitor, Path((_, key)): Path<(String, String)>) -> Response {
    visitor.answer(page(&visitor, &key).await)
}

/// An agenda with everything that is shown of it.
struct Agenda {
    goal: Stored,
    groups: Vec<Stored>,
    /// Each with how far below the agenda it stands.
    goals: Vec<(usize, Stored)>,
    initiatives: Vec<Stored>,
    approvals: Vec<Stored>,
    cut: bool,
}

impl Agenda {
    async fn of(visitor: &Visitor, key: &str) -> Result<Self, AppError> {
        let (app, ctx) = (visitor.web.app(), &visitor.ctx);
        app.catch_up().await?;
        let id = app.resolve(GOAL, key)?;
        let goal = app.record(ctx, id).await?;
        let mut goals = Vec::new();
        let mut waiting = vec![(0, goal.record.id)];
        let mut known = BTreeSet::from([goal.record.id]);
        while let Some((depth, above)) = waiting.pop() {
            let mut below = app.related(ctx, above, GOAL, "parent").await?;
            below.sort_by_key(|stored| stored.record.number("order").unwrap_or(i64::MAX));
            below.retain(|stored| known.insert(stored.record.id));
            // Each is followed by those below it: the place of the one above is known by its id.
            let at = goals.iter().position(|(_, stored): &(usize, Stored)| stored.record.id == above);
            let at = at.map_or(0, |at| at + 1);
            waiting.extend(below.iter().rev().map(|stored| (depth + 1, stored.record.id)));
            goals.splice(at..at, below.into_iter().map(|stored| (depth, stored)));
            if goals.len() >= GOALS_MAX {
                break;
            }
        }
        let cut = goals.len() > GOALS_MAX || !waiting.is_empty();
        goals.truncate(GOALS_MAX);
        let mut initiatives: Vec<Stored> = Vec::new();
        let mut seen = BTreeSet::new();
        for id in std::iter::once(id).chain(goals.iter().map(|(_, stored)| stored.record.id)) {
            let serving = app.related(ctx, id, "initiative", GOAL).await?;
            initiatives.extend(serving.into_iter().filter(|stored| seen.insert(stored.record.id)));
        }
        let groups = match goal.record.target("cooperation") {
            Some(cooperation) => app.related(ctx, cooperation, "body", "cooperation").await?,
            None => Vec::new(),
        };
        let mut approvals = app.related(ctx, id, "approval", GOAL).await?;
        approvals.sort_by_key(|stored| stored.record.number("order").unwrap_or(i64::MAX));
        Ok(Self { goal, groups, goals, initiatives, approvals, cut })
    }
}

async fn page(visitor: &Visitor, key: &str) -> Result<Response, AppError> {
    let kind = visitor.kind(GOAL)?;
    let agenda = Agenda::of(visitor, key).await?;
    let scope = visitor.web.app().scope(&visitor.ctx.actor);
    let (name, facts, chapters) = visitor.look(&scope, |eye| {
        let view = View { visitor, eye };
        let facts = FACTS.iter().filter_map(|name| {
            let items = view.eye.column(kind, &agenda.goal.record, name, "");
            (!items.is_empty()).then(|| (column_label(visitor.lang, kind, name), items))
        });
        (view.eye.title(agenda.goal.record.id).text, facts.collect::<Vec<_>>(), view.chapters(&agenda))
    });
    let mut page = Page::new(visitor, &name, Some(kind.section));
    page.noindex = true;
    let awaited = agenda.approvals.iter().find(|stored| stored.record.state.as_deref() == Some("awaited"));
    let waits = awaited.and_then(|stored| stored.record.text("approver"));
    let template = DocumentTemplate {
        crumbs: vec![
            Link { href: visitor.href(&format!("/{GOAL}")), label: visitor.t(&format!("kind-{GOAL}.plural")) },
            Link { href: visitor.href(&format!("/{GOAL}/{key}")), label: name },
        ],
        lead: match waits {
            Some(who) => visitor.t_with("agenda-waits", &[("who", who)]),
            None => visitor.t("agenda-lead"),
        },
        facts,
        chapters,
        unwritten: agenda.cut.then(|| visitor.t_with("agenda-cut", &[("count", &GOALS_MAX.to_string())])),
        page: &page,
    };
    Ok(html(&template))
}

struct View<'a> {
    visitor: &'a Visitor,
    eye: Eye<'a>,
}

impl View<'_> {
    fn chapters(&self, agenda: &Agenda) -> Vec<Chapter> {
        let flat = |records: &[Stored]| records.iter().map(|stored| (0, stored.record.clone())).collect::<Vec<_>>();
        let goals: Vec<(usize, Record)> =
            agenda.goals.iter().map(|(depth, stored)| (*depth, stored.record.clone())).collect();
        let chapters = [
            ("goal", &["name", "type", "responsible", "partner", "period"][..], goals),
            ("initiative", &["name", "state", "responsible", "timetable"][..], flat(&agenda.initiatives)),
            ("body", &["name", "type", "responsible", "task"][..], flat(&agenda.groups)),
            (
                "approval",
                &["approver", "organisation", "body", "state", "date", "paragraph"][..],
                flat(&agenda.approvals),
            ),
        ];
        let chapters = chapters.into_iter().filter(|(.., records)| !records.is_empty());
        chapters.filter_map(|(kind, columns, records)| self.chapter(kind, columns, &records)).collect()
    }

    fn chapter(&self, kind: &'static str, columns: &[&'static str], records: &[(usize, Record)]) -> Option<Chapter> {
        let kind: &Kind = self.visitor.web.app().registry().get(kind)?;
        let heading = self.visitor.t(&format!("kind-{}.plural", kind.name));
        let says = |name: &&&str| records.iter().any(|(_, record)| !self.eye.column(kind, record, name, "").is_empty());
        let columns: Vec<&str> = columns.iter().filter(says).copied().collect();
        let row = |(depth, record): &(usize, Record)| {
            let mut row: Vec<Vec<Item>> = columns.iter().map(|name| self.eye.column(kind, record, name, "")).collect();
            if let Some(first) = row.first_mut().and_then(|cell| cell.first_mut()) {
                first.text.insert_str(0, &"– ".repeat(*depth));
                first.href = Some(self.eye.href(record.id));
            }
            row
        };
        let count = records.len().to_string();
        let table = Table {
            caption: self.visitor.t_with("document-rows", &[("what", &heading), ("count", &count)]),
            quiet: true,
            heads: columns.iter().map(|name| column_label(self.visitor.lang, kind, name)).collect(),
            rows: records.iter().map(row).collect(),
        };
        Some(Chapter { id: kind.name, heading, texts: Vec::new(), tables: vec![table] })
    }
}
