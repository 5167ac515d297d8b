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

    /// New versions of the map that are of a day or an entry to come, that
    /// select by what the map does not have, or whose key would be read as a
    /// day (B02).
    fn unreal_versions(&self, drafts: &[Draft]) -> Vec<Fault> {
        let mut faults = Vec::new();
        let new = drafts.iter().filter(|draft| draft.before.is_none() && draft.after.kind == "map-version");
        for record in new.map(|draft| &draft.after) {
            if let Some(Value::Date(day)) = record.first("date")
                && *day > self.ports.today()
            {
                faults.push(Fault::error("date", "in_future", day.to_string()));
            }
            let last = self.look(samverk_catalogue::Catalogue::seq);
            if record.number("entry").is_some_and(|entry| entry > last) {
                faults.push(Fault::error("entry", "range", format!("0–{last}")));
            }
            if crate::map::is_moment(&record.key) {
                faults.push(Fault::error("key", "moment_key", record.key.clone()));
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

    /// Budgets that replace one of another cooperation, and those decided in
    /// the place of one that has another in its place already: the difference
    /// would be charged twice (H01).
    async fn replaced_twice(&self, tx: &mut Tx, drafts: &[Draft]) -> Result<Vec<Fault>, AppError> {
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

    /// Answers to a call that is not open or whose last day has passed, or by
    /// who was not asked; and calls that are opened with a day that has passed
    /// (B22).
    async fn late_answers(&self, tx: &mut Tx, drafts: &[Draft]) -> Result<Vec<Fault>, AppError> {
        let passed =
            |record: &Record| matches!(record.first("deadline"), Some(Value::Date(day)) if *day < self.ports.today());
        let everything = self.scope(&Actor::Console);
        let mut faults = Vec::new();
        for draft in drafts.iter().filter(|draft| !draft.after.deleted) {
            let (record, before) = (&draft.after, draft.before.as_ref().map(|before| &before.record));
            if record.kind == "call-for-interest" {
                let opens = record.state.as_deref() == Some("open")
                    && before.is_none_or(|before| before.state.as_deref() != Some("open"));
                if opens && passed(record) {
                    faults.push(Fault::error("deadline", "day_passed", record.key.clone()));
                }
                continue;
            }
            let told = |record: &Record| (record.target("organisation"), record.text("answer").map(str::to_owned));
            if record.kind != "interest-answer" || before.is_some_and(|before| told(before) == told(record)) {
                continue;
            }
            let Some(id) = record.target("call") else { continue };
            let Some(call) = self.coming_or_stored(tx, drafts, id).await? else { continue };
            if call.state.as_deref() != Some("open") {
                faults.push(Fault::error("call", "call_closed", call.key.clone()));
            } else if passed(&call) {
                faults.push(Fault::error("call", "call_over", call.key.clone()));
            }
            let asked = match call.target("cooperation") {
                Some(of) => self.belonging(&[of], "membership", "cooperation", &everything).await?,
                None => Vec::new(),
            };
            if asked.iter().all(|one| one.target("organisation") != record.target("organisation")) {
                faults.push(Fault::error("organisation", "no_member", record.key.clone()));
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
            let on = ["on_initiative", "on_cooperation"];
            if on.iter().all(|name| record.target(name).is_none()) {
                faults.push(Fault::error(on[0], "required", record.key.clone()));
            }
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
