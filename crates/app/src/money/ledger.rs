//! The ledger of a cooperation: entries, corrections, periods, statements
//! (rows H04, H11–H13, H17).

use crate::{App, AppError, Ctx};
use jiff::civil::Date;
use samverk_domain::RecordId;
use samverk_domain::access::{Action, Actor};
use samverk_domain::money::{Account, TransferKind};
use samverk_domain::record::Fault;
use samverk_storage::Tx;
use samverk_storage::ledger::{self, TransferRow};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Name of the ledger's changes in the history.
pub(crate) const SETTING: &str = "@ledger";
/// Transfers read at a time.
const PIECE: i64 = 10_000;
/// Transfers of a ledger that a file holds, and of one account.
const TRANSFERS_MAX: usize = 1_000_000;
/// Longest text or reference of a transfer, in characters.
pub const TEXT_CHARS_MAX: usize = 200;
/// Largest amount, in the smallest unit.
const AMOUNT_MAX: i64 = 10_000_000_000_000;
/// First year that is entered.
const YEAR_MIN: i16 = 1990;

/// A ledger, or what of it touches one account.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// By number: all, or the latest where only those were asked for.
    pub transfers: Vec<TransferRow>,
    /// How many there are.
    pub count: usize,
    /// By account and currency: debits less credits, in the smallest unit.
    pub balances: BTreeMap<(String, String), i64>,
    /// The last day that is closed.
    pub closed_until: Option<String>,
}

/// What is entered.
#[derive(Debug, Clone)]
pub struct NewTransfer {
    /// What it is.
    pub kind: TransferKind,
    /// The day that it counts for.
    pub day: Date,
    /// Account that gets more.
    pub debit: Account,
    /// Account that gets less.
    pub credit: Account,
    /// In the smallest unit.
    pub amount_minor: i64,
    /// ISO 4217; that of the books where it is empty.
    pub currency: String,
    /// What a payment is known by.
    pub reference: String,
    /// In words.
    pub text: String,
}

/// All transfers of a cooperation, in their order.
///
/// # Errors
/// More than are read at once.
pub(super) async fn every_transfer(tx: &mut Tx, of: &str) -> Result<Vec<TransferRow>, AppError> {
    let mut transfers = Vec::new();
    loop {
        let last = transfers.last().map_or(0, |row: &TransferRow| row.no);
        let piece = ledger::after(tx, of, last, PIECE).await?;
        let is_last = piece.len() < usize::try_from(PIECE).unwrap_or(usize::MAX);
        transfers.extend(piece);
        if transfers.len() > TRANSFERS_MAX {
            let most = TRANSFERS_MAX.to_string();
            return Err(AppError::Invalid(vec![Fault::error("transfers", "ledger_long", most)]));
        }
        if is_last {
            return Ok(transfers);
        }
    }
}

impl App {
    /// The whole ledger of a cooperation, for those inside it.
    ///
    /// # Errors
    /// Not found, which is also the answer for what must not be seen; more
    /// transfers than are read at once, of which a member's own are.
    pub async fn ledger(&self, ctx: &Ctx, cooperation: RecordId) -> Result<Ledger, AppError> {
        self.require_inside(ctx, cooperation).await?;
        let mut tx = self.store.read().await?;
        let of = cooperation.to_string();
        let transfers = every_transfer(&mut tx, &of).await?;
        self.told(&mut tx, &of, transfers).await
    }

    /// What must not be seen is not found.
    pub(crate) async fn require_inside(&self, ctx: &Ctx, cooperation: RecordId) -> Result<(), AppError> {
        self.catch_up().await?;
        self.record(ctx, cooperation).await?;
        self.require(ctx, Action::SeeInternal, cooperation).map_err(|_| AppError::NotFound)?;
        Ok(())
    }

    /// The latest transfers of a cooperation's ledger, with the balances of
    /// all, for those inside it.
    ///
    /// # Errors
    /// As [`App::ledger`].
    pub async fn latest_transfers(&self, ctx: &Ctx, cooperation: RecordId, most: usize) -> Result<Ledger, AppError> {
        self.require_inside(ctx, cooperation).await?;
        let mut tx = self.store.read().await?;
        let of = cooperation.to_string();
        let transfers = ledger::latest(&mut tx, &of, i64::try_from(most).unwrap_or(i64::MAX)).await?;
        self.told(&mut tx, &of, transfers).await
    }

