//! What of a member's account is open, and what debts come to when they are
//! set against each other (row H04).

use std::collections::{BTreeMap, BTreeSet};

/// An entry on a member's account, as the ledger has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number in the ledger.
    pub no: i64,
    /// The day that it counts for, ISO.
    pub day: String,
    /// What it is known by.
    pub reference: String,
    /// In the smallest unit: above nothing what is owed, below what is paid.
    pub amount_minor: i64,
    /// The number of the one that it takes back.
    pub corrects: Option<i64>,
}

/// Something that is owed and not paid in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenItem {
    /// Its number in the ledger.
    pub no: i64,
    /// The day that it counts for, ISO.
    pub day: String,
    /// What it is known by.
    pub reference: String,
    /// What was charged, in the smallest unit.
    pub amount_minor: i64,
    /// What of it is not paid, above nothing.
    pub open_minor: i64,
}

/// What is open on an account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Open {
    /// In the order of the ledger.
    pub items: Vec<OpenItem>,
    /// What was paid beyond everything that is owed.
    pub credit_minor: i64,
}

impl Open {
    /// What is owed less what was paid too much: the balance of the account.
    #[must_use]
    pub fn balance_minor(&self) -> i64 {
        self.items.iter().map(|item| item.open_minor).sum::<i64>() - self.credit_minor
    }
}

/// What is open: an entry and the one that takes it back cancel each other; a
/// payment goes first to what has its reference, the rest of it to the oldest.
#[must_use]
pub fn open_items(entries: &[Entry]) -> Open {
    let known: BTreeMap<i64, i64> = entries.iter().map(|entry| (entry.no, entry.amount_minor)).collect();
    let cancels = |entry: &Entry| {
        let before = entry.corrects.and_then(|no| known.get(&no));
        before.is_some_and(|before| *before == -entry.amount_minor)
    };
    let cancelled: BTreeSet<i64> = entries
        .iter()
        .filter(|entry| cancels(entry))
        .flat_map(|entry| entry.corrects.into_iter().chain([entry.no]))
        .collect();
    let stands = |entry: &&Entry| !cancelled.contains(&entry.no);
    let mut items: Vec<OpenItem> = entries
        .iter()
        .filter(stands)
        .filter(|entry| entry.amount_minor > 0)
        .map(|entry| OpenItem {
            no: entry.no,
            day: entry.day.clone(),
            reference: entry.reference.clone(),
            amount_minor: entry.amount_minor,
            open_minor: entry.amount_minor,
        })
        .collect();
    let mut rest = 0;
    for entry in entries.iter().filter(stands).filter(|entry| entry.amount_minor < 0) {
        let mut left = -entry.amount_minor;
        let own = items.iter_mut().filter(|item| !entry.reference.is_empty() && item.reference == entry.reference);
        own.for_each(|item| pay(item, &mut left));
        rest += left;
    }
    let mut oldest: Vec<&mut OpenItem> = items.iter_mut().collect();
    oldest.sort_by(|a, b| (&a.day, a.no).cmp(&(&b.day, b.no)));
    oldest.into_iter().for_each(|item| pay(item, &mut rest));
    items.retain(|item| item.open_minor > 0);
    Open { items, credit_minor: rest }
}

fn pay(item: &mut OpenItem, left: &mut i64) {
    let paid = item.open_minor.min(*left);
    item.open_minor -= paid;
    *left -= paid;
}

/// A payment from one to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed<K> {
    /// Who pays.
    pub from: K,
    /// Who is paid.
    pub to: K,
    /// In the smallest unit, above nothing.
    pub amount_minor: i64,
}

