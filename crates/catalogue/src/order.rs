//! Sorted orders of a kind's records, made when first asked for and mended
//! when a record changes.

use crate::Catalogue;
use crate::column::{Column, column_no};
use roaring::RoaringBitmap;
use samverk_domain::record::{FieldType, Kind};
use samverk_domain::text::collate::Sorter;
use samverk_domain::{Lang, RecordId};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// From so many changed records on, an order is made anew.
const MEND_MAX: usize = 200;

/// Up to so many records are sorted by themselves.
const SORT_FEW_MAX: u64 = 200;

/// Records in order with their sort keys; those without a value come last.
pub(crate) type Order = Vec<(Box<[u8]>, u32)>;

type OrderName = (usize, String, Lang);

#[derive(Default)]
pub(crate) struct Orders {
    made: Mutex<HashMap<OrderName, Made>>,
}

struct Made {
    order: Arc<Order>,
    changed: HashSet<u32>,
    stale: bool,
}

impl Orders {
    /// Notes that a record changed. Orders of other kinds may rest on its
    /// title, so they are made anew.
    pub(crate) fn touch(&self, kind_at: usize, doc_no: u32) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        for ((kind, ..), made) in made.iter_mut() {
            if *kind == kind_at {
                made.changed.insert(doc_no);
            } else {
                made.stale = true;
            }
        }
    }
}

impl Catalogue {
    /// The records of a kind by a column, ascending.
    pub(crate) fn order(&self, kind_at: usize, column: &str, lang: Lang) -> Arc<Order> {
        let name = (kind_at, column.to_owned(), lang);
        let mut made = self.orders.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = made.get_mut(&name) {
            if known.stale || known.changed.len() > MEND_MAX {
                known.order = Arc::new(self.make_order(kind_at, column, lang));
            } else if !known.changed.is_empty() {
                known.order = Arc::new(self.mend(&known.order, &known.changed, kind_at, column, lang));
            }
            known.changed.clear();
            known.stale = false;
            return Arc::clone(&known.order);
        }
        let order = Arc::new(self.make_order(kind_at, column, lang));
        made.insert(name, Made { order: Arc::clone(&order), changed: HashSet::new(), stale: false });
        order
    }

    /// The first of some records of a kind, in the order of its list.
    #[must_use]
    pub fn sorted(&self, kind: &str, ids: &[RecordId], lang: Lang, most: usize) -> Vec<RecordId> {
        let Some(kind_at) = self.registry.position(kind) else { return Vec::new() };
        let sort = self.registry.get(kind).map_or("title", |kind| kind.sort);
        let (column, descending) = sort.strip_prefix('-').map_or((sort, false), |column| (column, true));
        let numbers: RoaringBitmap = ids.iter().filter_map(|id| self.by_id.get(id).copied()).collect();
        let id = |no: u32| self.docs.get(no as usize).map(|doc| doc.id);
        if numbers.len() > SORT_FEW_MAX && !descending {
            // Of many, the whole order is known or worth knowing.
            let order = self.order(kind_at, column, lang);
            return order
                .iter()
                .filter(|(_, no)| numbers.contains(*no))
                .take(most)
                .filter_map(|(_, no)| id(*no))
                .collect();
        }
        let sorter = Sorter::new(lang);
        let key = |column: &str, no: u32| self.sort_key(kind_at, column, no, lang, &sorter);
        let mut keyed: Vec<_> = numbers.iter().map(|no| (key(column, no), key("title", no), no)).collect();
        keyed.sort_unstable();
        if descending {
            keyed.reverse();
        }
        keyed.into_iter().take(most).filter_map(|(.., no)| id(no)).collect()
    }

    fn make_order(&self, kind_at: usize, column: &str, lang: Lang) -> Order {
        let sorter = Sorter::new(lang);
        let live = self.kinds.get(kind_at).map(|index| index.live.clone()).unwrap_or_default();
        let mut order: Order = live.iter().map(|no| (self.sort_key(kind_at, column, no, lang, &sorter), no)).collect();
        order.sort_unstable();
        order
    }

    fn mend(&self, order: &Order, changed: &HashSet<u32>, kind_at: usize, column: &str, lang: Lang) -> Order {
        let sorter = Sorter::new(lang);
        let mut order: Order = order.iter().filter(|(_, no)| !changed.contains(no)).cloned().collect();
        let live = self.kinds.get(kind_at).map(|index| &index.live);
        for no in changed.iter().filter(|no| live.is_some_and(|live| live.contains(**no))) {
            let entry = (self.sort_key(kind_at, column, *no, lang, &sorter), *no);
            let at = order.partition_point(|other| other < &entry);
            order.insert(at, entry);
        }
        order
    }

    /// Bytes that compare as the values do. A leading 1 puts records without
    /// a value last.
    pub(crate) fn sort_key(&self, kind_at: usize, column: &str, doc_no: u32, lang: Lang, sorter: &Sorter) -> Box<[u8]> {
        let Some(kind) = self.registry.kinds().get(kind_at) else { return Box::default() };
        let titled = column == "title" || kind.title_field().is_some_and(|field| field.name == column);
        let text = |text: &str| with_mark(&sorter.key(text));
        if titled {
            return self.title_of(doc_no, lang, None, 0).map_or_else(missing, |(title, _)| text(&title));
        }
        if column == "key" {
            return self.docs.get(doc_no as usize).map_or_else(missing, |doc| text(&doc.key));
        }
        if column == "owner" {
            let owner = self.docs.get(doc_no as usize).and_then(|doc| doc.owner);
            return owner
                .and_then(|no| self.title_of(no, lang, None, 0))
                .map_or_else(missing, |(title, _)| text(&title));
        }
        let doc = self.docs.get(doc_no as usize);
        if column == "changed" {
            return doc.map_or_else(missing, |doc| with_mark(&ordered(doc.changed_seq)));
        }
        let value = doc.zip(column_no(kind, column)).and_then(|(doc, no)| doc.columns.get(no));
        match value {
            None => missing(),
            Some(Column::Text(code)) => {
                let code = self.texts.get(code);
                place(kind, column, code).map_or_else(|| text(code), |place| with_mark(&place.to_be_bytes()))
            }
            Some(Column::Number(number)) => with_mark(&ordered(number)),
            Some(Column::Money(units, _)) => with_mark(&ordered(units)),
            Some(Column::Days(first, last)) => {
                // The coarser of two times that begin together comes first.
                let mut bytes = ordered(i64::from(first)).to_vec();
                bytes.extend(ordered(-i64::from(last)));
                with_mark(&bytes)
            }
            Some(Column::Doc(no)) => self.title_of(no, lang, None, 0).map_or_else(missing, |(title, _)| text(&title)),
        }
    }
}

/// The place of a code in its list, or of a state in its machine.
fn place(kind: &Kind, column: &str, code: &str) -> Option<u64> {
    let at = if column == "state" {
        kind.states.as_ref()?.states.iter().position(|state| state.code == code)?
    } else {
        match kind.get(column)?.of {
            FieldType::Choice(list) => list.entries.iter().position(|entry| entry.code == code)?,
            _ => return None,
        }
    };
    u64::try_from(at).ok()
}

fn missing() -> Box<[u8]> {
    [1].into()
}

fn with_mark(bytes: &[u8]) -> Box<[u8]> {
    let mut key = Vec::with_capacity(bytes.len() + 1);
    key.push(0);
    key.extend_from_slice(bytes);
    key.into()
}

/// Bytes that compare as the number does.
fn ordered(number: i64) -> [u8; 8] {
    (number.cast_unsigned() ^ (1 << 63)).to_be_bytes()
}
