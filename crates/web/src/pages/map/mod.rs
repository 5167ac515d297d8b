//! The overview map: ways to look at the same filtered set of initiatives
//! (B01). List and matrix are the engine's; the others are figures with their
//! table, drawn from the same address, so that filters stay when switching.

mod chain;
mod compare;
mod geography;
mod network;
mod roadmap;
mod then;
mod when;
mod world;

pub(super) use when::Time;
pub(super) use world::World;

use super::Link;
use super::asked::Asked;
use super::list::chips;
use super::take::{count_export, download};
use crate::answer::html;
use crate::page::{NavItem, Page};
use crate::query::Query as Address;
use crate::show::{Eye, Item};
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::catalogue::Query;
use samverk_app::record::Stored;
use samverk_domain::RecordId;
use samverk_domain::record::{Kind, Value};
use samverk_domain::text::number;
use samverk_exchange::{Cell, Format, Sheet};
use std::collections::BTreeMap;

/// The register that the map is of.
const KIND: &str = "initiative";
/// Initiatives read for one figure.
const READ_MAX: usize = 10_000;

/// The ways, in the order of the switch; list and matrix have pages of their own.
const WAYS: [&str; 7] = ["list", "matrix", "geography", "network", "roadmap", "chain", "overlaps"];

/// One choice of what a figure shows.
struct Control {
    name: &'static str,
    label: String,
    /// Value, label, chosen.
    options: Vec<(String, String, bool)>,
}

/// What a way draws.
#[derive(Default)]
struct Drawn {
    finding: String,
    controls: Vec<Control>,
    figure: String,
    /// Class and words.
    legend: Vec<(&'static str, String)>,
    note: Option<String>,
    /// Key of another lead than the way's own.
    lead: Option<&'static str>,
    heads: Vec<String>,
    rows: Vec<Vec<Vec<Item>>>,
    /// Head and cells of a first column that files alone have: official codes,
    /// by which other programs join the table.
    codes: Option<(String, Vec<String>)>,
}

/// Whole months since a record was checked, or else changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Age {
    months: i64,
    was_checked: bool,
}

/// What a way draws from.
struct Ask<'a> {
    visitor: &'a Visitor,
    kind: &'static Kind,
    address: &'a Address,
    asked: &'a Asked,
    world: &'a World<'a>,
    /// What the filters find, by title.
    ids: Vec<RecordId>,
}

impl Ask<'_> {
    async fn records(&self, ids: &[RecordId]) -> Result<Vec<Stored>, AppError> {
        self.world.records(ids).await
    }

    /// All records of a kind that the asker sees.
    async fn all(&self, kind: &str) -> Result<Vec<Stored>, AppError> {
        self.records(&self.world.ids(&Query::every(kind, "title", self.visitor.lang))).await
    }

    /// Whether the address asks for less than everything.
    fn is_filtered(&self) -> bool {
        !filters_of(self.address).without(world::AT).pairs().is_empty()
    }

    /// What the initiatives found reach by a filter, with those that reach it.
    fn reached(&self, name: &str) -> BTreeMap<RecordId, Vec<RecordId>> {
        let query = self.asked.query(self.kind, self.visitor, &[], &[]);
        self.look(|eye| eye.catalogue.reached(&query, name, eye.scope))
    }

    /// What leads to a record: its id, its kind, the field.
    fn incoming(&self, id: RecordId) -> Vec<(RecordId, &'static str, &'static str)> {
        self.look(|eye| eye.catalogue.incoming(id, eye.scope))
    }

    fn look<T>(&self, question: impl FnOnce(Eye<'_>) -> T) -> T {
        self.world.look(question)
    }

    /// How long ago somebody last said that a record is true, or, where nobody
    /// has, since it was last changed.
    fn age(&self, stored: &Stored) -> Age {
        let checked = match stored.record.first("checked") {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        };
        let since = checked.or_else(|| stored.changed_at.get(..10).and_then(|day| day.parse().ok()));
        let today = self.world.past().map_or_else(|| self.visitor.web.app().ports().today(), |past| past.moment.day);
        let span = since.and_then(|day| day.until((jiff::Unit::Month, today)).ok());
        let months = span.map_or(0, |span| i64::from(span.get_months()).max(0));
        Age { months, was_checked: checked.is_some() }
    }

    /// The same in words.
    fn age_told(&self, age: Age) -> String {
        let key = if age.was_checked { "map-age-months" } else { "map-age-never" };
        self.visitor.t_with(key, &[("count", &age.months.to_string())])
    }

    fn number(&self, count: usize) -> String {
        number::format(i64::try_from(count).unwrap_or(i64::MAX), 0, self.visitor.lang)
    }

    fn t(&self, key: &str) -> String {
        self.visitor.t(key)
    }

    fn item(&self, text: impl Into<String>) -> Vec<Item> {
        vec![Item { text: text.into(), ..Item::default() }]
    }

    /// The same page with something else in its address.
    fn here(&self, name: &str, value: &str) -> String {
        format!("{}{}", self.visitor.href(&self.visitor.path), self.address.with(name, value))
    }

    /// The list with one more filter.
    fn list(&self, field: &str, value: &str) -> String {
        format!("{}{}", self.visitor.href(&format!("/{KIND}")), filters_of(self.address).with(field, value))
    }
}

