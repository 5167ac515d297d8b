//! Entries and their hash.

use crate::RecordId;
use sha2::{Digest, Sha256};

/// Hash before the first entry.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What was done to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// Made.
    Create,
    /// Values changed.
    Change,
    /// Moved to another state.
    Move,
    /// Deleted, kept for restoring.
    Delete,
    /// Brought back, or set back to an earlier version.
    Restore,
    /// Merged into another.
    Merge,
    /// Personal values removed for good.
    Erase,
}

impl Operation {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Create, "create"),
        (Self::Change, "change"),
        (Self::Move, "move"),
        (Self::Delete, "delete"),
        (Self::Restore, "restore"),
        (Self::Merge, "merge"),
        (Self::Erase, "erase"),
    ];

    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(operation, _)| *operation == self).map_or("change", |(_, code)| code)
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, c)| *c == code).map(|(operation, _)| *operation)
    }
}

/// One transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Counts from 1 without gaps.
    pub seq: i64,
    /// UTC instant as fixed-width text.
    pub at: String,
    /// User id, `console`, or another name of who did it.
    pub actor: String,
    /// The organisation on whose behalf a coordinator acted.
    pub on_behalf_of: Option<String>,
    /// `web`, `cli`, `import`, `demo`.
    pub via: String,
    /// Why, where the person said so.
    pub reason: Option<String>,
    /// Hash of the entry before.
    pub previous: String,
    /// Hash of this one.
    pub hash: String,
}

/// One record's change within a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Counts from 0 within the entry.
    pub ordinal: i64,
    /// The record.
    pub record: RecordId,
    /// Its kind.
    pub kind: String,
    /// Version after.
    pub version: i64,
    /// What was done.
    pub operation: Operation,
    /// Values before and after as JSON text, exactly as stored.
    pub delta: String,
}

impl Change {
    /// Whether it concerns no record but a setting of the installation: an
    /// account's role, a token, an own field. The kind of such a change
    /// begins with `@`.
    #[must_use]
    pub fn is_setting(&self) -> bool {
        self.kind.starts_with('@')
    }
}

impl Entry {
    /// The hash that belongs to this entry and these changes.
    #[must_use]
    pub fn compute(&self, changes: &[Change]) -> String {
        let mut hash = EntryHash::of(self);
        changes.iter().for_each(|change| hash.add(change));
        hash.finish()
    }
}

/// The hash of an entry while its changes come one by one.
#[derive(Debug, Clone)]
pub struct EntryHash(Sha256);

impl EntryHash {
    /// Begins with the entry itself; its own `hash` is not part of it.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        let mut hash = Self(Sha256::new());
        hash.part(&entry.previous);
        hash.part(&entry.seq.to_string());
        hash.part(&entry.at);
        hash.part(&entry.actor);
        hash.optional(entry.on_behalf_of.as_deref());
        hash.part(&entry.via);
        hash.optional(entry.reason.as_deref());
        hash
    }

    /// Takes in the next change.
    pub fn add(&mut self, change: &Change) {
        self.part(&change.ordinal.to_string());
        self.part(&change.record.to_string());
        self.part(&change.kind);
        self.part(&change.version.to_string());
        self.part(change.operation.code());
        self.part(&change.delta);
    }

    /// The hash as lower-case hexadecimal.
    #[must_use]
    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }

    /// Every part is preceded by its length, so that no two different entries
    /// give the same bytes.
    fn part(&mut self, text: &str) {
        self.0.update((text.len() as u64).to_le_bytes());
        self.0.update(text.as_bytes());
    }

    fn optional(&mut self, text: Option<&str>) {
        self.part(if text.is_some() { "1" } else { "0" });
        self.part(text.unwrap_or(""));
    }
}

/// Lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> (Entry, Vec<Change>) {
        let entry = Entry {
            seq: 1,
            at: "2026-11-21T10:00:00.000Z".into(),
            actor: "console".into(),
            on_behalf_of: None,
            via: "cli".into(),
            reason: None,
            previous: GENESIS.into(),
            hash: String::new(),
        };
        let change = Change {
            ordinal: 0,
            record: RecordId(uuid::Uuid::nil()),
            kind: "goal".into(),
            version: 1,
            operation: Operation::Create,
            delta: "{}".into(),
        };
        (entry, vec![change])
    }

    #[test]
    fn every_part_counts() {
        let (whole, changes) = entry();
        let hash = whole.compute(&changes);
        let edits: [fn(&mut Entry); 7] = [
            |e| e.seq = 2,
            |e| e.at.push('x'),
            |e| e.actor.push('x'),
            |e| e.on_behalf_of = Some(String::new()),
            |e| e.via.push('x'),
            |e| e.reason = Some(String::new()),
            |e| e.previous.push('x'),
        ];
        for edit in edits {
            let mut edited = whole.clone();
            edit(&mut edited);
            assert_ne!(edited.compute(&changes), hash);
        }
        let edits: [fn(&mut Change); 5] = [
            |c| c.ordinal = 1,
            |c| c.kind.push('x'),
            |c| c.version = 2,
            |c| c.operation = Operation::Change,
            |c| c.delta.push(' '),
        ];
        for edit in edits {
            let mut edited = changes.clone();
            edited.iter_mut().for_each(edit);
            assert_ne!(whole.compute(&edited), hash);
        }
    }
}
