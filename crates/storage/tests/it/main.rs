//! Storage on both databases.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail loudly")]

use samverk_domain::record::{LinkValue, Record, Value};
use samverk_domain::{RecordId, registry};
use samverk_storage::record::{insert, link_rows, links_after, load, load_by_key, update};
use samverk_storage::{Param, SCHEMA, Store, StoreError, Tx, audit, statements};
use samverk_testing::stores;
use std::collections::BTreeSet;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

fn id(n: u128) -> RecordId {
    RecordId(uuid::Uuid::from_u128(n))
}

fn organisation(n: u128, key: &str) -> Record {
    let registry = registry().unwrap();
    let mut record = Record::new(registry.get("organisation").unwrap(), id(n), Some(id(n)));
    key.clone_into(&mut record.key);
    record.version = 1;
    record.set("name", vec![Value::Text(format!("Name of {key}"))]);
    record
}

async fn entry(tx: &mut Tx, seq: i64) {
    let entry = samverk_domain::audit::Entry {
        seq,
        at: "2026-11-21T10:00:00.000Z".into(),
        actor: "console".into(),
        on_behalf_of: None,
        via: "cli".into(),
        reason: None,
        previous: String::new(),
        hash: seq.to_string(),
    };
    audit::append(tx, &entry).await.unwrap();
}

#[tokio::test]
async fn every_statement_is_understood_by_both_databases() {
    for test in stores().await {
        test.store.migrate().await.unwrap();
        let all = statements();
        assert!(all.len() > 50);
        for sql in all {
            test.store.prepare(sql).await.unwrap_or_else(|error| panic!("{}: {sql}: {error}", test.name));
        }
    }
}

#[tokio::test]
async fn migrating_twice_is_migrating_once() {
    for test in stores().await {
        assert_eq!(test.store.migrate().await.unwrap(), SCHEMA, "{}", test.name);
        assert_eq!(test.store.migrate().await.unwrap(), 0, "{}", test.name);
    }
}

#[tokio::test]
async fn a_newer_database_is_refused() {
    for test in stores().await {
        test.store.migrate().await.unwrap();
        let mut tx = test.store.write().await.unwrap();
        tx.execute("update installation set value = '999' where name = 'schema'", Vec::new()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(test.store.migrate().await, Err(StoreError::Newer { found: 999, .. })), "{}", test.name);
    }
}

#[tokio::test]
async fn null_is_never_taken_for_a_value() {
    for test in stores().await {
        let sql = "select cast(null as text), cast(null as bigint), cast(null as boolean)";
        let rows = test.store.rows(sql, Vec::new()).await.unwrap();
        let row = rows.first().unwrap();
        assert!(row.text(0).is_err() && row.int(1).is_err() && row.flag(2).is_err(), "{}", test.name);
        assert_eq!(row.text_or_none(0).unwrap(), None);
    }
}

#[tokio::test]
async fn records_and_links_come_back_as_they_went() {
    let registry = registry().unwrap();
    for test in stores().await {
        test.store.migrate().await.unwrap();
        let (one, two) = (organisation(1, "one"), organisation(2, "two"));
        let mut network = Record::new(registry.get("network").unwrap(), id(3), Some(id(1)));
        network.key = "net".into();
        network.version = 1;
        let valid = samverk_domain::time::Period::parse("2013/2015").unwrap();
        network.set("name", vec![Value::Text("Nät ”å” 'ø'".into())]);
        network.set("member", vec![Value::Link(LinkValue { to: id(2), valid }), Value::Link(LinkValue::to(id(1)))]);
        let mut tx = test.store.write().await.unwrap();
        entry(&mut tx, 1).await;
        // A link may lead to a record that comes later in the same insert.
        insert(&mut tx, &[&network, &one, &two], "2026-11-21T10:00:00.000Z", 1).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = test.store.read().await.unwrap();
        let back = load(&mut tx, &registry, id(3)).await.unwrap().unwrap();
        assert_eq!(back.record, network, "{}", test.name);
        assert_eq!(load_by_key(&mut tx, &registry, "organisation", "one").await.unwrap().unwrap().record, one);
        let links: BTreeSet<_> = links_after(&mut tx, None, 100).await.unwrap().into_iter().collect();
        assert_eq!(links, link_rows(&network).into_iter().collect());
    }
}

