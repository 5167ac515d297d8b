//! Values as pages show them.

use crate::i18n::{self, t};
use samverk_app::catalogue::{Catalogue, Scope};
use samverk_domain::record::{Fault, Field, FieldType, Kind, Record, Stage, Value};
use samverk_domain::text::{markdown, number};
use samverk_domain::time::Period;
use samverk_domain::{Lang, RecordId};

/// One value, ready for a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) text: String,
    pub(crate) href: Option<String>,
    /// Set when the text is in another language than the page.
    pub(crate) lang: Option<&'static str>,
    /// Safe HTML instead of the text.
    pub(crate) html: Option<String>,
    /// Colour of a state.
    pub(crate) colour: Option<&'static str>,
    /// Machine form of a day.
    pub(crate) day: Option<String>,
    /// What stands behind, as the time of a dated link.
    pub(crate) after: Option<String>,
}

/// What showing needs to know.
#[derive(Clone, Copy)]
pub(crate) struct Eye<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) scope: &'a Scope,
    pub(crate) lang: Lang,
}

impl Eye<'_> {
    /// The values of a field.
    pub(crate) fn values(&self, record: &Record, field: &Field) -> Vec<Item> {
        record.values(field.name).iter().map(|value| self.value(record, field, value)).collect()
    }

    /// The values of a column, which may be an attribute of the record.
    pub(crate) fn column(&self, kind: &Kind, record: &Record, name: &str, changed_at: &str) -> Vec<Item> {
        match name {
            "title" => vec![self.title(record.id)],
            "key" => vec![Item { text: record.key.clone(), ..Item::default() }],
            "state" => self.state(kind, record).into_iter().collect(),
            "visibility" => vec![Item {
                text: t(self.lang, &format!("visibility-{}", record.visibility.code())),
                ..Item::default()
            }],
            "owner" => record.owner.map(|owner| self.title(owner)).into_iter().collect(),
            "changed" => vec![Item { text: i18n::instant(changed_at, self.lang), ..Item::default() }],
            _ => kind.get(name).map(|field| self.values(record, field)).unwrap_or_default(),
        }
    }

    /// A record's state as a coloured tag.
    pub(crate) fn state(&self, kind: &Kind, record: &Record) -> Option<Item> {
        let code = record.state.as_deref()?;
        let stage = kind.states.as_ref()?.get(code)?.stage;
        Some(Item {
            text: t(self.lang, &format!("{}-state-{code}", kind.name)),
            colour: Some(colour(stage)),
            ..Item::default()
        })
    }

    /// A link to a record by its title.
    pub(crate) fn title(&self, id: RecordId) -> Item {
        let (text, of) = self.catalogue.title(id, self.lang, self.scope).unwrap_or_default();
        Item { text, lang: self.foreign(of), href: Some(self.href(id)), ..Item::default() }
    }

    /// The address of a record.
    pub(crate) fn href(&self, id: RecordId) -> String {
        let (kind, key) = (self.catalogue.kind_of(id).unwrap_or_default(), self.catalogue.key(id).unwrap_or_default());
        format!("/{}/{kind}/{key}", self.lang)
    }

    fn foreign(&self, of: Option<Lang>) -> Option<&'static str> {
        of.filter(|of| *of != self.lang).map(Lang::code)
    }

    /// One value.
    pub(crate) fn value(&self, record: &Record, field: &Field, value: &Value) -> Item {
        let plain = |text: String| Item { text, ..Item::default() };
        match (field.of, value) {
            (FieldType::Choice(list), Value::Text(code)) => {
                plain(t(self.lang, &format!("choice-{}-{code}", list.name)))
            }
            (FieldType::LongText, Value::Text(text)) => Item {
                html: Some(markdown::to_html(text)),
                lang: self.foreign(record.language()),
                text: text.clone(),
                ..Item::default()
            },
            (FieldType::Url, Value::Text(text)) => {
                let short = text.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
                Item { text: short.to_owned(), href: Some(text.clone()), ..Item::default() }
            }
            (FieldType::Email, Value::Text(text)) => {
                Item { text: text.clone(), href: Some(format!("mailto:{text}")), ..Item::default() }
            }
            (_, Value::Text(text)) => {
                Item { text: text.clone(), lang: self.foreign(record.language()), ..Item::default() }
            }
            (_, Value::Translated(texts)) => {
                let found = texts.get_key_value(&self.lang).or_else(|| texts.iter().next());
                found.map_or_else(Item::default, |(of, text)| Item {
                    text: text.clone(),
                    lang: self.foreign(Some(*of)),
                    ..Item::default()
                })
            }
            // A year is no amount: it is not grouped.
            (FieldType::Number { decimals: 0 }, Value::Number(n)) if field.name == "year" => plain(n.to_string()),
            (FieldType::Number { decimals }, Value::Number(n)) => {
                let unit = if field.name.contains("percent") { "\u{a0}%" } else { "" };
                plain(format!("{}{unit}", short_number(*n, decimals, self.lang)))
            }
            (_, Value::Number(n)) => plain(number::format(*n, 0, self.lang)),
            (_, Value::Money(money)) => plain(i18n::money(money, self.lang)),
            (_, Value::Date(date)) => {
                Item { text: i18n::date(*date, self.lang), day: Some(date.to_string()), ..Item::default() }
            }
            (_, Value::Coarse(time)) => plain(i18n::coarse(*time, self.lang)),
            (_, Value::Period(period)) => plain(i18n::period(*period, self.lang)),
            (_, Value::Flag(flag)) => plain(t(self.lang, if *flag { "yes" } else { "no" })),
            (_, Value::File(file)) => Item {
                text: file.name.clone(),
                href: Some(format!("{}/file/{}", self.href(record.id), file.hash)),
                after: Some(size(file.size_bytes, self.lang)),
                ..Item::default()
            },
            (_, Value::Link(link)) => {
                let mut item = self.title(link.to);
                item.after = (link.valid != Period::default()).then(|| i18n::period(link.valid, self.lang));
                item
            }
        }
    }
}

