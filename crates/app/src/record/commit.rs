//! The one way in which records are changed: validated, joined to the
//! history, stored, told to the catalogue.

use crate::audit::Joining;
use crate::{App, AppError, Ctx, Stale};
use samverk_domain::RecordId;
use samverk_domain::access::{Action, Actor, Role, Scope, decide};
use samverk_domain::audit::{Change, Operation, commit_personal};
use samverk_domain::record::{Fault, Kind, Level, PartBy, Record, Value, diff, validate};
use samverk_storage::audit::{Personal, erase_personal, keep_personal, personal_of};
use samverk_storage::record::{Stored, insert, update};
use samverk_storage::{StoreError, Tx};
use std::collections::HashMap;

/// Records from which on the catalogue makes room for them at once.
const MANY: usize = 1_000;

/// A record as it shall become.
pub(super) struct Draft {
    /// As it is; none for a new one.
    pub(super) before: Option<Box<Stored>>,
    /// As it shall be.
    pub(super) after: Record,
    /// What is done.
    pub(super) operation: Operation,
}

impl Draft {
    /// A record that is made.
    pub(super) fn new(after: Record) -> Self {
        Self { before: None, after, operation: Operation::Create }
    }

    /// A record that becomes another.
    pub(super) fn of(before: Stored, after: Record, operation: Operation) -> Self {
        Self { before: Some(Box::new(before)), after, operation }
    }

    /// Whether it was given its new version, which one that changes nothing
    /// is not.
    fn is_stored(&self) -> bool {
        self.before.as_ref().is_none_or(|before| before.record.version < self.after.version)
    }
}

/// What the history says beside the values.
#[derive(Default)]
pub(super) struct Why {
    /// The person's own words.
    pub(super) reason: Option<String>,
    /// The organisation acted for.
    pub(super) on_behalf_of: Option<RecordId>,
    /// The import that this stores.
    pub(super) import: Option<String>,
}

impl App {
    /// Faults of a record: its own, and those of the records that it leads to.
    pub(super) fn faults(
        &self,
        ctx: &Ctx,
        kind: &Kind,
        record: &Record,
        before: Option<&Record>,
        new: &HashMap<RecordId, &'static str>,
    ) -> Vec<Fault> {
        let mut faults = validate(kind, record);
        faults.retain(|fault| fault.level == Level::Error);
        let scope = self.scope(&ctx.actor);
        self.look(|catalogue| {
            for field in kind.links() {
                let Some(spec) = field.link else { continue };
                // What stood there before is not asked again: it may lead to what
                // was deleted since, or to what this asker must not know of.
                let kept = before.map_or(&[][..], |before| before.values(field.name));
                let fresh = record.values(field.name).iter().filter(|value| !kept.contains(value));
                for link in fresh.filter_map(Value::as_link) {
                    let known = new
                        .get(&link.to)
                        .copied()
                        .or_else(|| catalogue.sees(link.to, &scope).then(|| catalogue.kind_of(link.to)).flatten());
                    if known != Some(spec.to) {
                        faults.push(Fault::error(field.name, "link", link.to.to_string()));
                    }
                    if link.to == record.id {
                        faults.push(Fault::error(field.name, "cycle", ""));
                    }
                }
            }
            if let Some(other) = catalogue.find(kind.name, &record.key)
                && other != record.id
            {
                faults.push(Fault::error("key", "taken", record.key.clone()));
            }
        });
        faults
    }

    /// Stores drafts as one entry of the history. Drafts that change nothing
    /// are left out; when none is left, nothing is written. Gives the records
    /// as they are now.
    pub(super) async fn commit(
        &self,
        tx: Tx,
        ctx: &Ctx,
        drafts: Vec<Draft>,
        why: Why,
    ) -> Result<Vec<Record>, AppError> {
        let mut done = Vec::with_capacity(drafts.len());
        self.commit_each(tx, ctx, drafts, why, |record| done.push(record)).await?;
        Ok(done)
    }

