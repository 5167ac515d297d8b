//! What people share beside the records: views, drafts, comments, what they
//! follow, notices.

use crate::{Param, Row, StoreError, Tx};
use samverk_domain::UserId;

const VIEW_INSERT: &str = "insert into saved_view (id, kind, user_id, owner, name, query, reach, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)";
const VIEWS: &str =
    "select id, kind, user_id, owner, name, query, reach from saved_view where kind = $1 order by created_at, id";
const VIEW: &str = "select id, kind, user_id, owner, name, query, reach from saved_view where id = $1";
const VIEW_REMOVE: &str = "delete from saved_view where id = $1";
const DRAFT_KEEP: &str = "insert into draft (user_id, kind, record, form, base, saved_at) values ($1, $2, $3, $4, $5, $6) on conflict (user_id, kind, record) do update set form = excluded.form, base = excluded.base, saved_at = excluded.saved_at";
const DRAFT: &str = "select form, base, saved_at from draft where user_id = $1 and kind = $2 and record = $3";
const DRAFTS: &str = "select kind, record, saved_at from draft where user_id = $1 order by saved_at desc, kind, record";
const DRAFT_REMOVE: &str = "delete from draft where user_id = $1 and kind = $2 and record = $3";
const COMMENT_INSERT: &str = "insert into comment (id, record, user_id, text, created_at) values ($1, $2, $3, $4, $5)";
const COMMENTS: &str =
    "select id, record, user_id, text, created_at, removed_at from comment where record = $1 order by created_at, id";
const COMMENT: &str = "select id, record, user_id, text, created_at, removed_at from comment where id = $1";
const COMMENT_REMOVE: &str = "update comment set text = '', removed_at = $1 where id = $2";
const COMMENTS_ERASE: &str = "delete from comment where record = $1";
const FOLLOW: &str = "insert into follow (id, user_id, kind, record, query, created_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing";
const UNFOLLOW: &str = "delete from follow where user_id = $1 and kind = $2 and record = $3 and query = $4";
const FOLLOWS_OF: &str = "select user_id, kind, record, query from follow where user_id = $1 order by created_at, id";
const FOLLOWS: &str = "select user_id, kind, record, query from follow order by user_id, created_at, id";
const NOTICE_INSERT: &str = "insert into notice (id, user_id, topic, kind, record, seq, detail, urgent, at) values";
const NOTICES_OF: &str = "select id, user_id, topic, kind, record, seq, detail, urgent, at, read_at from notice where user_id = $1 order by at desc, id desc limit $2";
const UNREAD: &str = "select cast(count(*) as bigint) from notice where user_id = $1 and read_at is null";
const READ_ALL: &str = "update notice set read_at = $1 where user_id = $2 and read_at is null";
const UNMAILED: &str = "select id, user_id, topic, kind, record, seq, detail, urgent, at, read_at from notice where mailed_at is null order by user_id, at, id limit 5000";
const MAILED: &str = "update notice set mailed_at = $1 where id in";
const DRAFTS_ERASE: &str = "delete from draft where record = $1";
const NOTICES_ERASE: &str = "delete from notice where record = $1";
const SETTING: &str = "select value from installation where name = $1";
const SET: &str =
    "insert into installation (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value";

pub(crate) const STATEMENTS: &[&str] = &[
    VIEW_INSERT,
    VIEWS,
    VIEW,
    VIEW_REMOVE,
    DRAFT_KEEP,
    DRAFT,
    DRAFTS,
    DRAFT_REMOVE,
    COMMENT_INSERT,
    COMMENTS,
    COMMENT,
    COMMENT_REMOVE,
    COMMENTS_ERASE,
    FOLLOW,
    UNFOLLOW,
    FOLLOWS_OF,
    FOLLOWS,
    NOTICES_OF,
    UNREAD,
    READ_ALL,
    UNMAILED,
    DRAFTS_ERASE,
    NOTICES_ERASE,
    SETTING,
    SET,
];

