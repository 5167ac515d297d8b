//! Words of a text as the overlap counts them.

use crate::Lang;
use crate::text::search;
use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A piece of a text in one language.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// Its language, where it is one of ours.
    pub lang: Option<Lang>,
    /// What it says.
    pub text: &'a str,
}

/// Words of a passage beyond these are left out.
const TEXT_WORDS_MAX: usize = 20_000;
/// Shortest word that counts.
const WORD_CHARS_MIN: usize = 2;

static STEMMERS: LazyLock<[(Lang, Stemmer); 3]> = LazyLock::new(|| {
    [
        (Lang::Sv, Stemmer::create(Algorithm::Swedish)),
        (Lang::Nb, Stemmer::create(Algorithm::Norwegian)),
        (Lang::En, Stemmer::create(Algorithm::English)),
    ]
});

/// Words that say nothing of what a text is about, in the three languages:
/// articles, pronouns, prepositions, conjunctions, auxiliary verbs. One list
/// for all, since a text's language is often not stated.
const STOP_WORDS: &str = "
alla allt att av bara bland blev bli blir båda både bör dag de dem den denna dess dessa det detta dig din dit du där
då efter ej eller en enligt er ett ett finns flera flest fram från får för före genom gör göra ha hade han har helt
henne hon hos hur här i igen in inför ingen inom inte ja jag kan kring kunna man med mellan men mer mest mot mycket
måste ni nu när och också olika om oss på redan rätt samma samt ska skall skulle som stor så sådan såväl sätt till
tills tillsammans under upp ur ut utan utifrån vad var vara varje vi via vid vidare vilka vilken vilket vill ytterligare
är även åt över
alle andre at av ble bli blir bør da de deg dei dem den denne der dere det dette disse du eg eit en ein eller er et
etter for fra før gjennom ha har hva hvem hver hvilke hvor hvordan i ikke inn innen ikkje kan kunne man med mellom men
mer mest mot må noen noe nå når og også om opp oss over på samme samt seg selv si sin sine skal skulle slik som så til
under ut uten var ved vil ville vi vår være vært
a about all also an and any are as at be been being between both but by can could do does each for from had has have
how if in into is it its may more most must no not of on only or other our out over own shall should so some such than
that the their them then there these they this those through to under up upon use used was we were what when where
which while who will with within without would you your
";

static STOPS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| STOP_WORDS.split_whitespace().collect());

/// The words of a text that count, in order, in lower case.
pub(super) fn words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let counts = |word: &Cow<'_, str>| word.chars().nth(WORD_CHARS_MIN - 1).is_some() && !STOPS.contains(&**word);
    search::words(text).filter(counts).take(TEXT_WORDS_MAX)
}

/// Words and letters that one of the languages has and the others have not.
const MARKS: [(Lang, &str, &str); 3] = [
    (Lang::Sv, "äö", "och att är ett från inte även ska till av det som för på"),
    (Lang::Nb, "æø", "og å er et fra ikke også skal til av det som for på felles"),
    (Lang::En, "", "and the of to is with for that this from our on in by"),
];

/// The language that a text is most likely in; nothing where its words do not
/// tell one from the others.
#[must_use]
pub fn guessed(text: &str) -> Option<Lang> {
    let found: Vec<String> = search::words(text).map(Cow::into_owned).collect();
    let score = |letters: &str, words: &str| {
        let words: Vec<&str> = words.split(' ').collect();
        let count = |word: &String| {
            // A letter tells more than a word that two languages share.
            2 * usize::from(word.contains(|c| letters.contains(c))) + usize::from(words.contains(&word.as_str()))
        };
        found.iter().map(count).sum::<usize>()
    };
    let mut scores = MARKS.map(|(lang, letters, words)| (score(letters, words), lang));
    scores.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let [(first, lang), (second, _), _] = scores;
    (first > second).then_some(lang)
}

/// The stem of a word in a language, with the marks of Swedish and Norwegian
/// letters taken off. A text of another language is left as it is.
pub(super) fn stem(word: &str, lang: Option<Lang>) -> String {
    let stemmer = STEMMERS.iter().find(|(of, _)| Some(*of) == lang).map(|(_, stemmer)| stemmer);
    let stem = stemmer.map_or_else(|| word.into(), |stemmer| stemmer.stem(word));
    if stem.is_ascii() { stem.into_owned() } else { stem.chars().map(fold_letter).collect() }
}

/// A letter without the marks that Swedish and Norwegian write differently.
pub(super) fn fold_letter(letter: char) -> char {
    match letter {
        'å' | 'ä' | 'æ' | 'á' | 'à' => 'a',
        'ö' | 'ø' | 'ó' => 'o',
        'é' | 'è' => 'e',
        'ü' => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_is_left_out() {
        let words: Vec<_> = words("E-arkiv för och med kommunerna, 2 st").collect();
        assert_eq!(words, ["arkiv", "kommunerna", "st"]);
    }

    #[test]
    fn a_language_is_guessed_by_its_letters_and_small_words() {
        assert_eq!(guessed("Felles løsning for åpne data"), Some(Lang::Nb));
        assert_eq!(guessed("Gemensam lösning för öppna data"), Some(Lang::Sv));
        assert_eq!(guessed("A shared archive for the region"), Some(Lang::En));
        assert_eq!(guessed("e-arkiv"), None);
        assert_eq!(guessed(""), None);
    }

    #[test]
    fn languages_meet_where_they_differ_in_spelling_alone() {
        let sv = |word| stem(word, Some(Lang::Sv));
        let nb = |word| stem(word, Some(Lang::Nb));
        assert_eq!(sv("miljö"), nb("miljø"));
        assert_eq!(sv("kommunerna"), sv("kommun"));
        assert_eq!(nb("systemet"), sv("systemen"));
        assert_eq!(stem("tjänsterna", None), "tjansterna");
    }
}
