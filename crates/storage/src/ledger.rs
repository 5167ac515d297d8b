//! The ledger's rows.

use crate::{Param, Row, StoreError, Tx};

const INSERT: &str = "insert into ledger_transfer (id, cooperation, no, day, kind, debit, credit, amount_minor, currency, budget, reference, text, corrects) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
const LAST: &str = "select coalesce(max(no), 0) from ledger_transfer where cooperation = $1";
const AFTER: &str = "select id, cooperation, no, day, kind, debit, credit, amount_minor, currency, budget, reference, text, corrects from ledger_transfer where cooperation = $1 and no > $2 order by no limit $3";
const LATEST: &str = "select id, cooperation, no, day, kind, debit, credit, amount_minor, currency, budget, reference, text, corrects from ledger_transfer where cooperation = $1 order by no desc limit $2";
const CORRECTED: &str = "select count(*) from ledger_transfer where cooperation = $1 and corrects = $2";
const CURRENCY: &str = "select currency from ledger_transfer where cooperation = $1 order by no limit 1";
const ALL: &str = "select id, cooperation, no, day, kind, debit, credit, amount_minor, currency, budget, reference, text, corrects from ledger_transfer where id > $1 order by id limit $2";
const MOVE_BALANCE: &str = "insert into ledger_balance (cooperation, account, currency, balance_minor) values ($1, $2, $3, $4) on conflict (cooperation, account, currency) do update set balance_minor = ledger_balance.balance_minor + excluded.balance_minor";
const BALANCES: &str =
    "select account, currency, balance_minor from ledger_balance where cooperation = $1 order by account, currency";
const ALL_BALANCES: &str =
    "select cooperation, account, currency, balance_minor from ledger_balance order by cooperation, account, currency";
const REBUILD: &str = "insert into ledger_balance (cooperation, account, currency, balance_minor) select cooperation, account, currency, cast(sum(amount) as bigint) from (select cooperation, debit as account, currency, amount_minor as amount from ledger_transfer union all select cooperation, credit as account, currency, -amount_minor as amount from ledger_transfer) as moved group by cooperation, account, currency";
const LATEST_DEBIT: &str = "select id, cooperation, no, day, kind, debit, credit, amount_minor, currency, budget, reference, text, corrects from ledger_transfer where cooperation = $1 and debit = $2 order by no desc limit $3";
const LATEST_CREDIT: &str = "select id, cooperation, no, day, kind, debit, credit, amount_minor, currency, budget, reference, text, corrects from ledger_transfer where cooperation = $1 and credit = $2 order by no desc limit $3";
const COUNT_DEBIT: &str = "select cast(count(*) as bigint) from ledger_transfer where cooperation = $1 and debit = $2";
const COUNT_CREDIT: &str =
    "select cast(count(*) as bigint) from ledger_transfer where cooperation = $1 and credit = $2";
const OF_BUDGET: &str = "select id, cooperation, no, day, kind, debit, credit, amount_minor, currency, budget, reference, text, corrects from ledger_transfer where cooperation = $1 and budget = $2 order by no";
const MOVES: &str = "select debit, credit, cast(sum(amount_minor) as bigint) from ledger_transfer where cooperation = $1 and day >= $2 and day <= $3 group by debit, credit order by debit, credit";
const YEARS: &str = "select distinct substr(day, 1, 4) from ledger_transfer where cooperation = $1 order by 1";
const CHARGES: &str = "select count(*) from ledger_transfer where budget = $1 and kind = 'charge' and not exists (select 1 from ledger_transfer c where c.cooperation = ledger_transfer.cooperation and c.corrects = ledger_transfer.no)";
const CLOSE: &str = "insert into ledger_close (cooperation, until) values ($1, $2)";
const CLOSED: &str = "select max(until) from ledger_close where cooperation = $1";
const CLOSES: &str = "select cooperation, until from ledger_close order by cooperation, until";

pub(crate) const STATEMENTS: &[&str] = &[
    INSERT,
    LAST,
    AFTER,
    LATEST,
    CORRECTED,
    CURRENCY,
    ALL,
    MOVE_BALANCE,
    BALANCES,
    ALL_BALANCES,
    REBUILD,
    LATEST_DEBIT,
    LATEST_CREDIT,
    COUNT_DEBIT,
    COUNT_CREDIT,
    OF_BUDGET,
    MOVES,
    YEARS,
    CHARGES,
    CLOSE,
    CLOSED,
    CLOSES,
];

