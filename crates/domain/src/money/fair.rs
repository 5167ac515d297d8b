//! Is it fair? What each would pay by the Shapley value of a cost that depends
//! on who takes part, and whether a group would be cheaper off alone.
//!
//! The **cost of a group** is the sum of
//! - what each of its parties costs alone ([`Game::standalone`]),
//! - every part that is shared by parties of which at least one is in the
//!   group ([`SharedCost`]),
//! - of every ladder ([`Level`]) each level up to the highest that one of its
//!   parties needs; each level of a ladder costs the same.
//!
//! **Shapley value** (Shapley 1953): each part is paid in equal shares by those
//! who share it, each level by those who need it; that is the mean, over all
//! orders in which the parties may come, of what each adds to the cost. It is
//! computed as a fraction and rounded once, by the largest remainder.
//!
//! **Core**: no group pays more than its own cost. Of a cost like this the
//! Shapley value always lies in it; shares by another key need not. The group
//! that would gain most by leaving is found as a cheapest cut, not by looking
//! at all groups.
//!
//! Two examples. *A line to the county*: A, B and C share a network of 90, A
//! and B a server of 40, and C needs a program of its own for 20. A pays
//! 90/3 + 40/2 = 50, B the same, C 90/3 + 20 = 50. By inhabitants A might pay
//! 100 of the 150 and C 20; A alone costs 130, so nobody would leave. *Opening
//! hours*: support costs 30 for each level, A needs one, B two, C three. The
//! first level is paid by three, the second by two, the third by C: A 10, B
//! 25, C 55. In equal parts A would pay 30, what it costs alone, and A with B
//! 60, what they cost together: nobody leaves, but nobody gains except C.

use super::decimal::Unit;
use super::flow::Network;
use num_bigint::BigUint;
use std::collections::{BTreeMap, HashSet};

/// A part that is there as soon as one of its parties is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedCost {
    /// In units, not below nothing.
    pub amount: i128,
    /// Places of those who share it, each once, at least one.
    pub parties: Vec<usize>,
}

/// A ladder: levels that cost the same each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// What one level costs, in units, not below nothing.
    pub amount: i128,
    /// Places of parties with the level that each needs, from 1.
    pub from: Vec<(usize, u32)>,
}

/// A cost that depends on who takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Game {
    /// What amounts are whole numbers of.
    pub unit: Unit,
    /// Ids, each once.
    pub parties: Vec<String>,
    /// By place of the party: what it costs alone, in units, not below nothing.
    pub standalone: Vec<i128>,
    /// What several share.
    pub shared: Vec<SharedCost>,
    /// Ladders.
    pub levels: Vec<Level>,
    /// By place of the party: what it pays by the agreed key, in units.
    pub agreed: Option<Vec<i128>>,
}

/// A group that would be cheaper off alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocking {
    /// Places of its parties, in their order.
    pub parties: Vec<usize>,
    /// What they pay together, in units.
    pub pays: i128,
    /// What they cost together, in units.
    pub alone: i128,
}

/// What is fair, and what stands against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fair {
    /// The cost of all together, in units.
    pub total: i128,
    /// By place of the party, in units; they sum to the total.
    pub shapley: Vec<i128>,
    /// The group that gains most by leaving, with the agreed shares where they
    /// are given, else with the Shapley value.
    pub blocking: Option<Blocking>,
}

impl Game {
    /// What a group costs, by the places of its parties, in units.
    #[must_use]
    pub fn cost(&self, group: &[bool]) -> i128 {
        let is_in = |party: &usize| group.get(*party).copied().unwrap_or_default();
        let own = self.standalone.iter().enumerate().filter(|(party, _)| is_in(party)).map(|(_, cost)| cost);
        let shared = self.shared.iter().filter(|part| part.parties.iter().any(is_in)).map(|part| part.amount);
        let levels = self.levels.iter().map(|ladder| {
            let highest = ladder.from.iter().filter(|(party, _)| is_in(party)).map(|(_, level)| *level).max();
            ladder.amount * i128::from(highest.unwrap_or_default())
        });
        own.sum::<i128>() + shared.sum::<i128>() + levels.sum::<i128>()
    }
}

/// The steps of a ladder from the lowest: what lies between two levels that
/// somebody needs, and who needs the upper one.
fn steps(ladder: &Level) -> Vec<(i128, Vec<usize>)> {
    let mut needs: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (party, level) in ladder.from.iter().filter(|(_, level)| *level > 0) {
        needs.entry(*level).or_default().push(*party);
    }
    let mut below = 0;
    let step = |(level, parties): (u32, Vec<usize>)| {
        let amount = ladder.amount * i128::from(level - below);
        below = level;
        (amount, parties)
    };
    needs.into_iter().map(step).collect()
}

