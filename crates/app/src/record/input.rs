//! What somebody wants a record to be, as texts.

use crate::App;
use samverk_domain::RecordId;
use samverk_domain::record::{Fault, Field, Kind, Record, Value, Visibility, cell, is_key};
use samverk_domain::text::slug;
use std::collections::{BTreeMap, HashMap};

/// Values by field, each in the text form of `record::cell`. A field that is
/// absent is left as it is; one with no values is cleared.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// Field values.
    pub fields: BTreeMap<String, Vec<String>>,
    /// Key; for a new record it is made from the title when absent.
    pub key: Option<String>,
    /// Key of the owning organisation; an empty one means nobody.
    pub owner: Option<String>,
    /// Code of the visibility.
    pub visibility: Option<String>,
    /// State; only imports set it, pages move.
    pub state: Option<String>,
    /// Why a record is made; changes are told theirs apart.
    pub reason: Option<String>,
}

/// Finds records in the catalogue, and those that the same import makes.
pub(super) struct Finder<'a> {
    pub(super) app: &'a App,
    /// Records of one kind about to be made, by key.
    pub(super) new: Option<(&'static str, &'a HashMap<String, RecordId>)>,
}

impl cell::Resolver for Finder<'_> {
    fn find(&self, kind: &str, key_or_id: &str) -> Option<RecordId> {
        let new = self.new.filter(|(of, _)| *of == kind).and_then(|(_, keys)| keys.get(key_or_id).copied());
        new.or_else(|| self.app.look(|catalogue| catalogue.find(kind, key_or_id)))
    }

    fn key(&self, id: RecordId) -> Option<String> {
        self.app.look(|catalogue| catalogue.key(id).map(str::to_owned))
    }
}

/// Reads an input into a record; faults are gathered, not thrown.
pub(super) fn fill(kind: &Kind, record: &mut Record, input: &Input, finder: &Finder<'_>, faults: &mut Vec<Fault>) {
    for (name, texts) in &input.fields {
        let Some(field) = kind.get(name) else {
            faults.push(Fault::error(name, "unknown_field", ""));
            continue;
        };
        fill_field(field, record, texts.iter().map(String::as_str), finder, faults);
    }
    fill_meta(kind, record, input, finder, faults);
}

/// Reads the texts of one field.
pub(super) fn fill_field<'a>(
    field: &Field,
    record: &mut Record,
    texts: impl Iterator<Item = &'a str>,
    finder: &Finder<'_>,
    faults: &mut Vec<Fault>,
) {
    let mut values = Vec::new();
    for text in texts.map(str::trim).filter(|text| !text.is_empty()) {
        match cell::read_one(field, text, finder) {
            Ok(value) => values.push(value),
            Err(fault) => faults.push(Fault::error(field.name, fault.code, fault.detail)),
        }
    }
    record.set(field.name, values);
}

/// Reads everything but the fields.
pub(super) fn fill_meta(kind: &Kind, record: &mut Record, input: &Input, finder: &Finder<'_>, faults: &mut Vec<Fault>) {
    if let Some(visibility) = &input.visibility {
        match Visibility::parse(visibility) {
            Some(visibility) => record.visibility = visibility,
            None => faults.push(Fault::error("visibility", "choice", visibility.clone())),
        }
    }
    if let Some(state) = &input.state {
        match (&kind.states, state.as_str()) {
            (None, "") => {}
            (Some(states), code) if states.get(code).is_some() => record.state = Some(code.to_owned()),
            _ => faults.push(Fault::error("state", "choice", state.clone())),
        }
    }
    match input.owner.as_deref() {
        None => {}
        Some("") => record.owner = None,
        Some(key) => match cell::Resolver::find(finder, "organisation", key) {
            Some(owner) => record.owner = Some(owner),
            None => faults.push(Fault::error("owner", "link", key)),
        },
    }
    if let Some(key) = input.key.as_deref().filter(|key| !key.is_empty()) {
        key.clone_into(&mut record.key);
    }
}

impl App {
    /// A key from the record's title that no other record of the kind has.
    /// Keys of persons hold nothing of their name, so that it can be erased.
    pub(super) fn make_key(&self, kind: &Kind, record: &Record, taken: impl Fn(&str) -> bool) -> String {
        let text = |name: &str| record.first(name).map(|value| self.key_part(kind, name, value));
        let parts: Vec<String> = if kind.is_personal() {
            vec![kind.name.to_owned(), record.id.to_string().chars().rev().take(8).collect()]
        } else {
            match kind.title_field() {
                Some(field) => text(field.name).into_iter().collect(),
                None => kind.title_from.iter().filter_map(|name| text(name)).collect(),
            }
        };
        let base = slug(&parts.join(" "));
        let base = if base.is_empty() { kind.name.to_owned() } else { base };
        let free = |key: &String| {
            is_key(key) && !taken(key) && self.look(|catalogue| catalogue.find(kind.name, key).is_none())
        };
        let numbered = (2..10_000).map(|n| format!("{base}-{n}"));
        std::iter::once(base.clone()).chain(numbered).find(free).unwrap_or_else(|| record.id.to_string())
    }

    fn key_part(&self, kind: &Kind, name: &str, value: &Value) -> String {
        match value {
            Value::Link(link) => self.look(|catalogue| catalogue.key(link.to).unwrap_or_default().to_owned()),
            Value::Translated(texts) => texts.values().next().cloned().unwrap_or_default(),
            other => {
                let finder = Finder { app: self, new: None };
                kind.get(name).map(|field| cell::write_one(field, other, &finder)).unwrap_or_default()
            }
        }
    }
}
