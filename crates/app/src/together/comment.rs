//! Comments on records, with mentions.

use crate::{App, AppError, Ctx};
use samverk_domain::access::{Action, Actor};
use samverk_domain::record::Fault;
use samverk_domain::{RecordId, UserId};
use samverk_storage::access;
use samverk_storage::together::{self, Comment, Follow, Notice};
use std::collections::{BTreeSet, HashMap};

/// Longest comment.
pub(crate) const COMMENT_CHARS_MAX: usize = 5_000;
/// Most comments on one record.
const COMMENTS_MAX: usize = 1_000;

/// A comment as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentView {
    /// Id.
    pub id: String,
    /// Name of its author.
    pub author: String,
    /// Markdown; empty once removed.
    pub text: String,
    /// When.
    pub at: String,
    /// Whether its author took it away.
    pub removed: bool,
    /// Whether the asker wrote it.
    pub own: bool,
}

impl App {
    /// The comments on a record, oldest first. They are for people who are
    /// signed in and see the record; the public reads none.
    ///
    /// # Errors
    /// Not found, or the database failed.
    pub async fn comments(&self, ctx: &Ctx, id: RecordId) -> Result<Vec<CommentView>, AppError> {
        self.require(ctx, Action::See, id)?;
        if !ctx.actor.is_signed_in() {
            return Ok(Vec::new());
        }
        let names = self.user_names(ctx).await?;
        let mut tx = self.store.read().await?;
        let comments = together::comments(&mut tx, &id.to_string()).await?;
        let shown = |comment: Comment| CommentView {
            author: names.get(&comment.user).cloned().unwrap_or_else(|| comment.user.clone()),
            own: comment.user == ctx.name,
            removed: comment.removed_at.is_some(),
            id: comment.id,
            text: comment.text,
            at: comment.created_at,
        };
        Ok(comments.into_iter().map(shown).collect())
    }

    /// Says something about a record. Who is mentioned, as `@name` or by
    /// address, and may see the record, is told at once; who follows the
    /// record is told as they wish.
    ///
    /// # Errors
    /// Not found, not signed in, empty or too long.
    pub async fn comment(&self, ctx: &Ctx, id: RecordId, text: &str) -> Result<(), AppError> {
        self.catch_up().await?;
        self.require(ctx, Action::See, id)?;
        self.require_general(ctx, Action::UseAccount)?;
        let text = text.trim().replace("\r\n", "\n");
        if text.is_empty() {
            return Err(AppError::Invalid(vec![Fault::error("comment", "required", "")]));
        }
        if text.chars().count() > COMMENT_CHARS_MAX {
            return Err(AppError::Invalid(vec![Fault::error("comment", "too_long", COMMENT_CHARS_MAX.to_string())]));
        }
        let mut tx = self.store.write().await?;
        if together::comments(&mut tx, &id.to_string()).await?.len() >= COMMENTS_MAX {
            return Err(AppError::Invalid(vec![Fault::error("comment", "too_many", COMMENTS_MAX.to_string())]));
        }
        let at = self.ports.now_text();
        let comment = Comment {
            id: self.ports.new_id().to_string(),
            record: id.to_string(),
            user: ctx.name.clone(),
            text: text.clone(),
            created_at: at.clone(),
            removed_at: None,
        };
        together::insert_comment(&mut tx, &comment).await?;
        let users = access::users(&mut tx).await?;
        let actors: HashMap<UserId, (String, String, Actor)> = users
            .into_iter()
            .filter(|(user, _)| !user.disabled && user.id.to_string() != ctx.name)
            .map(|(user, grants)| (user.id, (user.name, user.email, Actor::User { id: user.id, grants })))
            .collect();
        let sees = |actor: &Actor| {
            let asker = Ctx { actor: actor.clone(), ..ctx.clone() };
            self.require(&asker, Action::See, id).is_ok()
        };
        let folded = text.to_lowercase();
        let mentioned: BTreeSet<UserId> = actors
            .iter()
            .filter(|(_, (name, email, actor))| is_mentioned(&folded, name, email) && sees(actor))
            .map(|(user, _)| *user)
            .collect();
        let follows = together::follows(&mut tx, None).await?;
        let follows_it = |follow: &&Follow| follow.record == comment.record;
        let following: BTreeSet<UserId> = follows
            .iter()
            .filter(follows_it)
            .filter_map(|follow| UserId::parse(&follow.user))
            .filter(|user| !mentioned.contains(user) && actors.get(user).is_some_and(|(.., actor)| sees(actor)))
            .collect();
        let kind = self.look(|catalogue| catalogue.kind_of(id)).unwrap_or_default();
        let notice = |user: &UserId, topic: &str, urgent| Notice {
            id: self.ports.new_id().to_string(),
            user: user.to_string(),
            topic: topic.to_owned(),
            kind: kind.to_owned(),
            record: comment.record.clone(),
            seq: 0,
            detail: comment.id.clone(),
            urgent,
            at: at.clone(),
            read_at: None,
        };
        let notices: Vec<Notice> = mentioned
            .iter()
            .map(|user| notice(user, "mention", true))
            .chain(following.iter().map(|user| notice(user, "comment", false)))
            .collect();
        together::insert_notices(&mut tx, &notices).await?;
        self.note_once(&mut tx, ctx, std::iter::empty()).await?;
        Ok(tx.commit().await?)
    }

    /// Takes one's own comment away; that there was one stays.
    ///
    /// # Errors
    /// There is no such comment of the asker's on this record.
    pub async fn remove_comment(&self, ctx: &Ctx, id: RecordId, comment: &str) -> Result<(), AppError> {
        self.require(ctx, Action::See, id)?;
        let mut tx = self.store.write().await?;
        let found = together::load_comment(&mut tx, comment).await?.ok_or(AppError::NotFound)?;
        if found.user != ctx.name || found.record != id.to_string() {
            return Err(AppError::NotFound);
        }
        together::remove_comment(&mut tx, comment, &self.ports.now_text()).await?;
        Ok(tx.commit().await?)
    }
}

/// Whether a folded text mentions somebody: `@` and the name or the address.
fn is_mentioned(folded: &str, name: &str, email: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric());
    [name.to_lowercase(), email.to_lowercase()].iter().filter(|who| !who.is_empty()).any(|who| {
        let mark = format!("@{who}");
        folded.match_indices(&mark).any(|(at, _)| folded.get(at + mark.len()..).is_none_or(ends))
    })
}

#[cfg(test)]
mod tests {
    use super::is_mentioned;

    #[test]
    fn a_mention_is_the_whole_name() {
        assert!(is_mentioned("hej @anna berg, se här", "Anna Berg", "a@x.se"));
        assert!(is_mentioned("@a@x.se?", "Anna Berg", "a@x.se"));
        assert!(!is_mentioned("hej @anna bergström", "Anna Berg", "a@x.se"));
        assert!(!is_mentioned("hej anna berg", "Anna Berg", "a@x.se"));
    }
}
