//! SIE type 4I: verifications for an accounting program to take in
//! (sie.se, "SIE filformat", utgåva 4B, 2008-09-30). The file is in the
//! character set PC8, which is code page 437.

use super::{Posting, Side, plain};
use crate::amount::decimal;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Code page 437 from 0x80 on, as far as it has letters and signs of texts.
const UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»";

/// The dimension of customers that the standard sets aside.
const CUSTOMERS: u8 = 8;

/// A text in code page 437. `ø` and `Ø`, which it lacks, become `o` and `O`;
/// whatever else it lacks becomes a question mark.
#[must_use]
pub fn cp437(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        'ø' => b'o',
        'Ø' => b'O',
        '–' | '—' => b'-',
        '\u{a0}' => b' ',
        'ß' => 0xE1,
        c if c.is_ascii() => c as u8,
        c => (0x80..).zip(UPPER.chars()).find(|(_, letter)| *letter == c).map_or(b'?', |(byte, _)| byte),
    };
    text.chars().map(byte).collect()
}

/// Writes the transfers of an organisation's cooperation, each as a
/// verification with two transactions; members are customers.
#[must_use]
pub fn sie(company: &str, made_on: &str, postings: &[Posting]) -> Vec<u8> {
    let mut out = String::new();
    // Writing to a text cannot fail.
    let _ = write!(
        out,
        "#FLAGGA 0\r\n#PROGRAM \"Samverk\" \"{}\"\r\n#FORMAT PC8\r\n#GEN {}\r\n#SIETYP 4\r\n#FNAMN {}\r\n",
        env!("CARGO_PKG_VERSION"),
        made_on.replace('-', ""),
        quoted(company)
    );
    let currencies: BTreeSet<&str> = postings.iter().map(|posting| posting.currency.as_str()).collect();
    if let Some(currency) = currencies.first() {
        let _ = write!(out, "#VALUTA {currency}\r\n");
    }
    let sides: BTreeSet<&Side> = postings.iter().flat_map(|posting| [&posting.debit, &posting.credit]).collect();
    let accounts: BTreeSet<(&str, &str)> =
        sides.iter().map(|side| (side.number.as_str(), side.name.as_str())).collect();
    for (number, name) in accounts {
        let _ = write!(out, "#KONTO {number} {}\r\n", quoted(name));
    }
    let _ = write!(out, "#DIM {CUSTOMERS} \"Kund\"\r\n");
    let who: BTreeSet<&(String, String)> = sides.iter().filter_map(|side| side.who.as_ref()).collect();
    for (key, name) in who {
        let _ = write!(out, "#OBJEKT {CUSTOMERS} {} {}\r\n", quoted(key), quoted(name));
    }
    for posting in postings {
        let day = posting.day.replace('-', "");
        let text = if posting.reference.is_empty() {
            posting.text.clone()
        } else {
            format!("{} {}", posting.text, posting.reference)
        };
        let _ = write!(out, "#VER S {} {day} {}\r\n{{\r\n", posting.no, quoted(&text));
        for (side, amount) in [(&posting.debit, posting.amount_minor), (&posting.credit, -posting.amount_minor)] {
            let object = side.who.as_ref().map_or(String::new(), |(key, _)| format!("{CUSTOMERS} {}", quoted(key)));
            let _ = write!(out, "   #TRANS {} {{{object}}} {}\r\n", side.number, decimal(amount));
        }
        out.push_str("}\r\n");
    }
    cp437(&out)
}

/// A text in quotes, those within it escaped. The standard has no escape for
/// the backslash itself, and one at the end would escape what closes the text.
fn quoted(text: &str) -> String {
    format!("\"{}\"", plain(text).replace('\\', "/").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::super::tests_of::posting;
    use super::*;

    #[test]
    fn a_verification_balances_and_letters_are_those_of_the_code_page() {
        let file = sie("E-nämnden", "2014-02-01", &[posting()]);
        assert!(file.windows(10).any(|part| part == b"E-n\x84mnden\""));
        let text: String = file.iter().map(|byte| char::from(*byte)).collect();
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines[0], "#FLAGGA 0");
        assert!(lines.contains(&"#SIETYP 4") && lines.contains(&"#FORMAT PC8") && lines.contains(&"#GEN 20140201"));
        let sum: f64 = lines
            .iter()
            .filter_map(|line| line.trim().strip_prefix("#TRANS "))
            .filter_map(|line| line.rsplit(' ').next()?.parse::<f64>().ok())
            .sum();
        assert!(sum.abs() < f64::EPSILON, "{text}");
        assert!(text.contains("#TRANS 1510 {8 \"kommun-lulea\"} 69462.00"));
        assert_eq!(cp437("Çé«½ú»ïß"), [0x80, 0x82, 0xAE, 0xAB, 0xA3, 0xAF, 0x8B, 0xE1]);
        assert_eq!(quoted(r#"C:\budget\"#), r#""C:/budget/""#);
        assert_eq!(cp437("Ørsta \"–\" 漢"), b"Orsta \"-\" ?");
    }
}