/// The payments that settle all debts, each owing or being owed what it does
/// in all: whoever owes most pays whoever is owed most, of equals the smaller
/// key first. There is always one payment less than there are parties, at most.
#[must_use]
pub fn netted<K: Clone + Ord>(debts: &[Owed<K>]) -> Vec<Owed<K>> {
    let mut balances: BTreeMap<K, i64> = BTreeMap::new();
    for debt in debts {
        *balances.entry(debt.from.clone()).or_insert(0) += debt.amount_minor;
        *balances.entry(debt.to.clone()).or_insert(0) -= debt.amount_minor;
    }
    let mut out = Vec::new();
    loop {
        let first = |sign: i64| {
            let side = balances.iter().filter(|(_, balance)| balance.signum() == sign);
            // The last of the greatest is the first by key when read backwards.
            side.rev().max_by_key(|(_, balance)| balance.abs()).map(|(who, balance)| (who.clone(), balance.abs()))
        };
        let (Some((from, owes)), Some((to, owed))) = (first(1), first(-1)) else { return out };
        let amount_minor = owes.min(owed);
        for (who, change) in [(&from, -amount_minor), (&to, amount_minor)] {
            if let Some(balance) = balances.get_mut(who) {
                *balance += change;
            }
        }
        out.push(Owed { from, to, amount_minor });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(no: i64, day: &str, reference: &str, amount_minor: i64, corrects: Option<i64>) -> Entry {
        Entry { no, day: day.to_owned(), reference: reference.to_owned(), amount_minor, corrects }
    }

    #[test]
    fn a_payment_goes_to_its_reference_then_to_the_oldest() {
        let entries = [
            entry(1, "2026-01-31", "a", 100, None),
            entry(2, "2025-01-31", "b", 50, None),
            entry(3, "2026-03-01", "a", -100, None),
            entry(4, "2026-03-02", "", -20, None),
            entry(5, "2026-04-01", "c", 70, None),
            entry(6, "2026-04-02", "c", -70, Some(5)),
        ];
        let open = open_items(&entries);
        assert_eq!(open.items.len(), 1);
        assert_eq!((open.items[0].no, open.items[0].open_minor, open.credit_minor), (2, 30, 0));
        let open = open_items(&[entry(1, "2026-01-31", "a", 100, None), entry(2, "2026-02-01", "a", -130, None)]);
        assert_eq!((open.items.len(), open.credit_minor, open.balance_minor()), (0, 30, -30));
    }

    #[test]
    fn debts_against_each_other_come_to_the_difference() {
        let owed = |from, to, amount_minor| Owed { from, to, amount_minor };
        assert_eq!(netted(&[owed("a", "b", 100), owed("b", "a", 40)]), [owed("a", "b", 60)]);
        // Round in a circle nothing is owed.
        assert_eq!(netted(&[owed("a", "b", 5), owed("b", "c", 5), owed("c", "a", 5)]), []);
        assert_eq!(netted(&[owed("a", "b", 5), owed("b", "c", 5)]), [owed("a", "c", 5)]);
    }

    proptest! {
        #[test]
        fn what_is_open_is_the_balance(amounts in prop::collection::vec((-500_i64..500, 0_usize..4, 0_u8..28), 0..40)) {
            let entries: Vec<Entry> = amounts.iter().zip(1..).filter(|((amount, ..), _)| *amount != 0)
                .map(|((amount, reference, day), no)| entry(no, &format!("2026-01-{:02}", day + 1), &"x".repeat(*reference), *amount, None))
                .collect();
            let open = open_items(&entries);
            prop_assert_eq!(open.balance_minor(), entries.iter().map(|entry| entry.amount_minor).sum::<i64>());
            prop_assert!(open.credit_minor >= 0);
            prop_assert!(open.items.is_empty() || open.credit_minor == 0);
            prop_assert!(open.items.iter().all(|item| item.open_minor > 0 && item.open_minor <= item.amount_minor));
        }

        #[test]
        fn settling_keeps_what_each_owes_in_all(debts in prop::collection::vec((0_u8..8, 0_u8..8, 1_i64..1000), 0..30)) {
            let debts: Vec<Owed<u8>> = debts.into_iter().map(|(from, to, amount_minor)| Owed { from, to, amount_minor }).collect();
            let all = |debts: &[Owed<u8>], who: u8| -> i64 {
                debts.iter().map(|debt| if debt.from == debt.to { 0 } else if debt.from == who { debt.amount_minor } else if debt.to == who { -debt.amount_minor } else { 0 }).sum()
            };
            let settled = netted(&debts);
            for who in 0..8 {
                prop_assert_eq!(all(&debts, who), all(&settled, who));
            }
            prop_assert!(settled.len() < 8);
            prop_assert!(settled.iter().all(|one| one.amount_minor > 0));
        }
    }
}