    /// Transfers after a number, at most so many, with the balances of all.
    ///
    /// # Errors
    /// As [`App::ledger`].
    pub async fn transfers_after(
        &self,
        ctx: &Ctx,
        cooperation: RecordId,
        no: i64,
        most: usize,
    ) -> Result<Ledger, AppError> {
        self.require_inside(ctx, cooperation).await?;
        let mut tx = self.store.read().await?;
        let of = cooperation.to_string();
        let transfers = ledger::after(&mut tx, &of, no, i64::try_from(most).unwrap_or(i64::MAX)).await?;
        self.told(&mut tx, &of, transfers).await
    }

    /// The currency of a cooperation's books: that of its first transfer, else
    /// that of its owner's country.
    ///
    /// # Errors
    /// The database failed.
    pub async fn currency_of_books(&self, cooperation: RecordId) -> Result<String, AppError> {
        self.books_currency(&mut self.store.read().await?, cooperation).await
    }

    /// The same within a transaction.
    pub(crate) async fn books_currency(&self, tx: &mut Tx, cooperation: RecordId) -> Result<String, AppError> {
        let own = ledger::currency(tx, &cooperation.to_string()).await?;
        let of_owner = || self.look(|catalogue| catalogue.currency_of(cooperation));
        Ok(own.or_else(of_owner).unwrap_or_else(|| "SEK".to_owned()))
    }

    /// What a member owes and has paid: for those inside the cooperation, and
    /// for the member itself.
    ///
    /// # Errors
    /// Not found, which is also the answer for what must not be seen.
    pub async fn statement(
        &self,
        ctx: &Ctx,
        cooperation: RecordId,
        organisation: RecordId,
    ) -> Result<Ledger, AppError> {
        self.latest_of_statement(ctx, cooperation, organisation, TRANSFERS_MAX).await
    }

    /// The same with its latest transfers alone.
    ///
    /// # Errors
    /// As [`App::statement`].
    pub async fn latest_of_statement(
        &self,
        ctx: &Ctx,
        cooperation: RecordId,
        organisation: RecordId,
        most: usize,
    ) -> Result<Ledger, AppError> {
        self.catch_up().await?;
        self.record(ctx, cooperation).await?;
        self.record(ctx, organisation).await?;
        let own = ctx.actor.organisations().any(|id| id == organisation);
        if !own {
            self.require(ctx, Action::SeeInternal, cooperation).map_err(|_| AppError::NotFound)?;
        }
        let mut tx = self.store.read().await?;
        let (of, account) = (cooperation.to_string(), Account::Member(organisation).to_string());
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let (transfers, count) = ledger::latest_of_account(&mut tx, &of, &account, most).await?;
        let balances = ledger::balances(&mut tx, &of).await?;
        let own = balances.into_iter().filter(|(whose, ..)| *whose == account);
        Ok(Ledger {
            transfers,
            count: usize::try_from(count).unwrap_or_default(),
            balances: own.map(|(account, currency, sum)| ((account, currency), sum)).collect(),
            closed_until: ledger::closed_until(&mut tx, &of).await?,
        })
    }

    /// Everything that touches an account, for what was asked who may see it.
    pub(crate) async fn account_transfers(
        &self,
        cooperation: RecordId,
        account: &str,
    ) -> Result<Vec<TransferRow>, AppError> {
        let mut tx = self.store.read().await?;
        let most = i64::try_from(TRANSFERS_MAX).unwrap_or(i64::MAX);
        Ok(ledger::latest_of_account(&mut tx, &cooperation.to_string(), account, most).await?.0)
    }

    async fn told(&self, tx: &mut Tx, of: &str, transfers: Vec<TransferRow>) -> Result<Ledger, AppError> {
        let count = usize::try_from(ledger::last_no(tx, of).await?).unwrap_or_default();
        let balances = ledger::balances(tx, of).await?;
        let balances = balances.into_iter().map(|(account, currency, sum)| ((account, currency), sum)).collect();
        Ok(Ledger { transfers, count, balances, closed_until: ledger::closed_until(tx, of).await? })
    }

    /// Refuses who may not write in the ledger, before anything that was
    /// written is looked at.
    ///
    /// # Errors
    /// Not allowed.
    pub fn require_ledger(&self, ctx: &Ctx, cooperation: RecordId) -> Result<(), AppError> {
        self.require(ctx, Action::Change, cooperation).map(drop)
    }

