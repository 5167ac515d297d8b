//! What the forms about costs ask for.

use super::super::Link;
use crate::figure::{Bar, bars_told};
use crate::query::Query;
use crate::show::Item;
use crate::visitor::Visitor;
use samverk_app::money::CostMember;
use samverk_domain::money::{self, Decimal, Member, Unit};
use samverk_domain::text::number;
use samverk_domain::{Lang, RecordId};
use samverk_exchange::{Cell, Format, Sheet};

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
    pub(super) currency: String,
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
            Decimal::as_written(text)
                .is_some_and(|amount| !amount.is_negative() && unit_of(unit).count(amount).is_some())
        };
        Self {
            amount: Field::read(visitor, given, "amount", AMOUNT, counts),
            currency: one_of("currency", CURRENCIES).to_owned(),
            unit,
            year: given.get("year").and_then(|year| year.parse().ok()),
        }
    }

    pub(super) fn unit(&self) -> Unit {
        unit_of(self.unit)
    }

    /// Amounts are told in the currency and the unit of a calculation.
    pub(super) fn is_of(&mut self, sheet: &money::Sheet) {
        self.currency.clone_from(&sheet.currency);
        self.unit = UNITS.into_iter().find(|unit| unit_of(unit) == sheet.unit).unwrap_or(UNITS[1]);
    }

    /// The amount in units, where it can be read.
    pub(super) fn units(&self) -> Option<i128> {
        self.unit().count(Decimal::as_written(&self.amount.value)?)
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

/// The files that a page about costs can be taken along as: the calculation
/// and the table.
pub(super) fn files(visitor: &Visitor, given: &Query) -> Vec<Link> {
    let here = visitor.href(&visitor.path);
    let tables = [Format::Xlsx, Format::Csv, Format::Json].map(|format| (format.name(), format.name().to_uppercase()));
    let all = std::iter::once(("calculation", visitor.t("cost-calculation"))).chain(tables);
    all.map(|(format, label)| Link { href: format!("{here}{}", given.with("format", format)), label }).collect()
}

/// What is an example says so in every file.
pub(in crate::pages) fn mark_illustrative(sheet: &mut money::Sheet) {
    sheet.lines.iter_mut().for_each(|line| line.id.push_str(" (illustrative)"));
}

/// An organisation's name with its link.
pub(super) fn title(visitor: &Visitor, id: RecordId) -> Item {
    let scope = visitor.web.app().scope(&visitor.ctx.actor);
    visitor.look(&scope, |eye| eye.title(id))
}

/// A table of what is shown, as a file; a dash is an empty cell.
pub(super) fn table(name: &str, header: Vec<String>, rows: impl Iterator<Item = (Item, Vec<String>)>) -> Sheet {
    let row = |(title, cells): (Item, Vec<String>)| {
        let texts = std::iter::once(title.text).chain(cells);
        texts.map(|text| if text == UNKNOWN { Cell::Empty } else { Cell::Text(text) }).collect()
    };
    Sheet { name: name.to_owned(), header, rows: rows.map(row).collect() }
}

/// Bars of amounts in units, by organisation.
pub(super) fn amounts_drawn(visitor: &Visitor, money: &Money, of: impl Iterator<Item = (RecordId, i128)>) -> String {
    let bar = |(id, units): (RecordId, i128)| {
        let title = title(visitor, id);
        Some(Bar { label: title.text, href: title.href?, count: u64::try_from(units).ok()? })
    };
    let all: Vec<Bar> = of.filter_map(bar).collect();
    bars_told(&all, |bar| money.told(i128::from(bar.count), visitor.lang))
}

/// Stands for what is not known.
pub(super) const UNKNOWN: &str = "–";

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
    let Some(inhabitants) = member.inhabitants else { return UNKNOWN.to_owned() };
    let number = number::format(inhabitants, 0, visitor.lang);
    if member.illustrative { visitor.t_with("cost-example", &[("number", &number)]) } else { number }
}
