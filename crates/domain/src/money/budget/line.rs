//! What a budget line costs: as stated, by a salary formula, or as its
//! sublines sum.

use super::build::Year;
use crate::RecordId;
use crate::money::decimal::{Unit, round};
use crate::record::{Fault, Money, Record, Value};
use std::collections::{HashMap, HashSet};

/// Deepest subline.
const DEPTH_MAX: usize = 8;

/// What a line is planned to cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// In the smallest unit; nothing where its key makes the amount.
    pub amount_minor: Option<i64>,
    /// What the salary formula gives before it is rounded, where there is one.
    pub formula_minor: Option<i64>,
}

/// An amount of a record.
pub(super) fn minor(record: &Record, field: &str) -> Option<i64> {
    match record.first(field) {
        Some(Value::Money(Money { amount_minor, .. })) => Some(*amount_minor),
        _ => None,
    }
}

/// A salary: a monthly pay for so many tenths of months, with so many
/// hundredths of a percent on top, rounded half away from nothing to whole
/// multiples of `rounded_to` (H02: 43 000 × 12 × 1.44 = 743 040, to thousands
/// 743 000). All in the smallest unit; the exact amount, itself rounded to
/// that unit, comes first.
#[must_use]
pub fn salary(monthly: i64, months_tenths: i64, overhead: i64, rounded_to: i64) -> (i64, i64) {
    let exact = i128::from(monthly) * i128::from(months_tenths) * (10_000 + i128::from(overhead));
    let step = i128::from(rounded_to.max(1));
    let (whole, rounded) = (round(exact, 100_000), round(exact, 100_000 * step) * step);
    let fit = |amount: i128| i64::try_from(amount).unwrap_or(if amount < 0 { i64::MIN } else { i64::MAX });
    (fit(whole), fit(rounded))
}

/// What the salary formula of a line gives, before and after rounding.
fn formula(line: &Record, year: Year) -> Option<(i64, i64)> {
    let monthly = minor(line, "monthly").filter(|_| year == Year::This)?;
    let months = line.number("months").unwrap_or(120);
    let overhead = line.number("overhead").unwrap_or_default();
    Some(salary(monthly, months, overhead, minor(line, "rounded_to").unwrap_or(1)))
}

/// Lines and sublines of a budget.
#[derive(Debug)]
pub struct LineTree<'a> {
    below: HashMap<Option<RecordId>, Vec<&'a Record>>,
}

impl<'a> LineTree<'a> {
    /// Of the lines of one budget; one whose parent is not among them stands
    /// by itself. By order, then by key.
    #[must_use]
    pub fn new(lines: &'a [Record]) -> Self {
        let mut all: Vec<&Record> = lines.iter().collect();
        all.sort_by(|a, b| {
            let place = |line: &Record| line.number("order").unwrap_or(i64::MAX);
            place(a).cmp(&place(b)).then_with(|| a.key.cmp(&b.key))
        });
        let own: HashSet<RecordId> = all.iter().map(|line| line.id).collect();
        let mut below: HashMap<Option<RecordId>, Vec<&Record>> = HashMap::new();
        for line in &all {
            let parent = line.target("parent").filter(|id| own.contains(id));
            below.entry(parent).or_default().push(line);
        }
        Self { below }
    }

    /// The lines that are divided.
    #[must_use]
    pub fn lines(&self) -> &[&'a Record] {
        self.below.get(&None).map_or(&[], Vec::as_slice)
    }

    /// The sublines of a line.
    #[must_use]
    pub fn below(&self, line: RecordId) -> &[&'a Record] {
        self.below.get(&Some(line)).map_or(&[], Vec::as_slice)
    }

    /// What a line costs in a year: its sublines' sum where it has any.
    ///
    /// # Errors
    /// The amount that it states is another than its sublines' sum, or than
    /// its salary formula gives; named by `amount`, with what it should be.
    pub fn cost(&self, line: &Record, year: Year) -> Result<Planned, Fault> {
        self.cost_at(line, year, 0)
    }

    fn cost_at(&self, line: &Record, year: Year, depth: usize) -> Result<Planned, Fault> {
        let stated = minor(line, year.field());
        let below = self.below(line.id);
        if below.is_empty() || depth >= DEPTH_MAX {
            let computed = formula(line, year);
            return match (stated, computed) {
                (Some(stated), Some((_, rounded))) if stated != rounded => {
                    Err(Fault::error(year.field(), "budget_formula", told(rounded)))
                }
                _ => Ok(Planned {
                    amount_minor: stated.or(computed.map(|(_, rounded)| rounded)),
                    formula_minor: computed.map(|(exact, _)| exact),
                }),
            };
        }
        let mut sum = 0_i64;
        for one in below {
            sum = sum.saturating_add(self.cost_at(one, year, depth + 1)?.amount_minor.unwrap_or_default());
        }
        // Years two and three are an overview: a line may state what its sublines do not.
        if year != Year::This && sum == 0 {
            return Ok(Planned { amount_minor: stated, formula_minor: None });
        }
        if stated.is_some_and(|stated| stated != sum) {
            return Err(Fault::error(year.field(), "budget_sum", told(sum)));
        }
        Ok(Planned { amount_minor: Some(sum), formula_minor: None })
    }
}

fn told(amount: i64) -> String {
    Unit::HUNDREDTH.text(amount.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_salary_of_the_source_is_rounded_as_it_rounds() {
        assert_eq!(salary(4_300_000, 120, 4_400, 100_000), (74_304_000, 74_300_000));
        assert_eq!(salary(4_300_000, 120, 4_400, 1), (74_304_000, 74_304_000));
        assert_eq!(salary(-100, 10, 0, 100), (-100, -100));
        assert_eq!(salary(i64::MAX, 1_200, 100_000, 1), (i64::MAX, i64::MAX));
    }
}
