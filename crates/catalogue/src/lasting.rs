//! The filter on years during which a record lasts.
//!
//! Each year is a term of the record as a value of a field is, so that lists
//! count by it as fast as by any other; what is under way without an end has
//! one term, the year from which it goes on.

use crate::kind_index::{KindIndex, Term};
use crate::{Catalogue, Facet};
use roaring::RoaringBitmap;
use samverk_domain::record::{Kind, Lasts, Record, Stage, Value};
use std::collections::BTreeMap;

/// Stands for a field in the index of terms: the year from which a record
/// goes on. No field has such a name.
const GOES_ON: &str = "goes on";
/// Years of one record.
const YEARS_MAX: usize = 200;

impl Catalogue {
    /// How a kind lasts, where that is what a filter asks for.
    pub(crate) fn lasts_of(&self, kind: &str, filter: &str) -> Option<Lasts> {
        self.registry.get(kind)?.lasts.filter(|lasts| lasts.name == filter)
    }

    /// The terms of the years of a record.
    pub(crate) fn lasting_terms(&mut self, kind: &Kind, record: &Record) -> Vec<(&'static str, Term)> {
        let Some(lasts) = kind.lasts else { return Vec::new() };
        let mut term = |year: i16| Term::Text(self.texts.shared(&year.to_string()));
        match years(kind, lasts, record) {
            None => vec![(lasts.name, Term::None)],
            Some((first, None)) => vec![(GOES_ON, term(first))],
            Some((first, Some(last))) => (first..=last).take(YEARS_MAX).map(|year| (lasts.name, term(year))).collect(),
        }
    }
}

/// The records that last during a year; without one, those that say neither a
/// beginning nor an end.
pub(crate) fn lasting(index: &KindIndex, lasts: Lasts, year: &str) -> RoaringBitmap {
    let own = if year.is_empty() { Term::None } else { Term::Text(year.into()) };
    let mut found = index.docs(lasts.name, &own).cloned().unwrap_or_default();
    if let Ok(year) = year.parse::<i16>() {
        for (_, docs) in by_year(index, GOES_ON).range(..=year) {
            found |= *docs;
        }
    }
    found
}

/// How many of some records last during each year, the latest first. What goes
/// on counts until the latest year that is known.
pub(crate) fn lasting_facet(index: &KindIndex, lasts: Lasts, within: &RoaringBitmap) -> Facet {
    let (ended, begun) = (by_year(index, lasts.name), by_year(index, GOES_ON));
    let known = || ended.keys().chain(begun.keys()).copied();
    let mut going = RoaringBitmap::new();
    let mut entries = Vec::new();
    for year in known().min().unwrap_or(1)..=known().max().unwrap_or(0) {
        if let Some(docs) = begun.get(&year) {
            going |= *docs & within;
        }
        let count = match ended.get(&year) {
            Some(docs) => (*docs & within).union_len(&going),
            None => going.len(),
        };
        entries.extend((count > 0).then(|| (year.to_string(), None, count)));
    }
    entries.reverse();
    let without = index.docs(lasts.name, &Term::None).map_or(0, |docs| docs.intersection_len(within));
    entries.extend((without > 0).then_some((String::new(), None, without)));
    Facet { field: lasts.name.to_owned(), entries }
}

fn by_year<'a>(index: &'a KindIndex, field: &str) -> BTreeMap<i16, &'a RoaringBitmap> {
    let year = |(term, docs): (&Term, &'a RoaringBitmap)| match term {
        Term::Text(text) => Some((text.parse().ok()?, docs)),
        _ => None,
    };
    index.terms(field).filter_map(year).collect()
}

/// First and last year of a record; no last one while it goes on.
fn years(kind: &Kind, lasts: Lasts, record: &Record) -> Option<(i16, Option<i16>)> {
    let time = |field: &str| match record.first(field) {
        Some(Value::Coarse(time)) => Some(*time),
        _ => None,
    };
    let (from, until) = (time(lasts.from), time(lasts.until));
    let first = from.or(until)?.first_day().year();
    let state = kind.states.as_ref().zip(record.state.as_deref()).and_then(|(states, code)| states.get(code));
    let last = match (until, state.map(|state| state.stage)) {
        (Some(until), _) => Some(until.last_day().year()),
        (None, Some(Stage::Active)) => None,
        (None, _) => from.map(|from| from.last_day().year()),
    };
    Some((first, last))
}
