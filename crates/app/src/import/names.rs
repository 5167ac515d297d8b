//! Names as people write them against names as the register has them.

use std::collections::HashSet;

/// Words that names of organisations are written with or without.
const FILLERS: [&str; 12] = [
    "kommun",
    "kommune",
    "kommuner",
    "stad",
    "stads",
    "region",
    "landsting",
    "fylke",
    "fylkeskommune",
    "lan",
    "herad",
    "i",
];

/// How alike two names must be to be shown as a candidate, of 1000.
pub(super) const ALIKE_MIN: u32 = 450;

/// The letters of a name that matter: folded, without fillers and without
/// the genitive's s.
pub(super) fn normal(name: &str) -> String {
    let folded = samverk_domain::text::slug(name);
    let words: Vec<&str> = folded.split('-').filter(|word| !FILLERS.contains(word)).collect();
    let bare = |word: &str| -> String {
        // "Båstads kommun" is Båstad, "Luleås" is Luleå.
        let genitive = word.len() > 3 && word.ends_with('s') && folded.contains("kommun");
        if genitive { word.trim_end_matches('s').to_owned() } else { word.to_owned() }
    };
    let joined: String = words.iter().map(|word| bare(word)).collect::<Vec<_>>().join("-");
    if joined.is_empty() { folded } else { joined }
}

/// How alike two normal names are, of 1000: shared pairs of letters (Dice).
pub(super) fn alike(one: &str, other: &str) -> u32 {
    let pairs = |text: &str| -> HashSet<(char, char)> {
        let chars: Vec<char> = format!(" {text} ").chars().collect();
        chars.iter().zip(chars.iter().skip(1)).map(|(a, b)| (*a, *b)).collect()
    };
    let (one, other) = (pairs(one), pairs(other));
    let both = one.intersection(&other).count();
    let all = one.len() + other.len();
    (both * 2_000).checked_div(all).and_then(|alike| u32::try_from(alike).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_municipality_is_written_in_many_ways() {
        for name in ["Luleå", "Luleå kommun", "LULEÅ KOMMUN", "Lulea", "Kommunen Luleå".trim_start_matches("Kommunen ")]
        {
            assert_eq!(normal(name), "lulea", "{name}");
        }
        assert_eq!(normal("Båstads kommun"), "bastad");
        assert_eq!(normal("Tromsø kommune"), "tromso");
        // A name that ends with s keeps it where no genitive is meant.
        assert_eq!(normal("Borås"), "boras");
        assert!(alike("lulea", "lulo") > ALIKE_MIN && alike("lulea", "boden") < ALIKE_MIN);
    }
}
