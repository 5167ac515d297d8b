//! The result of a year, and what members get back or have to cover (rows F11,
//! F12, H17).

use super::ledger::NewTransfer;
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::Actor;
use samverk_domain::money::{Account, SETTLEMENT, Scenario, TransferKind, Unit, Year, divide};
use samverk_domain::record::{Fault, Record, Value};
use samverk_storage::Tx;
use samverk_storage::ledger::{self, Moved};
use std::collections::BTreeMap;

/// Income and cost of a year, by account.
pub(crate) struct YearBooks {
    /// Above nothing is income, below is cost, in the smallest unit.
    pub(crate) accounts: BTreeMap<Account, i64>,
}

impl YearBooks {
    pub(crate) fn of(moves: &[Moved]) -> Self {
        let mut accounts = BTreeMap::new();
        for row in moves {
            for (account, amount) in [(&row.debit, -row.amount_minor), (&row.credit, row.amount_minor)] {
                let Some(account) = Account::parse(account) else { continue };
                if matches!(account, Account::Fees | Account::Grants | Account::InKind | Account::Cost(_)) {
                    *accounts.entry(account).or_insert(0) += amount;
                }
            }
        }
        accounts.retain(|_, amount| *amount != 0);
        Self { accounts }
    }

    pub(crate) fn income(&self) -> i64 {
        self.accounts.values().filter(|amount| **amount > 0).sum()
    }

    pub(crate) fn result(&self) -> i64 {
        self.accounts.values().sum()
    }
}

/// What went between accounts of a cooperation in a year.
pub(crate) async fn year_moves(tx: &mut Tx, cooperation: RecordId, year: i64) -> Result<Vec<Moved>, AppError> {
    let (from, until) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
    Ok(ledger::moves(tx, &cooperation.to_string(), &from, &until).await?)
}

/// What each member was charged with, less what was taken back.
pub(crate) fn charged_in(moves: &[Moved]) -> BTreeMap<RecordId, i64> {
    let mut charged = BTreeMap::new();
    let fees = Account::Fees.to_string();
    for row in moves {
        let (member, sign) = match (row.debit == fees, row.credit == fees) {
            (false, true) => (&row.debit, 1),
            (true, false) => (&row.credit, -1),
            _ => continue,
        };
        if let Some(Account::Member(member)) = Account::parse(member) {
            *charged.entry(member).or_insert(0) += sign * row.amount_minor;
        }
    }
    charged
}

/// A result by members, in proportion to what each was charged with, by the
/// largest remainder; of equal ones to the smaller id. Nothing where nobody was.
pub(crate) fn shared_out(charged: &BTreeMap<RecordId, i64>, result: i64) -> Vec<(RecordId, i64)> {
    let weights: Vec<u128> = charged.values().map(|amount| u128::try_from(*amount).unwrap_or_default()).collect();
    if weights.iter().all(|weight| *weight == 0) {
        return Vec::new();
    }
    let parts = divide(u128::from(result.unsigned_abs()), &weights);
    let part = |part: u128| i64::try_from(part).unwrap_or_default() * result.signum();
    charged.keys().zip(parts).map(|(member, share)| (*member, part(share))).collect()
}

impl App {
    /// Enters what members get back of a surplus, or have to cover of a
    /// deficit, in the transaction that says that the result is settled. What
    /// stays in the cooperation moves nothing.
    ///
    /// # Errors
    /// More than what is left of the year's result, nobody to divide it among,
    /// or what the ledger refuses.
    pub(crate) async fn settle(&self, tx: &mut Tx, ctx: &Ctx, settlement: &Record) -> Result<(), AppError> {
        let refused = |field: &str, code: &'static str| AppError::Invalid(vec![Fault::error(field, code, "")]);
        let Some(Value::Money(result)) = settlement.first("result") else { return Err(refused("result", "required")) };
        let cooperation = settlement.target("cooperation").ok_or(AppError::NotFound)?;
        self.require_left(tx, settlement, cooperation, result.amount_minor).await?;
        if !matches!(settlement.text("treatment"), Some("return_to_members" | "cover_by_members")) {
            return Ok(());
        }
        let weights = self.weights(tx, ctx, settlement, cooperation).await?;
        let shares = shared_out(&weights, result.amount_minor);
        if shares.is_empty() {
            return Err(refused("result", "settlement_nobody"));
        }
        for (member, share) in shares.into_iter().filter(|(_, share)| *share != 0) {
            let (kind, debit, credit) = if share > 0 {
                (TransferKind::Refund, Account::Result, Account::Member(member))
            } else {
                (TransferKind::Charge, Account::Member(member), Account::Result)
            };
            let own = self.look(|catalogue| catalogue.key(member).map(str::to_owned)).unwrap_or_default();
            let new = NewTransfer {
                kind,
                day: self.ports.today(),
                debit,
                credit,
                amount_minor: share.abs(),
                currency: result.currency.to_uppercase(),
                reference: super::reference(&settlement.key, &own, 0, 1).chars().take(super::TEXT_CHARS_MAX).collect(),
                text: String::new(),
            };
            self.enter_in(tx, ctx, cooperation, &new, Some(settlement.id)).await?;
        }
        Ok(())
    }

