//! Deleting a record, softly.

use super::commit::{Draft, Why};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::Action;
use samverk_domain::audit::Operation;
use samverk_domain::record::Record;
use samverk_storage::record::load;

impl App {
    /// Deletes a record; it is kept and can be restored.
    ///
    /// # Errors
    /// Not allowed, or another change came first.
    pub async fn delete(&self, ctx: &Ctx, id: RecordId, base: i64, reason: Option<String>) -> Result<Record, AppError> {
        self.catch_up().await?;
        self.require(ctx, Action::Delete, id)?;
        let mut tx = self.store.write().await?;
        let current = load(&mut tx, self.registry(), id).await?.ok_or(AppError::NotFound)?;
        let mut wanted = current.record.clone();
        wanted.deleted = true;
        let (current, wanted) = Self::check_version(current, wanted, base)?;
        let draft = Draft::of(current, wanted, Operation::Delete);
        let done = self.commit(tx, ctx, vec![draft], Why { reason, on_behalf_of: None, ..Why::default() }).await?;
        done.into_iter().next().ok_or(AppError::NotFound)
    }
}
