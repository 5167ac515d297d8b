//! A record: one entry of a register.

use super::{Content, Field, Kind, Snapshot, Value};
use crate::{Lang, RecordId};
use serde_json::{Value as Json, json};

/// Who may see a record, beside those who work for the organisation that owns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visibility {
    /// People with a role in the owning organisation.
    Private,
    /// Also organisations linked as participant today.
    Participants,
    /// Also organisations with a running membership in the record's cooperation;
    /// where it has none, everybody who is signed in.
    Members,
    /// Everybody.
    Public,
}

impl Visibility {
    /// All, the narrowest first.
    pub const ALL: [Self; 4] = [Self::Private, Self::Participants, Self::Members, Self::Public];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Participants => "participants",
            Self::Members => "members",
            Self::Public => "public",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|visibility| visibility.code() == code)
    }
}

/// One entry of a register with all its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Never changes and is never used again.
    pub id: RecordId,
    /// Name of its kind.
    pub kind: String,
    /// Readable, unique within the kind.
    pub key: String,
    /// Grows by one with every change.
    pub version: i64,
    /// The organisation whose matter it is.
    pub owner: Option<RecordId>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Its state, where the kind has states.
    pub state: Option<String>,
    /// Deleted records are kept and can be restored.
    pub deleted: bool,
    /// The record that took its place.
    pub merged_into: Option<RecordId>,
    /// Its values.
    pub content: Content,
}

/// Names under which a record's own attributes appear in its history.
pub(super) mod meta {
    pub(crate) const KEY: &str = "@key";
    pub(crate) const OWNER: &str = "@owner";
    pub(crate) const VISIBILITY: &str = "@visibility";
    pub(crate) const STATE: &str = "@state";
    pub(crate) const DELETED: &str = "@deleted";
    pub(crate) const MERGED: &str = "@merged_into";
}

impl Record {
    /// An empty record of a kind, in its first state.
    #[must_use]
    pub fn new(kind: &Kind, id: RecordId, owner: Option<RecordId>) -> Self {
        Self {
            id,
            kind: kind.name.to_owned(),
            key: String::new(),
            version: 0,
            owner,
            visibility: kind.visibility,
            state: kind.states.as_ref().and_then(super::StateMachine::initial).map(str::to_owned),
            deleted: false,
            merged_into: None,
            content: Content::default(),
        }
    }

    /// The values of a field; empty when it has none.
    #[must_use]
    pub fn values(&self, field: &str) -> &[Value] {
        self.content.get(field).unwrap_or_default()
    }

    /// The first value of a field.
    #[must_use]
    pub fn first(&self, field: &str) -> Option<&Value> {
        self.values(field).first()
    }

    /// The first text of a field.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        self.first(field).and_then(Value::as_text)
    }

    /// The first number of a field.
    #[must_use]
    pub fn number(&self, field: &str) -> Option<i64> {
        match self.first(field) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// Targets of a link field.
    pub fn targets<'a>(&'a self, field: &'a str) -> impl Iterator<Item = RecordId> + 'a {
        self.values(field).iter().filter_map(Value::as_link).map(|link| link.to)
    }

    /// The first target of a link field.
    #[must_use]
    pub fn target(&self, field: &str) -> Option<RecordId> {
        self.first(field).and_then(Value::as_link).map(|link| link.to)
    }

    /// Sets a field; an empty list clears it.
    pub fn set(&mut self, field: &'static str, values: Vec<Value>) {
        self.content.set(field, values);
    }

    /// The language that its texts are marked with.
    #[must_use]
    pub fn language(&self) -> Option<Lang> {
        self.text("language").and_then(Lang::parse)
    }

    /// The title from a single field, in the wanted language where it has several.
    #[must_use]
    pub fn own_title(&self, kind: &Kind, lang: Lang) -> Option<(String, Option<Lang>)> {
        let field = kind.title_field()?;
        self.first(field.name)
            .and_then(|value| value_text(value, lang))
            .map(|(text, of)| (text, of.or(self.language())))
    }

    /// Everything that history keeps of it, by name.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let mut snapshot: Snapshot =
            self.content.iter().map(|(name, values)| (name.to_owned(), to_json(values))).collect();
        let mut set = |name: &str, value: Json| snapshot.insert(name.to_owned(), value);
        set(meta::KEY, json!(self.key));
        set(meta::VISIBILITY, json!(self.visibility.code()));
        if let Some(owner) = self.owner {
            set(meta::OWNER, json!(owner.to_string()));
        }
        if let Some(state) = &self.state {
            set(meta::STATE, json!(state));
        }
        if self.deleted {
            set(meta::DELETED, json!(true));
        }
        if let Some(merged) = self.merged_into {
            set(meta::MERGED, json!(merged.to_string()));
        }
        snapshot
    }

    /// A record from its snapshot; fields that the kind no longer declares and
    /// values that cannot be read are named.
    ///
    /// # Errors
    /// The name of the first attribute or field that cannot be read.
    pub fn from_snapshot(kind: &Kind, id: RecordId, version: i64, snapshot: &Snapshot) -> Result<Self, String> {
        let mut record = Self::new(kind, id, None);
        record.version = version;
        record.state = None;
        for (name, json) in snapshot {
            let id = || json.as_str().and_then(RecordId::parse).ok_or_else(|| name.clone());
            let text = || json.as_str().map(str::to_owned).ok_or_else(|| name.clone());
            match name.as_str() {
                meta::KEY => record.key = text()?,
                meta::OWNER => record.owner = Some(id()?),
                meta::VISIBILITY => record.visibility = Visibility::parse(&text()?).ok_or_else(|| name.clone())?,
                meta::STATE => record.state = Some(text()?),
                meta::DELETED => record.deleted = json.as_bool().ok_or_else(|| name.clone())?,
                meta::MERGED => record.merged_into = Some(id()?),
                _ => {
                    let field = kind.get(name).ok_or_else(|| name.clone())?;
                    record.set(field.name, from_json(field, json).ok_or_else(|| name.clone())?);
                }
            }
        }
        Ok(record)
    }
}

/// The JSON list of a field's values.
fn to_json(values: &[Value]) -> Json {
    Json::Array(values.iter().map(Value::to_json).collect())
}

/// A field's values from their JSON list.
fn from_json(field: &Field, json: &Json) -> Option<Vec<Value>> {
    json.as_array()?.iter().map(|item| Value::from_json(field.of, item)).collect()
}

/// The text of a value in a language, and the language that it is in where
/// the value itself says so.
fn value_text(value: &Value, lang: Lang) -> Option<(String, Option<Lang>)> {
    match value {
        Value::Text(text) => Some((text.clone(), None)),
        Value::Translated(texts) => {
            let (of, text) = texts.get_key_value(&lang).or_else(|| texts.iter().next())?;
            Some((text.clone(), Some(*of)))
        }
        _ => None,
    }
}
