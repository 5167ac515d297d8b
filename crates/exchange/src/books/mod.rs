//! A ledger for other programs: SIE 4I for accounting, a journal that hledger
//! and ledger read.

mod journal;
mod sie;

pub use journal::journal;
pub use sie::{cp437, sie};

/// A transfer as other programs are told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Its number.
    pub no: i64,
    /// ISO day.
    pub day: String,
    /// In words.
    pub text: String,
    /// What a payment is known by.
    pub reference: String,
    /// What gets more.
    pub debit: Side,
    /// What gets less.
    pub credit: Side,
    /// In hundredths, above nothing.
    pub amount_minor: i64,
    /// ISO 4217.
    pub currency: String,
}

/// An account of a transfer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side {
    /// Number in the chart of accounts.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Key and name of whom it concerns, where it concerns somebody.
    pub who: Option<(String, String)>,
}

/// One line without what ends a line or a quoted text.
fn plain(text: &str) -> String {
    let spaced = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    spaced.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests_of {
    use super::*;

    /// A share with texts that would break a careless writer.
    pub(super) fn posting() -> Posting {
        let who = Some(("kommun-lulea".to_owned(), "Luleå:  kommun".to_owned()));
        Posting {
            no: 1,
            day: "2014-01-31".into(),
            text: "Budget 2014; andel\n".into(),
            reference: "e-namnden-2014-lulea".into(),
            debit: Side { number: "1510".into(), name: "Fordringar".into(), who },
            credit: Side { number: "3990".into(), name: "Avgifter".into(), who: None },
            amount_minor: 6_946_200,
            currency: "SEK".into(),
        }
    }
}
