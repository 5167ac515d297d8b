//! Mail that is to be sent, kept in the same transaction as what it tells of.

use crate::{Param, StoreError, Tx};

const INSERT: &str =
    "insert into mail (id, recipient, subject, body, created_at, next_at, attempts) values ($1, $2, $3, $4, $5, $5, 0)";
const UNSENT: &str = "select id, recipient, subject, body, attempts from mail where sent_at is null and next_at <= $1 and created_at > $2 order by created_at, id limit 100";
const SENT: &str = "update mail set sent_at = $1, subject = '', body = '' where id = $2";
const FAILED: &str = "update mail set attempts = attempts + 1, fault = $1, next_at = $2 where id = $3";
const SWEEP: &str = "delete from mail where created_at < $1";

const ERASE: &str =
    "update mail set subject = replace(subject, $1, '…'), body = replace(body, $1, '…') where sent_at is null";

pub(crate) const STATEMENTS: &[&str] = &[INSERT, UNSENT, SENT, FAILED, SWEEP, ERASE];

/// A mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Id, also in the mail's own head, so that one sent twice is known.
    pub id: String,
    /// To whom.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// How often it was tried.
    pub attempts: i64,
}

/// Keeps a mail until it is sent.
///
/// # Errors
/// The database failed.
pub async fn insert(tx: &mut Tx, mail: &Mail, at: &str) -> Result<(), StoreError> {
    let params = [&mail.id, &mail.recipient, &mail.subject, &mail.body].map(|text| Param::from(text.as_str()));
    tx.execute(INSERT, params.into_iter().chain([at.into()]).collect()).await.map(drop)
}

/// Mail whose turn has come and that is not given up: written after `since`.
///
/// # Errors
/// The database failed.
pub async fn unsent(tx: &mut Tx, now: &str, since: &str) -> Result<Vec<Mail>, StoreError> {
    let rows = tx.rows(UNSENT, vec![now.into(), since.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Mail {
                id: row.text(0)?,
                recipient: row.text(1)?,
                subject: row.text(2)?,
                body: row.text(3)?,
                attempts: row.int(4)?,
            })
        })
        .collect()
}

/// Notes that a mail was handed over; its text is let go.
///
/// # Errors
/// The database failed.
pub async fn sent(tx: &mut Tx, id: &str, at: &str) -> Result<(), StoreError> {
    tx.execute(SENT, vec![at.into(), id.into()]).await.map(drop)
}

/// Notes that a mail could not be handed over, and when to try again.
///
/// # Errors
/// The database failed.
pub async fn failed(tx: &mut Tx, id: &str, fault: &str, next_at: &str) -> Result<(), StoreError> {
    tx.execute(FAILED, vec![fault.into(), next_at.into(), id.into()]).await.map(drop)
}

/// Lets go of mail older than an instant.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, before: &str) -> Result<(), StoreError> {
    tx.execute(SWEEP, vec![before.into()]).await.map(drop)
}

/// Takes a text out of all mail that waits.
///
/// # Errors
/// The database failed.
pub async fn erase(tx: &mut Tx, text: &str) -> Result<(), StoreError> {
    tx.execute(ERASE, vec![text.into()]).await.map(drop)
}
