//! Charging the members of a cooperation with a decided budget (rows H01, H04).

use super::Computed;
use super::ledger::TEXT_CHARS_MAX;
use crate::{App, AppError, Ctx};
use jiff::civil::Date;
use samverk_domain::access::Action;
use samverk_domain::money::{Account, Scenario, TransferKind, Unit, Year, divide};
use samverk_domain::record::{Fault, Record, Value};
use samverk_domain::{Lang, RecordId};
use samverk_storage::Tx;
use samverk_storage::ledger::{self, TransferRow};
use std::collections::{BTreeMap, BTreeSet};

/// Budgets that replace each other, looked back at.
const REPLACED_MAX: usize = 20;

/// Amounts in the smallest unit, by the member's account.
type Sums = BTreeMap<String, i64>;

/// What a budget charges its members with, without VAT.
#[derive(Default)]
pub(crate) struct Charges {
    /// What the budgets that it replaces were charged with.
    pub(crate) before: Sums,
    /// The references of those charges: the invoices that this one sets right.
    pub(crate) earlier: BTreeMap<String, BTreeSet<String>>,
    /// What is charged: the share, less what was charged before. Who takes no
    /// part any more gets that back.
    pub(crate) now: Sums,
}

impl App {
    /// Charges the members with their shares of a decided budget: transfers for
    /// each, in the transaction that says that it is charged. Where it replaces
    /// another, the difference is charged.
    pub(crate) async fn charge(&self, tx: &mut Tx, ctx: &Ctx, budget: &Record) -> Result<(), AppError> {
        // Whoever owns the budget: it is the cooperation's ledger that is written in.
        self.require(ctx, Action::Change, budget.target("cooperation").ok_or(AppError::NotFound)?)?;
        let id = budget.id.to_string();
        if ledger::charges_of(tx, &id).await? > 0 {
            return Err(refused("ledger_charged", String::new()));
        }
        let console = Ctx::console("budget", ctx.lang);
        let of = self.budget(&console, budget.id).await?;
        let computed =
            of.compute(Scenario::Answered, Year::This).map_err(|faults| AppError::Invalid(of.named(faults)))?;
        let cooperation = budget.target("cooperation").ok_or(AppError::NotFound)?.to_string();
        let days = self.days_with_vat(&console, budget).await?;
        let closed = ledger::closed_until(tx, &cooperation).await?;
        let first = days.first().map(|(day, _)| day.to_string()).unwrap_or_default();
        if let Some(until) = closed.filter(|until| *until >= first) {
            return Err(refused("ledger_closed", until));
        }
        let currency = &computed.of.sheet.currency;
        if let Some(other) = ledger::currency(tx, &cooperation).await?.filter(|own| own != currency) {
            return Err(refused("ledger_currency", other));
        }
        let mut no = ledger::last_no(tx, &cooperation).await?;
        let mut rows = Vec::new();
        let vat = Account::Vat.to_string();
        let charges = self.charges(tx, budget, &computed).await?;
        let mut charged: Vec<_> =
            charges.now.into_iter().map(|(account, sum)| (self.key_of(&account), account, sum)).collect();
        charged.sort_unstable();
        for (member, account, amount) in charged {
            let parts = parts(amount, days.len(), computed.of.sheet.unit);
            for (at, (part, (day, rate))) in
                parts.into_iter().zip(&days).enumerate().filter(|(_, (part, _))| *part != 0)
            {
                let (debit, credit) = match (account.clone(), Account::Fees.to_string()) {
                    (own, fees) if amount > 0 => (own, fees),
                    (own, fees) => (fees, own),
                };
                let net = part;
                no += 1;
                let charge = TransferRow {
                    id: self.ports.new_id().to_string(),
                    cooperation: cooperation.clone(),
                    no,
                    day: day.to_string(),
                    kind: TransferKind::Charge.code().to_owned(),
                    debit,
                    credit,
                    amount_minor: net,
                    currency: currency.clone(),
                    budget: Some(id.clone()),
                    reference: super::reference(&budget.key, &member, at, days.len()),
                    text: budget.text("name").unwrap_or_default().chars().take(TEXT_CHARS_MAX).collect(),
                    corrects: None,
                };
                // VAT stands apart: it is no income, and what is divided is without it.
                let on_top = rate.on(net);
                let other = |account: &str| if is_member(account) { account.to_owned() } else { vat.clone() };
                let with_vat = (on_top != 0).then(|| TransferRow {
                    id: self.ports.new_id().to_string(),
                    no: no + 1,
                    debit: other(&charge.debit),
                    credit: other(&charge.credit),
                    amount_minor: on_top,
                    ..charge.clone()
                });
                no += i64::from(with_vat.is_some());
                rows.push(charge);
                rows.extend(with_vat);
            }
        }
        self.note_transfers(tx, ctx, &rows).await
    }

    /// The days of invoice, in advance and in equal parts; today where none is said.
    pub(crate) fn invoice_days(&self, budget: &Record) -> BTreeSet<Date> {
        let days: BTreeSet<Date> = budget
            .values("invoice")
            .iter()
            .filter_map(|value| match value {
                Value::Date(day) => Some(*day),
                _ => None,
            })
            .collect();
        if days.is_empty() { BTreeSet::from([self.ports.today()]) } else { days }
    }

