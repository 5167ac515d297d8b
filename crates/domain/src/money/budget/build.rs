//! The calculation that a budget is: a [`Sheet`] from its records.

use super::line::{LineTree, minor};
use crate::RecordId;
use crate::money::{Band, By, Decimal, External, Key, Line, Measure, Member, Sheet, Split, Unit};
use crate::record::{Fault, Record, Value};
use std::collections::HashMap;

/// Decimals of money in records.
const MONEY_DECIMALS: u8 = 2;

/// Which year's amounts are divided (G08: the first in detail, the next two as
/// an overview).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Year {
    /// The budget's own.
    This,
    /// The one after.
    Next,
    /// The third.
    After,
}

impl Year {
    /// All three.
    pub const ALL: [Self; 3] = [Self::This, Self::Next, Self::After];

    /// The field of a line with its amount.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::This => "amount",
            Self::Next => "next_year",
            Self::After => "year_after",
        }
    }
}

/// What is taken for money from outside that nobody has answered yet (H13,
/// invariant 16: what is refused is paid by the members by the line's key).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scenario {
    /// What is granted.
    Answered,
    /// What is applied for is granted too.
    Granted,
    /// The same as what is granted counts, all the rest is refused.
    Refused,
}

impl Scenario {
    /// All, with their codes.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Answered, "answered"), (Self::Granted, "granted"), (Self::Refused, "refused")];

    /// The one with a code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, own)| *own == code).map(|(scenario, _)| scenario)
    }

    fn counts(self, funding: &Record) -> Option<i64> {
        match funding.state.as_deref() {
            Some("granted" | "paid_out" | "reported") => minor(funding, "granted"),
            Some("applied") if self == Self::Granted => minor(funding, "applied"),
            _ => None,
        }
    }
}

/// A member of the cooperation on the day that the budget is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetMember {
    /// The organisation.
    pub id: RecordId,
    /// Its key, by which ties are decided.
    pub key: String,
    /// Its inhabitants in the basis year, where they are known.
    pub inhabitants: Option<i64>,
}

/// What a budget is made of.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// The budget.
    pub budget: &'a Record,
    /// Its lines.
    pub lines: &'a [Record],
    /// What is said of single members of a line.
    pub terms: &'a [Record],
    /// Bands of lines with a fee by size.
    pub bands: &'a [Record],
    /// Money from outside for its lines.
    pub fundings: &'a [Record],
    /// Its members.
    pub members: &'a [BudgetMember],
}

/// The calculation of a budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetSheet {
    /// Members by key; ids are keys.
    pub sheet: Sheet,
    /// The line of each line of the sheet.
    pub lines: Vec<RecordId>,
}

/// The calculation that a budget is in a year.
///
/// Lines that are marked as outside stand in the budget and are not divided
/// (B05). A line with terms for single members takes special fees and
/// exemptions first, the rest by its key (H09). A line with two keys divides
/// `first_percent` of the amount by the first.
///
/// # Errors
/// Every line that is not whole, by a JSON pointer with the line's place among
/// those that are divided: a sum or formula that disagrees, no key, who is no
/// member, amounts that are no whole number of the unit.
pub fn sheet_of(parts: &Parts<'_>, scenario: Scenario, year: Year) -> Result<BudgetSheet, Vec<Fault>> {
    let builder = Builder::new(parts);
    let mut sheet = Sheet {
        currency: parts.budget.text("currency").unwrap_or("sek").to_uppercase(),
        unit: builder.unit,
        members: builder.members(),
        lines: Vec::new(),
        external: Vec::new(),
    };
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    let tree = LineTree::new(parts.lines);
    let divided = tree.lines().iter().filter(|line| line.first("outside") != Some(&Value::Flag(true)));
    for line in divided {
        let at = sheet.lines.len() + faults.len();
        match builder.line(&tree, line, year, at) {
            Ok(None) => {}
            Ok(Some(made)) => {
                let external = builder.external(line, scenario, year, at);
                match external {
                    Ok(Some(amount)) => sheet.external.push(External { line: lines.len(), at, amount }),
                    Ok(None) => {}
                    Err(fault) => faults.push(fault),
                }
                lines.push(line.id);
                sheet.lines.push(made);
            }
            Err(found) => faults.push(found),
        }
    }
    if faults.is_empty() { Ok(BudgetSheet { sheet, lines }) } else { Err(faults) }
}

