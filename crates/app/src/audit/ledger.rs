//! The ledger held against the history: every row and every closed period is
//! one that was said, as it was said, and accounts stand at their sums.

use super::verify::VerifyReport;
use crate::AppError;
use crate::money::{LEDGER_SETTING, row_json};
use samverk_storage::Tx;
use samverk_storage::audit::said_of;
use samverk_storage::ledger::{all_after, all_balances, closes};
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, BTreeSet};

/// Rows read at a time.
const CHUNK: i64 = 5_000;
const TABLE: &str = "ledger_transfer";
const BALANCES: &str = "ledger_balance";

/// What the history says of all ledgers.
#[derive(Default)]
struct Said {
    /// By id.
    transfers: BTreeMap<String, Map<String, Json>>,
    closed: BTreeSet<(String, String)>,
}

fn said(delta: &str, all: &mut Said) {
    let Ok(Json::Object(mut delta)) = serde_json::from_str(delta) else { return };
    let Some(Json::Array(pair)) = delta.remove("setting") else { return };
    let Some(Json::Object(mut told)) = pair.into_iter().nth(1) else { return };
    let text = |told: &Map<String, Json>, name: &str| told.get(name).and_then(Json::as_str).map(str::to_owned);
    if let (Some(cooperation), Some(until)) = (text(&told, "cooperation"), text(&told, "closed_until")) {
        all.closed.insert((cooperation, until));
    }
    if let Some(Json::Array(rows)) = told.remove("transfers") {
        for row in rows {
            if let Json::Object(row) = row {
                all.transfers.insert(text(&row, "id").unwrap_or_default(), row);
            }
        }
    }
}

/// Compares every row with what the history says of it.
pub(super) async fn compare_ledger(tx: &mut Tx, report: &mut VerifyReport) -> Result<(), AppError> {
    let mut all = Said::default();
    for change in said_of(tx, LEDGER_SETTING).await? {
        said(&change.delta, &mut all);
    }
    let mut last = String::new();
    let mut sums: BTreeMap<(String, String, String), i64> = BTreeMap::new();
    loop {
        let rows = all_after(tx, &last, CHUNK).await?;
        let Some(end) = rows.last() else { break };
        last.clone_from(&end.id);
        for row in rows {
            report.transfers += 1;
            for (account, amount) in [(&row.debit, row.amount_minor), (&row.credit, -row.amount_minor)] {
                let of = (row.cooperation.clone(), account.clone(), row.currency.clone());
                *sums.entry(of).or_insert(0) += amount;
            }
            let Some(expected) = all.transfers.remove(&row.id) else {
                report.find(TABLE, &row.id, "row", "none", "a row that nobody entered");
                continue;
            };
            let Json::Object(found) = row_json(&row) else { continue };
            for (name, value) in &expected {
                let stored = found.get(name).unwrap_or(&Json::Null);
                if stored != value {
                    report.find(TABLE, &row.id, name, value, stored);
                }
            }
        }
    }
    for id in all.transfers.keys() {
        report.find(TABLE, id, "row", "there", "missing");
    }
    for (cooperation, account, currency, balance) in all_balances(tx).await? {
        let summed = sums.remove(&(cooperation.clone(), account.clone(), currency)).unwrap_or_default();
        if summed != balance {
            report.find(BALANCES, &cooperation, &account, summed, balance);
        }
    }
    for ((cooperation, account, _), summed) in &sums {
        report.find(BALANCES, cooperation, account, summed, "missing");
    }
    let closed: BTreeSet<(String, String)> = closes(tx).await?.into_iter().collect();
    for (cooperation, until) in closed.symmetric_difference(&all.closed) {
        report.find("ledger_close", cooperation, "until", "what was said", until);
    }
    Ok(())
}
