//! Changes: what was, what became, and how to go back.

use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Everything that history keeps of a record, by field or attribute name.
pub type Snapshot = BTreeMap<String, Json>;

/// What a change did: for each name the value before and after.
pub type Delta = BTreeMap<String, (Option<Json>, Option<Json>)>;

/// What leads from one snapshot to another.
#[must_use]
pub fn diff(before: &Snapshot, mut after: Snapshot) -> Delta {
    let changed = before.iter().filter_map(|(name, value)| match after.remove(name) {
        Some(same) if same == *value => None,
        other => Some((name.clone(), (Some(value.clone()), other))),
    });
    let mut delta: Delta = changed.collect();
    delta.extend(after.into_iter().map(|(name, value)| (name, (None, Some(value)))));
    delta
}

/// Carries a change out.
///
/// # Errors
/// The name whose value before is not what the change says it was: then the
/// history and the record do not belong together.
pub fn apply(snapshot: &mut Snapshot, delta: &Delta) -> Result<(), String> {
    for (name, (before, after)) in delta {
        if snapshot.get(name) != before.as_ref() {
            return Err(name.clone());
        }
        match after {
            Some(value) => snapshot.insert(name.clone(), value.clone()),
            None => snapshot.remove(name),
        };
    }
    Ok(())
}

/// The change that takes this one back.
#[must_use]
pub fn undo(delta: &Delta) -> Delta {
    delta.iter().map(|(name, (before, after))| (name.clone(), (after.clone(), before.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn snapshots() -> impl Strategy<Value = Snapshot> {
        proptest::collection::btree_map("[a-e]", (0..3_i64).prop_map(|n| json!([n])), 0..5)
    }

    proptest! {
        #[test]
        fn a_change_leads_there_and_back(before in snapshots(), after in snapshots()) {
            let delta = diff(&before, after.clone());
            let mut snapshot = before.clone();
            prop_assert_eq!(apply(&mut snapshot, &delta), Ok(()));
            prop_assert_eq!(&snapshot, &after);
            prop_assert_eq!(apply(&mut snapshot, &undo(&delta)), Ok(()));
            prop_assert_eq!(&snapshot, &before);
        }
    }

    #[test]
    fn a_change_of_something_else_is_refused_by_name() {
        let delta = Delta::from([("name".to_owned(), (Some(json!(["a"])), Some(json!(["b"]))))]);
        let mut snapshot = Snapshot::from([("name".to_owned(), json!(["c"]))]);
        assert_eq!(apply(&mut snapshot, &delta), Err("name".to_owned()));
    }
}
