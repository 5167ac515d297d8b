//! The shares of a calculation (invariants 1 and 2).

use super::decimal::Decimal;
use super::divide::{Bounds, Weight, by_weights, within};
use super::key::{Band, By, Key, Measure, Split, banded, escaped, rated};
use super::sheet::{Line, Sheet};
use crate::record::Fault;
use std::collections::{HashMap, HashSet};

/// Who pays what of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineShares {
    /// In units, after money from outside.
    pub total: i128,
    /// Place of each who takes part and its share in units, in the order of
    /// the members. They sum to the total.
    pub shares: Vec<(usize, i128)>,
}

/// Who pays what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares {
    /// In the order of the lines.
    pub lines: Vec<LineShares>,
    /// By place of the member: the sum of its shares, in units.
    pub totals: Vec<i128>,
    /// The sum of all lines, in units.
    pub sum: i128,
}

/// Faults that are told of one calculation.
const FAULTS_MAX: usize = 1_000;

/// Divides every line.
///
/// # Errors
/// Every line that cannot be divided, with the place in the file: weights that
/// are all nothing, a figure that a key needs, bounds that no division keeps,
/// percentages that do not make a hundred, money from outside or special fees
/// above the amount, a size above the last band.
pub fn shares(sheet: &Sheet) -> Result<Shares, Vec<Fault>> {
    let ranks = sheet.ranks();
    let (mut lines, mut faults) = (Vec::with_capacity(sheet.lines.len()), Vec::new());
    for (at, line) in sheet.lines.iter().enumerate() {
        match (Divider { sheet, ranks: &ranks, line: at }).line(line) {
            Ok(shares) => lines.push(shares),
            Err(found) => faults.extend(found),
        }
        if faults.len() > FAULTS_MAX {
            faults.truncate(FAULTS_MAX);
            break;
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut totals = vec![0; sheet.members.len()];
    for (member, share) in lines.iter().flat_map(|line| &line.shares) {
        if let Some(total) = totals.get_mut(*member) {
            *total += share;
        }
    }
    let sum = lines.iter().map(|line| line.total).sum();
    Ok(Shares { lines, totals, sum })
}

/// What a line needs to be divided.
pub(super) struct Divider<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) ranks: &'a [u32],
    /// Place of the line.
    pub(super) line: usize,
}

type Found<T> = Result<T, Vec<Fault>>;

