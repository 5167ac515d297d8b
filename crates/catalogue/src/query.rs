//! Lists: filters, free text, order, page, counts, sums.

use crate::column::{Column, column_no};
use crate::kind_index::{KindIndex, Term};
use crate::lasting::{lasting, lasting_facet};
use crate::{Catalogue, Scope};
use roaring::RoaringBitmap;
use samverk_domain::record::{FieldType, Reach};
use samverk_domain::text::collate::Sorter;
use samverk_domain::{Lang, RecordId};
use std::collections::BTreeMap;

/// Most entries of one facet that are counted out.
const FACET_ENTRIES_MAX: usize = 700;

/// A question for a list.
#[derive(Debug, Clone)]
pub struct Query<'a> {
    /// The register.
    pub kind: &'a str,
    /// All must hold.
    pub filters: &'a [Filter],
    /// Words that all must occur.
    pub text: &'a str,
    /// Column, with a leading `-` for descending.
    pub sort: &'a str,
    /// Language of order and titles.
    pub lang: Lang,
    /// Only what comes after this record in the order, whether or not the
    /// record itself is still found.
    pub after: Option<RecordId>,
    /// How many to skip.
    pub offset: usize,
    /// How many to give.
    pub limit: usize,
    /// Fields whose entries are counted.
    pub facets: &'a [&'a str],
    /// Number and money columns that are summed.
    pub sums: &'a [&'a str],
}

impl<'a> Query<'a> {
    /// A question for all records of a register, in an order.
    #[must_use]
    pub fn every(kind: &'a str, sort: &'a str, lang: Lang) -> Self {
        Self {
            kind,
            filters: &[],
            text: "",
            sort,
            lang,
            after: None,
            offset: 0,
            limit: usize::MAX,
            facets: &[],
            sums: &[],
        }
    }
}

/// One condition; any of its values may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Field, `state` or `visibility`.
    pub field: String,
    /// Codes, texts, or keys of linked records; an empty one asks for records without a value.
    pub values: Vec<String>,
    /// For numbers and times: from and until, both included.
    pub range: Option<Range>,
}

/// Bounds in the column's own units: numbers as they are stored, times as coarse times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// Least.
    pub from: Option<String>,
    /// Most.
    pub until: Option<String>,
}

/// How many of the found records have each entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facet {
    /// Field.
    pub field: String,
    /// Code or text, linked record, and count; the most frequent first for
    /// texts and links, in the list's own order for choices.
    pub entries: Vec<(String, Option<RecordId>, u64)>,
}

/// The sum of a column over all found records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// Column.
    pub field: String,
    /// Currency, for money.
    pub currency: Option<String>,
    /// In units of the last decimal.
    pub total: i64,
}

/// The answer.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The records of the page, in order.
    pub ids: Vec<RecordId>,
    /// How many there are in all.
    pub total: u64,
    /// Counts.
    pub facets: Vec<Facet>,
    /// Sums.
    pub sums: Vec<Sum>,
}

impl Catalogue {
    /// Answers a question within what the asker may see. A filter on an
    /// unknown field or value finds nothing.
    #[must_use]
    pub fn query(&self, query: &Query<'_>, scope: &Scope) -> Found {
        let Some(kind_at) = self.registry.position(query.kind) else { return Found::default() };
        let Some(index) = self.kinds.get(kind_at) else { return Found::default() };
        let mut found = &index.live & &scope.visible;
        let matches: Vec<RoaringBitmap> =
            query.filters.iter().map(|filter| self.matching(index, query.kind, filter, scope)).collect();
        if !query.text.trim().is_empty() {
            found &= self.search.matching(query.text, &scope.internal);
        }
        let base = found.clone();
        for set in &matches {
            found &= set;
        }
        let facets = query.facets.iter().map(|field| {
            // Counts of a field leave its own filter out, so that one can
            // see what choosing another entry would give.
            let own = query.filters.iter().any(|filter| filter.field == *field);
            if own {
                let others = query.filters.iter().zip(&matches).filter(|(filter, _)| filter.field != *field);
                let within = others.fold(base.clone(), |mut within, (_, set)| {
                    within &= set;
                    within
                });
                self.facet(index, query, field, &within, scope)
            } else {
                self.facet(index, query, field, &found, scope)
            }
        });
        Found {
            facets: facets.collect(),
            sums: query.sums.iter().flat_map(|field| self.sums(query.kind, field, &found)).collect(),
            total: found.len(),
            ids: self.page(kind_at, query, &found),
        }
    }

