//! What stands in budgets and ledgers, and is not changed behind them (H01,
//! H11, F11).

use super::super::commit::Draft;
use crate::{App, AppError};
use samverk_domain::RecordId;
use samverk_domain::access::Actor;
use samverk_domain::audit::Operation;
use samverk_domain::money::{ACCESSION, BUDGET, BUDGET_LINE, BUDGET_PARTS, DEPARTURE, FROZEN, SETTLEMENT, TIME_REPORT};
use samverk_domain::record::{Fault, Record, Value};
use samverk_storage::Tx;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// What of a decided budget and its lines may be changed still.
const MAY_CHANGE: [&str; 8] = ["comment", "note", "files", "checked", "review_by", "source", "certainty", "language"];
/// What members alone give to a cooperation.
const GIVEN_BY_MEMBERS: [&str; 3] = [TIME_REPORT, "service-order", DEPARTURE];
/// States that have entered something in a ledger.
const BOOKED: [(&str, &str); 3] = [(SETTLEMENT, "settled"), (TIME_REPORT, "set_off"), (ACCESSION, "settled")];

impl App {
    /// Changes of what a decided budget was computed from: a later change is
    /// another budget (H01).
    pub(super) async fn frozen_budgets(&self, tx: &mut Tx, drafts: &[Draft]) -> Result<Vec<Fault>, AppError> {
        let mut faults = Vec::new();
        for draft in drafts {
            let before = draft.before.as_ref().map(|before| &before.record);
            let own = [before, Some(&draft.after)].into_iter().flatten();
            let is_frozen = |record: &Record| record.state.as_deref().is_some_and(|state| FROZEN.contains(&state));
            if draft.after.kind == BUDGET {
                if draft.operation == Operation::Move {
                    continue;
                }
                match before {
                    Some(before) if is_frozen(before) => {
                        let name = self.moved(before, &draft.after);
                        faults.extend(name.map(|name| Fault::error(name, "budget_frozen", draft.after.key.clone())));
                    }
                    // What was never computed is not decided.
                    _ if is_frozen(&draft.after) => {
                        faults.push(Fault::error("state", "budget_empty", draft.after.key.clone()));
                    }
                    _ => {}
                }
                continue;
            }
            let field = if draft.after.kind == BUDGET_LINE {
                "budget"
            } else if BUDGET_PARTS.contains(&draft.after.kind.as_str()) {
                "line"
            } else {
                continue;
            };
            if before.is_some_and(|before| self.moved(before, &draft.after).is_none()) {
                continue;
            }
            for id in own.filter_map(|record| record.target(field)) {
                let budget = match field {
                    "budget" => Some(id),
                    _ => self.coming_or_stored(tx, drafts, id).await?.and_then(|line| line.target("budget")),
                };
                let Some(budget) = budget else { continue };
                if self.coming_or_stored(tx, drafts, budget).await?.is_some_and(|budget| is_frozen(&budget)) {
                    faults.push(Fault::error(field, "budget_frozen", draft.after.key.clone()));
                    break;
                }
            }
        }
        Ok(faults)
    }

    /// Budgets that replace one of another cooperation, and those decided in
    /// the place of one that has another in its place already: the difference
    /// would be charged twice (H01).
    pub(super) async fn replaced_twice(&self, tx: &mut Tx, drafts: &[Draft]) -> Result<Vec<Fault>, AppError> {
        let is_frozen = |record: &Record| record.state.as_deref().is_some_and(|state| FROZEN.contains(&state));
        let mut faults = Vec::new();
        let live = |record: &&Record| record.kind == BUDGET && !record.deleted;
        for record in drafts.iter().map(|draft| &draft.after).filter(live) {
            let Some(replaced) = record.target("replaces") else { continue };
            let of = self.coming_or_stored(tx, drafts, replaced).await?;
            if of.is_some_and(|of| of.target("cooperation") != record.target("cooperation")) {
                faults.push(Fault::error("replaces", "of_another", record.key.clone()));
            }
            if !is_frozen(record) {
                continue;
            }
            let everything = self.scope(&Actor::Console);
            let stored = self.belonging(&[replaced], BUDGET, "replaces", &everything).await?;
            // What changes with this counts as it will be.
            let stays = |one: &&Record| drafts.iter().all(|draft| draft.after.id != one.id);
            let coming = drafts.iter().map(|draft| &draft.after).filter(|one| one.id != record.id);
            let mut others = stored.iter().filter(stays).chain(coming).filter(live);
            let twin = others.find(|one| one.target("replaces") == Some(replaced) && is_frozen(one));
            faults.extend(twin.map(|twin| Fault::error("replaces", "budget_replaced", twin.key.clone())));
        }
        Ok(faults)
    }