    /// The same for many: each record is handed over once everything else is
    /// done with it, so that they are never all there twice. Gives the number
    /// of the entry, if anything changed.
    pub(super) async fn commit_each(
        &self,
        mut tx: Tx,
        ctx: &Ctx,
        mut drafts: Vec<Draft>,
        why: Why,
        mut done: impl FnMut(Record),
    ) -> Result<Option<i64>, AppError> {
        let faults = self.guard(&mut tx, &ctx.actor, &drafts, &why).await?;
        if !faults.is_empty() {
            return Err(AppError::Invalid(faults));
        }
        let because = why.reason.filter(|reason| !reason.trim().is_empty());
        let joining = Joining::begin(self, &mut tx, ctx).await?;
        let mut joining = joining.because(because, why.on_behalf_of.map(|id| id.to_string()));
        let mut personal = Vec::new();
        for draft in &mut drafts {
            if ctx.actor != Actor::Console {
                self.require_set_by(ctx, draft)?;
                self.require_admitted(ctx, draft)?;
                self.require_given(ctx, draft)?;
                self.require_part(ctx, draft)?;
            }
            if let Some(change) = self.change_of(&mut tx, draft, joining.count(), &mut personal).await? {
                joining.add(&mut tx, change).await?;
            }
        }
        let (count, seq, at) = (joining.count(), joining.seq(), joining.at().to_owned());
        joining.finish(&mut tx).await?;
        if count > 0 {
            self.store_drafts(&mut tx, &drafts, &at, seq).await?;
            keep_personal(&mut tx, &personal).await?;
            // The values were needed for the stand-ins of this very entry.
            for draft in drafts.iter().filter(|draft| draft.operation == Operation::Erase && draft.is_stored()) {
                erase_personal(&mut tx, draft.after.id).await?;
            }
            if let Some(run) = &why.import {
                samverk_storage::import::stored(&mut tx, run, seq).await?;
            }
        }
        self.note_once(&mut tx, ctx, drafts.iter().map(|draft| &draft.after)).await?;
        if count == 0 && ctx.once.is_none() {
            drafts.into_iter().for_each(|draft| done(draft.after));
            return Ok(None);
        }
        tx.commit().await?;
        let changed = drafts.iter().filter(|draft| draft.before.is_some() && draft.is_stored());
        self.recent.forget(changed.map(|draft| draft.after.id));
        let in_step = self.tell(|catalogue| {
            let in_step = count > 0 && catalogue.seq() + 1 == seq;
            if drafts.len() >= MANY {
                catalogue.reserve(drafts.len());
            }
            for draft in drafts {
                if in_step && draft.is_stored() {
                    catalogue.upsert(&draft.after, seq);
                }
                done(draft.after);
            }
            if in_step {
                catalogue.set_seq(seq);
            }
            in_step
        });
        if count == 0 {
            return Ok(None);
        }
        if !in_step {
            self.catch_up().await?;
        }
        tracing::info!(seq, records = count, actor = %ctx.name, via = ctx.via, "stored");
        Ok(Some(seq))
    }

    /// What a draft does to the history; nothing where nothing changes. Gives
    /// the record its new version, and its personal values beside the chain.
    async fn change_of(
        &self,
        tx: &mut Tx,
        draft: &mut Draft,
        ordinal: usize,
        personal: &mut Vec<Personal>,
    ) -> Result<Option<Change>, AppError> {
        let after = &mut draft.after;
        let before = draft.before.as_ref().map(|stored| stored.record.snapshot()).unwrap_or_default();
        let delta = diff(&before, after.snapshot());
        if delta.is_empty() {
            return Ok(None);
        }
        after.version = draft.before.as_ref().map_or(1, |stored| stored.record.version + 1);
        let kind = self.registry().get(&after.kind).ok_or(AppError::NotFound)?;
        let known =
            if kind.is_personal() && draft.before.is_some() { personal_of(tx, after.id).await? } else { Vec::new() };
        let stands = |field: &str| {
            let value = before.get(field)?.to_string();
            let known = known.iter().find(|p| p.field == field && p.commitment.value == value);
            known.map(|p| p.commitment.hash.clone())
        };
        let (delta, made) = commit_personal(kind, delta, || self.ports.salt(), stands);
        personal.extend(made.into_iter().map(|(field, commitment)| Personal {
            commitment,
            record: after.id.to_string(),
            field,
        }));
        Ok(Some(Change {
            ordinal: i64::try_from(ordinal).unwrap_or(i64::MAX),
            record: after.id,
            kind: after.kind.clone(),
            version: after.version,
            operation: draft.operation,
            delta: delta_text(&delta)?,
        }))
    }

