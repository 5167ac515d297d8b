//! Following a record, or a view of a list.

use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::Action;
use samverk_domain::record::Fault;
use samverk_storage::together::{self, Follow};

/// Most things that one person follows.
const FOLLOWS_MAX: usize = 500;
/// Longest query.
const QUERY_CHARS_MAX: usize = 2_000;

impl App {
    /// What the asker follows.
    ///
    /// # Errors
    /// The database failed.
    pub async fn follows(&self, ctx: &Ctx) -> Result<Vec<Follow>, AppError> {
        if ctx.user().is_err() {
            return Ok(Vec::new());
        }
        let mut tx = self.store.read().await?;
        Ok(together::follows(&mut tx, Some(&ctx.name)).await?)
    }

    /// Begins or ends following a record that the asker sees.
    ///
    /// # Errors
    /// Not found, or too much is followed.
    pub async fn follow_record(&self, ctx: &Ctx, id: RecordId, on: bool) -> Result<(), AppError> {
        self.require(ctx, Action::See, id)?;
        let kind = self.look(|catalogue| catalogue.kind_of(id)).ok_or(AppError::NotFound)?;
        self.set_follow(ctx, kind, &id.to_string(), "", on).await
    }

    /// Begins or ends following a list with its filters.
    ///
    /// # Errors
    /// No such register, or too much is followed.
    pub async fn follow_list(&self, ctx: &Ctx, kind: &str, query: &str, on: bool) -> Result<(), AppError> {
        let kind = self.registry().get(kind).ok_or(AppError::NotFound)?;
        if query.chars().count() > QUERY_CHARS_MAX {
            return Err(AppError::Invalid(vec![Fault::error("query", "too_long", QUERY_CHARS_MAX.to_string())]));
        }
        self.set_follow(ctx, kind.name, "", query.trim_start_matches('?'), on).await
    }

    async fn set_follow(&self, ctx: &Ctx, kind: &str, record: &str, query: &str, on: bool) -> Result<(), AppError> {
        let user = ctx.user()?;
        let follow = Follow {
            user: user.to_string(),
            kind: kind.to_owned(),
            record: record.to_owned(),
            query: query.to_owned(),
        };
        let mut tx = self.store.write().await?;
        if on {
            if together::follows(&mut tx, Some(&ctx.name)).await?.len() >= FOLLOWS_MAX {
                return Err(AppError::Rule("follows_too_much"));
            }
            together::follow(&mut tx, &self.ports.new_id().to_string(), &follow, &self.ports.now_text()).await?;
        } else {
            together::unfollow(&mut tx, &follow).await?;
        }
        Ok(tx.commit().await?)
    }
}
