//! What the forms about costs ask for.

use crate::query::Query;
use crate::visitor::Visitor;
use samverk_app::money::CostMember;
use samverk_domain::Lang;
use samverk_domain::money::{Decimal, Member, Unit};
use samverk_domain::text::number;

/// Amount that is shown until the reader writes another.
const AMOUNT: &str = "1000000";
/// Units that may be chosen: whole kronor and hundredths.
const UNITS: [&str; 2] = ["1", "0.01"];
const CURRENCIES: [&str; 2] = ["SEK", "NOK"];

/// A written field, with what is wrong with it.
pub(super) struct Field {
    pub(super) value: String,
    pub(super) error: String,
}

impl Field {
    /// What the address holds, or what is shown first; `is_right` says whether
    /// it can be used, else the message of `cost-{name}-error` is shown.
    pub(super) fn read(
        visitor: &Visitor,
        given: &Query,
        name: &str,
        first: &str,
        is_right: impl Fn(&str) -> bool,
    ) -> Self {
        let value: String = given.get(name).unwrap_or(first).trim().chars().take(VALUE_CHARS_MAX).collect();
        let error = if is_right(&value) { String::new() } else { visitor.t(&format!("cost-{name}-error")) };
        Self { value, error }
    }

    pub(super) fn is_right(&self) -> bool {
        self.error.is_empty()
    }
}

/// Longest text of a field that is read.
const VALUE_CHARS_MAX: usize = 200;

/// A choice: its value, its words, whether it is chosen.
pub(super) type Choice = (String, String, bool);

/// The amount with its currency, its unit and the year of the figures.
pub(super) struct Money {
    pub(super) amount: Field,
    pub(super) currency: &'static str,
    unit: &'static str,
    pub(super) year: Option<i64>,
}

impl Money {
    pub(super) fn read(visitor: &Visitor, given: &Query) -> Self {
        let one_of = |name: &str, known: [&'static str; 2]| {
            let asked = given.get(name).unwrap_or_default();
            known.into_iter().find(|one| *one == asked).unwrap_or(known[0])
        };
        let unit = one_of("unit", UNITS);
        let counts = |text: &str| {
            decimal(text).is_some_and(|amount| !amount.is_negative() && unit_of(unit).count(amount).is_some())
        };
        Self {
            amount: Field::read(visitor, given, "amount", AMOUNT, counts),
            currency: one_of("currency", CURRENCIES),
            unit,
            year: given.get("year").and_then(|year| year.parse().ok()),
        }
    }

    pub(super) fn unit(&self) -> Unit {
        unit_of(self.unit)
    }

    /// The amount in units, where it can be read.
    pub(super) fn units(&self) -> Option<i128> {
        self.unit().count(decimal(&self.amount.value)?)
    }

    pub(super) fn units_offered(&self, visitor: &Visitor) -> Vec<Choice> {
        let told = |unit: &'static str| {
            let words = visitor.t(&format!("cost-unit-{}", unit.replace('.', "_")));
            (unit.to_owned(), words, unit == self.unit)
        };
        UNITS.map(told).to_vec()
    }

    pub(super) fn currencies_offered(&self) -> Vec<Choice> {
        let told = |currency: &'static str| (currency.to_owned(), currency.to_owned(), currency == self.currency);
        CURRENCIES.map(told).to_vec()
    }

    /// Digits after the decimal sign.
    pub(super) fn decimals(&self) -> u8 {
        if self.unit == UNITS[0] { 0 } else { 2 }
    }

    pub(super) fn told(&self, units: i128, lang: Lang) -> String {
        number::format(i64::try_from(units).unwrap_or(i64::MAX), self.decimals(), lang)
    }
}

fn unit_of(text: &str) -> Unit {
    Decimal::parse(text).and_then(Unit::new).unwrap_or(Unit::HUNDREDTH)
}

/// A decimal as people write it: with spaces between thousands, comma or point.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    Decimal::parse(&bare.replace(',', "."))
}

/// A member as a calculation counts it.
pub(super) fn counted(member: &CostMember) -> Member {
    Member {
        id: member.key.clone(),
        inhabitants: member.inhabitants.and_then(|number| Decimal::whole(i128::from(number))),
        ..Member::default()
    }
}

/// Its inhabitants in words: a dash where they are unknown, marked where they
/// are an example.
pub(super) fn inhabitants_told(visitor: &Visitor, member: &CostMember) -> String {
    let Some(inhabitants) = member.inhabitants else { return "–".to_owned() };
    let number = number::format(inhabitants, 0, visitor.lang);
    if member.illustrative { visitor.t_with("cost-example", &[("number", &number)]) } else { number }
}
