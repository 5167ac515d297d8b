//! `verify` names whatever was changed by hand.

use super::*;
use samverk_app::money::NewTransfer;
use samverk_domain::money::{Account, TransferKind};

/// Statements that change one column of one row, and the column that must be named.
const BY_HAND: [(&str, &str); 41] = [
    ("update record set kind = 'network' where key = 'x'", "kind"),
    ("update record set key = 'y' where key = 'x'", "key"),
    ("update record set version = 7 where key = 'x'", "version"),
    ("update record set owner = null where key = 'x'", "owner"),
    ("update record set visibility = 'private' where key = 'x'", "visibility"),
    ("update record set state = 'started' where key = 'x'", "state"),
    ("update record set deleted = true where key = 'x'", "deleted"),
    ("update record set merged_into = id where key = 'x'", "merged_into"),
    ("update record set body = '{\"name\":[\"Z\"]}' where key = 'x'", "body"),
    ("update record set created_at = '2020' where key = 'x'", "created_at"),
    ("update record set changed_at = '2020' where key = 'x'", "changed_at"),
    ("update record set changed_seq = 1 where key = 'x'", "changed_seq"),
    ("update entry set at = '2020' where seq = 2", "hash (of the entry and its changes)"),
    ("update entry set actor = 'eve' where seq = 2", "hash (of the entry and its changes)"),
    ("update entry set on_behalf_of = 'eve' where seq = 2", "hash (of the entry and its changes)"),
    ("update entry set via = 'eve' where seq = 2", "hash (of the entry and its changes)"),
    ("update entry set reason = 'eve' where seq = 2", "hash (of the entry and its changes)"),
    ("update entry set previous = 'eve' where seq = 2", "previous"),
    ("update entry set hash = 'eve' where seq = 2", "hash (of the entry and its changes)"),
    ("update change set version = 9 where seq = 2", "version"),
    ("update change set kind = 'goal' where seq = 2", "hash (of the entry and its changes)"),
    ("update change set operation = 'merge' where seq = 2", "hash (of the entry and its changes)"),
    ("update change set delta = '{}' where seq = 2", "hash (of the entry and its changes)"),
    ("update link set target = source where role = 'responsible'", "target, valid"),
    ("delete from link where role = 'responsible'", "row"),
    ("update personal set salt = 'eve'", "salt or value"),
    ("update personal set value = '[\"Eve\"]'", "salt or value"),
    ("update ledger_transfer set kind = 'payment'", "kind"),
    ("update ledger_transfer set day = '2020-01-01'", "day"),
    ("update ledger_transfer set debit = 'bank2'", "debit"),
    ("update ledger_transfer set credit = 'bank3'", "credit"),
    ("update ledger_transfer set amount_minor = 7", "amount_minor"),
    ("update ledger_transfer set currency = 'EUR'", "currency"),
    ("update ledger_transfer set reference = 'eve'", "reference"),
    ("update ledger_transfer set text = 'eve'", "text"),
    ("update ledger_transfer set corrects = 9", "corrects"),
    ("update ledger_transfer set no = 99", "no"),
    ("update ledger_transfer set budget = cooperation", "budget"),
    ("update ledger_transfer set cooperation = (select id from record where key = 'x')", "cooperation"),
    ("update ledger_balance set balance_minor = balance_minor + 1", "bank"),
    ("update ledger_close set until = '2020-02-02'", "until"),
];

async fn world(app: &App) {
    small_world(app).await;
    let day = |text: &str| text.parse().unwrap();
    let cooperation = find(app, "cooperation", "coop");
    app.close_ledger(&console(), cooperation, day("2020-01-01")).await.unwrap();
    let cost = NewTransfer {
        kind: TransferKind::Cost,
        day: day("2020-03-01"),
        debit: Account::Cost("staff".into()),
        credit: Account::Bank,
        amount_minor: 100,
        currency: "SEK".into(),
        reference: String::new(),
        text: String::new(),
    };
    app.enter(&console(), cooperation, &cost).await.unwrap();
    make(app, "initiative", &[("@key", "x"), ("@owner", "a"), ("name", "X"), ("responsible", "b")]).await;
    make(
        app,
        "contact-person",
        &[("@owner", "a"), ("name", "Kim"), ("organisation", "a"), ("consent", "given"), ("erase_after", "2027-01-01")],
    )
    .await;
}

#[tokio::test]
async fn every_column_changed_by_hand_is_named() {
    for test in apps().await {
        world(&test.app).await;
        whole(&test.app).await;
        for (sql, column) in BY_HAND {
            let mut tx = test.app.store().write().await.unwrap();
            assert!(tx.execute(sql, Vec::new()).await.unwrap() > 0, "{}: {sql}", test.name);
            // Looked at from within the transaction that is then given up.
            let report = test.app.verify_in(&mut tx).await.unwrap();
            let named: Vec<_> = report.findings.iter().map(|finding| finding.column.as_str()).collect();
            assert!(named.contains(&column), "{}: {sql}: {named:?}", test.name);
        }
        whole(&test.app).await;
    }
}

#[tokio::test]
async fn a_row_that_is_missing_or_added_is_named() {
    for test in apps().await {
        world(&test.app).await;
        for sql in [
            "delete from personal",
            "insert into personal (hash, record, field, salt, value) select 'h', id, 'name', 's', 'v' from record where key = 'x'",
            "insert into link (source, role, ordinal, target) select id, 'participant', 0, id from record where key = 'x'",
            "insert into record (id, kind, key, version, visibility, deleted, body, created_at, changed_at, changed_seq) values ('z', 'goal', 'z', 1, 'public', false, '{}', 'a', 'a', 1)",
            "delete from ledger_transfer",
            "delete from ledger_balance",
            "delete from ledger_close",
            "insert into ledger_transfer (id, cooperation, no, day, kind, debit, credit, amount_minor, currency, reference, text) select 'z', cooperation, 2, day, kind, debit, credit, 1, currency, reference, text from ledger_transfer",
            "delete from change where seq = 3",
            "insert into file_content (hash, size_bytes, created_at) values ('aa', 1, 'a')",
        ] {
            let mut tx = test.app.store().write().await.unwrap();
            assert!(tx.execute(sql, Vec::new()).await.unwrap() > 0, "{}: {sql}", test.name);
            let report = test.app.verify_in(&mut tx).await.unwrap();
            assert!(!report.is_whole(), "{}: {sql}", test.name);
        }
        whole(&test.app).await;
    }
}
