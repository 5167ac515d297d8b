//! Free text: postings of words, in levels of how well they match.

use crate::docs::DocSet;
use crate::{Catalogue, Scope};
use roaring::RoaringBitmap;
use samverk_domain::text::search::{fold, stems, words};
use samverk_domain::{Lang, RecordId};
use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::Arc;

/// Words of a query beyond these are left out.
const QUERY_WORDS_MAX: usize = 8;
/// Weight from which a field counts as naming the record.
const TITLE_WEIGHT: u8 = 10;
/// Shortest part of a word that is looked for inside words.
const INSIDE_CHARS_MIN: usize = 4;

/// How many hits are wanted.
#[derive(Debug, Clone, Copy)]
pub struct SearchLimits {
    /// Of each kind.
    pub per_kind: usize,
    /// In all.
    pub total: usize,
}

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub id: RecordId,
    /// Higher is better.
    pub score: u32,
}

/// The words of one record by number: whether they stand in a field that is
/// not for everybody, and the weight of the field.
#[derive(Debug, Default)]
pub(crate) struct DocWords(Vec<(u32, bool, u8)>);

/// Numbers of words, most often one.
#[derive(Debug)]
enum Nos {
    One(u32),
    Many(Vec<u32>),
}

impl Default for Nos {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl Nos {
    fn push(&mut self, no: u32) {
        match self {
            Self::One(known) => *self = Self::Many(vec![*known, no]),
            Self::Many(nos) if nos.is_empty() => *self = Self::One(no),
            Self::Many(nos) => nos.push(no),
        }
    }

    fn as_slice(&self) -> &[u32] {
        match self {
            Self::One(no) => std::slice::from_ref(no),
            Self::Many(nos) => nos,
        }
    }
}

#[derive(Debug, Default)]
struct WordDocs {
    title: DocSet,
    other: DocSet,
    /// Occurs only where personal and internal fields are open.
    hidden: DocSet,
}

#[derive(Debug, Default)]
pub(crate) struct Postings {
    words: Vec<WordDocs>,
    by_word: BTreeMap<Arc<str>, u32>,
    by_fold: BTreeMap<Arc<str>, Nos>,
    /// All folded words in one text, each behind a line break, to look inside words.
    folds: String,
    /// Where each folded word begins in that text.
    fold_at: Vec<(u32, Arc<str>)>,
    by_stem: HashMap<Box<str>, Nos>,
    /// The words of each record, by its number.
    held: Vec<Box<[u32]>>,
    /// The words of the labels of lists' entries.
    labels: HashMap<(&'static str, &'static str), Box<[u32]>>,
}

impl Postings {
    /// Takes the words of a text in.
    pub(crate) fn note(&mut self, doc: &mut DocWords, text: &str, weight: u8, hidden: bool) {
        for word in words(text) {
            let no = self.word_no(&word);
            doc.0.push((no, hidden, weight));
        }
    }

    /// Takes in the words of an entry's labels in all languages; they are
    /// asked for once.
    pub(crate) fn note_label(
        &mut self,
        doc: &mut DocWords,
        entry: (&'static str, &'static str),
        label: impl Fn(Lang) -> Option<String>,
        weight: u8,
        hidden: bool,
    ) {
        if !self.labels.contains_key(&entry) {
            let mut numbers = Vec::new();
            for text in Lang::ALL.into_iter().filter_map(label) {
                numbers.extend(words(&text).map(|word| self.word_no(&word)));
            }
            self.labels.insert(entry, numbers.into());
        }
        let numbers = self.labels.get(&entry).into_iter().flat_map(|numbers| numbers.iter());
        doc.0.extend(numbers.map(|no| (*no, hidden, weight)));
    }

    /// Notes the words of a record, each with the best weight that it has.
    pub(crate) fn add(&mut self, doc_no: u32, doc: DocWords) {
        let mut noted = doc.0;
        noted.sort_unstable_by(|a, b| b.cmp(a));
        noted.dedup_by_key(|(no, hidden, _)| (*no, *hidden));
        for (no, hidden, weight) in &noted {
            let Some(docs) = self.words.get_mut(*no as usize) else { continue };
            match (hidden, *weight >= TITLE_WEIGHT) {
                (true, _) => docs.hidden.insert(doc_no),
                (false, true) => docs.title.insert(doc_no),
                (false, false) => docs.other.insert(doc_no),
            };
        }
        let at = doc_no as usize;
        if self.held.len() <= at {
            self.held.resize(at + 1, Box::default());
        }
        if let Some(held) = self.held.get_mut(at) {
            *held = noted.into_iter().map(|(no, ..)| no).collect();
        }
    }

