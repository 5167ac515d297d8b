//! Going back: an earlier version, or the last change undone.

use super::commit::{Draft, Why};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::{Action, Reason};
use samverk_domain::audit::Operation;
use samverk_domain::record::{Record, Snapshot};
use samverk_storage::Tx;
use samverk_storage::record::{Stored, load};
use std::collections::HashMap;

impl App {
    /// Sets a record back to an earlier version, as a new version.
    ///
    /// # Errors
    /// Not allowed, no such version, another change came first, or the
    /// earlier version would be refused today.
    pub async fn restore(
        &self,
        ctx: &Ctx,
        id: RecordId,
        base: i64,
        version: i64,
        reason: Option<String>,
    ) -> Result<Record, AppError> {
        self.catch_up().await?;
        self.require(ctx, Action::Delete, id)?;
        let mut tx = self.store.write().await?;
        let current = load(&mut tx, self.registry(), id).await?.ok_or(AppError::NotFound)?;
        if !(1..=current.record.version).contains(&version) {
            return Err(AppError::NotFound);
        }
        let snapshot = self.snapshot_at(&mut tx, id, version).await?;
        self.set_back(tx, ctx, current, snapshot, base, reason).await
    }

    /// Takes the last change of a record back.
    ///
    /// # Errors
    /// Not allowed, another change came since the person looked, or the last
    /// step concerned more than this record, as merging and erasing do.
    pub async fn undo(&self, ctx: &Ctx, id: RecordId, base: i64) -> Result<Record, AppError> {
        self.catch_up().await?;
        let mut tx = self.store.write().await?;
        let current = load(&mut tx, self.registry(), id).await?.ok_or(AppError::NotFound)?;
        // A deleted record takes no change but being brought back.
        self.require(ctx, if current.record.deleted { Action::Delete } else { Action::Change }, id)?;
        let (delta, version) = self.last_undone(&mut tx, id).await?;
        let mut snapshot = current.record.snapshot();
        if version == 1 {
            // Undoing the making of a record is deleting it.
            let mut wanted = current.record.clone();
            wanted.deleted = true;
            snapshot = wanted.snapshot();
        } else {
            for (name, (_, before)) in delta {
                match before {
                    Some(value) => snapshot.insert(name, value),
                    None => snapshot.remove(&name),
                };
            }
        }
        self.set_back(tx, ctx, current, snapshot, base, None).await
    }

    async fn set_back(
        &self,
        tx: Tx,
        ctx: &Ctx,
        current: Stored,
        snapshot: Snapshot,
        base: i64,
        reason: Option<String>,
    ) -> Result<Record, AppError> {
        let kind = self.registry().get(&current.record.kind).ok_or(AppError::NotFound)?;
        let earlier = Record::from_snapshot(kind, current.record.id, current.record.version, &snapshot);
        let wanted = earlier.map_err(|_| AppError::Rule("version_unreadable"))?;
        let (current, wanted) = Self::check_version(current, wanted, base)?;
        self.require_attributes(ctx, &current, &wanted)?;
        let allowed = self.require(ctx, Action::Change, current.record.id);
        let on_behalf_of = current.record.owner.filter(|_| matches!(allowed, Ok(Reason::OnBehalf)));
        // What is deleted need not be whole: it only has to be kept.
        let faults = if wanted.deleted {
            Vec::new()
        } else {
            self.faults(ctx, kind, &wanted, Some(&current.record), &HashMap::new())
        };
        if !faults.is_empty() {
            return Err(AppError::Invalid(faults));
        }
        let draft = Draft::of(current, wanted, Operation::Restore);
        let done = self.commit(tx, ctx, vec![draft], Why { reason, on_behalf_of, ..Why::default() }).await?;
        done.into_iter().next().ok_or(AppError::NotFound)
    }
}
