//! Terms, and the words that they come from.

use super::compound::{Beginning, Known, PART_CHARS_MIN, beginning, parts};
use super::counted::{Counted, number};
use super::glossary::Glossary;
use super::numbers::Numbers;
use super::words::{Passage, fold_letter, stem, words};
use crate::Lang;
use std::collections::HashMap;

/// What a whole word counts, in halves; a part or a hint counts one.
const WHOLE_HALVES: u32 = 2;

/// A word of a language, or the meaning of an expression.
#[derive(Debug)]
struct Form {
    word: Box<str>,
    lang: Option<Lang>,
    term: u32,
    /// The terms of its parts, where it is divided.
    parts: Option<[u32; 2]>,
    /// In how many texts it stands.
    texts: u32,
    is_hint: bool,
    /// An expression of the glossary begins with its stem.
    begins: bool,
}

/// All words that were met, by number, and their terms.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    terms: Numbers,
    names: Vec<Box<str>>,
    /// By term: the first word or hint that gave it.
    first: Vec<Option<u32>>,
    /// By term: how many words of texts have it as their own stem.
    whole: Vec<u32>,
    forms: Vec<Form>,
    words: Numbers,
    hints: HashMap<u32, u32>,
    /// How many known stems begin alike.
    begins: HashMap<Beginning, u32>,
    /// All words without marks, each behind a line break, to find those that
    /// a new stem may be a part of.
    folded: String,
    folded_at: Vec<(u32, u32)>,
}

impl Known for Vocabulary {
    fn begins(&self, beginning: Beginning) -> bool {
        self.begins.contains_key(&beginning)
    }

    fn stem(&self, stem: &str) -> Option<u32> {
        let term = self.term_named(stem)?;
        self.whole.get(term as usize).is_some_and(|count| *count > 0).then_some(term)
    }
}

/// Words by number with how often they stand in a text.
pub(super) type Forms = Box<[Counted]>;

