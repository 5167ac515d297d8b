//! Words of texts and queries: folding, stemming, splitting.

use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Longest word that is kept; the rest of a longer one is cut off.
pub const WORD_CHARS_MAX: usize = 40;

static STEMMERS: LazyLock<[Stemmer; 3]> = LazyLock::new(|| {
    [Stemmer::create(Algorithm::Swedish), Stemmer::create(Algorithm::Norwegian), Stemmer::create(Algorithm::English)]
});

/// The words of a text in lower case. A hyphen divides, so that `arkiv`
/// finds `e-arkiv`; a letter and a digit belong together.
pub fn words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && !('\u{300}'..='\u{36f}').contains(&c));
    parts.filter(|part| !part.is_empty()).map(|part| {
        // What is below U+0100 is composed already, and most words are small.
        if part.len() <= WORD_CHARS_MAX && part.chars().all(|c| c < '\u{100}' && !c.is_uppercase()) {
            return Cow::Borrowed(part);
        }
        Cow::Owned(part.nfc().flat_map(char::to_lowercase).take(WORD_CHARS_MAX).collect())
    })
}

/// A word without marks, so that `tromso` finds Tromsø and `malmo` finds Malmö.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.nfd() {
        match c {
            'ø' => out.push('o'),
            'æ' => out.push_str("ae"),
            'đ' | 'ð' => out.push('d'),
            'ŋ' => out.push('n'),
            'ŧ' => out.push('t'),
            'ß' => out.push_str("ss"),
            c if ('\u{300}'..='\u{36f}').contains(&c) => {}
            c => out.push(c),
        }
    }
    out
}

/// The stems of a word in Swedish, Norwegian and English. A text's language
/// is often not stated and words wander across the border, so all three
/// count.
#[must_use]
pub fn stems(word: &str) -> Vec<String> {
    let [swedish, norwegian, english] = &*STEMMERS;
    let mut stems = vec![swedish.stem(word).into_owned(), english.stem(word).into_owned()];
    // The Norwegian rules take `lov` for an ending; here it is a permit or a
    // law, and `bygglov` is not `bygg`.
    if !word.ends_with("lov") {
        stems.push(norwegian.stem(word).into_owned());
    }
    stems.sort();
    stems.dedup();
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphen_divides_and_case_goes() {
        assert_eq!(words("E-arkiv för Öckerö (2 st.)").collect::<Vec<_>>(), ["e", "arkiv", "för", "öckerö", "2", "st"]);
    }

    #[test]
    fn decomposed_letters_are_composed() {
        assert_eq!(words("Lulea\u{30a}").collect::<Vec<_>>(), ["luleå"]);
    }

    #[test]
    fn marks_are_folded_away() {
        assert_eq!(fold("tromsø"), "tromso");
        assert_eq!(fold("kåfjord"), "kafjord");
        assert_eq!(fold("kárášjohka"), "karasjohka");
    }

    #[test]
    fn inflections_share_a_stem() {
        let share = |a: &str, b: &str| stems(a).iter().any(|stem| stems(b).contains(stem));
        assert!(share("kommunerna", "kommuner"));
        assert!(share("tjenester", "tjenesten"));
        assert!(share("services", "service"));
        assert!(!share("bygglov", "bygg"));
    }
}