    /// What a budget charges its members with: what its ledger, its invoices
    /// and their basis have alike.
    ///
    /// # Errors
    /// A member that is not found, or a replaced budget that was charged with
    /// other VAT.
    pub(crate) async fn charges(&self, tx: &mut Tx, budget: &Record, computed: &Computed) -> Result<Charges, AppError> {
        let mut charges = self.charged_before(tx, budget).await?;
        charges.now = self.to_charge(computed, &charges.before)?;
        Ok(charges)
    }

    /// What the budgets that this one replaces were charged with, less what was
    /// taken back: it is charged no more. VAT of another treatment could not be
    /// set right by a difference.
    async fn charged_before(&self, tx: &mut Tx, budget: &Record) -> Result<Charges, AppError> {
        let console = Ctx::console("budget", Lang::Sv);
        let cooperation = budget.target("cooperation").ok_or(AppError::NotFound)?.to_string();
        let treatment = |of: &Record| of.text("vat").unwrap_or("outside").to_owned();
        let vat = Account::Vat.to_string();
        let mut charges = Charges::default();
        let (mut next, mut chain) = (budget.target("replaces"), 0);
        while let Some(id) = next {
            if chain == REPLACED_MAX {
                return Err(refused("too_many", REPLACED_MAX.to_string()));
            }
            let replaced = self.record(&console, id).await?.record;
            let mut with_vat = Sums::new();
            // A correction keeps the budget of what it takes back.
            for row in ledger::of_budget(tx, &cooperation, &id.to_string()).await? {
                let (account, amount) = match (is_member(&row.debit), is_member(&row.credit)) {
                    (true, _) => (&row.debit, row.amount_minor),
                    (_, true) => (&row.credit, -row.amount_minor),
                    _ => continue,
                };
                *with_vat.entry(account.clone()).or_insert(0) += amount;
                if row.debit != vat && row.credit != vat {
                    *charges.before.entry(account.clone()).or_insert(0) += amount;
                }
                if row.kind == TransferKind::Charge.code() {
                    charges.earlier.entry(account.clone()).or_default().insert(row.reference.clone());
                }
            }
            if treatment(&replaced) != treatment(budget) && with_vat.values().any(|sum| *sum != 0) {
                return Err(refused("vat_replaced", replaced.key));
            }
            next = replaced.target("replaces");
            chain += 1;
        }
        Ok(charges)
    }

    fn to_charge(&self, computed: &Computed, before: &Sums) -> Result<Sums, AppError> {
        let to_minor = if computed.of.sheet.unit == Unit::HUNDREDTH { 1 } else { 100 };
        let mut sums: Sums = before.iter().map(|(account, amount)| (account.clone(), -amount)).collect();
        for (member, total) in computed.of.sheet.members.iter().zip(&computed.shares.totals) {
            // A share that nobody is found for must not be lost.
            let organisation = self.look(|catalogue| catalogue.find("organisation", &member.id));
            let organisation = organisation.ok_or_else(|| refused("link", member.id.clone()))?;
            let amount = i64::try_from(total * to_minor).map_err(|_| refused("ledger_amount", String::new()))?;
            *sums.entry(Account::Member(organisation).to_string()).or_insert(0) += amount;
        }
        Ok(sums)
    }

    /// The member's key, by which what it pays is known.
    fn key_of(&self, account: &str) -> String {
        let key = |id: RecordId| self.look(|catalogue| catalogue.key(id).map(str::to_owned));
        match Account::parse(account) {
            Some(Account::Member(id)) => key(id).unwrap_or_else(|| id.to_string()),
            _ => account.to_owned(),
        }
    }
}

/// An amount in the smallest unit as equal parts, each a whole number of the
/// unit of shares as far as the amount is; without its sign.
pub(crate) fn parts(amount: i64, count: usize, unit: Unit) -> Vec<i64> {
    let step = if unit == Unit::HUNDREDTH || amount % 100 != 0 { 1 } else { 100 };
    let parts = divide(u128::from(amount.unsigned_abs()) / step, &vec![1; count]);
    parts.into_iter().map(|part| i64::try_from(part * step).unwrap_or(i64::MAX)).collect()
}

fn is_member(account: &str) -> bool {
    matches!(Account::parse(account), Some(Account::Member(_)))
}

fn refused(code: &'static str, detail: String) -> AppError {
    AppError::Invalid(vec![Fault::error("state", code, detail)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use samverk_domain::money::Decimal;

    #[test]
    fn parts_are_of_the_unit_of_shares_and_sum_to_the_whole() {
        let whole = Decimal::as_written("1").and_then(Unit::new).expect("whole kronor");
        assert_eq!(parts(1_331_900, 2, whole), [666_000, 665_900]);
        assert_eq!(parts(-1_331_900, 2, Unit::HUNDREDTH), [665_950, 665_950]);
        // What was taken back in hundredths is divided in hundredths.
        assert_eq!(parts(101, 2, whole), [51, 50]);
        assert_eq!(parts(100, 3, whole), [100, 0, 0]);
    }
}
