//! What the map and the process refuse between records (B02, B19, B22,
//! invariant 3).

use super::super::commit::{Draft, Why};
use crate::{App, AppError};
use samverk_catalogue::Scope;
use samverk_domain::RecordId;
use samverk_domain::access::Actor;
use samverk_domain::audit::Operation;
use samverk_domain::map::lacks_parties;
use samverk_domain::record::{Fault, Record, Value};
use samverk_storage::Tx;
use std::collections::HashSet;

/// The kind whose records say that one initiative waits for another (B19).
pub(super) const DEPENDENCY: &str = "dependency";
/// Initiatives looked through for a circle of dependencies.
const AWAITED_MAX: usize = 10_000;

impl App {
    /// New versions of the map that are of a day or an entry to come, that
    /// select by what the map does not have, or whose key would be read as a
    /// day (B02).
    pub(super) fn unreal_versions(&self, drafts: &[Draft]) -> Vec<Fault> {
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

    /// Answers to a call that is not open or whose last day has passed, or by
    /// who was not asked; and calls that are opened with a day that has passed
    /// (B22).
    pub(super) async fn late_answers(&self, tx: &mut Tx, drafts: &[Draft]) -> Result<Vec<Fault>, AppError> {
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

    /// Dependencies by which an initiative would wait for itself.
    pub(super) async fn circles(&self, drafts: &[Draft]) -> Result<Vec<Fault>, AppError> {
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
    pub(super) async fn awaited(
        &self,
        id: RecordId,
        new: &[&Record],
        scope: &Scope,
    ) -> Result<Vec<RecordId>, AppError> {
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
pub(super) fn left_alone(drafts: &[Draft], why: &Why) -> Vec<Fault> {
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
