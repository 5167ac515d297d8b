//! Rules that hold between records: no chain leads back to itself, and no
//! gate of the cooperation process is passed with a hole without a word.

use super::commit::{Draft, Why};
use crate::{App, AppError};
use samverk_catalogue::Scope;
use samverk_domain::RecordId;
use samverk_domain::access::Actor;
use samverk_domain::audit::Operation;
use samverk_domain::map::lacks_parties;
use samverk_domain::map::process::gate::GATE_KIND;
use samverk_domain::money::{ACCESSION, BUDGET, BUDGET_LINE, BUDGET_PARTS, DEPARTURE, FROZEN, SETTLEMENT, TIME_REPORT};
use samverk_domain::record::{Fault, Record, Value};
use samverk_storage::Tx;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// Longest chain of parents that is followed.
const PARENTS_MAX: usize = 1_000;
/// Initiatives looked through for a circle of dependencies.
const AWAITED_MAX: usize = 10_000;
/// Shortest reason for passing a gate with holes.
const REASON_CHARS_MIN: usize = 10;
/// What of a decided budget and its lines may be changed still.
const MAY_CHANGE: [&str; 8] = ["comment", "note", "files", "checked", "review_by", "source", "certainty", "language"];
/// What members alone give to a cooperation.
const GIVEN_BY_MEMBERS: [&str; 3] = [TIME_REPORT, "service-order", DEPARTURE];
/// States that have entered something in a ledger.
const BOOKED: [(&str, &str); 3] = [(SETTLEMENT, "settled"), (TIME_REPORT, "set_off"), (ACCESSION, "settled")];
/// The kind whose records say that one initiative waits for another (B19).
const DEPENDENCY: &str = "dependency";

impl App {
    /// What drafts may not be stored for.
    pub(super) async fn guard(&self, tx: &mut Tx, drafts: &[Draft], why: &Why) -> Result<Vec<Fault>, AppError> {
        let mut faults = self.cycles(tx, drafts).await?;
        faults.extend(self.unfixed(drafts));
        let live = drafts.iter().filter(|draft| !draft.after.deleted);
        faults.extend(live.flat_map(|draft| samverk_domain::money::check(&draft.after)));
        faults.extend(self.strangers(tx, drafts).await?);
        if drafts.iter().any(|draft| draft.after.kind == DEPENDENCY) {
            faults.extend(self.circles(drafts).await?);
        }
        faults.extend(self.unreal_versions(drafts));
        faults.extend(left_alone(drafts, why));
        faults.extend(self.frozen_budgets(tx, drafts).await?);
        faults.extend(self.booked(drafts));
        faults.extend(self.outsiders(drafts).await?);
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
            // Nobody else writes until this is stored: what is read now is what
            // the gate is passed with.
            self.catch_up().await?;
            let coming: Vec<&Record> = drafts.iter().map(|draft| &draft.after).collect();
            let holes = self.holes(&draft.after, &coming).await?;
            if holes > 0 {
                faults.push(Fault::error("passed_with_holes", "gate_holes", holes.to_string()));
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

    /// New versions of the map that are of a day to come, or that select by
    /// what the map does not have (B02).
    fn unreal_versions(&self, drafts: &[Draft]) -> Vec<Fault> {
        let mut faults = Vec::new();
        let new = drafts.iter().filter(|draft| draft.before.is_none() && draft.after.kind == "map-version");
        for record in new.map(|draft| &draft.after) {
            if let Some(Value::Date(day)) = record.first("date")
                && *day > self.ports.today()
            {
                faults.push(Fault::error("date", "in_future", day.to_string()));
            }
            let filter = record.text("filter").unwrap_or_default();
            let kind = self.registry().get("initiative");
            if !kind.is_none_or(|kind| crate::map::is_filter_known(kind, filter)) {
                faults.push(Fault::error("filter", "map_filter", filter.to_owned()));
            }
        }
        faults
    }

    /// Changes of what a decided budget was computed from: a later change is
    /// another budget (H01).
    async fn frozen_budgets(&self, tx: &mut Tx, drafts: &[Draft]) -> Result<Vec<Fault>, AppError> {
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

    /// Changes of what stands in the ledger, and records that would come into a
    /// state that enters something without being moved there.
    fn booked(&self, drafts: &[Draft]) -> Vec<Fault> {
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
    async fn outsiders(&self, drafts: &[Draft]) -> Result<Vec<Fault>, AppError> {
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
    async fn leaving_twice(&self, drafts: &[Draft]) -> Result<Vec<Fault>, AppError> {
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

    /// Dependencies by which an initiative would wait for itself.
    async fn circles(&self, drafts: &[Draft]) -> Result<Vec<Fault>, AppError> {
        let everything = self.scope(&Actor::Console);
        let own: Vec<&Record> =
            drafts.iter().map(|draft| &draft.after).filter(|record| record.kind == DEPENDENCY).collect();
        let mut faults = Vec::new();
        for record in own.iter().filter(|record| !record.deleted) {
            let (Some(from), Some(to)) = (record.target("initiative"), record.target("on_initiative")) else {
                continue;
            };
            let mut seen: HashSet<RecordId> = HashSet::new();
            let mut open = vec![to];
            while let Some(at) = open.pop() {
                if at == from {
                    faults.push(Fault::error("on_initiative", "cycle", record.key.clone()));
                    break;
                }
                if !seen.insert(at) || seen.len() > AWAITED_MAX {
                    continue;
                }
                open.extend(self.awaited(at, &own, &everything).await?);
            }
        }
        Ok(faults)
    }

    /// What an initiative waits for, with these records as they will be.
    async fn awaited(&self, id: RecordId, new: &[&Record], scope: &Scope) -> Result<Vec<RecordId>, AppError> {
        let leading = self.look(|catalogue| catalogue.incoming(id, scope));
        let stored = leading.into_iter().filter(|(_, kind, field)| *kind == DEPENDENCY && *field == "initiative");
        let stored: Vec<RecordId> =
            stored.map(|(id, ..)| id).filter(|id| new.iter().all(|record| record.id != *id)).collect();
        let stored = self.recent(&stored).await?;
        let new = new.iter().filter(|record| !record.deleted && record.target("initiative") == Some(id));
        let all = stored.iter().map(|stored| &stored.record).chain(new.copied());
        Ok(all.filter_map(|record| record.target("on_initiative")).collect())
    }
}

/// Projects under way that a change leaves with fewer than two parties, unless
/// it says why (invariant 3).
fn left_alone(drafts: &[Draft], why: &Why) -> Vec<Fault> {
    if why.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty()) {
        return Vec::new();
    }
    let changed = drafts.iter().filter(|draft| draft.operation == Operation::Change && !draft.after.deleted);
    let alone = changed.filter(|draft| {
        let was = draft.before.as_ref().is_none_or(|before| lacks_parties(&before.record));
        !was && lacks_parties(&draft.after)
    });
    alone.map(|draft| Fault::error("participant", "parties", draft.after.key.clone())).collect()
}
