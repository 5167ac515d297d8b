//! Areas as lines that neighbours share.

use super::simplify::thinned;
use super::{Area, Point};
use std::collections::{HashMap, HashSet};

/// An area by the lines around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Its code.
    pub code: String,
    /// Rings, each of lines by number, walked backwards where it says so.
    pub rings: Vec<Vec<(usize, bool)>>,
}

/// Areas whose neighbours share their lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topology {
    lines: Vec<Vec<Point>>,
    outlines: Vec<Outline>,
}

impl Topology {
    /// Finds the lines that areas share. Rings of fewer than three points are
    /// left out.
    #[must_use]
    pub fn of(areas: &[Area]) -> Self {
        let areas: Vec<(&str, Vec<Vec<Point>>)> = areas
            .iter()
            .map(|area| (area.code.as_str(), area.rings.iter().filter_map(|ring| clean(ring)).collect()))
            .collect();
        let joints = joints(areas.iter().flat_map(|(_, rings)| rings));
        let mut lines = Lines::default();
        let outlines = areas
            .into_iter()
            .map(|(code, rings)| Outline {
                code: code.to_owned(),
                rings: rings
                    .into_iter()
                    .map(|ring| cut(ring, &joints).map(|line| lines.number(line)).collect())
                    .collect(),
            })
            .collect();
        Self { lines: lines.all, outlines }
    }

    /// The areas.
    #[must_use]
    pub fn outlines(&self) -> &[Outline] {
        &self.outlines
    }

    /// The lines, as outlines number them.
    #[must_use]
    pub fn lines(&self) -> &[Vec<Point>] {
        &self.lines
    }

    /// How many points all lines have.
    #[must_use]
    pub fn points(&self) -> usize {
        self.lines.iter().map(Vec::len).sum()
    }

    /// The points of a ring, without repeating the first.
    #[must_use]
    pub fn ring(&self, ring: &[(usize, bool)]) -> Vec<Point> {
        let mut points = Vec::new();
        for (number, backwards) in ring {
            let Some(line) = self.lines.get(*number) else { continue };
            let mut walked: Vec<Point> = if *backwards { line.iter().rev().copied().collect() } else { line.clone() };
            walked.pop();
            points.extend(walked);
        }
        points
    }

    /// The lines between areas that a question tells apart, as counties are.
    #[must_use]
    pub fn between(&self, apart: impl Fn(&str, &str) -> bool) -> Vec<&[Point]> {
        let mut sides: HashMap<usize, Vec<&str>> = HashMap::new();
        for outline in &self.outlines {
            for (number, _) in outline.rings.iter().flatten() {
                sides.entry(*number).or_default().push(&outline.code);
            }
        }
        let divides = |number: &usize| match sides.get(number).map(Vec::as_slice) {
            Some([first, rest @ ..]) => rest.iter().any(|other| apart(first, other)),
            _ => false,
        };
        let lines = self.lines.iter().enumerate().filter(|(number, _)| divides(number));
        lines.map(|(_, line)| line.as_slice()).collect()
    }

    /// The same areas with fewer points: each line without the points whose
    /// triangle is smaller than so many square metres, and without islands
    /// smaller than four of them. An area keeps its largest ring, with at
    /// least three points, however small it is.
    #[must_use]
    pub fn simplified(&self, square_metres: i64) -> Self {
        let mut ends: HashMap<(Point, Point), usize> = HashMap::new();
        for (first, last) in self.lines.iter().filter_map(|line| ends_of(line)) {
            *ends.entry((first.min(last), first.max(last))).or_default() += 1;
        }
        // Lines between the same two places must not fall upon each other.
        let least = |line: &[Point]| match ends_of(line) {
            Some((first, last)) if first == last => 2,
            Some((first, last)) if ends.get(&(first.min(last), first.max(last))) > Some(&1) => 1,
            _ => 0,
        };
        let thin = |line: &Vec<Point>| thinned(line, least(line), square_metres);
        let mut simple = Self { lines: self.lines.iter().map(thin).collect(), outlines: self.outlines.clone() };
        simple.drop_islands(square_metres.saturating_mul(4));
        simple
    }

