//! Tables as the sources print them: the studied cooperations (Table B2),
//! regional development responsibility (Table 1), the activities of a plan,
//! and breadth against the cooperation stairs.

pub(crate) mod computed;
pub(crate) mod life;

use super::Link;
use super::take::{count_export, download};
use crate::answer::html;
use crate::figure::{Bar, bars};
use crate::page::Page;
use crate::show::{Eye, Item};
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::catalogue::{Filter, Query, Range};
use samverk_app::record::{ListPage, Stored};
use samverk_domain::record::{Choice, ChoiceList, Section};
use samverk_domain::register::{BREADTH, LEVEL, STAIRS};
use samverk_exchange::{Cell, Format, Sheet};

#[derive(Template)]
#[template(path = "report.html")]
struct ReportTemplate<'a> {
    page: &'a Page,
    back: Link,
    lead: String,
    caption: String,
    take: Vec<Link>,
    heads: Vec<String>,
    figure: Option<Drawing>,
    rows: Vec<Vec<Vec<Item>>>,
    totals: Vec<(String, String)>,
    foot: String,
}

/// A figure with the sentence that says what it shows.
struct Drawing {
    finding: String,
    svg: String,
}

/// A table, before it becomes a page or a file.
struct Report {
    name: &'static str,
    title: String,
    lead: String,
    figure: Option<Drawing>,
    heads: Vec<String>,
    rows: Vec<Vec<Vec<Item>>>,
    totals: Vec<(String, String)>,
    foot: String,
    back: Link,
    section: Section,
}

/// Most rows of a report.
const ROWS_MAX: usize = 2_000;

impl Report {
    fn answer(self, visitor: &Visitor) -> Result<Response, AppError> {
        if let Some(format) = crate::query::Query::parse(&visitor.query).get("format") {
            let format = Format::parse(format).ok_or(AppError::NotFound)?;
            count_export(visitor)?;
            let text = |items: Vec<Item>| {
                let text = items.into_iter().map(|item| item.text).collect::<Vec<_>>().join(", ");
                if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
            };
            let rows = self.rows.into_iter().map(|row| row.into_iter().map(text).collect());
            return Ok(download(
                &Sheet { name: self.name.to_owned(), header: self.heads, rows: rows.collect() },
                format,
            ));
        }
        let page = Page::new(visitor, &self.title, Some(self.section));
        let path = visitor.href(&visitor.path);
        let take = [Format::Xlsx, Format::Csv, Format::Json];
        let take = take.map(|format| Link {
            href: format!("{path}?format={}", format.name()),
            label: format.name().to_uppercase(),
        });
        let template = ReportTemplate {
            caption: visitor.t_with("report-rows", &[("count", &self.rows.len().to_string())]),
            take: take.into_iter().collect(),
            page: &page,
            back: self.back,
            lead: self.lead,
            heads: self.heads,
            figure: self.figure,
            rows: self.rows,
            totals: self.totals,
            foot: self.foot,
        };
        Ok(html(&template))
    }
}

async fn records(visitor: &Visitor, kind: &str, filters: &[Filter], sort: &str) -> Result<ListPage, AppError> {
    let query = Query { filters, limit: ROWS_MAX, ..Query::every(kind, sort, visitor.lang) };
    visitor.web.app().list(&visitor.ctx, &query).await
}

fn equals(field: &str, value: &str) -> Filter {
    Filter { field: field.to_owned(), values: vec![value.to_owned()], range: None }
}

fn plain(text: String) -> Vec<Item> {
    if text.is_empty() { Vec::new() } else { vec![Item { text, ..Item::default() }] }
}

fn back(visitor: &Visitor, kind: &str) -> Link {
    Link { href: visitor.href(&format!("/{kind}")), label: visitor.t(&format!("kind-{kind}.plural")) }
}

pub(crate) async fn studied(visitor: Visitor) -> Response {
    visitor.answer(studied_page(&visitor).await)
}

