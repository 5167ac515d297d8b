//! Making, changing, moving, merging.

use super::*;

#[tokio::test]
async fn a_record_is_made_with_a_key_from_its_title_and_faults_by_field() {
    for test in apps().await {
        let app = &test.app;
        let record =
            make(app, "organisation", &[("name", "Åre kommun"), ("type", "municipality"), ("country", "se")]).await;
        assert_eq!(
            (record.key.as_str(), record.version, record.owner),
            ("are-kommun", 1, Some(record.id)),
            "{}",
            test.name
        );
        let again =
            make(app, "organisation", &[("name", "Åre kommun"), ("type", "municipality"), ("country", "se")]).await;
        assert_eq!(again.key, "are-kommun-2");
        let bad = input(&[
            ("name", ""),
            ("type", "planet"),
            ("country", "se"),
            ("website", "javascript:x"),
            ("active_from", "i fjol"),
            ("nonsense", "x"),
        ]);
        let faults = codes(app.create(&console(), "organisation", &bad, None).await.unwrap_err());
        let expected = [
            ("active_from", "coarse"),
            ("nonsense", "unknown_field"),
            ("type", "choice"),
            ("name", "required"),
            ("website", "url"),
        ];
        assert_eq!(faults, expected.map(|(field, code)| (field.to_owned(), code)));
        whole(app).await;
    }
}

#[tokio::test]
async fn a_form_sent_twice_makes_one_record() {
    for test in apps().await {
        let fields = input(&[("name", "En"), ("type", "company"), ("country", "se")]);
        let first = test.app.create(&console(), "organisation", &fields, Some("token")).await.unwrap();
        let second = test.app.create(&console(), "organisation", &fields, Some("token")).await.unwrap();
        assert_eq!(first.id, second.id, "{}", test.name);
        let scope = test.app.scope(&Actor::Console);
        assert_eq!(test.app.look(|catalogue| catalogue.count("organisation", &scope)), 1);
    }
}

