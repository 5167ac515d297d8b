//! Tokens with which programs act for a person.

use super::grant;
use crate::{Row, Store, StoreError, Tx};
use samverk_domain::access::Grant;
use samverk_domain::{Lang, UserId};

const INSERT: &str = "insert into api_token (id, user_id, name, token_hash, scopes, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)";
const OF_USER: &str = "select id, user_id, name, token_hash, scopes, created_at, expires_at, last_used_at from api_token where user_id = $1 order by created_at desc, id";
const BEARER: &str = "select t.id, t.user_id, t.name, t.token_hash, t.scopes, t.created_at, t.expires_at, t.last_used_at, u.language, g.role, g.scope, g.scope_id from api_token t join user_account u on u.id = t.user_id left join user_grant g on g.user_id = u.id where t.token_hash = $1 and u.disabled = $2";
const USED: &str = "update api_token set last_used_at = $1 where id = $2";
const REVOKE: &str = "delete from api_token where id = $1 and user_id = $2";

pub(crate) const STATEMENTS: &[&str] = &[INSERT, OF_USER, BEARER, USED, REVOKE];

/// A token; the secret itself is nowhere stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Id.
    pub id: String,
    /// Whose rights it has.
    pub user: UserId,
    /// What it is for, in its owner's words.
    pub name: String,
    /// SHA-256 of the secret.
    pub token_hash: String,
    /// What it may be used for, with spaces between.
    pub scopes: String,
    /// Made.
    pub created_at: String,
    /// Ends.
    pub expires_at: String,
    /// Last used, to the minute.
    pub last_used_at: Option<String>,
}

/// A token with what a request needs to know of its user.
#[derive(Debug, Clone)]
pub struct Bearer {
    /// The token.
    pub token: Token,
    /// The user's language.
    pub language: Lang,
    /// The user's roles.
    pub grants: Vec<Grant>,
}

fn read(row: &Row) -> Result<Token, StoreError> {
    let (id, user) = (row.text(0)?, row.text(1)?);
    Ok(Token {
        user: UserId::parse(&user).ok_or_else(|| StoreError::unreadable("api_token", id.clone(), "user_id"))?,
        id,
        name: row.text(2)?,
        token_hash: row.text(3)?,
        scopes: row.text(4)?,
        created_at: row.text(5)?,
        expires_at: row.text(6)?,
        last_used_at: row.text_or_none(7)?,
    })
}

/// Stores a new token.
///
/// # Errors
/// The database failed.
pub async fn insert(tx: &mut Tx, token: &Token) -> Result<(), StoreError> {
    let params = vec![
        token.id.as_str().into(),
        token.user.to_string().into(),
        token.name.as_str().into(),
        token.token_hash.as_str().into(),
        token.scopes.as_str().into(),
        token.created_at.as_str().into(),
        token.expires_at.as_str().into(),
    ];
    tx.execute(INSERT, params).await.map(drop)
}

/// The tokens of a user, the newest first.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn of_user(tx: &mut Tx, user: UserId) -> Result<Vec<Token>, StoreError> {
    tx.rows(OF_USER, vec![user.to_string().into()]).await?.iter().map(read).collect()
}

/// The token with this hash and its user's roles, in one question. Nothing
/// for a user who is disabled.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn bearer(store: &Store, hash: &str) -> Result<Option<Bearer>, StoreError> {
    let rows = store.rows(BEARER, vec![hash.into(), false.into()]).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let token = read(first)?;
    let mut grants = Vec::new();
    for row in &rows {
        let (Some(role), Some(scope), Some(id)) = (row.text_or_none(9)?, row.text_or_none(10)?, row.text_or_none(11)?)
        else {
            continue;
        };
        let found = grant(&role, &scope, &id);
        grants.push(found.ok_or_else(|| StoreError::unreadable("user_grant", token.user.to_string(), role))?);
    }
    let language = Lang::parse(&first.text(8)?).unwrap_or(Lang::En);
    Ok(Some(Bearer { token, language, grants }))
}

/// Notes that a token was used.
///
/// # Errors
/// The database failed.
pub async fn used(tx: &mut Tx, id: &str, at: &str) -> Result<(), StoreError> {
    tx.execute(USED, vec![at.into(), id.into()]).await.map(drop)
}

/// Ends a token of a user; false when there was none.
///
/// # Errors
/// The database failed.
pub async fn revoke(tx: &mut Tx, id: &str, user: UserId) -> Result<bool, StoreError> {
    Ok(tx.execute(REVOKE, vec![id.into(), user.to_string().into()]).await? > 0)
}