/// Table B2: participants or owners, host, start, form, in the source's order.
async fn studied_page(visitor: &Visitor) -> Result<Response, AppError> {
    let in_table = [Filter {
        field: "studied_order".to_owned(),
        values: Vec::new(),
        range: Some(Range { from: Some("1".to_owned()), until: None }),
    }];
    let list = records(visitor, "cooperation", &in_table, "studied_order").await?;
    let kind = visitor.kind("cooperation")?;
    let mut rows = Vec::with_capacity(list.records.len());
    for stored in &list.records {
        let members = visitor.web.app().related(&visitor.ctx, stored.record.id, "membership", "cooperation").await?;
        rows.push(visitor.look(&list.scope, |eye| {
            let names = members.iter().filter_map(|member| member.record.target("organisation"));
            let mut parties: Vec<Item> = names.map(|id| eye.title(id)).collect();
            if parties.is_empty() {
                parties = column(kind, stored, "members_stated", &eye);
            }
            let start = match column(kind, stored, "start", &eye) {
                start if start.is_empty() => column(kind, stored, "start_as_stated", &eye),
                start => start,
            };
            vec![
                vec![eye.title(stored.record.id)],
                parties,
                column(kind, stored, "host", &eye),
                start,
                column(kind, stored, "form", &eye),
            ]
        }));
    }
    let heads = ["cooperation-name", "report-parties", "cooperation-host", "cooperation-start", "cooperation-form"];
    let report = Report {
        name: "studied-cooperations",
        title: visitor.t("report-studied"),
        lead: visitor.t("report-studied-lead"),
        figure: None,
        heads: heads.map(|key| visitor.t(key)).into_iter().collect(),
        rows,
        totals: Vec::new(),
        foot: visitor.t("report-studied-foot"),
        back: back(visitor, "cooperation"),
        section: Section::Organisations,
    };
    report.answer(visitor)
}

fn column(kind: &samverk_domain::record::Kind, stored: &Stored, name: &str, eye: &Eye<'_>) -> Vec<Item> {
    eye.column(kind, &stored.record, name, &stored.changed_at)
}

pub(crate) async fn regional(visitor: Visitor) -> Response {
    visitor.answer(regional_page(&visitor).await)
}

/// Table 1: counties by the kind of body responsible, with the year.
async fn regional_page(visitor: &Visitor) -> Result<Response, AppError> {
    let list = records(visitor, "regional-responsibility", &[], "responsible_kind").await?;
    let kind = visitor.kind("regional-responsibility")?;
    let names = ["responsible_kind", "county", "since", "until", "organisation"];
    let rows: Vec<_> = visitor.look(&list.scope, |eye| {
        list.records.iter().map(|stored| names.iter().map(|name| column(kind, stored, name, &eye)).collect()).collect()
    });
    let mut totals: Vec<(String, String)> = Vec::new();
    for code in ["regionkommun", "regionforbund_or_samverkansorgan", "lansstyrelse"] {
        let now = list.records.iter().filter(|stored| {
            stored.record.text("responsible_kind") == Some(code) && stored.record.values("until").is_empty()
        });
        totals.push((visitor.t(&format!("choice-responsible-kind-{code}")), now.count().to_string()));
    }
    let report = Report {
        name: "regional-responsibility",
        title: visitor.t("report-regional"),
        lead: visitor.t("report-regional-lead"),
        figure: None,
        heads: names.map(|name| visitor.t(&format!("regional-responsibility-{name}"))).into_iter().collect(),
        rows,
        totals,
        foot: String::new(),
        back: back(visitor, "regional-responsibility"),
        section: Section::Organisations,
    };
    report.answer(visitor)
}

pub(crate) async fn activities(visitor: Visitor, Path((_, key)): Path<(String, String)>) -> Response {
    visitor.answer(activities_page(&visitor, &key).await)
}

/// The activities of a cooperation as its plan prints them: name, status,
/// timetable, comment; a timetable only where work has begun (B03).
async fn activities_page(visitor: &Visitor, key: &str) -> Result<Response, AppError> {
    let app = visitor.web.app();
    app.catch_up().await?;
    let id = app.resolve("cooperation", key)?;
    app.record(&visitor.ctx, id).await?;
    let list = records(visitor, "initiative", &[equals("cooperation", key)], "key").await?;
    let kind = visitor.kind("initiative")?;
    let (title, rows) = visitor.look(&list.scope, |eye| {
        let rows: Vec<_> = list
            .records
            .iter()
            .map(|stored| {
                let record = &stored.record;
                let mut comment = column(kind, stored, "comment", &eye);
                if record.first("external") == Some(&samverk_domain::record::Value::Flag(true)) {
                    comment.push(Item {
                        text: visitor.t("report-external"),
                        colour: Some("neutral"),
                        ..Item::default()
                    });
                }
                let timetable =
                    if record.text("timetable_as_stated").is_some() { "timetable_as_stated" } else { "timetable" };
                vec![
                    vec![eye.title(record.id)],
                    eye.state(kind, record).into_iter().collect(),
                    column(kind, stored, timetable, &eye),
                    comment,
                ]
            })
            .collect();
        (eye.title(id).text, rows)
    });
    let states = kind
        .states
        .as_ref()
        .map(|states| states.states.iter().map(|state| state.code).collect::<Vec<_>>())
        .unwrap_or_default();
    let count = |code: &str| list.records.iter().filter(|stored| stored.record.state.as_deref() == Some(code)).count();
    let totals = states.into_iter().map(|code| (code, count(code))).filter(|(_, count)| *count > 0);
    let totals = totals.map(|(code, count)| (visitor.t(&format!("initiative-state-{code}")), count.to_string()));
    let heads = ["initiative-name", "column-state", "initiative-timetable", "initiative-comment"];
    let report = Report {
        name: "activities",
        title: visitor.t_with("report-activities", &[("title", &title)]),
        lead: visitor.t("report-activities-lead"),
        figure: None,
        heads: heads.map(|key| visitor.t(key)).into_iter().collect(),
        totals: totals.collect(),
        rows,
        foot: visitor.t("report-activities-foot"),
        back: Link { href: visitor.record_href(id), label: title },
        section: Section::Initiatives,
    };
    report.answer(visitor)
}