#[tokio::test]
async fn a_stale_change_and_a_taken_key_are_refused() {
    let registry = registry().unwrap();
    for test in stores().await {
        test.store.migrate().await.unwrap();
        let at = "2026-11-21T10:00:00.000Z";
        let mut tx = test.store.write().await.unwrap();
        entry(&mut tx, 1).await;
        insert(&mut tx, &[&organisation(1, "one")], at, 1).await.unwrap();
        tx.commit().await.unwrap();
        let mut stale = organisation(1, "one");
        stale.version = 3;
        let mut tx = test.store.write().await.unwrap();
        assert!(matches!(update(&mut tx, &stale, at, 1).await, Err(StoreError::Stale)), "{}", test.name);
        drop(tx);
        let mut tx = test.store.write().await.unwrap();
        let taken = insert(&mut tx, &[&organisation(2, "one")], at, 1).await;
        assert!(matches!(taken, Err(StoreError::Constraint(_))), "{}: {taken:?}", test.name);
        drop(tx);
        let mut tx = test.store.read().await.unwrap();
        assert!(load(&mut tx, &registry, id(2)).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn what_is_not_committed_leaves_no_trace() {
    for test in stores().await {
        test.store.migrate().await.unwrap();
        let mut tx = test.store.write().await.unwrap();
        entry(&mut tx, 1).await;
        drop(tx);
        assert_eq!(audit::head(&test.store).await.unwrap().seq, 0, "{}", test.name);
    }
}

#[tokio::test]
async fn many_rows_go_in_more_than_one_statement() {
    for test in stores().await {
        test.store.migrate().await.unwrap();
        let mut tx = test.store.write().await.unwrap();
        let params: Vec<Param> =
            (0..2_345).flat_map(|n| [Param::from(format!("{n:064}")), n.into(), "now".into()]).collect();
        tx.insert_many(
            "insert into file_content (hash, size_bytes, created_at) values",
            3,
            Box::new(params.into_iter()),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let mut tx = test.store.read().await.unwrap();
        assert_eq!(samverk_storage::file::all(&mut tx).await.unwrap().len(), 2_345, "{}", test.name);
    }
}

/// The databases of released schemas, as their programs left them.
const RELEASED: [(i64, &str, &str); 1] =
    [(1, include_str!("../fixtures/schema-1.sqlite.sql"), include_str!("../fixtures/schema-1.postgres.sql"))];

#[tokio::test]
async fn the_database_of_every_release_is_brought_up_to_date() {
    for (schema, sqlite, postgres) in RELEASED {
        for test in stores().await {
            let mut tx = test.store.write().await.unwrap();
            tx.script(if test.store.is_embedded() { sqlite } else { postgres }).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(test.store.migrate().await.unwrap(), SCHEMA - schema, "{}", test.name);
            let registry = registry().unwrap();
            let mut tx = test.store.read().await.unwrap();
            let stored = load_by_key(&mut tx, &registry, "organisation", "bastad").await.unwrap().unwrap();
            assert_eq!(stored.record.text("name"), Some("Båstad"));
            assert_eq!(stored.record.version, 2);
            assert_eq!(audit::head_in(&mut tx).await.unwrap().seq, 3);
            let users = samverk_storage::access::users(&mut tx).await.unwrap();
            assert_eq!(users[0].0.mail, "daily", "what is new has its first value");
        }
    }
}

#[tokio::test]
async fn connections_that_the_server_has_ended_cost_nothing() {
    for test in stores().await.into_iter().filter(|test| test.address.is_some()) {
        test.store.migrate().await.unwrap();
        // Several connections lie ready when the server ends them all.
        let open =
            [test.store.read().await.unwrap(), test.store.read().await.unwrap(), test.store.read().await.unwrap()];
        drop(open);
        let others = "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = current_setting('application_name') and pid <> pg_backend_pid()";
        let ended = test.store.rows(others, Vec::new()).await.unwrap();
        assert!(ended[0].int(0).unwrap() >= 2);
        for _ in 0..4 {
            drop(test.store.read().await.unwrap());
            drop(test.store.write().await.unwrap());
            test.store.rows("select 1::bigint", Vec::new()).await.unwrap();
        }
    }
}

#[tokio::test]
async fn who_writes_can_read_beside_it_however_many_wait_to_write() {
    for test in stores().await {
        test.store.migrate().await.unwrap();
        let mine = test.store.write().await.unwrap();
        let waiting: Vec<_> = (0..40)
            .map(|_| {
                let store = test.store.clone();
                tokio::spawn(async move { store.write().await.map(drop) })
            })
            .collect();
        // Long enough for all to ask for their turn, and far from what a pool waits for.
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        let read = tokio::time::timeout(std::time::Duration::from_secs(20), test.store.read()).await;
        assert!(read.is_ok_and(|read| read.is_ok()), "{}: nothing was left to read with", test.name);
        drop(mine);
        for one in waiting {
            one.await.unwrap().unwrap();
        }
    }
}

#[tokio::test]
async fn a_statement_ends_after_its_time() {
    for test in stores().await.into_iter().filter(|test| test.address.is_some()) {
        let told = test.store.rows("select current_setting('statement_timeout')", Vec::new()).await.unwrap();
        assert_eq!(told[0].text(0).unwrap(), "1min");
        let mut tx = test.store.write().await.unwrap();
        tx.execute("set local statement_timeout = 50", Vec::new()).await.unwrap();
        let beyond = tx.rows("select 1::bigint from pg_sleep(5)", Vec::new()).await;
        assert!(matches!(beyond, Err(StoreError::Database(_))), "{:?}", beyond.map(|rows| rows.len()));
    }
}

#[tokio::test]
async fn a_list_of_erasures_that_cannot_be_read_is_refused() {
    let folder = tempfile::TempDir::new().unwrap();
    let list = folder.path().join("list.jsonl");
    let store = stores().await.remove(0);
    let store = store.store.with_erasures(Some(list.clone()));
    assert!(samverk_storage::file::erasures(&store).unwrap().is_empty(), "nobody was erased yet");
    samverk_storage::file::note_erasure(&store, "one", "2026-11-22T00:00:00.000Z").unwrap();
    let whole = std::fs::read_to_string(&list).unwrap();
    // A last line that a power failure cut was never told as done.
    std::fs::write(&list, format!("{whole}{{\"rec")).unwrap();
    assert_eq!(samverk_storage::file::erasures(&store).unwrap(), ["one"]);
    std::fs::write(&list, format!("no line of ours\n{whole}")).unwrap();
    assert!(matches!(samverk_storage::file::erasures(&store), Err(StoreError::Unreadable { .. })));
}

/// Drops a future that is not ready once it was woken so many times.
async fn give_up_after<T>(wakes: usize, future: impl Future<Output = T>) {
    let mut future = pin!(future);
    let mut left = wakes;
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Pending if left > 0 => {
            left -= 1;
            Poll::Pending
        }
        _ => Poll::Ready(()),
    })
    .await;
}

/// What all connections tell of the end of the history.
async fn heads(store: &Store) -> Vec<i64> {
    let asked: Vec<_> = (0..32)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { audit::head(&store).await.unwrap().seq })
        })
        .collect();
    let mut seen = Vec::with_capacity(asked.len());
    for head in asked {
        seen.push(head.await.unwrap());
    }
    seen
}

