//! The currency of amounts that are written without one.

use crate::Catalogue;
use crate::column::{Column, column_no};
use crate::doc::Doc;
use samverk_domain::RecordId;
use samverk_domain::record::Kind;

/// Records above each other that are looked at.
const CLIMB_MAX: usize = 8;

/// What a country pays with (ISO 4217).
const OF_COUNTRY: [(&str, &str); 2] = [("se", "SEK"), ("no", "NOK")];

impl Catalogue {
    /// The currency that a record has, or the nearest that it belongs to; else
    /// that of the country of who owns them. None where neither says one.
    #[must_use]
    pub fn currency_of(&self, id: RecordId) -> Option<String> {
        let (mut at, mut owner) = (*self.by_id.get(&id)?, None);
        for _ in 0..CLIMB_MAX {
            let (doc, kind) = self.of_kind(at)?;
            if let Some(code) = self.choice(doc, kind, "currency") {
                return Some(code.to_uppercase());
            }
            owner = owner.or(doc.owner);
            match kind.within.and_then(|name| self.first_target(doc, name)) {
                Some(next) => at = next,
                None => break,
            }
        }
        let (doc, kind) = self.of_kind(owner?)?;
        let country = self.choice(doc, kind, "country")?;
        OF_COUNTRY.iter().find(|(own, _)| *own == country).map(|(_, currency)| (*currency).to_owned())
    }

    fn of_kind(&self, at: u32) -> Option<(&Doc, &'static Kind)> {
        let doc = self.docs.get(at as usize)?;
        doc.kind.and_then(|kind| self.registry.kinds().get(kind)).map(|kind| (doc, kind))
    }

    fn choice(&self, doc: &Doc, kind: &Kind, name: &str) -> Option<&str> {
        match doc.columns.get(column_no(kind, name)?) {
            Some(Column::Text(no)) => Some(self.texts.get(no)),
            _ => None,
        }
    }
}
