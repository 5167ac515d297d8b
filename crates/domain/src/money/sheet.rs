//! A calculation: who takes part, what it costs, by which keys.

use super::decimal::{Decimal, Unit};
use super::key::Key;
use std::collections::BTreeMap;

/// A member with the figures that keys count by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Member {
    /// Unlike those of the others.
    pub id: String,
    /// Inhabitants of the basis date.
    pub inhabitants: Option<Decimal>,
    /// Use by name.
    pub usage: BTreeMap<String, Decimal>,
    /// Units by name.
    pub units: BTreeMap<String, Decimal>,
    /// The percentage of the agreement.
    pub percent: Option<Decimal>,
}

/// A line of cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Unlike those of the others.
    pub id: String,
    /// Where it stands in the file, for faults.
    pub at: usize,
    /// In units; below nothing for a refund. Nothing where the key makes it.
    pub amount: Option<i128>,
    /// Places of those who take part; everybody where nothing is said.
    pub members: Option<Vec<usize>>,
    /// How it is divided.
    pub key: Key,
}

/// Money from outside for a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct External {
    /// Place of the line.
    pub line: usize,
    /// Where it stands in the file, for faults.
    pub at: usize,
    /// In units, not below nothing.
    pub amount: i128,
}

/// Everything that shares follow from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Three letters, as in `SEK`; only told.
    pub currency: String,
    /// What amounts are whole numbers of.
    pub unit: Unit,
    /// In the order of the file.
    pub members: Vec<Member>,
    /// In the order of the file.
    pub lines: Vec<Line>,
    /// What others pay, taken off its line first.
    pub external: Vec<External>,
}

impl Sheet {
    /// Places of those who take part in a line, in the order of the members.
    #[must_use]
    pub fn participants(&self, line: &Line) -> Vec<usize> {
        match &line.members {
            None => (0..self.members.len()).collect(),
            Some(members) => {
                let mut members = members.clone();
                members.sort_unstable();
                members
            }
        }
    }

    /// The same without a member in any line, which stays in its place. A line
    /// that it alone took part in is gone.
    #[must_use]
    pub fn without(&self, gone: usize) -> Self {
        let mut less = self.clone();
        less.lines.clear();
        less.external.clear();
        for (at, line) in self.lines.iter().enumerate() {
            let members: Vec<usize> = self.participants(line).into_iter().filter(|place| *place != gone).collect();
            if members.is_empty() {
                continue;
            }
            let external = self.external.iter().filter(|external| external.line == at);
            less.external.extend(external.map(|external| External { line: less.lines.len(), ..external.clone() }));
            less.lines.push(Line { members: Some(members), key: line.key.without(gone), ..line.clone() });
        }
        less
    }

    /// Money from outside for the line at a place, in units.
    #[must_use]
    pub fn external_for(&self, line: usize) -> i128 {
        self.external.iter().filter(|external| external.line == line).map(|external| external.amount).sum()
    }

    /// By member: its place in the order of ids, which decides ties.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let mut order: Vec<usize> = (0..self.members.len()).collect();
        order.sort_unstable_by_key(|at| self.members.get(*at).map(|member| member.id.as_str()));
        let mut ranks = vec![0; order.len()];
        for (rank, at) in (0..).zip(order) {
            if let Some(slot) = ranks.get_mut(at) {
                *slot = rank;
            }
        }
        ranks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{By, Split, shares};

    #[test]
    fn who_leaves_pays_nothing_and_the_others_the_whole() {
        let member = |id: &str| Member { id: id.to_owned(), ..Member::default() };
        let line = |at: usize, members: Option<Vec<usize>>, key: Key| Line {
            id: format!("l{at}"),
            at,
            amount: Some(90),
            members,
            key,
        };
        let equal = || Key::Split(Split { by: By::Equal, floor: None, cap: None });
        let special = Key::SpecialThen { special: vec![(0, 30), (1, 10)], then: Box::new(equal()) };
        let sheet = Sheet {
            currency: "SEK".to_owned(),
            unit: Unit::HUNDREDTH,
            members: ["a", "b", "c"].map(member).to_vec(),
            lines: vec![line(0, None, equal()), line(1, Some(vec![0]), equal()), line(2, None, special)],
            external: vec![External { line: 2, at: 0, amount: 20 }],
        };
        assert_eq!(shares(&sheet).unwrap().totals, [150, 40, 60]);
        let less = sheet.without(0);
        // The line of the one alone is gone, and money from outside stays with its line.
        assert_eq!((less.lines.len(), less.external[0].line), (2, 1));
        assert_eq!(shares(&less).unwrap().totals, [0, 55, 105]);
    }
}
