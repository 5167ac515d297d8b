//! What the registers about money refuse whatever else is stored.

use super::{DEPARTURE, GIFT, SETTLEMENT, TIME_REPORT};
use crate::record::{Fault, Record, Value};
use jiff::ToSpan as _;
use jiff::civil::Date;

fn day(record: &Record, field: &str) -> Option<Date> {
    match record.first(field) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    }
}

/// The first day on which a member that gave notice may leave.
#[must_use]
pub fn may_leave_on(departure: &Record) -> Option<Date> {
    let months = departure.number("notice_months").unwrap_or_default();
    day(departure, "notice_given")?.checked_add(months.months()).ok()
}

/// Faults of a record by its own fields: time that is set off without a rate
/// (H12), a treatment that does not fit the result (H17), who leaves before the term of notice
/// is over (H11), a gift that is paid for (F14).
#[must_use]
pub fn check(record: &Record) -> Vec<Fault> {
    let mut faults = Vec::new();
    let amount = |field: &str| match record.first(field) {
        Some(Value::Money(money)) => Some(money.amount_minor),
        _ => None,
    };
    let mut fault = |field: &str, code| faults.push(Fault::error(field, code, ""));
    match record.kind.as_str() {
        TIME_REPORT => match amount("rate") {
            Some(rate) if rate <= 0 => fault("rate", "ledger_amount"),
            None if record.text("treatment") == Some("set_off") => fault("rate", "required"),
            _ => {}
        },
        SETTLEMENT => match (record.text("treatment"), amount("result").unwrap_or_default()) {
            (Some("return_to_members" | "dividend" | "carry_forward"), ..=0) => {
                fault("treatment", "settlement_no_surplus")
            }
            (Some("cover_by_members" | "restore" | "new_capital"), 0..) => fault("treatment", "settlement_no_deficit"),
            _ => {}
        },
        DEPARTURE => {
            let earliest = may_leave_on(record);
            if let (Some(leaves), Some(earliest)) = (day(record, "leaves"), earliest)
                && leaves < earliest
            {
                faults.push(Fault::error("leaves", "leaves_early", earliest.to_string()));
            }
        }
        GIFT => {
            if record.first("without_consideration") == Some(&Value::Flag(false)) {
                fault("without_consideration", "gift_consideration");
            }
            if amount("value").is_some_and(|value| value < 0) {
                fault("value", "ledger_amount");
            }
        }
        _ => {}
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RecordId;
    use crate::id::Uuid;
    use jiff::civil::date;

    fn record(kind: &str, values: &[(&'static str, Value)]) -> Record {
        let registry = crate::registry().unwrap();
        let mut record = Record::new(registry.get(kind).unwrap(), RecordId(Uuid::from_u128(1)), None);
        for (name, value) in values {
            record.set(name, vec![value.clone()]);
        }
        record
    }

    fn codes(record: &Record) -> Vec<&'static str> {
        check(record).into_iter().map(|fault| fault.code).collect()
    }

    #[test]
    fn who_leaves_waits_for_the_term_of_notice() {
        let leaving = |leaves| {
            record(
                DEPARTURE,
                &[
                    ("notice_given", Value::Date(date(2026, 1, 31))),
                    ("notice_months", Value::Number(13)),
                    ("leaves", Value::Date(leaves)),
                ],
            )
        };
        assert_eq!(may_leave_on(&leaving(date(2027, 1, 1))), Some(date(2027, 2, 28)));
        assert_eq!(codes(&leaving(date(2027, 2, 27))), ["leaves_early"]);
        assert_eq!(codes(&leaving(date(2027, 2, 28))), Vec::<&str>::new());
    }

    #[test]
    fn a_gift_is_not_paid_for() {
        assert_eq!(codes(&record(GIFT, &[("without_consideration", Value::Flag(false))])), ["gift_consideration"]);
        assert_eq!(codes(&record(GIFT, &[("without_consideration", Value::Flag(true))])), Vec::<&str>::new());
    }
}
