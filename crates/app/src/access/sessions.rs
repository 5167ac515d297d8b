//! A user's own account: password, sessions, language.

use super::sha256_hex;
use crate::{App, AppError};
use samverk_domain::record::Fault;
use samverk_domain::{Lang, UserId};
use samverk_storage::access::{self, Session};

impl App {
    /// The sessions of a user, the last used first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn sessions(&self, user: UserId) -> Result<Vec<Session>, AppError> {
        let mut tx = self.store.read().await?;
        let now = self.ports.now_text();
        let sessions = access::sessions_of(&mut tx, user).await?;
        Ok(sessions.into_iter().filter(|session| session.expires_at >= now).collect())
    }

    /// How a page names a session without giving its secret away.
    #[must_use]
    pub fn session_name(session: &Session) -> String {
        sha256_hex(session.token_hash.as_bytes()).chars().take(16).collect()
    }

    /// Ends one of a user's sessions by the name that pages give it.
    ///
    /// # Errors
    /// There is no such session.
    pub async fn end_session(&self, user: UserId, name: &str) -> Result<(), AppError> {
        let found = self.sessions(user).await?.into_iter().find(|session| Self::session_name(session) == name);
        self.sign_out(&found.ok_or(AppError::NotFound)?).await
    }

    /// Changes a user's own password and ends all other sessions.
    ///
    /// # Errors
    /// The present password is wrong, or the new one is refused.
    pub async fn change_password(&self, session: &Session, present: &str, new: &str) -> Result<(), AppError> {
        let mut tx = self.store.read().await?;
        let user = access::load_user(&mut tx, session.user).await?.ok_or(AppError::NotFound)?;
        drop(tx);
        if !self.passwords.check(present, user.password_hash.clone()).await? {
            return Err(AppError::Invalid(vec![Fault::error("present", "password_wrong", "")]));
        }
        let hash = self.passwords.hash(&self.ports, new).await?;
        let mut tx = self.store.write().await?;
        // Read again: the account may have been closed while the hash was computed.
        let now = access::load_user(&mut tx, session.user).await?.filter(|user| !user.disabled);
        let mut user = now.ok_or(AppError::NotFound)?;
        user.password_hash = Some(hash);
        access::update_user(&mut tx, &user).await?;
        access::end_sessions_but(&mut tx, user.id, &session.token_hash).await?;
        Ok(tx.commit().await?)
    }

    /// Sets a user's language.
    ///
    /// # Errors
    /// The database failed.
    pub async fn set_language(&self, id: UserId, language: Lang) -> Result<(), AppError> {
        let mut tx = self.store.write().await?;
        let mut user = access::load_user(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        user.language = language;
        access::update_user(&mut tx, &user).await?;
        Ok(tx.commit().await?)
    }
}
