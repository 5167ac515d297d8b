//! People who sign in: accounts, roles, sessions, one-time links.

pub mod token;

use crate::{Row, Store, StoreError, Tx};
use samverk_domain::access::{Grant, Role, Scope};
use samverk_domain::{Lang, RecordId, UserId};

const USER_COLUMNS: &str =
    "select id, email, name, language, password_hash, disabled, created_at, mail from user_account where id = $1";
const USER_BY_EMAIL: &str =
    "select id, email, name, language, password_hash, disabled, created_at, mail from user_account where email = $1";
const USERS: &str = "select id, email, name, language, password_hash, disabled, created_at, mail from user_account order by created_at, id";
const INSERT_USER: &str = "insert into user_account (id, email, name, language, password_hash, disabled, created_at, mail) values ($1, $2, $3, $4, $5, $6, $7, $8)";
const UPDATE_USER: &str = "update user_account set email = $1, name = $2, language = $3, password_hash = $4, disabled = $5, mail = $6 where id = $7";
const ALL_GRANTS: &str =
    "select user_id, role, scope, scope_id from user_grant order by user_id, role, scope, scope_id";
const GRANT: &str = "insert into user_grant (user_id, role, scope, scope_id, granted_at, granted_by) values ($1, $2, $3, $4, $5, $6) on conflict do nothing";
const REVOKE: &str = "delete from user_grant where user_id = $1 and role = $2 and scope = $3 and scope_id = $4";
const INSERT_SESSION: &str = "insert into user_session (token_hash, user_id, form_token, created_at, seen_at, expires_at, agent) values ($1, $2, $3, $4, $5, $6, $7)";
const SESSION: &str = "select s.token_hash, s.user_id, s.form_token, s.created_at, s.seen_at, s.expires_at, s.agent, u.name, u.language, u.email, g.role, g.scope, g.scope_id, (select count(*) from notice n where n.user_id = u.id and n.read_at is null) from user_session s join user_account u on u.id = s.user_id left join user_grant g on g.user_id = u.id where s.token_hash = $1 and u.disabled = $2";
const SESSIONS_OF: &str = "select token_hash, user_id, form_token, created_at, seen_at, expires_at, agent from user_session where user_id = $1 order by seen_at desc";
const TOUCH: &str = "update user_session set seen_at = $1 where token_hash = $2";
const END_SESSION: &str = "delete from user_session where token_hash = $1 and user_id = $2";
const END_SESSIONS: &str = "delete from user_session where user_id = $1 and token_hash <> $2";
const SWEEP_SESSIONS: &str = "delete from user_session where expires_at < $1";
const INSERT_LINK: &str = "insert into one_time_link (token_hash, user_id, expires_at) values ($1, $2, $3)";
const LINK: &str = "select user_id, expires_at from one_time_link where token_hash = $1";
const USE_LINK: &str = "delete from one_time_link where token_hash = $1";
const DROP_LINKS: &str = "delete from one_time_link where user_id = $1";
const ATTEMPT: &str = "insert into sign_in_attempt (subject, at, id) values ($1, $2, $3)";
const ATTEMPTS: &str = "select cast(count(*) as bigint) from sign_in_attempt where subject = $1 and at >= $2";
const FORGET_ATTEMPT: &str = "delete from sign_in_attempt where id = $1";
const SWEEP_ATTEMPTS: &str = "delete from sign_in_attempt where at < $1";
const FORM_DONE: &str = "insert into form_done (token, answer, at) values ($1, $2, $3)";
const FORM_ANSWER: &str = "select answer from form_done where token = $1";
const SWEEP_FORMS: &str = "delete from form_done where at < $1";

pub(crate) const STATEMENTS: &[&str] = &[
    USER_COLUMNS,
    USER_BY_EMAIL,
    USERS,
    INSERT_USER,
    UPDATE_USER,
    ALL_GRANTS,
    GRANT,
    REVOKE,
    INSERT_SESSION,
    SESSION,
    SESSIONS_OF,
    TOUCH,
    END_SESSION,
    END_SESSIONS,
    SWEEP_SESSIONS,
    INSERT_LINK,
    LINK,
    USE_LINK,
    DROP_LINKS,
    ATTEMPT,
    ATTEMPTS,
    FORGET_ATTEMPT,
    SWEEP_ATTEMPTS,
    FORM_DONE,
    FORM_ANSWER,
    SWEEP_FORMS,
];

