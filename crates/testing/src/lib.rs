//! What tests share: both databases, a clock that stands still until it is
//! moved, and randomness that repeats.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot prepare must fail loudly"
)]

use jiff::{SignedDuration, Timestamp};
use samverk_app::record::Input;
use samverk_app::{App, Clock, Ctx, Entropy, Ports, Store};
use samverk_catalogue::Labels;
use samverk_domain::Lang;
use samverk_domain::record::Record;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// Names the address of a PostgreSQL database that tests may make schemas in.
pub const POSTGRES: &str = "SAMVERK_TEST_POSTGRES";

/// A database for one test, gone afterwards.
pub struct TestStore {
    /// `sqlite` or `postgres`.
    pub name: &'static str,
    /// The database.
    pub store: Store,
    /// The folder of an embedded one.
    pub folder: Option<TempDir>,
    /// Where a server's erasures are noted.
    pub beside: Option<TempDir>,
    /// The address of a server's.
    pub address: Option<String>,
}

/// A fresh database of each kind. Without a server the test runs on SQLite
/// alone and says so.
pub async fn stores() -> Vec<TestStore> {
    let folder = TempDir::new().expect("a folder");
    let store = Store::open_embedded(folder.path()).await.expect("an embedded database");
    let mut stores = vec![TestStore { name: "sqlite", store, folder: Some(folder), beside: None, address: None }];
    match std::env::var(POSTGRES) {
        Ok(address) => {
            let address = fresh_schema(&address).await;
            let folder = TempDir::new().expect("a folder");
            let store = Store::open_postgres(&address).await.expect("the server answers");
            let store = store.with_erasures(Some(folder.path().join("erasures.jsonl")));
            stores.push(TestStore {
                name: "postgres",
                store,
                folder: None,
                beside: Some(folder),
                address: Some(address),
            });
        }
        Err(_) => println!("skipped on PostgreSQL: {POSTGRES} is not set"),
    }
    stores
}

async fn fresh_schema(address: &str) -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let name = format!("t{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let server = Store::open_postgres(address).await.expect("the server answers");
    let mut tx = server.write().await.expect("a transaction");
    let drop_old: &'static str = Box::leak(format!("drop schema if exists {name} cascade").into_boxed_str());
    let make: &'static str = Box::leak(format!("create schema {name}").into_boxed_str());
    tx.execute(drop_old, Vec::new()).await.expect("the old schema goes");
    tx.execute(make, Vec::new()).await.expect("a schema");
    tx.commit().await.expect("stored");
    server.close().await;
    let mark = if address.contains('?') { '&' } else { '?' };
    format!("{address}{mark}options[search_path]={name}")
}

/// A clock that stands still until it is moved.
pub struct TestClock(Mutex<Timestamp>);

impl TestClock {
    /// Lets time pass, or go back.
    pub fn pass(&self, seconds: i64) {
        let mut now = self.0.lock().unwrap();
        *now = now.checked_add(SignedDuration::from_secs(seconds)).unwrap();
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Bytes that differ each time and repeat in each run.
struct TestEntropy(AtomicU64);

impl Entropy for TestEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            // A well-mixed counter (splitmix64).
            let mut n = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(n ^ (n >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

/// Labels that are their own keys.
pub struct PlainLabels;

impl Labels for PlainLabels {
    fn label(&self, key: &str, _: Lang) -> Option<String> {
        Some(key.to_owned())
    }
}

/// The ports of a test, and its clock.
pub fn ports() -> (Ports, Arc<TestClock>) {
    let clock = Arc::new(TestClock(Mutex::new("2026-11-21T10:00:00Z".parse().unwrap())));
    let entropy = Arc::new(TestEntropy(AtomicU64::new(1)));
    (Ports { clock: Arc::clone(&clock) as Arc<dyn Clock>, entropy }, clock)
}

/// A running program on a fresh database.
pub struct TestApp {
    /// Which database.
    pub name: &'static str,
    /// The program.
    pub app: Arc<App>,
    /// Its clock.
    pub clock: Arc<TestClock>,
    /// Keeps the folder for as long as the test runs.
    pub folder: Option<TempDir>,
    /// The same for what lies beside a server.
    pub beside: Option<TempDir>,
}

/// The program on each database.
pub async fn apps(labels: fn() -> Arc<dyn Labels>) -> Vec<TestApp> {
    let mut apps = Vec::new();
    for test in stores().await {
        let (ports, clock) = ports();
        let registry = samverk_domain::registry().expect("coherent declarations");
        let app = App::open(test.store, registry, labels(), ports).await.expect("the program opens");
        app.catch_up().await.expect("an empty catalogue");
        apps.push(TestApp { name: test.name, app: Arc::new(app), clock, folder: test.folder, beside: test.beside });
    }
    apps
}

/// Labels that are their own keys, for [`apps`].
#[must_use]
pub fn plain_labels() -> Arc<dyn Labels> {
    Arc::new(PlainLabels)
}

/// The command line as asker.
#[must_use]
pub fn console() -> Ctx {
    Ctx::console("console", Lang::En)
}

/// An input with these fields, public unless it says otherwise; several
/// values are separated by ` | `, a record's own attributes begin with `@`.
#[must_use]
pub fn input(fields: &[(&str, &str)]) -> Input {
    let mut input = Input { visibility: Some("public".into()), ..Input::default() };
    for (name, text) in fields {
        match *name {
            "@owner" => input.owner = Some((*text).into()),
            "@visibility" => input.visibility = Some((*text).into()),
            "@key" => input.key = Some((*text).into()),
            name => {
                input.fields.insert(name.into(), text.split(" | ").map(str::to_owned).collect());
            }
        }
    }
    input
}

/// Makes a record as the command line does.
///
/// # Panics
/// The record is refused: then the test has made it up wrongly.
pub async fn make(app: &App, kind: &str, fields: &[(&str, &str)]) -> Record {
    app.create(&console(), kind, &input(fields), None).await.expect("a record that is right")
}
