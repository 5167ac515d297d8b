//! How fast a large ledger and a large budget answer, on SQLite:
//! `cargo bench -p samverk-app --bench ledger`.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "the table is what it is for")]

use samverk_app::money::TransferRow;
use samverk_app::{App, Store};
use samverk_domain::RecordId;
use samverk_domain::money::{Account, Scenario, TransferKind, Year};
use samverk_storage::ledger;
use samverk_testing::{console, make, plain_labels, ports};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const TRANSFERS: i64 = 1_000_000;
const MEMBERS: i64 = 290;
const LINES: usize = 1_000;
const RUNS: usize = 20;
/// What a page of the ledger shows.
const SHOWN: usize = 200;

fn main() {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(measure());
}

async fn measure() {
    let folder = TempDir::new().unwrap();
    let store = Store::open_embedded(folder.path()).await.unwrap();
    let registry = samverk_domain::registry().unwrap();
    let app = App::open(store.clone(), registry, plain_labels(), ports().0).await.unwrap();
    app.catch_up().await.unwrap();
    let (cooperation, members, budget) = world(&app).await;
    fill(&store, cooperation, &members).await;
    let whose = *members.first().unwrap();
    println!("| work | figure |\n|---|---|");
    let begun = Instant::now();
    let latest = app.latest_transfers(&console(), cooperation, SHOWN).await.unwrap();
    assert_eq!(latest.count, usize::try_from(TRANSFERS).unwrap());
    row("page of the ledger, the first since the start", begun.elapsed());
    let mut times = Times::default();
    for _ in 0..RUNS {
        times.take(async || app.latest_transfers(&console(), cooperation, SHOWN).await.map(drop).unwrap()).await;
    }
    row("page of the ledger", times.median());
    let mut times = Times::default();
    for _ in 0..RUNS {
        times.take(async || app.statement(&console(), cooperation, whose).await.map(drop).unwrap()).await;
    }
    let rows = app.statement(&console(), cooperation, whose).await.unwrap().count;
    row(&format!("statement of a member, {rows} of {TRANSFERS} transfers"), times.median());
    let mut times = Times::default();
    for _ in 0..RUNS {
        let page = async || app.latest_of_statement(&console(), cooperation, whose, SHOWN).await.map(drop).unwrap();
        times.take(page).await;
    }
    row(&format!("page of a statement, its latest {SHOWN}"), times.median());
    let begun = Instant::now();
    let read = app.budget(&console(), budget).await.unwrap();
    row(&format!("budget of {MEMBERS} members and {LINES} lines, read"), begun.elapsed());
    let mut times = Times::default();
    for _ in 0..RUNS {
        let of = [Year::This, Year::Next, Year::After];
        times.take(async || of.iter().for_each(|year| drop(read.compute(Scenario::Answered, *year).unwrap()))).await;
    }
    row("the same, three years computed", times.median());
}

/// A cooperation with its members, and a budget of many lines.
async fn world(app: &App) -> (RecordId, Vec<RecordId>, RecordId) {
    let mut members = Vec::new();
    for no in 0..MEMBERS {
        let (key, name) = (format!("m{no}"), format!("Kommun {no}"));
        let own = [("@key", key.as_str()), ("name", &name), ("type", "municipality"), ("country", "se")];
        members.push(make(app, "organisation", &own).await.id);
        let people = (2_000 + no * 977).to_string();
        let figure = [("@owner", key.as_str()), ("organisation", &key), ("year", "2026"), ("inhabitants", &people)];
        make(app, "population-figure", &figure).await;
    }
    let cooperation = make(app, "cooperation", &[("@key", "coop"), ("@owner", "m0"), ("name", "Samverkan")]).await.id;
    for no in 0..MEMBERS {
        let key = format!("m{no}");
        let own = [("@owner", "m0"), ("organisation", key.as_str()), ("cooperation", "coop"), ("role", "member")];
        make(app, "membership", &own).await;
    }
    let own = [("@key", "b"), ("@owner", "m0"), ("name", "Budget"), ("cooperation", "coop"), ("year", "2026")];
    let more = [("currency", "sek"), ("unit", "smallest"), ("basis_year", "2026")];
    let budget = make(app, "budget", &[&own[..], &more].concat()).await.id;
    for no in 0..LINES {
        let (name, order) = (format!("Rad {no}"), (no + 1).to_string());
        let key = if no % 2 == 0 { "equal" } else { "inhabitants" };
        let own = [("@owner", "m0"), ("name", name.as_str()), ("budget", "b"), ("order", &order), ("cost_key", key)];
        let amounts = [("amount", "100000.00 SEK"), ("next_year", "110000.00 SEK"), ("year_after", "90000.00 SEK")];
        make(app, "budget-line", &[&own[..], &amounts].concat()).await;
    }
    (cooperation, members, budget)
}

/// Charges and payments of the members in turn.
async fn fill(store: &Store, cooperation: RecordId, members: &[RecordId]) {
    let mut tx = store.write().await.unwrap();
    for no in 1..=TRANSFERS {
        let member = members.get(usize::try_from(no % MEMBERS).unwrap()).copied().unwrap();
        let own = Account::Member(member).to_string();
        let is_charge = (no / MEMBERS) % 2 == 0;
        let (kind, debit, credit) = if is_charge {
            (TransferKind::Charge, own, Account::Fees.to_string())
        } else {
            (TransferKind::Payment, Account::Bank.to_string(), own)
        };
        let row = TransferRow {
            id: format!("{no:032}"),
            cooperation: cooperation.to_string(),
            no,
            day: "2026-01-31".to_owned(),
            kind: kind.code().to_owned(),
            debit,
            credit,
            amount_minor: 1_000 + no % 977,
            currency: "SEK".to_owned(),
            budget: None,
            reference: format!("b26-{no}"),
            text: "Andel".to_owned(),
            corrects: None,
        };
        ledger::insert(&mut tx, &row).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Times of the same work, again and again.
#[derive(Default)]
struct Times(Vec<Duration>);

impl Times {
    async fn take(&mut self, work: impl AsyncFnOnce()) {
        let begun = Instant::now();
        work().await;
        self.0.push(begun.elapsed());
    }

    fn median(&mut self) -> Duration {
        self.0.sort_unstable();
        self.0.get(self.0.len() / 2).copied().unwrap_or_default()
    }
}

fn row(work: &str, time: Duration) {
    println!("| {work} | {:.1} ms |", time.as_secs_f64() * 1_000.0);
}
