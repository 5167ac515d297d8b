//! The JSON form in which values are stored and exchanged: written and read
//! in one pass, since lists and exports read thousands of records at a time.

use super::value::{FileRef, LinkValue, Money, Value};
use super::{Content, FieldType, Kind};
use crate::time::{CoarseTime, Period};
use crate::{Lang, RecordId};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap as _, Serializer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The parts of an object; their names are in the order of the alphabet, so
/// that the same value is always the same text.
#[derive(Serialize)]
struct FileOut<'a> {
    hash: &'a str,
    media_type: &'a str,
    name: &'a str,
    size_bytes: u64,
}

#[derive(Deserialize)]
struct FileIn {
    hash: String,
    name: String,
    media_type: String,
    size_bytes: u64,
}

#[derive(Serialize)]
struct MoneyOut<'a> {
    amount_minor: i64,
    currency: &'a str,
}

#[derive(Deserialize)]
struct MoneyIn {
    amount_minor: i64,
    currency: String,
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => to.serialize_str(text),
            Self::Translated(texts) => {
                let by_code: BTreeMap<&str, &String> = texts.iter().map(|(lang, text)| (lang.code(), text)).collect();
                to.collect_map(by_code)
            }
            Self::Number(number) => to.serialize_i64(*number),
            Self::Money(money) => {
                MoneyOut { amount_minor: money.amount_minor, currency: &money.currency }.serialize(to)
            }
            Self::Date(date) => to.collect_str(date),
            Self::Coarse(time) => to.collect_str(time),
            Self::Period(period) => to.collect_str(period),
            Self::Flag(flag) => to.serialize_bool(*flag),
            Self::File(file) => FileOut {
                hash: &file.hash,
                media_type: &file.media_type,
                name: &file.name,
                size_bytes: file.size_bytes,
            }
            .serialize(to),
            Self::Link(link) => {
                let dated = link.valid != Period::default();
                let mut map = to.serialize_map(Some(if dated { 2 } else { 1 }))?;
                map.serialize_entry("to", &Shown(&link.to))?;
                if dated {
                    map.serialize_entry("valid", &Shown(&link.valid))?;
                }
                map.end()
            }
        }
    }
}

/// Written as it shows itself.
struct Shown<'a, T>(&'a T);

impl<T: fmt::Display> Serialize for Shown<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self.0)
    }
}

impl Serialize for Content {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter())
    }
}

/// Reads a text and what it stands for.
struct Read<T>(fn(&str) -> Option<T>);

impl<'de, T> DeserializeSeed<'de> for Read<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        from.deserialize_str(self)
    }
}

impl<T> Visitor<'_> for Read<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text of this type")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).ok_or_else(|| E::custom("not of this type"))
    }
}

/// Reads one value of a field of this type.
#[derive(Clone, Copy)]
pub(super) struct ValueOf(pub(super) FieldType);

impl<'de> DeserializeSeed<'de> for ValueOf {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        Ok(match self.0 {
            FieldType::Text
            | FieldType::LongText
            | FieldType::Email
            | FieldType::Url
            | FieldType::Time
            | FieldType::OrganisationNumber
            | FieldType::Choice(_) => Value::Text(String::deserialize(from)?),
            FieldType::Translated => from.deserialize_map(Texts)?,
            FieldType::Number { .. } => Value::Number(i64::deserialize(from)?),
            FieldType::Money => {
                let money = MoneyIn::deserialize(from)?;
                Value::Money(Money { amount_minor: money.amount_minor, currency: money.currency })
            }
            FieldType::Date => Value::Date(Read(|text| text.parse().ok()).deserialize(from)?),
            FieldType::Coarse => Value::Coarse(Read(CoarseTime::parse).deserialize(from)?),
            FieldType::Period => Value::Period(Read(Period::parse).deserialize(from)?),
            FieldType::Flag => Value::Flag(bool::deserialize(from)?),
            FieldType::File => {
                let FileIn { hash, name, media_type, size_bytes } = FileIn::deserialize(from)?;
                Value::File(Box::new(FileRef { hash, name, media_type, size_bytes }))
            }
            FieldType::Link => from.deserialize_map(Link)?,
        })
    }
}

/// Texts by language.
struct Texts;

impl<'de> Visitor<'de> for Texts {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("texts by language")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut texts = BTreeMap::new();
        while let Some(lang) = map.next_key_seed(Read(Lang::parse))? {
            texts.insert(lang, map.next_value()?);
        }
        Ok(Value::Translated(texts))
    }
}

/// A link with its time.
struct Link;

