//! Values: what a field holds, and their JSON form.

use super::FieldType;
use super::json::ValueOf;
use crate::time::{CoarseTime, Period};
use crate::{Lang, RecordId};
use jiff::civil::Date;
use serde::de::DeserializeSeed as _;
use serde_json::Value as Json;
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
        // A value has names for keys and no fractions: it can always be written.
        serde_json::to_value(self).unwrap_or_default()
    }

    /// Reads the JSON form of a field of this type; `None` when it is not of that form.
    #[must_use]
    pub fn from_json(of: FieldType, json: &Json) -> Option<Self> {
        ValueOf(of).deserialize(json).ok()
    }
}