/// The Shapley value, and whether a group would be cheaper off alone.
#[must_use]
pub fn fair(game: &Game) -> Fair {
    let shapley = shapley(game);
    let blocking = match &game.agreed {
        Some(agreed) => blocking(game, agreed, agreed),
        None => {
            // Each was rounded up by less than a unit, which is no reason to leave.
            let bare: Vec<i128> = shapley.iter().map(|share| share - 1).collect();
            blocking(game, &shapley, &bare)
        }
    };
    Fair { total: game.cost(&vec![true; game.parties.len()]), shapley, blocking }
}

fn shapley(game: &Game) -> Vec<i128> {
    let ladders: Vec<Vec<(i128, Vec<usize>)>> = game.levels.iter().map(steps).collect();
    let payers = |ladder: &[(i128, Vec<usize>)]| {
        let mut left: usize = ladder.iter().map(|(_, parties)| parties.len()).sum();
        let count = |(_, parties): &(i128, Vec<usize>)| {
            let payers = left;
            left -= parties.len();
            payers
        };
        ladder.iter().map(count).collect::<Vec<_>>()
    };
    let counts: Vec<Vec<usize>> = ladders.iter().map(|ladder| payers(ladder)).collect();
    let shared = game.shared.iter().map(|part| part.parties.len());
    let common = common_multiple(shared.chain(counts.iter().flatten().copied()));
    let part =
        |amount: i128, payers: usize| &common / BigUint::from(payers.max(1)) * BigUint::from(amount.unsigned_abs());
    let mut over = vec![BigUint::ZERO; game.parties.len()];
    let mut add = |party: usize, amount: &BigUint| {
        if let Some(sum) = over.get_mut(party) {
            *sum += amount;
        }
    };
    for one in &game.shared {
        let each = part(one.amount, one.parties.len());
        one.parties.iter().for_each(|party| add(*party, &each));
    }
    for (ladder, counts) in ladders.iter().zip(&counts) {
        let mut each = BigUint::ZERO;
        for ((amount, parties), payers) in ladder.iter().zip(counts) {
            each += part(*amount, *payers);
            parties.iter().for_each(|party| add(*party, &each));
        }
    }
    rounded(game, &over, &common)
}

/// Fractions with one denominator rounded to units that sum to the cost, by
/// the largest remainder; ties go to the smaller id.
fn rounded(game: &Game, over: &[BigUint], under: &BigUint) -> Vec<i128> {
    // Quotients are small, so that the rest by a product costs less than by another division.
    let divided: Vec<(u128, BigUint)> = over
        .iter()
        .map(|over| {
            let share = u128::try_from(over / under).unwrap_or(u128::MAX);
            (share, over - under * share)
        })
        .collect();
    let mut shares: Vec<i128> =
        game.standalone.iter().zip(&divided).map(|(own, (share, _))| own + share.cast_signed()).collect();
    let left = game.cost(&vec![true; game.parties.len()]) - shares.iter().sum::<i128>();
    let mut order: Vec<(&BigUint, &str, usize)> =
        divided.iter().zip(&game.parties).enumerate().map(|(at, ((_, rest), id))| (rest, id.as_str(), at)).collect();
    order.sort_unstable_by(|a, b| b.0.cmp(a.0).then(a.1.cmp(b.1)));
    for (.., at) in order.iter().take(usize::try_from(left).unwrap_or_default()) {
        if let Some(share) = shares.get_mut(*at) {
            *share += 1;
        }
    }
    shares
}

/// The least common multiple of small numbers, by their prime powers.
fn common_multiple(numbers: impl Iterator<Item = usize>) -> BigUint {
    let mut powers: BTreeMap<usize, u32> = BTreeMap::new();
    let numbers: std::collections::BTreeSet<usize> = numbers.filter(|number| *number > 1).collect();
    for mut number in numbers {
        let mut prime = 2;
        while number > 1 {
            let mut power = 0;
            while number % prime == 0 {
                (number, power) = (number / prime, power + 1);
            }
            if power > 0 {
                let known = powers.entry(prime).or_default();
                *known = power.max(*known);
            }
            prime = if prime * prime > number { number.max(prime + 1) } else { prime + 1 };
        }
    }
    powers.into_iter().map(|(prime, power)| BigUint::from(prime).pow(power)).product()
}

