//! Expressions that mean the same in the three languages.

use super::counted::number;
use super::words::{stem, words};
use crate::Lang;
use std::collections::HashMap;

/// The field's own expressions: a line for each meaning, the three languages
/// divided by tabs, several expressions of one by slashes.
const TERMS: &str = include_str!("terms.tsv");

/// Most words of an expression.
const EXPRESSION_WORDS_MAX: usize = 4;

/// Expressions by what they mean, found by the stems of their words.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    /// By the first stem: the others, and what they mean together.
    begins: HashMap<String, Vec<(Vec<String>, u32)>>,
    /// By meaning: its first expression.
    names: Vec<String>,
}

impl Glossary {
    /// No expressions.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The expressions of the field that come with the program.
    #[must_use]
    pub fn of_the_field() -> Self {
        let mut glossary = Self::new();
        for line in TERMS.lines().filter(|line| !line.starts_with('#')) {
            let columns = Lang::ALL.into_iter().zip(line.split('\t'));
            glossary
                .add(columns.flat_map(|(lang, column)| column.split('/').map(move |expression| (lang, expression))));
        }
        glossary
    }

    /// Adds what one term is called in each language. Several words for it in
    /// one language are several expressions. An expression of no word that
    /// counts, or of more than four, is left out.
    pub fn add<'a>(&mut self, expressions: impl IntoIterator<Item = (Lang, &'a str)>) {
        let meaning = number(self.names.len());
        self.names.push(String::new());
        for (lang, expression) in expressions {
            let mut stems = words(expression).map(|word| stem(&word, Some(lang)));
            let Some(first) = stems.next() else { continue };
            let others: Vec<String> = stems.collect();
            if others.len() >= EXPRESSION_WORDS_MAX {
                continue;
            }
            let known = self.begins.entry(first).or_default();
            if !known.iter().any(|known| *known == (others.clone(), meaning)) {
                known.push((others, meaning));
            }
            if let Some(name) = self.names.last_mut().filter(|name| name.is_empty()) {
                expression.clone_into(name);
            }
        }
    }

    /// The first expression of a meaning.
    pub(super) fn name(&self, meaning: u32) -> &str {
        self.names.get(meaning as usize).map_or("", String::as_str)
    }

    /// Whether an expression begins with this stem.
    pub(super) fn begins(&self, stem: &str) -> bool {
        self.begins.contains_key(stem)
    }

    /// The meanings of the expressions that begin with a stem and go on with
    /// the others.
    pub(super) fn meanings<'a>(
        &'a self,
        first: &str,
        others: impl Iterator<Item = &'a str> + Clone + 'a,
    ) -> impl Iterator<Item = u32> + 'a {
        let known = self.begins.get(first).into_iter().flatten();
        let goes_on = move |rest: &[String]| {
            let mut others = others.clone();
            rest.iter().all(|stem| others.next() == Some(stem))
        };
        known.filter(move |(rest, _)| goes_on(rest)).map(|(_, meaning)| *meaning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_of_the_field_has_an_expression_in_three_languages() {
        for line in TERMS.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{line}");
            for (lang, column) in Lang::ALL.into_iter().zip(columns) {
                for expression in column.split('/') {
                    let count = words(expression).count();
                    assert!((1..=EXPRESSION_WORDS_MAX).contains(&count), "{lang} {expression}: {count} words");
                }
            }
        }
        assert!(Glossary::of_the_field().names.len() > 100);
    }

    #[test]
    fn an_expression_means_the_same_in_three_languages() {
        let mut glossary = Glossary::new();
        glossary.add([(Lang::Sv, "öppna data"), (Lang::Nb, "åpne data"), (Lang::En, "open data")]);
        glossary.add([(Lang::Sv, "och")]);
        let meanings = |text: &str, lang| {
            let stems: Vec<String> = words(text).map(|word| stem(&word, Some(lang))).collect();
            let at = |at: usize| {
                let others = stems.iter().skip(at + 1).map(String::as_str);
                glossary.meanings(&stems[at], others).collect::<Vec<_>>()
            };
            (0..stems.len()).flat_map(at).collect::<Vec<_>>()
        };
        assert_eq!(meanings("Principer för öppna data", Lang::Sv), [0]);
        assert_eq!(meanings("åpne data fra kommunen", Lang::Nb), [0]);
        assert_eq!(meanings("Open data, open data", Lang::En), [0, 0]);
        assert!(meanings("data och öppna", Lang::Sv).is_empty());
    }
}