    /// Leaves out rings smaller than so many square metres that lie alone.
    fn drop_islands(&mut self, square_metres: i64) {
        let mut used = vec![0_usize; self.lines.len()];
        for (number, _) in self.outlines.iter().flat_map(|outline| outline.rings.iter().flatten()) {
            if let Some(count) = used.get_mut(*number) {
                *count += 1;
            }
        }
        let sizes: Vec<Vec<i64>> = self
            .outlines
            .iter()
            .map(|outline| outline.rings.iter().map(|ring| doubled_area(&self.ring(ring))).collect())
            .collect();
        for (outline, sizes) in self.outlines.iter_mut().zip(sizes) {
            let largest = sizes.iter().copied().max().unwrap_or_default();
            let mut size = sizes.into_iter();
            outline.rings.retain(|ring| {
                let size = size.next().unwrap_or_default();
                let shared = ring.iter().any(|(number, _)| used.get(*number) > Some(&1));
                shared || size == largest || size >= square_metres.saturating_mul(2)
            });
        }
        self.forget_unused();
    }

    /// Numbers the lines anew, without those that no area has any more.
    fn forget_unused(&mut self) {
        let mut numbers: HashMap<usize, usize> = HashMap::new();
        let mut kept = Vec::new();
        for (number, _) in self.outlines.iter_mut().flat_map(|outline| outline.rings.iter_mut().flatten()) {
            let lines = &mut self.lines;
            *number = *numbers.entry(*number).or_insert_with(|| {
                kept.push(lines.get_mut(*number).map(std::mem::take).unwrap_or_default());
                kept.len() - 1
            });
        }
        self.lines = kept;
    }
}

fn ends_of(line: &[Point]) -> Option<(Point, Point)> {
    Some((*line.first()?, *line.last()?))
}

/// Twice the area inside a ring.
fn doubled_area(ring: &[Point]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<i64>().abs()
}

/// A ring without points that repeat, and without its first point at the end.
fn clean(ring: &[Point]) -> Option<Vec<Point>> {
    let mut ring = ring.to_vec();
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    (ring.len() >= 3).then_some(ring)
}

/// Places where lines meet or part: points that have other neighbours in one
/// ring than in another.
fn joints<'a>(rings: impl Iterator<Item = &'a Vec<Point>>) -> HashSet<Point> {
    let mut known: HashMap<Point, (Point, Point)> = HashMap::new();
    let mut joints = HashSet::new();
    for ring in rings {
        let before = ring.iter().cycle().skip(ring.len() - 1);
        let after = ring.iter().cycle().skip(1);
        for ((point, before), after) in ring.iter().zip(before).zip(after) {
            let neighbours = (*before.min(after), *before.max(after));
            if *known.entry(*point).or_insert(neighbours) != neighbours {
                joints.insert(*point);
            }
        }
    }
    joints
}

/// A ring cut at the joints. Without any it is one line from its smallest
/// point on, so that two areas around the same ring find the same line.
fn cut(mut ring: Vec<Point>, joints: &HashSet<Point>) -> impl Iterator<Item = Vec<Point>> {
    let start = ring.iter().position(|point| joints.contains(point));
    let smallest = || ring.iter().enumerate().min_by_key(|(_, point)| **point).map_or(0, |(at, _)| at);
    let start = start.unwrap_or_else(smallest);
    ring.rotate_left(start);
    ring.extend(ring.first().copied());
    let mut lines = Vec::new();
    let mut line = Vec::new();
    let last = ring.len() - 1;
    for (at, point) in ring.into_iter().enumerate() {
        line.push(point);
        if at > 0 && (at == last || joints.contains(&point)) {
            lines.push(std::mem::replace(&mut line, vec![point]));
        }
    }
    lines.into_iter()
}

/// Lines by number, each once, whichever way it is walked.
#[derive(Default)]
struct Lines {
    all: Vec<Vec<Point>>,
    numbers: HashMap<Vec<Point>, usize>,
}