    /// Enters a transfer.
    ///
    /// # Errors
    /// Faults by field: an amount that is none, accounts that are the same, a
    /// day that is closed or has not come, another currency than the ledger's.
    /// Not allowed for others than those who write for the cooperation.
    pub async fn enter(&self, ctx: &Ctx, cooperation: RecordId, new: &NewTransfer) -> Result<i64, AppError> {
        self.catch_up().await?;
        let mut tx = self.store.write().await?;
        let no = self.enter_in(&mut tx, ctx, cooperation, new, None).await?;
        self.note_once_as(&mut tx, ctx, std::iter::once((cooperation, no))).await?;
        tx.commit().await?;
        self.catch_up().await?;
        Ok(no)
    }

    /// The same in a transaction, for the record that it follows from.
    ///
    /// # Errors
    /// As [`App::enter`].
    pub(super) async fn enter_in(
        &self,
        tx: &mut Tx,
        ctx: &Ctx,
        cooperation: RecordId,
        new: &NewTransfer,
        because: Option<RecordId>,
    ) -> Result<i64, AppError> {
        let no = ledger::last_no(tx, &cooperation.to_string()).await? + 1;
        let row = self.row_of(tx, ctx, cooperation, new, because, no).await?;
        self.note_transfers(tx, ctx, &[row]).await?;
        Ok(no)
    }

    /// A transfer as a row with a number, where nothing speaks against it;
    /// nothing is stored.
    ///
    /// # Errors
    /// As [`App::enter`].
    pub(super) async fn row_of(
        &self,
        tx: &mut Tx,
        ctx: &Ctx,
        cooperation: RecordId,
        new: &NewTransfer,
        because: Option<RecordId>,
        no: i64,
    ) -> Result<TransferRow, AppError> {
        self.require(ctx, Action::Change, cooperation)?;
        let of = cooperation.to_string();
        let mut faults = Vec::new();
        let mut fault =
            |field: &str, code: &'static str, detail: String| faults.push(Fault::error(field, code, detail));
        if new.amount_minor <= 0 || new.amount_minor > AMOUNT_MAX {
            fault("amount", "ledger_amount", String::new());
        }
        if new.debit == new.credit {
            fault("credit", "ledger_accounts", String::new());
        }
        if new.day > self.ports.today() {
            fault("day", "day_to_come", new.day.to_string());
        } else if new.day.year() < YEAR_MIN {
            fault("day", "ledger_year", YEAR_MIN.to_string());
        }
        for (field, text) in [("reference", &new.reference), ("text", &new.text)] {
            if text.chars().count() > TEXT_CHARS_MAX {
                fault(field, "too_long", TEXT_CHARS_MAX.to_string());
            }
        }
        let closed = ledger::closed_until(tx, &of).await?;
        if let Some(until) = closed.filter(|until| *until >= new.day.to_string()) {
            fault("day", "ledger_closed", until);
        }
        let own = self.books_currency(tx, cooperation).await?;
        let currency = if new.currency.is_empty() { own.clone() } else { new.currency.clone() };
        if currency != own && ledger::currency(tx, &of).await?.is_some() {
            fault("currency", "ledger_currency", own);
        }
        // Who is or was a member, or owes something; a payment of a funder is for what it promised.
        let mut paid_by = new.credit.clone();
        for account in [&new.debit, &new.credit] {
            let Account::Member(id) = account else { continue };
            if ledger::latest_of_account(tx, &of, &account.to_string(), 1).await?.1 > 0 {
                continue;
            }
            let everything = self.scope(&Actor::Console);
            let members = self.belonging(&[cooperation], "membership", "cooperation", &everything).await?;
            if members.iter().any(|one| one.target("organisation") == Some(*id)) {
                continue;
            }
            let funder = Account::Funder(*id);
            let has_promised = ledger::latest_of_account(tx, &of, &funder.to_string(), 1).await?.1 > 0;
            if new.kind == TransferKind::Payment && has_promised {
                paid_by = funder;
            } else {
                fault("organisation", "no_member", id.to_string());
            }
        }
        if !faults.is_empty() {
            return Err(AppError::Invalid(faults));
        }
        Ok(TransferRow {
            id: self.ports.new_id().to_string(),
            cooperation: of,
            no,
            day: new.day.to_string(),
            kind: new.kind.code().to_owned(),
            debit: new.debit.to_string(),
            credit: paid_by.to_string(),
            amount_minor: new.amount_minor,
            currency,
            budget: because.map(|id| id.to_string()),
            reference: one_line(&new.reference),
            text: one_line(&new.text),
            corrects: None,
        })
    }