impl<'de> Visitor<'de> for Link {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a link")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let (mut to, mut valid) = (None, Period::default());
        let part = |name: &str| match name {
            "to" => Some(true),
            "valid" => Some(false),
            _ => None,
        };
        while let Some(is_target) = map.next_key_seed(Read(part))? {
            if is_target {
                to = Some(map.next_value_seed(Read(RecordId::parse))?);
            } else {
                valid = map.next_value_seed(Read(Period::parse))?;
            }
        }
        let to = to.ok_or_else(|| A::Error::missing_field("to"))?;
        Ok(Value::Link(LinkValue { to, valid }))
    }
}

/// Reads the values of one field, a list of them.
pub(super) struct ValuesOf(pub(super) FieldType);

impl<'de> DeserializeSeed<'de> for ValuesOf {
    type Value = Vec<Value>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Vec<Value>, D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for ValuesOf {
    type Value = Vec<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of values")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Value>, A::Error> {
        let mut values = Vec::with_capacity(1);
        while let Some(value) = list.next_element_seed(ValueOf(self.0))? {
            values.push(value);
        }
        Ok(values)
    }
}

/// Reads a record's values by field name.
struct ContentOf<'a>(&'a Kind);

impl<'de> DeserializeSeed<'de> for ContentOf<'_> {
    type Value = Content;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Content, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ContentOf<'_> {
    type Value = Content;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("values by field")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Content, A::Error> {
        let mut content = Content::default();
        while let Some(field) = map.next_key_seed(FieldOf(self.0))? {
            let values = map
                .next_value_seed(ValuesOf(field.1))
                .map_err(|error| A::Error::custom(format!("{}: {error}", field.0)))?;
            content.set(field.0, values);
        }
        Ok(content)
    }
}

/// Reads the name of a field of a kind.
struct FieldOf<'a>(&'a Kind);

impl<'de> DeserializeSeed<'de> for FieldOf<'_> {
    type Value = (&'static str, FieldType);

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for FieldOf<'_> {
    type Value = (&'static str, FieldType);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field of the kind")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Self::Value, E> {
        let field = self.0.get(name).ok_or_else(|| E::custom(format!("no field {name}")))?;
        Ok((field.name, field.of))
    }
}

impl Content {
    /// Reads the stored text of a record's values.
    ///
    /// # Errors
    /// In words: a field that the kind does not declare, or a value that is
    /// not of its field's type.
    pub fn read(kind: &Kind, text: &str) -> Result<Self, String> {
        let mut json = serde_json::Deserializer::from_str(text);
        let content = ContentOf(kind).deserialize(&mut json).map_err(|error| error.to_string())?;
        json.end().map_err(|error| error.to_string())?;
        Ok(content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{
        CERTAINTY, Section, choice, coarse, file, flag, link, money, number, period, text, translated,
    };
    use serde_json::json;

    fn kind() -> Kind {
        Kind::new("thing", Section::Plan)
            .field(text("name").repeated())
            .field(translated("aim"))
            .field(number("count", 0))
            .field(money("cost"))
            .field(coarse("start"))
            .field(period("runs"))
            .field(flag("open"))
            .field(choice("sure", &CERTAINTY))
            .field(link("parent", "thing", "children"))
            .field(file("paper"))
    }

    #[test]
    fn what_is_written_is_read_and_written_the_same() {
        let id = "0190a0b0-0000-7000-8000-000000000001";
        let text = format!(
            r#"{{"aim":[{{"en":"Aim","sv":"Mål \"ö\""}}],"cost":[{{"amount_minor":-5,"currency":"SEK"}}],"count":[7],"name":["a\n","b"],"open":[true],"paper":[{{"hash":"h","media_type":"text/plain","name":"n","size_bytes":3}}],"parent":[{{"to":"{id}","valid":"2013/2015"}}],"runs":["2012/"],"start":["2017-H2"]}}"#
        );
        let content = Content::read(&kind(), &text).expect("readable");
        assert_eq!(serde_json::to_string(&content).expect("written"), text);
        let as_json = serde_json::to_value(&content).expect("written");
        assert_eq!(as_json["parent"], json!([{ "to": id, "valid": "2013/2015" }]));
    }

    #[test]
    fn what_is_wrong_is_said_with_the_field() {
        for (text, field) in [
            (r#"{"height":[1]}"#, "height"),
            (r#"{"count":["seven"]}"#, "count"),
            (r#"{"count":[1.5]}"#, "count"),
            (r#"{"start":["soon"]}"#, "start"),
            (r#"{"parent":[{"valid":"2013/"}]}"#, "parent"),
            (r#"{"name":"a"}"#, "name"),
        ] {
            let said = Content::read(&kind(), text).expect_err(text);
            assert!(said.contains(field), "{text}: {said}");
        }
        assert!(Content::read(&kind(), r#"{"count":[1]} x"#).is_err());
        assert!(Content::read(&kind(), "[]").is_err());
    }
}
