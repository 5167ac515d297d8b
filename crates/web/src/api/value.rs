//! Records and values as JSON, both ways. What a client reads it may send
//! back: reading accepts everything that writing gives.

use crate::show::Eye;
use samverk_app::record::{Input, Stored};
use samverk_domain::RecordId;
use samverk_domain::record::cell::write_decimal;
use samverk_domain::record::{Fault, Field, FieldType, Kind, Value};
use samverk_domain::time::Period;
use serde_json::{Map, Value as Json, json};

/// Parts of a record that a client may send.
const PARTS: [&str; 6] = ["key", "owner", "visibility", "state", "reason", "fields"];
/// Parts that a client reads and may send back, where they say nothing.
pub(super) const READ_ONLY: [&str; 9] =
    ["id", "kind", "version", "deleted", "merged_into", "created_at", "changed_at", "title", "address"];

/// A record for a client.
pub(super) fn record(eye: &Eye<'_>, kind: &Kind, stored: &Stored) -> Json {
    let record = &stored.record;
    let mut fields = Map::new();
    for field in &kind.fields {
        let mut values = record.values(field.name).iter().map(|value| self::value(eye, field, value));
        let json = if field.repeated { Some(values.collect()) } else { values.next() };
        if let Some(json) = json.filter(|json| json.as_array().is_none_or(|list| !list.is_empty())) {
            fields.insert(field.name.to_owned(), json);
        }
    }
    json!({
        "id": record.id.to_string(),
        "kind": kind.name,
        "key": record.key,
        "title": eye.title(record.id).text,
        "version": record.version,
        "owner": record.owner.map(|owner| reference(eye, owner)),
        "visibility": record.visibility.code(),
        "state": record.state,
        "deleted": record.deleted,
        "merged_into": record.merged_into.map(|id| id.to_string()),
        "created_at": stored.created_at,
        "changed_at": stored.changed_at,
        "address": format!("/id/{}/{}", kind.name, record.id),
        "fields": fields,
    })
}

/// A record that is led to.
pub(crate) fn reference(eye: &Eye<'_>, id: RecordId) -> Json {
    let catalogue = eye.catalogue;
    json!({
        "id": id.to_string(),
        "kind": catalogue.kind_of(id),
        "key": catalogue.key(id),
        "title": eye.title(id).text,
    })
}

fn value(eye: &Eye<'_>, field: &Field, value: &Value) -> Json {
    match (field.of, value) {
        (FieldType::Number { decimals }, Value::Number(units)) if decimals > 0 => {
            json!(write_decimal(*units, decimals))
        }
        (_, Value::Money(money)) => {
            json!({ "amount": write_decimal(money.amount_minor, 2), "currency": money.currency })
        }
        (_, Value::Link(link)) => {
            let mut json = reference(eye, link.to);
            if link.valid != Period::default()
                && let Some(object) = json.as_object_mut()
            {
                object.insert("valid".to_owned(), json!(link.valid.to_string()));
            }
            json
        }
        _ => value.to_json(),
    }
}

/// What a client wants a record to be. A field that is `null` or an empty
/// list is cleared; one that is absent is left as it is.
pub(super) fn input(kind: &Kind, body: &Json) -> Result<Input, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut input = Input::default();
    let Some(object) = body.as_object() else { return Err(vec![Fault::error("", "json_object", "")]) };
    for name in object.keys().filter(|name| !PARTS.contains(&name.as_str()) && !READ_ONLY.contains(&name.as_str())) {
        faults.push(Fault::error(name, "unknown_field", ""));
    }
    let mut part = |name: &str| match object.get(name) {
        None => None,
        // A register without states gives none, and an owner may be nobody.
        Some(Json::Null) if matches!(name, "state" | "owner" | "reason") => None,
        Some(Json::String(text)) if !text.is_empty() || matches!(name, "owner" | "reason") => Some(text.clone()),
        Some(Json::Object(reference)) if name == "owner" => {
            let text = |part: &str| reference.get(part).and_then(Json::as_str).map(str::to_owned);
            let found = text("id").or_else(|| text("key"));
            if found.is_none() {
                faults.push(Fault::error(name, "json_value", ""));
            }
            found
        }
        Some(_) => {
            faults.push(Fault::error(name, "json_value", ""));
            None
        }
    };
    input.key = part("key");
    input.visibility = part("visibility");
    input.state = part("state");
    input.reason = part("reason");
    input.owner = match object.get("owner") {
        Some(Json::Null) => Some(String::new()),
        _ => part("owner"),
    };
    if input.reason.as_ref().is_some_and(|reason| reason.chars().count() > REASON_CHARS_MAX) {
        faults.push(Fault::error("reason", "too_long", REASON_CHARS_MAX.to_string()));
    }
    match object.get("fields") {
        None => {}
        Some(Json::Object(fields)) => {
            for (name, json) in fields {
                let Some(field) = kind.get(name) else {
                    faults.push(Fault::error(format!("fields/{name}"), "unknown_field", ""));
                    continue;
                };
                if field.of == FieldType::File {
                    // Files come and go by an address of their own.
                    continue;
                }
                match texts(field, json) {
                    Ok(texts) => drop(input.fields.insert(name.clone(), texts)),
                    Err(()) => faults.push(Fault::error(name, "json_value", "")),
                }
            }
        }
        Some(_) => faults.push(Fault::error("fields", "json_object", "")),
    }
    if faults.is_empty() { Ok(input) } else { Err(faults) }
}