/// A person who can sign in.
#[derive(Clone, PartialEq, Eq)]
pub struct User {
    /// Id.
    pub id: UserId,
    /// Folded address, unique.
    pub email: String,
    /// Name shown in the history.
    pub name: String,
    /// Language of pages and mail.
    pub language: Lang,
    /// argon2id; none until the one-time link is used.
    pub password_hash: Option<String>,
    /// Cannot sign in.
    pub disabled: bool,
    /// When it was made.
    pub created_at: String,
    /// When it wishes to be told by mail.
    pub mail: String,
}

/// The hash stays out of logs.
impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("User").field("id", &self.id).field("disabled", &self.disabled).finish_non_exhaustive()
    }
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the cookie.
    pub token_hash: String,
    /// Whose.
    pub user: UserId,
    /// Token that this session's forms carry.
    pub form_token: String,
    /// Signed in.
    pub created_at: String,
    /// Last used, to the minute.
    pub seen_at: String,
    /// Ends at the latest.
    pub expires_at: String,
    /// What the browser calls itself.
    pub agent: String,
}

/// A session with all that a request needs to know of its user.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// The user's name.
    pub name: String,
    /// The user's language.
    pub language: Lang,
    /// The user's address.
    pub email: String,
    /// The user's roles.
    pub grants: Vec<Grant>,
    /// Notices that the user has not read.
    pub unread: i64,
}

fn user(row: &Row) -> Result<User, StoreError> {
    let id = row.text(0)?;
    let bad = |what: &str| StoreError::unreadable("user_account", id.clone(), what);
    Ok(User {
        id: UserId::parse(&id).ok_or_else(|| bad("id"))?,
        email: row.text(1)?,
        name: row.text(2)?,
        language: Lang::parse(&row.text(3)?).ok_or_else(|| bad("language"))?,
        password_hash: row.text_or_none(4)?,
        disabled: row.flag(5)?,
        created_at: row.text(6)?,
        mail: row.text(7)?,
    })
}

fn grant(role: &str, scope: &str, id: &str) -> Option<Grant> {
    let record = || RecordId::parse(id);
    let scope = match scope {
        "installation" => Scope::Installation,
        "organisation" => Scope::Organisation(record()?),
        "cooperation" => Scope::Cooperation(record()?),
        "body" => Scope::Body(record()?),
        "record" => Scope::Record(record()?),
        _ => return None,
    };
    Some(Grant { role: Role::parse(role)?, scope })
}

/// How a scope is written: its name and the id that it concerns.
#[must_use]
pub fn scope_text(scope: Scope) -> (&'static str, String) {
    match scope {
        Scope::Installation => ("installation", String::new()),
        Scope::Organisation(id) => ("organisation", id.to_string()),
        Scope::Cooperation(id) => ("cooperation", id.to_string()),
        Scope::Body(id) => ("body", id.to_string()),
        Scope::Record(id) => ("record", id.to_string()),
    }
}

fn session(row: &Row) -> Result<Session, StoreError> {
    let id = row.text(1)?;
    Ok(Session {
        token_hash: row.text(0)?,
        user: UserId::parse(&id).ok_or_else(|| StoreError::unreadable("user_session", id, "user_id"))?,
        form_token: row.text(2)?,
        created_at: row.text(3)?,
        seen_at: row.text(4)?,
        expires_at: row.text(5)?,
        agent: row.text(6)?,
    })
}

/// The user with this id.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn load_user(tx: &mut Tx, id: UserId) -> Result<Option<User>, StoreError> {
    tx.row(USER_COLUMNS, vec![id.to_string().into()]).await?.map(|row| user(&row)).transpose()
}

/// The user with this address.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn find_user(tx: &mut Tx, email: &str) -> Result<Option<User>, StoreError> {
    tx.row(USER_BY_EMAIL, vec![email.into()]).await?.map(|row| user(&row)).transpose()
}

