//! Making a record.

use super::commit::{Draft, Why};
use super::files::file_ref;
use super::input::{Input, fill};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::{Actor, Reason};
use samverk_domain::record::{Fault, Kind, Record, Value};
use std::collections::HashMap;

impl App {
    /// Makes a record. `form` is the token of the form that asks for it: the
    /// same form sent twice makes one record and answers with it.
    ///
    /// # Errors
    /// Faults by field, or not allowed.
    pub async fn create(&self, ctx: &Ctx, kind: &str, input: &Input, form: Option<&str>) -> Result<Record, AppError> {
        self.create_with(ctx, kind, input, form, None).await
    }

    /// The same with a file in one of its fields: both or neither.
    ///
    /// # Errors
    /// As [`App::create`].
    pub(crate) async fn create_with(
        &self,
        ctx: &Ctx,
        kind: &str,
        input: &Input,
        form: Option<&str>,
        content: Option<(&'static str, &str, &[u8])>,
    ) -> Result<Record, AppError> {
        self.catch_up().await?;
        let kind = self.registry().get(kind).ok_or(AppError::NotFound)?;
        let mut tx = self.store.write().await?;
        if let Some(token) = form
            && let Some(answer) = samverk_storage::access::form_answer(&mut tx, token).await?
        {
            let id = RecordId::parse(&answer).ok_or(AppError::NotFound)?;
            let stored = samverk_storage::record::load(&mut tx, self.registry(), id).await?;
            return stored.map(|stored| stored.record).ok_or(AppError::NotFound);
        }
        let id = RecordId(self.ports.new_id());
        let (mut record, mut faults) = self.draft_new(kind, id, input);
        let file = content.map(|(field, name, content)| (field, file_ref(name, content), content));
        if let Some((field, file, _)) = &file {
            record.set(field, vec![Value::File(Box::new(file.clone()))]);
        }
        if record.owner.is_none() && ctx.actor != Actor::Console && self.owner_is_needed(ctx, kind, &record) {
            faults.push(Fault::error("owner", "required", ""));
        }
        let reason = if faults.iter().any(|fault| fault.field == "owner") {
            Reason::OwnOrganisation
        } else {
            self.require_create(ctx, kind, id, record.owner, self.within(kind, &record))?
        };
        faults.extend(self.faults(ctx, kind, &record, None, &HashMap::new()));
        if !faults.is_empty() {
            return Err(AppError::Invalid(once(faults)));
        }
        if let Some((_, file, content)) = &file {
            samverk_storage::file::keep(&self.store, &mut tx, &file.hash, content, &self.ports.now_text()).await?;
        }
        if let Some(token) = form {
            samverk_storage::access::note_form(&mut tx, token, &id.to_string(), &self.ports.now_text()).await?;
        }
        let on_behalf_of = record.owner.filter(|_| reason == Reason::OnBehalf);
        let draft = Draft::new(record);
        let done = self
            .commit(tx, ctx, vec![draft], Why { reason: input.reason.clone(), on_behalf_of, ..Why::default() })
            .await?;
        done.into_iter().next().ok_or(AppError::NotFound)
    }

    /// Fills a record that is being written, as far as it can be read; nothing
    /// is stored.
    pub fn fill_as_typed(&self, kind: &Kind, record: &mut Record, input: &Input) {
        fill(self, kind, record, input, &mut Vec::new());
    }

    /// A new record filled from an input, with a key.
    fn draft_new(&self, kind: &Kind, id: RecordId, input: &Input) -> (Record, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut record = Record::new(kind, id, None);
        fill(self, kind, &mut record, input, &mut faults);
        self.complete_new(kind, &mut record, |_| false);
        (record, faults)
    }

    /// Gives a new record what it has without being told: a key, the number of
    /// the last entry where it holds that, and an organisation itself as its owner.
    pub(super) fn complete_new(&self, kind: &Kind, record: &mut Record, taken: impl Fn(&str) -> bool) {
        if kind.name == "organisation" && record.owner.is_none() {
            record.owner = Some(record.id);
        }
        for field in kind.fields.iter().filter(|field| field.stamped) {
            if record.number(field.name).is_none() {
                record.set(field.name, vec![Value::Number(self.look(samverk_catalogue::Catalogue::seq))]);
            }
        }
        if record.key.is_empty() {
            record.key = self.make_key(kind, record, taken);
        }
    }

    /// The record that leads to a record's cooperation.
    pub(super) fn within(&self, kind: &Kind, record: &Record) -> Option<RecordId> {
        kind.within.and_then(|name| record.target(name))
    }

    /// Only who coordinates the cooperation may leave the owner open.
    fn owner_is_needed(&self, ctx: &Ctx, kind: &Kind, record: &Record) -> bool {
        self.require_create(ctx, kind, record.id, None, self.within(kind, record)).is_err()
    }
}

/// Each fault once.
pub(super) fn once(faults: Vec<Fault>) -> Vec<Fault> {
    let mut seen: Vec<Fault> = Vec::with_capacity(faults.len());
    for fault in faults {
        // A field that could not be read is also empty; one sentence is enough.
        let told = seen
            .iter()
            .any(|other| other.field == fault.field && (other.code == fault.code || fault.code == "required"));
        if !told {
            seen.push(fault);
        }
    }
    seen
}
