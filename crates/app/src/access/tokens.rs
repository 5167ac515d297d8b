//! Tokens with which programs act for a person.

use super::sha256_hex;
use crate::{App, AppError, Ctx};
use samverk_domain::access::Action;
use samverk_domain::record::Fault;
use samverk_storage::access::token::{self, Bearer, Token};

/// Every secret begins with this, so that scanners of source code find it.
pub const TOKEN_PREFIX: &str = "smv_";
/// Longest life of a token.
pub const TOKEN_DAYS_MAX: i64 = 365;
/// Most tokens of one person.
const TOKENS_MAX: usize = 50;
/// Longest name.
const NAME_CHARS_MAX: usize = 100;

/// What a token may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenScope {
    /// Read what its owner may read.
    Read,
    /// Also change what its owner may change.
    Write,
    /// Nothing but its owner's calendar.
    Calendar,
}

impl TokenScope {
    /// All.
    pub const ALL: [Self; 3] = [Self::Read, Self::Write, Self::Calendar];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Calendar => "calendar",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }

    /// Whether a token's scopes hold this one; writing holds reading.
    #[must_use]
    pub fn is_in(self, scopes: &str) -> bool {
        let holds = |scope: Self| scopes.split(' ').any(|code| code == scope.code());
        holds(self) || (self == Self::Read && holds(Self::Write))
    }
}

impl App {
    /// Makes a token for the asker and gives its secret, which is shown this
    /// once and nowhere stored.
    ///
    /// # Errors
    /// A missing name, too long a life, too many tokens, or not signed in.
    pub async fn make_token(&self, ctx: &Ctx, name: &str, scope: TokenScope, days: i64) -> Result<String, AppError> {
        self.require_general(ctx, Action::UseAccount)?;
        let name = name.trim();
        let mut faults = Vec::new();
        if name.is_empty() {
            faults.push(Fault::error("name", "required", ""));
        }
        if name.chars().count() > NAME_CHARS_MAX || name.chars().any(char::is_control) {
            faults.push(Fault::error("name", "too_long", NAME_CHARS_MAX.to_string()));
        }
        if !(1..=TOKEN_DAYS_MAX).contains(&days) {
            faults.push(Fault::error("days", "range", format!("1–{TOKEN_DAYS_MAX}")));
        }
        if !faults.is_empty() {
            return Err(AppError::Invalid(faults));
        }
        let user = ctx.user()?;
        let secret = format!("{TOKEN_PREFIX}{}", self.ports.token());
        let made = Token {
            id: self.ports.new_id().to_string(),
            user,
            name: name.to_owned(),
            token_hash: sha256_hex(secret.as_bytes()),
            scopes: scope.code().to_owned(),
            created_at: self.ports.now_text(),
            expires_at: self.ago(-days * 24 * 3600),
            last_used_at: None,
        };
        let mut tx = self.store.write().await?;
        if token::of_user(&mut tx, user).await?.len() >= TOKENS_MAX {
            return Err(AppError::Invalid(vec![Fault::error("name", "too_many", TOKENS_MAX.to_string())]));
        }
        token::insert(&mut tx, &made).await?;
        let said = serde_json::json!({ "token": made.id, "user": user.to_string(), "scopes": made.scopes });
        self.note_setting(&mut tx, ctx, "@token", said).await?;
        tx.commit().await?;
        Ok(secret)
    }

    /// The asker's tokens, the newest first.
    ///
    /// # Errors
    /// Not signed in.
    pub async fn tokens(&self, ctx: &Ctx) -> Result<Vec<Token>, AppError> {
        let mut tx = self.store.read().await?;
        Ok(token::of_user(&mut tx, ctx.user()?).await?)
    }

    /// Ends one of the asker's tokens.
    ///
    /// # Errors
    /// There is no such token.
    pub async fn revoke_token(&self, ctx: &Ctx, id: &str) -> Result<(), AppError> {
        let user = ctx.user()?;
        let mut tx = self.store.write().await?;
        if !token::revoke(&mut tx, id, user).await? {
            return Err(AppError::NotFound);
        }
        let said = serde_json::json!({ "token": id, "user": user.to_string(), "revoked": true });
        self.note_setting(&mut tx, ctx, "@token", said).await?;
        Ok(tx.commit().await?)
    }

    async fn note_use(&self, id: &str, now: &str) -> Result<(), AppError> {
        let mut tx = self.store.write().await?;
        token::used(&mut tx, id, now).await?;
        Ok(tx.commit().await?)
    }

    /// Whose a secret is; nobody's once it has ended. Roles are read anew
    /// each time, so that one taken away is gone with the next request.
    ///
    /// # Errors
    /// The database failed.
    pub async fn bearer(&self, secret: &str) -> Result<Option<Bearer>, AppError> {
        if !secret.starts_with(TOKEN_PREFIX) || secret.len() != TOKEN_PREFIX.len() + 64 {
            return Ok(None);
        }
        let Some(bearer) = token::bearer(&self.store, &sha256_hex(secret.as_bytes())).await? else { return Ok(None) };
        let now = self.ports.now_text();
        if bearer.token.expires_at < now {
            return Ok(None);
        }
        if bearer.token.last_used_at.as_ref().is_none_or(|last| *last < self.ago(60)) {
            // Reading goes on where nothing can be written, as on a full disk.
            if let Err(error) = self.note_use(&bearer.token.id, &now).await {
                tracing::warn!(%error, "the token's last use could not be noted");
            }
        }
        Ok(Some(bearer))
    }
}
