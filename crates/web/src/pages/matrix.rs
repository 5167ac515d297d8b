//! A register as a matrix: any two of its fields against each other, with
//! the filters of its list (B01, B12, B13, D05).

use super::Link;
use super::asked::{Asked, facetable, filterable};
use super::list::{chips, entry_label};
use super::map::World;
use super::take::download;
use crate::answer::html;
use crate::page::Page;
use crate::show::{Item, column_label};
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::catalogue::{Cross, Facet};
use samverk_domain::record::{ChoiceList, Kind};
use samverk_domain::text::number;
use samverk_exchange::{Cell, Format, Sheet};

/// Records named in a cell, where names are wanted.
const NAMES: usize = 8;

struct Choice {
    name: &'static str,
    label: String,
    row: bool,
    column: bool,
}

struct Head {
    /// How deep it lies in its list; what lies below counts above too.
    depth: usize,
    text: String,
    count: String,
    href: String,
}

struct Square {
    count: String,
    href: String,
    /// How deep it is coloured: 1 to 4, by its part of the largest.
    shade: u64,
    names: Vec<Item>,
    more: Option<String>,
    told: String,
}

struct Row {
    head: Head,
    cells: Vec<Option<Square>>,
}

#[derive(Template)]
#[template(path = "matrix.html")]
struct MatrixTemplate<'a> {
    page: &'a Page,
    back: Link,
    ways: Vec<crate::page::NavItem>,
    lead: String,
    /// When the map is looked at; nothing for other registers.
    time: Option<super::map::Time>,
    finding: String,
    choices: Vec<Choice>,
    kept: Vec<(String, String)>,
    names: bool,
    chips: Vec<Link>,
    take: Vec<Link>,
    corner: String,
    heads: Vec<Head>,
    rows: Vec<Row>,
    turned: String,
}

pub(crate) async fn show(visitor: Visitor, Path((_, kind)): Path<(String, String)>) -> Response {
    visitor.answer(page(&visitor, &kind).await)
}

/// Fields that a matrix may have as rows or columns.
fn fields(kind: &Kind) -> Vec<&'static str> {
    let facets = filterable(kind).into_iter().filter(|name| facetable(kind, name));
    // A record lasts several years, and stands in one row of a matrix.
    let facets = facets.filter(|name| kind.lasts.is_none_or(|lasts| lasts.name != *name));
    facets.filter(|name| kind.get(name).is_none_or(|field| !field.common)).collect()
}

/// Whether a register has two fields to hold against each other.
pub(super) fn is_possible(kind: &Kind) -> bool {
    first(kind, &fields(kind)).is_some()
}

