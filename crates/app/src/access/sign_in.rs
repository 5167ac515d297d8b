//! Signing in and out, and the one-time link that begins an account.

use super::{fold_email, sha256_hex};
use crate::ports::instant_text;
use crate::{App, AppError};
use jiff::{SignedDuration, Timestamp};
use samverk_domain::UserId;
use samverk_storage::access::{self, Session};

/// Failed attempts for one account before it has to wait.
const ATTEMPTS_PER_ACCOUNT: i64 = 10;
/// Failed attempts from one address before it has to wait.
const ATTEMPTS_PER_ADDRESS: i64 = 30;
/// The time that attempts count for.
const WINDOW_SECONDS: u32 = 60;
/// A session ends this long after signing in.
const SESSION_HOURS: i64 = 12;
/// A session that is not used ends after this.
const IDLE_MINUTES: i64 = 30;
/// A one-time link ends after this.
const LINK_MINUTES: i64 = 60;
/// Longest name that a browser is shown with.
const AGENT_CHARS_MAX: usize = 200;

impl App {
    /// Signs in and gives the session's token, which is nowhere stored.
    ///
    /// # Errors
    /// Wrong address or password (which of them is not told), or too many
    /// attempts.
    pub async fn sign_in(
        &self,
        email: &str,
        password: &str,
        address: &str,
        agent: &str,
    ) -> Result<(String, SessionOwner), AppError> {
        let email = fold_email(email);
        // Subjects are hashed: the table of attempts holds no address.
        let subjects = [
            (sha256_hex(format!("account {email}").as_bytes()), ATTEMPTS_PER_ACCOUNT),
            (sha256_hex(format!("address {address}").as_bytes()), ATTEMPTS_PER_ADDRESS),
        ];
        let mut tx = self.store.write().await?;
        let since = self.ago(i64::from(WINDOW_SECONDS));
        for (subject, most) in &subjects {
            if access::attempts_since(&mut tx, subject, &since).await? >= *most {
                return Err(AppError::TooMany(WINDOW_SECONDS));
            }
        }
        // Noted before the password is checked, so that attempts at the same
        // time count too.
        let mut notes = Vec::new();
        for (subject, _) in &subjects {
            let id = self.ports.new_id().to_string();
            access::note_attempt(&mut tx, subject, &self.ports.now_text(), &id).await?;
            notes.push(id);
        }
        let user = access::find_user(&mut tx, &email).await?;
        tx.commit().await?;
        let hash = user.as_ref().filter(|user| !user.disabled).and_then(|user| user.password_hash.clone());
        let right = self.passwords.check(password, hash).await?;
        let Some(user) = user.filter(|_| right) else {
            tracing::info!("sign-in refused");
            return Err(AppError::Rule("sign_in_wrong"));
        };
        let mut tx = self.store.write().await?;
        let token = self.begin_session(&mut tx, user.id, agent).await?;
        for id in notes {
            access::forget_attempt(&mut tx, &id).await?;
        }
        access::sweep(&mut tx, &self.ports.now_text(), &self.ago(24 * 3600)).await?;
        tx.commit().await?;
        tracing::info!(user = %user.id, "signed in");
        Ok((token, SessionOwner { user: user.id, language: user.language }))
    }

    async fn begin_session(&self, tx: &mut samverk_storage::Tx, user: UserId, agent: &str) -> Result<String, AppError> {
        let token = self.ports.token();
        let now = self.ports.now_text();
        let session = Session {
            token_hash: sha256_hex(token.as_bytes()),
            user,
            form_token: self.ports.token(),
            created_at: now.clone(),
            seen_at: now,
            expires_at: self.ago(-SESSION_HOURS * 3600),
            agent: agent.chars().filter(|c| !c.is_control()).take(AGENT_CHARS_MAX).collect(),
        };
        access::insert_session(tx, &session).await?;
        Ok(token)
    }