/// All users with their roles.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn users(tx: &mut Tx) -> Result<Vec<(User, Vec<Grant>)>, StoreError> {
    let rows = tx.rows(USERS, Vec::new()).await?;
    let mut users = rows.iter().map(|row| Ok((user(row)?, Vec::new()))).collect::<Result<Vec<_>, StoreError>>()?;
    for row in tx.rows(ALL_GRANTS, Vec::new()).await? {
        let (id, found) = (row.text(0)?, grant(&row.text(1)?, &row.text(2)?, &row.text(3)?));
        let found = found.ok_or_else(|| StoreError::unreadable("user_grant", id.clone(), "role"))?;
        if let Some((_, grants)) = users.iter_mut().find(|(user, _)| user.id.to_string() == id) {
            grants.push(found);
        }
    }
    Ok(users)
}

/// Stores a new user.
///
/// # Errors
/// The address is taken, or the database failed.
pub async fn insert_user(tx: &mut Tx, user: &User) -> Result<(), StoreError> {
    let params = vec![
        user.id.to_string().into(),
        user.email.as_str().into(),
        user.name.as_str().into(),
        user.language.code().into(),
        user.password_hash.as_deref().into(),
        user.disabled.into(),
        user.created_at.as_str().into(),
        user.mail.as_str().into(),
    ];
    tx.execute(INSERT_USER, params).await.map(drop)
}

/// Stores a changed user.
///
/// # Errors
/// The address is taken, or the database failed.
pub async fn update_user(tx: &mut Tx, user: &User) -> Result<(), StoreError> {
    let params = vec![
        user.email.as_str().into(),
        user.name.as_str().into(),
        user.language.code().into(),
        user.password_hash.as_deref().into(),
        user.disabled.into(),
        user.mail.as_str().into(),
        user.id.to_string().into(),
    ];
    tx.execute(UPDATE_USER, params).await.map(drop)
}

/// Gives a role; giving it twice is giving it once.
///
/// # Errors
/// The database failed.
pub async fn add_grant(tx: &mut Tx, id: UserId, grant: Grant, at: &str, by: &str) -> Result<(), StoreError> {
    let (scope, scope_id) = scope_text(grant.scope);
    let params =
        vec![id.to_string().into(), grant.role.code().into(), scope.into(), scope_id.into(), at.into(), by.into()];
    tx.execute(GRANT, params).await.map(drop)
}

/// Takes a role away; false when the user did not have it.
///
/// # Errors
/// The database failed.
pub async fn remove_grant(tx: &mut Tx, id: UserId, grant: Grant) -> Result<bool, StoreError> {
    let (scope, scope_id) = scope_text(grant.scope);
    let params = vec![id.to_string().into(), grant.role.code().into(), scope.into(), scope_id.into()];
    Ok(tx.execute(REVOKE, params).await? > 0)
}

/// Stores a new session.
///
/// # Errors
/// The database failed.
pub async fn insert_session(tx: &mut Tx, session: &Session) -> Result<(), StoreError> {
    let params = vec![
        session.token_hash.as_str().into(),
        session.user.to_string().into(),
        session.form_token.as_str().into(),
        session.created_at.as_str().into(),
        session.seen_at.as_str().into(),
        session.expires_at.as_str().into(),
        session.agent.as_str().into(),
    ];
    tx.execute(INSERT_SESSION, params).await.map(drop)
}

/// The session behind a cookie with its user and roles, in one question.
/// Nothing for a user who is disabled.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn signed_in(store: &Store, token_hash: &str) -> Result<Option<SignedIn>, StoreError> {
    let rows = store.rows(SESSION, vec![token_hash.into(), false.into()]).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let session = session(first)?;
    let mut grants = Vec::new();
    for row in &rows {
        let (Some(role), Some(scope), Some(id)) = (row.text_or_none(10)?, row.text_or_none(11)?, row.text_or_none(12)?)
        else {
            continue;
        };
        let found = grant(&role, &scope, &id);
        grants.push(found.ok_or_else(|| StoreError::unreadable("user_grant", session.user.to_string(), role))?);
    }
    let language = Lang::parse(&first.text(8)?).unwrap_or(Lang::En);
    Ok(Some(SignedIn {
        session,
        name: first.text(7)?,
        language,
        email: first.text(9)?,
        grants,
        unread: first.int(13)?,
    }))
}

/// The sessions of a user, the last used first.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn sessions_of(tx: &mut Tx, id: UserId) -> Result<Vec<Session>, StoreError> {
    tx.rows(SESSIONS_OF, vec![id.to_string().into()]).await?.iter().map(session).collect()
}

