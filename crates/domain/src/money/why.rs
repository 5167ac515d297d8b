//! Why a share is what it is: everything that is needed to compute it by hand.

use super::decimal::{Decimal, common_divisor};
use super::key::{Key, Measure, Split, banded, rated};
use super::share::{Divider, LineShares};
use super::sheet::{Line, Sheet};
use std::collections::HashSet;

/// Why the shares of a line are what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// Place of the line.
    pub line: usize,
    /// The amount before money from outside, in units, where the line has one.
    pub amount: Option<i128>,
    /// Money from outside, in units.
    pub external: i128,
    /// What was divided, in units.
    pub total: i128,
    /// The name of the key.
    pub key: &'static str,
    /// The sum of what the shares are in proportion to, where they are.
    pub sum: Option<Decimal>,
    /// In the order of the members.
    pub members: Vec<MemberWhy>,
}

/// Why one member's share is what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberWhy {
    /// Place of the member.
    pub member: usize,
    /// The figure that the key counts by.
    pub figure: Option<Decimal>,
    /// The exact share in units as a fraction, where it was rounded from one.
    pub exact: Option<(i128, i128)>,
    /// What it was held to.
    pub bound: Option<Bound>,
    /// The share, in units.
    pub share: i128,
}

/// What a share was held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Nobody pays less.
    Floor,
    /// Nobody pays more.
    Cap,
    /// A special fee.
    Special,
}

/// Tells the shares of every line.
#[must_use]
pub fn why(sheet: &Sheet, shares: &[LineShares]) -> Vec<Why> {
    let ranks = sheet.ranks();
    shares.iter().enumerate().filter_map(|(line, shares)| of_line(sheet, &ranks, line, shares)).collect()
}

fn of_line(sheet: &Sheet, ranks: &[u32], line: usize, shares: &LineShares) -> Option<Why> {
    let of = sheet.lines.get(line)?;
    let members: Vec<usize> = shares.shares.iter().map(|(member, _)| *member).collect();
    let divider = Divider { sheet, ranks, line };
    let told = Told { divider: &divider, line: of };
    let mut why = Why {
        line,
        amount: of.amount,
        external: sheet.external_for(line),
        total: shares.total,
        key: of.key.name(),
        sum: None,
        members: shares
            .shares
            .iter()
            .map(|(member, share)| MemberWhy { member: *member, figure: None, exact: None, bound: None, share: *share })
            .collect(),
    };
    told.key(&of.key, &mut why, &members);
    Some(why)
}

struct Told<'a> {
    divider: &'a Divider<'a>,
    line: &'a Line,
}

impl Told<'_> {
    fn key(&self, key: &Key, why: &mut Why, members: &[usize]) {
        match key {
            Key::Split(split) => self.split(split, why, members),
            Key::SpecialThen { special, then } => {
                let special: HashSet<usize> = special.iter().map(|(who, _)| *who).collect();
                for one in why.members.iter_mut().filter(|one| special.contains(&one.member)) {
                    one.bound = Some(Bound::Special);
                }
                let others: Vec<usize> = members.iter().copied().filter(|member| !special.contains(member)).collect();
                self.key(then, why, &others);
            }
            Key::Rate { by, fixed, rate } => self.made(by, why, |figure| Some(rated(*fixed, *rate, figure))),
            Key::Bands { by, bands } => self.made(by, why, |figure| Some(banded(bands, figure)?.plus((0, 0)))),
            Key::Own(_) | Key::Mix(_) => {}
        }
    }

    /// Figures, and the exact shares that follow from each.
    fn made(&self, by: &Measure, why: &mut Why, exact: impl Fn(Decimal) -> Option<(i128, u32)>) {
        for one in &mut why.members {
            one.figure = self.divider.sheet.members.get(one.member).and_then(|member| by.of(member));
            one.exact = one.figure.and_then(&exact).and_then(|exact| self.divider.sheet.unit.fraction_of(exact));
        }
    }

    /// Figures, bounds and the exact shares of what the bounds leave.
    fn split(&self, split: &Split, why: &mut Why, members: &[usize]) {
        // What could be divided can be told.
        let Ok(figures) = self.divider.counted(&split.by, "/key", members) else { return };
        let Ok(weights) = self.divider.weights(split, "/key", members) else { return };
        let asked: HashSet<usize> = members.iter().copied().collect();
        let shares: Vec<(usize, i128)> = why
            .members
            .iter()
            .enumerate()
            .filter(|(_, one)| asked.contains(&one.member))
            .map(|(at, one)| (at, one.share.abs()))
            .collect();
        let held = |share: i128| {
            let is = |bound: Option<i128>| bound.is_some_and(|bound| bound == share);
            if is(split.floor) {
                Some(Bound::Floor)
            } else if is(split.cap) {
                Some(Bound::Cap)
            } else {
                None
            }
        };
        let free = shares.iter().zip(&weights).filter(|((_, share), _)| held(*share).is_none());
        let (left, weight) = free.fold((0, 0), |sum, ((_, share), one)| (sum.0 + share, sum.1 + one.weight));
        let sign = if self.line.amount.is_some_and(|amount| amount < 0) { -1 } else { 1 };
        for (((at, share), one), figure) in shares.into_iter().zip(&weights).zip(&figures) {
            let Some(slot) = why.members.get_mut(at) else { continue };
            slot.figure = Some(*figure);
            slot.bound = held(share);
            if slot.bound.is_none() && weight > 0 {
                let over = left.unsigned_abs() * one.weight;
                let common = common_divisor(over, weight);
                slot.exact = Some((sign * (over / common).cast_signed(), (weight / common).cast_signed()));
            }
        }
        why.sum = Some(Decimal::sum(figures.into_iter()));
    }
}
