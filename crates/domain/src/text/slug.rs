//! Readable keys from titles.

use unicode_normalization::UnicodeNormalization;

/// Lower-case letters, digits and hyphens from any title: `E-nämnden i Luleå`
/// gives `e-namnden-i-lulea`. Empty when nothing can be kept.
#[must_use]
pub fn slug(title: &str) -> String {
    let mut key = String::new();
    for c in title.to_lowercase().nfd() {
        match c {
            'æ' => key.push_str("ae"),
            'ø' => key.push('o'),
            'đ' | 'ð' => key.push('d'),
            'ß' => key.push_str("ss"),
            c if c.is_ascii_alphanumeric() => key.push(c),
            c if ('\u{300}'..='\u{36f}').contains(&c) => {}
            _ if key.ends_with('-') || key.is_empty() => {}
            _ => key.push('-'),
        }
        if key.len() >= 80 {
            break;
        }
    }
    key.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn titles_become_keys() {
        assert_eq!(slug("E-nämnden i Luleå"), "e-namnden-i-lulea");
        assert_eq!(slug("Tromsø – Romsa!"), "tromso-romsa");
        assert_eq!(slug("Ærfugl & Åland"), "aerfugl-aland");
        assert_eq!(slug("???"), "");
    }
}