/// A number without decimals that say nothing.
fn short_number(units: i64, decimals: u8, lang: Lang) -> String {
    let whole = 10_i64.pow(u32::from(decimals));
    if units % whole == 0 { number::format(units / whole, 0, lang) } else { number::format(units, decimals, lang) }
}

/// `12 kB`.
pub(crate) fn size(bytes: u64, lang: Lang) -> String {
    let kilobytes = i64::try_from(bytes.div_ceil(1000)).unwrap_or(i64::MAX);
    format!("{}\u{a0}kB", number::format(kilobytes, 0, lang))
}

fn colour(stage: Stage) -> &'static str {
    match stage {
        Stage::Planned | Stage::Unknown => "neutral",
        Stage::Active => "info",
        Stage::Done => "success",
        Stage::Stopped => "warning",
    }
}

/// The sentence of a fault.
pub(crate) fn fault(lang: Lang, fault: &Fault) -> String {
    crate::i18n::fault(lang, fault.code, &fault.detail)
}

/// The label of a field.
pub(crate) fn label(lang: Lang, kind: &Kind, field: &Field) -> String {
    t(lang, &kind.label_key(field))
}

/// The label of a column, which may be an attribute of the record.
pub(crate) fn column_label(lang: Lang, kind: &Kind, name: &str) -> String {
    match (kind.get(name), kind.reach(name)) {
        (Some(field), _) => label(lang, kind, field),
        (None, Some(reach)) => t(lang, &format!("{}-{}", kind.name, reach.name)),
        (None, None) if kind.lasts.is_some_and(|lasts| lasts.name == name) => t(lang, &format!("{}-{name}", kind.name)),
        (None, None) => t(lang, &format!("column-{name}")),
    }
}