struct Builder<'a> {
    parts: &'a Parts<'a>,
    unit: Unit,
    /// Places of organisations among the members.
    places: HashMap<RecordId, usize>,
}

/// A fault of a line, and which field of it.
type Made<T> = Result<T, Fault>;

impl<'a> Builder<'a> {
    fn new(parts: &'a Parts<'a>) -> Self {
        let whole = Decimal::whole(1).and_then(Unit::new).unwrap_or(Unit::HUNDREDTH);
        let unit = if parts.budget.text("unit") == Some("smallest") { Unit::HUNDREDTH } else { whole };
        let places = parts.members.iter().enumerate().map(|(place, member)| (member.id, place)).collect();
        Self { parts, unit, places }
    }

    fn members(&self) -> Vec<Member> {
        let mut members: Vec<Member> = self
            .parts
            .members
            .iter()
            .map(|member| Member {
                id: member.key.clone(),
                inhabitants: member.inhabitants.and_then(|number| Decimal::whole(i128::from(number))),
                ..Member::default()
            })
            .collect();
        // Counts stand by the measure's name on the members, which keys read.
        for term in self.parts.terms {
            let line = term.target("line").and_then(|id| self.parts.lines.iter().find(|line| line.id == id));
            let place = term.target("organisation").and_then(|id| self.places.get(&id));
            let (Some(line), Some(member)) = (line, place.and_then(|place| members.get_mut(*place))) else { continue };
            let count = term.number("count").and_then(|count| Decimal::scaled_by(count, 4));
            if let Some(count) = count {
                let of = measure_name(line, self.parts.terms);
                let is_usage = ["cost_key", "second_key"].iter().any(|field| line.text(field) == Some("usage"));
                if is_usage {
                    member.usage.insert(of, count);
                } else {
                    member.units.insert(of, count);
                }
            }
        }
        members
    }

    fn line(&self, tree: &LineTree<'_>, line: &Record, year: Year, at: usize) -> Made<Option<Line>> {
        let fault = |field: &str, code, detail: String| Fault::error(format!("/lines/{at}/{field}"), code, detail);
        let cost = tree.cost(line, year).map_err(|found| fault(&found.field, found.code, found.detail))?;
        let mut members = Vec::new();
        for id in line.targets("member") {
            match self.places.get(&id) {
                Some(place) => members.push(*place),
                None => return Err(fault("member", "budget_no_member", line.key.clone())),
            }
        }
        let mut terms: Vec<(usize, &Record)> = Vec::new();
        for term in self.parts.terms.iter().filter(|term| term.target("line") == Some(line.id)) {
            let place = term.target("organisation").and_then(|id| self.places.get(&id));
            match place {
                None => return Err(fault("terms", "budget_no_member", term.key.clone())),
                Some(place) if terms.iter().any(|(known, _)| known == place) => {
                    return Err(fault("terms", "budget_term_twice", term.key.clone()));
                }
                Some(place) => terms.push((*place, term)),
            }
        }
        if let Some(field) = self.foreign(line, tree.below(line.id), &terms) {
            return Err(fault(field, "budget_currency", line.key.clone()));
        }
        let key = line.text("cost_key").ok_or_else(|| fault("cost_key", "budget_no_key", line.key.clone()))?;
        let first = self.key(line, key, &terms, at)?;
        let key = match (line.text("second_key"), line.number("first_percent")) {
            (Some(second), Some(percent)) => {
                let parts = [(percent, first), (10_000 - percent, self.key(line, second, &terms, at)?)];
                let part = |(percent, key)| Some((Decimal::scaled_by(percent, 2)?, key));
                Key::Mix(parts.into_iter().filter_map(part).collect())
            }
            (Some(_), None) => return Err(fault("first_percent", "required", String::new())),
            (None, _) => first,
        };
        let key = self.with_special(key, &terms, at)?;
        let amount = match cost.amount_minor {
            _ if key.makes_the_amount() => None,
            Some(amount) => Some(self.units(amount, at, year.field())?),
            // A year of the overview that says nothing has no such cost.
            None if year != Year::This => return Ok(None),
            None => return Err(fault("amount", "share_amount_needed", key.name().to_owned())),
        };
        if key.makes_the_amount() && cost.amount_minor.is_some() && year == Year::This {
            return Err(fault("amount", "share_amount_made", key.name().to_owned()));
        }
        Ok(Some(Line { id: line.key.clone(), at, amount, members: (!members.is_empty()).then_some(members), key }))
    }