    async fn store_drafts(&self, tx: &mut Tx, drafts: &[Draft], at: &str, seq: i64) -> Result<(), AppError> {
        let new: Vec<&Record> =
            drafts.iter().filter(|draft| draft.before.is_none()).map(|draft| &draft.after).collect();
        insert(tx, &new, at, seq).await.map_err(named)?;
        for draft in drafts.iter().filter(|draft| draft.before.is_some() && draft.is_stored()) {
            update(tx, &draft.after, at, seq).await.map_err(named)?;
        }
        Ok(())
    }

    /// What is for one organisation to decide is not set by another, even
    /// where that other owns the record: neither the field itself, nor, once
    /// it is set, whom it is about.
    pub(super) fn require_set_by(&self, ctx: &Ctx, draft: &Draft) -> Result<(), AppError> {
        let kind = self.registry().get(&draft.after.kind).ok_or(AppError::NotFound)?;
        let before = draft.before.as_ref().map(|stored| &stored.record);
        for field in &kind.fields {
            let Some(link) = field.set_by else { continue };
            let set = draft.after.values(field.name);
            let same = |name: &str| before.is_some_and(|before| before.values(name) == draft.after.values(name));
            let untouched = if set.is_empty() {
                before.is_none_or(|before| before.values(field.name).is_empty())
            } else {
                same(field.name) && kind.links().all(|link| same(link.name))
            };
            let decides = draft.after.target(link).is_some_and(|id| ctx.actor.writes_for().any(|own| own == id));
            if !untouched && !decides {
                return Err(AppError::Invalid(vec![Fault::error(field.name, "set_by", "")]));
            }
        }
        Ok(())
    }

    /// Nobody makes itself a member: that a record of such a kind exists, and
    /// what makes it count, is for the cooperation's side.
    pub(super) fn require_admitted(&self, ctx: &Ctx, draft: &Draft) -> Result<(), AppError> {
        let kind = self.registry().get(&draft.after.kind).ok_or(AppError::NotFound)?;
        let Some(link) = kind.admitted_by else { return Ok(()) };
        let deciding = |record: &Record| {
            let fields = kind.fields.iter().filter(|field| !field.common && field.set_by.is_none());
            let values: Vec<_> = fields.map(|field| record.values(field.name).to_vec()).collect();
            (values, record.deleted)
        };
        let before = draft.before.as_ref().map(|stored| &stored.record);
        if before.is_some_and(|before| deciding(before) == deciding(&draft.after)) {
            return Ok(());
        }
        let sides = before.into_iter().chain([&draft.after]).filter_map(|record| record.target(link));
        for cooperation in sides {
            if !self.is_side(ctx, cooperation) {
                return Err(AppError::Invalid(vec![Fault::error(link, "admitted_by", "")]));
            }
        }
        Ok(())
    }

    /// Whether somebody acts for a cooperation: coordinates it, or writes for
    /// its owner.
    fn is_side(&self, ctx: &Ctx, cooperation: RecordId) -> bool {
        let facts = self.look(|catalogue| catalogue.facts(cooperation, self.ports.today()));
        let owner = facts.and_then(|facts| facts.object().owner);
        ctx.actor.holds(Role::Coordinator, Scope::Cooperation(cooperation))
            || ctx.actor.writes_for().any(|own| Some(own) == owner)
    }

