//! Terms and columns of one kind.

use roaring::RoaringBitmap;
use samverk_domain::record::{Record, Visibility};
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

/// The value of a single-valued field, for sorting, sums and ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Column {
    Text(Arc<str>),
    Number(i64),
    Money(i64, Arc<str>),
    /// First and last day.
    Days(i64, i64),
    Doc(u32),
}

/// Key and terms of a record.
type Held = (Box<str>, Vec<(&'static str, Term)>);

#[derive(Debug, Default)]
pub(crate) struct KindIndex {
    pub(crate) live: RoaringBitmap,
    pub(crate) by_key: HashMap<Box<str>, u32>,
    pub(crate) terms: HashMap<&'static str, HashMap<Term, RoaringBitmap>>,
    pub(crate) columns: HashMap<&'static str, HashMap<u32, Column>>,
    /// Terms and key of each record, to take them out again.
    held: HashMap<u32, Held>,
}

impl KindIndex {
    pub(crate) fn add_record(&mut self, doc_no: u32, record: &Record) {
        if !record.deleted {
            self.live.insert(doc_no);
        }
        self.by_key.insert(record.key.as_str().into(), doc_no);
        self.held.insert(doc_no, (record.key.as_str().into(), Vec::new()));
        if let Some(state) = &record.state {
            self.add_term("state", Term::Text(state.as_str().into()), doc_no);
            self.set_column("state", doc_no, Some(Column::Text(state.as_str().into())));
        }
        self.add_term("visibility", Term::Text(visibility_code(record.visibility)), doc_no);
    }

    pub(crate) fn add_term(&mut self, field: &'static str, term: Term, doc_no: u32) {
        let docs = self.terms.entry(field).or_default().entry(term.clone()).or_default();
        if docs.insert(doc_no)
            && let Some((_, held)) = self.held.get_mut(&doc_no)
        {
            held.push((field, term));
        }
    }

    pub(crate) fn set_column(&mut self, field: &'static str, doc_no: u32, column: Option<Column>) {
        if let Some(column) = column {
            self.columns.entry(field).or_default().insert(doc_no, column);
        }
    }

    pub(crate) fn remove(&mut self, doc_no: u32) {
        self.live.remove(doc_no);
        let Some((key, held)) = self.held.remove(&doc_no) else { return };
        self.by_key.remove(&key);
        for (field, term) in held {
            if let Some(terms) = self.terms.get_mut(field)
                && let Some(docs) = terms.get_mut(&term)
            {
                docs.remove(doc_no);
                if docs.is_empty() {
                    terms.remove(&term);
                }
            }
        }
        for column in self.columns.values_mut() {
            column.remove(&doc_no);
        }
    }
}

fn visibility_code(visibility: Visibility) -> Arc<str> {
    visibility.code().into()
}
