//! Imports and exports.

use super::*;
use samverk_exchange::{Format, Table, read};

fn table(text: &str) -> Table {
    read(text.as_bytes()).unwrap()
}

async fn export(app: &App, kind: &str, format: Format) -> Vec<u8> {
    app.export(&console(), kind, &[], "").await.unwrap().write(format).unwrap()
}

#[tokio::test]
async fn an_unchanged_export_changes_nothing_and_two_cells_change_two() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let members = "participant;b [2013/2015] | c [2014/]";
        let (name, value) = members.split_once(';').unwrap();
        make(
            app,
            "initiative",
            &[
                ("@key", "i1"),
                ("@owner", "a"),
                ("name", "=1+1"),
                (name, value),
                ("areas", "archive | care"),
                ("end", "2014-H2"),
                ("external", "yes"),
                ("comment", "rad 1\nrad 2"),
                ("priority", "3"),
            ],
        )
        .await;
        make(app, "initiative", &[("@key", "i2"), ("@owner", "a"), ("name", "Två |delar")]).await;
        make(app, "term", &[("name", "sv: bygglov // nb: byggetillatelse")]).await;
        make(app, "role", &[("name", "Samordnare"), ("time_percent", "12,5")]).await;
        for kind in ["organisation", "cooperation", "membership", "body", "initiative", "term", "role"] {
            for format in [Format::Csv, Format::Xlsx] {
                let sheet = read(&export(app, kind, format).await).unwrap();
                let report =
                    app.import(&console(), kind, sheet.clone(), false).await.unwrap_or_else(|e| panic!("{kind} {e:?}"));
                assert_eq!(
                    (report.changed, report.created, report.unchanged),
                    (0, 0, sheet.rows.len()),
                    "{} {kind} {format:?}",
                    test.name
                );
            }
        }
        let mut sheet = read(&export(app, "initiative", Format::Xlsx).await).unwrap();
        let column = |name: &str| sheet.header.iter().position(|head| head == name).unwrap();
        let (name, priority) = (column("name"), column("priority"));
        sheet.rows[0].1.set(name, "Nytt namn");
        sheet.rows[1].1.set(priority, "9");
        let report = app.import(&console(), "initiative", sheet.clone(), false).await.unwrap();
        assert_eq!((report.rows, report.created, report.changed, report.unchanged), (2, 0, 2, 0));
        let steps = app.history(&console(), find(app, "initiative", "i1")).await.unwrap();
        assert_eq!(steps[0].changes.iter().map(|change| change.name.as_str()).collect::<Vec<_>>(), ["name"]);
        // The same file again: its versions are no longer those of the records.
        let faults = codes(app.import(&console(), "initiative", sheet, false).await.unwrap_err());
        assert_eq!(faults, [("2:version".to_owned(), "stale_row"), ("3:version".to_owned(), "stale_row")]);
        whole(app).await;
    }
}

#[tokio::test]
async fn all_rows_or_none_with_every_fault_by_row_and_column() {
    for test in apps().await {
        let app = &test.app;
        let sheet = table(
            "key;name;type;country\na;A;municipality;se\nb;;municipality;se\nc;C;planet;se\na;A again;company;no\n",
        );
        let faults = codes(app.import(&console(), "organisation", sheet, false).await.unwrap_err());
        let expected = [("3:name", "required"), ("4:type", "choice"), ("5:key", "row_twice")];
        assert_eq!(faults, expected.map(|(place, code)| (place.to_owned(), code)), "{}", test.name);
        assert!(app.resolve("organisation", "a").is_err());
        let faults = codes(app.import(&console(), "organisation", table("key;nam\na;b\n"), false).await.unwrap_err());
        assert_eq!(faults, [("1:nam".to_owned(), "unknown_column")]);
        let faults = codes(
            app.import(&console(), "organisation", table("id;name\n01900000-0000-7000-8000-000000000000;x\n"), false)
                .await
                .unwrap_err(),
        );
        assert_eq!(faults, [("2:id".to_owned(), "unknown_id")]);
        assert_eq!(app.head().await.unwrap().seq, 0);
    }
}

#[tokio::test]
async fn an_absent_column_is_untouched_an_empty_cell_clears_and_a_dry_run_stores_nothing() {
    for test in apps().await {
        let app = &test.app;
        let first = table("key;name;type;country;website\na;A;municipality;se;https://a.example\n");
        let dry = app.import(&console(), "organisation", first.clone(), true).await.unwrap();
        assert_eq!((dry.created, app.head().await.unwrap().seq), (1, 0), "{}", test.name);
        app.import(&console(), "organisation", first, false).await.unwrap();
        app.import(&console(), "organisation", table("key;name\na;B\n"), false).await.unwrap();
        let id = find(app, "organisation", "a");
        let stored = app.record(&console(), id).await.unwrap().record;
        assert_eq!((stored.text("name"), stored.text("website")), (Some("B"), Some("https://a.example")));
        app.import(&console(), "organisation", table("key;website\na;\n"), false).await.unwrap();
        assert_eq!(app.record(&console(), id).await.unwrap().record.text("website"), None);
    }
}

