//! What an actor may do with a record.

use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::{Action, Decision, Object, Reason, Role, Scope, decide};
use samverk_domain::record::Kind;

/// Which acts a page may offer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Permissions {
    /// Change values.
    pub change: bool,
    /// Suggest a change.
    pub propose: bool,
    /// Move to another state.
    pub move_state: bool,
    /// Delete, restore, merge.
    pub delete: bool,
    /// See internal and personal fields.
    pub internal: bool,
}

impl App {
    /// Decides on a record. A record that must not be seen is not found.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for unseen, [`AppError::Denied`] otherwise.
    pub(crate) fn require(&self, ctx: &Ctx, action: Action, id: RecordId) -> Result<Reason, AppError> {
        let facts = self.look(|catalogue| catalogue.facts(id, self.ports.today())).ok_or(AppError::NotFound)?;
        answer(decide(&ctx.actor, action, &facts.object()))
    }

    /// Decides on making a record for an owner within a cooperation.
    ///
    /// # Errors
    /// [`AppError::Denied`].
    pub(crate) fn require_create(
        &self,
        ctx: &Ctx,
        kind: &Kind,
        id: RecordId,
        owner: Option<RecordId>,
        within: Option<RecordId>,
    ) -> Result<Reason, AppError> {
        let facts = self.look(|catalogue| catalogue.facts_of_new(kind, id, owner, within, self.ports.today()));
        answer(decide(&ctx.actor, Action::Create, &facts.object()))
    }

    /// Decides on something that concerns no record.
    ///
    /// # Errors
    /// [`AppError::Denied`].
    pub fn require_general(&self, ctx: &Ctx, action: Action) -> Result<Reason, AppError> {
        answer(decide(&ctx.actor, action, &Object::INSTALLATION))
    }

    /// Everything that an actor may do with a record.
    #[must_use]
    pub fn permissions(&self, ctx: &Ctx, id: RecordId) -> Permissions {
        let may = |action| self.require(ctx, action, id).is_ok();
        Permissions {
            change: may(Action::Change),
            propose: may(Action::Propose),
            move_state: may(Action::Move),
            delete: may(Action::Delete),
            internal: may(Action::SeeInternal),
        }
    }

    /// Organisations that an actor may make records for: those that it writes
    /// for, and members that have opened their records to it as coordinator.
    #[must_use]
    pub fn owners_for(&self, ctx: &Ctx) -> Vec<RecordId> {
        let mut owners: Vec<RecordId> = ctx.actor.writes_for().collect();
        for grant in ctx.actor.grants().iter().filter(|grant| grant.role == Role::Coordinator) {
            if let Scope::Cooperation(id) = grant.scope {
                owners.extend(self.look(|catalogue| catalogue.opened_to_coordinator(id, self.ports.today())));
            }
        }
        let mut seen = Vec::with_capacity(owners.len());
        owners.retain(|id| {
            !seen.contains(id) && {
                seen.push(*id);
                true
            }
        });
        owners
    }
}

fn answer(decision: Decision) -> Result<Reason, AppError> {
    match decision {
        Decision::Allow(reason) => Ok(reason),
        Decision::Deny(Reason::Unseen) => Err(AppError::NotFound),
        Decision::Deny(reason) => Err(AppError::Denied(reason)),
    }
}
