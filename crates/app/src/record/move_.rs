//! Moving a record to another state.

use super::commit::{Draft, Why};
use super::files::file_ref;
use crate::money::CALCULATION_NAME;
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::{Action, Actor, Reason};
use samverk_domain::audit::Operation;
use samverk_domain::money::{ACCESSION, BUDGET, DEPARTURE, FROZEN, SETTLEMENT, TIME_REPORT};
use samverk_domain::record::{Fault, Record, Value};
use samverk_domain::time::CoarseTime;
use samverk_storage::Tx;
use samverk_storage::record::load;
use std::collections::HashMap;

impl App {
    /// Moves a record along its states.
    ///
    /// # Errors
    /// The move is not allowed from where the record is, needs a reason or
    /// fields, or another change came first.
    pub async fn move_to(
        &self,
        ctx: &Ctx,
        id: RecordId,
        base: i64,
        state: &str,
        reason: Option<String>,
    ) -> Result<Record, AppError> {
        self.catch_up().await?;
        let allowed = self.require(ctx, Action::Move, id)?;
        let mut tx = self.store.write().await?;
        let current = load(&mut tx, self.registry(), id).await?.ok_or(AppError::NotFound)?;
        let kind = self.registry().get(&current.record.kind).ok_or(AppError::NotFound)?;
        let mut wanted = current.record.clone();
        wanted.state = Some(state.to_owned());
        let (current, mut wanted) = Self::check_version(current, wanted, base)?;
        let states = kind.states.as_ref().ok_or(AppError::NotFound)?;
        let from = current.record.state.as_deref().unwrap_or_default();
        let Some(step) = states.find_move(from, state) else {
            return Err(AppError::Invalid(vec![Fault::error("state", "move", state)]));
        };
        let needs_word = step.reason || samverk_domain::map::needs_word(&wanted);
        if needs_word && reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
            return Err(AppError::Invalid(vec![Fault::error("reason", "required", "")]));
        }
        let frozen = kind.name == BUDGET && FROZEN.contains(&state) && wanted.values("calculation").is_empty();
        let calculation = if frozen { Some(self.calculation(&wanted).await?) } else { None };
        if let Some(content) = &calculation {
            let file = file_ref(CALCULATION_NAME, content);
            samverk_storage::file::keep(&self.store, &mut tx, &file.hash, content, &self.ports.now_text()).await?;
            wanted.set("calculation", vec![Value::File(Box::new(file))]);
        }
        match (kind.name, state) {
            (BUDGET, "charged") => self.charge(&mut tx, ctx, &current.record).await?,
            (SETTLEMENT, "settled") => self.settle(&mut tx, ctx, &current.record).await?,
            (ACCESSION, "settled") => self.admit(&mut tx, ctx, &current.record).await?,
            (TIME_REPORT, "set_off") => self.set_off(&mut tx, ctx, &current.record).await?,
            _ => {}
        }
        let faults = self.faults(ctx, kind, &wanted, Some(&current.record), &HashMap::new());
        if !faults.is_empty() {
            return Err(AppError::Invalid(faults));
        }
        let on_behalf_of = current.record.owner.filter(|_| allowed == Reason::OnBehalf);
        let follows = self.memberships_after(&mut tx, &wanted).await?;
        let drafts = std::iter::once(Draft::of(current, wanted, Operation::Move)).chain(follows).collect();
        let done = self.commit(tx, ctx, drafts, Why { reason, on_behalf_of, ..Why::default() }).await?;
        done.into_iter().next().ok_or(AppError::NotFound)
    }

    /// What a move says of memberships, in the same entry of the history: who
    /// has left is a member until that day, and who was admitted and was
    /// waiting is one from the day on which it joins (H11).
    async fn memberships_after(&self, tx: &mut Tx, moved: &Record) -> Result<Vec<Draft>, AppError> {
        let (day, role) = match (moved.kind.as_str(), moved.state.as_deref()) {
            (DEPARTURE, Some("left")) => ("leaves", None),
            (ACCESSION, Some("settled")) => ("joins", Some("member")),
            _ => return Ok(Vec::new()),
        };
        let (Some(cooperation), Some(Value::Date(day))) = (moved.target("cooperation"), moved.first(day)) else {
            return Ok(Vec::new());
        };
        let day = vec![Value::Coarse(CoarseTime::Day(*day))];
        let everything = self.scope(&Actor::Console);
        let mut drafts = Vec::new();
        for known in self.belonging(&[cooperation], "membership", "cooperation", &everything).await? {
            if known.target("organisation") != moved.target("organisation") {
                continue;
            }
            let Some(stored) = load(tx, self.registry(), known.id).await?.filter(|one| !one.record.deleted) else {
                continue;
            };
            let mut wanted = stored.record.clone();
            match role {
                None if wanted.values("until").is_empty() => wanted.set("until", day.clone()),
                Some(role) if wanted.text("role") == Some("prospective") => {
                    wanted.set("role", vec![Value::Text(role.to_owned())]);
                    if wanted.values("from").is_empty() {
                        wanted.set("from", day.clone());
                    }
                }
                _ => continue,
            }
            drafts.push(Draft::of(stored, wanted, Operation::Change));
        }
        Ok(drafts)
    }
}
