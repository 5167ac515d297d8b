//! Where a compound may be divided.

use super::words::{fold_letter, stem};
use crate::Lang;

/// Shortest word that is divided, and shortest part of one.
const WORD_CHARS_MIN: usize = 7;
pub(super) const PART_CHARS_MIN: usize = 3;
/// Letters that may bind the parts of a compound.
const BINDING: [char; 4] = ['s', 'e', 'o', 'a'];

/// The first letters of a part, without marks.
pub(super) type Beginning = [char; PART_CHARS_MIN];

/// The beginning of a word, if it is long enough to be a part.
pub(super) fn beginning(word: &str) -> Option<Beginning> {
    let mut letters = word.chars().map(fold_letter);
    Some([letters.next()?, letters.next()?, letters.next()?])
}

/// What is known of the words of all texts.
pub(super) trait Known {
    /// Whether a word that is known by itself begins like this: asked first,
    /// since stemming costs more.
    fn begins(&self, beginning: Beginning) -> bool;
    /// The number of a stem, where a word with it is known by itself.
    fn stem(&self, stem: &str) -> Option<u32>;
}

/// The stems of the two parts of a word, where both are known by themselves.
pub(super) fn parts(word: &str, lang: Option<Lang>, known: &impl Known) -> Option<[u32; 2]> {
    let count = word.chars().count();
    if count < WORD_CHARS_MIN || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |text: &str| known.begins(beginning(text)?).then(|| known.stem(&stem(text, lang)))?;
    if !known.begins(beginning(word)?) {
        return None;
    }
    let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    // The middle first: of two places the one whose shorter part is longest.
    let last = count - PART_CHARS_MIN;
    let mut places: Vec<usize> = (PART_CHARS_MIN..=last).collect();
    places.sort_by_key(|place| (usize::MAX - (*place).min(count - place), *place));
    places.into_iter().find_map(|place| {
        let (first, second) = word.split_at(*cuts.get(place)?);
        let second = part(second)?;
        let first = part(first).or_else(|| part(first.strip_suffix(BINDING)?))?;
        Some([first, second])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Words(Vec<String>);

    impl Known for Words {
        fn begins(&self, with: Beginning) -> bool {
            self.0.iter().any(|word| beginning(word) == Some(with))
        }

        fn stem(&self, stem: &str) -> Option<u32> {
            self.0.iter().position(|known| known == stem).and_then(|at| u32::try_from(at).ok())
        }
    }

    fn divided(word: &str, known: &[&str]) -> Option<[u32; 2]> {
        parts(word, Some(Lang::Sv), &Words(known.iter().map(|word| stem(word, Some(Lang::Sv))).collect()))
    }

    #[test]
    fn a_word_is_divided_where_both_parts_are_words_of_a_text() {
        assert_eq!(divided("elevdatabas", &["elev", "databas", "data"]), Some([0, 1]));
        assert_eq!(divided("bygglovsprocess", &["bygglov", "process"]), Some([0, 1]));
        assert_eq!(divided("tjänsteplattform", &["tjänst", "plattform"]), Some([0, 1]));
        assert_eq!(divided("informationssäkerhet", &["information", "säkerhet"]), Some([0, 1]));
        assert_eq!(divided("elevdatabas", &["elev"]), None);
        assert_eq!(divided("webgis", &["web", "gis"]), None);
    }
}