impl Divider<'_> {
    /// Where the line stands in the file.
    fn at(&self) -> usize {
        self.sheet.lines.get(self.line).map_or(self.line, |line| line.at)
    }

    fn fault(&self, below: &str, code: &'static str, detail: impl Into<String>) -> Vec<Fault> {
        vec![Fault::error(format!("/lines/{}{below}", self.at()), code, detail)]
    }

    fn line(&self, line: &Line) -> Found<LineShares> {
        let members = self.sheet.participants(line);
        if members.is_empty() {
            return Err(self.fault("/members", "share_nobody", line.id.clone()));
        }
        self.all_take_part(&line.key, "/key", &members)?;
        let external = self.sheet.external_for(self.line);
        let shares = match line.amount {
            Some(amount) if external > amount.max(0) => {
                let mut faults = self.of_external("amount", "share_external_above", self.sheet.unit.text(amount));
                // What else is wrong with the line is told too.
                faults.extend(self.split(&line.key, "/key", amount.unsigned_abs(), &members).err().unwrap_or_default());
                return Err(faults);
            }
            Some(amount) => {
                let amount = amount - external;
                if let Key::Own(amounts) = &line.key {
                    return self.owned(amounts, amount, members);
                }
                let sign = if amount < 0 { -1 } else { 1 };
                let split = self.split(&line.key, "/key", amount.unsigned_abs(), &members)?;
                split.into_iter().map(|share| sign * share.cast_signed()).collect()
            }
            None if self.sheet.external.iter().any(|one| one.line == self.line) => {
                return Err(self.of_external("line", "share_external_without", line.id.clone()));
            }
            None => self.made(&line.key, &members)?,
        };
        let shares: Vec<(usize, i128)> = members.into_iter().zip(shares).collect();
        Ok(LineShares { total: shares.iter().map(|(_, share)| share).sum(), shares })
    }

    /// A fault of the last money from outside for this line.
    fn of_external(&self, field: &str, code: &'static str, detail: String) -> Vec<Fault> {
        let last = self.sheet.external.iter().rfind(|external| external.line == self.line);
        let at = last.map_or(0, |external| external.at);
        vec![Fault::error(format!("/external/{at}/{field}"), code, detail)]
    }

    /// Whoever a key names takes part in the line.
    fn all_take_part(&self, key: &Key, at: &str, members: &[usize]) -> Found<()> {
        if !key.names_members() {
            return Ok(());
        }
        let known: HashSet<usize> = members.iter().copied().collect();
        let mut faults = Vec::new();
        let mut named = |below: &str, who: &mut dyn Iterator<Item = usize>| {
            for member in who.filter(|member| !known.contains(member)) {
                let id = self.sheet.members.get(member).map_or("", |member| member.id.as_str());
                faults.extend(self.fault(&format!("{at}/{below}/{}", escaped(id)), "share_off_line", id));
            }
        };
        match key {
            Key::SpecialThen { special, .. } => named("special", &mut special.iter().map(|(who, _)| *who)),
            Key::Own(own) => named("amounts", &mut own.iter().map(|(who, _)| *who)),
            Key::Split(Split { by: By::Points(points), .. }) => {
                named("points", &mut points.iter().map(|(who, _)| *who))
            }
            _ => {}
        }
        match key {
            Key::SpecialThen { then, .. } => {
                faults.extend(self.all_take_part(then, &format!("{at}/then"), members).err().unwrap_or_default());
            }
            Key::Mix(parts) => {
                for (no, (_, key)) in parts.iter().enumerate() {
                    let at = format!("{at}/parts/{no}/key");
                    faults.extend(self.all_take_part(key, &at, members).err().unwrap_or_default());
                }
            }
            _ => {}
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// Each its own cost of an amount. A refund may be written with or without
    /// its sign.
    fn owned(&self, amounts: &[(usize, i128)], amount: i128, members: Vec<usize>) -> Found<LineShares> {
        let mut own = self.own(amounts, "/key", &members)?;
        let sum: i128 = own.iter().sum();
        if amount < 0 && sum == -amount && own.iter().all(|amount| *amount >= 0) {
            own.iter_mut().for_each(|amount| *amount = -*amount);
        } else if sum != amount {
            return Err(self.fault("/key/amounts", "share_own_sum", self.sheet.unit.text(sum)));
        }
        Ok(LineShares { total: amount, shares: members.into_iter().zip(own).collect() })
    }

    /// Shares of an amount, which is not below nothing.
    pub(super) fn split(&self, key: &Key, at: &str, amount: u128, members: &[usize]) -> Found<Vec<u128>> {
        match key {
            Key::Split(split) => {
                let weights = self.weights(split, at, members)?;
                let bound = |bound: Option<i128>| bound.map(i128::unsigned_abs);
                let bounds = Bounds { floor: bound(split.floor), cap: bound(split.cap) };
                within(amount, &weights, bounds)
                    .ok_or_else(|| self.fault(at, "share_bounds", self.sheet.unit.text(amount.cast_signed())))
            }
            Key::SpecialThen { special, then } => {
                let special: HashMap<usize, i128> = special.iter().copied().collect();
                let fee = |member: &usize| special.get(member).copied();
                let special: u128 = members.iter().filter_map(fee).map(i128::unsigned_abs).sum();
                let Some(rest) = amount.checked_sub(special) else {
                    return Err(self.fault(
                        &format!("{at}/special"),
                        "share_special_above",
                        self.sheet.unit.text(special.cast_signed()),
                    ));
                };
                let others: Vec<usize> = members.iter().copied().filter(|member| fee(member).is_none()).collect();
                let divided = if others.is_empty() && rest == 0 {
                    Vec::new()
                } else if others.is_empty() {
                    return Err(self.fault(
                        &format!("{at}/special"),
                        "share_nobody_left",
                        self.sheet.unit.text(rest.cast_signed()),
                    ));
                } else {
                    self.split(then, &format!("{at}/then"), rest, &others)?
                };
                let mut divided = divided.into_iter();
                let share = |member| fee(member).map(i128::unsigned_abs).or_else(|| divided.next()).unwrap_or_default();
                Ok(members.iter().map(share).collect())
            }
            Key::Own(amounts) => {
                let own = self.own(amounts, at, members)?;
                let sum: i128 = own.iter().sum();
                if own.iter().all(|amount| *amount >= 0) && sum.unsigned_abs() == amount {
                    return Ok(own.into_iter().map(i128::unsigned_abs).collect());
                }
                Err(self.fault(&format!("{at}/amounts"), "share_own_sum", self.sheet.unit.text(sum)))
            }
            Key::Mix(parts) => {
                let hundred = Decimal::sum(parts.iter().map(|(percent, _)| *percent));
                self.hundred(hundred, &format!("{at}/parts"))?;
                let decimals = parts.iter().map(|(percent, _)| percent.decimals()).max().unwrap_or_default();
                // Of equal remainders the earlier part gets the unit.
                let weight = |(rank, (percent, _)): (u32, &(Decimal, Key))| Weight {
                    weight: percent.scaled(decimals).unsigned_abs(),
                    rank,
                };
                let amounts = by_weights(amount, &(0..).zip(parts).map(weight).collect::<Vec<_>>());
                let mut sums = vec![0; members.len()];
                for (no, ((_, key), amount)) in parts.iter().zip(amounts).enumerate() {
                    let part = self.split(key, &format!("{at}/parts/{no}/key"), amount, members)?;
                    sums.iter_mut().zip(part).for_each(|(sum, share)| *sum += share);
                }
                Ok(sums)
            }
            Key::Rate { .. } | Key::Bands { .. } => Err(self.fault(at, "share_no_amount", key.name())),
        }
    }

    /// Shares by a key that makes the amount itself.
    fn made(&self, key: &Key, members: &[usize]) -> Found<Vec<i128>> {
        match key {
            Key::Rate { fixed, rate, by } => {
                let figures = self.figures(by, members)?;
                Ok(figures.into_iter().map(|figure| self.sheet.unit.rounded(rated(*fixed, *rate, figure))).collect())
            }
            Key::Bands { by, bands } => self.bands(by, bands, members),
            Key::Own(amounts) => self.own(amounts, "/key", members),
            other => Err(self.fault("", "share_amount_needed", other.name())),
        }
    }

    fn bands(&self, by: &Measure, bands: &[Band], members: &[usize]) -> Found<Vec<i128>> {
        let figures = self.figures(by, members)?;
        let mut faults = Vec::new();
        let fees: Vec<i128> = members
            .iter()
            .zip(figures)
            .filter_map(|(member, figure)| {
                let fee = banded(bands, figure);
                if fee.is_none() {
                    let place = format!("/members/{member}{}", by.pointer());
                    faults.push(Fault::error(place, "share_above_bands", figure.to_string()));
                }
                fee.map(|fee| self.sheet.unit.rounded(fee.plus((0, 0))))
            })
            .collect();
        if faults.is_empty() { Ok(fees) } else { Err(faults) }
    }

    fn own(&self, amounts: &[(usize, i128)], at: &str, members: &[usize]) -> Found<Vec<i128>> {
        let amounts: HashMap<usize, i128> = amounts.iter().copied().collect();
        self.each(members, |member| amounts.get(member).copied(), |id| format!("/lines/{}{at}/amounts/{id}", self.at()))
    }

    /// Something of every member, or a fault for each that has it not.
    fn each<T>(
        &self,
        members: &[usize],
        of: impl Fn(&usize) -> Option<T>,
        place: impl Fn(String) -> String,
    ) -> Found<Vec<T>> {
        let mut faults = Vec::new();
        let found: Vec<T> = members
            .iter()
            .filter_map(|member| {
                let one = of(member);
                if one.is_none() {
                    let id = self.sheet.members.get(*member).map_or("", |member| member.id.as_str());
                    faults.push(Fault::error(place(escaped(id)), "share_missing", id));
                }
                one
            })
            .collect();
        if faults.is_empty() { Ok(found) } else { Err(faults) }
    }

    fn figures(&self, by: &Measure, members: &[usize]) -> Found<Vec<Decimal>> {
        let line = self.sheet.lines.get(self.line).map_or("", |line| line.id.as_str());
        let mut faults = Vec::new();
        let figures: Vec<Decimal> = members
            .iter()
            .filter_map(|member| {
                let figure = self.sheet.members.get(*member).and_then(|member| by.of(member));
                if figure.is_none() {
                    faults.push(Fault::error(format!("/members/{member}{}", by.pointer()), "share_figure", line));
                }
                figure
            })
            .collect();
        if faults.is_empty() { Ok(figures) } else { Err(faults) }
    }

    /// What the shares of a split are in proportion to.
    pub(super) fn counted(&self, by: &By, at: &str, members: &[usize]) -> Found<Vec<Decimal>> {
        match by {
            By::Equal => Ok(members.iter().filter_map(|_| Decimal::whole(1)).collect()),
            By::Points(points) => {
                let points: HashMap<usize, Decimal> = points.iter().copied().collect();
                self.each(
                    members,
                    |member| points.get(member).copied(),
                    |id| format!("/lines/{}{at}/points/{id}", self.at()),
                )
            }
            By::Measure(measure) => {
                let figures = self.figures(measure, members)?;
                if *measure == Measure::Percent {
                    self.hundred(Decimal::sum(figures.iter().copied()), at)?;
                }
                Ok(figures)
            }
        }
    }

    pub(super) fn weights(&self, split: &Split, at: &str, members: &[usize]) -> Found<Vec<Weight>> {
        let counted = self.counted(&split.by, at, members)?;
        if counted.iter().all(|figure| figure.is_zero()) {
            return Err(self.fault(at, "share_weights", ""));
        }
        let decimals = counted.iter().map(|figure| figure.decimals()).max().unwrap_or_default();
        let weight = |(figure, member): (Decimal, &usize)| Weight {
            weight: figure.scaled(decimals).unsigned_abs(),
            rank: self.ranks.get(*member).copied().unwrap_or_default(),
        };
        Ok(counted.into_iter().zip(members).map(weight).collect())
    }

    fn hundred(&self, sum: Decimal, at: &str) -> Found<()> {
        if Decimal::whole(100) == Some(sum) {
            return Ok(());
        }
        Err(self.fault(at, "share_percent", sum.to_string()))
    }
}
