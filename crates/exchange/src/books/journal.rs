//! A journal in plain text, as hledger (hledger.org/hledger.html, "Journal")
//! and ledger read it.

use super::{Posting, Side, plain};
use crate::amount::decimal;
use std::fmt::Write as _;

/// Writes the transfers, each as a transaction of two postings.
#[must_use]
pub fn journal(postings: &[Posting]) -> String {
    let mut out = String::new();
    for posting in postings {
        // Writing to a text cannot fail.
        let note =
            if posting.reference.is_empty() { String::new() } else { format!(" ; {}", plain(&posting.reference)) };
        let text = plain(&posting.text).replace([';', '|'], ",");
        let _ = writeln!(out, "{} ({}) {text}{note}", posting.day, posting.no);
        let amount = decimal(posting.amount_minor);
        let currency = &posting.currency;
        let _ = writeln!(out, "    {}  {amount} {currency}", account(&posting.debit));
        let _ = writeln!(out, "    {}  -{amount} {currency}\n", account(&posting.credit));
    }
    out
}

/// Account names end at two spaces, and colons divide their parts.
fn account(side: &Side) -> String {
    let part = |text: &str| {
        let words: Vec<String> = plain(text).split_whitespace().map(str::to_owned).collect();
        words.join(" ").replace([':', ';'], "-")
    };
    let own = format!("{} {}", side.number, part(&side.name));
    side.who.as_ref().map_or(own.clone(), |(_, name)| format!("{own}:{}", part(name)))
}

#[cfg(test)]
mod tests {
    use super::super::tests_of::posting;
    use super::*;

    #[test]
    fn each_transaction_balances_and_no_text_breaks_it() {
        let written = journal(&[posting()]);
        assert_eq!(
            written,
            "2014-01-31 (1) Budget 2014, andel ; e-namnden-2014-lulea\n    1510 Fordringar:Luleå- kommun  69462.00 SEK\n    3990 Avgifter  -69462.00 SEK\n\n"
        );
    }
}