/// A view of a list that somebody saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Id.
    pub id: String,
    /// Register.
    pub kind: String,
    /// Who saved it.
    pub user: String,
    /// The organisation that it is shared within.
    pub owner: Option<String>,
    /// Name.
    pub name: String,
    /// Query of the list's address.
    pub query: String,
    /// `mine`, `shared` or `standard`.
    pub reach: String,
}

fn view(row: &Row) -> Result<SavedView, StoreError> {
    Ok(SavedView {
        id: row.text(0)?,
        kind: row.text(1)?,
        user: row.text(2)?,
        owner: row.text_or_none(3)?,
        name: row.text(4)?,
        query: row.text(5)?,
        reach: row.text(6)?,
    })
}

/// Keeps a view.
///
/// # Errors
/// The database failed.
pub async fn insert_view(tx: &mut Tx, view: &SavedView, at: &str) -> Result<(), StoreError> {
    let params = vec![
        view.id.as_str().into(),
        view.kind.as_str().into(),
        view.user.as_str().into(),
        view.owner.as_deref().into(),
        view.name.as_str().into(),
        view.query.as_str().into(),
        view.reach.as_str().into(),
        at.into(),
    ];
    tx.execute(VIEW_INSERT, params).await.map(drop)
}

/// All views of a register, whoever saved them.
///
/// # Errors
/// The database failed.
pub async fn views(tx: &mut Tx, kind: &str) -> Result<Vec<SavedView>, StoreError> {
    tx.rows(VIEWS, vec![kind.into()]).await?.iter().map(view).collect()
}

/// One view.
///
/// # Errors
/// The database failed.
pub async fn load_view(tx: &mut Tx, id: &str) -> Result<Option<SavedView>, StoreError> {
    tx.row(VIEW, vec![id.into()]).await?.map(|row| view(&row)).transpose()
}

/// Removes a view.
///
/// # Errors
/// The database failed.
pub async fn remove_view(tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    tx.execute(VIEW_REMOVE, vec![id.into()]).await.map(drop)
}

/// A form that is not sent yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What was typed, urlencoded.
    pub form: String,
    /// The version that it began from; 0 for a new record.
    pub base: i64,
    /// When it was kept.
    pub saved_at: String,
}

/// Keeps a draft, in place of an earlier one.
///
/// # Errors
/// The database failed.
pub async fn keep_draft(tx: &mut Tx, user: UserId, kind: &str, record: &str, draft: &Draft) -> Result<(), StoreError> {
    let params = vec![
        user.to_string().into(),
        kind.into(),
        record.into(),
        draft.form.as_str().into(),
        draft.base.into(),
        draft.saved_at.as_str().into(),
    ];
    tx.execute(DRAFT_KEEP, params).await.map(drop)
}

/// A user's draft for a record, or for a new one where `record` is empty.
///
/// # Errors
/// The database failed.
pub async fn draft(tx: &mut Tx, user: UserId, kind: &str, record: &str) -> Result<Option<Draft>, StoreError> {
    let row = tx.row(DRAFT, vec![user.to_string().into(), kind.into(), record.into()]).await?;
    row.map(|row| Ok(Draft { form: row.text(0)?, base: row.int(1)?, saved_at: row.text(2)? })).transpose()
}

/// Kind, record and time of a user's drafts, the newest first.
///
/// # Errors
/// The database failed.
pub async fn drafts(tx: &mut Tx, user: UserId) -> Result<Vec<(String, String, String)>, StoreError> {
    let rows = tx.rows(DRAFTS, vec![user.to_string().into()]).await?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?, row.text(2)?))).collect()
}

/// Lets a draft go.
///
/// # Errors
/// The database failed.
pub async fn remove_draft(tx: &mut Tx, user: UserId, kind: &str, record: &str) -> Result<(), StoreError> {
    tx.execute(DRAFT_REMOVE, vec![user.to_string().into(), kind.into(), record.into()]).await.map(drop)
}

