//! What the address of a list asks for: filters, words, order, columns.

use crate::query::Query as Address;
use crate::visitor::Visitor;
use samverk_app::catalogue::{Filter, Query, Range};
use samverk_domain::record::{FieldType, Kind, META_COLUMNS};

/// Rows of a page until the reader chooses another number.
const ROWS: usize = 50;
/// Most rows of a page.
const ROWS_MAX: usize = 200;

/// Reads the query of a list's address as filters and words; what the list
/// does not have is left out.
#[must_use]
pub fn read_query(kind: &Kind, query: &str) -> (Vec<Filter>, String) {
    let asked = Asked::read(kind, query);
    (asked.filters, asked.words)
}

/// What the address asks for.
pub(crate) struct Asked {
    pub(crate) address: Address,
    pub(crate) filters: Vec<Filter>,
    pub(crate) words: String,
    pub(crate) sort: String,
    pub(crate) columns: Vec<String>,
    pub(super) size: usize,
    pub(super) page: usize,
}

impl Asked {
    pub(crate) fn read(kind: &Kind, query: &str) -> Self {
        let address = Address::parse(query).filled();
        let mut filters = Vec::new();
        for name in filterable(kind) {
            // `-` stands for records without a value: an empty one is a
            // filter that is not used.
            let values: Vec<String> =
                address.all(name).map(|value| if value == "-" { "" } else { value }.to_owned()).collect();
            let bound = |end: &str| address.get(&format!("{name}.{end}")).map(str::to_owned);
            let range = Range { from: bound("from"), until: bound("until") };
            let range = (range.from.is_some() || range.until.is_some()).then_some(range);
            if !values.is_empty() || range.is_some() {
                filters.push(Filter { field: name.to_owned(), values, range });
            }
        }
        let known = |name: &&str| kind.get(name).is_some() || META_COLUMNS.contains(name);
        let mut columns: Vec<String> = address.all("columns").filter(known).map(str::to_owned).collect();
        columns.truncate(40);
        if columns.is_empty() {
            columns = kind.columns.iter().map(|name| (*name).to_owned()).collect();
        }
        let sort = address
            .get("sort")
            .filter(|sort| sortable(kind, sort.trim_start_matches('-')))
            .unwrap_or(kind.sort)
            .to_owned();
        let number = |name: &str| address.get(name).and_then(|text| text.parse::<usize>().ok());
        Self {
            words: address.get("q").unwrap_or_default().chars().take(200).collect(),
            size: number("size").unwrap_or(ROWS).clamp(1, ROWS_MAX),
            page: number("page").unwrap_or(1).clamp(1, 1_000_000),
            sort,
            filters,
            columns,
            address,
        }
    }

    pub(crate) fn query<'a>(
        &'a self,
        kind: &'a Kind,
        visitor: &Visitor,
        facets: &'a [&'a str],
        sums: &'a [&'a str],
    ) -> Query<'a> {
        Query {
            kind: kind.name,
            filters: &self.filters,
            text: &self.words,
            sort: &self.sort,
            lang: visitor.lang,
            after: None,
            offset: (self.page - 1) * self.size,
            limit: self.size,
            facets,
            sums,
        }
    }
}

/// Fields and attributes that a list can be filtered on, states first.
pub(crate) fn filterable(kind: &Kind) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = Vec::new();
    if kind.states.is_some() {
        names.push("state");
    }
    let fields = kind.fields.iter().filter(|field| field.filterable || is_range(field.of));
    names.extend(fields.map(|field| field.name));
    names.extend(kind.reaches.iter().map(|reach| reach.name).filter(|name| kind.get(name).is_none()));
    names.extend(kind.lasts.map(|lasts| lasts.name));
    names.extend(["visibility", "owner"]);
    names
}

pub(crate) fn is_range(of: FieldType) -> bool {
    matches!(of, FieldType::Number { .. } | FieldType::Money | FieldType::Date | FieldType::Coarse | FieldType::Period)
}

pub(super) fn is_number(kind: &Kind, name: &str) -> bool {
    kind.get(name).is_some_and(|field| matches!(field.of, FieldType::Number { .. } | FieldType::Money) && !field.ranks)
}

pub(crate) fn sortable(kind: &Kind, name: &str) -> bool {
    let field = || {
        kind.get(name)
            .is_some_and(|field| !field.repeated && !matches!(field.of, FieldType::LongText | FieldType::File))
    };
    META_COLUMNS.contains(&name) && name != "visibility" || field()
}

/// Whether counting the entries of a field helps to choose among them.
pub(super) fn facetable(kind: &Kind, name: &str) -> bool {
    kind.reach(name).is_some()
        || kind.lasts.is_some_and(|lasts| lasts.name == name)
        || kind.get(name).map_or(matches!(name, "state"), |field| field.filterable && !is_range(field.of))
}