/// A client may hang up at any moment, and the request that it waited for
/// ends there. No connection may be left within a transaction: it would show
/// what was true then to all who have it later.
#[tokio::test]
async fn a_transaction_given_up_while_it_begins_leaves_nothing_open() {
    for test in stores().await {
        test.store.migrate().await.unwrap();
        for round in 0..200 {
            let store = &test.store;
            let begun = async { if round % 2 == 0 { store.write().await } else { store.read().await } };
            give_up_after(round / 2 % 5, begun).await;
        }
        // The first question of a transaction is what it sees from then on.
        assert!(heads(&test.store).await.iter().all(|seq| *seq == 0));
        let mut tx = test.store.write().await.unwrap();
        entry(&mut tx, 1).await;
        tx.commit().await.unwrap();
        let seen = heads(&test.store).await;
        assert!(seen.iter().all(|seq| *seq == 1), "{}: a connection tells what was true before: {seen:?}", test.name);
    }
}

#[tokio::test]
async fn processes_that_open_a_new_embedded_database_together_all_have_it() {
    for _ in 0..10 {
        let folder = tempfile::TempDir::new().expect("a folder");
        let open = || async {
            let store = Store::open_embedded(folder.path()).await?;
            store.migrate().await
        };
        let (one, two, three, four) = tokio::join!(open(), open(), open(), open());
        let done: i64 = [one, two, three, four].into_iter().map(|opened| opened.expect("opened")).sum();
        // Each migration counts for whoever waited for it too.
        assert!(done >= samverk_storage::SCHEMA, "{done}");
    }
}