    pub(crate) fn remove(&mut self, doc_no: u32) {
        for no in self.held.get_mut(doc_no as usize).map(std::mem::take).unwrap_or_default() {
            if let Some(docs) = self.words.get_mut(no as usize) {
                docs.title.remove(doc_no);
                docs.other.remove(doc_no);
                docs.hidden.remove(doc_no);
            }
        }
    }

    fn word_no(&mut self, word: &str) -> u32 {
        if let Some(no) = self.by_word.get(word) {
            return *no;
        }
        let no = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(WordDocs::default());
        let own: Arc<str> = word.into();
        let folded = fold(word);
        let folded = if folded == word { Arc::clone(&own) } else { folded.into() };
        self.by_word.insert(own, no);
        if !self.by_fold.contains_key(&folded) {
            self.folds.push('\n');
            let at = u32::try_from(self.folds.len()).unwrap_or(u32::MAX);
            self.folds.push_str(&folded);
            self.fold_at.push((at, Arc::clone(&folded)));
        }
        self.by_fold.entry(folded).or_default().push(no);
        // A number has no endings.
        let stems = if word.bytes().all(|byte| byte.is_ascii_digit()) { Vec::new() } else { stems(word) };
        for stem in stems {
            self.by_stem.entry(stem.into()).or_default().push(no);
        }
        no
    }

    /// Word numbers by how well they match a word of the query, the best
    /// first: the word itself, the same without marks, an inflection, the
    /// beginning of a longer word, the beginning without marks, a part within.
    fn levels(&self, word: &str) -> Vec<(u32, Vec<u32>)> {
        let folded = fold(word);
        let exact: Vec<u32> = self.by_word.get(word).copied().into_iter().collect();
        let same_fold = self.by_fold.get(folded.as_str()).map_or_else(Vec::new, |nos| nos.as_slice().to_vec());
        let inflected = stems(word)
            .iter()
            .filter_map(|stem| self.by_stem.get(stem.as_str()))
            .flat_map(Nos::as_slice)
            .copied()
            .collect();
        let prefix: Vec<u32> = starting(&self.by_word, word).map(|(_, no)| *no).collect();
        let folded_prefix: Vec<u32> =
            starting(&self.by_fold, &folded).flat_map(|(_, nos)| nos.as_slice().iter().copied()).collect();
        let inside: Vec<u32> =
            if folded.chars().count() >= INSIDE_CHARS_MIN { self.containing(&folded) } else { Vec::new() };
        vec![(60, exact), (50, same_fold), (45, inflected), (40, prefix), (30, folded_prefix), (15, inside)]
    }

    /// Words that a part occurs in.
    fn containing(&self, part: &str) -> Vec<u32> {
        let mut found = Vec::new();
        let mut last = usize::MAX;
        for (at, _) in self.folds.match_indices(part) {
            let place = self.fold_at.partition_point(|(begins, _)| *begins as usize <= at).saturating_sub(1);
            if place == last {
                continue;
            }
            last = place;
            let nos = self.fold_at.get(place).and_then(|(_, word)| self.by_fold.get(word));
            found.extend(nos.map(Nos::as_slice).unwrap_or_default());
        }
        found
    }

    /// Sets of records by score for one word, each record only in its best set.
    fn scored(&self, word: &str, internal: &RoaringBitmap) -> Vec<(u32, RoaringBitmap)> {
        let mut sets: BTreeMap<u32, RoaringBitmap> = BTreeMap::new();
        for (quality, numbers) in self.levels(word) {
            for docs in numbers.iter().filter_map(|no| self.words.get(*no as usize)) {
                docs.title.add_to(sets.entry(quality * 3).or_default());
                docs.other.add_to(sets.entry(quality).or_default());
                docs.hidden.add_within(sets.entry(quality * 2).or_default(), internal);
            }
        }
        let mut seen = RoaringBitmap::new();
        let mut best = Vec::new();
        for (score, mut docs) in sets.into_iter().rev() {
            docs -= &seen;
            seen |= &docs;
            if !docs.is_empty() {
                best.push((score, docs));
            }
        }
        best
    }