#[tokio::test]
async fn a_link_must_lead_to_a_record_of_its_kind() {
    for test in apps().await {
        small_world(&test.app).await;
        let bad = input(&[("name", "X"), ("responsible", "coop")]);
        assert_eq!(
            codes(test.app.create(&console(), "initiative", &bad, None).await.unwrap_err()),
            [("responsible".to_owned(), "link")],
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn a_goal_is_not_its_own_ancestor() {
    for test in apps().await {
        let app = &test.app;
        make(app, "goal", &[("@key", "top"), ("name", "Top")]).await;
        make(app, "goal", &[("@key", "mid"), ("name", "Mid"), ("parent", "top")]).await;
        let low = make(app, "goal", &[("@key", "low"), ("name", "Low"), ("parent", "mid")]).await;
        let top = find(app, "goal", "top");
        let error = app.change(&console(), top, 1, &input(&[("parent", "low")]), None).await.unwrap_err();
        assert_eq!(codes(error), [("parent".to_owned(), "cycle")], "{}", test.name);
        let error = app.change(&console(), low.id, 1, &input(&[("parent", "low")]), None).await.unwrap_err();
        assert_eq!(codes(error), [("parent".to_owned(), "cycle")]);
    }
}

#[tokio::test]
async fn a_step_back_needs_a_reason_and_a_state_its_fields() {
    for test in apps().await {
        let app = &test.app;
        let initiative = make(app, "initiative", &[("name", "E-arkiv")]).await;
        assert_eq!(initiative.state.as_deref(), Some("idea"));
        let started = app.move_to(&console(), initiative.id, 1, "started", None).await.unwrap();
        assert_eq!((started.state.as_deref(), started.version), (Some("started"), 2));
        let error = app.move_to(&console(), initiative.id, 2, "idea", Some("  ".into())).await.unwrap_err();
        assert_eq!(codes(error), [("reason".to_owned(), "required")], "{}", test.name);
        app.move_to(&console(), initiative.id, 2, "idea", Some("Fel steg".into())).await.unwrap();
        let error = app.move_to(&console(), initiative.id, 3, "nowhere", None).await.unwrap_err();
        assert_eq!(codes(error), [("state".to_owned(), "move")]);
        let meeting = make(app, "meeting", &[("name", "Möte")]).await;
        let error = app.move_to(&console(), meeting.id, 1, "held", None).await.unwrap_err();
        assert_eq!(codes(error), [("start".to_owned(), "state_requires")]);
        whole(app).await;
    }
}

#[tokio::test]
async fn a_stale_change_gets_both_versions() {
    for test in apps().await {
        let app = &test.app;
        let record = make(app, "goal", &[("name", "Första")]).await;
        app.change(&console(), record.id, 1, &input(&[("name", "Andra")]), None).await.unwrap();
        match app.change(&console(), record.id, 1, &input(&[("name", "Tredje")]), None).await {
            Err(AppError::Stale(stale)) => {
                assert_eq!(stale.current.record.text("name"), Some("Andra"), "{}", test.name);
                assert_eq!(stale.wanted.text("name"), Some("Tredje"));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn merging_joins_fields_redirects_links_and_keeps_both_histories() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let initiative =
            make(app, "initiative", &[("name", "X"), ("responsible", "c"), ("participant", "c | b")]).await;
        let (from, into) = (find(app, "organisation", "c"), find(app, "organisation", "b"));
        app.change(&console(), from, 1, &input(&[("website", "https://c.example")]), None).await.unwrap();
        let merged = app.merge(&console(), from, "b", Some("samma".into())).await.unwrap();
        assert_eq!(merged.text("website"), Some("https://c.example"), "{}", test.name);
        let stored = app.record(&console(), initiative.id).await.unwrap().record;
        assert_eq!(stored.target("responsible"), Some(into));
        assert_eq!(stored.targets("participant").collect::<Vec<_>>(), [into]);
        assert_eq!(app.look(|catalogue| catalogue.merged_into(from)), Some(into));
        assert!(app.history(&console(), from).await.unwrap().len() >= 3);
        assert!(app.merge(&console(), from, "b", None).await.is_err());
        whole(app).await;
    }
}

#[tokio::test]
async fn links_that_the_asker_does_not_see_stay_and_stop_nothing() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        make(app, "goal", &[("@key", "open"), ("@owner", "a"), ("name", "Öppet")]).await;
        make(app, "goal", &[("@key", "later"), ("@owner", "a"), ("name", "Senare dolt")]).await;
        make(app, "initiative", &[("@key", "i"), ("@owner", "c"), ("name", "I"), ("goal", "open | later")]).await;
        let hidden = find(app, "goal", "later");
        app.change(&console(), hidden, 1, &input(&[("@visibility", "private")]), None).await.unwrap();
        let gone = find(app, "goal", "open");
        app.delete(&console(), gone, 1, None).await.unwrap();
        let own = user(1, &[(Role::Representative, Scope::Organisation(find(app, "organisation", "c")))]);
        let id = find(app, "initiative", "i");
        app.move_to(&own, id, 1, "started", None).await.unwrap();
        app.change(&own, id, 2, &input(&[("name", "I nu"), ("goal", "")]), None).await.unwrap();
        let stored = app.record(&console(), id).await.unwrap().record;
        assert_eq!(stored.text("name"), Some("I nu"), "{}", test.name);
        let mut tx = app.store().read().await.unwrap();
        let kept = samverk_storage::record::load(&mut tx, app.registry(), id).await.unwrap().unwrap();
        assert_eq!(kept.record.targets("goal").collect::<Vec<_>>(), [gone, hidden]);
        drop(tx);
        app.undo(&own, id, 3).await.unwrap();
        whole(app).await;
    }
}

#[tokio::test]
async fn a_record_called_new_has_an_address_of_its_own() {
    for test in apps().await {
        let record = make(&test.app, "goal", &[("name", "New")]).await;
        assert_eq!(record.key, "new-2", "{}", test.name);
        let error =
            test.app.create(&console(), "goal", &input(&[("@key", "new"), ("name", "X")]), None).await.unwrap_err();
        assert_eq!(codes(error), [("key".to_owned(), "key")]);
    }
}
