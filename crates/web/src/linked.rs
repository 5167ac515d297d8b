//! Records as linked data: W3C ORG and CPOV, by what the kinds declare.

use crate::show::Eye;
use samverk_app::record::Stored;
use samverk_domain::record::{FieldType, Kind, Value};
use samverk_domain::{Lang, RecordId};
use samverk_exchange::rdf::{Said, Statement};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Types of organisation that are bodies under public law (CPOV 2.1.2).
const PUBLIC_TYPES: [&str; 13] = [
    "municipality",
    "county_council",
    "region_municipality",
    "county_municipality",
    "regional_association",
    "municipal_association",
    "municipal_federation",
    "county_administrative_board",
    "government",
    "ministry",
    "state_agency",
    "committee_commission",
    "eu_body",
];

/// An entry of a list: the list's name and its code.
pub(crate) type Entry = (&'static str, &'static str);

/// Says what records are, and gathers the entries of lists that they refer to.
pub(crate) struct Linked<'a> {
    origin: &'a str,
    /// What has to be described for this to be whole.
    pub(crate) entries: BTreeSet<Entry>,
}

impl<'a> Linked<'a> {
    pub(crate) fn new(origin: &'a str) -> Self {
        Self { origin, entries: BTreeSet::new() }
    }

    fn address(&self, kind: &str, id: RecordId) -> String {
        format!("{}/id/{kind}/{id}", self.origin)
    }

    /// Adds the statements about a record, as far as the asker sees it.
    pub(crate) fn say(&mut self, eye: &Eye<'_>, kind: &Kind, stored: &Stored, out: &mut Vec<Statement>) {
        let record = &stored.record;
        let subject: Arc<str> = self.address(kind.name, record.id).into();
        let mut say = |predicate: &'static str, object: Said| {
            out.push(Statement { subject: Arc::clone(&subject), predicate, object });
        };
        if let Some(class) = kind.rdf {
            say("a", Said::Name(class));
        }
        let public = kind.name == "organisation" && record.text("type").is_some_and(|of| PUBLIC_TYPES.contains(&of));
        if public {
            say("a", Said::Name("cv:PublicOrganisation"));
        }
        let titled = kind.fields.iter().any(|field| field.title && field.rdf.is_some());
        if !titled {
            // What has no name of its own is called by what it is made of.
            say("rdfs:label", Said::Text(eye.title(record.id).text, Some(eye.lang.code())));
        }
        say("dct:identifier", Said::Text(record.key.clone(), None));
        say("dct:modified", Said::Typed(stored.changed_at.clone(), "dateTime"));
        if kind.name == "organisation" {
            match record.text("country") {
                Some("se") => say("dct:spatial", Said::Name("atu:SWE")),
                Some("no") => say("dct:spatial", Said::Name("atu:NOR")),
                _ => {}
            }
        }
        for field in &kind.fields {
            let Some(predicate) = field.rdf else { continue };
            for value in record.values(field.name) {
                let object = match (field.of, value) {
                    (FieldType::Choice(list), Value::Text(code)) => {
                        self.entries.extend(list.get(code).map(|entry| (list.name, entry.code)));
                        Some(Said::Node(entry_address(self.origin, list.name, code)))
                    }
                    (FieldType::Url, Value::Text(address)) => Some(Said::Written(address.clone())),
                    (_, Value::Text(text)) if field.title || field.of == FieldType::LongText => {
                        Some(Said::Text(text.clone(), Some(record.language().unwrap_or(Lang::Sv).code())))
                    }
                    (_, Value::Text(text)) => Some(Said::Text(text.clone(), None)),
                    (_, Value::Translated(texts)) => {
                        for (lang, text) in texts {
                            say(predicate, Said::Text(text.clone(), Some(lang.code())));
                        }
                        None
                    }
                    (_, Value::Date(day)) => Some(Said::Typed(day.to_string(), "date")),
                    (FieldType::Number { decimals: 0 }, Value::Number(number)) => {
                        Some(Said::Typed(number.to_string(), "integer"))
                    }
                    (_, Value::Flag(flag)) => Some(Said::Typed(flag.to_string(), "boolean")),
                    (_, Value::Link(link)) => {
                        let target = eye.catalogue.kind_of(link.to);
                        target.map(|kind| Said::Node(self.address(kind, link.to)))
                    }
                    _ => None,
                };
                if let Some(object) = object {
                    say(predicate, object);
                }
            }
        }
    }
}

fn entry_address(origin: &str, list: &str, code: &str) -> String {
    format!("{origin}/id/list/{list}/{code}")
}

/// An entry of a list with its labels, so that what refers to it is whole.
pub(crate) fn concept(origin: &str, list: &str, code: &str) -> Vec<Statement> {
    let subject: Arc<str> = entry_address(origin, list, code).into();
    let statement = |predicate, object| Statement { subject: Arc::clone(&subject), predicate, object };
    let label = |lang: Lang| {
        let text = crate::i18n::t(lang, &format!("choice-{list}-{code}"));
        statement("skos:prefLabel", Said::Text(text, Some(lang.code())))
    };
    let kind = statement("a", Said::Name("skos:Concept"));
    std::iter::once(kind).chain(Lang::ALL.into_iter().map(label)).collect()
}
