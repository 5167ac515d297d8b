//! Forms that are not sent yet, kept on the server so that nothing typed is
//! lost. Nobody but their author hears of them.

use crate::{App, AppError, Ctx};
use samverk_storage::together::{self, Draft};

/// Largest form that is kept.
const FORM_BYTES_MAX: usize = 512 * 1024;

impl App {
    /// Keeps what was typed into a form. `record` is the record's id, or
    /// empty for a new one.
    ///
    /// # Errors
    /// Not signed in, no such register, or too large.
    pub async fn keep_draft(
        &self,
        ctx: &Ctx,
        kind: &str,
        record: &str,
        form: String,
        base: i64,
    ) -> Result<(), AppError> {
        let user = ctx.user()?;
        self.registry().get(kind).ok_or(AppError::NotFound)?;
        if form.len() > FORM_BYTES_MAX {
            return Err(AppError::Rule("draft_too_large"));
        }
        let mut tx = self.store.write().await?;
        let draft = Draft { form, base, saved_at: self.ports.now_text() };
        together::keep_draft(&mut tx, user, kind, record, &draft).await?;
        Ok(tx.commit().await?)
    }

    /// The asker's draft for a record, or for a new one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn draft(&self, ctx: &Ctx, kind: &str, record: &str) -> Result<Option<Draft>, AppError> {
        let Ok(user) = ctx.user() else { return Ok(None) };
        let mut tx = self.store.read().await?;
        Ok(together::draft(&mut tx, user, kind, record).await?)
    }

    /// Kind, record and time of the asker's drafts, the newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn drafts(&self, ctx: &Ctx) -> Result<Vec<(String, String, String)>, AppError> {
        let mut tx = self.store.read().await?;
        Ok(together::drafts(&mut tx, ctx.user()?).await?)
    }

    /// Lets a draft go, once it is sent or no longer wanted.
    ///
    /// # Errors
    /// The database failed.
    pub async fn drop_draft(&self, ctx: &Ctx, kind: &str, record: &str) -> Result<(), AppError> {
        let Ok(user) = ctx.user() else { return Ok(()) };
        if self.draft(ctx, kind, record).await?.is_none() {
            return Ok(());
        }
        let mut tx = self.store.write().await?;
        together::remove_draft(&mut tx, user, kind, record).await?;
        Ok(tx.commit().await?)
    }
}