    /// All records that a question finds.
    pub(crate) fn found(&self, index: &KindIndex, query: &Query<'_>, scope: &Scope) -> RoaringBitmap {
        let mut found = &index.live & &scope.visible;
        if !query.text.trim().is_empty() {
            found &= self.search.matching(query.text, &scope.internal);
        }
        for filter in query.filters {
            found &= self.matching(index, query.kind, filter, scope);
        }
        found
    }

    /// Whether a question finds a record.
    #[must_use]
    pub fn finds(&self, query: &Query<'_>, scope: &Scope, id: RecordId) -> bool {
        let Some(index) = self.registry.position(query.kind).and_then(|at| self.kinds.get(at)) else { return false };
        let Some(no) = self.by_id.get(&id).copied() else { return false };
        index.live.contains(no)
            && scope.visible.contains(no)
            && query.filters.iter().all(|filter| self.matching(index, query.kind, filter, scope).contains(no))
            && (query.text.trim().is_empty() || self.search.matching(query.text, &scope.internal).contains(no))
    }

    /// All found records in order, for exports.
    #[must_use]
    pub fn query_all(&self, query: &Query<'_>, scope: &Scope) -> Vec<RecordId> {
        let all = Query { after: None, offset: 0, limit: usize::MAX, facets: &[], sums: &[], ..query.clone() };
        self.query(&all, scope).ids
    }

    fn page(&self, kind_at: usize, query: &Query<'_>, found: &RoaringBitmap) -> Vec<RecordId> {
        let (column, descending) = query.sort.strip_prefix('-').map_or((query.sort, false), |column| (column, true));
        let order = self.order(kind_at, column, query.lang);
        let total = usize::try_from(found.len()).unwrap_or(usize::MAX);
        let id = |no: u32| self.docs.get(no as usize).map(|doc| doc.id);
        // When everything is found the page is cut straight out of the order.
        let whole = total == order.len();
        let take = |numbers: &mut dyn Iterator<Item = u32>| -> Vec<RecordId> {
            if whole {
                numbers.skip(query.offset).take(query.limit).filter_map(id).collect()
            } else {
                numbers.filter(|no| found.contains(*no)).skip(query.offset).take(query.limit).filter_map(id).collect()
            }
        };
        let after = query.after.and_then(|id| self.by_id.get(&id).copied());
        let after = after.map(|no| (self.sort_key(kind_at, column, no, query.lang, &Sorter::new(query.lang)), no));
        if !descending {
            let from = after.map_or(0, |after| order.partition_point(|entry| *entry <= after));
            return take(&mut order.iter().skip(from).map(|(_, no)| *no));
        }
        // Records without a value stay last in either direction.
        let valued = order.partition_point(|(key, _)| key.first() != Some(&1));
        let (with, without) = order.split_at(valued);
        let (mut with_until, mut without_from) = (with.len(), 0);
        if let Some(after) = after {
            with_until = with.partition_point(|entry| *entry < after);
            if after.0.first() == Some(&1) {
                (with_until, without_from) = (0, without.partition_point(|entry| *entry <= after));
            }
        }
        let with = with.iter().take(with_until).rev();
        take(&mut with.chain(without.iter().skip(without_from)).map(|(_, no)| *no))
    }

