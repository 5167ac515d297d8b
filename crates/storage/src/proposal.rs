//! Changes that somebody suggests and the record's owner decides on.

use crate::{Row, StoreError, Tx};
use samverk_domain::RecordId;

const INSERT: &str = "insert into proposal (id, record, base_version, content, proposed_by, proposed_at, reason) values ($1, $2, $3, $4, $5, $6, $7)";
const OPEN: &str = "select id, record, base_version, content, proposed_by, proposed_at, reason from proposal where record = $1 and outcome is null order by proposed_at, id";
const ONE: &str = "select id, record, base_version, content, proposed_by, proposed_at, reason from proposal where id = $1 and outcome is null";
const DECIDE: &str =
    "update proposal set outcome = $1, decided_by = $2, decided_at = $3 where id = $4 and outcome is null";
const OLDEST_OPEN: &str = "select p.id, p.record, p.base_version, p.content, p.proposed_by, p.proposed_at, p.reason from proposal p where p.outcome is null order by p.proposed_at, p.id limit $1";
const ERASE: &str = "delete from proposal where record = $1";

pub(crate) const STATEMENTS: &[&str] = &[INSERT, OPEN, ONE, DECIDE, OLDEST_OPEN, ERASE];

/// A suggested change that is not decided yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: String,
    /// The record that it would change.
    pub record: RecordId,
    /// The version that the person saw.
    pub base_version: i64,
    /// Suggested values: a change as JSON text.
    pub content: String,
    /// Who.
    pub proposed_by: String,
    /// When.
    pub proposed_at: String,
    /// Why.
    pub reason: Option<String>,
}

fn read(row: &Row) -> Result<Proposal, StoreError> {
    let (id, record) = (row.text(0)?, row.text(1)?);
    Ok(Proposal {
        record: RecordId::parse(&record).ok_or_else(|| StoreError::unreadable("proposal", id.clone(), "record"))?,
        id,
        base_version: row.int(2)?,
        content: row.text(3)?,
        proposed_by: row.text(4)?,
        proposed_at: row.text(5)?,
        reason: row.text_or_none(6)?,
    })
}

/// Keeps a suggestion.
///
/// # Errors
/// The database failed.
pub async fn insert(tx: &mut Tx, proposal: &Proposal) -> Result<(), StoreError> {
    let params = vec![
        proposal.id.as_str().into(),
        proposal.record.to_string().into(),
        proposal.base_version.into(),
        proposal.content.as_str().into(),
        proposal.proposed_by.as_str().into(),
        proposal.proposed_at.as_str().into(),
        proposal.reason.as_deref().into(),
    ];
    tx.execute(INSERT, params).await.map(drop)
}

/// What is suggested for a record and not decided.
///
/// # Errors
/// The database failed.
pub async fn open_for(tx: &mut Tx, record: RecordId) -> Result<Vec<Proposal>, StoreError> {
    tx.rows(OPEN, vec![record.to_string().into()]).await?.iter().map(read).collect()
}

/// The oldest suggestions that are not decided, for any record.
///
/// # Errors
/// The database failed.
pub async fn open(tx: &mut Tx, most: i64) -> Result<Vec<Proposal>, StoreError> {
    tx.rows(OLDEST_OPEN, vec![most.into()]).await?.iter().map(read).collect()
}

/// One suggestion that is not decided.
///
/// # Errors
/// The database failed.
pub async fn load(tx: &mut Tx, id: &str) -> Result<Option<Proposal>, StoreError> {
    tx.row(ONE, vec![id.into()]).await?.map(|row| read(&row)).transpose()
}

/// Notes the outcome, `accepted` or `declined`, of one that is not decided.
///
/// # Errors
/// The database failed.
pub async fn decide(tx: &mut Tx, id: &str, outcome: &str, by: &str, at: &str) -> Result<(), StoreError> {
    tx.execute(DECIDE, vec![outcome.into(), by.into(), at.into(), id.into()]).await.map(drop)
}

/// Removes all suggestions for a record: they may hold personal values.
///
/// # Errors
/// The database failed.
pub async fn erase(tx: &mut Tx, record: RecordId) -> Result<(), StoreError> {
    tx.execute(ERASE, vec![record.to_string().into()]).await.map(drop)
}