    /// Nobody gives what is another's: such a record is made by who writes for
    /// the organisation that it names, or by the cooperation's side, which
    /// alone approves it and changes what is approved.
    pub(super) fn require_given(&self, ctx: &Ctx, draft: &Draft) -> Result<(), AppError> {
        let kind = self.registry().get(&draft.after.kind).ok_or(AppError::NotFound)?;
        let Some(given) = kind.given else { return Ok(()) };
        let before = draft.before.as_ref().map(|stored| &stored.record);
        let values = |record: &Record| {
            let fields = kind.fields.iter().filter(|field| !field.common);
            (fields.map(|field| record.values(field.name).to_vec()).collect::<Vec<_>>(), record.deleted)
        };
        let is_kept = |record: &Record| record.state.as_deref().is_some_and(|state| given.kept.contains(&state));
        let changed = before.is_none_or(|before| values(before) != values(&draft.after));
        let moved = before.is_none_or(|before| before.state != draft.after.state);
        let cooperation = kind.within.and_then(|link| draft.after.target(link));
        if cooperation.is_some_and(|id| self.is_side(ctx, id)) {
            return Ok(());
        }
        let gives =
            |record: &Record| record.target(given.link).is_some_and(|id| ctx.actor.writes_for().any(|own| own == id));
        if changed && !(gives(&draft.after) && before.is_none_or(gives)) {
            return Err(AppError::Invalid(vec![Fault::error(given.link, "given_by", "")]));
        }
        if (moved && is_kept(&draft.after)) || ((changed || moved) && before.is_some_and(is_kept)) {
            return Err(AppError::Invalid(vec![Fault::error("state", "kept_by", "")]));
        }
        Ok(())
    }

    /// Nobody adds to what is another's, or speaks for another: a part is made,
    /// changed and moved by who may change what it is a part of, or coordinates
    /// it; by who takes part in that, or is the organisation that speaks, where
    /// the kind says so.
    pub(super) fn require_part(&self, ctx: &Ctx, draft: &Draft) -> Result<(), AppError> {
        let kind = self.registry().get(&draft.after.kind).ok_or(AppError::NotFound)?;
        let Some((link, by)) = kind.part else { return Ok(()) };
        let said = |record: &Record| {
            let fields = kind.fields.iter().filter(|field| !field.common);
            let values: Vec<_> = fields.map(|field| record.values(field.name).to_vec()).collect();
            (values, record.state.clone(), record.deleted)
        };
        let before = draft.before.as_ref().map(|stored| &stored.record);
        if before.is_some_and(|before| said(before) == said(&draft.after)) {
            return Ok(());
        }
        for record in before.into_iter().chain([&draft.after]) {
            let whole = record.target(link);
            let Some(facts) = whole.and_then(|id| self.look(|catalogue| catalogue.facts(id, self.ports.today())))
            else {
                continue;
            };
            let object = facts.object();
            let coordinates = object.cooperation.is_some_and(|id| self.is_side(ctx, id));
            if coordinates || decide(&ctx.actor, Action::Change, &object).is_allowed() {
                continue;
            }
            let writes_for = |id: RecordId| ctx.actor.writes_for().any(|own| own == id);
            if let Some(spoken) = kind.spoken_by {
                if !record.target(spoken).is_some_and(writes_for) {
                    return Err(AppError::Invalid(vec![Fault::error(spoken, "given_by", "")]));
                }
            } else if by == PartBy::Keepers || !object.participants.iter().any(|id| writes_for(*id)) {
                return Err(AppError::Invalid(vec![Fault::error(link, "part_of", "")]));
            }
        }
        Ok(())
    }

    /// The stored record and both versions when another change came first.
    pub(super) fn check_version(current: Stored, wanted: Record, base: i64) -> Result<(Stored, Record), AppError> {
        if current.record.version == base {
            Ok((current, wanted))
        } else {
            Err(AppError::Stale(Box::new(Stale { current, wanted })))
        }
    }
}

/// A delta as the history stores it: for each name the value before and after.
pub(super) fn delta_text(delta: &samverk_domain::record::Delta) -> Result<String, AppError> {
    serde_json::to_string(delta).map_err(|_| AppError::Rule("history_broken"))
}

/// Reads what [`delta_text`] wrote.
pub(crate) fn read_delta(text: &str) -> Option<samverk_domain::record::Delta> {
    let json: serde_json::Value = serde_json::from_str(text).ok()?;
    let value = |json: &serde_json::Value| (!json.is_null()).then(|| json.clone());
    let pairs = json.as_object()?.iter().map(|(name, pair)| match pair.as_array()?.as_slice() {
        [before, after] => Some((name.clone(), (value(before), value(after)))),
        _ => None,
    });
    pairs.collect()
}

/// Constraints by the field that they concern.
fn named(error: StoreError) -> AppError {
    match error {
        StoreError::Constraint(name) if name.contains("record_key") || name.contains("record.kind") => {
            AppError::Invalid(vec![Fault::error("key", "taken", "")])
        }
        other => AppError::Store(other),
    }
}