    fn matching(&self, index: &KindIndex, kind: &str, filter: &Filter, scope: &Scope) -> RoaringBitmap {
        let mut set = RoaringBitmap::new();
        if let Some(range) = &filter.range {
            set |= self.in_range(index, kind, &filter.field, range);
        }
        let reach = self.reach_of(kind, &filter.field);
        let lasts = self.lasts_of(kind, &filter.field);
        for value in &filter.values {
            if let Some(lasts) = lasts {
                set |= lasting(index, lasts, value);
                continue;
            }
            if let Some((at, reach)) = reach {
                set |= self.reaching(at, reach, value, scope);
                continue;
            }
            if filter.field == "owner" {
                set |= self.owned(index, value);
                continue;
            }
            let term = self.term(kind, &filter.field, value, scope);
            if let Some(docs) = term.and_then(|term| index.docs(&filter.field, &term)) {
                set |= docs;
            }
        }
        if reach.is_none() && self.hidden(kind, &filter.field) {
            set &= &scope.internal;
        }
        set
    }

    /// The filter of a kind on what lies further off, with the kind's place.
    pub(crate) fn reach_of(&self, kind: &str, name: &str) -> Option<(usize, &'static Reach)> {
        let at = self.registry.position(kind)?;
        Some((at, self.registry.kinds().get(at)?.reach(name)?))
    }

    /// Whether a field is not for everybody who sees the record.
    pub(crate) fn hidden(&self, kind: &str, field: &str) -> bool {
        self.registry.get(kind).and_then(|kind| kind.get(field)).is_some_and(|field| !field.is_public())
    }

    fn owned(&self, index: &KindIndex, key: &str) -> RoaringBitmap {
        let owner = self.find("organisation", key).and_then(|id| self.by_id.get(&id).copied());
        let docs = owner.and_then(|owner| index.docs("owner", &Term::Doc(owner)));
        // A deleted record has its owner still.
        docs.map(|docs| docs & &index.live).unwrap_or_default()
    }

    pub(crate) fn term(&self, kind: &str, field: &str, value: &str, scope: &Scope) -> Option<Term> {
        if value.is_empty() {
            return Some(Term::None);
        }
        let link = self.registry.get(kind).and_then(|kind| kind.get(field)).and_then(|field| field.link);
        match link {
            None => Some(Term::Text(value.into())),
            Some(spec) => {
                let id = self.find(spec.to, value)?;
                let no = *self.by_id.get(&id)?;
                scope.visible.contains(no).then_some(Term::Doc(no))
            }
        }
    }

    fn in_range(&self, index: &KindIndex, kind: &str, field: &str, range: &Range) -> RoaringBitmap {
        let kind = self.registry.get(kind);
        let Some(no) = kind.and_then(|kind| column_no(kind, field)) else { return RoaringBitmap::new() };
        let declared = kind.and_then(|kind| kind.get(field));
        let bound = |text: &Option<String>, last: bool| -> Option<Option<i64>> {
            let Some(text) = text.as_deref().filter(|text| !text.is_empty()) else { return Some(None) };
            match declared.map(|field| field.of) {
                Some(FieldType::Number { decimals }) => {
                    samverk_domain::record::cell::read_decimal(text, decimals).map(Some)
                }
                _ => {
                    let time = samverk_domain::time::CoarseTime::parse(text)?;
                    Some(Some(i64::from(crate::day_number(if last { time.last_day() } else { time.first_day() }))))
                }
            }
        };
        // An unreadable bound finds nothing rather than everything.
        let (Some(from), Some(until)) = (bound(&range.from, false), bound(&range.until, true)) else {
            return RoaringBitmap::new();
        };
        let inside = |column: Column| match column {
            Column::Number(n) | Column::Money(n, _) => {
                from.is_none_or(|from| n >= from) && until.is_none_or(|until| n <= until)
            }
            Column::Days(first, last) => {
                from.is_none_or(|from| i64::from(last) >= from) && until.is_none_or(|until| i64::from(first) <= until)
            }
            _ => false,
        };
        let holds =
            |doc_no: &u32| self.docs.get(*doc_no as usize).and_then(|doc| doc.columns.get(no)).is_some_and(inside);
        index.live.iter().filter(holds).collect()
    }

