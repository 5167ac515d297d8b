//! Writes that carry a key, so that one sent twice happens once.

use crate::{App, AppError, Ctx, Once};
use samverk_domain::RecordId;
use samverk_domain::record::Record;
use samverk_storage::record::Stored;
use samverk_storage::{StoreError, Tx, access};
use serde_json::{Value as Json, json};

/// What a write with this key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// The key was used for another request.
    Otherwise,
    /// It left these records in these versions; or in the ledgers of these
    /// cooperations the transfers with these numbers.
    Records(Vec<(RecordId, i64)>),
}

impl App {
    /// Notes the outcome of a write under its key, in its own transaction.
    pub(crate) async fn note_once(
        &self,
        tx: &mut Tx,
        ctx: &Ctx,
        done: impl Iterator<Item = &Record>,
    ) -> Result<(), AppError> {
        self.note_once_as(tx, ctx, done.map(|record| (record.id, record.version))).await
    }

    /// The same of what has a number within a record, as a transfer in the
    /// ledger of a cooperation.
    pub(crate) async fn note_once_as(
        &self,
        tx: &mut Tx,
        ctx: &Ctx,
        done: impl Iterator<Item = (RecordId, i64)>,
    ) -> Result<(), AppError> {
        let Some(once) = &ctx.once else { return Ok(()) };
        let records: Vec<Json> = done.map(|(id, number)| json!([id.to_string(), number])).collect();
        let answer = json!({ "fingerprint": once.fingerprint, "records": records }).to_string();
        match access::note_form(tx, &once.key, &answer, &self.ports.now_text()).await {
            Err(StoreError::Constraint(_)) => Err(AppError::Repeated),
            other => Ok(other?),
        }
    }

    /// What an earlier write with the same key did; nothing when there was none.
    ///
    /// # Errors
    /// The database failed.
    pub async fn answered(&self, once: &Once) -> Result<Option<Answered>, AppError> {
        let mut tx = self.store.read().await?;
        let Some(answer) = access::form_answer(&mut tx, &once.key).await? else { return Ok(None) };
        let json: Json = serde_json::from_str(&answer).unwrap_or_default();
        if json.get("fingerprint").and_then(Json::as_str) != Some(&once.fingerprint) {
            return Ok(Some(Answered::Otherwise));
        }
        let pair = |pair: &Json| Some((RecordId::parse(pair.get(0)?.as_str()?)?, pair.get(1)?.as_i64()?));
        let records = json.get("records").and_then(Json::as_array).into_iter().flatten().filter_map(pair);
        Ok(Some(Answered::Records(records.collect())))
    }

    /// A record as it was in a version, as far as the asker may see it now.
    ///
    /// # Errors
    /// Not found, which is also the answer for what must not be seen.
    pub async fn record_in(&self, ctx: &Ctx, id: RecordId, version: i64) -> Result<Stored, AppError> {
        self.catch_up().await?;
        let now = self.record(ctx, id).await?;
        if now.record.version == version {
            return Ok(now);
        }
        let steps = self.history(ctx, id).await?;
        let step = steps.iter().find(|step| step.version == version).ok_or(AppError::NotFound)?;
        let mut tx = self.store.read().await?;
        let snapshot = self.snapshot_at(&mut tx, id, version).await?;
        let kind = self.registry().get(&now.record.kind).ok_or(AppError::NotFound)?;
        let earlier = Record::from_snapshot(kind, id, version, &snapshot);
        let mut record = earlier.map_err(|_| AppError::Rule("version_unreadable"))?;
        let scope = self.scope(&ctx.actor);
        self.conceal(&mut record, &scope);
        Ok(Stored { record, changed_at: step.at.clone(), ..now })
    }
}
