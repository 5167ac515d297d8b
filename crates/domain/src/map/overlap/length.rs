//! Lengths of vectors, and how much of them common terms make.

use super::counted::{Counted, number};

/// Steps of rarity in one doubling of how rare a term is.
const STEPS: f64 = 4.0;
/// The common terms, in classes by how common they are: from those in more
/// than about a third of the texts to those in more than one of five hundred.
pub(super) const CLASSES: [u8; 8] = [6, 9, 12, 16, 20, 24, 30, 36];

/// Where a count of texts stands on the scale of rarity: `⌊4 · log2(1 + n)⌋`.
pub(super) fn level(texts: usize) -> u8 {
    // Forty levels are a thousand texts, a hundred and thirty all that fit in memory.
    ((1.0 + texts as f64).log2() * STEPS).floor().clamp(0.0, 255.0) as u8
}

/// How rare a term is, as a step: 0 stands in all texts.
pub(super) fn step(all: u8, term: u8) -> u8 {
    all.saturating_sub(term)
}

/// The inverse document frequency of a step.
pub(super) fn idf(step: u8) -> f64 {
    1.0 + f64::from(step) * std::f64::consts::LN_2 / STEPS
}

/// The length of a text's vector.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Length {
    /// Of all terms.
    pub(super) whole: f64,
    /// One divided by it, for the sums that choose.
    pub(super) inverse: f32,
    /// Of the terms of each class, as a part of the whole; never too small.
    pub(super) common: [f32; CLASSES.len()],
}

impl Length {
    /// Of terms with their steps.
    pub(super) fn of(terms: impl Iterator<Item = (Counted, u8)>) -> Self {
        let (mut squares, mut common) = (0.0, [0.0; CLASSES.len()]);
        for (term, step) in terms {
            let square = (term.tf() * idf(step)).powi(2);
            squares += square;
            if let Some(sum) = common.get_mut(CLASSES.partition_point(|class| *class < step)) {
                *sum += square;
            }
        }
        // A class has the terms of the more common ones too.
        let mut sum = 0.0;
        for class in &mut common {
            sum += *class;
            *class = sum;
        }
        let whole = f64::sqrt(squares);
        // Rounded up: a bound may be too high, never too low.
        let part =
            |squares: f64| (if whole > 0.0 { squares.sqrt() / whole } else { 0.0 }) as f32 * (1.0 + f32::EPSILON);
        let inverse = if whole > 0.0 { (1.0 / whole) as f32 } else { 0.0 };
        Self { whole, inverse, common: common.map(part) }
    }
}

/// Texts that are looked at together.
const TOGETHER: usize = 32;

/// Shelves that texts stand on by their part of common terms.
const SHELVES: usize = 64;

/// The shelf of a part; texts without common terms stand on none.
fn shelf(part: f32) -> Option<usize> {
    (part > 0.0).then(|| ((part * SHELVES as f32) as usize).min(SHELVES - 1))
}

/// The texts of a class by shelf.
#[derive(Debug)]
struct Shelves {
    shelves: Box<[Vec<u32>; SHELVES]>,
    /// By text: where it stands on its shelf.
    at: Vec<u32>,
}

impl Default for Shelves {
    fn default() -> Self {
        Self { shelves: Box::new(std::array::from_fn(|_| Vec::new())), at: Vec::new() }
    }
}

impl Shelves {
    fn change(&mut self, no: u32, before: f32, now: f32) {
        let (from, to) = (shelf(before), shelf(now));
        if from == to {
            return;
        }
        if let Some(from) = from.and_then(|shelf| self.shelves.get_mut(shelf)) {
            let at = self.at.get(no as usize).map_or(usize::MAX, |at| *at as usize);
            if at < from.len() {
                from.swap_remove(at);
            }
            // The last of the shelf stands in its place now.
            if let Some(moved) = from.get(at).and_then(|moved| self.at.get_mut(*moved as usize)) {
                *moved = number(at);
            }
        }
        if let Some(to) = to.and_then(|shelf| self.shelves.get_mut(shelf)) {
            if let Some(at) = self.at.get_mut(no as usize) {
                *at = number(to.len());
            }
            to.push(no);
        }
    }

    /// The shelves with texts of this part or more; their first has others too.
    fn from(&self, least: f32) -> &[Vec<u32>] {
        shelf(least).and_then(|shelf| self.shelves.get(shelf..)).unwrap_or(self.shelves.as_slice())
    }
}

/// The lengths of all texts by place, each figure in a row of its own.
#[derive(Debug, Default)]
pub(super) struct Lengths {
    whole: Vec<f64>,
    inverse: Vec<f32>,
    common: [Vec<f32>; CLASSES.len()],
    /// By class: where each text stands.
    shelves: [Shelves; CLASSES.len()],
}

impl Lengths {
    /// Room for so many places; new ones have no length.
    pub(super) fn resize(&mut self, places: usize) {
        self.whole.resize(places, 0.0);
        self.inverse.resize(places, 0.0);
        self.common.iter_mut().for_each(|parts| parts.resize(places, 0.0));
        self.shelves.iter_mut().for_each(|shelves| shelves.at.resize(places, 0));
    }