    /// Takes a transfer back by one the other way round, with a reason.
    ///
    /// # Errors
    /// Not allowed, no such transfer, one that is taken back already or takes
    /// one back itself, no reason, or today is closed.
    pub async fn correct(&self, ctx: &Ctx, cooperation: RecordId, no: i64, reason: &str) -> Result<i64, AppError> {
        self.catch_up().await?;
        self.require(ctx, Action::Change, cooperation)?;
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > TEXT_CHARS_MAX {
            return Err(AppError::Invalid(vec![Fault::error("reason", "required", "")]));
        }
        let mut tx = self.store.write().await?;
        let of = cooperation.to_string();
        let found = ledger::after(&mut tx, &of, no.saturating_sub(1), 1).await?;
        let row = found.iter().find(|row| row.no == no).ok_or(AppError::NotFound)?;
        let taken_back = row.corrects.is_some() || ledger::is_corrected(&mut tx, &of, no).await?;
        let mut faults = Vec::new();
        if taken_back {
            faults.push(Fault::error("no", "ledger_corrected", no.to_string()));
        }
        let today = self.ports.today().to_string();
        if let Some(until) = ledger::closed_until(&mut tx, &of).await?.filter(|until| *until >= today) {
            faults.push(Fault::error("day", "ledger_closed", until));
        }
        if !faults.is_empty() {
            return Err(AppError::Invalid(faults));
        }
        let last = ledger::last_no(&mut tx, &of).await? + 1;
        let back = TransferRow {
            id: self.ports.new_id().to_string(),
            no: last,
            day: today,
            kind: TransferKind::Correction.code().to_owned(),
            debit: row.credit.clone(),
            credit: row.debit.clone(),
            text: reason.to_owned(),
            corrects: Some(no),
            ..row.clone()
        };
        self.note_transfers(&mut tx, ctx, &[back]).await?;
        self.note_once_as(&mut tx, ctx, std::iter::once((cooperation, last))).await?;
        tx.commit().await?;
        self.catch_up().await?;
        Ok(last)
    }

    /// Closes the ledger up to a day: nothing is entered on it or before.
    ///
    /// # Errors
    /// Not allowed, a day that has not passed, or one that is closed already.
    pub async fn close_ledger(&self, ctx: &Ctx, cooperation: RecordId, until: Date) -> Result<(), AppError> {
        self.catch_up().await?;
        self.require(ctx, Action::Change, cooperation)?;
        let mut tx = self.store.write().await?;
        let (of, day) = (cooperation.to_string(), until.to_string());
        if until >= self.ports.today() {
            return Err(AppError::Invalid(vec![Fault::error("until", "ledger_open_day", day)]));
        }
        if let Some(known) = ledger::closed_until(&mut tx, &of).await?.filter(|known| *known >= day) {
            return Err(AppError::Invalid(vec![Fault::error("until", "ledger_closed", known)]));
        }
        ledger::close(&mut tx, &of, &day).await?;
        self.note_setting(&mut tx, ctx, SETTING, json!({ "cooperation": of, "closed_until": day })).await?;
        tx.commit().await?;
        self.catch_up().await
    }

    /// Stores rows, and joins them to the history.
    pub(super) async fn note_transfers(&self, tx: &mut Tx, ctx: &Ctx, rows: &[TransferRow]) -> Result<(), AppError> {
        for row in rows {
            ledger::insert(tx, row).await?;
        }
        let said: Vec<Json> = rows.iter().map(row_json).collect();
        self.note_setting(tx, ctx, SETTING, json!({ "transfers": said })).await
    }
}

/// A text on one line.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}

/// A row as the history tells it.
pub(crate) fn row_json(row: &TransferRow) -> Json {
    json!({
        "id": row.id, "cooperation": row.cooperation, "no": row.no, "day": row.day, "kind": row.kind,
        "debit": row.debit, "credit": row.credit, "amount_minor": row.amount_minor, "currency": row.currency,
        "budget": row.budget, "reference": row.reference, "text": row.text, "corrects": row.corrects,
    })
}