/// What of an address every way understands.
fn filters_of(address: &Address) -> Address {
    let own = [
        "from",
        "until",
        "show",
        "service",
        "country",
        "county",
        geography::DRAW,
        "format",
        "page",
        "rows",
        "by",
        "names",
    ];
    own.iter().fold(address.clone(), |address, name| address.without(name))
}

/// The switch between the ways, with the filters of this address.
fn ways(visitor: &Visitor, address: &Address, current: &str) -> Vec<NavItem> {
    let kept = filters_of(address);
    // The list of an earlier moment has a page of its own.
    let then = kept.get(world::AT).is_some();
    let item = |way: &str| NavItem {
        href: match way {
            "list" if then => format!("{}{kept}", visitor.href(&format!("/{KIND}/then"))),
            "list" => format!("{}{kept}", visitor.href(&format!("/{KIND}"))),
            // Overlaps are told of the present.
            "overlaps" => format!("{}{}", visitor.href(&format!("/{KIND}/{way}")), kept.without(world::AT)),
            _ => format!("{}{kept}", visitor.href(&format!("/{KIND}/{way}"))),
        },
        label: visitor.t(&format!("way-{way}")),
        current: way == current,
    };
    WAYS.map(item).into_iter().collect()
}

/// The switch of a register that has ways; nothing for the others.
pub(super) fn ways_of(visitor: &Visitor, kind: &Kind, address: &Address, current: &str) -> Vec<NavItem> {
    if kind.name == KIND { ways(visitor, address, current) } else { Vec::new() }
}

#[derive(Template)]
#[template(path = "map.html")]
struct MapTemplate<'a> {
    page: &'a Page,
    lead: String,
    ways: Vec<NavItem>,
    time: Option<Time>,
    chips: Vec<Link>,
    filter: String,
    kept: Vec<(String, String)>,
    take: Vec<Link>,
    drawn: Drawn,
    rows_counted: String,
}

pub(crate) async fn geography(visitor: Visitor, Path(_): Path<String>) -> Response {
    visitor.answer(page(&visitor, "geography").await)
}

pub(crate) async fn network(visitor: Visitor, Path(_): Path<String>) -> Response {
    visitor.answer(page(&visitor, "network").await)
}

pub(crate) async fn roadmap(visitor: Visitor, Path(_): Path<String>) -> Response {
    visitor.answer(page(&visitor, "roadmap").await)
}

pub(crate) async fn then(visitor: Visitor, Path(_): Path<String>) -> Response {
    visitor.answer(page(&visitor, "list").await)
}

pub(crate) async fn compare(visitor: Visitor, Path(_): Path<String>) -> Response {
    visitor.answer(page(&visitor, "compare").await)
}