/// A row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferRow {
    /// Its id.
    pub id: String,
    /// Whose ledger.
    pub cooperation: String,
    /// Its number there, from 1.
    pub no: i64,
    /// The day that it counts for, ISO.
    pub day: String,
    /// What it is.
    pub kind: String,
    /// Account that gets more.
    pub debit: String,
    /// Account that gets less.
    pub credit: String,
    /// In the smallest unit, above nothing.
    pub amount_minor: i64,
    /// ISO 4217.
    pub currency: String,
    /// The record that it follows from: a budget, a result, a report of time.
    pub budget: Option<String>,
    /// What a payment is known by.
    pub reference: String,
    /// In words.
    pub text: String,
    /// Number of the one that it takes back.
    pub corrects: Option<i64>,
}

impl TransferRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.text(0)?,
            cooperation: row.text(1)?,
            no: row.int(2)?,
            day: row.text(3)?,
            kind: row.text(4)?,
            debit: row.text(5)?,
            credit: row.text(6)?,
            amount_minor: row.int(7)?,
            currency: row.text(8)?,
            budget: row.text_or_none(9)?,
            reference: row.text(10)?,
            text: row.text(11)?,
            corrects: row.int_or_none(12)?,
        })
    }
}

/// What went from one account to another in a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Account that got more.
    pub debit: String,
    /// Account that got less.
    pub credit: String,
    /// The sum, in the smallest unit.
    pub amount_minor: i64,
}

/// Adds a row, and moves what both of its accounts stand at.
///
/// # Errors
/// The database failed, or the row breaks what the table demands.
pub async fn insert(tx: &mut Tx, row: &TransferRow) -> Result<(), StoreError> {
    let params: Vec<Param> = vec![
        row.id.as_str().into(),
        row.cooperation.as_str().into(),
        row.no.into(),
        row.day.as_str().into(),
        row.kind.as_str().into(),
        row.debit.as_str().into(),
        row.credit.as_str().into(),
        row.amount_minor.into(),
        row.currency.as_str().into(),
        row.budget.as_deref().into(),
        row.reference.as_str().into(),
        row.text.as_str().into(),
        Param::Int(row.corrects),
    ];
    tx.execute(INSERT, params).await?;
    for (account, amount) in [(&row.debit, row.amount_minor), (&row.credit, -row.amount_minor)] {
        let params: Vec<Param> =
            vec![row.cooperation.as_str().into(), account.as_str().into(), row.currency.as_str().into(), amount.into()];
        tx.execute(MOVE_BALANCE, params).await?;
    }
    Ok(())
}

/// The last number of a cooperation's ledger; 0 of an empty one.
///
/// # Errors
/// The database failed.
pub async fn last_no(tx: &mut Tx, cooperation: &str) -> Result<i64, StoreError> {
    tx.row(LAST, vec![cooperation.into()]).await?.map_or(Ok(0), |row| row.int(0))
}

/// Rows of a cooperation after a number, by number.
///
/// # Errors
/// The database failed.
pub async fn after(tx: &mut Tx, cooperation: &str, no: i64, most: i64) -> Result<Vec<TransferRow>, StoreError> {
    tx.rows(AFTER, vec![cooperation.into(), no.into(), most.into()]).await?.iter().map(TransferRow::read).collect()
}

/// The latest rows of a cooperation, by number.
///
/// # Errors
/// The database failed.
pub async fn latest(tx: &mut Tx, cooperation: &str, most: i64) -> Result<Vec<TransferRow>, StoreError> {
    let rows = tx.rows(LATEST, vec![cooperation.into(), most.into()]).await?;
    rows.iter().rev().map(TransferRow::read).collect()
}

/// Whether a row is taken back by another.
///
/// # Errors
/// The database failed.
pub async fn is_corrected(tx: &mut Tx, cooperation: &str, no: i64) -> Result<bool, StoreError> {
    let row = tx.row(CORRECTED, vec![cooperation.into(), no.into()]).await?;
    Ok(row.map_or(Ok(0), |row| row.int(0))? > 0)
}

/// The currency of a ledger; none of an empty one.
///
/// # Errors
/// The database failed.
pub async fn currency(tx: &mut Tx, cooperation: &str) -> Result<Option<String>, StoreError> {
    tx.row(CURRENCY, vec![cooperation.into()]).await?.map(|row| row.text(0)).transpose()
}

/// Rows of all ledgers after an id, by id.
///
/// # Errors
/// The database failed.
pub async fn all_after(tx: &mut Tx, id: &str, most: i64) -> Result<Vec<TransferRow>, StoreError> {
    tx.rows(ALL, vec![id.into(), most.into()]).await?.iter().map(TransferRow::read).collect()
}

