//! What each account of a ledger stands at.

use crate::{App, AppError};
use samverk_storage::Tx;
use samverk_storage::ledger::{self, TransferRow};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

/// By account and currency: debits less credits, in the smallest unit.
pub(crate) type Balances = BTreeMap<(String, String), i64>;

/// Transfers added at a time to what is known.
const PIECE: i64 = 10_000;
/// Ledgers that are remembered.
const KEPT_MAX: usize = 100;

/// What ledgers stood at when they were last looked at, with the number of the
/// last transfer that is in it. A ledger only grows, so what came later is
/// added to what is known.
#[derive(Default)]
pub(crate) struct KnownBalances(Mutex<HashMap<String, (i64, Balances)>>);

impl KnownBalances {
    fn get(&self, cooperation: &str) -> Option<(i64, Balances)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(cooperation).cloned()
    }

    fn keep(&self, cooperation: &str, known: (i64, Balances)) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= KEPT_MAX && !all.contains_key(cooperation) {
            all.clear();
        }
        all.insert(cooperation.to_owned(), known);
    }
}

impl App {
    /// How many transfers a ledger has, and what each account stands at.
    /// `tx` only reads: what is not stored yet must not be remembered.
    pub(crate) async fn balances(&self, tx: &mut Tx, cooperation: &str) -> Result<(i64, Balances), AppError> {
        let (mut last, mut balances) = match self.balances.get(cooperation) {
            Some(known) => known,
            None => summed(tx, cooperation).await?,
        };
        loop {
            let piece = ledger::after(tx, cooperation, last, PIECE).await?;
            let Some(end) = piece.last() else { break };
            last = end.no;
            piece.iter().for_each(|row| add(&mut balances, row));
        }
        self.balances.keep(cooperation, (last, balances.clone()));
        Ok((last, balances))
    }
}

async fn summed(tx: &mut Tx, cooperation: &str) -> Result<(i64, Balances), AppError> {
    let last = ledger::last_no(tx, cooperation).await?;
    let mut balances = Balances::new();
    let [debits, credits] = ledger::sums(tx, cooperation, last).await?;
    for (side, sign) in [(debits, 1), (credits, -1)] {
        for (account, currency, sum) in side {
            *balances.entry((account, currency)).or_insert(0) += sign * sum;
        }
    }
    Ok((last, balances))
}

fn add(balances: &mut Balances, row: &TransferRow) {
    for (account, sign) in [(&row.debit, 1), (&row.credit, -1)] {
        *balances.entry((account.clone(), row.currency.clone())).or_insert(0) += sign * row.amount_minor;
    }
}