impl Lines {
    fn number(&mut self, line: Vec<Point>) -> (usize, bool) {
        let reversed: Vec<Point> = line.iter().rev().copied().collect();
        let (line, backwards) = if reversed < line { (reversed, true) } else { (line, false) };
        if let Some(number) = self.numbers.get(&line) {
            return (*number, backwards);
        }
        self.all.push(line.clone());
        self.numbers.insert(line, self.all.len() - 1);
        (self.all.len() - 1, backwards)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn area(code: &str, rings: &[&[Point]]) -> Area {
        Area { code: code.to_owned(), rings: rings.iter().map(|ring| ring.to_vec()).collect() }
    }

    /// Two squares side by side with a crooked line between them, and an island.
    fn neighbours() -> Topology {
        let west: &[Point] = &[(0, 0), (100, 0), (103, 50), (100, 100), (0, 100), (0, 0)];
        let east: &[Point] = &[(100, 0), (200, 0), (200, 100), (100, 100), (103, 50)];
        let island: &[Point] = &[(300, 0), (302, 0), (302, 2), (300, 2)];
        Topology::of(&[area("0101", &[west]), area("0202", &[east, island])])
    }

    #[test]
    fn neighbours_share_the_line_between_them() {
        let topology = neighbours();
        assert_eq!(topology.lines().len(), 4);
        let between = topology.between(|a, b| super::super::county_of(a) != super::super::county_of(b));
        assert_eq!(between, [&[(100, 0), (103, 50), (100, 100)][..]]);
        assert!(topology.between(|_, _| false).is_empty());
    }

    #[test]
    fn simpler_neighbours_still_meet_and_islands_go() {
        let simple = neighbours().simplified(200);
        let rings: Vec<usize> = simple.outlines().iter().map(|outline| outline.rings.len()).collect();
        assert_eq!(rings, [1, 1], "the island is smaller than four of the triangles");
        assert_eq!(
            simple.between(|_, _| true),
            neighbours().between(|_, _| true),
            "the ends alone would do for two lines"
        );
        let all: i64 = areas(&simple).iter().sum();
        assert_eq!(all, 2 * 2 * 100 * 100);
    }

    #[test]
    fn an_area_within_another_keeps_its_line_and_its_shape() {
        let outer: &[Point] = &[(0, 0), (1000, 0), (1000, 1000), (0, 1000)];
        let hole: &[Point] = &[(500, 500), (510, 500), (510, 510), (505, 512), (500, 510)];
        let topology = Topology::of(&[area("0101", &[outer, hole]), area("0102", &[hole])]);
        assert_eq!(topology.lines().len(), 2);
        let simple = topology.simplified(10_000);
        let lengths: Vec<usize> =
            simple.outlines().iter().flat_map(|o| o.rings.iter().map(|ring| simple.ring(ring).len())).collect();
        assert_eq!(lengths, [4, 3, 3]);
    }

    fn areas(topology: &Topology) -> Vec<i64> {
        let rings = topology.outlines().iter().flat_map(|outline| &outline.rings);
        rings.map(|ring| doubled_area(&topology.ring(ring))).collect()
    }

    proptest! {
        /// A field of unit squares of which each belongs to one of a few
        /// areas: rings given back are those that were given.
        #[test]
        fn every_ring_is_given_back(owners in prop::collection::vec(0_u8..3, 16)) {
            let given: Vec<Area> = owners
                .iter()
                .enumerate()
                .map(|(at, owner)| {
                    let (x, y) = ((at % 4) as i64 * 10, (at / 4) as i64 * 10);
                    area(&format!("{owner}"), &[&[(x, y), (x + 10, y), (x + 10, y + 10), (x, y + 10)]])
                })
                .collect();
            let topology = Topology::of(&given);
            for (area, outline) in given.iter().zip(topology.outlines()) {
                for (ring, lines) in area.rings.iter().zip(&outline.rings) {
                    let mut back = topology.ring(lines);
                    let start = back.iter().position(|point| Some(point) == ring.first()).unwrap_or(0);
                    back.rotate_left(start);
                    prop_assert_eq!(&back, ring);
                }
            }
            let all: i64 = areas(&topology.simplified(1)).iter().sum();
            prop_assert_eq!(all, 16 * 2 * 100, "no gap and no overlap");
        }
    }
}
