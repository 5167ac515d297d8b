//! Finding the texts most like a question without scoring all.

use super::counted::{Counted, Frequencies};
use super::index::TextIndex;
use super::length::{CLASSES, idf};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hash::Hash;

/// A text that is like another.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit<K> {
    /// Whose text it is.
    pub key: K,
    /// From 0 to 1; never 0.
    pub score: f64,
}

/// A text that is asked for, as a vector.
pub(super) struct Asked {
    pub(super) terms: Vec<Counted>,
    pub(super) length: f64,
    /// Its own place, which is no answer.
    pub(super) own: Option<u32>,
}

/// What a question needs, kept for the next one.
pub(super) struct Room {
    frequencies: Frequencies,
    /// By place: the dot product so far.
    dots: Vec<f32>,
    /// The places that were met, as long as these are not many.
    touched: Vec<u32>,
    many: bool,
    /// The texts that are first so far, by the bits of their scores.
    first: BinaryHeap<Reverse<(u32, u32)>>,
    /// By term: what it weighs in the question, times how rare it is; so that
    /// a text is scored in one pass over its own terms.
    weights: Vec<f64>,
}

impl Room {
    pub(super) fn new() -> Self {
        Self {
            frequencies: Frequencies::new(),
            dots: Vec::new(),
            touched: Vec::new(),
            many: false,
            first: BinaryHeap::new(),
            weights: Vec::new(),
        }
    }

    /// Forgets what was met.
    fn clear(&mut self) {
        if std::mem::take(&mut self.many) {
            self.dots.fill(0.0);
        }
        for no in self.touched.drain(..) {
            if let Some(dot) = self.dots.get_mut(no as usize) {
                *dot = 0.0;
            }
        }
    }
}

/// How far a question has come.
struct Known {
    /// The score that the last of the first texts has at least.
    bound: f32,
    /// Texts that were met when that was found.
    met: usize,
}

/// What a question has not read yet.
struct Ahead {
    /// The class of terms that are left.
    class: usize,
    /// Their part of the question's length.
    left: f32,
    /// So many texts may be scored instead of reading on.
    worth: usize,
}

/// Postings that are read in the time in which one text is scored in full.
const POSTINGS_A_SCORE: usize = 700;
/// Once one text of so many may have been met, all are looked at.
const MANY: usize = 3;
/// A score is a whole number of these parts of one; what a sum is wrong by is
/// far less.
const SCORE_UNITS: f64 = 1e12;
/// Room for what the sums that choose may be wrong by.
const ROUNDING: f32 = 2e-5;