    /// Refuses more than what the books of the year came to, less what is
    /// settled of it. Of a year that the ledger does not have, once.
    async fn require_left(
        &self,
        tx: &mut Tx,
        settlement: &Record,
        cooperation: RecordId,
        result: i64,
    ) -> Result<(), AppError> {
        let year = settlement.number("year").unwrap_or_default();
        let everything = self.scope(&Actor::Console);
        let mut settled = 0;
        let mut has_settled = false;
        for other in self.belonging(&[cooperation], SETTLEMENT, "cooperation", &everything).await? {
            // As it stands in this transaction, since another may just have been settled.
            let now = samverk_storage::record::load(tx, self.registry(), other.id).await?;
            let now = now.map_or(other, |stored| stored.record);
            let counts = now.id != settlement.id && now.number("year") == Some(year) && !now.deleted;
            if let (true, Some("settled"), Some(Value::Money(own))) =
                (counts, now.state.as_deref(), now.first("result"))
            {
                settled += own.amount_minor;
                has_settled = true;
            }
        }
        let books = YearBooks::of(&year_moves(tx, cooperation, year).await?);
        let left = books.result() - settled;
        let is_known = !books.accounts.is_empty();
        let fits = left.signum() == result.signum() && left.abs() >= result.abs();
        if (is_known && !fits) || (!is_known && has_settled) {
            let told = Unit::HUNDREDTH.text(i128::from(if is_known { left } else { 0 }));
            return Err(AppError::Invalid(vec![Fault::error("result", "settlement_left", told)]));
        }
        Ok(())
    }

    /// By what a result is divided: the shares of the budget that it names,
    /// else what was charged in its year.
    async fn weights(
        &self,
        tx: &mut Tx,
        ctx: &Ctx,
        settlement: &Record,
        cooperation: RecordId,
    ) -> Result<BTreeMap<RecordId, i64>, AppError> {
        let Some(budget) = settlement.target("budget") else {
            let year = settlement.number("year").unwrap_or_default();
            return Ok(charged_in(&year_moves(tx, cooperation, year).await?));
        };
        let console = Ctx::console("settlement", ctx.lang);
        let of = self.budget(&console, budget).await?;
        if of.budget.target("cooperation") != Some(cooperation) {
            return Err(AppError::Invalid(vec![Fault::error("budget", "link", of.budget.key)]));
        }
        let computed =
            of.compute(Scenario::Answered, Year::This).map_err(|faults| AppError::Invalid(of.named(faults)))?;
        // As it was decided: who has become a member since has no part in it.
        let mut weights = BTreeMap::new();
        for (member, total) in computed.of.sheet.members.iter().zip(&computed.shares.totals) {
            let unknown = |_| AppError::Invalid(vec![Fault::error("budget", "link", member.id.clone())]);
            let id = self.resolve("organisation", &member.id).map_err(unknown)?;
            *weights.entry(id).or_insert(0) += i64::try_from(*total).unwrap_or_default();
        }
        Ok(weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use samverk_domain::id::Uuid;

    #[test]
    fn a_result_is_divided_by_what_was_charged() {
        let id = |n: u128| RecordId(Uuid::from_u128(n));
        let charged = BTreeMap::from([(id(1), 100), (id(2), 100), (id(3), -50)]);
        assert_eq!(shared_out(&charged, 101), [(id(1), 51), (id(2), 50), (id(3), 0)]);
        assert_eq!(shared_out(&charged, -3), [(id(1), -2), (id(2), -1), (id(3), 0)]);
        assert_eq!(shared_out(&BTreeMap::from([(id(1), 0)]), 10), []);
    }
}
