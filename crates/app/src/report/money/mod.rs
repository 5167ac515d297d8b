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

use super::{Cell, Given, Report};
use samverk_domain::RecordId;
use samverk_domain::money::Unit;
use samverk_domain::record::{Fault, Record, Value};
use std::collections::BTreeSet;

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
/// another; what is no year is told, and the latest answers.
fn year_asked(given: &Given, years: &BTreeSet<i64>, other: i64, report: &mut Report) -> i64 {
    let latest = years.last().copied().unwrap_or(other);
    let Some(text) = given.get("year").filter(|text| !text.is_empty()) else { return latest };
    text.parse().ok().filter(|year| YEARS.contains(year)).unwrap_or_else(|| {
        report.faults.push(Fault::error("year", "number", text.chars().take(20).collect::<String>()));
        latest
    })
}

/// Says that a budget cannot be computed yet: its page tells why.
fn not_computed(report: &mut Report, budget: &Record) {
    report.faults.push(Fault::error("budget", "budget_not_computed", budget.key.clone()));
}

/// What an amount in units is in the smallest unit; one that is out of all
/// bounds is held to them.
fn to_minor(units: i128, unit: Unit) -> i64 {
    let hundredths = if unit == Unit::HUNDREDTH { units } else { units.saturating_mul(100) };
    held(hundredths)
}

/// A number held to what a cell has room for.
fn held(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX })
}

/// An amount for each of a number, rounded half up.
fn each(amount: i64, number: i64) -> i64 {
    let (amount, number) = (i128::from(amount), i128::from(number));
    held((amount * 2 + number * amount.signum()) / (number * 2))
}

/// The budgets that hold: not what was withdrawn, nor what a decided one
/// replaces; where a year has a decided budget, no draft of it.
fn current(budgets: Vec<Record>) -> Vec<Record> {
    let is_decided =
        |budget: &Record| budget.state.as_deref().is_some_and(|state| samverk_domain::money::FROZEN.contains(&state));
    let replaced: BTreeSet<RecordId> =
        budgets.iter().filter(|one| is_decided(one)).filter_map(|one| one.target("replaces")).collect();
    let decided: BTreeSet<Option<i64>> =
        budgets.iter().filter(|one| is_decided(one)).map(|one| one.number("year")).collect();
    let holds = |budget: &Record| {
        budget.state.as_deref() != Some("withdrawn")
            && !replaced.contains(&budget.id)
            && (is_decided(budget) || !decided.contains(&budget.number("year")))
    };
    budgets.into_iter().filter(holds).collect()
}

/// A state of a kind, as a word.
fn state(record: &Record) -> Cell {
    record.state.as_ref().map_or(Cell::Empty, |code| Cell::Key(format!("{}-state-{code}", record.kind)))
}
