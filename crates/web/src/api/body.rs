//! A body as its parts: each is read once, and what is wrong is gathered.

use super::caller::Caller;
use super::list::malformed;
use super::problem::Problem;
use super::value::REASON_CHARS_MAX;
use axum::body::Bytes;
use axum::http::StatusCode;
use samverk_domain::record::{Fault, Kind};
use serde_json::{Map, Value as Json};

/// The parts of a body that is an object.
pub(super) struct Body {
    parts: Map<String, Json>,
    faults: Vec<Fault>,
}

impl Body {
    /// Reads a body; one that is empty has no parts.
    pub(super) fn read(caller: &Caller, bytes: &Bytes) -> Result<Self, Problem> {
        if bytes.is_empty() {
            return Ok(Self { parts: Map::new(), faults: Vec::new() });
        }
        match caller.json(bytes)? {
            Json::Object(parts) => Ok(Self { parts, faults: Vec::new() }),
            _ => Err(malformed(caller, &Fault::error("", "json_object", ""))),
        }
    }

    fn wrong(&mut self, name: &str) {
        self.faults.push(Fault::error(name, "json_value", ""));
    }

    /// A text of at most so many characters; null is none.
    pub(super) fn text(&mut self, name: &str, most: usize) -> Option<String> {
        match self.parts.remove(name)? {
            Json::Null => None,
            Json::String(text) if text.chars().count() <= most => Some(text),
            Json::String(_) => {
                self.faults.push(Fault::error(name, "too_long", most.to_string()));
                None
            }
            _ => {
                self.wrong(name);
                None
            }
        }
    }

    /// The same, where it has to be there.
    pub(super) fn needed(&mut self, name: &str, most: usize) -> String {
        let before = self.faults.len();
        let text = self.text(name, most).filter(|text| !text.trim().is_empty());
        if text.is_none() && self.faults.len() == before {
            self.faults.push(Fault::error(name, "required", ""));
        }
        text.unwrap_or_default()
    }

    /// Why something is done.
    pub(super) fn reason(&mut self) -> Option<String> {
        self.text("reason", REASON_CHARS_MAX)
    }

    /// A whole number that has to be there.
    pub(super) fn number(&mut self, name: &str) -> i64 {
        match self.parts.remove(name).map(|json| json.as_i64()) {
            Some(Some(number)) => return number,
            Some(None) => self.wrong(name),
            None => self.faults.push(Fault::error(name, "required", "")),
        }
        0
    }

    /// Yes or no.
    pub(super) fn flag(&mut self, name: &str) -> Option<bool> {
        match self.parts.remove(name)? {
            Json::Bool(flag) => Some(flag),
            _ => {
                self.wrong(name);
                None
            }
        }
    }

    /// One of several codes.
    pub(super) fn choice<T>(&mut self, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(name, 100)?;
        let chosen = read(&text);
        if chosen.is_none() {
            self.faults.push(Fault::error(name, "choice", text));
        }
        chosen
    }

    /// A list; one that is absent is empty.
    pub(super) fn list(&mut self, name: &str) -> Vec<Json> {
        match self.parts.remove(name) {
            None => Vec::new(),
            Some(Json::Array(list)) => list,
            Some(_) => {
                self.wrong(name);
                Vec::new()
            }
        }
    }

    /// A part as it is.
    pub(super) fn part(&mut self, name: &str) -> Option<Json> {
        self.parts.remove(name)
    }

    /// Notes something else that is wrong.
    pub(super) fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Refuses the body when anything in it is wrong or was not asked for.
    pub(super) fn done(mut self, caller: &Caller, kind: Option<&Kind>) -> Result<(), Problem> {
        self.faults.extend(self.parts.keys().map(|name| Fault::error(name, "unknown_field", "")));
        if self.faults.is_empty() {
            return Ok(());
        }
        Err(Problem::faults(StatusCode::UNPROCESSABLE_ENTITY, &self.faults, kind, caller.lang()))
    }
}
