//! The critical path: the chain of initiatives, each waiting for the one
//! before, that takes the longest (row B19).

use std::collections::BTreeMap;

/// The longest chain through `waits` (who waits, for whom), by the time that
/// each takes in days. Of chains as long the one whose first difference has
/// the smaller key. What waits for itself is left out.
#[must_use]
pub fn critical<K: Ord + Copy>(takes: &BTreeMap<K, i64>, waits: &[(K, K)]) -> Vec<K> {
    let mut known: BTreeMap<K, (i64, Option<K>)> = BTreeMap::new();
    let mut open: Vec<K> = Vec::new();
    for key in takes.keys() {
        longest(*key, takes, waits, &mut known, &mut open);
    }
    let of_several = known.iter().filter(|(_, (_, before))| before.is_some());
    let end = of_several.max_by(|a, b| a.1.0.cmp(&b.1.0).then(b.0.cmp(a.0))).map(|(key, _)| *key);
    let mut chain = Vec::new();
    let mut at = end;
    while let Some(key) = at {
        chain.push(key);
        at = known.get(&key).and_then(|(_, before)| *before);
    }
    chain.reverse();
    chain
}

fn longest<K: Ord + Copy>(
    key: K,
    takes: &BTreeMap<K, i64>,
    waits: &[(K, K)],
    known: &mut BTreeMap<K, (i64, Option<K>)>,
    open: &mut Vec<K>,
) -> i64 {
    if let Some((time, _)) = known.get(&key) {
        return *time;
    }
    if open.contains(&key) {
        return 0;
    }
    open.push(key);
    let mut before: Option<(i64, K)> = None;
    for (_, other) in waits.iter().filter(|(who, other)| *who == key && takes.contains_key(other)) {
        let time = longest(*other, takes, waits, known, open);
        if !open.contains(other) && before.is_none_or(|(best, than)| time > best || (time == best && *other < than)) {
            before = Some((time, *other));
        }
    }
    open.pop();
    let own = takes.get(&key).copied().unwrap_or_default();
    let time = own + before.map_or(0, |(time, _)| time);
    known.insert(key, (time, before.map(|(_, other)| other)));
    time
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_longest_chain_counts_days_and_not_links() {
        let takes = BTreeMap::from([("a", 10), ("b", 1), ("c", 1), ("d", 300), ("e", 5)]);
        let waits = [("b", "a"), ("c", "b"), ("e", "d")];
        assert_eq!(critical(&takes, &waits), ["d", "e"]);
        assert_eq!(critical(&takes, &[]), [""; 0]);
    }

    proptest! {
        /// Held against trying every chain.
        #[test]
        fn no_chain_takes_longer(times in prop::collection::vec(1_i64..50, 1..7), pairs in prop::collection::vec((0_usize..7, 0_usize..7), 0..10)) {
            let takes: BTreeMap<usize, i64> = times.iter().copied().enumerate().collect();
            // Only earlier ones are waited for, so that there is no circle.
            let waits: Vec<(usize, usize)> = pairs.into_iter().filter(|(who, other)| other < who && *who < times.len()).collect();
            fn time(at: usize, takes: &BTreeMap<usize, i64>, waits: &[(usize, usize)]) -> i64 {
                let before = waits.iter().filter(|(who, _)| *who == at).map(|(_, other)| time(*other, takes, waits));
                takes[&at] + before.max().unwrap_or(0)
            }
            let of_several = waits.iter().map(|(who, _)| time(*who, &takes, &waits)).max();
            let chain = critical(&takes, &waits);
            prop_assert_eq!(of_several.unwrap_or(0), chain.iter().map(|at| takes[at]).sum::<i64>());
            for pair in chain.windows(2) {
                prop_assert!(waits.contains(&(pair[1], pair[0])));
            }
        }
    }
}
