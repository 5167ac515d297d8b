//! Making a line simpler by Visvalingam and Whyatt (*Line generalisation by
//! repeated elimination of points*, 1993): the point that matters least, by
//! the triangle that it makes with its neighbours, goes first.

use super::Point;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Twice the area of a triangle, in square metres.
fn doubled(a: Point, b: Point, c: Point) -> i64 {
    ((b.0 - a.0) * (c.1 - a.1) - (c.0 - a.0) * (b.1 - a.1)).abs()
}

/// A line without the points whose triangle is smaller than so many square
/// metres. Its ends stay, and at least so many points between them.
pub(super) fn thinned(line: &[Point], least: usize, square_metres: i64) -> Vec<Point> {
    let count = line.len();
    if count <= least + 2 {
        return line.to_vec();
    }
    let mut before: Vec<usize> = (0..count).map(|at| at.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (0..count).map(|at| (at + 1).min(count - 1)).collect();
    let mut gone = vec![false; count];
    let mut valid = vec![0_u32; count];
    let area = |before: usize, at: usize, after: usize| match (line.get(before), line.get(at), line.get(after)) {
        (Some(a), Some(b), Some(c)) => doubled(*a, *b, *c),
        _ => i64::MAX,
    };
    let mut heap: BinaryHeap<Reverse<(i64, usize, u32)>> =
        (1..count - 1).map(|at| Reverse((area(at - 1, at, at + 1), at, 0))).collect();
    let mut left = count - 2;
    while let Some(Reverse((size, at, stamp))) = heap.pop() {
        if gone.get(at) != Some(&false) || valid.get(at) != Some(&stamp) {
            continue;
        }
        if size >= square_metres.saturating_mul(2) || left <= least {
            break;
        }
        let (Some(&previous), Some(&next)) = (before.get(at), after.get(at)) else { break };
        set(&mut gone, at, true);
        set(&mut after, previous, next);
        set(&mut before, next, previous);
        left -= 1;
        for neighbour in [previous, next] {
            if neighbour == 0 || neighbour == count - 1 {
                continue;
            }
            let (Some(&a), Some(&c), Some(stamp)) =
                (before.get(neighbour), after.get(neighbour), valid.get_mut(neighbour))
            else {
                continue;
            };
            *stamp += 1;
            // Never less than what went before it: the order of going is kept.
            heap.push(Reverse((area(a, neighbour, c).max(size), neighbour, *stamp)));
        }
    }
    line.iter().zip(gone).filter(|(_, gone)| !gone).map(|(point, _)| *point).collect()
}

fn set<T>(values: &mut [T], at: usize, value: T) {
    if let Some(place) = values.get_mut(at) {
        *place = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_matters_least_goes_first() {
        let line = [(0, 0), (10, 1), (20, 0), (30, 50), (40, 0)];
        assert_eq!(thinned(&line, 0, 100), [(0, 0), (20, 0), (30, 50), (40, 0)]);
        assert_eq!(thinned(&line, 0, 1_000_000), [(0, 0), (40, 0)]);
        assert_eq!(thinned(&line, 2, 1_000_000).len(), 4);
    }

    proptest! {
        #[test]
        fn ends_stay_and_points_keep_their_order(
            line in prop::collection::vec((-1_000_i64..1_000, -1_000_i64..1_000), 0..60),
            least in 0_usize..4,
            area in 0_i64..2_000_000,
        ) {
            let thin = thinned(&line, least, area);
            prop_assert_eq!(thin.first(), line.first());
            prop_assert_eq!(thin.last(), line.last());
            prop_assert!(thin.len() >= line.len().min(least + 2));
            let mut all = line.iter();
            prop_assert!(thin.iter().all(|point| all.any(|other| other == point)));
        }
    }
}
