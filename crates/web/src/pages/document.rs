//! Everything that a decision about an initiative rests on, as one document
//! to read and print: target state, answers, the eight items, alternatives,
//! the gap of each party, and how it is established (C05, C11, C12, C13).

use super::Link;
use crate::answer::html;
use crate::page::Page;
use crate::show::{Eye, Item, column_label, label};
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::map::Process;
use samverk_domain::RecordId;
use samverk_domain::map::process::gate::{BASIS_ITEMS, TARGET_SECTIONS};
use samverk_domain::record::{FieldType, Kind, Record};
use std::collections::BTreeMap;

/// How the records of a kind are told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Each as a text with a heading for every field.
    Text,
    /// As the rows of one table, in the order of this field.
    Table(&'static str),
}

/// The chapters, in the order in which the process writes them (001 ch. 6–8).
const CHAPTERS: [(&str, Shape); 11] = [
    ("motive", Shape::Table("organisation")),
    ("answer", Shape::Table("area")),
    ("target-state", Shape::Text),
    ("candidate-body", Shape::Table("name")),
    ("decision-basis", Shape::Text),
    ("alternative", Shape::Table("name")),
    ("gap", Shape::Table("organisation")),
    ("establishing-task", Shape::Table("due")),
    ("consolidation", Shape::Table("organisation")),
    ("staff-transfer", Shape::Table("from_organisation")),
    ("union-dialogue", Shape::Table("date")),
];
/// The chapter that begins with a summary over parties.
const GAP: &str = "gap";
/// The field that all of them belong by.
const INITIATIVE: &str = "initiative";

pub(super) struct Table {
    pub(super) caption: String,
    /// Whether the caption says no more than the chapter's heading.
    pub(super) quiet: bool,
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<Vec<Vec<Item>>>,
}

pub(super) struct Text {
    counted: String,
    facts: Vec<(String, Vec<Item>)>,
}

pub(super) struct Chapter {
    pub(super) id: &'static str,
    pub(super) heading: String,
    pub(super) texts: Vec<Text>,
    pub(super) tables: Vec<Table>,
}

#[derive(Template)]
#[template(path = "document.html")]
pub(super) struct DocumentTemplate<'a> {
    pub(super) page: &'a Page,
    pub(super) crumbs: Vec<Link>,
    pub(super) lead: String,
    pub(super) facts: Vec<(String, Vec<Item>)>,
    pub(super) chapters: Vec<Chapter>,
    pub(super) unwritten: Option<String>,
}

pub(crate) async fn show(visitor: Visitor, Path((_, key)): Path<(String, String)>) -> Response {
    visitor.answer(page(&visitor, &key).await)
}

async fn page(visitor: &Visitor, key: &str) -> Result<Response, AppError> {
    let kind = visitor.kind(INITIATIVE)?;
    let app = visitor.web.app();
    app.catch_up().await?;
    let id = app.resolve(kind.name, key)?;
    let process = app.process(&visitor.ctx, id).await?;
    let scope = app.scope(&visitor.ctx.actor);
    let made = visitor.look(&scope, |eye| View { visitor, eye }.made(kind, id, &process));
    let mut page = Page::new(visitor, &made.title, Some(kind.section));
    page.noindex = true;
    let list = visitor.t(&format!("kind-{INITIATIVE}.plural"));
    let template = DocumentTemplate {
        crumbs: vec![
            Link { href: visitor.href(&format!("/{INITIATIVE}")), label: list },
            Link { href: visitor.href(&format!("/{INITIATIVE}/{key}")), label: made.name },
        ],
        lead: visitor.t("document-lead"),
        facts: made.facts,
        chapters: made.chapters,
        unwritten: made.unwritten,
        page: &page,
    };
    Ok(html(&template))
}

struct Made {
    title: String,
    name: String,
    facts: Vec<(String, Vec<Item>)>,
    chapters: Vec<Chapter>,
    unwritten: Option<String>,
}

struct View<'a> {
    visitor: &'a Visitor,
    eye: Eye<'a>,
}