    /// Changes of what stands in the ledger, and records that would come into a
    /// state that enters something without being moved there.
    pub(super) fn booked(&self, drafts: &[Draft]) -> Vec<Fault> {
        let is_booked = |record: &Record| {
            let state = record.state.as_deref().unwrap_or_default();
            BOOKED.contains(&(record.kind.as_str(), state))
        };
        let fault = |draft: &Draft| {
            let before = draft.before.as_ref().map(|before| &before.record);
            // A merge leads links elsewhere, and says nothing else.
            if draft.operation == Operation::Merge && before.is_some_and(|before| before.state == draft.after.state) {
                return None;
            }
            match before {
                Some(before) if is_booked(before) => {
                    let name = self.moved(before, &draft.after)?;
                    Some(Fault::error(name, "booked", draft.after.key.clone()))
                }
                _ if is_booked(&draft.after) && draft.operation != Operation::Move => {
                    Some(Fault::error("state", "booked_by_move", draft.after.key.clone()))
                }
                _ => None,
            }
        };
        drafts.iter().filter_map(fault).collect()
    }

    /// What is given to a cooperation by who is no member of it, and members
    /// that have left before their day.
    pub(super) async fn outsiders(&self, drafts: &[Draft]) -> Result<Vec<Fault>, AppError> {
        let mut faults = Vec::new();
        let mut known: HashMap<RecordId, HashSet<RecordId>> = HashMap::new();
        let live = drafts.iter().map(|draft| &draft.after).filter(|record| !record.deleted);
        for record in live.filter(|record| GIVEN_BY_MEMBERS.contains(&record.kind.as_str())) {
            let (Some(cooperation), Some(member)) = (record.target("cooperation"), record.target("organisation"))
            else {
                continue;
            };
            let members = match known.entry(cooperation) {
                Entry::Occupied(members) => members.into_mut(),
                Entry::Vacant(place) => {
                    let everything = self.scope(&Actor::Console);
                    let all = self.belonging(&[cooperation], "membership", "cooperation", &everything).await?;
                    place.insert(all.iter().filter_map(|one| one.target("organisation")).collect::<HashSet<_>>())
                }
            };
            if !members.contains(&member) {
                faults.push(Fault::error("organisation", "no_member", record.key.clone()));
            }
            if let Some(Value::Date(leaves)) = record.first("leaves")
                && record.state.as_deref() == Some("left")
                && *leaves > self.ports.today()
            {
                faults.push(Fault::error("leaves", "day_to_come", leaves.to_string()));
            }
        }
        Ok(faults)
    }

    /// Departures of a member that has given notice already (H11).
    pub(super) async fn leaving_twice(&self, drafts: &[Draft]) -> Result<Vec<Fault>, AppError> {
        let is_open =
            |record: &&Record| record.kind == DEPARTURE && !record.deleted && record.state.as_deref() == Some("given");
        let coming: Vec<&Record> = drafts.iter().map(|draft| &draft.after).filter(is_open).collect();
        let mut faults = Vec::new();
        for (at, record) in coming.iter().enumerate() {
            let (Some(cooperation), Some(member)) = (record.target("cooperation"), record.target("organisation"))
            else {
                continue;
            };
            let everything = self.scope(&Actor::Console);
            let stored = self.belonging(&[cooperation], DEPARTURE, "cooperation", &everything).await?;
            // What changes with this counts as it will be.
            let stays = |one: &&Record| drafts.iter().all(|draft| draft.after.id != one.id);
            let others = stored.iter().filter(is_open).filter(stays).chain(coming.iter().take(at).copied());
            let is_same = |one: &&Record| {
                one.target("organisation") == Some(member) && one.target("cooperation") == Some(cooperation)
            };
            if let Some(other) = others.into_iter().find(is_same) {
                faults.push(Fault::error("organisation", "leaving_already", other.key.clone()));
            }
        }
        Ok(faults)
    }

    /// The first field whose change is more than a word about a decided budget.
    fn moved(&self, before: &Record, after: &Record) -> Option<&'static str> {
        let kind = self.registry().get(&after.kind)?;
        let mut fields = kind.fields.iter().filter(|field| !MAY_CHANGE.contains(&field.name));
        let field = fields.find(|field| before.values(field.name) != after.values(field.name));
        let changed = before.state != after.state || before.deleted != after.deleted;
        field.map(|field| field.name).or(changed.then_some("state"))
    }
}
