//! The filter on years during which a record lasts.

use crate::column::{Column, column_no};
use crate::kind_index::KindIndex;
use crate::{Catalogue, Facet};
use roaring::RoaringBitmap;
use samverk_domain::record::{Kind, Lasts, Stage};
use std::collections::BTreeMap;

/// Days of a year in the numbers of days, and that of its first day.
const YEAR: i32 = 372;
const FIRST: i32 = 32;
/// Years of one record that are counted.
const YEARS_MAX: i32 = 100;

impl Catalogue {
    /// How a kind lasts, where that is what a filter asks for.
    pub(crate) fn lasts_of(&self, kind: &str, filter: &str) -> Option<(&'static Kind, Lasts)> {
        let kind = self.registry.get(kind)?;
        kind.lasts.filter(|lasts| lasts.name == filter).map(|lasts| (kind, lasts))
    }

    /// The records that last during a year; without one, those that say no
    /// beginning and no end.
    pub(crate) fn lasting(&self, index: &KindIndex, kind: &Kind, lasts: Lasts, year: &str) -> RoaringBitmap {
        let year = year.parse::<i32>().ok().filter(|year| (1..10_000).contains(year)).or(if year.is_empty() {
            Some(0)
        } else {
            None
        });
        let Some(year) = year else { return RoaringBitmap::new() };
        let holds = |no: &u32| match self.years(kind, lasts, *no) {
            None => year == 0,
            Some((first, last)) => year != 0 && first <= year && last.is_none_or(|last| year <= last),
        };
        index.live.iter().filter(holds).collect()
    }

    /// How many of some records last during each year, the latest first. What
    /// goes on without an end counts until the latest year that is known.
    pub(crate) fn lasting_facet(&self, kind: &Kind, lasts: Lasts, within: &RoaringBitmap) -> Facet {
        let spans: Vec<_> = within.iter().map(|no| self.years(kind, lasts, no)).collect();
        let known = spans.iter().flatten();
        let latest = known.map(|(first, last)| last.unwrap_or(*first)).max().unwrap_or_default();
        let mut counts: BTreeMap<i32, u64> = BTreeMap::new();
        let mut without = 0;
        for span in &spans {
            let Some((first, last)) = span else {
                without += 1;
                continue;
            };
            for year in (*first..=last.unwrap_or(latest)).take(usize::try_from(YEARS_MAX).unwrap_or(0)) {
                *counts.entry(year).or_default() += 1;
            }
        }
        let mut entries: Vec<_> =
            counts.into_iter().rev().map(|(year, count)| (year.to_string(), None, count)).collect();
        entries.extend((without > 0).then_some((String::new(), None, without)));
        Facet { field: lasts.name.to_owned(), entries }
    }

    /// First and last year of a record; no last one while it goes on.
    fn years(&self, kind: &Kind, lasts: Lasts, no: u32) -> Option<(i32, Option<i32>)> {
        let doc = self.docs.get(no as usize)?;
        let days = |field: &str| match doc.columns.get(column_no(kind, field)?)? {
            Column::Days(first, last) => Some((first, last)),
            _ => None,
        };
        let (from, until) = (days(lasts.from), days(lasts.until));
        let state = match doc.columns.get(column_no(kind, "state")?) {
            Some(Column::Text(state)) => self.texts.get(state),
            _ => "",
        };
        let stage = kind.states.as_ref().and_then(|states| states.get(state)).map(|state| state.stage);
        let year = |day: i32| (day - FIRST).div_euclid(YEAR);
        let first = from.or(until)?.0;
        let last = match (until, from, stage) {
            (Some((_, last)), ..) => Some(last),
            (None, _, Some(Stage::Active)) => None,
            (None, from, _) => from.map(|(_, last)| last),
        };
        // A period without an end lasts.
        let last = last.filter(|day| *day != i32::MAX).map(year);
        Some((year(first.max(YEAR + FIRST)), last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Date;

    #[test]
    fn a_year_is_read_back_from_its_days() {
        for (year, month, day, expected) in [(2014, 1, 1, FIRST), (2014, 12, 31, 403)] {
            let number = crate::day_number(Date::constant(year, month, day));
            assert_eq!(number - i32::from(year) * YEAR, expected);
            assert_eq!((number - FIRST).div_euclid(YEAR), 2014);
        }
    }
}
