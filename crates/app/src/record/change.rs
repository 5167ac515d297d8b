//! Changing a record's values.

use super::commit::{Draft, Why};
use super::create::once;
use super::input::{Finder, Input, fill};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::{Action, Reason};
use samverk_domain::audit::Operation;
use samverk_domain::record::Record;
use samverk_storage::record::{Stored, load};
use std::collections::HashMap;

impl App {
    /// Changes the values that the input names. `base` is the version that
    /// the person saw.
    ///
    /// # Errors
    /// Faults by field, not allowed, or both versions when another change
    /// came first.
    pub async fn change(
        &self,
        ctx: &Ctx,
        id: RecordId,
        base: i64,
        input: &Input,
        reason: Option<String>,
    ) -> Result<Record, AppError> {
        self.catch_up().await?;
        let allowed = self.require(ctx, Action::Change, id)?;
        let tx = self.store.write().await?;
        let (tx, before, after) = self.draft_change(tx, ctx, id, base, input).await?;
        if after.owner != before.record.owner {
            self.require_owner_change(ctx, &before, &after)?;
        }
        let on_behalf_of = before.record.owner.filter(|_| allowed == Reason::OnBehalf);
        let draft = Draft { before: Some(before), after, operation: Operation::Change };
        let done = self.commit(tx, ctx, vec![draft], Why { reason, on_behalf_of }).await?;
        done.into_iter().next().ok_or(AppError::NotFound)
    }

    /// The record as it is and as the input wants it, checked.
    pub(super) async fn draft_change(
        &self,
        mut tx: samverk_storage::Tx,
        ctx: &Ctx,
        id: RecordId,
        base: i64,
        input: &Input,
    ) -> Result<(samverk_storage::Tx, Stored, Record), AppError> {
        let current = load(&mut tx, &self.registry, id).await?.ok_or(AppError::NotFound)?;
        let kind = self.registry.get(&current.record.kind).ok_or(AppError::NotFound)?;
        let mut wanted = current.record.clone();
        let mut faults = Vec::new();
        let none = HashMap::new();
        fill(kind, &mut wanted, input, &Finder { app: self, new: &none }, &mut faults);
        wanted.key.clone_from(&current.record.key);
        let (current, wanted) = Self::check_version(current, wanted, base)?;
        faults.extend(self.faults(ctx, kind, &wanted, &HashMap::new()));
        if faults.is_empty() { Ok((tx, current, wanted)) } else { Err(AppError::Invalid(once(faults))) }
    }

    /// Giving a record away needs the right to make one for the new owner.
    fn require_owner_change(&self, ctx: &Ctx, before: &Stored, after: &Record) -> Result<(), AppError> {
        let kind = self.registry.get(&after.kind).ok_or(AppError::NotFound)?;
        self.require(ctx, Action::Delete, before.record.id)?;
        self.require_create(ctx, after.id, after.owner, self.within(kind, after)).map(drop)
    }
}
