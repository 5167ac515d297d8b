//! An entry on its way into the history.

use crate::{App, AppError, Ctx};
use samverk_domain::audit::{Change, Entry, EntryHash};
use samverk_storage::Tx;
use samverk_storage::audit::{append, append_changes, head_in, seal};

/// Changes that wait for the database at most.
const WAITING_MAX: usize = 2_000;

/// Joins changes to the chain as one entry. They are stored piece by piece, so
/// that those of an import are never all in memory; the hash, which needs them
/// all, is set last, within the same transaction.
pub(crate) struct Joining {
    entry: Entry,
    hash: EntryHash,
    waiting: Vec<Change>,
    count: usize,
}

impl Joining {
    /// An entry after the last one that this transaction sees. Nothing is
    /// written until there is a change.
    pub(crate) async fn begin(app: &App, tx: &mut Tx, ctx: &Ctx) -> Result<Self, AppError> {
        let head = head_in(tx).await?;
        let entry = Entry {
            seq: head.seq + 1,
            at: app.ports.now_text().max(head.at),
            actor: ctx.name.clone(),
            on_behalf_of: None,
            via: ctx.via.to_owned(),
            reason: None,
            previous: head.hash,
            hash: String::new(),
        };
        Ok(Self { hash: EntryHash::of(&entry), entry, waiting: Vec::new(), count: 0 })
    }

    /// Says why, and on whose behalf. Only before the first change.
    pub(crate) fn because(mut self, reason: Option<String>, on_behalf_of: Option<String>) -> Self {
        self.entry = Entry { reason, on_behalf_of, ..self.entry };
        self.hash = EntryHash::of(&self.entry);
        self
    }

    /// The number of the entry.
    pub(crate) fn seq(&self) -> i64 {
        self.entry.seq
    }

    /// When it was made.
    pub(crate) fn at(&self) -> &str {
        &self.entry.at
    }

    /// How many changes there are so far, which is the next one's ordinal.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Takes in the next change.
    pub(crate) async fn add(&mut self, tx: &mut Tx, change: Change) -> Result<(), AppError> {
        if self.count == 0 {
            append(tx, &self.entry).await?;
        }
        self.hash.add(&change);
        self.count += 1;
        self.waiting.push(change);
        if self.waiting.len() >= WAITING_MAX {
            append_changes(tx, self.entry.seq, &self.waiting).await?;
            self.waiting.clear();
        }
        Ok(())
    }

    /// Stores what waits, and the hash.
    pub(crate) async fn finish(self, tx: &mut Tx) -> Result<(), AppError> {
        if self.count > 0 {
            append_changes(tx, self.entry.seq, &self.waiting).await?;
            seal(tx, self.entry.seq, &self.hash.finish()).await?;
        }
        Ok(())
    }
}
