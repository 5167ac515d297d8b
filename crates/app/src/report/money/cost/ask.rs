//! What is asked of the comparison, and what may be asked.

use super::{Today, Way};
use crate::money::{CostMember, CostMembers};
use crate::report::{Ask, Cell, Given, Report};
use samverk_domain::RecordId;
use samverk_domain::money::{Band, Decimal, Unit};
use samverk_domain::record::{Fault, Record};
use std::collections::BTreeSet;

/// Amount that is divided until another is given or a budget says one.
const AMOUNT: &str = "1000000";
/// Part of the mix that is equal, in percent.
const EQUAL_PERCENT: &str = "50";
/// Names of the amounts of three years.
const AMOUNTS: [&str; 3] = ["amount", "amount_2", "amount_3"];
/// Currencies and units that may be chosen.
const CURRENCIES: [&str; 3] = ["SEK", "NOK", "EUR"];
const UNITS: [&str; 2] = ["1", "0.01"];
/// Size bands that are read.
const BANDS_MAX: usize = 50;
/// Longest list of members or bands that is read, in characters.
const LIST_CHARS_MAX: usize = 20_000;

/// What was asked, read.
pub(super) struct Asked {
    pub(super) currency: String,
    pub(super) unit: Unit,
    pub(super) amounts: [Option<i128>; 3],
    pub(super) equal: Decimal,
    pub(super) fixed: Option<Decimal>,
    pub(super) floor: Option<i128>,
    pub(super) cap: Option<i128>,
    pub(super) rate: Option<Decimal>,
    pub(super) bands: Vec<Band>,
}

/// Everybody, or those whose keys were given (B22, B23: at least two).
pub(super) fn chosen_members(all: &CostMembers, given: &Given, faults: &mut Vec<Fault>) -> Vec<CostMember> {
    let text = given.get("members").map_or("", |text| text.trim());
    if text.is_empty() {
        return all.members.clone();
    }
    if text.chars().count() > LIST_CHARS_MAX {
        faults.push(Fault::error("members", "too_long", LIST_CHARS_MAX.to_string()));
        return all.members.clone();
    }
    let keys: BTreeSet<&str> = text.split([' ', ',', ';']).filter(|key| !key.is_empty()).collect();
    let unknown = keys.iter().find(|key| !all.members.iter().any(|member| member.key == **key));
    if let Some(key) = unknown {
        faults.push(Fault::error("members", "no_member", (*key).to_owned()));
    } else if keys.len() < 2 {
        faults.push(Fault::error("members", "too_few", "2"));
    } else {
        return all.members.iter().filter(|member| keys.contains(member.key.as_str())).cloned().collect();
    }
    all.members.clone()
}

pub(super) fn read(given: &Given, today: Option<&Today>, report: &mut Report) -> Asked {
    let text = |name: &str| given.get(name).map_or("", |text| text.trim());
    let sheet = today.and_then(|today| today.computed[0].as_ref()).map(|computed| &computed.of.sheet);
    let currency = match text("currency") {
        code if CURRENCIES.contains(&code) => code.to_owned(),
        _ => sheet.map_or_else(|| "SEK".to_owned(), |sheet| sheet.currency.clone()),
    };
    let whole = Decimal::whole(1).and_then(Unit::new).unwrap_or(Unit::HUNDREDTH);
    let unit = match text("unit") {
        "0.01" => Unit::HUNDREDTH,
        "1" => whole,
        _ => sheet.map_or(whole, |sheet| sheet.unit),
    };
    let mut fault = |name: &'static str, code: &'static str| report.faults.push(Fault::error(name, code, ""));
    let mut units = |name: &'static str, written: &str| -> Option<i128> {
        let read =
            Decimal::as_written(written).filter(|amount| !amount.is_negative()).and_then(|amount| unit.count(amount));
        if read.is_none() {
            fault(name, "cost_amount");
        }
        read
    };
    let mut amounts = [None; 3];
    for (at, (slot, name)) in amounts.iter_mut().zip(AMOUNTS).enumerate() {
        let of_today = today.filter(|today| today.is_whole(at)).and_then(|today| today.sum(at)).map(|minor| {
            if unit == Unit::HUNDREDTH { i128::from(minor) } else { (i128::from(minor) + 50).div_euclid(100) }
        });
        *slot = match (text(name), of_today) {
            ("", Some(amount)) => Some(amount),
            ("", None) if at == 0 => units(name, AMOUNT),
            ("", None) => None,
            (written, _) => units(name, written),
        };
    }
    // The next years cost as much as the first where nothing else is said.
    amounts[1] = amounts[1].or(amounts[0]);
    amounts[2] = amounts[2].or(amounts[1]);
    let bound = |name: &'static str, units: &mut dyn FnMut(&'static str, &str) -> Option<i128>| {
        Some(text(name)).filter(|text| !text.is_empty()).and_then(|text| units(name, text))
    };
    let floor = bound("floor", &mut units);
    let cap = bound("cap", &mut units);
    let number = |name: &'static str| {
        Some(text(name)).filter(|text| !text.is_empty()).map(|text| (name, Decimal::as_written(text)))
    };
    let mut figure = |name: &'static str| match number(name) {
        Some((_, Some(read))) if !read.is_negative() => Some(read),
        Some(_) => {
            report.faults.push(Fault::error(name, "cost_amount", ""));
            None
        }
        None => None,
    };
    let (fixed, rate, equal) = (figure("fixed"), figure("rate"), figure("equal"));
    let half = Decimal::as_written(EQUAL_PERCENT).unwrap_or(Decimal::ZERO);
    let hundred = Decimal::whole(100).unwrap_or(Decimal::ZERO);
    if equal.is_some_and(|equal| equal > hundred) {
        report.faults.push(Fault::error("equal", "cost_percent", ""));
    }
    let equal = equal.filter(|equal| *equal <= hundred).unwrap_or(half);
    let bands = read_bands(text("bands"));
    if bands.is_none() {
        report.faults.push(Fault::error("bands", "cost_bands", ""));
    }
    Asked { currency, unit, amounts, equal, fixed, floor, cap, rate, bands: bands.unwrap_or_default() }
}