/// A comment on a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Id.
    pub id: String,
    /// The record.
    pub record: String,
    /// Who.
    pub user: String,
    /// What; empty once removed.
    pub text: String,
    /// When.
    pub created_at: String,
    /// When its author removed it.
    pub removed_at: Option<String>,
}

fn comment(row: &Row) -> Result<Comment, StoreError> {
    Ok(Comment {
        id: row.text(0)?,
        record: row.text(1)?,
        user: row.text(2)?,
        text: row.text(3)?,
        created_at: row.text(4)?,
        removed_at: row.text_or_none(5)?,
    })
}

/// Keeps a comment.
///
/// # Errors
/// The database failed.
pub async fn insert_comment(tx: &mut Tx, comment: &Comment) -> Result<(), StoreError> {
    let params = vec![
        comment.id.as_str().into(),
        comment.record.as_str().into(),
        comment.user.as_str().into(),
        comment.text.as_str().into(),
        comment.created_at.as_str().into(),
    ];
    tx.execute(COMMENT_INSERT, params).await.map(drop)
}

/// The comments on a record, oldest first.
///
/// # Errors
/// The database failed.
pub async fn comments(tx: &mut Tx, record: &str) -> Result<Vec<Comment>, StoreError> {
    tx.rows(COMMENTS, vec![record.into()]).await?.iter().map(comment).collect()
}

/// One comment.
///
/// # Errors
/// The database failed.
pub async fn load_comment(tx: &mut Tx, id: &str) -> Result<Option<Comment>, StoreError> {
    tx.row(COMMENT, vec![id.into()]).await?.map(|row| comment(&row)).transpose()
}

/// Takes a comment's text away; that there was one stays.
///
/// # Errors
/// The database failed.
pub async fn remove_comment(tx: &mut Tx, id: &str, at: &str) -> Result<(), StoreError> {
    tx.execute(COMMENT_REMOVE, vec![at.into(), id.into()]).await.map(drop)
}

/// Removes everything said about a record that holds an erased person.
///
/// # Errors
/// The database failed.
pub async fn erase(tx: &mut Tx, record: &str) -> Result<(), StoreError> {
    tx.execute(COMMENTS_ERASE, vec![record.into()]).await?;
    tx.execute(DRAFTS_ERASE, vec![record.into()]).await?;
    tx.execute(NOTICES_ERASE, vec![record.into()]).await.map(drop)
}

/// What somebody follows: a record, or a view of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// Who.
    pub user: String,
    /// Register.
    pub kind: String,
    /// Id of the record; empty for a view.
    pub record: String,
    /// Query of the list's address; empty for a record.
    pub query: String,
}

fn follow_of(row: &Row) -> Result<Follow, StoreError> {
    Ok(Follow { user: row.text(0)?, kind: row.text(1)?, record: row.text(2)?, query: row.text(3)? })
}

/// Begins to follow; following twice is following once.
///
/// # Errors
/// The database failed.
pub async fn follow(tx: &mut Tx, id: &str, follow: &Follow, at: &str) -> Result<(), StoreError> {
    let params = vec![
        id.into(),
        follow.user.as_str().into(),
        follow.kind.as_str().into(),
        follow.record.as_str().into(),
        follow.query.as_str().into(),
        at.into(),
    ];
    tx.execute(FOLLOW, params).await.map(drop)
}

/// Ends following.
///
/// # Errors
/// The database failed.
pub async fn unfollow(tx: &mut Tx, follow: &Follow) -> Result<(), StoreError> {
    let params = [&follow.user, &follow.kind, &follow.record, &follow.query];
    tx.execute(UNFOLLOW, params.into_iter().map(|text| text.as_str().into()).collect()).await.map(drop)
}