#[tokio::test]
async fn rows_may_lead_to_each_other_whatever_their_order() {
    for test in apps().await {
        let sheet = table("key;name;parent\nleaf;Leaf;root\nroot;Root;\n");
        test.app.import(&console(), "goal", sheet, false).await.unwrap();
        let leaf = test.app.record(&console(), find(&test.app, "goal", "leaf")).await.unwrap().record;
        assert_eq!(leaf.target("parent"), Some(find(&test.app, "goal", "root")), "{}", test.name);
        whole(&test.app).await;
    }
}

#[tokio::test]
async fn the_demo_data_is_what_the_sources_hold() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/demo");
    for test in apps().await {
        let app = &test.app;
        let kinds: Vec<_> = app.registry().load_order().iter().map(|kind| kind.name).collect();
        for kind in kinds {
            let Ok(bytes) = std::fs::read(folder.join(format!("{kind}.csv"))) else { continue };
            app.import(&console(), kind, read(&bytes).unwrap(), false)
                .await
                .unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        }
        let scope = app.scope(&Actor::Public);
        let count = |kind: &str| app.look(|catalogue| catalogue.count(kind, &scope));
        let expected = [
            ("organisation", 754),
            ("cooperation", 46),
            ("membership", 295),
            ("initiative", 155),
            ("goal", 179),
            ("meeting", 44),
            ("network", 28),
            ("regional-responsibility", 21),
            ("population-figure", 436),
        ];
        for (kind, number) in expected {
            assert_eq!(count(kind), number, "{}: {kind}", test.name);
        }
        let filter = |field: &str, value: &str| samverk_app::catalogue::Filter {
            field: field.into(),
            values: vec![value.into()],
            range: None,
        };
        let total = |kind: &'static str, filters: &[samverk_app::catalogue::Filter]| {
            let query = samverk_app::catalogue::Query {
                filters,
                limit: 1,
                ..samverk_app::catalogue::Query::every(kind, "title", Lang::Sv)
            };
            app.look(|catalogue| catalogue.query(&query, &scope).total)
        };
        // B04: the activities of E-nämnden by status, and 48 whose status no source gives.
        let own = |state| [filter("cooperation", "e-namnden-norrbotten"), filter("state", state)];
        for (state, number) in [
            ("idea", 3),
            ("in_discussion", 3),
            ("prestudy_planned", 1),
            ("prestudy_started", 1),
            ("procurement", 1),
            ("started", 1),
            ("in_production", 1),
        ] {
            assert_eq!(total("initiative", &own(state)), number, "{state}");
        }
        assert_eq!(total("initiative", &[filter("state", "not_stated")]), 48);
        assert_eq!(total("organisation", &[filter("type", "municipality"), filter("country", "se")]), 290);
        assert_eq!(total("organisation", &[filter("type", "municipality"), filter("country", "no")]), 357);
        whole(app).await;
    }
}

#[tokio::test]
async fn a_row_brings_a_deleted_record_back_but_nobody_who_was_erased() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let goals = table("key;name;owner\nmal;Mål;a\n");
        app.import(&console(), "goal", goals.clone(), false).await.unwrap();
        let first = app.head().await.unwrap().seq;
        app.undo_entry(&console(), first, None).await.unwrap();
        let again = app.import(&console(), "goal", table("key;name;owner\nmal;Rättat mål;a\n"), false).await.unwrap();
        assert_eq!((again.created, again.changed), (0, 1), "{}", test.name);
        let goal = app.record(&console(), find(app, "goal", "mal")).await.unwrap().record;
        assert_eq!((goal.deleted, goal.text("name")), (false, Some("Rättat mål")));
        // An undo that deleted is itself taken back.
        let deleting = app.head().await.unwrap().seq;
        app.undo_entry(&console(), deleting, None).await.unwrap();
        let back = app.head().await.unwrap().seq;
        assert_eq!(app.undo_entry(&console(), back, None).await.unwrap().records, 1);
        assert!(!app.record(&console(), find(app, "goal", "mal")).await.unwrap().record.deleted);
        let people = "key;name;organisation;consent;erase_after;owner\np1;Anna Persson;a;given;2099-01-01;a\n";
        app.import(&console(), "contact-person", table(people), false).await.unwrap();
        let person = find(app, "contact-person", "p1");
        app.erase(&console(), person, None).await.unwrap();
        let refused = app.import(&console(), "contact-person", table(people), false).await.unwrap_err();
        assert_eq!(codes(refused), [("2:key".to_owned(), "row_gone")]);
        make(app, "goal", &[("@key", "kvar"), ("@owner", "a"), ("name", "Kvar")]).await;
        app.merge(&console(), find(app, "goal", "mal"), "kvar", None).await.unwrap();
        let refused = app.import(&console(), "goal", goals, false).await.unwrap_err();
        assert_eq!(codes(refused), [("2:key".to_owned(), "row_gone")]);
        whole(app).await;
    }
}
