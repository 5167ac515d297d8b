//! Lists.

use crate::{App, AppError, Ctx};
use samverk_catalogue::{Found, Query, Scope};
use samverk_domain::RecordId;
use samverk_storage::record::{Stored, load_many_alone};
use std::sync::Arc;

/// A page of a list with the records on it.
pub struct ListPage {
    /// Totals, counts and sums.
    pub found: Found,
    /// The records, in order, with what the asker may not see taken out.
    pub records: Vec<Stored>,
    /// What the asker may see, for titles of linked records.
    pub scope: Arc<Scope>,
}

impl App {
    /// A page of a list: one question for the last transaction, one for the
    /// records; filters, counts and order come from memory.
    ///
    /// # Errors
    /// The database failed.
    pub async fn list(&self, ctx: &Ctx, query: &Query<'_>) -> Result<ListPage, AppError> {
        self.catch_up().await?;
        let scope = self.scope(&ctx.actor);
        let found = self.look(|catalogue| catalogue.query(query, &scope));
        let records = self.seen(&found.ids, &scope).await?;
        Ok(ListPage { found, records, scope })
    }

    /// All records that a question finds, in order, by id: to be loaded in
    /// pieces, so that an export of everything needs no more memory than one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn list_ids(&self, ctx: &Ctx, query: &Query<'_>) -> Result<(Vec<RecordId>, Arc<Scope>), AppError> {
        self.catch_up().await?;
        let scope = self.scope(&ctx.actor);
        Ok((self.look(|catalogue| catalogue.query_all(query, &scope)), scope))
    }

    /// A piece of what [`App::list_ids`] found, with what the asker may not
    /// see taken out.
    ///
    /// # Errors
    /// The database failed.
    pub async fn load_piece(&self, ids: &[RecordId], scope: &Scope) -> Result<Vec<Stored>, AppError> {
        let mut records = load_many_alone(&self.store, self.registry(), ids).await?;
        records.iter_mut().for_each(|stored| self.conceal(&mut stored.record, scope));
        Ok(records)
    }

    /// Records for a page, with what the asker may not see taken out.
    pub(crate) async fn seen(&self, ids: &[RecordId], scope: &Scope) -> Result<Vec<Stored>, AppError> {
        let records = self.recent(ids).await?;
        let mut own: Vec<Stored> = records.iter().map(|stored| Stored::clone(stored)).collect();
        own.iter_mut().for_each(|stored| self.conceal(&mut stored.record, scope));
        Ok(own)
    }
}
