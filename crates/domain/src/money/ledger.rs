//! The ledger of a cooperation: transfers between accounts, double entry by
//! construction.
//!
//! A transfer debits one account and credits another with one amount, so the
//! sum of all balances is nothing whatever is entered. Nothing is changed; a
//! correction is a transfer the other way round that names what it takes back.

use crate::RecordId;
use std::fmt;

/// An account of a cooperation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// What a member owes; below nothing, what it is owed.
    Member(RecordId),
    /// What somebody outside has promised and not paid.
    Funder(RecordId),
    /// Money at the bank.
    Bank,
    /// What members pay for.
    Fees,
    /// Money from outside.
    Grants,
    /// Costs of a kind, by the code of the list of kinds.
    Cost(String),
    /// Time that members give, at the agreed rate (H12).
    InKind,
    /// What is left of years that are settled (H17).
    Result,
    /// VAT that members are charged with and the state is owed (H04).
    Vat,
}

impl Account {
    /// Reads what [`fmt::Display`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':').unwrap_or((text, ""));
        match (kind, rest) {
            ("member", id) => RecordId::parse(id).map(Self::Member),
            ("funder", id) => RecordId::parse(id).map(Self::Funder),
            ("bank", "") => Some(Self::Bank),
            ("fees", "") => Some(Self::Fees),
            ("grants", "") => Some(Self::Grants),
            ("in_kind", "") => Some(Self::InKind),
            ("result", "") => Some(Self::Result),
            ("vat", "") => Some(Self::Vat),
            ("cost", code) => super::COST_KIND.get(code).map(|entry| Self::Cost(entry.code.to_owned())),
            _ => None,
        }
    }

    /// Its number in the Swedish standard chart of accounts (BAS 2024), which
    /// Norway's NS 4102 shares the classes of.
    #[must_use]
    pub fn number(&self) -> &'static str {
        match self {
            Self::Member(_) => "1510",
            Self::Funder(_) => "1680",
            Self::Bank => "1930",
            Self::Fees => "3990",
            Self::Grants => "3980",
            Self::InKind => "7690",
            Self::Result => "2090",
            Self::Vat => "2610",
            Self::Cost(code) => match code.as_str() {
                "staff" => "7010",
                "premises" => "5010",
                "external_projects" => "6550",
                "investment" => "5410",
                "running" => "6540",
                _ => "6110",
            },
        }
    }
}

impl fmt::Display for Account {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(id) => write!(to, "member:{id}"),
            Self::Funder(id) => write!(to, "funder:{id}"),
            Self::Bank => to.write_str("bank"),
            Self::Fees => to.write_str("fees"),
            Self::Grants => to.write_str("grants"),
            Self::InKind => to.write_str("in_kind"),
            Self::Result => to.write_str("result"),
            Self::Vat => to.write_str("vat"),
            Self::Cost(code) => write!(to, "cost:{code}"),
        }
    }
}

/// What a transfer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferKind {
    /// A member's share of a budget.
    Charge,
    /// A member pays.
    Payment,
    /// The cooperation pays a cost.
    Cost,
    /// Money from outside comes in, or is promised.
    Grant,
    /// A member's own time against its share (H12).
    SetOff,
    /// A member gets money back.
    Refund,
    /// Takes another back.
    Correction,
}

impl TransferKind {
    /// All, with their codes.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Charge, "charge"),
        (Self::Payment, "payment"),
        (Self::Cost, "cost"),
        (Self::Grant, "grant"),
        (Self::SetOff, "set_off"),
        (Self::Refund, "refund"),
        (Self::Correction, "correction"),
    ];

    /// The one with a code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, own)| *own == code).map(|(kind, _)| kind)
    }

    /// The accounts that it debits and credits, where a person enters it.
    ///
    /// # Errors
    /// The name of what is missing: whom it concerns, or which cost.
    pub fn accounts(self, whose: Option<RecordId>, cost_kind: &str) -> Result<(Account, Account), &'static str> {
        let member = || whose.map(Account::Member).ok_or("organisation");
        match self {
            Self::Payment => Ok((Account::Bank, member()?)),
            Self::Refund => Ok((member()?, Account::Bank)),
            Self::SetOff => Ok((Account::InKind, member()?)),
            // Of somebody named it is promised, and paid in a payment of its own.
            Self::Grant => Ok((whose.map_or(Account::Bank, Account::Funder), Account::Grants)),
            Self::Charge => Ok((member()?, Account::Fees)),
            Self::Cost | Self::Correction => {
                let entry = super::COST_KIND.get(cost_kind).ok_or("cost_kind")?;
                Ok((Account::Cost(entry.code.to_owned()), Account::Bank))
            }
        }
    }

    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(kind, _)| *kind == self).map_or("", |(_, code)| code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_read_as_it_is_written() {
        let id = RecordId(crate::id::Uuid::from_u128(7));
        let costs = super::super::COST_KIND.entries.iter().map(|entry| Account::Cost(entry.code.to_owned()));
        let all = [
            Account::Member(id),
            Account::Funder(id),
            Account::Bank,
            Account::Fees,
            Account::Grants,
            Account::InKind,
            Account::Result,
            Account::Vat,
        ];
        for account in all.into_iter().chain(costs) {
            assert_eq!(Account::parse(&account.to_string()), Some(account.clone()));
            assert_eq!(account.number().len(), 4);
        }
        for wrong in ["", "member:", "member:x", "bank:1", "cost:x", "cash"] {
            assert_eq!(Account::parse(wrong), None, "{wrong}");
        }
        for (kind, code) in TransferKind::ALL {
            assert_eq!((TransferKind::parse(code), kind.code()), (Some(kind), code));
        }
    }
}
