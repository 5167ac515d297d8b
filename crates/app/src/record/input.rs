//! What somebody wants a record to be, as texts.

use crate::App;
use samverk_domain::RecordId;
use samverk_domain::record::{Fault, Field, FieldType, Kind, Record, Value, Visibility, cell, is_key};
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
    app: &'a App,
    /// Records of one kind about to be made, by key.
    new: Option<(&'static str, &'a HashMap<String, RecordId>)>,
    /// Of amounts that are written without one.
    currency: Option<String>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(app: &'a App) -> Self {
        Self { app, new: None, currency: None }
    }

    /// One that finds records of a kind that are about to be made, too.
    pub(super) fn with_new(app: &'a App, kind: &'static str, new: &'a HashMap<String, RecordId>) -> Self {
        Self { app, new: Some((kind, new)), currency: None }
    }

    /// The same for the amounts of a record whose other fields are filled:
    /// without a currency they have that of what the record belongs to, as a
    /// budget line has its budget's, else that of its owner's country.
    pub(super) fn for_amounts(self, kind: &Kind, record: &Record) -> Self {
        let within = kind.within.and_then(|name| record.target(name));
        let own = record.text("currency").map(str::to_uppercase);
        let known = || {
            self.app.look(|catalogue| {
                let belongs = within.and_then(|id| catalogue.currency_of(id));
                belongs.or_else(|| record.owner.and_then(|id| catalogue.currency_of(id)))
            })
        };
        let currency = own.or_else(known);
        Self { currency, ..self }
    }
}

impl cell::Resolver for Finder<'_> {
    fn find(&self, kind: &str, key_or_id: &str) -> Option<RecordId> {
        let new = self.new.filter(|(of, _)| *of == kind).and_then(|(_, keys)| keys.get(key_or_id).copied());
        new.or_else(|| self.app.look(|catalogue| catalogue.find(kind, key_or_id)))
    }

    fn key(&self, id: RecordId) -> Option<String> {
        self.app.look(|catalogue| catalogue.key(id).map(str::to_owned))
    }

    fn currency(&self) -> Option<&str> {
        self.currency.as_deref()
    }
}

/// Reads an input into a record; faults are gathered, not thrown.
pub(super) fn fill(app: &App, kind: &Kind, record: &mut Record, input: &Input, faults: &mut Vec<Fault>) {
    let finder = Finder::new(app);
    let mut amounts = Vec::new();
    for (name, texts) in &input.fields {
        match kind.get(name) {
            None => faults.push(Fault::error(name, "unknown_field", "")),
            Some(field) if field.of == FieldType::Money => amounts.push((field, texts)),
            Some(field) => fill_field(field, record, texts.iter().map(String::as_str), &finder, faults),
        }
    }
    fill_meta(kind, record, input, &finder, faults);
    if !amounts.is_empty() {
        let finder = finder.for_amounts(kind, record);
        for (field, texts) in amounts {
            fill_field(field, record, texts.iter().map(String::as_str), &finder, faults);
        }
    }
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
            let reads_otherwise = kind.name == "map-version" && crate::map::is_moment(key);
            is_key(key)
                && !reads_otherwise
                && !taken(key)
                && self.look(|catalogue| catalogue.find(kind.name, key).is_none())
        };
        let numbered = (2..10_000).map(|n| format!("{base}-{n}"));
        std::iter::once(base.clone()).chain(numbered).find(free).unwrap_or_else(|| record.id.to_string())
    }

    fn key_part(&self, kind: &Kind, name: &str, value: &Value) -> String {
        match value {
            Value::Link(link) => self.look(|catalogue| catalogue.key(link.to).unwrap_or_default().to_owned()),
            Value::Translated(texts) => texts.values().next().cloned().unwrap_or_default(),
            other => {
                let finder = Finder::new(self);
                kind.get(name).map(|field| cell::write_one(field, other, &finder)).unwrap_or_default()
            }
        }
    }
}