/// Size bands as `10000:25000; 50000:40000; :60000`: up to so many inhabitants,
/// such a fee; the last without an end.
fn read_bands(text: &str) -> Option<Vec<Band>> {
    if text.chars().count() > LIST_CHARS_MAX {
        return None;
    }
    let mut bands = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (to, fee) = part.split_once(':')?;
        let to = if to.trim().is_empty() { None } else { Some(Decimal::as_written(to)?) };
        let fee = Decimal::as_written(fee).filter(|fee| !fee.is_negative())?;
        if bands.last().is_some_and(|last: &Band| last.to.is_none() || (to.is_some() && last.to >= to)) {
            return None;
        }
        bands.push(Band { to, fee });
    }
    (bands.len() <= BANDS_MAX).then_some(bands)
}

/// Choices that there are not.
pub(super) fn check_choices(given: &Given, all: &CostMembers, faults: &mut Vec<Fault>) {
    let text = |name: &str| given.get(name).map_or("", |text| text.trim());
    let mut refuse = |name: &str, is_known: bool| {
        if !text(name).is_empty() && !is_known {
            faults.push(Fault::error(name, "choice", text(name).chars().take(100).collect::<String>()));
        }
    };
    refuse("currency", CURRENCIES.contains(&text("currency")));
    refuse("unit", UNITS.contains(&text("unit")));
    refuse("whose", all.members.iter().any(|member| member.key == text("whose")));
    refuse("year", text("year").parse().is_ok_and(|year| all.years.contains(&year)));
}

/// What the questions of the page follow from.
pub(super) struct Asking<'a> {
    pub(super) given: &'a Given,
    pub(super) asked: &'a Asked,
    pub(super) all: &'a CostMembers,
    pub(super) ways: &'a [Way],
    pub(super) chosen: &'a str,
    pub(super) budgets: &'a [Record],
}

impl Asking<'_> {
    fn text(&self, name: &str) -> &str {
        self.given.get(name).map_or("", |text| text.trim())
    }

    pub(super) fn asks(&self, held: Option<RecordId>) -> Vec<Ask> {
        let written = |amount: Option<i128>| amount.map_or_else(String::new, |amount| self.asked.unit.text(amount));
        let mut asks: Vec<Ask> = AMOUNTS
            .into_iter()
            .zip(self.asked.amounts)
            .map(|(name, amount)| match self.text(name) {
                "" => Ask::text(name, &written(amount)),
                own => Ask::text(name, own),
            })
            .collect();
        asks.iter_mut().skip(1).for_each(|ask| ask.seldom = true);
        let keys = self.ways.iter().map(|way| (way.code.clone(), way.name.clone()));
        asks.push(Ask::choice("key", keys, self.chosen));
        let none = ("none".to_owned(), Cell::Key("told-no-budget".to_owned()));
        let known = self.budgets.iter().map(|budget| (budget.key.clone(), Cell::Record(budget.id)));
        let held = self.budgets.iter().find(|budget| Some(budget.id) == held);
        asks.push(Ask::choice("budget", known.chain([none]), held.map_or("none", |budget| budget.key.as_str())));
        asks.extend(self.all.year.map(|year| Ask::year(self.all.years.iter().copied(), year)));
        let whose = self.all.members.iter().map(|member| (member.key.clone(), Cell::Record(member.organisation)));
        let everybody = (String::new(), Cell::Key("told-everybody".to_owned()));
        asks.push(Ask::choice("whose", std::iter::once(everybody).chain(whose), self.text("whose")));
        let equal = Some(self.text("equal")).filter(|text| !text.is_empty()).unwrap_or(EQUAL_PERCENT);
        asks.push(Ask::text("equal", equal).seldom());
        let others = ["fixed", "floor", "cap", "rate", "bands", "members"];
        asks.extend(others.map(|name| Ask::text(name, self.text(name)).seldom()));
        let code = |code: &str| (code.to_owned(), Cell::Text(code.to_owned()));
        asks.push(Ask::choice("currency", CURRENCIES.map(code), &self.asked.currency).seldom());
        let unit = if self.asked.unit == Unit::HUNDREDTH { "0.01" } else { "1" };
        let word = |code: &str| Cell::Key(format!("cost-unit-{}", code.replace('.', "_")));
        let units = UNITS.map(|code| (code.to_owned(), word(code)));
        asks.push(Ask::choice("unit", units, unit).seldom());
        asks
    }
}