    /// Who is behind a session's token; nobody once it has ended. Roles are
    /// read anew each time, so a change takes effect with the next request.
    ///
    /// # Errors
    /// The database failed.
    pub async fn session(&self, token: &str) -> Result<Option<access::SignedIn>, AppError> {
        if token.len() != 64 {
            return Ok(None);
        }
        let Some(signed_in) = access::signed_in(&self.store, &sha256_hex(token.as_bytes())).await? else {
            return Ok(None);
        };
        let now = self.ports.now_text();
        let idle = signed_in.session.seen_at < self.ago(IDLE_MINUTES * 60);
        if signed_in.session.expires_at < now || idle {
            return Ok(None);
        }
        if signed_in.session.seen_at < self.ago(60) {
            // Reading goes on where nothing can be written, as on a full disk.
            if let Err(error) = self.touch(&signed_in.session.token_hash, &now).await {
                tracing::warn!(%error, "the session's last use could not be noted");
            }
        }
        Ok(Some(signed_in))
    }

    async fn touch(&self, token_hash: &str, now: &str) -> Result<(), AppError> {
        let mut tx = self.store.write().await?;
        access::touch_session(&mut tx, token_hash, now).await?;
        Ok(tx.commit().await?)
    }

    /// Ends a session.
    ///
    /// # Errors
    /// The database failed.
    pub async fn sign_out(&self, session: &Session) -> Result<(), AppError> {
        let mut tx = self.store.write().await?;
        access::end_session(&mut tx, &session.token_hash, session.user).await?;
        Ok(tx.commit().await?)
    }

    /// A token for a link with which a user sets a first or a new password.
    /// Earlier links of the user end.
    ///
    /// # Errors
    /// The database failed.
    pub(super) async fn one_time_token(&self, tx: &mut samverk_storage::Tx, user: UserId) -> Result<String, AppError> {
        let token = self.ports.token();
        let ends = self.ago(-LINK_MINUTES * 60);
        access::insert_link(tx, &sha256_hex(token.as_bytes()), user, &ends).await?;
        Ok(token)
    }

    /// Whether a one-time link can still be used.
    ///
    /// # Errors
    /// The database failed.
    pub async fn link_is_valid(&self, token: &str) -> Result<bool, AppError> {
        let mut tx = self.store.read().await?;
        let link = access::find_link(&mut tx, &sha256_hex(token.as_bytes())).await?;
        Ok(link.is_some_and(|(_, ends)| ends >= self.ports.now_text()))
    }

    /// Uses a one-time link: sets the password, ends all sessions, signs in.
    ///
    /// # Errors
    /// The link has ended or was used, or the password is refused.
    pub async fn use_link(&self, token: &str, password: &str, agent: &str) -> Result<(String, SessionOwner), AppError> {
        let hash = self.passwords.hash(&self.ports, password).await?;
        let mut tx = self.store.write().await?;
        let token_hash = sha256_hex(token.as_bytes());
        let link = access::find_link(&mut tx, &token_hash).await?;
        let valid = link.filter(|(_, ends)| *ends >= self.ports.now_text());
        let (id, _) = valid.ok_or(AppError::Rule("link_ended"))?;
        let mut user =
            access::load_user(&mut tx, id).await?.filter(|user| !user.disabled).ok_or(AppError::Rule("link_ended"))?;
        user.password_hash = Some(hash);
        access::update_user(&mut tx, &user).await?;
        access::use_link(&mut tx, &token_hash).await?;
        access::end_sessions_but(&mut tx, id, "").await?;
        let session = self.begin_session(&mut tx, id, agent).await?;
        tx.commit().await?;
        Ok((session, SessionOwner { user: id, language: user.language }))
    }

    /// An instant so many seconds ago; negative ones lie ahead.
    pub(crate) fn ago(&self, seconds: i64) -> String {
        let now = self.ports.clock.now();
        instant_text(now.checked_sub(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MIN))
    }
}

/// Whose session was begun.
#[derive(Debug, Clone, Copy)]
pub struct SessionOwner {
    /// Who.
    pub user: UserId,
    /// In which language to go on.
    pub language: samverk_domain::Lang,
}