impl View<'_> {
    fn made(&self, kind: &Kind, id: RecordId, process: &Process) -> Made {
        let name = self.eye.title(id).text;
        let facts = ["purpose", "state", "responsible", "participant", "areas", "timetable"];
        let initiative = process.life.initiative.as_ref();
        let facts = facts.iter().filter_map(|name| {
            let items = self.eye.column(kind, initiative?, name, "");
            (!items.is_empty()).then(|| (column_label(self.visitor.lang, kind, name), items))
        });
        let (mut chapters, mut unwritten) = (Vec::new(), Vec::new());
        for (name, shape) in CHAPTERS {
            let Some(kind) = self.visitor.web.app().registry().get(name) else { continue };
            match process.life.belonging.get(name).filter(|records| !records.is_empty()) {
                Some(records) => chapters.push(self.chapter(kind, shape, records)),
                None => unwritten.push(self.visitor.t(&format!("kind-{name}.plural")).to_lowercase()),
            }
        }
        Made {
            title: self.visitor.t_with("document-title", &[("what", &name)]),
            facts: facts.collect(),
            chapters,
            unwritten: (!unwritten.is_empty())
                .then(|| self.visitor.t_with("document-unwritten", &[("what", &unwritten.join(", "))])),
            name,
        }
    }

    fn chapter(&self, kind: &'static Kind, shape: Shape, records: &[Record]) -> Chapter {
        let one = shape == Shape::Text && records.len() == 1;
        let heading = self.visitor.t(&format!("kind-{}{}", kind.name, if one { "" } else { ".plural" }));
        let (mut texts, mut tables) = (Vec::new(), Vec::new());
        match shape {
            Shape::Text => texts.extend(records.iter().map(|record| self.text(kind, record))),
            Shape::Table(order) => {
                tables.extend((kind.name == GAP).then(|| self.gap_by_party(kind, records)));
                tables.push(self.table(kind, &heading, order, records));
            }
        }
        Chapter { id: kind.name, heading, texts, tables }
    }

    /// What is written in a record, and how much of it is.
    fn text(&self, kind: &Kind, record: &Record) -> Text {
        let own: Vec<_> = kind.fields.iter().filter(|field| !field.common && field.name != INITIATIVE).collect();
        let facts: Vec<_> = own
            .iter()
            .map(|field| (label(self.visitor.lang, kind, field), self.eye.values(record, field)))
            .filter(|(_, items)| !items.is_empty())
            .collect();
        // Of a decision basis and a target state, what the gate counts.
        let counted: Vec<&str> = match kind.name {
            "decision-basis" => BASIS_ITEMS.to_vec(),
            "target-state" => TARGET_SECTIONS.to_vec(),
            _ => own.iter().map(|field| field.name).collect(),
        };
        let met = counted.iter().filter(|name| !record.values(name).is_empty()).count();
        let numbers = [("met", met.to_string()), ("all", counted.len().to_string())];
        let numbers = numbers.each_ref().map(|(name, text)| (*name, text.as_str()));
        Text { counted: self.visitor.t_with("document-filled", &numbers), facts }
    }

    fn table(&self, kind: &Kind, heading: &str, order: &str, records: &[Record]) -> Table {
        let says = |name: &str| records.iter().any(|record| !self.eye.column(kind, record, name, "").is_empty());
        let columns = kind.columns.iter().copied().filter(|name| *name != INITIATIVE && says(name));
        let columns: Vec<&str> = columns.collect();
        let text = |items: Vec<Item>| items.into_iter().map(|item| item.day.unwrap_or(item.text)).collect::<String>();
        let mut sorted: Vec<&Record> = records.iter().collect();
        sorted.sort_by_cached_key(|record| (text(self.eye.column(kind, record, order, "")), record.key.clone()));
        let rows = sorted.iter().map(|record| {
            let mut row: Vec<Vec<Item>> = columns.iter().map(|name| self.eye.column(kind, record, name, "")).collect();
            // The row is told by its first cell, which leads to the record.
            if let Some(first) = row.first_mut().and_then(|cell| cell.first_mut()) {
                first.href = Some(self.eye.href(record.id));
            }
            row
        });
        let count = records.len().to_string();
        Table {
            caption: self.visitor.t_with("document-rows", &[("what", heading), ("count", &count)]),
            quiet: kind.name != GAP,
            heads: columns.iter().map(|name| column_label(self.visitor.lang, kind, name)).collect(),
            rows: rows.collect(),
        }
    }

    /// The greatest gap of each party in each dimension, and how many are
    /// open still: where the most is left to do.
    fn gap_by_party(&self, kind: &Kind, gaps: &[Record]) -> Table {
        let dimensions = match kind.get("dimension").map(|field| field.of) {
            Some(FieldType::Choice(list)) => list.entries,
            _ => &[],
        };
        let mut parties: BTreeMap<RecordId, Vec<&Record>> = BTreeMap::new();
        for gap in gaps {
            if let Some(party) = gap.target("organisation") {
                parties.entry(party).or_default().push(gap);
            }
        }
        let plain = |text: String| vec![Item { text, ..Item::default() }];
        let mut rows: Vec<Vec<Vec<Item>>> = parties
            .into_iter()
            .map(|(party, gaps)| {
                let cells = dimensions.iter().map(|dimension| {
                    let own = gaps.iter().filter(|gap| gap.text("dimension") == Some(dimension.code));
                    own.filter_map(|gap| gap.number("size")).max().map(|size| plain(size.to_string()))
                });
                let open = gaps.iter().filter(|gap| gap.state.as_deref() == Some("open")).count();
                let mut row = vec![vec![self.eye.title(party)]];
                row.extend(cells.map(Option::unwrap_or_default));
                row.push(plain(open.to_string()));
                row
            })
            .collect();
        rows.sort_by_cached_key(|row| row.first().and_then(|cell| cell.first()).map(|item| item.text.clone()));
        let mut heads = vec![self.visitor.t("gap-organisation")];
        let named = dimensions.iter().map(|of| self.visitor.t(&format!("choice-gap-dimension-{}", of.code)));
        heads.extend(named);
        heads.push(self.visitor.t("gap-state-open"));
        Table { caption: self.visitor.t("document-gaps"), quiet: false, heads, rows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use samverk_domain::map::process::gate::kinds_read;

    #[test]
    fn every_chapter_is_of_a_kind_that_the_process_reads_and_in_order_of_its_field() {
        let registry = samverk_domain::registry().expect("declared");
        for (name, shape) in CHAPTERS {
            assert!(kinds_read().contains(&name), "{name}");
            let kind = registry.get(name).expect(name);
            if let Shape::Table(order) = shape {
                assert!(kind.get(order).is_some(), "{name} has no {order}");
            }
        }
    }
}