    /// All records in which every word of a query occurs.
    pub(crate) fn matching(&self, query: &str, internal: &RoaringBitmap) -> RoaringBitmap {
        let mut all: Option<RoaringBitmap> = None;
        for word in words(query).take(QUERY_WORDS_MAX) {
            let mut any = RoaringBitmap::new();
            for (_, docs) in self.scored(&word, internal) {
                any |= docs;
            }
            all = Some(match all {
                None => any,
                Some(all) => all & any,
            });
        }
        all.unwrap_or_default()
    }
}

fn starting<'a, K, V>(map: &'a BTreeMap<K, V>, prefix: &'a str) -> impl Iterator<Item = (&'a K, &'a V)>
where
    K: std::borrow::Borrow<str> + Ord,
{
    let range = (Bound::Included(prefix), Bound::Unbounded);
    map.range::<str, _>(range).take_while(move |(known, _)| Borrowed::borrow(*known).starts_with(prefix))
}

use std::borrow::Borrow as Borrowed;

impl Catalogue {
    /// The best hits among all records that the asker may see, the best
    /// first, and how many records of each kind match in all. Every word of
    /// the query must occur. Scores rest on the record alone, never on how
    /// common a word is, since that would tell of records not seen.
    #[must_use]
    pub fn search(
        &self,
        query: &str,
        scope: &Scope,
        limits: SearchLimits,
        lang: Lang,
    ) -> (Vec<Hit>, Vec<(&'static str, u64)>) {
        let words: Vec<_> = words(query).take(QUERY_WORDS_MAX).collect();
        if words.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let sets: Vec<_> = words.iter().map(|word| self.search.scored(word, &scope.internal)).collect();
        let mut all = scope.visible.clone();
        for levels in &sets {
            let mut any = RoaringBitmap::new();
            levels.iter().for_each(|(_, docs)| any |= docs);
            all &= any;
        }
        let counts = self.registry.kinds().iter().zip(&self.kinds);
        let counts = counts.map(|(kind, index)| (kind.name, index.live.intersection_len(&all))).filter(|(_, n)| *n > 0);
        (self.best(&sets, &all, limits, lang), counts.collect())
    }

    /// Goes through the combinations of levels from the best down and stops
    /// when enough is found, so that a common word costs no more than a rare one.
    fn best(
        &self,
        sets: &[Vec<(u32, RoaringBitmap)>],
        all: &RoaringBitmap,
        limits: SearchLimits,
        lang: Lang,
    ) -> Vec<Hit> {
        let mut combinations: Vec<(u32, Vec<usize>)> = vec![(0, Vec::new())];
        for levels in sets {
            let longer = combinations.iter().flat_map(|(score, chosen)| {
                levels.iter().enumerate().map(move |(at, (more, _))| {
                    let mut chosen = chosen.clone();
                    chosen.push(at);
                    (score + more, chosen)
                })
            });
            combinations = longer.collect();
            combinations.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
            combinations.truncate(2_000);
        }
        let mut hits: Vec<(u32, u32)> = Vec::new();
        let mut of_kind: HashMap<usize, usize> = HashMap::new();
        for (score, chosen) in combinations {
            let mut docs = all.clone();
            for (levels, at) in sets.iter().zip(&chosen) {
                if let Some((_, set)) = levels.get(*at) {
                    docs &= set;
                }
            }
            for no in docs {
                let Some(kind) = self.docs.get(no as usize).and_then(|doc| doc.kind) else { continue };
                let taken = of_kind.entry(kind).or_default();
                if *taken < limits.per_kind {
                    *taken += 1;
                    hits.push((score, no));
                }
            }
            if hits.len() >= limits.total {
                break;
            }
        }
        let mut titled: Vec<_> = hits
            .into_iter()
            .filter_map(|(score, no)| {
                let doc = self.docs.get(no as usize)?;
                let (title, _) = self.title_of(no, lang, Some(&Scope::default()), 0)?;
                Some((std::cmp::Reverse(score), title.chars().count(), title, doc.kind, Hit { id: doc.id, score }))
            })
            .collect();
        titled.sort_by(|a, b| (&a.0, a.1, &a.2, a.3).cmp(&(&b.0, b.1, &b.2, b.3)));
        titled.truncate(limits.total);
        titled.into_iter().map(|(.., hit)| hit).collect()
    }
}
