//! Values: what a field holds, and their JSON form.

use super::FieldType;
use crate::time::{CoarseTime, Period};
use crate::{Lang, RecordId};
use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// One value of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text of any textual type, and the code of a choice.
    Text(String),
    /// Text by language.
    Translated(BTreeMap<Lang, String>),
    /// In units of the field's last decimal.
    Number(i64),
    /// An amount.
    Money(Money),
    /// A day.
    Date(Date),
    /// A coarse time.
    Coarse(CoarseTime),
    /// A span.
    Period(Period),
    /// Yes or no.
    Flag(bool),
    /// A file.
    File(Box<FileRef>),
    /// Another record.
    Link(LinkValue),
}

/// An amount in the currency's minor unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// Öre, øre, cent.
    pub amount_minor: i64,
    /// ISO 4217.
    pub currency: String,
}

/// A stored file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRef {
    /// SHA-256 of the content, hexadecimal; the address in the store.
    pub hash: String,
    /// Name that it came with.
    pub name: String,
    /// Media type, found from the content.
    pub media_type: String,
    /// Size.
    pub size_bytes: u64,
}

/// A link, with the time that it holds where the field is dated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkValue {
    /// The record that it leads to.
    pub to: RecordId,
    /// When it holds; empty for links without dates.
    pub valid: Period,
}

impl LinkValue {
    /// A link without dates.
    #[must_use]
    pub fn to(to: RecordId) -> Self {
        Self { to, valid: Period::default() }
    }
}

impl Value {
    /// The text of a textual value.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The target of a link.
    #[must_use]
    pub fn as_link(&self) -> Option<&LinkValue> {
        match self {
            Self::Link(link) => Some(link),
            _ => None,
        }
    }

    /// The JSON form in which it is stored and exchanged.
    #[must_use]
    pub fn to_json(&self) -> Json {
        match self {
            Self::Text(text) => json!(text),
            Self::Translated(texts) => {
                Json::Object(texts.iter().map(|(lang, text)| (lang.code().to_owned(), json!(text))).collect())
            }
            Self::Number(number) => json!(number),
            Self::Money(money) => json!({ "amount_minor": money.amount_minor, "currency": money.currency }),
            Self::Date(date) => json!(date.to_string()),
            Self::Coarse(time) => json!(time.to_string()),
            Self::Period(period) => json!(period.to_string()),
            Self::Flag(flag) => json!(flag),
            Self::File(file) => {
                json!({ "hash": file.hash, "name": file.name, "media_type": file.media_type, "size_bytes": file.size_bytes })
            }
            Self::Link(link) => {
                let mut object = Map::new();
                object.insert("to".to_owned(), json!(link.to.to_string()));
                if link.valid != Period::default() {
                    object.insert("valid".to_owned(), json!(link.valid.to_string()));
                }
                Json::Object(object)
            }
        }
    }

    /// Reads the JSON form of a field of this type; `None` when it is not of that form.
    #[must_use]
    pub fn from_json(of: FieldType, json: &Json) -> Option<Self> {
        let text = || json.as_str().map(str::to_owned);
        Some(match of {
            FieldType::Text
            | FieldType::LongText
            | FieldType::Email
            | FieldType::Url
            | FieldType::Time
            | FieldType::OrganisationNumber
            | FieldType::Choice(_) => Self::Text(text()?),
            FieldType::Translated => Self::Translated(
                json.as_object()?
                    .iter()
                    .map(|(lang, text)| Some((Lang::parse(lang)?, text.as_str()?.to_owned())))
                    .collect::<Option<_>>()?,
            ),
            FieldType::Number { .. } => Self::Number(json.as_i64()?),
            FieldType::Money => Self::Money(Money {
                amount_minor: json.get("amount_minor")?.as_i64()?,
                currency: json.get("currency")?.as_str()?.to_owned(),
            }),
            FieldType::Date => Self::Date(json.as_str()?.parse().ok()?),
            FieldType::Coarse => Self::Coarse(CoarseTime::parse(json.as_str()?)?),
            FieldType::Period => Self::Period(Period::parse(json.as_str()?)?),
            FieldType::Flag => Self::Flag(json.as_bool()?),
            FieldType::File => Self::File(Box::new(FileRef {
                hash: json.get("hash")?.as_str()?.to_owned(),
                name: json.get("name")?.as_str()?.to_owned(),
                media_type: json.get("media_type")?.as_str()?.to_owned(),
                size_bytes: json.get("size_bytes")?.as_u64()?,
            })),
            FieldType::Link => Self::Link(LinkValue {
                to: RecordId::parse(json.get("to")?.as_str()?)?,
                valid: match json.get("valid") {
                    None => Period::default(),
                    Some(valid) => Period::parse(valid.as_str()?)?,
                },
            }),
        })
    }
}