/// The group with the most to gain by leaving: what it pays by `weighed` above
/// what it costs.
fn blocking(game: &Game, pays: &[i128], weighed: &[i128]) -> Option<Blocking> {
    let gains: Vec<i128> = weighed.iter().zip(&game.standalone).map(|(pays, own)| pays - own).collect();
    let group = match (game.shared.as_slice(), game.levels.as_slice()) {
        ([], []) => gains.iter().map(|gain| *gain > 0).collect(),
        ([], [ladder]) => up_a_ladder(ladder, &gains),
        _ => closure(game, &gains),
    };
    let of_group = |amounts: &[i128]| {
        let own = amounts.iter().zip(&group).filter(|(_, is_in)| **is_in).map(|(one, _)| one);
        own.sum::<i128>()
    };
    let alone = game.cost(&group);
    (of_group(weighed) > alone).then(|| Blocking {
        parties: (0..game.parties.len()).filter(|party| group.get(*party).copied().unwrap_or_default()).collect(),
        pays: of_group(pays),
        alone,
    })
}

/// The group of most worth where there is one ladder alone: all who gain, up
/// to the level that brings most.
fn up_a_ladder(ladder: &Level, gains: &[i128]) -> Vec<bool> {
    let gain = |party: usize| gains.get(party).copied().unwrap_or_default().max(0);
    let on_it: HashSet<usize> = ladder.from.iter().filter(|(_, level)| *level > 0).map(|(party, _)| *party).collect();
    let mut group: Vec<bool> = (0..gains.len()).map(|party| gain(party) > 0 && !on_it.contains(&party)).collect();
    let steps = steps(ladder);
    let (mut worth, mut best, mut most) = (0, 0, 0);
    for (at, (amount, parties)) in (1..).zip(&steps) {
        worth += parties.iter().map(|party| gain(*party)).sum::<i128>() - amount;
        if worth > most {
            (best, most) = (at, worth);
        }
    }
    for party in steps.iter().take(best).flat_map(|(_, parties)| parties) {
        if let Some(is_in) = group.get_mut(*party) {
            *is_in = gain(*party) > 0;
        }
    }
    group
}

