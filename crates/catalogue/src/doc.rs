//! What is kept of each record.

use crate::column::Columns;
use samverk_domain::record::{OwnField, Visibility};
use samverk_domain::time::Period;
use samverk_domain::{Lang, RecordId};
use std::sync::Arc;

/// Gives the label of a code in a language; the translations implement it.
pub trait Labels: Send + Sync {
    /// The label with this key.
    fn label(&self, key: &str, lang: Lang) -> Option<String>;

    /// The sentence with this key and a detail put in.
    fn sentence(&self, key: &str, lang: Lang, detail: &str) -> String {
        self.label(key, lang).unwrap_or_else(|| format!("{key} {detail}"))
    }

    /// Takes in the labels of an installation's own fields.
    fn declare_own(&self, _own: &[OwnField]) {}
}

/// A link that leads here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incoming {
    /// Number of the record that holds the link.
    pub(crate) source: u32,
    /// Position of the field in its kind.
    pub(crate) field: u16,
}

#[derive(Debug, Clone)]
pub(crate) struct LinkOut {
    pub(crate) field: u16,
    pub(crate) to: u32,
    pub(crate) valid: Option<Box<Period>>,
}

#[derive(Debug, Clone)]
pub(crate) enum TitlePart {
    Text(Box<str>, Option<Lang>),
    Translated(Vec<(Lang, Box<str>)>),
    /// A label by its key in the translations.
    Label(Arc<str>),
    /// The title of another record.
    Doc(u32),
}

#[derive(Debug, Clone)]
pub(crate) struct Doc {
    pub(crate) id: RecordId,
    /// Position of the kind; none for a record that is only linked to so far.
    pub(crate) kind: Option<usize>,
    pub(crate) key: Box<str>,
    pub(crate) title: Box<[TitlePart]>,
    /// The title is about a person.
    pub(crate) personal: bool,
    pub(crate) owner: Option<u32>,
    pub(crate) visibility: Visibility,
    pub(crate) deleted: bool,
    pub(crate) merged_into: Option<RecordId>,
    pub(crate) links: Box<[LinkOut]>,
    pub(crate) incoming: Vec<Incoming>,
    /// Values of single-valued fields.
    pub(crate) columns: Columns,
    /// Numbers of its terms in the index of its kind.
    pub(crate) terms: Box<[u32]>,
    /// The transaction that last changed it.
    pub(crate) changed_seq: i64,
}

impl Doc {
    pub(crate) fn unknown(id: RecordId) -> Self {
        Self {
            id,
            kind: None,
            key: "".into(),
            title: Box::default(),
            personal: false,
            owner: None,
            visibility: Visibility::Private,
            deleted: true,
            merged_into: None,
            links: Box::default(),
            incoming: Vec::new(),
            columns: Columns::default(),
            terms: Box::default(),
            changed_seq: 0,
        }
    }
}
