//! Moving a record to another state.

use super::commit::{Draft, Why};
use super::files::file_ref;
use crate::money::CALCULATION_NAME;
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::{Action, Reason};
use samverk_domain::audit::Operation;
use samverk_domain::money::{ACCESSION, BUDGET, FROZEN, SETTLEMENT, TIME_REPORT};
use samverk_domain::record::{Fault, Record, Value};
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
        let draft = Draft::of(current, wanted, Operation::Move);
        let done = self.commit(tx, ctx, vec![draft], Why { reason, on_behalf_of, ..Why::default() }).await?;
        done.into_iter().next().ok_or(AppError::NotFound)
    }
}
