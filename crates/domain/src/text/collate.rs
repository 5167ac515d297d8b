//! Order of texts as each language has it: å ä ö, æ ø å.

use crate::Lang;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// Makes sort keys for one language; comparing two keys byte by byte gives
/// the language's own order.
pub struct Sorter(Option<CollatorBorrowed<'static>>);

impl Sorter {
    /// The order of a language. Numbers within texts sort by value.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let locale = match lang {
            Lang::Sv => locale!("sv-u-kn"),
            Lang::Nb => locale!("nb-u-kn"),
            Lang::En => locale!("en-u-kn"),
        };
        let made = Collator::try_new(locale.into(), CollatorOptions::default());
        Self(made.ok())
    }

    /// The sort key of a text.
    #[must_use]
    pub fn key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(text.len() * 2);
        match &self.0 {
            Some(collator) => {
                let Ok(()) = collator.write_sort_key_to(text, &mut key);
            }
            None => key.extend_from_slice(text.to_lowercase().as_bytes()),
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(lang: Lang, texts: &[&str]) -> Vec<String> {
        let sorter = Sorter::new(lang);
        let mut texts: Vec<_> = texts.iter().map(|t| (sorter.key(t), (*t).to_owned())).collect();
        texts.sort();
        texts.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn each_language_has_its_own_order() {
        assert_eq!(
            sorted(Lang::Sv, &["Öckerö", "Ängelholm", "Åre", "Zorn", "ale", "Borås"]),
            ["ale", "Borås", "Zorn", "Åre", "Ängelholm", "Öckerö"]
        );
        assert_eq!(
            sorted(Lang::Nb, &["Ålesund", "Øygarden", "Ærfugl", "Voss", "alta"]),
            ["alta", "Voss", "Ærfugl", "Øygarden", "Ålesund"]
        );
        assert_eq!(sorted(Lang::En, &["Zorn", "Åre", "b 10", "b 9"]), ["Åre", "b 9", "b 10", "Zorn"]);
    }
}
