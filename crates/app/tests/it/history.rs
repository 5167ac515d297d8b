//! What happened, going back, erasing.

use super::*;
use samverk_app::record::Shown;
use samverk_domain::audit::Operation;

#[tokio::test]
async fn deleting_restoring_and_undoing_are_steps_of_the_history() {
    for test in apps().await {
        let app = &test.app;
        let record = make(app, "goal", &[("@key", "g"), ("name", "Ett")]).await;
        let (ctx, id) = (console(), record.id);
        app.change(&ctx, id, 1, &input(&[("name", "Två")]), Some("bättre".into())).await.unwrap();
        let undone = app.undo(&ctx, id, 2).await.unwrap();
        assert_eq!((undone.text("name"), undone.version), (Some("Ett"), 3), "{}", test.name);
        app.delete(&ctx, id, 3, None).await.unwrap();
        assert!(app.record(&public(), id).await.is_err());
        let scope = app.scope(&Actor::Public);
        assert_eq!(app.look(|catalogue| catalogue.count("goal", &scope)), 0);
        let back = app.restore(&ctx, id, 4, 2, None).await.unwrap();
        assert_eq!((back.text("name"), back.deleted, back.version), (Some("Två"), false, 5));
        let steps = app.history(&ctx, id).await.unwrap();
        let operations: Vec<_> = steps.iter().map(|step| step.operation).collect();
        assert_eq!(
            operations,
            [Operation::Restore, Operation::Delete, Operation::Restore, Operation::Change, Operation::Create]
        );
        let change = &steps[3];
        assert_eq!(change.reason.as_deref(), Some("bättre"));
        assert_eq!(change.changes[0].from, Shown::Value(serde_json::json!(["Ett"])));
        assert_eq!(change.changes[0].to, Shown::Value(serde_json::json!(["Två"])));
        whole(app).await;
    }
}

#[tokio::test]
async fn undoing_the_making_deletes() {
    for test in apps().await {
        let record = make(&test.app, "goal", &[("name", "Ett")]).await;
        assert!(test.app.undo(&console(), record.id, 1).await.unwrap().deleted, "{}", test.name);
        whole(&test.app).await;
    }
}

#[tokio::test]
async fn erasing_a_person_leaves_nothing_and_breaks_nothing() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let fields = [
            ("@owner", "a"),
            ("name", "Kim Hemlig"),
            ("email", "kim@hemlig.example"),
            ("function", "IT-chef"),
            ("organisation", "a"),
            ("consent", "given"),
            ("erase_after", "2027-01-01"),
        ];
        let person = make(app, "contact-person", &fields).await;
        assert!(!person.key.contains("kim"), "{}", person.key);
        app.change(&console(), person.id, 1, &input(&[("name", "Kim Hemligsson"), ("@visibility", "private")]), None)
            .await
            .unwrap();
        let attached = app.attach_file(&console(), person.id, 2, "cv.txt", b"Kim Hemlig").await.unwrap();
        whole(app).await;
        app.erase(&console(), attached.id, Some("begäran".into())).await.unwrap();
        let report = app.verify().await.unwrap();
        assert!(report.is_whole(), "{:?}", report.findings);
        assert!(report.erased >= 3, "{}", test.name);
        let steps = app.history(&console(), person.id).await.unwrap();
        assert!(!format!("{steps:?}").contains("Hemlig"));
        assert!(format!("{steps:?}").contains("Erased"));
        let stored = app.record(&console(), person.id).await.unwrap();
        assert!(!format!("{stored:?}").contains("Hemlig"));
        let scope = app.scope(&Actor::Console);
        let limits = samverk_app::catalogue::SearchLimits { per_kind: 10, total: 10 };
        assert!(app.look(|c| c.search("hemlig", &scope, limits, Lang::Sv)).0.is_empty());
        // Nothing of the person is left anywhere in the database.
        for sql in [
            "select body from record",
            "select delta from change",
            "select value from personal",
            "select content from proposal",
        ] {
            for row in app.store().rows(sql, Vec::new()).await.unwrap() {
                assert!(!row.text(0).unwrap().contains("Hemlig"), "{}: {sql}", test.name);
            }
        }
        if let Some(folder) = &test.folder {
            let mut files = 0;
            let mut folders = vec![folder.path().join("files")];
            while let Some(at) = folders.pop() {
                for entry in std::fs::read_dir(at).unwrap() {
                    let path = entry.unwrap().path();
                    if path.is_dir() { folders.push(path) } else { files += 1 }
                }
            }
            assert_eq!(files, 0);
        }
        // An earlier version can be brought back only without what was erased.
        assert!(app.restore(&console(), person.id, 4, 1, None).await.is_err());
    }
}