/// What a matrix shows until the reader chooses: the first two lists.
fn first(kind: &Kind, fields: &[&'static str]) -> Option<(&'static str, &'static str)> {
    if kind.name == "initiative" {
        return Some(("areas", "level"));
    }
    Some((fields.first().copied()?, fields.get(1).copied()?))
}

async fn page(visitor: &Visitor, kind: &str) -> Result<Response, AppError> {
    let kind = visitor.kind(kind)?;
    let fields = fields(kind);
    let (rows, columns) = first(kind, &fields).ok_or(AppError::NotFound)?;
    let asked = Asked::read(kind, &visitor.query);
    let chosen = |name: &str, first| {
        let wanted = asked.address.get(name).unwrap_or(first);
        fields.iter().copied().find(|field| *field == wanted).unwrap_or(first)
    };
    let (rows, columns) = (chosen("rows", rows), chosen("by", columns));
    let named = asked.address.get("names").is_some();
    let app = visitor.web.app();
    let world = World::of(visitor, kind, &asked.address).await?;
    let scope = app.scope(&visitor.ctx.actor);
    let query = asked.query(kind, visitor, &[], &[]);
    let names = if named { NAMES } else { 0 };
    let cross = world.look(|eye| eye.catalogue.cross(&query, rows, columns, names, eye.scope));
    let matrix = Matrix { visitor, kind, world: &world, asked: &asked, cross: &cross, rows, columns };
    if let Some(format) = asked.address.get("format") {
        let format = Format::parse(format).ok_or(AppError::NotFound)?;
        super::take::count_export(visitor)?;
        return Ok(download(&matrix.sheet(), format));
    }
    let title = visitor.t_with("matrix-title", &[("what", &visitor.t(&format!("kind-{}.plural", kind.name)))]);
    let mut page = Page::new(visitor, &title, Some(kind.section));
    page.noindex = !asked.address.pairs().is_empty();
    let here = visitor.href(&visitor.path);
    let list = asked.address.without("rows").without("by").without("names");
    let take = [Format::Xlsx, Format::Csv, Format::Json].map(|format| Link {
        href: format!("{here}{}", asked.address.with("format", format.name())),
        label: format.name().to_uppercase(),
    });
    let own = ["rows", "by", "names", "format", "page"];
    let time = match kind.name {
        "initiative" => Some(super::map::Time::of(visitor, &asked.address, &world, "matrix").await?),
        _ => None,
    };
    let template = MatrixTemplate {
        back: Link {
            href: format!("{}{list}", visitor.href(&format!("/{}", kind.name))),
            label: visitor.t(&format!("kind-{}.plural", kind.name)),
        },
        ways: super::map::ways_of(visitor, kind, &asked.address, "matrix"),
        lead: visitor.t("matrix-lead"),
        time,
        finding: matrix.finding(),
        choices: fields
            .iter()
            .map(|name| Choice {
                name,
                label: column_label(visitor.lang, kind, name),
                row: *name == rows,
                column: *name == columns,
            })
            .collect(),
        kept: asked.address.pairs().iter().filter(|(name, _)| !own.contains(&name.as_str())).cloned().collect(),
        names: named,
        chips: chips(visitor, kind, &asked, &scope),
        take: take.into_iter().collect(),
        corner: visitor.t_with(
            "matrix-corner",
            &[
                ("rows", &column_label(visitor.lang, kind, rows)),
                ("columns", &column_label(visitor.lang, kind, columns)),
            ],
        ),
        heads: matrix.heads(columns, &cross.columns),
        rows: matrix.table(),
        turned: format!("{here}{}", asked.address.with("rows", columns).with("by", rows)),
        page: &page,
    };
    Ok(html(&template))
}

struct Matrix<'a> {
    visitor: &'a Visitor,
    kind: &'a Kind,
    world: &'a World<'a>,
    asked: &'a Asked,
    cross: &'a Cross,
    rows: &'static str,
    columns: &'static str,
}

