//! Taking back everything that one entry of the history did: an import, or a
//! change of many records at once.

use super::commit::{Draft, Why, read_delta};
use super::history::reveal;
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::{Action, Actor};
use samverk_domain::audit::Operation;
use samverk_domain::record::{Record, undo};
use samverk_storage::audit::{changes_of, entries_after, personal_of};
use samverk_storage::record::load_many;
use std::collections::HashMap;

/// What undoing an entry came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undone {
    /// Records that are as they were before.
    pub records: usize,
    /// Records that stay, because they changed since or are not the asker's to change.
    pub kept: Vec<RecordId>,
}

impl App {
    /// Takes an entry back: what it made is deleted, what it changed is as
    /// it was before. A record that changed since stays as it is and is named.
    ///
    /// People take back what they did themselves; an operator on the command
    /// line, what anybody did.
    ///
    /// # Errors
    /// There is no such entry of the asker's, it cannot be taken back, or the
    /// database failed.
    pub async fn undo_entry(&self, ctx: &Ctx, seq: i64, reason: Option<String>) -> Result<Undone, AppError> {
        self.catch_up().await?;
        let mut tx = self.store.write().await?;
        let entry = entries_after(&mut tx, seq.saturating_sub(1), 1).await?.into_iter().find(|entry| entry.seq == seq);
        if !entry.is_some_and(|entry| ctx.actor == Actor::Console || entry.actor == ctx.name) {
            return Err(AppError::NotFound);
        }
        let changes = changes_of(&mut tx, seq).await?;
        if changes.is_empty() || changes.iter().any(samverk_domain::audit::Change::is_setting) {
            return Err(AppError::NotFound);
        }
        if changes.iter().any(|change| matches!(change.operation, Operation::Merge | Operation::Erase)) {
            return Err(AppError::Rule("not_undoable"));
        }
        let ids: Vec<RecordId> = changes.iter().map(|change| change.record).collect();
        let stored = load_many(&mut tx, self.registry(), &ids).await?;
        let mut stored: HashMap<RecordId, _> = stored.into_iter().map(|stored| (stored.record.id, stored)).collect();
        let (mut drafts, mut undone) = (Vec::with_capacity(changes.len()), Undone::default());
        for change in &changes {
            let Some(current) = stored.remove(&change.record) else { continue };
            let kind = self.registry().get(&current.record.kind).ok_or(AppError::NotFound)?;
            if current.record.version != change.version {
                undone.kept.push(change.record);
                continue;
            }
            let mut wanted = current.record.clone();
            if change.version == 1 {
                wanted.deleted = true;
            } else {
                let personal = if kind.is_personal() { personal_of(&mut tx, change.record).await? } else { Vec::new() };
                let delta = read_delta(&change.delta).ok_or(AppError::Rule("history_broken"))?;
                let mut snapshot = current.record.snapshot();
                for (name, (_, before)) in undo(&delta) {
                    match before.and_then(|value| reveal(value, &personal)) {
                        Some(value) => snapshot.insert(name, value),
                        None => snapshot.remove(&name),
                    };
                }
                let earlier = Record::from_snapshot(kind, change.record, current.record.version, &snapshot);
                wanted = earlier.map_err(|_| AppError::Rule("version_unreadable"))?;
            }
            let draft = Draft::of(current, wanted, Operation::Restore);
            if self.may_set_back(ctx, &draft)? {
                undone.records += 1;
                drafts.push(draft);
            } else {
                undone.kept.push(change.record);
            }
        }
        // What the asker may no longer see is not named.
        let scope = self.scope(&ctx.actor);
        undone.kept.retain(|id| ctx.actor == Actor::Console || self.look(|catalogue| catalogue.sees(*id, &scope)));
        if !drafts.is_empty() {
            self.commit(tx, ctx, drafts, Why { reason, on_behalf_of: None, ..Why::default() }).await?;
        }
        Ok(undone)
    }

    fn may_set_back(&self, ctx: &Ctx, draft: &Draft) -> Result<bool, AppError> {
        let Some(before) = &draft.before else { return Ok(false) };
        let gone = draft.after.deleted || before.record.deleted;
        let needed = if gone { Action::Delete } else { Action::Change };
        let allowed = self
            .require(ctx, needed, draft.after.id)
            .map(drop)
            .and_then(|()| self.require_attributes(ctx, before, &draft.after));
        match allowed {
            Ok(()) => Ok(true),
            Err(AppError::Denied(_) | AppError::NotFound) => Ok(false),
            Err(other) => Err(other),
        }
    }
}
