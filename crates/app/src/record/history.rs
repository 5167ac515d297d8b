//! What happened to a record, by field.

use super::commit::read_delta;
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::Action;
use samverk_domain::audit::{Operation, is_commitment};
use samverk_domain::record::{Audience, Delta, Snapshot, Visibility, apply, undo};
use samverk_storage::Tx;
use samverk_storage::audit::{Personal, Step, history, personal_of};
use serde_json::Value as Json;

/// A value in the history.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// Nothing.
    Nothing,
    /// As it was.
    Value(Json),
    /// Removed for good, as the person may demand.
    Erased,
    /// Not for the asker.
    Hidden,
}

/// A field's change.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// Field, or an attribute with a leading `@`.
    pub name: String,
    /// Before.
    pub from: Shown,
    /// After.
    pub to: Shown,
}

/// One step of a record's history.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryStep {
    /// The entry that it is part of.
    pub entry: i64,
    /// Version after.
    pub version: i64,
    /// What was done.
    pub operation: Operation,
    /// When.
    pub at: String,
    /// User id or name of who did it.
    pub actor: String,
    /// Organisation acted for.
    pub on_behalf_of: Option<RecordId>,
    /// By which way.
    pub via: String,
    /// Why.
    pub reason: Option<String>,
    /// Field by field.
    pub changes: Vec<FieldChange>,
}

impl App {
    /// The history of a record, the newest first, as far as the asker may
    /// see its fields.
    ///
    /// # Errors
    /// Not found, or the database failed.
    pub async fn history(&self, ctx: &Ctx, id: RecordId) -> Result<Vec<HistoryStep>, AppError> {
        self.catch_up().await?;
        self.require(ctx, Action::See, id)?;
        let internal = self.require(ctx, Action::SeeInternal, id).is_ok();
        let scope = self.scope(&ctx.actor);
        let mut tx = self.store.read().await?;
        let (steps, personal) = (history(&mut tx, id).await?, personal_of(&mut tx, id).await?);
        let narrower = if internal { vec![false; steps.len()] } else { narrower_then(&steps)? };
        let mut shown = Vec::with_capacity(steps.len());
        for (step, narrower) in steps.into_iter().zip(narrower).rev() {
            let kind = self.registry().get(&step.change.kind).ok_or(AppError::NotFound)?;
            let delta = read_step(&step)?;
            let mut changes = Vec::with_capacity(delta.len());
            for (name, (from, to)) in delta {
                let audience = kind.get(&name).map_or(Audience::Record, |field| field.audience);
                let hidden = narrower || (audience != Audience::Record && !internal);
                let show = |value: Option<Json>| match value {
                    None => Shown::Nothing,
                    Some(_) if hidden => Shown::Hidden,
                    Some(value) => {
                        reveal(value, &personal).map_or(Shown::Erased, |value| self.without_unseen(value, &scope))
                    }
                };
                changes.push(FieldChange { name, from: show(from), to: show(to) });
            }
            if hidden_only(&changes) {
                changes.clear();
            }
            shown.push(HistoryStep {
                entry: step.entry.seq,
                version: step.change.version,
                operation: step.change.operation,
                at: step.entry.at,
                actor: step.entry.actor,
                on_behalf_of: step.entry.on_behalf_of.as_deref().and_then(RecordId::parse),
                via: step.entry.via,
                reason: step.entry.reason.filter(|_| ctx.actor.is_signed_in() && !narrower),
                changes,
            });
        }
        Ok(shown)
    }

    /// Links to records that the asker may not see are left out.
    fn without_unseen(&self, value: Json, scope: &samverk_catalogue::Scope) -> Shown {
        let target = |json: &Json| json.get("to").and_then(Json::as_str).and_then(RecordId::parse);
        let unseen = |json: &Json| target(json).is_some_and(|id| !self.look(|catalogue| catalogue.sees(id, scope)));
        match value {
            Json::Array(values) if values.iter().any(unseen) => {
                let seen: Vec<Json> = values.into_iter().filter(|value| !unseen(value)).collect();
                if seen.is_empty() { Shown::Hidden } else { Shown::Value(Json::Array(seen)) }
            }
            other => Shown::Value(other),
        }
    }

    /// The record as it was in a version. Values erased since are missing.
    pub(super) async fn snapshot_at(&self, tx: &mut Tx, id: RecordId, version: i64) -> Result<Snapshot, AppError> {
        let (steps, personal) = (history(tx, id).await?, personal_of(tx, id).await?);
        let mut snapshot = Snapshot::new();
        for step in steps.iter().filter(|step| step.change.version <= version) {
            apply(&mut snapshot, &read_step(step)?).map_err(|_| AppError::Rule("history_broken"))?;
        }
        Ok(revealed(snapshot, &personal))
    }

    /// The change that takes the last step of a record back, and the version
    /// that it leads from.
    pub(super) async fn last_undone(&self, tx: &mut Tx, id: RecordId) -> Result<(Delta, i64), AppError> {
        let (steps, personal) = (history(tx, id).await?, personal_of(tx, id).await?);
        let last = steps.last().ok_or(AppError::NotFound)?;
        if matches!(last.change.operation, Operation::Merge | Operation::Erase) {
            return Err(AppError::Rule("not_undoable"));
        }
        let open = |value: Option<Json>| value.and_then(|value| reveal(value, &personal));
        let delta =
            undo(&read_step(last)?).into_iter().map(|(name, (from, to))| (name, (open(from), open(to)))).collect();
        Ok((delta, last.change.version))
    }
}

/// Which steps were made while fewer could see the record than can now:
/// opening a record does not open its past.
fn narrower_then(steps: &[Step]) -> Result<Vec<bool>, AppError> {
    let (mut at, mut seen) = (None, Vec::with_capacity(steps.len()));
    for step in steps {
        let before = at;
        if let Some((_, Some(code))) = read_step(step)?.get("@visibility") {
            at = code.as_str().and_then(Visibility::parse);
        }
        seen.push(before.or(at).min(at));
    }
    Ok(seen.into_iter().map(|then| then < at).collect())
}

fn hidden_only(changes: &[FieldChange]) -> bool {
    let hidden = |shown: &Shown| matches!(shown, Shown::Hidden | Shown::Nothing);
    !changes.is_empty() && changes.iter().all(|change| hidden(&change.from) && hidden(&change.to))
}

fn read_step(step: &Step) -> Result<Delta, AppError> {
    read_delta(&step.change.delta).ok_or(AppError::Rule("history_broken"))
}

/// The value behind a stand-in; `None` when it was erased.
pub(super) fn reveal(value: Json, personal: &[Personal]) -> Option<Json> {
    let Some(hash) = is_commitment(&value) else { return Some(value) };
    let found = personal.iter().find(|personal| personal.commitment.hash == hash)?;
    serde_json::from_str(&found.commitment.value).ok()
}

fn revealed(snapshot: Snapshot, personal: &[Personal]) -> Snapshot {
    snapshot.into_iter().filter_map(|(name, value)| reveal(value, personal).map(|value| (name, value))).collect()
}
