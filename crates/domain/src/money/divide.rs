//! An amount divided by weights, exactly.

use super::wide::compare;
use std::cmp::Ordering;

/// Amounts and weights are below this, so that a product of two of them, and
/// a sum of ten thousand, has room in 128 bits.
pub(super) const LARGEST: u128 = 1_000_000_000_000_000_000;

/// A weight with the place of its member in the order of ids, which decides ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weight {
    /// From 0; not all of them 0.
    pub(super) weight: u128,
    pub(super) rank: u32,
}

/// What each share is at least and at most.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bounds {
    pub(super) floor: Option<u128>,
    pub(super) cap: Option<u128>,
}

impl Bounds {
    fn is_none(self) -> bool {
        self.floor.is_none() && self.cap.is_none()
    }
}

/// Divides an amount by weights to whole numbers that sum to it, by the
/// largest remainder: each gets its exact share rounded down, and what is left
/// goes one by one to those whose remainders are largest; of equal ones to the
/// earlier in `order` (Hamilton's method). Weights sum to more than nothing.
///
/// Amounts are below 10^18 and weights below 10^18 each; 10 000 of them at most.
#[must_use]
pub fn divide(amount: u128, weights: &[u128]) -> Vec<u128> {
    let weights: Vec<Weight> = (0..).zip(weights).map(|(rank, weight)| Weight { weight: *weight, rank }).collect();
    by_weights(amount, &weights)
}

pub(super) fn by_weights(amount: u128, weights: &[Weight]) -> Vec<u128> {
    let sum: u128 = weights.iter().map(|one| one.weight).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let mut shares = Vec::with_capacity(weights.len());
    let mut rests: Vec<(u128, u32, u32)> = Vec::with_capacity(weights.len());
    let mut left = amount;
    for (at, one) in (0_u32..).zip(weights) {
        let (share, rest) = divided(amount * one.weight, sum);
        left -= share;
        shares.push(share);
        rests.push((rest, one.rank, at));
    }
    let left = usize::try_from(left).unwrap_or(usize::MAX);
    if left > 0 {
        // What is left is less than the number of remainders.
        let more = |a: &(u128, u32, u32), b: &(u128, u32, u32)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
        rests.select_nth_unstable_by(left - 1, more);
        for (.., at) in rests.iter().take(left) {
            if let Some(share) = shares.get_mut(*at as usize) {
                *share += 1;
            }
        }
    }
    shares
}

/// Quotient and remainder; most amounts fit in the machine's own words.
fn divided(over: u128, under: u128) -> (u128, u128) {
    match (u64::try_from(over), u64::try_from(under)) {
        (Ok(over), Ok(under)) => (u128::from(over / under), u128::from(over % under)),
        _ => (over / under, over % under),
    }
}

/// The same with bounds: the shares are `clamp(t · weight, floor, cap)` for
/// the one `t` at which they sum to the amount; those at a bound get it
/// exactly and the largest remainder divides the rest. Nothing where there is
/// no such `t`.
pub(super) fn within(amount: u128, weights: &[Weight], bounds: Bounds) -> Option<Vec<u128>> {
    if bounds.is_none() {
        return Some(by_weights(amount, weights));
    }
    let floor = bounds.floor.unwrap_or_default();
    // Heaviest first: they leave the floor first and come to the cap first.
    let mut heaviest: Vec<usize> = (0..weights.len()).filter(|at| weight(weights, *at) > 0).collect();
    heaviest.sort_unstable_by_key(|at| std::cmp::Reverse(weight(weights, *at)));
    let least = floor * weights.len() as u128;
    let most = bounds.cap.map(|cap| cap * heaviest.len() as u128 + floor * (weights.len() - heaviest.len()) as u128);
    if amount < least || most.is_some_and(|most| amount > most) || bounds.cap.is_some_and(|cap| cap < floor) {
        return None;
    }
    // `t` grows: up to `off` have left the floor, up to `at_cap` of them are at the cap.
    let (mut off, mut at_cap) = (0, 0);
    let (mut bound, mut free) = (least, 0_u128);
    loop {
        let leaves = heaviest.get(off).map(|at| (floor, weight(weights, *at)));
        let comes = bounds.cap.and_then(|cap| {
            let at = heaviest.get(at_cap).filter(|_| at_cap < off)?;
            Some((cap, weight(weights, *at)))
        });
        let (next, is_leaving) = match (leaves, comes) {
            (Some(leaves), Some(comes)) if sooner(leaves, comes) => (leaves, true),
            (Some(leaves), None) => (leaves, true),
            (_, Some(comes)) => (comes, false),
            (None, None) => break,
        };
        // Where the shares sum to the amount before that, `t` is found.
        if compare((amount - bound, next.1), (free, next.0)) != Ordering::Greater {
            break;
        }
        let weight = next.1;
        if is_leaving {
            (off, bound, free) = (off + 1, bound - floor, free + weight);
        } else {
            (at_cap, bound, free) = (at_cap + 1, bound + next.0, free - weight);
        }
    }
    let mut shares = vec![floor; weights.len()];
    for at in heaviest.iter().take(at_cap) {
        if let (Some(share), Some(cap)) = (shares.get_mut(*at), bounds.cap) {
            *share = cap;
        }
    }
    let between = heaviest.get(at_cap..off).unwrap_or_default();
    let of: Vec<Weight> = between.iter().filter_map(|at| weights.get(*at).copied()).collect();
    for (at, share) in between.iter().zip(by_weights(amount - bound, &of)) {
        if let Some(slot) = shares.get_mut(*at) {
            *slot = share;
        }
    }
    Some(shares)
}