/// The latest rows that touch an account, by number, and how many there are
/// in all.
///
/// # Errors
/// The database failed.
pub async fn latest_of_account(
    tx: &mut Tx,
    cooperation: &str,
    account: &str,
    most: i64,
) -> Result<(Vec<TransferRow>, i64), StoreError> {
    let (mut rows, mut count) = (Vec::new(), 0);
    for (sql, counting) in [(LATEST_DEBIT, COUNT_DEBIT), (LATEST_CREDIT, COUNT_CREDIT)] {
        let of_side = tx.rows(sql, vec![cooperation.into(), account.into(), most.into()]).await?;
        let found = i64::try_from(of_side.len()).unwrap_or(i64::MAX);
        for row in &of_side {
            rows.push(TransferRow::read(row)?);
        }
        // Fewer than were asked for are all there are.
        if found < most {
            count += found;
            continue;
        }
        let of_side = tx.row(counting, vec![cooperation.into(), account.into()]).await?;
        count += of_side.map_or(Ok(0), |row| row.int(0))?;
    }
    rows.sort_by_key(|row| row.no);
    let beyond = rows.len().saturating_sub(usize::try_from(most).unwrap_or(usize::MAX));
    Ok((rows.split_off(beyond), count))
}

/// What each account of a cooperation stands at, by account and currency:
/// debits less credits.
///
/// # Errors
/// The database failed.
pub async fn balances(tx: &mut Tx, cooperation: &str) -> Result<Vec<(String, String, i64)>, StoreError> {
    let rows = tx.rows(BALANCES, vec![cooperation.into()]).await?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?, row.int(2)?))).collect()
}

/// What every account of every cooperation stands at.
///
/// # Errors
/// The database failed.
pub async fn all_balances(tx: &mut Tx) -> Result<Vec<(String, String, String, i64)>, StoreError> {
    let rows = tx.rows(ALL_BALANCES, Vec::new()).await?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?, row.text(2)?, row.int(3)?))).collect()
}

/// Sums every transfer anew into the balances, which are empty.
///
/// # Errors
/// The database failed.
pub async fn rebuild_balances(tx: &mut Tx) -> Result<(), StoreError> {
    tx.execute(REBUILD, Vec::new()).await.map(drop)
}

/// What follows from a budget, corrections of it too, by number.
///
/// # Errors
/// The database failed.
pub async fn of_budget(tx: &mut Tx, cooperation: &str, budget: &str) -> Result<Vec<TransferRow>, StoreError> {
    tx.rows(OF_BUDGET, vec![cooperation.into(), budget.into()]).await?.iter().map(TransferRow::read).collect()
}

/// What went between accounts from one day to another, both counted in.
///
/// # Errors
/// The database.
pub async fn moves(tx: &mut Tx, cooperation: &str, from: &str, until: &str) -> Result<Vec<Moved>, StoreError> {
    let rows = tx.rows(MOVES, vec![cooperation.into(), from.into(), until.into()]).await?;
    rows.iter().map(|row| Ok(Moved { debit: row.text(0)?, credit: row.text(1)?, amount_minor: row.int(2)? })).collect()
}

/// Years that have a transfer, as texts.
///
/// # Errors
/// The database.
pub async fn years(tx: &mut Tx, cooperation: &str) -> Result<Vec<String>, StoreError> {
    tx.rows(YEARS, vec![cooperation.into()]).await?.iter().map(|row| row.text(0)).collect()
}

/// How many charges of a budget stand, taken back ones left out.
///
/// # Errors
/// The database failed.
pub async fn charges_of(tx: &mut Tx, budget: &str) -> Result<i64, StoreError> {
    tx.row(CHARGES, vec![budget.into()]).await?.map_or(Ok(0), |row| row.int(0))
}

/// Closes everything up to a day.
///
/// # Errors
/// The database failed, or it is closed already.
pub async fn close(tx: &mut Tx, cooperation: &str, until: &str) -> Result<(), StoreError> {
    tx.execute(CLOSE, vec![cooperation.into(), until.into()]).await.map(drop)
}

/// The last day that is closed.
///
/// # Errors
/// The database failed.
pub async fn closed_until(tx: &mut Tx, cooperation: &str) -> Result<Option<String>, StoreError> {
    tx.row(CLOSED, vec![cooperation.into()]).await?.map_or(Ok(None), |row| row.text_or_none(0))
}

/// Every cooperation and day up to which it is closed.
///
/// # Errors
/// The database failed.
pub async fn closes(tx: &mut Tx) -> Result<Vec<(String, String)>, StoreError> {
    tx.rows(CLOSES, Vec::new()).await?.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}