#[tokio::test]
async fn a_person_is_erased_once_the_date_has_passed() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        for (key, date) in [("due", "2026-11-20"), ("kept", "2026-11-21"), ("gone", "2026-11-20")] {
            make(
                app,
                "contact-person",
                &[
                    ("@key", key),
                    ("@owner", "a"),
                    ("name", "Kim"),
                    ("organisation", "a"),
                    ("consent", "given"),
                    ("erase_after", date),
                ],
            )
            .await;
        }
        // A person who was deleted is still kept, and so still has to go.
        app.delete(&console(), find(app, "contact-person", "gone"), 1, None).await.unwrap();
        assert_eq!(app.erase_due().await.unwrap(), 2, "{}", test.name);
        assert_eq!(app.erase_due().await.unwrap(), 0);
        let name = async |key: &str| {
            app.record(&console(), find(app, "contact-person", key))
                .await
                .unwrap()
                .record
                .text("name")
                .map(str::to_owned)
        };
        assert_eq!((name("due").await, name("kept").await), (None, Some("Kim".to_owned())));
        whole(app).await;
    }
}

#[tokio::test]
async fn opening_a_record_does_not_open_its_past() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let goal = make(
            app,
            "goal",
            &[("@owner", "a"), ("@visibility", "private"), ("name", "Mål"), ("description", "Hemliga planer")],
        )
        .await;
        app.change(
            &console(),
            goal.id,
            1,
            &input(&[("@visibility", "private"), ("description", "Mer hemligt")]),
            Some("hemligt skäl".into()),
        )
        .await
        .unwrap();
        app.change(&console(), goal.id, 2, &input(&[("description", "Öppet nu"), ("@visibility", "public")]), None)
            .await
            .unwrap();
        app.change(&console(), goal.id, 3, &input(&[("description", "Öppet sedan")]), None).await.unwrap();
        let other = user(1, &[(Role::Representative, Scope::Organisation(find(app, "organisation", "b")))]);
        for person in [&public(), &other] {
            let told = format!("{:?}", app.history(person, goal.id).await.unwrap());
            assert!(!told.contains("emlig"), "{}: {told}", test.name);
            assert!(told.contains("Öppet sedan"));
        }
        let own = user(2, &[(Role::Reader, Scope::Organisation(find(app, "organisation", "a")))]);
        assert!(format!("{:?}", app.history(&own, goal.id).await.unwrap()).contains("Hemliga planer"));
    }
}

#[tokio::test]
async fn a_merge_is_not_undone_by_half() {
    for test in apps().await {
        let app = &test.app;
        let one = make(app, "goal", &[("@key", "one"), ("name", "Ett")]).await;
        let two = make(app, "goal", &[("@key", "two"), ("name", "Två")]).await;
        app.merge(&console(), one.id, "two", None).await.unwrap();
        for id in [one.id, two.id] {
            let now = app.record(&console(), id).await.unwrap().record;
            assert!(
                now.version == 1
                    || matches!(app.undo(&console(), id, now.version).await, Err(AppError::Rule("not_undoable"))),
                "{}",
                test.name
            );
        }
    }
}

#[tokio::test]
async fn erasing_a_person_leaves_the_same_file_of_another_record() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let person = make(
            app,
            "contact-person",
            &[
                ("@owner", "a"),
                ("name", "Kim"),
                ("organisation", "a"),
                ("consent", "given"),
                ("erase_after", "2027-01-01"),
            ],
        )
        .await;
        let goal = make(app, "goal", &[("@owner", "a"), ("name", "Mål")]).await;
        let hash = samverk_app::access::sha256_hex(b"same");
        app.attach_file(&console(), person.id, 1, "a.txt", b"same").await.unwrap();
        app.attach_file(&console(), goal.id, 1, "b.txt", b"same").await.unwrap();
        app.erase(&console(), person.id, None).await.unwrap();
        assert_eq!(app.read_file(&console(), goal.id, &hash).await.unwrap().1, b"same", "{}", test.name);
        whole(app).await;
        // A file that is gone is named.
        if let Some(folder) = &test.folder {
            std::fs::remove_file(folder.path().join("files").join(&hash[..2]).join(&hash)).unwrap();
            assert!(!app.verify().await.unwrap().is_whole());
        }
    }
}

#[tokio::test]
async fn what_belonged_to_a_merged_organisation_belongs_to_the_other_and_so_do_its_people() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let goal = make(app, "goal", &[("@key", "mal"), ("@owner", "b"), ("name", "Mål")]).await;
        let (a, b) = (find(app, "organisation", "a"), find(app, "organisation", "b"));
        let new = samverk_app::access::NewUser {
            email: "bo@example.se".into(),
            name: "Bo".into(),
            language: Lang::Sv,
            grants: vec![Grant { role: Role::Representative, scope: Scope::Organisation(b) }],
        };
        app.add_user(&console(), &new).await.unwrap();
        app.merge(&console(), b, "a", None).await.unwrap();
        assert_eq!(app.record(&console(), goal.id).await.unwrap().record.owner, Some(a), "{}", test.name);
        let users = app.users(&console()).await.unwrap();
        let (_, grants) = users.iter().find(|(user, _)| user.email == "bo@example.se").unwrap();
        assert_eq!(*grants, [Grant { role: Role::Representative, scope: Scope::Organisation(a) }]);
        whole(app).await;
    }
}
