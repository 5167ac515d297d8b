//! Suggesting a change to a record that one may see but not change.

use super::commit::{Draft, Why, delta_text, read_delta};
use super::input::Input;
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::Action;
use samverk_domain::audit::Operation;
use samverk_domain::record::{Audience, Delta, Record, diff};
use samverk_storage::proposal::{Proposal, decide, insert, load, open, open_for};
use samverk_storage::record;
use std::collections::HashMap;

/// Most open suggestions that are looked through for a start page.
const OPEN_MAX: i64 = 10_000;
/// Most open suggestions that a start page shows.
const SHOWN_MAX: usize = 100;
/// Most open suggestions for one record.
const PER_RECORD_MAX: usize = 50;

/// A suggestion as a page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposalView {
    /// Id.
    pub id: String,
    /// The record.
    pub record: RecordId,
    /// Who suggested it: a user id.
    pub by: String,
    /// When.
    pub at: String,
    /// Why.
    pub reason: Option<String>,
    /// Values before and suggested.
    pub changes: Delta,
}

fn view(proposal: Proposal) -> Result<ProposalView, AppError> {
    let changes = read_delta(&proposal.content).ok_or(AppError::Rule("history_broken"))?;
    Ok(ProposalView {
        id: proposal.id,
        record: proposal.record,
        by: proposal.proposed_by,
        at: proposal.proposed_at,
        reason: proposal.reason,
        changes,
    })
}

impl App {
    /// Keeps a suggested change for those who may decide on it.
    ///
    /// # Errors
    /// Faults by field, nothing suggested, a personal field, or not allowed.
    pub async fn propose(
        &self,
        ctx: &Ctx,
        id: RecordId,
        base: i64,
        input: &Input,
        reason: Option<String>,
    ) -> Result<(), AppError> {
        self.catch_up().await?;
        self.require(ctx, Action::Propose, id)?;
        let tx = self.store.write().await?;
        let (mut tx, before, wanted) = self.draft_change(tx, ctx, id, base, input).await?;
        let kind = self.registry().get(&before.record.kind).ok_or(AppError::NotFound)?;
        let delta = diff(&before.record.snapshot(), wanted.snapshot());
        let personal = |name: &String| kind.get(name).is_some_and(|field| field.audience != Audience::Record);
        if delta.is_empty() {
            return Err(AppError::Rule("nothing_changed"));
        }
        if delta.keys().any(|name| name.starts_with('@') || personal(name)) {
            return Err(AppError::Rule("not_by_proposal"));
        }
        if open_for(&mut tx, id).await?.len() >= PER_RECORD_MAX {
            return Err(AppError::Rule("too_many_proposals"));
        }
        let proposal = Proposal {
            id: self.ports.new_id().to_string(),
            record: id,
            base_version: base,
            content: delta_text(&delta)?,
            proposed_by: ctx.name.clone(),
            proposed_at: self.ports.now_text(),
            reason: reason.filter(|reason| !reason.trim().is_empty()),
        };
        insert(&mut tx, &proposal).await?;
        let deciding = self.who_decides(&mut tx, ctx, id).await?;
        let about = (kind.name, id.to_string());
        let text = proposal.reason.clone().unwrap_or_default();
        let others = deciding.into_iter().filter(|user| *user != ctx.name);
        self.tell_people(&mut tx, others, "proposal", about, text, false).await?;
        Ok(tx.commit().await?)
    }

    /// Open suggestions for a record, for those who may decide on them and
    /// for who made them.
    ///
    /// # Errors
    /// The database failed.
    pub async fn proposals_for(&self, ctx: &Ctx, id: RecordId) -> Result<Vec<ProposalView>, AppError> {
        if !ctx.actor.is_signed_in() {
            return Ok(Vec::new());
        }
        let decides = self.require(ctx, Action::Change, id).is_ok();
        let mut tx = self.store.read().await?;
        let open = open_for(&mut tx, id).await?;
        open.into_iter().filter(|proposal| decides || proposal.proposed_by == ctx.name).map(view).collect()
    }

    /// Open suggestions that wait for the asker.
    ///
    /// # Errors
    /// The database failed.
    pub async fn proposals_waiting(&self, ctx: &Ctx) -> Result<Vec<ProposalView>, AppError> {
        if !ctx.actor.is_signed_in() {
            return Ok(Vec::new());
        }
        let mut tx = self.store.read().await?;
        let waiting = open(&mut tx, OPEN_MAX).await?;
        let mine = waiting.into_iter().filter(|proposal| self.require(ctx, Action::Change, proposal.record).is_ok());
        mine.take(SHOWN_MAX).map(view).collect()
    }

    /// Takes a suggestion over, or declines it. What was suggested is put on
    /// the record as it is now; a field that changed since is not overwritten.
    ///
    /// # Errors
    /// Not allowed, decided already, or a suggested field changed since.
    pub async fn decide_proposal(&self, ctx: &Ctx, record: RecordId, id: &str, accept: bool) -> Result<(), AppError> {
        self.catch_up().await?;
        self.require(ctx, Action::Change, record)?;
        let mut tx = self.store.write().await?;
        let open = load(&mut tx, id).await?.filter(|proposal| proposal.record == record);
        let proposal = open.ok_or(AppError::Rule("proposal_outdated"))?;
        let outcome = if accept { "accepted" } else { "declined" };
        decide(&mut tx, id, outcome, &ctx.name, &self.ports.now_text()).await?;
        let kind = self.look(|catalogue| catalogue.kind_of(record)).unwrap_or_default();
        let proposer = std::iter::once(proposal.proposed_by.clone()).filter(|user| *user != ctx.name);
        self.tell_people(&mut tx, proposer, outcome, (kind, record.to_string()), String::new(), true).await?;
        if !accept {
            return Ok(tx.commit().await?);
        }
        let current = record::load(&mut tx, self.registry(), proposal.record).await?.ok_or(AppError::NotFound)?;
        let kind = self.registry().get(&current.record.kind).ok_or(AppError::NotFound)?;
        let delta = read_delta(&proposal.content).ok_or(AppError::Rule("history_broken"))?;
        let mut snapshot = current.record.snapshot();
        samverk_domain::record::apply(&mut snapshot, &delta).map_err(|_| AppError::Rule("proposal_outdated"))?;
        let wanted = Record::from_snapshot(kind, current.record.id, current.record.version, &snapshot);
        let wanted = wanted.map_err(|_| AppError::Rule("version_unreadable"))?;
        let faults = self.faults(ctx, kind, &wanted, Some(&current.record), &HashMap::new());
        if !faults.is_empty() {
            return Err(AppError::Invalid(faults));
        }
        let draft = Draft::of(current, wanted, Operation::Change);
        let reason = proposal.reason.clone();
        self.commit(tx, ctx, vec![draft], Why { reason, on_behalf_of: None, ..Why::default() }).await?;
        Ok(())
    }
}
