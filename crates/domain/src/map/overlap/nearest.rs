//! The texts most like a text.

use super::counted::Counted;
use super::find::{Asked, Hit, Room};
use super::index::TextIndex;
use super::words::Passage;
use std::cmp::Ordering;
use std::hash::Hash;

/// Shared terms that are told of one hit.
const SHARED_MAX: usize = 8;

/// A term that two texts share.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// A word that has it as its stem, or the glossary's expression.
    pub term: String,
    /// What it brings to the score; the parts of all shared terms sum to it.
    pub part: f64,
}

/// A text that is not in the index, ready to be compared for as long as no
/// text comes into the index or goes.
#[derive(Debug, Clone, Default)]
pub struct Prepared {
    terms: Box<[Counted]>,
    /// How often each term stands there that no text of the index has, in halves.
    unknown: Box<[u32]>,
}

impl<K: Clone + Ord + Hash + Send + Sync> TextIndex<K> {
    /// The `most` texts with the highest scores against a text that is not in
    /// the index, the highest first; of the same score the smaller key first.
    #[must_use]
    pub fn nearest(&self, passages: &[Passage<'_>], most: usize) -> Vec<Hit<K>> {
        self.find(&self.asked(passages), most, &mut Room::new())
    }

    /// The same against a text of the index, itself left out.
    #[must_use]
    pub fn nearest_to(&self, key: &K, most: usize) -> Vec<Hit<K>> {
        self.no_of(key).map_or_else(Vec::new, |no| self.find(&self.asked_at(no), most, &mut Room::new()))
    }

    /// The same for every text, in the order of the keys, by so many threads.
    #[must_use]
    pub fn all_nearest(&self, most: usize, threads: usize) -> Vec<(K, Vec<Hit<K>>)> {
        let mut order: Vec<(&K, u32)> = self.keys().filter_map(|key| Some((key, self.no_of(key)?))).collect();
        order.sort_unstable();
        let piece = order.len().div_ceil(threads.max(1)).max(1);
        let answer = |part: &[(&K, u32)]| -> Vec<(K, Vec<Hit<K>>)> {
            let mut room = Room::new();
            let one = |(key, no): &(&K, u32)| ((*key).clone(), self.find(&self.asked_at(*no), most, &mut room));
            part.iter().map(one).collect()
        };
        std::thread::scope(|scope| {
            let answer = &answer;
            let parts: Vec<_> = order.chunks(piece).map(|part| scope.spawn(move || answer(part))).collect();
            let answers =
                parts.into_iter().map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            answers.flatten().collect()
        })
    }

    /// What two texts of the index share, the most first.
    #[must_use]
    pub fn shared(&self, one: &K, other: &K) -> Vec<Shared> {
        let (Some(one), Some(other)) = (self.no_of(one), self.no_of(other)) else { return Vec::new() };
        self.shared_terms(self.vector(one), self.lengths.whole(one), other)
    }

    /// What a text that is not in the index shares with one that is.
    #[must_use]
    pub fn shared_with(&self, passages: &[Passage<'_>], other: &K) -> Vec<Shared> {
        let Some(other) = self.no_of(other) else { return Vec::new() };
        let asked = self.asked(passages);
        self.shared_terms(&asked.terms, asked.length, other)
    }

    /// The score of two texts that need not be in the index, and what they
    /// share, as rare as the index says.
    #[must_use]
    pub fn compare(&self, one: &[Passage<'_>], other: &[Passage<'_>]) -> (f64, Vec<Shared>) {
        self.compare_prepared(&self.prepare(one), &self.prepare(other))
    }

    /// A text that is not in the index, made ready to be compared with many.
    #[must_use]
    pub fn prepare(&self, passages: &[Passage<'_>]) -> Prepared {
        let (terms, unknown) = self.vector_of(passages);
        Prepared { terms: terms.into(), unknown: unknown.into_values().collect() }
    }

    /// The same as [`TextIndex::compare`], of texts that were prepared.
    #[must_use]
    pub fn compare_prepared(&self, one: &Prepared, other: &Prepared) -> (f64, Vec<Shared>) {
        let mut met = false;
        meet(&one.terms, &other.terms, |_, _| met = true);
        if !met {
            return (0.0, Vec::new());
        }
        let (length, other_length) = (self.length_of(one), self.length_of(other));
        let (mut score, mut shared) = (0.0, Vec::new());
        meet(&one.terms, &other.terms, |a, b| {
            let part = self.weight(a) * self.weight(b) / (length * other_length);
            score += part;
            shared.push(Shared { term: self.vocabulary.shown(a.no(), &self.glossary).to_owned(), part });
        });
        (score, most_first(shared))
    }

    fn shared_terms(&self, terms: &[Counted], length: f64, other: u32) -> Vec<Shared> {
        let mut shared = Vec::new();
        meet(terms, self.vector(other), |a, b| {
            let part = self.weight(a) * self.weight(b) / (length * self.lengths.whole(other));
            shared.push(Shared { term: self.vocabulary.shown(a.no(), &self.glossary).to_owned(), part });
        });
        most_first(shared)
    }

    fn asked(&self, passages: &[Passage<'_>]) -> Asked {
        let prepared = self.prepare(passages);
        Asked { length: self.length_of(&prepared), terms: prepared.terms.into_vec(), own: None }
    }

    fn length_of(&self, text: &Prepared) -> f64 {
        let known = text.terms.iter().map(|term| self.weight(*term).powi(2)).sum::<f64>();
        // What no text has is as rare as can be, and makes the text longer.
        let unknown = text.unknown.iter().map(|halves| self.weight_of_unknown(*halves).powi(2)).sum::<f64>();
        (known + unknown).sqrt()
    }

    fn asked_at(&self, no: u32) -> Asked {
        Asked { terms: self.vector(no).to_vec(), length: self.lengths.whole(no), own: Some(no) }
    }
}

fn most_first(found: Vec<Shared>) -> Vec<Shared> {
    // A word and the expression that it is are one to the reader.
    let mut shared: Vec<Shared> = Vec::with_capacity(found.len());
    for one in found {
        match shared.iter_mut().find(|known| known.term == one.term) {
            Some(known) => known.part += one.part,
            None => shared.push(one),
        }
    }
    shared.sort_by(|a, b| b.part.total_cmp(&a.part).then_with(|| a.term.cmp(&b.term)));
    shared.truncate(SHARED_MAX);
    shared
}

/// What two vectors have in common, in the order of the terms.
fn meet(one: &[Counted], other: &[Counted], mut both: impl FnMut(Counted, Counted)) {
    let (mut one, mut other) = (one.iter().copied().peekable(), other.iter().copied().peekable());
    while let (Some(a), Some(b)) = (one.peek().copied(), other.peek().copied()) {
        match a.no().cmp(&b.no()) {
            Ordering::Less => drop(one.next()),
            Ordering::Greater => drop(other.next()),
            Ordering::Equal => {
                both(a, b);
                one.next();
                other.next();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Glossary;
    use super::*;
    use crate::Lang;
    use proptest::prelude::*;

    const EXACT: f64 = 1e-9;
    const WORDS: [&str; 14] = [
        "arkiv",
        "e-arkiv",
        "elev",
        "databas",
        "elevdatabas",
        "bygglov",
        "process",
        "bygglovsprocess",
        "tjänst",
        "tjenester",
        "plattform",
        "tjänsteplattform",
        "öppna data",
        "åpne data",
    ];

    fn glossary() -> Glossary {
        let mut glossary = Glossary::new();
        glossary.add([(Lang::Sv, "öppna data"), (Lang::Nb, "åpne data"), (Lang::En, "open data")]);
        glossary
    }

    fn passage(text: &(Option<Lang>, String)) -> Vec<Passage<'_>> {
        vec![Passage { lang: text.0, text: &text.1 }]
    }

    fn text() -> impl Strategy<Value = (Option<Lang>, String)> {
        let lang = prop_oneof![Just(Some(Lang::Sv)), Just(Some(Lang::Nb)), Just(None)];
        let words = proptest::collection::vec(proptest::sample::select(&WORDS[..]), 0..7);
        (lang, words.prop_map(|words| words.join(" ")))
    }

    fn whole(texts: &[(Option<Lang>, String)]) -> TextIndex<usize> {
        TextIndex::build(glossary(), texts.iter().map(passage).enumerate())
    }

    /// The same by looking at every text.
    fn by_all(index: &TextIndex<usize>, key: usize, most: usize) -> Vec<(usize, f64)> {
        let own = index.asked_at(index.no_of(&key).expect("a text"));
        let mut room = Room::new();
        index.weigh(&own.terms, &mut room);
        let mut all: Vec<(usize, f64)> = index
            .keys()
            .filter(|other| **other != key)
            .filter_map(|other| {
                let no = index.no_of(other)?;
                Some((*other, index.score(&own, no, &room)))
            })
            .filter(|(_, score)| *score > 0.0)
            .collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        all.truncate(most);
        all
    }

    proptest! {
        #[test]
        fn the_answer_is_that_of_looking_at_every_text(
            texts in proptest::collection::vec(text(), 1..40),
            most in 1..6_usize,
        ) {
            let index = whole(&texts);
            let all = index.all_nearest(most, 2);
            prop_assert_eq!(all.len(), texts.len());
            for (key, hits) in all {
                let found: Vec<_> = hits.into_iter().map(|hit| (hit.key, hit.score)).collect();
                prop_assert_eq!(&found, &by_all(&index, key, most));
                let alone = index.nearest_to(&key, most).into_iter().map(|hit| (hit.key, hit.score)).collect::<Vec<_>>();
                prop_assert_eq!(&alone, &found);
                prop_assert!(found.iter().all(|(_, score)| *score <= 1.0 + EXACT));
            }
        }

        #[test]
        fn an_index_that_was_edited_is_the_one_made_anew(
            first in proptest::collection::vec(text(), 0..12),
            edits in proptest::collection::vec((0..12_usize, proptest::option::of(text())), 0..16),
        ) {
            let mut edited = whole(&first);
            let mut texts: std::collections::BTreeMap<usize, _> = first.into_iter().enumerate().collect();
            for (key, text) in edits {
                match text {
                    Some(text) => {
                        edited.put(key, &passage(&text));
                        texts.insert(key, text);
                    }
                    None => {
                        edited.remove(&key);
                        texts.remove(&key);
                    }
                }
            }
            let anew = TextIndex::build(glossary(), texts.iter().map(|(key, text)| (*key, passage(text))));
            prop_assert_eq!(edited.len(), anew.len());
            let scores = |index: &TextIndex<usize>, key: usize| {
                let mut all = by_all(index, key, usize::MAX);
                all.sort_by_key(|(key, _)| *key);
                all
            };
            for key in texts.keys() {
                let (a, b) = (scores(&edited, *key), scores(&anew, *key));
                prop_assert_eq!(a.len(), b.len());
                for (a, b) in a.iter().zip(&b) {
                    prop_assert_eq!(a.0, b.0);
                    prop_assert!((a.1 - b.1).abs() < EXACT, "{:?} {:?}", a, b);
                }
            }
        }
    }

    /// Common words, rare ones, and neighbours that share many: enough texts
    /// that most are never scored.
    #[test]
    fn leaving_out_what_cannot_be_among_the_first_changes_nothing() {
        let mut seed = 7_u64;
        let mut below = |most: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % most
        };
        let texts: Vec<(Option<Lang>, String)> = (0..1_500)
            .map(|text| {
                let near = (0..6).map(|word| format!("n{}", text / 5 * 7 + word));
                let near: Vec<String> = near.filter(|_| below(10) < 7).collect();
                let common = (0..below(25)).map(|_| format!("c{}", below(4) * below(9)));
                (None, near.into_iter().chain(common.collect::<Vec<_>>()).collect::<Vec<_>>().join(" "))
            })
            .collect();
        // So many are numbered in parts; one by one gives the same.
        let index = whole(&texts);
        let mut one_by_one = TextIndex::new(glossary());
        for (key, text) in texts.iter().enumerate() {
            one_by_one.put(key, &passage(text));
        }
        for key in (0..texts.len()).step_by(37) {
            let found: Vec<_> = index.nearest_to(&key, 10).into_iter().map(|hit| (hit.key, hit.score)).collect();
            assert_eq!(found, by_all(&index, key, 10));
            let put: Vec<_> = one_by_one.nearest_to(&key, 10);
            assert_eq!(put.len(), found.len());
            assert!(put.iter().zip(&found).all(|(put, (_, score))| (put.score - score).abs() < EXACT));
        }
    }

    #[test]
    fn what_two_texts_share_sums_to_their_score() {
        let texts = ["Länsgemensam elevdatabas", "Databas för elever", "Bredband"];
        let texts: Vec<_> = texts.iter().map(|text| (Some(Lang::Sv), (*text).to_owned())).collect();
        let index = whole(&texts);
        let hits = index.nearest_to(&0, 10);
        assert_eq!(hits.iter().map(|hit| hit.key).collect::<Vec<_>>(), [1]);
        let shared = index.shared(&0, &1);
        assert_eq!(shared.iter().map(|shared| shared.term.as_str()).collect::<Vec<_>>(), ["databas", "elever"]);
        let sum: f64 = shared.iter().map(|shared| shared.part).sum();
        assert!((sum - hits[0].score).abs() < EXACT);
        // A text that is not in the index is found like one that is.
        let new = index.nearest(&[Passage { lang: Some(Lang::Sv), text: "elevdatabas" }], 1);
        assert_eq!(new.first().map(|hit| hit.key), Some(0));
        assert!(index.nearest(&[Passage { lang: None, text: "" }], 5).is_empty());
        let (score, parts) = index.compare(&passage(&texts[0]), &passage(&texts[1]));
        assert!((score - hits[0].score).abs() < EXACT);
        assert_eq!(parts, shared);
        assert_eq!(index.compare(&passage(&texts[0]), &[]).0, 0.0);
    }

    #[test]
    fn languages_meet_through_the_glossary() {
        let texts = [
            (Some(Lang::Sv), "Öppna data".to_owned()),
            (Some(Lang::Nb), "Åpne kilder".to_owned()),
            (Some(Lang::En), "Open data".to_owned()),
        ];
        let index = whole(&texts);
        let hits = index.nearest_to(&0, 3);
        assert_eq!(hits.first().map(|hit| hit.key), Some(2));
        assert!(index.shared(&0, &2).iter().any(|shared| shared.term == "öppna data"));
    }
}
