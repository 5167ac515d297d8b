//! Whether a record may be stored.

use super::{Content, Field, FieldType, Kind, Record, Value};
use crate::text::organisation_number;

/// Field name that faults of the key are reported under.
pub const MISSING_KEY: &str = "key";

/// Longest single line, in characters.
pub const TEXT_CHARS_MAX: usize = 500;
/// Longest Markdown text, in characters.
pub const LONG_TEXT_CHARS_MAX: usize = 50_000;
/// Most values of one field.
pub const VALUES_MAX: usize = 1_000;
/// Longest key.
pub const KEY_CHARS_MAX: usize = 120;

/// Whether a fault stops the record from being stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Refused.
    Error,
    /// Stored, and told.
    Warning,
}

/// Something wrong with one field. The sentence lives in the translations as `fault-{code}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Field or attribute.
    pub field: String,
    /// Stable code.
    pub code: &'static str,
    /// What the sentence needs to know: a limit, a value.
    pub detail: String,
    /// How grave.
    pub level: Level,
}

impl Fault {
    /// A fault that stops the record.
    #[must_use]
    pub fn error(field: impl Into<String>, code: &'static str, detail: impl Into<String>) -> Self {
        Self { field: field.into(), code, detail: detail.into(), level: Level::Error }
    }

    fn warning(field: &str, code: &'static str) -> Self {
        Self { field: field.to_owned(), code, detail: String::new(), level: Level::Warning }
    }
}

/// Every fault of a record, in the order of the form. Whether links lead to
/// existing records is checked where records are known.
#[must_use]
pub fn validate(kind: &Kind, record: &Record) -> Vec<Fault> {
    let mut faults = Vec::new();
    if record.key.is_empty() || record.key.chars().count() > KEY_CHARS_MAX || !is_key(&record.key) {
        faults.push(Fault::error(MISSING_KEY, "key", KEY_CHARS_MAX.to_string()));
    }
    for field in &kind.fields {
        let values = record.values(field.name);
        if field.required && values.is_empty() {
            faults.push(Fault::error(field.name, "required", ""));
        }
        if !field.repeated && values.len() > 1 {
            faults.push(Fault::error(field.name, "single", ""));
        }
        if values.len() > VALUES_MAX {
            faults.push(Fault::error(field.name, "too_many", VALUES_MAX.to_string()));
        }
        faults.extend(values.iter().filter_map(|value| fault_of(field, value)));
        if has_duplicate(field, values) {
            faults.push(Fault::error(field.name, "duplicate", ""));
        }
    }
    faults.extend(order_faults(kind, &record.content));
    faults.extend(state_faults(kind, record));
    faults
}

/// Keys that addresses use for something else.
const RESERVED: [&str; 5] = ["new", "import", "bulk", "view", "feed"];

