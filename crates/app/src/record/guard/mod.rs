//! Rules that hold between records: no chain leads back to itself, no gate of
//! the cooperation process is passed with a hole without a word, there is one
//! of what there is one of.

mod map;
mod money;

use super::commit::{Draft, Why};
use crate::{App, AppError};
use map::{DEPENDENCY, left_alone};
use samverk_domain::RecordId;
use samverk_domain::access::Actor;
use samverk_domain::audit::Operation;
use samverk_domain::map::process::gate::GATE_KIND;
use samverk_domain::record::{Fault, Record, Value};
use samverk_storage::Tx;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Longest chain of parents that is followed.
const PARENTS_MAX: usize = 1_000;
/// Shortest reason for passing a gate with holes.
const REASON_CHARS_MIN: usize = 10;

impl App {
    /// What drafts may not be stored for.
    pub(super) async fn guard(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        drafts: &[Draft],
        why: &Why,
    ) -> Result<Vec<Fault>, AppError> {
        // Nobody else writes until this is stored: what is read of others from
        // here on is what they have stored, in whichever process.
        self.catch_up().await?;
        let mut faults = self.cycles(tx, drafts).await?;
        faults.extend(self.unfixed(drafts));
        let live = drafts.iter().filter(|draft| !draft.after.deleted);
        faults.extend(live.flat_map(|draft| samverk_domain::money::check(&draft.after)));
        faults.extend(self.backwards(drafts));
        faults.extend(self.strangers(tx, drafts).await?);
        if drafts.iter().any(|draft| draft.after.kind == DEPENDENCY) {
            faults.extend(self.circles(drafts).await?);
        }
        faults.extend(self.unreal_versions(drafts));
        faults.extend(left_alone(drafts, why));
        faults.extend(self.frozen_budgets(tx, drafts).await?);
        faults.extend(self.replaced_twice(tx, drafts).await?);
        faults.extend(self.booked(drafts));
        faults.extend(self.outsiders(drafts).await?);
        faults.extend(self.twins(drafts).await?);
        if *actor != Actor::Console {
            faults.extend(self.late_answers(tx, drafts).await?);
        }
        faults.extend(self.leaving_twice(drafts).await?);
        for draft in drafts.iter().filter(|draft| draft.after.kind == GATE_KIND) {
            let passed = |record: &Record| record.state.as_deref() == Some("passed");
            let said = |record: &Record| {
                let reason = record.text("passed_with_holes").unwrap_or_default();
                reason.trim().chars().count() >= REASON_CHARS_MIN
            };
            // What was passed without a word stays passed; a word that was needed is not taken back.
            let settled = draft.before.as_ref().is_some_and(|before| passed(&before.record) && !said(&before.record));
            if settled || said(&draft.after) || draft.after.deleted || !passed(&draft.after) {
                continue;
            }
            let coming: Vec<&Record> = drafts.iter().map(|draft| &draft.after).collect();
            let holes = self.holes(&draft.after, &coming).await?;
            if holes > 0 {
                let short = draft.after.text("passed_with_holes").is_some_and(|text| !text.trim().is_empty());
                let (code, detail) = if short {
                    ("reason_short", REASON_CHARS_MIN.to_string())
                } else {
                    ("gate_holes", holes.to_string())
                };
                faults.push(Fault::error("passed_with_holes", code, detail));
            }
        }
        Ok(faults)
    }

    /// Values that were to stay as they were made.
    fn unfixed(&self, drafts: &[Draft]) -> Vec<Fault> {
        let mut faults = Vec::new();
        for draft in drafts {
            let (Some(before), Some(kind)) = (&draft.before, self.registry().get(&draft.after.kind)) else { continue };
            let fixed = kind.fields.iter().filter(|field| field.fixed);
            let changed = fixed.filter(|field| before.record.values(field.name) != draft.after.values(field.name));
            faults.extend(changed.map(|field| Fault::error(field.name, "fixed", draft.after.key.clone())));
        }
        faults
    }

    /// Records that would end before they begin.
    fn backwards(&self, drafts: &[Draft]) -> Vec<Fault> {
        let time = |record: &Record, field: &str| match record.first(field) {
            Some(Value::Coarse(time)) => Some(*time),
            _ => None,
        };
        let mut faults = Vec::new();
        for draft in drafts.iter().filter(|draft| !draft.after.deleted) {
            let lasts = self.registry().get(&draft.after.kind).and_then(|kind| kind.lasts);
            let Some(lasts) = lasts else { continue };
            let span = |record: &Record| (time(record, lasts.from), time(record, lasts.until));
            let now = span(&draft.after);
            let is_new = draft.before.as_ref().is_none_or(|before| span(&before.record) != now);
            if let (Some(from), Some(until), true) = (now.0, now.1, is_new)
                && until.last_day() < from.first_day()
            {
                faults.push(Fault::error(lasts.until, "order", draft.after.key.clone()));
            }
        }
        faults
    }