/// What a user follows; without one, what everybody follows.
///
/// # Errors
/// The database failed.
pub async fn follows(tx: &mut Tx, user: Option<&str>) -> Result<Vec<Follow>, StoreError> {
    let rows = match user {
        Some(user) => tx.rows(FOLLOWS_OF, vec![user.into()]).await?,
        None => tx.rows(FOLLOWS, Vec::new()).await?,
    };
    rows.iter().map(follow_of).collect()
}

/// Something that a user should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Id.
    pub id: String,
    /// For whom.
    pub user: String,
    /// `changed`, `created`, `mention`, `comment`, `import`, `proposal`.
    pub topic: String,
    /// Register.
    pub kind: String,
    /// Record that it is about; empty for none.
    pub record: String,
    /// Entry of the history; 0 for none.
    pub seq: i64,
    /// More, as text.
    pub detail: String,
    /// Mailed at once.
    pub urgent: bool,
    /// When.
    pub at: String,
    /// When it was read.
    pub read_at: Option<String>,
}

fn notice(row: &Row) -> Result<Notice, StoreError> {
    Ok(Notice {
        id: row.text(0)?,
        user: row.text(1)?,
        topic: row.text(2)?,
        kind: row.text(3)?,
        record: row.text(4)?,
        seq: row.int(5)?,
        detail: row.text(6)?,
        urgent: row.flag(7)?,
        at: row.text(8)?,
        read_at: row.text_or_none(9)?,
    })
}

/// Keeps notices.
///
/// # Errors
/// The database failed.
pub async fn insert_notices(tx: &mut Tx, notices: &[Notice]) -> Result<(), StoreError> {
    let params = notices.iter().flat_map(|notice| {
        [
            notice.id.as_str().into(),
            notice.user.as_str().into(),
            notice.topic.as_str().into(),
            notice.kind.as_str().into(),
            notice.record.as_str().into(),
            notice.seq.into(),
            notice.detail.as_str().into(),
            Param::Flag(notice.urgent),
            notice.at.as_str().into(),
        ]
    });
    tx.insert_many(NOTICE_INSERT, 9, Box::new(params)).await
}

/// A user's notices, the newest first.
///
/// # Errors
/// The database failed.
pub async fn notices(tx: &mut Tx, user: UserId, most: i64) -> Result<Vec<Notice>, StoreError> {
    tx.rows(NOTICES_OF, vec![user.to_string().into(), most.into()]).await?.iter().map(notice).collect()
}

/// How many notices a user has not read.
///
/// # Errors
/// The database failed.
pub async fn unread(store: &crate::Store, user: UserId) -> Result<i64, StoreError> {
    store.rows(UNREAD, vec![user.to_string().into()]).await?.first().map_or(Ok(0), |row| row.int(0))
}

/// Notes that a user has read all notices.
///
/// # Errors
/// The database failed.
pub async fn read_all(tx: &mut Tx, user: UserId, at: &str) -> Result<(), StoreError> {
    tx.execute(READ_ALL, vec![at.into(), user.to_string().into()]).await.map(drop)
}

/// Notices that no mail has told of yet.
///
/// # Errors
/// The database failed.
pub async fn unmailed(tx: &mut Tx) -> Result<Vec<Notice>, StoreError> {
    tx.rows(UNMAILED, Vec::new()).await?.iter().map(notice).collect()
}

/// Notes that notices were told of by mail, or need not be.
///
/// # Errors
/// The database failed.
pub async fn mailed(tx: &mut Tx, ids: &[String], at: &str) -> Result<(), StoreError> {
    tx.execute_in(MAILED, at, ids).await
}

/// A value that the installation remembers.
///
/// # Errors
/// The database failed.
pub async fn setting(tx: &mut Tx, name: &str) -> Result<Option<String>, StoreError> {
    tx.row(SETTING, vec![name.into()]).await?.map(|row| row.text(0)).transpose()
}

/// Remembers a value.
///
/// # Errors
/// The database failed.
pub async fn set_setting(tx: &mut Tx, name: &str, value: &str) -> Result<(), StoreError> {
    tx.execute(SET, vec![name.into(), value.into()]).await.map(drop)
}
