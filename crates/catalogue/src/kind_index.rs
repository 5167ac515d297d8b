//! Terms of one kind: what its filters can ask for.

use roaring::RoaringBitmap;
use std::collections::HashMap;
use std::sync::Arc;

/// What a filter can ask for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Term {
    /// A code or a text.
    Text(Arc<str>),
    /// A linked record.
    Doc(u32),
    /// Nothing is filled in.
    None,
}

/// A term with the records that have it.
#[derive(Debug)]
struct Entry {
    field: &'static str,
    term: Term,
    docs: RoaringBitmap,
}

#[derive(Debug, Default)]
pub(crate) struct KindIndex {
    pub(crate) live: RoaringBitmap,
    pub(crate) by_key: HashMap<Box<str>, u32>,
    numbers: HashMap<&'static str, HashMap<Term, u32>>,
    entries: Vec<Entry>,
    /// Entries that no record has any more.
    free: Vec<u32>,
}

impl KindIndex {
    /// The records that have a term.
    pub(crate) fn docs(&self, field: &str, term: &Term) -> Option<&RoaringBitmap> {
        let no = self.numbers.get(field)?.get(term)?;
        self.entries.get(*no as usize).map(|entry| &entry.docs)
    }

    /// All terms of a field with their records, in no order.
    pub(crate) fn terms(&self, field: &str) -> impl Iterator<Item = (&Term, &RoaringBitmap)> {
        let numbers = self.numbers.get(field).into_iter().flat_map(|terms| terms.values());
        numbers.filter_map(|no| self.entries.get(*no as usize)).map(|entry| (&entry.term, &entry.docs))
    }

    /// Notes that a record has a term; the number of the term, if that is new.
    pub(crate) fn add(&mut self, field: &'static str, term: Term, doc_no: u32) -> Option<u32> {
        let terms = self.numbers.entry(field).or_default();
        let no = match terms.get(&term) {
            Some(no) => *no,
            None => {
                let entry = Entry { field, term: term.clone(), docs: RoaringBitmap::new() };
                let no = match self.free.pop() {
                    Some(no) => {
                        self.entries[no as usize] = entry;
                        no
                    }
                    None => {
                        self.entries.push(entry);
                        u32::try_from(self.entries.len() - 1).unwrap_or(u32::MAX)
                    }
                };
                terms.insert(term, no);
                no
            }
        };
        self.entries.get_mut(no as usize)?.docs.insert(doc_no).then_some(no)
    }

    /// Takes a record out, with the terms that it has.
    pub(crate) fn remove(&mut self, doc_no: u32, key: &str, terms: &[u32]) {
        self.live.remove(doc_no);
        self.by_key.remove(key);
        for no in terms {
            let Some(entry) = self.entries.get_mut(*no as usize) else { continue };
            entry.docs.remove(doc_no);
            if entry.docs.is_empty() {
                if let Some(terms) = self.numbers.get_mut(entry.field) {
                    terms.remove(&entry.term);
                }
                self.free.push(*no);
            }
        }
    }
}