    /// Records of which there is one already for the same values.
    async fn twins(&self, drafts: &[Draft]) -> Result<Vec<Fault>, AppError> {
        let everything = self.scope(&Actor::Console);
        let mut faults = Vec::new();
        let mut known: HashMap<(&str, RecordId), Vec<Record>> = HashMap::new();
        for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.after.deleted) {
            let Some(kind) = self.registry().get(&draft.after.kind) else { continue };
            let values =
                |record: &Record| kind.once_per.iter().map(|name| record.values(name).to_vec()).collect::<Vec<_>>();
            let Some((link, to)) = kind.once_per.first().and_then(|link| Some((*link, draft.after.target(link)?)))
            else {
                continue;
            };
            let was = draft.before.as_ref().map(|before| &before.record);
            // What is two already, from before or from a merge, is not asked again.
            if draft.operation == Operation::Merge
                || was.is_some_and(|was| !was.deleted && values(was) == values(&draft.after))
            {
                continue;
            }
            let stored = match known.entry((kind.name, to)) {
                Entry::Occupied(stored) => stored.into_mut(),
                Entry::Vacant(place) => place.insert(self.belonging(&[to], kind.name, link, &everything).await?),
            };
            // What changes with this counts as it will be.
            let stays = |one: &&Record| drafts.iter().all(|draft| draft.after.id != one.id);
            let coming = drafts.iter().take(at).map(|draft| &draft.after);
            let coming = coming.filter(|one| one.kind == kind.name && !one.deleted);
            let own = values(&draft.after);
            let twin = stored.iter().filter(stays).chain(coming).find(|one| values(one) == own);
            let last = kind.once_per.last().copied().unwrap_or(link);
            faults.extend(twin.map(|twin| Fault::error(last, "once_per", twin.key.clone())));
        }
        Ok(faults)
    }

    /// A record as it is about to be, or else as it is.
    async fn coming_or_stored(&self, tx: &mut Tx, drafts: &[Draft], id: RecordId) -> Result<Option<Record>, AppError> {
        if let Some(draft) = drafts.iter().find(|draft| draft.after.id == id) {
            return Ok(Some(draft.after.clone()));
        }
        Ok(samverk_storage::record::load(tx, self.registry(), id).await?.map(|stored| stored.record))
    }

    /// Links to records that lead elsewhere than they must: a step of another
    /// service than the one that is adopted.
    async fn strangers(&self, tx: &mut Tx, drafts: &[Draft]) -> Result<Vec<Fault>, AppError> {
        let mut faults = Vec::new();
        for draft in drafts.iter().filter(|draft| !draft.after.deleted) {
            let Some(kind) = self.registry().get(&draft.after.kind) else { continue };
            for (field, shared) in kind.fields.iter().filter_map(|field| Some((field, field.sharing?))) {
                for to in draft.after.targets(field.name) {
                    let new = drafts.iter().find(|draft| draft.after.id == to).map(|draft| draft.after.target(shared));
                    let leads = match new {
                        Some(leads) => leads,
                        None => {
                            let stored = samverk_storage::record::load(tx, self.registry(), to).await?;
                            stored.and_then(|stored| stored.record.target(shared))
                        }
                    };
                    if leads != draft.after.target(shared) {
                        faults.push(Fault::error(field.name, "of_another", draft.after.key.clone()));
                    }
                }
            }
        }
        Ok(faults)
    }

    /// Records whose chain of parents leads back to themselves.
    async fn cycles(&self, tx: &mut Tx, drafts: &[Draft]) -> Result<Vec<Fault>, AppError> {
        let parents: HashMap<RecordId, Option<RecordId>> =
            drafts.iter().map(|draft| (draft.after.id, draft.after.target("parent"))).collect();
        let mut faults = Vec::new();
        for draft in drafts.iter().filter(|draft| draft.after.target("parent").is_some()) {
            let mut at = draft.after.target("parent");
            let mut steps = 0;
            while let Some(id) = at {
                if id == draft.after.id {
                    faults.push(Fault::error("parent", "cycle", draft.after.key.clone()));
                    break;
                }
                steps += 1;
                if steps > PARENTS_MAX {
                    break;
                }
                at = match parents.get(&id) {
                    Some(parent) => *parent,
                    None => {
                        let stored = samverk_storage::record::load(tx, self.registry(), id).await?;
                        stored.and_then(|stored| stored.record.target("parent"))
                    }
                };
            }
        }
        Ok(faults)
    }
}