/// What breadth is held against: the field, its list, and the report's name.
struct Against {
    field: &'static str,
    list: &'static ChoiceList,
    name: &'static str,
}

pub(crate) async fn breadth(visitor: Visitor) -> Response {
    let stairs = Against { field: "stairs", list: &STAIRS, name: "breadth" };
    visitor.answer(breadth_page(&visitor, &stairs).await)
}

pub(crate) async fn breadth_by_level(visitor: Visitor) -> Response {
    let level = Against { field: "level", list: &LEVEL, name: "breadth-by-level" };
    visitor.answer(breadth_page(&visitor, &level).await)
}

/// Breadth against the stairs or the level: how many cooperations, with the
/// way to them (A05, B09).
async fn breadth_page(visitor: &Visitor, against: &Against) -> Result<Response, AppError> {
    let list = records(visitor, "cooperation", &[], "title").await?;
    let label = |code: &str| visitor.t(&format!("choice-{}-{code}", against.list.name));
    let count = |breadth: Option<&str>, code: &str| {
        let here = |stored: &&Stored| {
            let (own, other) = (stored.record.text("breadth"), stored.record.text(against.field));
            breadth.is_none_or(|breadth| own == Some(breadth)) && other == Some(code)
        };
        list.records.iter().filter(here).count()
    };
    let rows = BREADTH.entries.iter().map(|breadth| {
        let mut row = vec![plain(visitor.t(&format!("choice-breadth-{}", breadth.code)))];
        row.extend(against.list.entries.iter().map(|entry| match count(Some(breadth.code), entry.code) {
            0 => Vec::new(),
            count => vec![Item {
                text: count.to_string(),
                href: Some(
                    visitor.href(&format!("/cooperation?breadth={}&{}={}", breadth.code, against.field, entry.code)),
                ),
                ..Item::default()
            }],
        }));
        row
    });
    let bar = |breadth: &Choice| Bar {
        label: visitor.t(&format!("choice-breadth-{}", breadth.code)),
        count: list.records.iter().filter(|stored| stored.record.text("breadth") == Some(breadth.code)).count() as u64,
        href: visitor.href(&format!("/cooperation?breadth={}", breadth.code)),
    };
    let widths: Vec<Bar> = BREADTH.entries.iter().map(bar).collect();
    let stated: u64 = widths.iter().map(|bar| bar.count).sum();
    let most = widths.iter().rev().max_by_key(|bar| bar.count).filter(|bar| bar.count > 0);
    let figure = most.map(|most| Drawing {
        finding: visitor.t_with(
            "breadth-finding",
            &[("breadth", &most.label), ("count", &most.count.to_string()), ("all", &stated.to_string())],
        ),
        svg: bars(&widths),
    });
    let heads = against.list.entries.iter().map(|entry| label(entry.code));
    let totals = against.list.entries.iter().map(|entry| (label(entry.code), count(None, entry.code).to_string()));
    let report = Report {
        name: against.name,
        title: visitor.t(&format!("report-{}", against.name)),
        lead: visitor.t(&format!("report-{}-lead", against.name)),
        figure,
        heads: std::iter::once(visitor.t("cooperation-breadth")).chain(heads).collect(),
        rows: rows.collect(),
        totals: totals.collect(),
        foot: String::new(),
        back: back(visitor, "cooperation"),
        section: Section::Organisations,
    };
    report.answer(visitor)
}