/// The text forms of a field's values, which `record::cell` reads.
fn texts(field: &Field, json: &Json) -> Result<Vec<String>, ()> {
    match json {
        Json::Null => Ok(Vec::new()),
        Json::Array(values) if field.repeated => values.iter().map(|value| text(field, value)).collect(),
        Json::Array(_) => Err(()),
        one if field.repeated => Ok(vec![text(field, one)?]),
        one => Ok(vec![text(field, one)?]),
    }
}

fn text(field: &Field, json: &Json) -> Result<String, ()> {
    let part = |name: &str| json.get(name).and_then(Json::as_str);
    match (field.of, json) {
        (FieldType::Flag, Json::Bool(flag)) => Ok(if *flag { "yes" } else { "no" }.to_owned()),
        (FieldType::Flag, _) => Err(()),
        (FieldType::Number { decimals: 0 }, Json::Number(number)) => {
            number.as_i64().map(|number| number.to_string()).ok_or(())
        }
        (FieldType::Number { decimals: 0 }, _) => Err(()),
        (FieldType::Translated, Json::Object(texts)) => {
            let parts: Option<Vec<String>> = texts
                .iter()
                .map(|(lang, text)| Some(format!("{lang}: {}", text.as_str()?.replace(" // ", " / "))))
                .collect();
            parts.map(|parts| parts.join(" // ")).ok_or(())
        }
        (FieldType::Money, Json::Object(_)) => Ok(format!(
            "{} {}",
            part("amount").ok_or(())?,
            part("currency").filter(|currency| !currency.trim().is_empty()).ok_or(())?
        )),
        (FieldType::Link, Json::Object(_)) => {
            let named = ["id", "key"].into_iter().filter(|name| json.get(*name).is_some_and(|part| !part.is_null()));
            // Whatever names the record must be a text that says something.
            if named.clone().any(|name| part(name).is_none_or(str::is_empty)) {
                return Err(());
            }
            let to = named.into_iter().find_map(part).ok_or(())?;
            Ok(match part("valid") {
                Some(valid) if !valid.is_empty() => format!("{to} [{valid}]"),
                _ => to.to_owned(),
            })
        }
        (FieldType::Translated | FieldType::Money, _) => Err(()),
        // Programs write one form; what people write is for files and forms.
        (FieldType::Number { .. }, Json::String(text)) if !is_decimal(text) => Err(()),
        (FieldType::Date, Json::String(text)) if !is_day(text) => Err(()),
        (FieldType::Time, Json::String(text)) if text.len() != 5 || text.get(2..3) != Some(":") => Err(()),
        (_, Json::String(text)) => Ok(text.clone()),
        _ => Err(()),
    }
}

/// Whether a text has the form of a day; whether there is such a day is said
/// where values are read.
fn is_day(text: &str) -> bool {
    let place = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(place)
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    plain(whole) && plain(rest)
}

/// The pointer to a part of what was sent, as in `/fields/name`.
pub(super) fn pointer(kind: Option<&Kind>, fault: &Fault) -> String {
    let escaped = fault.field.replace('~', "~0").replace('/', "~1");
    match fault.field.as_str() {
        "" => String::new(),
        "key" | "owner" | "visibility" | "state" | "reason" | "fields" => format!("/{escaped}"),
        name if name.starts_with("fields/") => {
            format!("/fields/{}", name.trim_start_matches("fields/").replace('~', "~0").replace('/', "~1"))
        }
        // A place in a calculation is a pointer already (RFC 6901).
        name if name.starts_with('/') => name.to_owned(),
        // A place in a list of records is a path already.
        name if name.starts_with("records/") => format!("/{}", name.replace('~', "~0")),
        name if kind.is_some_and(|kind| kind.get(name).is_some()) => format!("/fields/{escaped}"),
        _ => format!("/{escaped}"),
    }
}

/// Longest reason.
pub(super) const REASON_CHARS_MAX: usize = 500;

/// How deep arrays and objects may lie in each other.
pub(super) const JSON_DEPTH_MAX: usize = 64;

/// Reads a body.
pub(super) fn read(bytes: &[u8]) -> Result<Json, Fault> {
    if depth(bytes) > JSON_DEPTH_MAX {
        return Err(Fault::error("", "json_deep", JSON_DEPTH_MAX.to_string()));
    }
    let json = serde_json::from_slice(bytes).map_err(|error| Fault::error("", "json", error.to_string()))?;
    // Nobody writes it, and PostgreSQL has no place for it.
    if holds_nul(&json) { Err(Fault::error("", "control", "")) } else { Ok(json) }
}

fn holds_nul(json: &Json) -> bool {
    match json {
        Json::String(text) => text.contains('\0'),
        Json::Array(list) => list.iter().any(holds_nul),
        Json::Object(map) => map.iter().any(|(name, value)| name.contains('\0') || holds_nul(value)),
        _ => false,
    }
}

fn depth(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_outside_texts_only() {
        assert_eq!(depth(br#"{"a":["[[[","\"{"]}"#), 2);
        let at_limit = format!("{}{}", "[".repeat(JSON_DEPTH_MAX), "]".repeat(JSON_DEPTH_MAX));
        assert!(read(at_limit.as_bytes()).is_ok());
        let above = format!("[{at_limit}]");
        assert_eq!(read(above.as_bytes()).map_err(|fault| fault.code), Err("json_deep"));
    }
}
