//! Reports about money.

mod cost;
mod financing;
mod in_kind;
mod invoices;
mod liquidity;
mod open;
mod prices;
mod remaining;
mod result;
mod shares;

use super::{Cell, Given};
use crate::AppError;
use samverk_domain::money::{Decimal, Unit};
use samverk_domain::record::{Fault, Record, Value};

/// Years that are read.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2200;

/// The amount of a field in the smallest unit.
fn minor(record: &Record, field: &str) -> Option<i64> {
    match record.first(field) {
        Some(Value::Money(money)) => Some(money.amount_minor),
        _ => None,
    }
}

/// The currency of a field's amount, in capitals.
fn currency(record: &Record, field: &str) -> Option<String> {
    match record.first(field) {
        Some(Value::Money(money)) => Some(money.currency.to_uppercase()),
        _ => None,
    }
}

/// The day of a field.
fn day(record: &Record, field: &str) -> Option<jiff::civil::Date> {
    match record.first(field) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    }
}

fn is_set(record: &Record, flag: &str) -> bool {
    record.first(flag) == Some(&Value::Flag(true))
}

fn is_illustrative(record: &Record) -> bool {
    record.text("certainty") == Some("illustrative")
}

/// The year that was asked for, else the latest of those there are, else
/// another.
fn year_asked(given: &Given, years: impl Iterator<Item = i64>, other: i64) -> Result<i64, AppError> {
    match given.get("year").filter(|text| !text.is_empty()) {
        None => Ok(years.max().unwrap_or(other)),
        Some(text) => text.parse().ok().filter(|year| YEARS.contains(year)).ok_or_else(|| {
            AppError::Invalid(vec![Fault::error("year", "number", text.chars().take(20).collect::<String>())])
        }),
    }
}

/// Longest text that is read of an amount.
const AMOUNT_CHARS_MAX: usize = 40;

/// A number as people write it: with spaces between thousands, comma or point.
fn decimal(text: &str) -> Option<Decimal> {
    if text.chars().count() > AMOUNT_CHARS_MAX {
        return None;
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    Decimal::parse(&bare.replace(',', "."))
}

/// What an amount in units is in the smallest unit.
fn to_minor(units: i128, unit: Unit) -> i64 {
    let hundredths = if unit == Unit::HUNDREDTH { units } else { units * 100 };
    i64::try_from(hundredths).unwrap_or(i64::MAX)
}

/// A state of a kind, as a word.
fn state(record: &Record) -> Cell {
    record.state.as_ref().map_or(Cell::Empty, |code| Cell::Key(format!("{}-state-{code}", record.kind)))
}