impl<K: Clone + Ord + Hash> TextIndex<K> {
    /// The `most` texts with the highest scores.
    pub(super) fn find(&self, asked: &Asked, most: usize, room: &mut Room) -> Vec<Hit<K>> {
        if most == 0 || asked.length == 0.0 {
            return Vec::new();
        }
        let mut rarest: Vec<(u8, Counted)> = asked.terms.iter().map(|term| (self.step(term.no()), *term)).collect();
        rarest.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        room.dots.resize(self.places(), 0.0);
        self.weigh(&asked.terms, room);
        let mut rest = rarest.as_slice();
        let mut known = Known { bound: 0.0, met: 0 };
        // What can still be among the first, once the terms outside a class were read.
        let mut chosen = None;
        for (class, step) in CLASSES.iter().enumerate().rev() {
            let (now, common) = rest.split_at(rest.partition_point(|(of, _)| of > step));
            if now.is_empty() {
                continue;
            }
            self.read(now, room);
            rest = common;
            let left = common.iter().map(|(_, term)| self.weight(*term).powi(2)).sum::<f64>().sqrt() / asked.length;
            let unread: usize = common.iter().map(|(_, term)| self.postings(term.no()).len()).sum();
            self.raise(asked, most, room, &mut known);
            let ahead = Ahead { class, left: left as f32, worth: unread / POSTINGS_A_SCORE };
            chosen = self.possible(asked, room, known.bound, ahead);
            if chosen.is_some() {
                break;
            }
        }
        let chosen = chosen.unwrap_or_else(|| {
            self.read(rest, room);
            known.met = 0;
            self.raise(asked, most, room, &mut known);
            let ahead = Ahead { class: 0, left: 0.0, worth: usize::MAX };
            self.possible(asked, room, known.bound, ahead).unwrap_or_default()
        });
        let mut hits = self.scored(asked, most, room, known.bound, chosen);
        room.clear();
        for term in &asked.terms {
            if let Some(weight) = room.weights.get_mut(term.no() as usize) {
                *weight = 0.0;
            }
        }
        let key = |no: u32| self.key_of(no);
        hits.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then_with(|| key(a.1).cmp(&key(b.1))));
        let best = hits.into_iter().take(most).filter(|(score, _)| *score > 0.0);
        best.filter_map(|(score, no)| Some(Hit { key: key(no)?.clone(), score })).collect()
    }

    /// Scores in full those that can be among the first still, the more have
    /// been scored the fewer.
    fn scored(
        &self,
        asked: &Asked,
        most: usize,
        room: &mut Room,
        mut bound: f32,
        chosen: Vec<(f32, u32)>,
    ) -> Vec<(f64, u32)> {
        room.first.clear();
        let mut hits = Vec::with_capacity(most * 2);
        for (upper, no) in chosen {
            if upper + ROUNDING < bound {
                continue;
            }
            let score = self.score(asked, no, room);
            hits.push((score, no));
            room.first.push(Reverse(((score as f32).to_bits(), no)));
            if room.first.len() > most {
                room.first.pop();
                let last = room.first.peek().map_or(0.0, |Reverse((bits, _))| f32::from_bits(*bits));
                bound = bound.max(last - ROUNDING);
            }
        }
        hits
    }

    /// Adds what terms bring to the dot products.
    fn read(&self, terms: &[(u8, Counted)], room: &mut Room) {
        for (step, term) in terms {
            let weight = (self.weight(*term) * idf(*step)) as f32;
            let postings = self.postings(term.no());
            if !room.many {
                room.many = (room.touched.len() + postings.len()) * MANY > room.dots.len();
            }
            let Room { dots, touched, many, frequencies, .. } = &mut *room;
            for posting in postings {
                let Some(dot) = dots.get_mut(posting.no() as usize) else { continue };
                // Of many it costs less to look at all than to know which.
                if !*many && *dot == 0.0 {
                    touched.push(posting.no());
                }
                *dot += weight * frequencies.short(*posting);
            }
        }
    }

    /// Raises the bound to what the last of the first texts has for certain:
    /// those that are first so far are scored in full.
    fn raise(&self, asked: &Asked, most: usize, room: &mut Room, known: &mut Known) {
        let met = if room.many { room.dots.len() } else { room.touched.len() };
        // Looking at all that were met costs; with a few more it brings little.
        if met < most || met < known.met * 2 {
            return;
        }
        known.met = met;
        let lengths = &self.lengths;
        let Room { dots, touched, first, many, .. } = &mut *room;
        first.clear();
        let mut least = 0.0_f32;
        let mut meet = |no: u32, score: f32| {
            if score <= least || asked.own == Some(no) {
                return least;
            }
            // The bits of positive numbers are in the order of the numbers.
            first.push(Reverse((score.to_bits(), no)));
            if first.len() > most {
                first.pop();
                least = first.peek().map_or(0.0, |Reverse((bits, _))| f32::from_bits(*bits));
            }
            least
        };
        if *many {
            lengths.scores(dots, &mut meet);
        } else {
            for no in touched.iter() {
                meet(*no, dots.get(*no as usize).copied().unwrap_or_default() * lengths.inverse(*no));
            }
        }
        if room.first.len() == most {
            let scores = room.first.iter().map(|Reverse((_, no))| self.score(asked, *no, room) as f32);
            known.bound = known.bound.max(scores.fold(f32::INFINITY, f32::min) - ROUNDING);
        }
    }

    /// The texts that can be among the first, where only common terms are
    /// left, with what their scores are at most; nothing where there are more
    /// of them than it is worth to score.
    fn possible(&self, asked: &Asked, room: &Room, bound: f32, ahead: Ahead) -> Option<Vec<(f32, u32)>> {
        let Ahead { class, left, worth } = ahead;
        if bound <= 0.0 && left > 0.0 {
            return None;
        }
        let lengths = &self.lengths;
        // A text of common words alone may come near without being met.
        let least = if left > 0.0 { (bound - ROUNDING) / left } else { f32::INFINITY };
        let unmet = !room.many && least <= 1.0 + ROUNDING;
        if unmet && lengths.with_common_at_most(class, least) > worth + room.touched.len() {
            return None;
        }
        let asked_length = 1.0 / asked.length as f32;
        let most = worth.saturating_add(1);
        let mut chosen = Vec::new();
        if room.many {
            // Texts that share nothing are no answer, however low the bound is.
            let least = (bound - ROUNDING).max(f32::MIN_POSITIVE);
            lengths.reaching(&room.dots, asked_length, (class, left), least, most, &mut chosen);
            if chosen.len() == most {
                return None;
            }
            chosen.retain(|(_, no)| asked.own != Some(*no));
        } else {
            let dot = |no: u32| room.dots.get(no as usize).copied().unwrap_or_default();
            let upper = |no: u32| dot(no) * asked_length * lengths.inverse(no) + left * lengths.common(no, class);
            let reaches = |(upper, no): &(f32, u32)| upper + ROUNDING >= bound && asked.own != Some(*no);
            chosen.extend(room.touched.iter().map(|no| (upper(*no), *no)).filter(reaches).take(most));
            if unmet && chosen.len() < most {
                let far = lengths.with_common(class, least).filter(|no| dot(*no) == 0.0);
                chosen.extend(far.map(|no| (upper(no), no)).filter(reaches).take(most));
            }
        }
        (chosen.len() < most).then_some(chosen)
    }

    pub(super) fn weigh(&self, terms: &[Counted], room: &mut Room) {
        room.weights.resize(self.vocabulary.len(), 0.0);
        for term in terms {
            if let Some(weight) = room.weights.get_mut(term.no() as usize) {
                *weight = self.weight(*term) * idf(self.step(term.no()));
            }
        }
    }

    /// The score of a text against the question that was weighed, summed in
    /// the order of the text's terms and rounded, so that texts with the same
    /// words have the same score whatever order their terms came to the index in.
    pub(super) fn score(&self, asked: &Asked, no: u32, room: &Room) -> f64 {
        let frequency = |term: &Counted| room.frequencies.whole(*term);
        let part = |term: &Counted| room.weights.get(term.no() as usize).map_or(0.0, |weight| weight * frequency(term));
        let exact = self.vector(no).iter().map(part).sum::<f64>() / (asked.length * self.lengths.whole(no));
        let score = (exact * SCORE_UNITS).round() / SCORE_UNITS;
        // Of texts without words it is no number, and stays none.
        if score > 1.0 { 1.0 } else { score }
    }
}
