//! Two versions of the map held against each other: new, gone, moved, changed
//! (rows B01, B02).

use crate::RecordId;
use crate::record::{Record, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What happened to an initiative between two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happened {
    /// Only in the later one.
    New,
    /// Only in the earlier one.
    Gone,
    /// In another state.
    Moved,
    /// In the same state, with other facts.
    Changed,
}

impl Happened {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::New, Self::Gone, Self::Moved, Self::Changed];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Gone => "gone",
            Self::Moved => "moved",
            Self::Changed => "changed",
        }
    }
}

/// An initiative that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The initiative.
    pub id: RecordId,
    /// What happened.
    pub happened: Happened,
    /// State before and after.
    pub states: (Option<String>, Option<String>),
    /// Fields with other values: before and after.
    pub fields: Vec<(String, Vec<Value>, Vec<Value>)>,
}

/// Every difference between two versions, by what happened, then by id. Only
/// fields that `counts` names as part of the map are looked at.
#[must_use]
pub fn compare(before: &[Record], after: &[Record], counts: impl Fn(&str) -> bool) -> Vec<Difference> {
    let earlier: BTreeMap<RecordId, &Record> = before.iter().map(|record| (record.id, record)).collect();
    let later: BTreeMap<RecordId, &Record> = after.iter().map(|record| (record.id, record)).collect();
    let ids: BTreeSet<RecordId> = earlier.keys().chain(later.keys()).copied().collect();
    let difference = |id: RecordId| {
        let (old, new) = (earlier.get(&id).copied(), later.get(&id).copied());
        let state = |record: Option<&Record>| record.and_then(|record| record.state.clone());
        let states = (state(old), state(new));
        let fields = match (old, new) {
            (Some(old), Some(new)) => changed(old, new, &counts),
            _ => Vec::new(),
        };
        let happened = match (old, new) {
            (None, _) => Happened::New,
            (_, None) => Happened::Gone,
            _ if states.0 != states.1 => Happened::Moved,
            _ if !fields.is_empty() => Happened::Changed,
            _ => return None,
        };
        Some(Difference { id, happened, states, fields })
    };
    let mut found: Vec<Difference> = ids.into_iter().filter_map(difference).collect();
    found.sort_by_key(|difference| (difference.happened, difference.id));
    found
}

fn changed(old: &Record, new: &Record, counts: impl Fn(&str) -> bool) -> Vec<(String, Vec<Value>, Vec<Value>)> {
    let names: BTreeSet<&str> = old.content.iter().chain(new.content.iter()).map(|(name, _)| name).collect();
    let differing = names.into_iter().filter(|name| counts(name) && old.values(name) != new.values(name));
    differing.map(|name| (name.to_owned(), old.values(name).to_vec(), new.values(name).to_vec())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn initiative(number: u128, state: &str, name: &str) -> Record {
        let registry = crate::registry().expect("declarations");
        let id = RecordId(uuid::Uuid::from_u128(number));
        let mut record = Record::new(registry.get("initiative").expect("kind"), id, None);
        record.state = Some(state.to_owned());
        record.set("name", vec![Value::Text(name.to_owned())]);
        record
    }

    #[test]
    fn each_initiative_is_told_once_by_the_greatest_thing_that_happened() {
        let before = [
            initiative(1, "idea", "a"),
            initiative(2, "idea", "b"),
            initiative(3, "idea", "c"),
            initiative(4, "idea", "d"),
        ];
        let after = [
            initiative(1, "idea", "a"),
            initiative(2, "started", "b2"),
            initiative(3, "idea", "c2"),
            initiative(5, "idea", "e"),
        ];
        let told: Vec<(Happened, usize)> =
            compare(&before, &after, |_| true).iter().map(|one| (one.happened, one.fields.len())).collect();
        assert_eq!(told, [(Happened::New, 0), (Happened::Gone, 0), (Happened::Moved, 1), (Happened::Changed, 1)]);
        assert_eq!(compare(&before, &after, |name| name != "name").len(), 3);
        assert_eq!(compare(&before, &before, |_| true), []);
    }
}