    fn key(&self, line: &Record, code: &str, terms: &[(usize, &Record)], at: usize) -> Made<Key> {
        let bound = |field: &str| minor(line, field).map(|amount| self.units(amount, at, field)).transpose();
        let split = |by| Ok(Key::Split(Split { by, floor: bound("floor")?, cap: bound("cap")? }));
        let money = |field: &str| minor(line, field).and_then(|amount| Decimal::scaled_by(amount, MONEY_DECIMALS));
        let by = || match line.text("measure") {
            None => Measure::Inhabitants,
            Some(_) => Measure::Units(measure_name(line, self.parts.terms)),
        };
        match code {
            "equal" => split(By::Equal),
            "inhabitants" => split(By::Measure(Measure::Inhabitants)),
            "units" => split(By::Measure(Measure::Units(measure_name(line, self.parts.terms)))),
            "usage" => split(By::Measure(Measure::Usage(measure_name(line, self.parts.terms)))),
            // Percentages may differ by line, so they are weights of the line.
            "percent" => {
                let found: Vec<_> = weights(terms, "percent", 4);
                let sum = Decimal::sum(found.iter().map(|(_, percent)| *percent));
                if Some(sum) != Decimal::whole(100) {
                    return Err(Fault::error(format!("/lines/{at}/cost_key"), "share_percent", sum.to_string()));
                }
                split(By::Points(found))
            }
            "benefit" => split(By::Points(weights(terms, "points", 2))),
            "own" => {
                let own = terms.iter().filter_map(|(place, term)| Some((*place, minor(term, "own")?)));
                let own: Result<Vec<_>, _> =
                    own.map(|(place, amount)| Ok((place, self.units(amount, at, "own")?))).collect();
                own.map(Key::Own)
            }
            "rate" | "fixed_plus_rate" => {
                let rate = line.number("rate").and_then(|rate| Decimal::scaled_by(rate, 4));
                let missing = || Fault::error(format!("/lines/{at}/rate"), "required", String::new());
                let fixed = if code == "rate" { None } else { Some(money("fixed").unwrap_or(Decimal::ZERO)) };
                Ok(Key::Rate { fixed, rate: rate.ok_or_else(missing)?, by: by() })
            }
            _ => {
                let mut bands: Vec<Band> = self
                    .parts
                    .bands
                    .iter()
                    .filter(|band| band.target("line") == Some(line.id))
                    .filter_map(|band| {
                        let fee = Decimal::scaled_by(minor(band, "fee")?, MONEY_DECIMALS)?;
                        let to = band.number("to").and_then(|to| Decimal::whole(i128::from(to)));
                        Some(Band { to, fee })
                    })
                    .collect();
                if bands.is_empty() {
                    return Err(Fault::error(format!("/lines/{at}/cost_key"), "budget_no_bands", line.key.clone()));
                }
                // The band without an end comes last.
                bands.sort_by(|a, b| a.to.is_none().cmp(&b.to.is_none()).then(a.to.cmp(&b.to)));
                Ok(Key::Bands { by: by(), bands })
            }
        }
    }