impl Matrix<'_> {
    fn label(&self, field: &str, entry: &(String, Option<samverk_domain::RecordId>, u64)) -> String {
        match entry.1 {
            Some(id) => self.world.look(|eye| eye.title(id).text),
            None => entry_label(self.visitor, self.kind, field, &entry.0).trim().to_owned(),
        }
    }

    /// The list with these entries chosen, whatever else it is filtered by.
    fn list(&self, entries: &[(&str, &str)]) -> String {
        let base = self.asked.address.without("rows").without("by").without("names").without("page");
        let chosen = entries
            .iter()
            .fold(base, |address, (field, code)| address.with(field, if code.is_empty() { "-" } else { code }));
        let then = if self.world.past().is_some() { "/then" } else { "" };
        format!("{}{chosen}", self.visitor.href(&format!("/{}{then}", self.kind.name)))
    }

    fn number(&self, count: u64) -> String {
        number::format(i64::try_from(count).unwrap_or(i64::MAX), 0, self.visitor.lang)
    }

    fn heads(&self, field: &str, facet: &Facet) -> Vec<Head> {
        let list = self.entries_of(field);
        let head = |entry: &(String, Option<samverk_domain::RecordId>, u64)| Head {
            depth: list.map_or(0, |list| list.depth(&entry.0)),
            text: self.label(field, entry),
            count: self.number(entry.2),
            href: self.list(&[(field, &entry.0)]),
        };
        facet.entries.iter().map(head).collect()
    }

    /// The list that the entries of a field are of.
    fn entries_of(&self, field: &str) -> Option<&'static ChoiceList> {
        self.visitor.web.app().registry().filter_list(self.kind, field)
    }

    /// Whether an entry holds others of its list, and is no figure beside theirs.
    fn holds_others(&self, field: &str, code: &str) -> bool {
        let is_parent = |list: &ChoiceList| list.entries.iter().any(|entry| entry.parent == Some(code));
        self.entries_of(field).is_some_and(is_parent)
    }

    fn table(&self) -> Vec<Row> {
        let largest = self.cross.cells.iter().flatten().map(|(count, _)| *count).max().unwrap_or(1).max(1);
        let columns = self.heads(self.columns, &self.cross.columns);
        let rows = self.heads(self.rows, &self.cross.rows).into_iter().zip(&self.cross.rows.entries);
        let rows = rows.zip(&self.cross.cells).map(|((head, row), cells)| {
            let cells =
                cells.iter().zip(&self.cross.columns.entries).zip(&columns).map(|(((count, ids), column), top)| {
                    if *count == 0 {
                        return None;
                    }
                    let names = self.world.look(|eye| ids.iter().map(|id| eye.title(*id)).collect::<Vec<_>>());
                    let left = count.saturating_sub(names.len() as u64);
                    let number = self.number(*count);
                    let told = [("count", number.as_str()), ("row", head.text.as_str()), ("column", top.text.as_str())];
                    Some(Square {
                        href: self.list(&[(self.rows, &row.0), (self.columns, &column.0)]),
                        shade: (count * 4).div_ceil(largest).clamp(1, 4),
                        more: (left > 0 && !names.is_empty())
                            .then(|| self.visitor.t_with("matrix-more", &[("count", &self.number(left))])),
                        told: self.visitor.t_with("matrix-cell", &told),
                        count: number,
                        names,
                    })
                });
            Row { cells: cells.collect(), head }
        });
        rows.collect()
    }

    /// The largest cell, in words, of those that hold no others.
    fn finding(&self) -> String {
        let cells = self.cross.cells.iter().zip(&self.cross.rows.entries).flat_map(|(cells, row)| {
            let cells = cells.iter().zip(&self.cross.columns.entries);
            cells
                .filter(|(_, column)| !row.0.is_empty() && !column.0.is_empty())
                .filter(|(_, column)| {
                    !self.holds_others(self.rows, &row.0) && !self.holds_others(self.columns, &column.0)
                })
                .map(move |(cell, column)| (cell.0, row, column))
        });
        // Of cells with as many the first.
        let largest = cells.reduce(|best, next| if next.0 > best.0 { next } else { best });
        let total = self.number(self.cross.total);
        match largest.filter(|(count, ..)| *count > 0) {
            None => self.visitor.t_with("matrix-finding-none", &[("total", &total)]),
            Some((count, row, column)) => self.visitor.t_with(
                "matrix-finding",
                &[
                    ("total", &total),
                    ("count", &self.number(count)),
                    ("row", &self.label(self.rows, row)),
                    ("column", &self.label(self.columns, column)),
                ],
            ),
        }
    }

    fn sheet(&self) -> Sheet {
        let columns = self.cross.columns.entries.iter().map(|entry| self.label(self.columns, entry));
        let corner = column_label(self.visitor.lang, self.kind, self.rows);
        let rows = self.cross.rows.entries.iter().zip(&self.cross.cells).map(|(entry, cells)| {
            let number = |count: u64| match i64::try_from(count) {
                Ok(0) | Err(_) => Cell::Empty,
                Ok(units) => Cell::Number { units, decimals: 0 },
            };
            let counts = cells.iter().map(|(count, _)| number(*count));
            std::iter::once(Cell::Text(self.label(self.rows, entry))).chain(counts).collect()
        });
        Sheet {
            name: format!("{}-matrix", self.kind.name),
            header: std::iter::once(corner).chain(columns).collect(),
            rows: rows.collect(),
        }
    }
}
