//! Changing a record's values.

use super::commit::{Draft, Why};
use super::create::once;
use super::input::{Input, fill};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::{Action, Reason};
use samverk_domain::audit::Operation;
use samverk_domain::record::{Kind, Record};
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
        self.require_attributes(ctx, &before, &after)?;
        let on_behalf_of = before.record.owner.filter(|_| allowed == Reason::OnBehalf);
        let draft = Draft::of(before, after, Operation::Change);
        let done = self.commit(tx, ctx, vec![draft], Why { reason, on_behalf_of, ..Why::default() }).await?;
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
        let current = load(&mut tx, self.registry(), id).await?.ok_or(AppError::NotFound)?;
        let kind = self.registry().get(&current.record.kind).ok_or(AppError::NotFound)?;
        let mut wanted = current.record.clone();
        let mut faults = Vec::new();
        fill(self, kind, &mut wanted, input, &mut faults);
        wanted.key.clone_from(&current.record.key);
        self.keep_unseen_links(ctx, kind, &current.record, &mut wanted);
        let (current, wanted) = Self::check_version(current, wanted, base)?;
        faults.extend(self.faults(ctx, kind, &wanted, Some(&current.record), &HashMap::new()));
        if faults.is_empty() { Ok((tx, current, wanted)) } else { Err(AppError::Invalid(once(faults))) }
    }

    /// Links that the asker does not see were not in what it sent; they stay.
    pub(super) fn keep_unseen_links(&self, ctx: &Ctx, kind: &Kind, before: &Record, wanted: &mut Record) {
        let scope = self.scope(&ctx.actor);
        for field in kind.links() {
            let unseen = before.values(field.name).iter().filter(|value| {
                let target = value.as_link().map(|link| link.to);
                target.is_some_and(|id| !self.look(|catalogue| catalogue.sees(id, &scope)))
            });
            let mut values = wanted.values(field.name).to_vec();
            let missing: Vec<_> = unseen.filter(|value| !values.contains(value)).cloned().collect();
            // A single link that somebody replaces gives way to the new one.
            if !missing.is_empty() && (field.repeated || values.is_empty()) {
                values.extend(missing);
                wanted.set(field.name, values);
            }
        }
    }

    /// Who sees a record, whose it is and whether it is deleted are for its
    /// own organisation; giving it away also needs the right to make one for
    /// the new owner.
    pub(super) fn require_attributes(&self, ctx: &Ctx, before: &Stored, after: &Record) -> Result<(), AppError> {
        let before = &before.record;
        if before.visibility != after.visibility || before.owner != after.owner || before.deleted != after.deleted {
            self.require(ctx, Action::Delete, before.id)?;
        }
        if before.owner != after.owner {
            let kind = self.registry().get(&after.kind).ok_or(AppError::NotFound)?;
            self.require_create(ctx, kind, after.id, after.owner, self.within(kind, after))?;
        }
        Ok(())
    }
}