/// The group of most worth, as a closure of most worth (Picard 1976): parties
/// bring what they pay above their own cost, and with them come the parts
/// that they need.
fn closure(game: &Game, gains: &[i128]) -> Vec<bool> {
    let room: i128 = gains.iter().filter(|gain| **gain > 0).sum::<i128>() + 1;
    let ladders: Vec<Vec<(i128, Vec<usize>)>> = game.levels.iter().map(steps).collect();
    let count = game.parties.len();
    let (source, sink) = (count, count + 1);
    let mut node = count + 2;
    let mut network = Network::new(node + game.shared.len() + ladders.iter().map(Vec::len).sum::<usize>());
    for (party, gain) in gains.iter().enumerate().filter(|(_, gain)| **gain > 0) {
        network.connect(source, party, *gain);
    }
    for part in &game.shared {
        network.connect(node, sink, part.amount);
        part.parties.iter().for_each(|party| network.connect(*party, node, room));
        node += 1;
    }
    for ladder in &ladders {
        for (at, (amount, parties)) in ladder.iter().enumerate() {
            network.connect(node, sink, *amount);
            if at > 0 {
                // Who needs a level needs those below.
                network.connect(node, node - 1, room);
            }
            parties.iter().for_each(|party| network.connect(*party, node, room));
            node += 1;
        }
    }
    network.cut(source, sink).into_iter().take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn game(standalone: &[i128], shared: &[(i128, &[usize])], levels: &[(i128, &[(usize, u32)])]) -> Game {
        Game {
            unit: Unit::HUNDREDTH,
            parties: (0..standalone.len()).map(|no| format!("p{no}")).collect(),
            standalone: standalone.to_vec(),
            shared: shared.iter().map(|(amount, of)| SharedCost { amount: *amount, parties: of.to_vec() }).collect(),
            levels: levels.iter().map(|(amount, from)| Level { amount: *amount, from: from.to_vec() }).collect(),
            agreed: None,
        }
    }

    #[test]
    fn the_examples_of_the_module_are_right() {
        let line = game(&[0, 0, 20], &[(90, &[0, 1, 2]), (40, &[0, 1])], &[]);
        assert_eq!(fair(&line), Fair { total: 150, shapley: vec![50, 50, 50], blocking: None });
        let by_inhabitants = Game { agreed: Some(vec![100, 30, 20]), ..line.clone() };
        assert_eq!((line.cost(&[true, false, false]), fair(&by_inhabitants).blocking), (130, None));
        let hours = game(&[0, 0, 0], &[], &[(30, &[(0, 1), (1, 2), (2, 3)])]);
        assert_eq!(fair(&hours).shapley, [10, 25, 55]);
        assert_eq!(fair(&Game { agreed: Some(vec![30, 30, 30]), ..hours.clone() }).blocking, None);
        // One krona more and the two leave.
        let two = fair(&Game { agreed: Some(vec![30, 31, 29]), ..hours }).blocking;
        assert_eq!(two, Some(Blocking { parties: vec![0, 1], pays: 61, alone: 60 }));
    }

    #[test]
    fn what_cannot_be_divided_goes_to_the_largest_remainders() {
        let three = game(&[0, 0, 0], &[(100, &[0, 1, 2])], &[]);
        assert_eq!(fair(&three).shapley, [34, 33, 33]);
        assert_eq!(common_multiple([4, 6, 1, 7, 9].into_iter()), BigUint::from(252_u32));
        assert_eq!(common_multiple(std::iter::empty()), BigUint::from(1_u32));
        // A half and a half against a whole: the remainders are the same, exactly.
        let halves = game(&[0, 0, 0, 0], &[(1, &[0, 1]), (1, &[0, 2]), (1, &[1, 3]), (1, &[2, 3])], &[]);
        assert_eq!(fair(&halves).shapley, [1, 1, 1, 1]);
    }

    /// By the definition: the mean over all orders.
    fn by_orders(game: &Game) -> Vec<(i128, i128)> {
        let count = game.parties.len();
        let mut sums = vec![(0, 0); count];
        let mut orders = vec![Vec::new()];
        for _ in 0..count {
            orders = orders
                .iter()
                .flat_map(|order: &Vec<usize>| {
                    (0..count).filter(|one| !order.contains(one)).map(|one| [order.as_slice(), &[one]].concat())
                })
                .collect();
        }
        for order in &orders {
            let mut group = vec![false; count];
            for party in order {
                let before = game.cost(&group);
                group[*party] = true;
                sums[*party].0 += game.cost(&group) - before;
                sums[*party].1 += 1;
            }
        }
        sums
    }

    fn games() -> impl Strategy<Value = Game> {
        let parties = proptest::collection::btree_set(0..5_usize, 1..5);
        let shared = proptest::collection::vec((0..50_i128, parties), 0..4);
        let ladder = proptest::collection::btree_map(0..5_usize, 0..4_u32, 0..5);
        let levels = proptest::collection::vec((0..50_i128, ladder), 0..3);
        let agreed = proptest::option::of(proptest::collection::vec(0..80_i128, 5));
        (proptest::collection::vec(0..50_i128, 5), shared, levels, agreed).prop_map(|(own, shared, levels, agreed)| {
            Game {
                unit: Unit::HUNDREDTH,
                parties: (0..5).map(|no| format!("p{no}")).collect(),
                standalone: own,
                shared: shared
                    .into_iter()
                    .map(|(amount, of)| SharedCost { amount, parties: of.into_iter().collect() })
                    .collect(),
                levels: levels
                    .into_iter()
                    .map(|(amount, from)| Level { amount, from: from.into_iter().collect() })
                    .collect(),
                agreed,
            }
        })
    }

    proptest! {
        #[test]
        fn the_value_is_the_mean_over_all_orders(game in games()) {
            let found = fair(&game);
            prop_assert_eq!(found.shapley.iter().sum::<i128>(), found.total);
            for (share, (over, under)) in found.shapley.iter().zip(by_orders(&game)) {
                prop_assert!((share * under - over).abs() < under, "{} {}/{}", share, over, under);
            }
        }

        #[test]
        fn a_group_that_blocks_is_found_where_there_is_one(game in games()) {
            let found = fair(&game);
            let pays = game.agreed.clone().unwrap_or_else(|| found.shapley.iter().map(|share| share - 1).collect());
            let gain = |group: &[bool]| {
                let sum: i128 = pays.iter().zip(group).filter(|(_, is_in)| **is_in).map(|(one, _)| one).sum();
                sum - game.cost(group)
            };
            let groups = (0..32_u32).map(|bits| (0..5).map(|at| bits >> at & 1 == 1).collect::<Vec<bool>>());
            let most = groups.map(|group| gain(&group)).max().unwrap_or_default();
            match &found.blocking {
                None => prop_assert!(most <= 0),
                Some(blocking) => {
                    let group: Vec<bool> = (0..5).map(|at| blocking.parties.contains(&at)).collect();
                    prop_assert_eq!(gain(&group), most);
                    prop_assert!(most > 0 && game.agreed.is_some());
                }
            }
        }
    }
}