/// Notes that a session was used.
///
/// # Errors
/// The database failed.
pub async fn touch_session(tx: &mut Tx, token_hash: &str, at: &str) -> Result<(), StoreError> {
    tx.execute(TOUCH, vec![at.into(), token_hash.into()]).await.map(drop)
}

/// Ends a session of a user; false when there was none.
///
/// # Errors
/// The database failed.
pub async fn end_session(tx: &mut Tx, token_hash: &str, user: UserId) -> Result<bool, StoreError> {
    Ok(tx.execute(END_SESSION, vec![token_hash.into(), user.to_string().into()]).await? > 0)
}

/// Ends all sessions of a user but one.
///
/// # Errors
/// The database failed.
pub async fn end_sessions_but(tx: &mut Tx, user: UserId, keep: &str) -> Result<u64, StoreError> {
    tx.execute(END_SESSIONS, vec![user.to_string().into(), keep.into()]).await
}

/// Stores a one-time link and drops earlier ones of the same user.
///
/// # Errors
/// The database failed.
pub async fn insert_link(tx: &mut Tx, token_hash: &str, user: UserId, expires_at: &str) -> Result<(), StoreError> {
    tx.execute(DROP_LINKS, vec![user.to_string().into()]).await?;
    tx.execute(INSERT_LINK, vec![token_hash.into(), user.to_string().into(), expires_at.into()]).await.map(drop)
}

/// Whom a one-time link belongs to, and when it ends.
///
/// # Errors
/// The database failed or holds what cannot be read.
pub async fn find_link(tx: &mut Tx, token_hash: &str) -> Result<Option<(UserId, String)>, StoreError> {
    let Some(row) = tx.row(LINK, vec![token_hash.into()]).await? else { return Ok(None) };
    let id = row.text(0)?;
    let user = UserId::parse(&id).ok_or_else(|| StoreError::unreadable("one_time_link", id, "user_id"))?;
    Ok(Some((user, row.text(1)?)))
}

/// Uses a one-time link up.
///
/// # Errors
/// The database failed.
pub async fn use_link(tx: &mut Tx, token_hash: &str) -> Result<bool, StoreError> {
    Ok(tx.execute(USE_LINK, vec![token_hash.into()]).await? > 0)
}

/// Notes a failed attempt to sign in.
///
/// # Errors
/// The database failed.
pub async fn note_attempt(tx: &mut Tx, subject: &str, at: &str, id: &str) -> Result<(), StoreError> {
    tx.execute(ATTEMPT, vec![subject.into(), at.into(), id.into()]).await.map(drop)
}

/// Failed attempts since an instant.
///
/// # Errors
/// The database failed.
pub async fn attempts_since(tx: &mut Tx, subject: &str, since: &str) -> Result<i64, StoreError> {
    tx.row(ATTEMPTS, vec![subject.into(), since.into()]).await?.map_or(Ok(0), |row| row.int(0))
}

/// Forgets an attempt that turned out right.
///
/// # Errors
/// The database failed.
pub async fn forget_attempt(tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    tx.execute(FORGET_ATTEMPT, vec![id.into()]).await.map(drop)
}

/// Notes that a form was carried out, with the address that answered it.
///
/// # Errors
/// [`StoreError::Constraint`] when it already was.
pub async fn note_form(tx: &mut Tx, token: &str, answer: &str, at: &str) -> Result<(), StoreError> {
    tx.execute(FORM_DONE, vec![token.into(), answer.into(), at.into()]).await.map(drop)
}

/// Where a form that was already carried out led to.
///
/// # Errors
/// The database failed.
pub async fn form_answer(tx: &mut Tx, token: &str) -> Result<Option<String>, StoreError> {
    tx.row(FORM_ANSWER, vec![token.into()]).await?.map(|row| row.text(0)).transpose()
}

/// Removes sessions, attempts and form notes that have had their time.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, now: &str, day_ago: &str) -> Result<(), StoreError> {
    tx.execute(SWEEP_SESSIONS, vec![now.into()]).await?;
    tx.execute(SWEEP_ATTEMPTS, vec![day_ago.into()]).await?;
    tx.execute(SWEEP_FORMS, vec![day_ago.into()]).await.map(drop)
}
