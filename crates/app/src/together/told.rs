//! What changed in a record, in words for a notice.

use crate::record::read_delta;
use crate::{App, Ctx};
use samverk_catalogue::Scope;
use samverk_domain::audit::Change;
use samverk_domain::record::{Audience, Field, FieldType, Value, cell};
use serde_json::Value as Json;

/// Fields told of one change; the others are on the record's page.
const FIELDS_MAX: usize = 12;
/// Longest text of one field.
const TEXT_CHARS_MAX: usize = 200;

impl App {
    /// A line for each field that was given another value, as far as the
    /// reader sees it: its label and what stands there now. Values about
    /// persons are not sent around.
    pub(super) fn change_told(&self, ctx: &Ctx, change: &Change, scope: &Scope) -> String {
        let (Some(kind), Some(delta)) = (self.registry().get(&change.kind), read_delta(&change.delta)) else {
            return String::new();
        };
        let internal = self.look(|catalogue| catalogue.sees_internal(change.record, scope));
        let label = |key: &str| self.labels().label(key, ctx.lang).unwrap_or_else(|| key.to_owned());
        let told = |field: &&Field| match field.audience {
            Audience::Record => true,
            Audience::Internal => internal,
            Audience::Personal => false,
        };
        let mut lines = Vec::new();
        if let Some((_, Some(Json::String(state)))) = delta.get("@state") {
            lines.push(format!("{}: {}", label("column-state"), label(&format!("{}-state-{state}", kind.name))));
        }
        for field in kind.fields.iter().filter(told) {
            let Some((before, after)) = delta.get(field.name) else { continue };
            let texts = |values: &Option<Json>| -> Vec<String> {
                let values = values.as_ref().and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
                let values = values.iter().filter_map(|json| Value::from_json(field.of, json));
                values.filter_map(|value| self.value_told(ctx, field, &value, scope)).collect()
            };
            let (before, texts) = (texts(before), texts(after));
            // Only links to what the reader does not see came or went.
            if before == texts {
                continue;
            }
            let text = if texts.is_empty() { "–".to_owned() } else { texts.join(", ") };
            let short: String = text.chars().take(TEXT_CHARS_MAX).collect();
            let more = if short.len() < text.len() { "…" } else { "" };
            lines.push(format!("{}: {short}{more}", label(&kind.label_key(field))));
        }
        lines.truncate(FIELDS_MAX);
        lines.join("\n")
    }

    /// A value as people read it; nothing where it leads to what the reader
    /// does not see.
    fn value_told(&self, ctx: &Ctx, field: &Field, value: &Value, scope: &Scope) -> Option<String> {
        match (field.of, value) {
            (FieldType::Choice(list), Value::Text(code)) => {
                let label = self.labels().label(&format!("choice-{}-{code}", list.name), ctx.lang);
                Some(label.unwrap_or_else(|| code.clone()))
            }
            (_, Value::Link(link)) => self.look(|catalogue| {
                let seen = catalogue.sees(link.to, scope);
                seen.then(|| catalogue.title(link.to, ctx.lang, scope)).flatten().map(|(title, _)| title)
            }),
            (_, Value::File(file)) => Some(file.name.clone()),
            _ => Some(cell::write_one(field, value, &NoKeys)),
        }
    }
}

/// Links are told by their titles.
struct NoKeys;

impl cell::Resolver for NoKeys {
    fn find(&self, _: &str, _: &str) -> Option<samverk_domain::RecordId> {
        None
    }

    fn key(&self, _: samverk_domain::RecordId) -> Option<String> {
        None
    }
}