impl Vocabulary {
    /// The words of a text, and the hints in it, each with how often.
    pub(super) fn forms_of(&mut self, passages: &[Passage<'_>], glossary: &Glossary) -> Forms {
        let mut found: Vec<u32> = Vec::new();
        for Passage { lang, text } in passages.iter().copied() {
            let from = found.len();
            found.extend(words(text).map(|word| self.form(&word, lang, glossary)));
            let meanings = self.meanings(found.get(from..).unwrap_or_default(), glossary);
            found.extend(meanings.into_iter().map(|meaning| self.hint(meaning)));
        }
        found.sort_unstable();
        let runs = found.chunk_by(|a, b| a == b);
        runs.filter_map(|run| Some(Counted::new(*run.first()?, number(run.len())))).collect()
    }

    /// Adds the words of another vocabulary; the numbers that they have here,
    /// by those that they had there. How many texts they stand in is not added.
    pub(super) fn take_in(&mut self, other: Self, glossary: &Glossary) -> Vec<u32> {
        if self.forms.is_empty() {
            let numbers = (0..number(other.forms.len())).collect();
            *self = other;
            return numbers;
        }
        let meanings: HashMap<u32, u32> = other.hints.iter().map(|(meaning, form)| (*form, *meaning)).collect();
        let here = |(no, form): (u32, &Form)| match meanings.get(&no) {
            Some(meaning) => self.hint(*meaning),
            None => self.form(&form.word, form.lang, glossary),
        };
        (0..).zip(&other.forms).map(here).collect()
    }

    /// The number of a word.
    fn form(&mut self, word: &str, lang: Option<Lang>, glossary: &Glossary) -> u32 {
        let is_it = |form: &Form| !form.is_hint && form.lang == lang && *form.word == *word;
        if let Some(no) = self.words.find(word, |no| self.forms.get(no as usize).is_some_and(is_it)) {
            return no;
        }
        let stem = stem(word, lang);
        let (term, begins) = (self.term(&stem), glossary.begins(&stem));
        let no = self.add(Form { word: word.into(), lang, term, parts: None, texts: 0, is_hint: false, begins });
        self.folded.push('\n');
        self.folded_at.push((number(self.folded.len()), no));
        self.folded.extend(word.chars().map(fold_letter));
        let Self { words, forms, .. } = self;
        words.add(word, no, |no| forms.get(no as usize).map(|form| &*form.word));
        no
    }

    /// The number of an expression's meaning.
    fn hint(&mut self, meaning: u32) -> u32 {
        if let Some(no) = self.hints.get(&meaning) {
            return *no;
        }
        let name = hint_name(meaning);
        let term = self.term(&name);
        let no = self.add(Form {
            word: name.as_str().into(),
            lang: None,
            term,
            parts: None,
            texts: 0,
            is_hint: true,
            begins: false,
        });
        self.hints.insert(meaning, no);
        no
    }

    fn add(&mut self, form: Form) -> u32 {
        let no = number(self.forms.len());
        if let Some(first) = self.first.get_mut(form.term as usize) {
            first.get_or_insert(no);
        }
        self.forms.push(form);
        no
    }

    fn term(&mut self, name: &str) -> u32 {
        if let Some(no) = self.term_named(name) {
            return no;
        }
        let no = number(self.names.len());
        self.names.push(name.into());
        self.first.push(None);
        self.whole.push(0);
        let Self { terms, names, .. } = self;
        terms.add(name, no, |no| names.get(no as usize).map(|name| &**name));
        no
    }

    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// A term as a person may read it: a word that has its stem, or an
    /// expression with its meaning.
    pub(super) fn shown<'a>(&'a self, term: u32, glossary: &'a Glossary) -> &'a str {
        let form = self.first.get(term as usize).copied().flatten().and_then(|form| self.forms.get(form as usize));
        match form {
            Some(Form { is_hint: false, word, .. }) => word,
            Some(form) => form.word.trim_start_matches(HINT_SIGN).parse().map_or("", |meaning| glossary.name(meaning)),
            None => "",
        }
    }

    /// The meanings of the expressions in a row of words, each as often as it
    /// stands there.
    fn meanings(&self, row: &[u32], glossary: &Glossary) -> Vec<u32> {
        let name = |form: &u32| {
            let term = self.forms.get(*form as usize).map(|form| form.term);
            term.and_then(|term| self.names.get(term as usize)).map_or("", |name| name)
        };
        let mut found = Vec::new();
        for (at, form) in row.iter().enumerate() {
            if self.forms.get(*form as usize).is_some_and(|form| form.begins) {
                let others = row.get(at + 1..).unwrap_or_default().iter().map(name);
                found.extend(glossary.meanings(name(form), others));
            }
        }
        found
    }

    /// The term with this name, whether any text has it or not.
    pub(super) fn term_named(&self, stem: &str) -> Option<u32> {
        self.terms.find(stem, |no| self.names.get(no as usize).is_some_and(|name| **name == *stem))
    }

    /// The term of a meaning that was met.
    pub(super) fn known_hint(&self, meaning: u32) -> Option<u32> {
        self.own_term(*self.hints.get(&meaning)?)
    }

    /// The term of a whole word or of a hint.
    pub(super) fn own_term(&self, form: u32) -> Option<u32> {
        self.forms.get(form as usize).map(|form| form.term)
    }

    /// What a word gives: terms, each with what it counts in halves.
    pub(super) fn terms_of(&self, form: u32) -> impl Iterator<Item = (u32, u32)> {
        let form = self.forms.get(form as usize);
        let own = form.map(|form| (form.term, if form.is_hint { 1 } else { WHOLE_HALVES }));
        own.into_iter().chain(form.and_then(|form| form.parts).into_iter().flatten().map(|part| (part, 1)))
    }

    /// Notes that one more text has a word, or one less; the stem that is
    /// known since, or no more.
    pub(super) fn count(&mut self, form: u32, more: bool) -> Option<u32> {
        let form = self.forms.get_mut(form as usize)?;
        form.texts = if more { form.texts + 1 } else { form.texts.saturating_sub(1) };
        if form.is_hint {
            return None;
        }
        let term = form.term;
        let whole = self.whole.get_mut(term as usize)?;
        let was_known = *whole > 0;
        *whole = if more { *whole + 1 } else { whole.saturating_sub(1) };
        if was_known == (*whole > 0) {
            return None;
        }
        let begins = beginning(self.names.get(term as usize)?);
        if let Some(begins) = begins {
            let alike = self.begins.entry(begins).or_default();
            *alike = if more { *alike + 1 } else { alike.saturating_sub(1) };
            if *alike == 0 {
                self.begins.remove(&begins);
            }
        }
        Some(term)
    }

    /// Divides a word anew; whether that changed it.
    pub(super) fn divide(&mut self, form: u32) -> bool {
        let Some(known) = self.forms.get(form as usize).filter(|form| !form.is_hint) else { return false };
        let found = parts(&known.word, known.lang, self);
        let changed = known.parts != found;
        if let Some(form) = self.forms.get_mut(form as usize) {
            form.parts = found;
        }
        changed
    }

    /// Divides every word.
    pub(super) fn divide_all(&mut self) {
        let found: Vec<_> =
            self.forms.iter().map(|f| if f.is_hint { None } else { parts(&f.word, f.lang, self) }).collect();
        for (form, found) in self.forms.iter_mut().zip(found) {
            form.parts = found;
        }
    }

    /// Words that a stem may be a part of. A stemmer changes the last two
    /// letters at most and takes away the others.
    pub(super) fn may_hold(&self, term: u32) -> Vec<u32> {
        let stem = self.names.get(term as usize).map_or("", |name| name);
        let kept = stem.chars().count().saturating_sub(2).max(PART_CHARS_MIN);
        let begins: String = stem.chars().take(kept).collect();
        if begins.chars().count() < PART_CHARS_MIN {
            return Vec::new();
        }
        let mut found: Vec<u32> = Vec::new();
        for (at, _) in self.folded.match_indices(&begins) {
            let place = self.folded_at.partition_point(|(begin, _)| *begin as usize <= at).saturating_sub(1);
            found.extend(self.folded_at.get(place).map(|(_, form)| *form));
        }
        found.dedup();
        found.retain(|form| self.forms.get(*form as usize).is_some_and(|form| form.texts > 0));
        found
    }
}

/// Begins the name of a meaning; no word holds it.
const HINT_SIGN: char = '§';

/// The name of a meaning's term.
pub(super) fn hint_name(meaning: u32) -> String {
    format!("{HINT_SIGN}{meaning}")
}