    /// Sets the length of the text at a place.
    pub(super) fn set(&mut self, no: u32, length: Length) {
        let at = no as usize;
        let (Some(whole), Some(inverse)) = (self.whole.get_mut(at), self.inverse.get_mut(at)) else { return };
        (*whole, *inverse) = (length.whole, length.inverse);
        for ((parts, shelves), part) in self.common.iter_mut().zip(&mut self.shelves).zip(length.common) {
            if let Some(known) = parts.get_mut(at) {
                shelves.change(no, *known, part);
                *known = part;
            }
        }
    }

    /// The length of a text's vector.
    pub(super) fn whole(&self, no: u32) -> f64 {
        self.whole.get(no as usize).copied().unwrap_or_default()
    }

    /// One divided by it, for the sums that choose.
    pub(super) fn inverse(&self, no: u32) -> f32 {
        self.inverse.get(no as usize).copied().unwrap_or_default()
    }

    /// How much of a text the common terms of a class make.
    pub(super) fn common(&self, no: u32, class: usize) -> f32 {
        self.common.get(class).and_then(|parts| parts.get(no as usize)).copied().unwrap_or(1.0)
    }

    /// The texts of which the common terms of a class make this much or more.
    pub(super) fn with_common(&self, class: usize, least: f32) -> impl Iterator<Item = u32> + '_ {
        let shelves = self.shelves.get(class).map_or(&[][..], |shelves| shelves.from(least));
        shelves.iter().flatten().copied().filter(move |no| self.common(*no, class) >= least)
    }

    /// At most so many texts are these.
    pub(super) fn with_common_at_most(&self, class: usize, least: f32) -> usize {
        let shelves = self.shelves.get(class).map_or(&[][..], |shelves| shelves.from(least));
        shelves.iter().map(Vec::len).sum()
    }

    /// Tells the places and scores of all texts whose dot products, divided by
    /// their lengths, are above what is answered; most are passed over
    /// together.
    pub(super) fn scores(&self, dots: &[f32], tell: &mut impl FnMut(u32, f32) -> f32) {
        let mut least = 0.0_f32;
        let rows = dots.chunks(TOGETHER).zip(self.inverse.chunks(TOGETHER));
        for (row, (dots, inverse)) in (0_usize..).step_by(TOGETHER).zip(rows) {
            let mut scores = [0.0_f32; TOGETHER];
            for ((score, dot), inverse) in scores.iter_mut().zip(dots).zip(inverse) {
                *score = dot * inverse;
            }
            if !scores.iter().fold(false, |any, score| any | (*score > least)) {
                continue;
            }
            for (at, score) in scores.iter().enumerate() {
                if *score > least {
                    least = tell(number(row + at), *score);
                }
            }
        }
    }

    /// Of all texts, at most so many whose dot products, divided by both
    /// lengths, reach a bound with what `left` of a question can still bring
    /// by the common terms of a class.
    pub(super) fn reaching(
        &self,
        dots: &[f32],
        asked_length: f32,
        (class, left): (usize, f32),
        bound: f32,
        most: usize,
        found: &mut Vec<(f32, u32)>,
    ) {
        let common = self.common.get(class).map_or(&[][..], Vec::as_slice);
        let rows = dots.chunks(TOGETHER).zip(self.inverse.chunks(TOGETHER)).zip(common.chunks(TOGETHER));
        for (row, ((dots, inverse), common)) in (0_usize..).step_by(TOGETHER).zip(rows) {
            let mut upper = [0.0_f32; TOGETHER];
            for (((upper, dot), inverse), common) in upper.iter_mut().zip(dots).zip(inverse).zip(common) {
                *upper = dot * asked_length * inverse + left * common;
            }
            if !upper.iter().fold(false, |any, upper| any | (*upper >= bound)) {
                continue;
            }
            for (at, upper) in upper.iter().take(dots.len()).enumerate().filter(|(_, upper)| **upper >= bound) {
                if found.len() == most {
                    return;
                }
                found.extend(u32::try_from(row + at).map(|no| (*upper, no)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarity_goes_in_quarters_of_a_doubling() {
        assert_eq!([0, 1, 3, 7, 1023].map(level), [0, 4, 8, 12, 40]);
        assert_eq!(idf(step(level(1023), level(1023))), 1.0);
        assert!((idf(step(level(1023), level(0))) - (1.0 + 1024_f64.ln())).abs() < 1e-12);
    }

    #[test]
    fn common_terms_are_a_part_of_the_whole() {
        let length = Length::of([(Counted::new(0, 2), 0), (Counted::new(1, 2), 50)].into_iter());
        assert!(length.common.iter().all(|part| *part > 0.0 && *part < 1.0));
        let rare = Length::of(std::iter::once((Counted::new(1, 2), 50)));
        assert_eq!(rare.common, [0.0; CLASSES.len()]);
        let none = Length::of(std::iter::empty());
        assert_eq!((none.whole, none.common), (0.0, [0.0; CLASSES.len()]));
    }
}