    pub(crate) fn facet(
        &self,
        index: &KindIndex,
        query: &Query<'_>,
        field: &str,
        within: &RoaringBitmap,
        scope: &Scope,
    ) -> Facet {
        if let Some((at, reach)) = self.reach_of(query.kind, field) {
            return self.reach_facet(at, reach, within, scope);
        }
        if let Some(lasts) = self.lasts_of(query.kind, field) {
            return lasting_facet(index, lasts, within);
        }
        let narrowed;
        let within = if self.hidden(query.kind, field) {
            narrowed = within & &scope.internal;
            &narrowed
        } else {
            within
        };
        let mut entries: Vec<(String, Option<RecordId>, u64)> = Vec::new();
        for (term, docs) in index.terms(field) {
            let count = docs.intersection_len(within);
            if count == 0 {
                continue;
            }
            match term {
                Term::Text(text) => entries.push((text.to_string(), None, count)),
                Term::Doc(no) if scope.visible.contains(*no) => {
                    let Some(doc) = self.docs.get(*no as usize) else { continue };
                    entries.push((doc.key.to_string(), Some(doc.id), count));
                }
                Term::Doc(_) => {}
                Term::None => entries.push((String::new(), None, count)),
            }
        }
        let kind = self.registry.get(query.kind);
        let place = |code: &str| -> usize {
            let declared = kind.and_then(|kind| kind.get(field)).map(|field| field.of);
            let states = kind.and_then(|kind| kind.states.as_ref()).filter(|_| field == "state");
            match (declared, states) {
                _ if code.is_empty() => usize::MAX,
                (Some(FieldType::Choice(list)), _) => {
                    list.entries.iter().position(|entry| entry.code == code).unwrap_or(usize::MAX)
                }
                (_, Some(states)) => states.states.iter().position(|s| s.code == code).unwrap_or(usize::MAX),
                _ => 0,
            }
        };
        entries.sort_by(|a, b| (place(&a.0), b.2, &a.0).cmp(&(place(&b.0), a.2, &b.0)));
        entries.truncate(FACET_ENTRIES_MAX);
        Facet { field: field.to_owned(), entries }
    }

    fn reach_facet(&self, at: usize, reach: &'static Reach, within: &RoaringBitmap, scope: &Scope) -> Facet {
        let mut rest = within.clone();
        let mut entries = Vec::new();
        for (code, id, docs) in self.reach_entries(at, reach, scope) {
            rest -= &docs;
            let count = docs.intersection_len(within);
            entries.extend((count > 0).then_some((code, id, count)));
        }
        let list = self.registry.kinds().get(at).and_then(|kind| self.registry.filter_list(kind, reach.name));
        let place = |code: &str| list.and_then(|list| list.entries.iter().position(|entry| entry.code == code));
        entries.sort_by(|a, b| (place(&a.0), b.2, &a.0).cmp(&(place(&b.0), a.2, &b.0)));
        entries.truncate(FACET_ENTRIES_MAX);
        entries.extend((!rest.is_empty()).then(|| (String::new(), None, rest.len())));
        Facet { field: reach.name.to_owned(), entries }
    }
}

impl Catalogue {
    fn sums(&self, kind: &str, field: &str, found: &RoaringBitmap) -> Vec<Sum> {
        let Some(no) = self.registry.get(kind).and_then(|kind| column_no(kind, field)) else { return Vec::new() };
        let mut totals: BTreeMap<Option<&str>, i64> = BTreeMap::new();
        for doc in found.iter().filter_map(|doc_no| self.docs.get(doc_no as usize)) {
            let (currency, number) = match doc.columns.get(no) {
                Some(Column::Number(number)) => (None, number),
                Some(Column::Money(units, currency)) => (Some(self.texts.get(currency)), units),
                _ => continue,
            };
            let total = totals.entry(currency).or_default();
            *total = total.saturating_add(number);
        }
        let sum = |(currency, total): (Option<&str>, i64)| Sum {
            field: field.to_owned(),
            currency: currency.map(str::to_owned),
            total,
        };
        totals.into_iter().map(sum).collect()
    }
}