    fn with_special(&self, key: Key, terms: &[(usize, &Record)], at: usize) -> Made<Key> {
        let mut special = Vec::new();
        for (place, term) in terms {
            let fee = minor(term, "special").map(|amount| self.units(amount, at, "special")).transpose()?;
            let exempt = (term.first("exempt") == Some(&Value::Flag(true))).then_some(0);
            special.extend(fee.or(exempt).map(|fee| (*place, fee)));
        }
        if special.is_empty() {
            return Ok(key);
        }
        if key.makes_the_amount() {
            return Err(Fault::error(format!("/lines/{at}/cost_key"), "budget_special_without", key.name().to_owned()));
        }
        Ok(Key::SpecialThen { special, then: Box::new(key) })
    }

    /// The field of a line, its sublines or terms that holds another currency
    /// than the budget's.
    fn foreign(&self, line: &Record, below: &[&Record], terms: &[(usize, &Record)]) -> Option<&'static str> {
        let own = self.parts.budget.text("currency").unwrap_or("sek");
        let is_foreign = |record: &Record, field: &str| matches!(record.first(field), Some(Value::Money(money)) if !money.currency.eq_ignore_ascii_case(own));
        let fields = ["amount", "next_year", "year_after", "floor", "cap", "fixed", "monthly", "rounded_to"];
        let all = std::iter::once(line).chain(below.iter().copied());
        let bands = self.parts.bands.iter().filter(|band| band.target("line") == Some(line.id));
        let funded = self.parts.fundings.iter().filter(|funding| funding.target("line") == Some(line.id));
        all.flat_map(|record| fields.map(|field| (record, field)))
            .chain(terms.iter().flat_map(|(_, term)| ["special", "own"].map(|field| (*term, field))))
            .chain(bands.map(|band| (band, "fee")))
            .chain(funded.flat_map(|funding| ["applied", "granted"].map(|field| (funding, field))))
            .find(|(record, field)| is_foreign(record, field))
            .map(|(_, field)| field)
    }

    fn external(&self, line: &Record, scenario: Scenario, year: Year, at: usize) -> Made<Option<i128>> {
        if year != Year::This {
            return Ok(None);
        }
        let own = self.parts.fundings.iter().filter(|funding| funding.target("line") == Some(line.id));
        let sum = own.filter_map(|funding| scenario.counts(funding)).fold(0_i64, i64::saturating_add);
        if sum == 0 { Ok(None) } else { self.units(sum, at, "fundings").map(Some) }
    }

    /// An amount of the smallest unit in units of the budget.
    fn units(&self, amount_minor: i64, at: usize, field: &str) -> Made<i128> {
        let amount = Decimal::scaled_by(amount_minor, MONEY_DECIMALS);
        amount.and_then(|amount| self.unit.count(amount)).ok_or_else(|| {
            let told = amount.map_or_else(|| amount_minor.to_string(), |amount| amount.to_string());
            Fault::error(format!("/lines/{at}/{field}"), "share_unit", told)
        })
    }
}

/// What the figures of a line are called in its calculation: its measure, with
/// its key where counts stand by the line itself, so that another line that
/// counts the same may count otherwise.
fn measure_name(line: &Record, terms: &[Record]) -> String {
    let counts = |term: &Record| term.target("line") == Some(line.id) && term.number("count").is_some();
    match line.text("measure") {
        Some(measure) if terms.iter().any(counts) => format!("{measure} ({})", line.key),
        Some(measure) => measure.to_owned(),
        None => line.key.clone(),
    }
}

fn weights(terms: &[(usize, &Record)], field: &str, decimals: u8) -> Vec<(usize, Decimal)> {
    let weight = |(place, term): &(usize, &Record)| Some((*place, Decimal::scaled_by(term.number(field)?, decimals)?));
    terms.iter().filter_map(weight).collect()
}