/// A key is lower-case letters, digits and single hyphens, and none of the
/// words that addresses use.
#[must_use]
pub fn is_key(text: &str) -> bool {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !RESERVED.contains(&text)
        && !text.is_empty()
        && text.chars().all(inner)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

fn fault_of(field: &Field, value: &Value) -> Option<Fault> {
    let fault = |code, detail: String| Some(Fault::error(field.name, code, detail));
    match (field.of, value) {
        (FieldType::LongText, Value::Text(text)) => (text.chars().count() > LONG_TEXT_CHARS_MAX)
            .then(|| Fault::error(field.name, "too_long", LONG_TEXT_CHARS_MAX.to_string())),
        (FieldType::Choice(list), Value::Text(code)) => {
            if list.get(code).is_some() {
                None
            } else {
                fault("choice", code.clone())
            }
        }
        (of, Value::Text(text)) => {
            if text.chars().count() > TEXT_CHARS_MAX {
                return fault("too_long", TEXT_CHARS_MAX.to_string());
            }
            if text.chars().any(char::is_control) {
                return fault("control", String::new());
            }
            match of {
                FieldType::Email if !is_email(text) => fault("email", text.clone()),
                FieldType::Url if !is_url(text) => fault("url", text.clone()),
                FieldType::OrganisationNumber if !organisation_number::is_valid(text) => {
                    fault("organisation_number", text.clone())
                }
                _ => None,
            }
        }
        (_, Value::Translated(texts)) => {
            if texts.is_empty() || texts.values().any(|text| text.trim().is_empty()) {
                fault("required", String::new())
            } else if texts.values().any(|text| text.chars().count() > TEXT_CHARS_MAX) {
                fault("too_long", TEXT_CHARS_MAX.to_string())
            } else {
                None
            }
        }
        (_, Value::Number(number)) => match field.range {
            Some((least, most)) if !(least..=most).contains(number) => {
                let decimals = if let FieldType::Number { decimals } = field.of { decimals } else { 0 };
                let bound = |units| super::cell::write_decimal(units, decimals);
                fault("range", format!("{}–{}", bound(least), bound(most)))
            }
            _ => None,
        },
        (_, Value::Money(money)) => {
            let letters = money.currency.len() == 3 && money.currency.bytes().all(|b| b.is_ascii_uppercase());
            if letters { None } else { fault("currency", money.currency.clone()) }
        }
        (_, Value::Period(period)) if !period.is_ordered() => fault("order", String::new()),
        (_, Value::Link(link)) if !link.valid.is_ordered() => fault("order", String::new()),
        _ => None,
    }
}

/// The same value twice; a dated link may return at another time.
fn has_duplicate(field: &Field, values: &[Value]) -> bool {
    field.of != FieldType::LongText
        && values.iter().enumerate().any(|(at, value)| values.iter().take(at).any(|v| v == value))
}

/// Pairs of fields of which the second is not before the first.
const PAIRS: [(&str, &str); 4] =
    [("start", "end"), ("from", "until"), ("active_from", "active_to"), ("established", "ended")];

fn order_faults(kind: &Kind, content: &Content) -> Vec<Fault> {
    let bounds = |name: &str| match content.get(name)?.first()? {
        Value::Coarse(time) => Some((time.first_day(), time.last_day())),
        Value::Date(date) => Some((*date, *date)),
        _ => None,
    };
    let reversed = |(first, second): &&(&str, &str)| match (bounds(first), bounds(second)) {
        (Some((begins, _)), Some((_, ends))) => ends < begins,
        _ => false,
    };
    let declared = |(first, second): &&(&str, &str)| kind.get(first).is_some() && kind.get(second).is_some();
    PAIRS.iter().filter(declared).filter(reversed).map(|(_, second)| Fault::error(*second, "order", "")).collect()
}

fn state_faults(kind: &Kind, record: &Record) -> Vec<Fault> {
    let (Some(states), Some(code)) = (&kind.states, &record.state) else { return Vec::new() };
    let Some(state) = states.get(code) else { return vec![Fault::error("state", "choice", code.clone())] };
    let empty = |name: &&&'static str| record.values(name).is_empty();
    let missing = state.requires.iter().filter(empty).map(|name| Fault::error(*name, "state_requires", code.clone()));
    missing.chain(state.expects.iter().filter(empty).map(|name| Fault::warning(name, "state_expects"))).collect()
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ',' | ';' | '"' | '@');
    !local.is_empty()
        && local.chars().all(plain)
        && domain.contains('.')
        && domain.chars().all(plain)
        && text.len() <= 254
        && !domain.starts_with('.')
        && !domain.ends_with('.')
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or("");
        !host.is_empty() && !rest.chars().any(|c| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_addresses_and_mail_addresses_are_checked() {
        assert!(is_url("https://samverk.example/a?b#c"));
        for bad in ["javascript:alert(1)", "http://", "https://a b", "data:text/html,x", "//x"] {
            assert!(!is_url(bad), "{bad}");
        }
        assert!(is_email("kansli@example.se"));
        for bad in ["a@b", "a b@c.se", "@c.se", "a@", "x@.se", "a@b.se>", "a\n@b.se"] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn keys_are_plain() {
        assert!(is_key("e-namnden-norrbotten") && is_key("skl-01"));
        for bad in ["", "new", "-a", "a-", "Å", "a b", "A"] {
            assert!(!is_key(bad), "{bad}");
        }
    }
}