fn weight(weights: &[Weight], at: usize) -> u128 {
    weights.get(at).map_or(0, |one| one.weight)
}

/// Whether `a.0 / a.1` is not above `b.0 / b.1`.
fn sooner(a: (u128, u128), b: (u128, u128)) -> bool {
    compare((a.0, b.1), (b.0, a.1)) != Ordering::Greater
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ranked(weights: &[u128]) -> Vec<Weight> {
        (0..).zip(weights).map(|(rank, weight)| Weight { weight: *weight, rank }).collect()
    }

    #[test]
    fn what_is_left_goes_to_the_largest_remainders() {
        assert_eq!(divide(10_000, &[1, 1, 1]), [3_334, 3_333, 3_333]);
        assert_eq!(divide(7, &[0, 5, 0]), [0, 7, 0]);
        assert_eq!(divide(0, &[3, 1]), [0, 0]);
        // E-nämnden 2014: 903 000 kronor over thirteen.
        let shares = divide(903_000, &[1; 13]);
        assert_eq!(shares.iter().filter(|share| **share == 69_462).count(), 7);
        assert_eq!(shares.iter().filter(|share| **share == 69_461).count(), 6);
        assert_eq!(divide(10_u128.pow(18) - 1, &[10_u128.pow(18) - 1; 3]), [333_333_333_333_333_333; 3]);
    }

    #[test]
    fn bounds_are_kept_and_the_rest_is_divided() {
        let within =
            |amount, weights: &[u128], floor, cap| super::within(amount, &ranked(weights), Bounds { floor, cap });
        assert_eq!(within(750, &[1, 3], Some(200), Some(500)), Some(vec![250, 500]));
        assert_eq!(within(750, &[1, 0], Some(200), None), Some(vec![550, 200]));
        assert_eq!(within(100, &[1, 9], Some(20), None), Some(vec![20, 80]));
        assert_eq!(within(100, &[1, 1, 8], None, Some(40)), Some(vec![30, 30, 40]));
        assert_eq!(within(100, &[1, 1], None, Some(50)), Some(vec![50, 50]));
        assert_eq!(within(101, &[1, 1], None, Some(50)), None);
        assert_eq!(within(30, &[1, 1], Some(20), None), None);
        assert_eq!(within(50, &[1, 0], None, Some(40)), None, "who has no weight pays nothing");
        assert_eq!(within(50, &[1, 1], Some(30), Some(20)), None);
    }

    /// A million amounts over a few members, some with bounds, and each turned
    /// round: the sum is exact, each share is its quota up or down or a bound,
    /// and the order does not matter.
    #[test]
    fn a_million_divisions_are_exact() {
        let mut seed = 11_u64;
        let mut below = |most: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u128::from((seed >> 33) % most)
        };
        let mut divided = 0;
        while divided < 1_000_000 {
            let amount = below(1_000_000_000) * below(1_000);
            let weights: Vec<Weight> =
                (0..1 + below(6) as u32).map(|rank| Weight { weight: below(1_000_000) * below(2), rank }).collect();
            let sum: u128 = weights.iter().map(|one| one.weight).sum();
            if sum == 0 {
                continue;
            }
            let bounds = match below(3) {
                0 => Bounds { floor: Some(below(1_000_000)), cap: None },
                1 => Bounds { floor: None, cap: Some(below(1_000_000_000_000)) },
                _ => Bounds::default(),
            };
            let Some(shares) = within(amount, &weights, bounds) else { continue };
            divided += 1;
            assert_eq!(shares.iter().sum::<u128>(), amount);
            if bounds.is_none() {
                assert!(
                    shares.iter().zip(&weights).all(|(share, one)| (share * sum).abs_diff(amount * one.weight) < sum)
                );
            }
            let turned: Vec<Weight> = weights.iter().rev().copied().collect();
            let back = within(amount, &turned, bounds).expect("it was divided the other way round");
            assert!(back.iter().rev().eq(&shares), "{amount} {weights:?} {bounds:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn shares_sum_to_the_amount_and_keep_the_quota(
            amount in 0_u128..10_u128.pow(18),
            weights in proptest::collection::vec(prop_oneof![0_u128..20, 0..10_u128.pow(18)], 1..40),
        ) {
            prop_assume!(weights.iter().sum::<u128>() > 0);
            let sum: u128 = weights.iter().sum();
            let shares = divide(amount, &weights);
            prop_assert_eq!(shares.iter().sum::<u128>(), amount);
            for (share, weight) in shares.iter().zip(&weights) {
                let exact = amount * weight / sum;
                prop_assert!(*share == exact || *share == exact + 1);
            }
        }

        #[test]
        fn the_order_of_members_does_not_matter(
            amount in 0_u128..1_000,
            weights in proptest::collection::vec(0_u128..9, 1..12),
            turn in 0..12_usize,
            floor in proptest::option::of(0_u128..40),
            cap in proptest::option::of(0_u128..200),
        ) {
            prop_assume!(weights.iter().sum::<u128>() > 0);
            let first = ranked(&weights);
            let mut other = first.clone();
            other.rotate_left(turn % weights.len());
            let bounds = Bounds { floor, cap };
            let by_rank = |weights: &[Weight]| {
                let mut shares: Vec<_> = weights.iter().map(|one| one.rank).zip(within(amount, weights, bounds)?).collect();
                shares.sort_unstable();
                Some(shares)
            };
            prop_assert_eq!(by_rank(&first), by_rank(&other));
        }

        #[test]
        fn bounded_shares_sum_and_stay_within(
            amount in 0_u128..10_000,
            weights in proptest::collection::vec(0_u128..30, 1..12),
            floor in proptest::option::of(0_u128..400),
            cap in proptest::option::of(0_u128..3_000),
        ) {
            prop_assume!(weights.iter().sum::<u128>() > 0);
            let least = floor.unwrap_or(0) * weights.len() as u128;
            let heavy = weights.iter().filter(|weight| **weight > 0).count() as u128;
            let most = cap.map(|cap| cap * heavy + floor.unwrap_or(0) * (weights.len() as u128 - heavy));
            let possible = amount >= least && most.is_none_or(|most| amount <= most) && cap.is_none_or(|cap| cap >= floor.unwrap_or(0));
            let Some(shares) = within(amount, &ranked(&weights), Bounds { floor, cap }) else {
                prop_assert!(!possible);
                return Ok(());
            };
            prop_assert!(possible);
            prop_assert_eq!(shares.iter().sum::<u128>(), amount);
            for (share, weight) in shares.iter().zip(&weights) {
                prop_assert!(*share >= floor.unwrap_or(0) && (*weight == 0 || cap.is_none_or(|cap| *share <= cap)));
            }
            // One `t` for all: who weighs more never pays less, and of those
            // between the bounds each pays its part of what they pay together.
            let free: Vec<usize> = (0..weights.len())
                .filter(|at| shares[*at] > floor.unwrap_or(0) && cap.is_none_or(|cap| shares[*at] < cap))
                .collect();
            let (paid, weight) = free.iter().fold((0, 0), |sum, at| (sum.0 + shares[*at], sum.1 + weights[*at]));
            for at in free {
                let exact = paid * weights[at];
                prop_assert!(exact.abs_diff(shares[at] * weight) <= 2 * weight);
            }
        }
    }
}
