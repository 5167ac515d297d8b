//! The inverted index of texts.

use super::counted::{Counted, number};
use super::glossary::Glossary;
use super::length::{Length, Lengths, idf, level, step};
use super::numbers::Numbers;
use super::vocabulary::{Forms, Vocabulary, hint_name};
use super::words::{Passage, stem, words};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

/// Fewest texts that a thread is begun for, when an index is built.
const PART_MIN: usize = 1_000;
#[derive(Debug)]
struct Text<K> {
    key: K,
    /// Words with how often they stand there.
    forms: Forms,
    /// Terms in the order of their numbers.
    vector: Box<[Counted]>,
}

/// Texts by key, ready to be compared. `K` decides who comes first of texts
/// with the same score.
#[derive(Debug)]
pub struct TextIndex<K> {
    pub(super) glossary: Glossary,
    pub(super) vocabulary: Vocabulary,
    texts: Vec<Option<Text<K>>>,
    by_key: Numbers,
    free: Vec<u32>,
    /// By term: the texts that have it.
    postings: Vec<Vec<Counted>>,
    /// By term: the level of how many texts have it.
    levels: Vec<u8>,
    /// The level of how many texts there are.
    all: u8,
    /// By place: the length of the text's vector.
    pub(super) lengths: Lengths,
}

impl<K: Clone + Ord + Hash> TextIndex<K> {
    /// An index of no texts.
    #[must_use]
    pub fn new(glossary: Glossary) -> Self {
        Self {
            glossary,
            vocabulary: Vocabulary::default(),
            texts: Vec::new(),
            by_key: Numbers::default(),
            free: Vec::new(),
            postings: Vec::new(),
            levels: Vec::new(),
            all: level(0),
            lengths: Lengths::default(),
        }
    }