pub(crate) async fn chain(visitor: Visitor, Path(_): Path<String>) -> Response {
    visitor.answer(page(&visitor, "chain").await)
}

async fn page(visitor: &Visitor, way: &'static str) -> Result<Response, AppError> {
    let kind = visitor.kind(KIND)?;
    let asked = Asked::read(kind, &visitor.query);
    let world = World::of(visitor, kind, &asked.address).await?;
    let mut ids = world.ids(&asked.query(kind, visitor, &[], &[]));
    let found = ids.len();
    ids.truncate(READ_MAX);
    let ask = Ask { visitor, kind, address: &asked.address, asked: &asked, world: &world, ids };
    let mut drawn = match way {
        "geography" => geography::draw(&ask).await?,
        "network" => network::draw(&ask).await?,
        "roadmap" => roadmap::draw(&ask).await?,
        "list" => then::draw(&ask).await?,
        "compare" => compare::draw(&ask).await?,
        _ => chain::draw(&ask).await?,
    };
    if found > READ_MAX {
        let numbers = [("shown", ask.number(READ_MAX)), ("total", ask.number(found))];
        let numbers = numbers.each_ref().map(|(name, text)| (*name, text.as_str()));
        drawn.note = Some(visitor.t_with("map-cut", &numbers));
    }
    if let Some(format) = asked.address.get("format") {
        let format = Format::parse(format).ok_or(AppError::NotFound)?;
        count_export(visitor)?;
        return Ok(download(&sheet(way, &drawn), format));
    }
    let mut page = Page::new(visitor, &visitor.t(&format!("way-{way}-title")), Some(kind.section));
    page.noindex = !asked.address.pairs().is_empty();
    let here = visitor.href(&visitor.path);
    let take = [Format::Xlsx, Format::Csv, Format::Json].map(|format| Link {
        href: format!("{here}{}", asked.address.with("format", format.name())),
        label: format.name().to_uppercase(),
    });
    let controlled: Vec<&str> = drawn.controls.iter().map(|control| control.name).chain(["format", "page"]).collect();
    let time = Time::of(visitor, &asked.address, &world, way).await?;
    let scope = visitor.web.app().scope(&visitor.ctx.actor);
    let template = MapTemplate {
        time: Some(time),
        lead: drawn.lead.map_or_else(|| visitor.t(&format!("way-{way}-lead")), |key| visitor.t(key)),
        ways: ways(visitor, &asked.address, way),
        chips: chips(visitor, kind, &asked, &scope),
        filter: format!("{}{}#filters", visitor.href(&format!("/{KIND}")), filters_of(&asked.address)),
        kept: asked.address.pairs().iter().filter(|(name, _)| !controlled.contains(&name.as_str())).cloned().collect(),
        take: take.into_iter().collect(),
        rows_counted: visitor.t_with("map-table", &[("count", &drawn.rows.len().to_string())]),
        drawn,
        page: &page,
    };
    Ok(html(&template))
}

/// The table of a way, for taking along.
fn sheet(way: &str, drawn: &Drawn) -> Sheet {
    let text = |items: &Vec<Item>| items.iter().map(|item| item.text.clone()).collect::<Vec<_>>().join(", ");
    let cell = |items: &Vec<Item>| {
        let text = text(items);
        match text.parse::<i64>() {
            _ if text.is_empty() => Cell::Empty,
            Ok(units) => Cell::Number { units, decimals: 0 },
            Err(_) => Cell::Text(text),
        }
    };
    let head = drawn.codes.iter().map(|(head, _)| head.clone());
    let code = |at: usize| drawn.codes.iter().filter_map(move |(_, codes)| codes.get(at).cloned()).map(Cell::Text);
    Sheet {
        name: format!("map-{way}"),
        header: head.chain(drawn.heads.iter().cloned()).collect(),
        rows: drawn.rows.iter().enumerate().map(|(at, row)| code(at).chain(row.iter().map(cell)).collect()).collect(),
    }
}
