//! Time that members give, set off against what they owe (row H12).

use super::ledger::NewTransfer;
use crate::{App, AppError, Ctx};
use samverk_domain::money::{Account, TransferKind};
use samverk_domain::record::{Fault, Record, Value};
use samverk_storage::Tx;

/// Hours have two decimals.
const HOUR_UNITS: i128 = 100;

/// What reported time is worth at its rate, in the smallest unit, rounded half
/// up; nothing without a rate.
pub(crate) fn time_worth(report: &Record) -> Option<i64> {
    let Some(Value::Money(rate)) = report.first("rate") else { return None };
    let exact = i128::from(report.number("hours")?) * i128::from(rate.amount_minor);
    i64::try_from((exact * 2 + HOUR_UNITS) / (HOUR_UNITS * 2)).ok()
}

impl App {
    /// Enters approved time in the ledger, in the transaction that says that
    /// it is set off.
    ///
    /// # Errors
    /// Time that counts beside the share, no rate, who may not write for the
    /// cooperation, or what the ledger refuses.
    pub(crate) async fn set_off(&self, tx: &mut Tx, ctx: &Ctx, report: &Record) -> Result<(), AppError> {
        let refused = |field: &str, code: &'static str| AppError::Invalid(vec![Fault::error(field, code, "")]);
        if report.text("treatment") != Some("set_off") {
            return Err(refused("treatment", "time_beside"));
        }
        let Some(Value::Money(rate)) = report.first("rate") else { return Err(refused("rate", "required")) };
        let member = report.target("organisation").ok_or(AppError::NotFound)?;
        let cooperation = report.target("cooperation").ok_or(AppError::NotFound)?;
        // In the year that it was given in, where that is still open.
        let (today, last) = (self.ports.today(), report.first("until"));
        let closed = samverk_storage::ledger::closed_until(tx, &cooperation.to_string()).await?.unwrap_or_default();
        let day = match last {
            Some(Value::Date(until)) if *until <= today && until.to_string() > closed => *until,
            _ => today,
        };
        let new = NewTransfer {
            kind: TransferKind::SetOff,
            day,
            debit: Account::InKind,
            credit: Account::Member(member),
            amount_minor: time_worth(report).unwrap_or_default(),
            currency: rate.currency.to_uppercase(),
            reference: report.key.chars().take(super::TEXT_CHARS_MAX).collect(),
            text: String::new(),
        };
        self.enter_in(tx, ctx, cooperation, &new, Some(report.id)).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use samverk_domain::RecordId;
    use samverk_domain::id::Uuid;
    use samverk_domain::record::Money;

    #[test]
    fn time_is_worth_its_hours_at_the_rate() {
        let registry = samverk_domain::registry().unwrap();
        let kind = registry.get(samverk_domain::money::TIME_REPORT).unwrap();
        let mut report = Record::new(kind, RecordId(Uuid::from_u128(1)), None);
        report.set("hours", vec![Value::Number(750)]);
        assert_eq!(time_worth(&report), None);
        report.set("rate", vec![Value::Money(Money { amount_minor: 60_033, currency: "SEK".to_owned() })]);
        // 7.5 hours at 600.33 are 4 502.475.
        assert_eq!(time_worth(&report), Some(450_248));
    }
}