    /// An index of these texts, the same as if each were put in by itself. Of
    /// two with the same key the later stays.
    #[must_use]
    pub fn build<'a>(glossary: Glossary, texts: impl IntoIterator<Item = (K, Vec<Passage<'a>>)>) -> Self {
        let mut index = Self::new(glossary);
        let (keys, passages): (Vec<K>, Vec<Vec<Passage<'a>>>) = texts.into_iter().unzip();
        let mut keys = keys.into_iter();
        // Each thread numbers the words of its texts; then they are numbered together.
        let glossary = &index.glossary;
        let parts = in_parts(&passages, |part| {
            let mut vocabulary = Vocabulary::default();
            let forms: Vec<Forms> = part.iter().map(|one| vocabulary.forms_of(one, glossary)).collect();
            (vocabulary, forms)
        });
        for (vocabulary, forms) in parts {
            let numbers = index.vocabulary.take_in(vocabulary, &index.glossary);
            for (forms, key) in forms.into_iter().zip(keys.by_ref()) {
                index.add(key, renumbered(forms, &numbers));
            }
        }
        index.vocabulary.divide_all();
        let forms: Vec<&[Counted]> =
            index.texts.iter().map(|text| text.as_ref().map_or(&[][..], |t| &t.forms)).collect();
        let of = |part: &[&[Counted]]| -> Vec<_> { part.iter().map(|one| vector(&index.vocabulary, one)).collect() };
        let vectors = in_parts(&forms, of);
        index.postings.resize_with(index.vocabulary.len(), Vec::new);
        for ((no, text), vector) in (0..).zip(&mut index.texts).zip(vectors.into_iter().flatten()) {
            let Some(text) = text else { continue };
            for term in &vector {
                if let Some(list) = index.postings.get_mut(term.no() as usize) {
                    list.push(Counted::new(no, term.count()));
                }
            }
            text.vector = vector;
        }
        index.postings.iter_mut().for_each(Vec::shrink_to_fit);
        index.levels = index.postings.iter().map(|list| level(list.len())).collect();
        index.all = level(index.len());
        index.measure_all();
        index
    }

    /// Adds a text to an index that is being built.
    fn add(&mut self, key: K, forms: Forms) {
        for form in &forms {
            self.vocabulary.count(form.no(), true);
        }
        let known = self.no_of(&key);
        let text = Text { key, forms, vector: Box::default() };
        match known {
            None => {
                self.texts.push(Some(text));
                self.note_key(number(self.texts.len() - 1));
            }
            Some(no) => {
                let slot = self.texts.get_mut(no as usize);
                if let Some(old) = slot.and_then(|slot| slot.replace(text)) {
                    for form in &old.forms {
                        self.vocabulary.count(form.no(), false);
                    }
                }
            }
        }
    }

    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.len() - self.free.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The keys of all texts, in no order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.texts.iter().flatten().map(|text| &text.key)
    }

    /// Notes where a text lies that was put in.
    fn note_key(&mut self, no: u32) {
        let Self { by_key, texts, .. } = self;
        let key_of = |no: u32| texts.get(no as usize).and_then(Option::as_ref).map(|text| &text.key);
        if let Some(key) = key_of(no) {
            by_key.add(key, no, key_of);
        }
    }

    /// Puts a text in, or in the place of the one with its key.
    pub fn put(&mut self, key: K, passages: &[Passage<'_>]) {
        let forms = self.vocabulary.forms_of(passages, &self.glossary);
        let known = self.no_of(&key);
        let no = match known {
            Some(no) if self.texts.get(no as usize).is_some_and(|t| t.as_ref().is_some_and(|t| t.forms == forms)) => {
                return;
            }
            Some(no) => no,
            None => {
                let no = self.free.pop().unwrap_or_else(|| number(self.texts.len()));
                if no as usize == self.texts.len() {
                    self.texts.push(None);
                }
                no
            }
        };
        self.replace(no, Some(Text { key, forms, vector: Box::default() }));
        if known.is_none() {
            self.note_key(no);
        }
    }

    /// Takes a text out, if it is there.
    pub fn remove(&mut self, key: &K) {
        let Self { by_key, texts, .. } = self;
        let is_it = |no: u32| texts.get(no as usize).and_then(Option::as_ref).is_some_and(|text| text.key == *key);
        if let Some(no) = by_key.remove(key, is_it) {
            self.free.push(no);
            self.replace(no, None);
        }
    }

    fn replace(&mut self, no: u32, text: Option<Text<K>>) {
        let mut moved = BTreeSet::new();
        self.unpost(no, &mut moved);
        let old = self.texts.get_mut(no as usize).and_then(Option::take);
        let old = old.map(|text| text.forms).unwrap_or_default();
        let new: Forms = text.as_ref().map(|text| text.forms.clone()).unwrap_or_default();
        // First what comes, so that what stays is never unknown in between.
        let mut turned: BTreeSet<u32> = new.iter().filter_map(|form| self.vocabulary.count(form.no(), true)).collect();
        turned.extend(old.iter().filter_map(|form| self.vocabulary.count(form.no(), false)));
        if let Some(slot) = self.texts.get_mut(no as usize) {
            *slot = text;
        }
        let mut may_change: BTreeSet<u32> = new.iter().map(|form| form.no()).collect();
        turned.iter().for_each(|term| may_change.extend(self.vocabulary.may_hold(*term)));
        let mut changed: BTreeSet<u32> = BTreeSet::new();
        for form in may_change {
            if self.vocabulary.divide(form) {
                changed.extend(self.texts_with(form));
            }
        }
        changed.insert(no);
        for no in &changed {
            self.unpost(*no, &mut moved);
            self.post(*no, &mut moved);
        }
        self.measure(changed, moved);
    }

    /// Measures texts anew: those given, and those with terms whose level may
    /// have moved. Levels are few, so most edits move those of rare terms only.
    fn measure(&mut self, mut texts: BTreeSet<u32>, moved: BTreeSet<u32>) {
        for term in moved {
            let Some(list) = self.postings.get(term as usize) else { continue };
            let now = level(list.len());
            if self.levels.get(term as usize) != Some(&now) {
                texts.extend(list.iter().map(|posting| posting.no()));
                if let Some(known) = self.levels.get_mut(term as usize) {
                    *known = now;
                }
            }
        }
        let all = level(self.len());
        if all != self.all {
            self.all = all;
            return self.measure_all();
        }
        self.lengths.resize(self.texts.len());
        for no in texts {
            self.lengths.set(no, self.measured(no));
        }
    }

    fn measure_all(&mut self) {
        self.lengths.resize(self.texts.len());
        for no in 0..number(self.texts.len()) {
            self.lengths.set(no, self.measured(no));
        }
    }

    fn measured(&self, no: u32) -> Length {
        Length::of(self.vector(no).iter().map(|term| (*term, self.step(term.no()))))
    }

    /// The texts that a word stands in.
    fn texts_with(&self, form: u32) -> Vec<u32> {
        let term = self.vocabulary.own_term(form);
        let list = term.and_then(|term| self.postings.get(term as usize)).into_iter().flatten();
        let has = |no: &u32| {
            let text = self.texts.get(*no as usize).and_then(Option::as_ref);
            text.is_some_and(|text| text.forms.binary_search_by_key(&form, |form| form.no()).is_ok())
        };
        list.map(|posting| posting.no()).filter(has).collect()
    }

    fn unpost(&mut self, no: u32, moved: &mut BTreeSet<u32>) {
        let Some(text) = self.texts.get_mut(no as usize).and_then(Option::as_mut) else { return };
        for term in std::mem::take(&mut text.vector) {
            let Some(list) = self.postings.get_mut(term.no() as usize) else { continue };
            if let Ok(at) = list.binary_search_by_key(&no, |posting| posting.no()) {
                list.remove(at);
            }
            moved.insert(term.no());
        }
    }

    fn post(&mut self, no: u32, moved: &mut BTreeSet<u32>) {
        self.postings.resize_with(self.vocabulary.len(), Vec::new);
        self.levels.resize(self.vocabulary.len(), level(0));
        let Some(text) = self.texts.get_mut(no as usize).and_then(Option::as_mut) else { return };
        text.vector = vector(&self.vocabulary, &text.forms);
        for term in &text.vector {
            let Some(list) = self.postings.get_mut(term.no() as usize) else { continue };
            if let Err(at) = list.binary_search_by_key(&no, |posting| posting.no()) {
                list.insert(at, Counted::new(no, term.count()));
            }
            moved.insert(term.no());
        }
    }

    /// The vector of a text that is not in the index. Terms that no text has
    /// are counted under numbers of their own.
    pub(super) fn vector_of(&self, passages: &[Passage<'_>]) -> (Vec<Counted>, BTreeMap<String, u32>) {
        let mut known: BTreeMap<u32, u32> = BTreeMap::new();
        let mut unknown: BTreeMap<String, u32> = BTreeMap::new();
        for Passage { lang, text } in passages.iter().copied() {
            let words: Vec<_> = words(text).collect();
            let stems: Vec<String> = words.iter().map(|word| stem(word, lang)).collect();
            for (word, stem) in words.iter().zip(&stems) {
                match self.vocabulary.term_named(stem) {
                    Some(term) => *known.entry(term).or_default() += 2,
                    None => *unknown.entry(stem.clone()).or_default() += 2,
                }
                for part in super::compound::parts(word, lang, &self.vocabulary).into_iter().flatten() {
                    *known.entry(part).or_default() += 1;
                }
            }
            let from = |at: usize| stems.iter().skip(at + 1).map(String::as_str);
            let meanings = stems.iter().enumerate().flat_map(|(at, stem)| self.glossary.meanings(stem, from(at)));
            for meaning in meanings {
                match self.vocabulary.known_hint(meaning) {
                    Some(term) => *known.entry(term).or_default() += 1,
                    None => *unknown.entry(hint_name(meaning)).or_default() += 1,
                }
            }
        }
        (known.into_iter().map(|(term, halves)| Counted::new(term, halves)).collect(), unknown)
    }

    pub(super) fn no_of(&self, key: &K) -> Option<u32> {
        self.by_key.find(key, |no| self.key_of(no) == Some(key))
    }

    pub(super) fn key_of(&self, no: u32) -> Option<&K> {
        self.texts.get(no as usize)?.as_ref().map(|text| &text.key)
    }

    /// The terms of a text in the index.
    pub(super) fn vector(&self, no: u32) -> &[Counted] {
        self.texts.get(no as usize).and_then(Option::as_ref).map_or(&[], |text| &text.vector)
    }

    pub(super) fn postings(&self, term: u32) -> &[Counted] {
        self.postings.get(term as usize).map_or(&[], Vec::as_slice)
    }

    /// Places of texts, taken and free.
    pub(super) fn places(&self) -> usize {
        self.texts.len()
    }

    /// How rare a term is.
    pub(super) fn step(&self, term: u32) -> u8 {
        step(self.all, self.levels.get(term as usize).copied().unwrap_or_default())
    }

    /// The weight of a term in a text.
    pub(super) fn weight(&self, term: Counted) -> f64 {
        term.tf() * idf(self.step(term.no()))
    }

    /// The weight of a term that no text has.
    pub(super) fn weight_of_unknown(&self, halves: u32) -> f64 {
        Counted::new(0, halves).tf() * idf(step(self.all, level(0)))
    }
}

/// What a thread makes of each part of many things, in their order; of few
/// things there is one part.
fn in_parts<T: Sync, R: Send>(all: &[T], make: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let part = all.len().div_ceil(threads).max(PART_MIN);
    std::thread::scope(|scope| {
        let make = &make;
        let parts: Vec<_> = all.chunks(part).map(|part| scope.spawn(move || make(part))).collect();
        parts.into_iter().map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// Words under the numbers that another vocabulary gives them, in the same
/// room: there are millions.
fn renumbered(mut forms: Forms, numbers: &[u32]) -> Forms {
    for form in &mut forms {
        if let Some(no) = numbers.get(form.no() as usize) {
            *form = Counted::new(*no, form.count());
        }
    }
    forms.sort_unstable();
    forms
}

/// The terms of words, in the order of their numbers.
fn vector(vocabulary: &Vocabulary, forms: &[Counted]) -> Box<[Counted]> {
    let mut terms: Vec<(u32, u32)> = Vec::with_capacity(forms.len() * 2);
    for form in forms {
        terms.extend(vocabulary.terms_of(form.no()).map(|(term, halves)| (term, halves * form.count())));
    }
    terms.sort_unstable();
    let runs = terms.chunk_by(|a, b| a.0 == b.0);
    let sums = runs.filter_map(|run| Some((run.first()?.0, run.iter().map(|(_, halves)| halves).sum())));
    sums.map(|(term, halves): (u32, u32)| Counted::new(term, halves)).collect()
}
