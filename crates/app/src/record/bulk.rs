//! Changing many records at once, as one entry of the history.

use super::commit::{Draft, Why};
use super::create::once;
use super::import::RowFault;
use super::input::{Input, fill};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::audit::Operation;
use samverk_domain::record::{Fault, Value};
use samverk_storage::StoreError;
use samverk_storage::record::load_many;
use std::collections::HashMap;

/// Most records of one change.
pub const BULK_MAX: usize = 200;

/// What a change of many records left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkDone {
    /// The entry of the history.
    pub entry: i64,
    /// The records with their versions, changed or not.
    pub records: Vec<(RecordId, i64)>,
}

/// What becomes of the values that a repeated field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulkHow {
    /// They give way to the new ones.
    Replace,
    /// The new ones are added.
    Add,
    /// The given ones are taken out.
    Remove,
}

impl App {
    /// Sets the same values in many records: in all of them, or in none.
    /// `chosen` are ids with the versions that the person saw.
    ///
    /// # Errors
    /// Faults by record, counted from 1 in the order chosen, and the field;
    /// too many records; or none.
    pub async fn bulk_change(
        &self,
        ctx: &Ctx,
        kind: &str,
        chosen: &[(RecordId, i64)],
        input: &Input,
        how: BulkHow,
        reason: Option<String>,
    ) -> Result<BulkDone, AppError> {
        self.catch_up().await?;
        let kind = self.registry().get(kind).ok_or(AppError::NotFound)?;
        if chosen.is_empty() {
            return Err(AppError::Rule("bulk_nothing"));
        }
        if chosen.len() > BULK_MAX {
            return Err(AppError::Rule("bulk_too_many"));
        }
        let not_here = input.fields.keys().filter(|name| kind.get(name).is_some_and(|field| !field.is_for_many()));
        let not_here: Vec<Fault> = not_here.map(|name| Fault::error(name, "not_for_many", "")).collect();
        if !not_here.is_empty() {
            return Err(AppError::Invalid(not_here));
        }
        let mut tx = self.store.write().await?;
        let ids: Vec<RecordId> = chosen.iter().map(|(id, _)| *id).collect();
        let stored = load_many(&mut tx, self.registry(), &ids).await?;
        let mut stored: HashMap<RecordId, _> = stored.into_iter().map(|stored| (stored.record.id, stored)).collect();
        let (mut drafts, mut faults) = (Vec::with_capacity(chosen.len()), Vec::new());
        for (at, (id, base)) in chosen.iter().enumerate() {
            let mut fault = |fault: Fault| faults.push(RowFault { row: at + 1, column: fault.field.clone(), fault });
            let Some(before) = stored.remove(id).filter(|before| before.record.kind == kind.name) else {
                fault(Fault::error("id", "unknown_id", id.to_string()));
                continue;
            };
            if before.record.version != *base {
                fault(Fault::error("version", "stale_row", before.record.version.to_string()));
                continue;
            }
            let mut wanted = before.record.clone();
            let mut found = Vec::new();
            fill(self, kind, &mut wanted, input, &mut found);
            for name in input.fields.keys().filter_map(|name| kind.get(name)).map(|field| field.name) {
                let known = before.record.values(name);
                let given: Vec<Value> = wanted.values(name).to_vec();
                match how {
                    BulkHow::Replace => {}
                    BulkHow::Add => {
                        let fresh = given.into_iter().filter(|value| !known.contains(value));
                        wanted.set(name, known.iter().cloned().chain(fresh).collect());
                    }
                    BulkHow::Remove => {
                        wanted.set(name, known.iter().filter(|value| !given.contains(value)).cloned().collect());
                    }
                }
            }
            self.keep_unseen_links(ctx, kind, &before.record, &mut wanted);
            found.extend(self.faults(ctx, kind, &wanted, Some(&before.record), &HashMap::new()));
            let draft = Draft::of(before, wanted, Operation::Change);
            found.extend(self.permission_faults(ctx, kind, &draft)?);
            once(found).into_iter().for_each(&mut fault);
            drafts.push(draft);
        }
        if !faults.is_empty() {
            return Err(AppError::Import(faults));
        }
        let done = self.commit(tx, ctx, drafts, Why { reason, on_behalf_of: None, ..Why::default() }).await;
        let done = done.map_err(|error| match error {
            AppError::Store(StoreError::Stale) => AppError::Rule("import_raced"),
            other => other,
        })?;
        let entry = done.iter().filter_map(|record| self.look(|catalogue| catalogue.changed_seq(record.id))).max();
        let records = done.iter().map(|record| (record.id, record.version)).collect();
        Ok(BulkDone { entry: entry.ok_or(AppError::Rule("nothing_changed"))?, records })
    }
}
