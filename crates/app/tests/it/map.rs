//! The map over time, the process with its gates, judged pairs, freshness.

use super::*;
use samverk_app::catalogue::{Filter, Query};
use samverk_domain::map::compare::Happened;
use samverk_domain::map::process::gate::{GATES, Missing};
use std::sync::Arc;

async fn initiative(app: &App, key: &str, more: &[(&str, &str)]) -> RecordId {
    let mut fields = vec![("@key", key), ("@owner", "a"), ("name", key), ("cooperation", "coop")];
    fields.extend(more);
    make(app, "initiative", &fields).await.id
}

#[tokio::test]
async fn a_gate_is_not_passed_with_a_hole_unless_somebody_writes_why() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let id = initiative(app, "arkiv", &[("participant", "a | b"), ("responsible", "a")]).await;
        let process = app.process(&console(), id).await.unwrap();
        assert_eq!(process.step().unwrap().step, "identify", "{}", test.name);
        // No purpose, and no motives from either party, who have the ball.
        assert_eq!(process.gates[0].holes(), 2);
        assert_eq!(process.ball().iter().map(|(_, count)| *count).sum::<usize>(), 3);
        let stage = [("@owner", "a"), ("initiative", "arkiv"), ("step", "identify"), ("decided", "2026-05-02")];
        let stage = make(app, "process-stage", &stage).await;
        let refused = app.move_to(&console(), stage.id, 1, "passed", None).await.unwrap_err();
        assert_eq!(codes(refused), [("passed_with_holes".to_owned(), "gate_holes")]);
        for key in ["a", "b"] {
            make(app, "motive", &[("@owner", key), ("initiative", "arkiv"), ("organisation", key), ("motive", "x")])
                .await;
        }
        app.change(&console(), id, 1, &input(&[("purpose", "Bevara handlingar")]), None).await.unwrap();
        assert_eq!(app.process(&console(), id).await.unwrap().gates[0].holes(), 0);
        app.move_to(&console(), stage.id, 1, "passed", None).await.unwrap();
        let process = app.process(&console(), id).await.unwrap();
        assert_eq!(process.step().unwrap().step, "describe");
        // The next gate is passed with holes once it is said why.
        let stage = [("@owner", "a"), ("initiative", "arkiv"), ("step", "describe"), ("decided", "2026-06-02")];
        let stage = make(app, "process-stage", &stage).await;
        assert!(app.move_to(&console(), stage.id, 1, "passed", None).await.is_err());
        let said = input(&[("passed_with_holes", "Upphandlingen löper ut")]);
        app.change(&console(), stage.id, 1, &said, None).await.unwrap();
        app.move_to(&console(), stage.id, 2, "passed", None).await.unwrap();
        assert_eq!(app.process(&console(), id).await.unwrap().step().unwrap().step, "establish");
        // The word is not taken back while the holes are there, nor made a dot.
        for (less, code) in [("", "gate_holes"), (".", "reason_short")] {
            let less = input(&[("passed_with_holes", less)]);
            let refused = app.change(&console(), stage.id, 3, &less, None).await.unwrap_err();
            assert_eq!(codes(refused), [("passed_with_holes".to_owned(), code)]);
        }
        let more = input(&[("passed_with_holes", "Upphandlingen löpte ut i juni"), ("paragraph", "§ 4")]);
        app.change(&console(), stage.id, 3, &more, None).await.unwrap();
        whole(app).await;
    }
}

#[tokio::test]
async fn who_must_not_see_an_initiative_learns_nothing_of_its_process() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let id = initiative(app, "hemligt", &[("@visibility", "private")]).await;
        assert!(matches!(app.process(&public(), id).await, Err(AppError::NotFound)), "{}", test.name);
        // An internal part counts as missing for who does not see it.
        let open = initiative(app, "oppet", &[("responsible", "a")]).await;
        make(
            app,
            "motive",
            &[
                ("@owner", "a"),
                ("@visibility", "private"),
                ("initiative", "oppet"),
                ("organisation", "a"),
                ("motive", "x"),
            ],
        )
        .await;
        let motives = |gates: &[samverk_domain::map::process::gate::Gate]| {
            gates[0].findings.iter().find(|finding| finding.condition.code == "motives").unwrap().missing.clone()
        };
        assert_eq!(motives(&app.process(&console(), open).await.unwrap().gates), []);
        assert!(matches!(
            motives(&app.process(&public(), open).await.unwrap().gates)[..],
            [Missing::Party("motive", _)]
        ));
    }
}

#[tokio::test]
async fn a_question_set_that_an_operator_puts_in_force_is_asked_at_the_gate() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let id = initiative(app, "arkiv", &[]).await;
        let holes = |process: &samverk_app::map::Process| process.gates[0].holes();
        let before = holes(&app.process(&console(), id).await.unwrap());
        let set = [
            ("@key", "krafter"),
            ("name", "Fyra krafter"),
            ("edition", "1"),
            ("step", "identify"),
            ("asked_of", "initiative"),
            ("at_gate", "yes"),
            ("valid_from", "2013-01-01"),
        ];
        let set = make(app, "question-set", &set).await;
        make(
            app,
            "question",
            &[("@key", "f1"), ("question", "Vilka nationella initiativ?"), ("set", "krafter"), ("order", "1")],
        )
        .await;
        assert_eq!(holes(&app.process(&console(), id).await.unwrap()), before, "{}: a draft asks nobody", test.name);
        app.move_to(&console(), set.id, 1, "in_force", None).await.unwrap();
        assert_eq!(holes(&app.process(&console(), id).await.unwrap()), before + 1);
        make(app, "answer", &[("@owner", "a"), ("initiative", "arkiv"), ("question", "f1"), ("answer", "E-arkiv")])
            .await;
        assert_eq!(holes(&app.process(&console(), id).await.unwrap()), before);
        // A set of another organisation asks that one's own initiatives alone.
        let own = [("@key", "egna"), ("@owner", "b"), ("name", "Egna"), ("edition", "1"), ("step", "identify")];
        let rest = [("asked_of", "initiative"), ("at_gate", "yes"), ("valid_from", "2013-01-01")];
        let own = make(app, "question-set", &[&own[..], &rest[..]].concat()).await;
        let question = [("@owner", "b"), ("question", "Gäller det oss?"), ("set", "egna"), ("order", "1")];
        make(app, "question", &question).await;
        app.move_to(&console(), own.id, 1, "in_force", None).await.unwrap();
        assert_eq!(holes(&app.process(&console(), id).await.unwrap()), before);
        // The operator keeps what nobody owns, and nothing else.
        let operator = user(9, &[(Role::Operator, Scope::Installation)]);
        let edited = input(&[("edition", "2")]);
        app.change(&operator, set.id, 2, &edited, None).await.unwrap();
        assert!(matches!(app.change(&operator, own.id, 2, &edited, None).await, Err(AppError::Denied(_))));
        let fresh = input(&[("name", "Ny"), ("edition", "1"), ("asked_of", "initiative")]);
        app.create(&operator, "question-set", &fresh, None).await.unwrap();
        let coordinator =
            user(8, &[(Role::Coordinator, Scope::Organisation(app.resolve("organisation", "a").unwrap()))]);
        assert!(app.change(&coordinator, set.id, 3, &edited, None).await.is_err());
        assert!(app.create(&operator, "goal", &input(&[("name", "x")]), None).await.is_err());
    }
}

#[tokio::test]
async fn a_project_of_one_party_goes_on_with_a_word_alone() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let id = initiative(app, "ensam", &[("type", "project"), ("participant", "a")]).await;
        let refused = app.move_to(&console(), id, 1, "decided", None).await.unwrap_err();
        assert_eq!(codes(refused), [("reason".to_owned(), "required")], "{}", test.name);
        app.move_to(&console(), id, 1, "decided", Some("Fler ansluter i höst".to_owned())).await.unwrap();
        let two = initiative(app, "tva", &[("type", "project"), ("participant", "a | b")]).await;
        app.move_to(&console(), two, 1, "decided", None).await.unwrap();
    }
}

#[tokio::test]
async fn a_frozen_map_holds_what_its_filter_finds_and_stays_as_it_was_frozen() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        initiative(app, "arkiv", &[("areas", "archive")]).await;
        initiative(app, "karta", &[("areas", "geodata")]).await;
        let entry = app.moment(&console(), "now").await.unwrap().entry.to_string();
        let frozen =
            [("@key", "var"), ("name", "Vår"), ("date", "2026-05-02"), ("entry", &entry), ("filter", "areas=archive")];
        let version = make(app, "map-version", &frozen).await;
        let from = app.moment(&console(), "var").await.unwrap();
        let past = app.past(&console(), from.clone()).await.unwrap();
        assert_eq!(past.initiatives().len(), 1, "{}", test.name);
        // What the filter leaves out is not new.
        initiative(app, "park", &[("areas", "geodata")]).await;
        initiative(app, "nytt", &[("areas", "archive")]).await;
        let now = app.moment(&console(), "now").await.unwrap();
        let (_, _, found) = app.compare_map(&console(), from, now).await.unwrap();
        assert_eq!(found.iter().map(|one| one.happened).collect::<Vec<_>>(), [Happened::New]);
        for (field, value) in [("entry", "1"), ("date", "2020-01-01"), ("filter", "")] {
            let refused = app.change(&console(), version.id, 1, &input(&[(field, value)]), None).await.unwrap_err();
            assert!(codes(refused).contains(&(field.to_owned(), "fixed")), "{field}");
        }
        app.change(&console(), version.id, 1, &input(&[("comment", "Med regionens ord")]), None).await.unwrap();
    }
}

#[tokio::test]
async fn an_initiative_cannot_wait_for_itself() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        for key in ["x", "y", "z"] {
            initiative(app, key, &[]).await;
        }
        let wait =
            |from: &'static str, on: &'static str| [("@owner", "a"), ("initiative", from), ("on_initiative", on)];
        make(app, "dependency", &wait("x", "y")).await;
        let last = make(app, "dependency", &wait("y", "z")).await;
        let refused = app.create(&console(), "dependency", &input(&wait("z", "x")), None).await.unwrap_err();
        assert_eq!(codes(refused), [("on_initiative".to_owned(), "cycle")], "{}", test.name);
        // Once one of them waits no more, there is no circle.
        app.delete(&console(), last.id, 1, None).await.unwrap();
        make(app, "dependency", &wait("z", "x")).await;
        assert!(app.restore(&console(), last.id, 2, 1, None).await.is_err(), "bringing it back would close the circle");
    }
}

#[tokio::test]
async fn the_map_is_shown_as_it_was_recorded_and_two_moments_are_compared() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let one = initiative(app, "ett", &[("participant", "a [/2020] | b")]).await;
        let two = initiative(app, "tva", &[]).await;
        let secret = initiative(app, "hemligt", &[("@visibility", "private")]).await;
        let spring = app.moment(&console(), "now").await.unwrap();
        let frozen = [("@key", "var"), ("name", "Vår"), ("date", "2026-05-02"), ("entry", &spring.entry.to_string())];
        make(app, "map-version", &frozen).await;
        test.clock.pass(3 * 24 * 3600);
        app.move_to(&console(), one, 1, "started", None).await.unwrap();
        app.delete(&console(), two, 1, None).await.unwrap();
        initiative(app, "tre", &[]).await;
        app.change(&console(), secret, 1, &input(&[("@visibility", "public"), ("name", "Öppnat")]), None)
            .await
            .unwrap();
        let told = |found: &[samverk_domain::map::compare::Difference]| {
            found.iter().map(|one| one.happened).collect::<Vec<_>>()
        };
        let (from, now) = (app.moment(&console(), "var").await.unwrap(), app.moment(&console(), "now").await.unwrap());
        assert_eq!(from.entry, spring.entry, "{}", test.name);
        let (before, _, found) = app.compare_map(&console(), from.clone(), now.clone()).await.unwrap();
        assert_eq!(told(&found), [Happened::New, Happened::Gone, Happened::Moved, Happened::Changed]);
        let then = before.records(&[one]);
        assert_eq!(then[0].record.state.as_deref(), Some("idea"));
        // A link that had ended by then is not on the map of that day.
        assert_eq!(then[0].record.targets("participant").count(), 1);
        // Opening an initiative does not open its past, and what is gone is gone for the public.
        let (_, _, found) = app.compare_map(&public(), from.clone(), now.clone()).await.unwrap();
        assert_eq!(told(&found), [Happened::New, Happened::New, Happened::Moved]);
        let past = app.past(&public(), from).await.unwrap();
        assert!(past.records(&[secret]).is_empty());
        // A map that was made is kept for the same asker, until anything is recorded.
        let again = app.past(&public(), past.moment.clone()).await.unwrap();
        assert!(Arc::ptr_eq(&past, &again));
        let whole = app.past(&console(), past.moment.clone()).await.unwrap();
        assert!(!Arc::ptr_eq(&past, &whole) && !whole.records(&[secret]).is_empty());
        app.change(&console(), secret, 2, &input(&[("@visibility", "private")]), None).await.unwrap();
        assert!(!Arc::ptr_eq(&past, &app.past(&public(), past.moment.clone()).await.unwrap()));
        let now = app.moment(&console(), "now").await.unwrap();
        // By a day: what was recorded until its end.
        let today = app.ports().today().to_string();
        assert_eq!(app.moment(&public(), &today).await.unwrap().entry, now.entry);
        assert_eq!(app.moment(&public(), "2000-01-01").await.unwrap().entry, 0);
        for wrong in ["", "i går", "2026-13-01", "finns-inte"] {
            assert_eq!(codes(app.moment(&public(), wrong).await.unwrap_err()), [("at".to_owned(), "moment")]);
        }
        assert!(
            app.past(&console(), app.moment(&console(), "2000-01-01").await.unwrap())
                .await
                .unwrap()
                .initiatives()
                .is_empty()
        );
    }
}

#[tokio::test]
async fn what_was_judged_about_a_pair_is_remembered_whichever_way_round() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let one = initiative(app, "ett", &[("name", "Gemensamt e-arkiv")]).await;
        let two = initiative(app, "tva", &[("name", "E-arkiv gemensamt")]).await;
        let ids = [one, two];
        let pairs = app.pairs(&console(), &ids, false, (0, 10)).await.unwrap().pairs;
        assert_eq!(pairs.len(), 1, "{}: each pair once", test.name);
        assert_eq!(pairs[0].judgement, None);
        assert!(matches!(app.judge(&public(), ("ett", "tva"), "same").await, Err(AppError::Denied(_))));
        assert_eq!(codes(app.judge(&console(), ("ett", "tva"), "maybe").await.unwrap_err())[0].1, "choice");
        let organisation = Scope::Organisation(app.resolve("organisation", "a").unwrap());
        let ctx = user(7, &[(Role::Representative, organisation)]);
        let first = app.judge(&ctx, ("ett", "tva"), "related").await.unwrap();
        let again = app.judge(&ctx, ("tva", "ett"), "different").await.unwrap();
        assert_eq!((again.id, again.version), (first.id, 2));
        assert!(app.pairs(&ctx, &ids, false, (0, 10)).await.unwrap().pairs.is_empty());
        assert_eq!(
            app.pairs(&ctx, &ids, true, (0, 10)).await.unwrap().pairs[0].judgement.as_deref(),
            Some("different")
        );
        for (id, name) in [(one, "ett"), (two, "tva")] {
            assert!(app.overlaps(&ctx, id, 5).await.unwrap().is_empty(), "{}: told of {name} still", test.name);
            assert!(app.overlaps(&public(), id, 5).await.unwrap().is_empty(), "{}: the public of {name}", test.name);
        }
        app.judge(&ctx, ("ett", "tva"), "related").await.unwrap();
        assert_eq!(app.overlaps(&ctx, one, 5).await.unwrap().len(), 1);
        // What was judged about an initiative that is not public, the public does not learn.
        let closed = initiative(app, "slutet", &[("name", "Gemensamt e-arkiv"), ("@visibility", "members")]).await;
        app.judge(&ctx, ("ett", "slutet"), "different").await.unwrap();
        app.change(&console(), closed, 1, &input(&[("@visibility", "public")]), None).await.unwrap();
        let told = |found: Vec<samverk_app::map::Overlap>| found.iter().any(|one| one.stored.record.id == closed);
        assert!(
            told(app.overlaps(&public(), one, 5).await.unwrap()) && !told(app.overlaps(&ctx, one, 5).await.unwrap())
        );
    }
}

#[tokio::test]
async fn stale_records_are_told_of_once_a_week_and_answered_in_one_place() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let stale = initiative(app, "gammalt", &[("review_by", "2020-01-01")]).await;
        initiative(app, "farskt", &[("review_by", "2099-01-01")]).await;
        make(app, "initiative", &[("@key", "andras"), ("@owner", "b"), ("name", "b"), ("review_by", "2020-01-01")])
            .await;
        let organisation = Scope::Organisation(app.resolve("organisation", "a").unwrap());
        let grants = vec![Grant { role: Role::Coordinator, scope: organisation }];
        let new = samverk_app::access::NewUser {
            email: "a@example.org".into(),
            name: "A".into(),
            language: Lang::Sv,
            grants: grants.clone(),
        };
        let (id, _) = app.add_user(&console(), &new).await.unwrap();
        let ctx =
            Ctx { actor: Actor::User { id, grants }, name: id.to_string(), via: "web", lang: Lang::Sv, once: None };
        let keys =
            |found: Vec<samverk_app::record::Stored>| found.into_iter().map(|s| s.record.key).collect::<Vec<_>>();
        assert_eq!(keys(app.stale(&ctx).await.unwrap()), ["gammalt"], "{}", test.name);
        assert_eq!(app.unanswered(&ctx).await.unwrap().len(), 1);
        assert_eq!(app.remind().await.unwrap(), 1);
        assert_eq!(app.remind().await.unwrap(), 0, "once a week");
        let notice = app.notices(&ctx).await.unwrap();
        assert_eq!((notice[0].topic.as_str(), notice[0].text.as_str()), ("review", "- gammalt"));
        assert!(app.still_true(&ctx, "initiative", &[(stale, 1)], 5).await.is_err(), "months are chosen from a list");
        assert_eq!(app.still_true(&ctx, "initiative", &[(stale, 1)], 6).await.unwrap(), 1);
        assert!(app.stale(&ctx).await.unwrap().is_empty());
        test.clock.pass(8 * 24 * 3600);
        assert_eq!(app.remind().await.unwrap(), 0, "nothing is stale any more");
    }
}

#[test]
fn every_condition_has_a_code_of_its_own_within_its_gate() {
    for (step, conditions) in GATES {
        let mut codes: Vec<&str> = conditions.iter().map(|condition| condition.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), conditions.len(), "{step}");
        assert!(conditions.iter().all(|condition| !condition.source.is_empty()));
    }
}

#[tokio::test]
async fn the_checklist_is_made_once_and_what_was_made_before_stays() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let id = initiative(app, "arkiv", &[("@visibility", "members")]).await;
        let known =
            [("@owner", "a"), ("@key", "mine"), ("initiative", "arkiv"), ("task", "tools"), ("due", "2027-01-31")];
        make(app, "establishing-task", &known).await;
        assert!(matches!(app.make_checklist(&public(), id).await, Err(AppError::NotFound)), "{}", test.name);
        assert_eq!(app.make_checklist(&console(), id).await.unwrap(), 10);
        assert_eq!(app.make_checklist(&console(), id).await.unwrap(), 0, "they are there");
        let tasks = app.related(&console(), id, "establishing-task", "initiative").await.unwrap();
        assert_eq!(tasks.len(), 11);
        let made = tasks.iter().find(|task| task.record.key == "arkiv-agreements").expect("made");
        assert_eq!(made.record.visibility, samverk_domain::record::Visibility::Members);
        assert_eq!(made.record.owner, app.record(&console(), id).await.unwrap().record.owner);
        // One entry of the history, which can be taken back as a whole.
        assert_eq!(made.changed_seq, tasks.iter().map(|task| task.changed_seq).max().unwrap());
        let goal = make(app, "goal", &[("@owner", "a"), ("name", "x")]).await.id;
        assert!(matches!(app.make_checklist(&console(), goal).await, Err(AppError::NotFound)));
        whole(app).await;
    }
}

#[tokio::test]
async fn an_adoption_has_reached_a_step_of_its_own_service() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        for key in ["brev", "signatur"] {
            make(app, "service", &[("@key", key), ("@owner", "a"), ("name", key)]).await;
            let step = format!("{key}-1");
            let fields =
                [("@key", step.as_str()), ("@owner", "a"), ("name", "Anslut"), ("service", key), ("order", "1")];
            make(app, "service-step", &fields).await;
        }
        let adoption = |step| input(&[("@owner", "a"), ("service", "brev"), ("organisation", "a"), ("step", step)]);
        let refused = app.create(&console(), "adoption", &adoption("signatur-1"), None).await.unwrap_err();
        assert_eq!(codes(refused), [("step".to_owned(), "of_another")], "{}", test.name);
        let stored = app.create(&console(), "adoption", &adoption("brev-1"), None).await.unwrap();
        let moved = input(&[("service", "signatur")]);
        let refused = app.change(&console(), stored.id, 1, &moved, None).await.unwrap_err();
        assert_eq!(codes(refused), [("step".to_owned(), "of_another")]);
        let both = input(&[("service", "signatur"), ("step", "signatur-1")]);
        app.change(&console(), stored.id, 1, &both, None).await.unwrap();
        whole(app).await;
    }
}

#[tokio::test]
async fn members_of_a_cooperation_are_in_its_work_while_they_are_members() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let ended = [("@owner", "a"), ("organisation", "c"), ("cooperation", "coop"), ("role", "member")];
        make(app, "membership", &[&ended[..], &[("from", "2010"), ("until", "2012")]].concat()).await;
        initiative(app, "gemensamt", &[]).await;
        initiative(app, "eget", &[("cooperation", ""), ("responsible", "c")]).await;
        let once = initiative(app, "avslutat", &[("cooperation", ""), ("participant", "b [/2012]")]).await;
        initiative(app, "hemligt", &[("@visibility", "private"), ("participant", "b")]).await;
        let by = |ctx: &Ctx, field: &str, value: &str| {
            let scope = app.scope(&ctx.actor);
            let filters = [Filter { field: field.to_owned(), values: vec![value.to_owned()], range: None }];
            let query = Query {
                filters: &filters,
                facets: &["member", "breadth"],
                ..Query::every("initiative", "key", Lang::Sv)
            };
            app.look(|catalogue| {
                let found = catalogue.query(&query, &scope);
                let keys: Vec<String> =
                    found.ids.iter().filter_map(|id| catalogue.key(*id).map(str::to_owned)).collect();
                (keys, found.facets)
            })
        };
        let keys = |ctx: &Ctx, value: &str| by(ctx, "member", value).0;
        assert_eq!(keys(&public(), "a"), ["gemensamt"], "{}", test.name);
        assert_eq!(keys(&public(), "b"), ["gemensamt"], "a link that has ended does not count");
        assert_eq!(keys(&console(), "b"), ["gemensamt", "hemligt"]);
        assert_eq!(keys(&public(), "c"), ["eget"], "nor does a membership");
        assert_eq!(keys(&public(), ""), ["avslutat"]);
        assert!(keys(&public(), "nobody").is_empty());
        // Counts agree with the lists that they lead to.
        let facets = by(&public(), "visibility", "public").1;
        let told: Vec<(&str, u64)> = facets[0].entries.iter().map(|(code, _, count)| (code.as_str(), *count)).collect();
        assert_eq!(told, [("a", 1), ("b", 1), ("c", 1), ("", 1)]);
        for (code, _, count) in &facets[0].entries {
            assert_eq!(keys(&public(), code).len() as u64, *count, "{code}");
        }
        // The breadth is the cooperation's; a life event is one's own or told of elsewhere.
        app.change(&console(), find(app, "cooperation", "coop"), 1, &input(&[("breadth", "broad")]), None)
            .await
            .unwrap();
        assert_eq!(by(&public(), "breadth", "broad").0, ["gemensamt"]);
        for key in ["flytt", "barn"] {
            let name = format!("sv: {key}");
            make(app, "life-event", &[("@key", key), ("@owner", "a"), ("name", &name)]).await;
        }
        app.change(&console(), once, 1, &input(&[("life_event", "flytt")]), None).await.unwrap();
        let support = [("@owner", "a"), ("life_event", "barn"), ("initiative", "eget"), ("support", "parts")];
        make(app, "life-event-support", &support).await;
        assert_eq!(by(&public(), "life_event", "flytt").0, ["avslutat"]);
        assert_eq!(by(&public(), "life_event", "barn").0, ["eget"]);
    }
}

#[tokio::test]
async fn an_initiative_that_nobody_looked_at_for_a_year_is_asked_about() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        initiative(app, "orort", &[]).await;
        initiative(app, "kontrollerat", &[("checked", "2020-01-01")]).await;
        let later = initiative(app, "bestamt", &[("checked", "2020-01-01"), ("review_by", "2099-01-01")]).await;
        let organisation = Scope::Organisation(app.resolve("organisation", "a").unwrap());
        let ctx = user(7, &[(Role::Representative, organisation)]);
        let keys = async || {
            let stale = app.stale(&ctx).await.unwrap().into_iter();
            stale.filter(|s| s.record.kind == "initiative").map(|s| s.record.key).collect::<Vec<_>>()
        };
        assert_eq!(keys().await, ["kontrollerat"], "{}", test.name);
        test.clock.pass(400 * 24 * 3600);
        assert_eq!(keys().await, ["kontrollerat", "orort"], "changed more than a year ago, and never checked");
        app.change(&console(), later, 1, &input(&[("review_by", "")]), None).await.unwrap();
        assert_eq!(keys().await.len(), 3);
    }
}

#[tokio::test]
async fn a_project_keeps_two_parties_and_is_established_with_a_word() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let more = [("type", "project"), ("responsible", "a"), ("participant", "a | b"), ("purpose", "Bevara")];
        let id = initiative(app, "arkiv", &more).await;
        let motive =
            |key: &'static str| [("@owner", key), ("initiative", "arkiv"), ("organisation", key), ("motive", "x")];
        make(app, "motive", &motive("a")).await;
        make(app, "motive", &motive("b")).await;
        app.move_to(&console(), id, 1, "decided", None).await.unwrap();
        let less = input(&[("participant", "a")]);
        let refused = app.change(&console(), id, 2, &less, None).await.unwrap_err();
        assert_eq!(codes(refused), [("participant".to_owned(), "parties")], "{}", test.name);
        app.change(&console(), id, 2, &less, Some("b lämnade samarbetet".into())).await.unwrap();
        // Established without a word on what the level above leaves undone, or with a reason.
        app.change(&console(), id, 3, &input(&[("participant", "a | b")]), None).await.unwrap();
        let refused = app.move_to(&console(), id, 4, "in_production", None).await.unwrap_err();
        assert_eq!(codes(refused), [("reason".to_owned(), "required")]);
        app.change(&console(), id, 4, &input(&[("not_delivered_above", "Drift")]), None).await.unwrap();
        app.move_to(&console(), id, 5, "in_production", None).await.unwrap();
    }
}

#[tokio::test]
async fn what_goes_on_in_a_year_is_found_and_counted() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        for (key, state, time, end) in [
            ("pagar", "started", "2013", ""),
            ("klar", "completed", "2012-H1", "2014-03"),
            ("tid", "completed", "2015", ""),
            ("slut", "idea", "", "2016"),
            ("utan", "idea", "", ""),
        ] {
            let id = initiative(app, key, &[("timetable", time), ("end", end), ("participant", "a | b")]).await;
            let mut version = 1;
            for step in ["started", "completed"].into_iter().take_while(|step| state == "completed" || *step == state) {
                if state != "idea" {
                    app.move_to(&console(), id, version, step, Some("prov".to_owned())).await.unwrap();
                    version += 1;
                }
            }
        }
        let found = async |year: &str| {
            let filters = [Filter { field: "year".to_owned(), values: vec![year.to_owned()], range: None }];
            let query = Query { filters: &filters, ..Query::every("initiative", "key", Lang::Sv) };
            let list = app.list(&console(), &query).await.unwrap();
            list.records.iter().map(|stored| stored.record.key.clone()).collect::<Vec<_>>()
        };
        let none: [&str; 0] = [];
        assert_eq!(found("2011").await, none, "{}", test.name);
        assert_eq!(found("2012").await, ["klar"]);
        assert_eq!(found("2014").await, ["klar", "pagar"]);
        assert_eq!(found("2015").await, ["pagar", "tid"], "what is under way without an end goes on");
        assert_eq!(found("2016").await, ["pagar", "slut"]);
        assert_eq!(found("").await, ["utan"]);
        assert_eq!(found("x").await, none);
        let wrong = input(&[("@owner", "a"), ("name", "x"), ("timetable", "2026"), ("end", "2020")]);
        let refused = app.create(&console(), "initiative", &wrong, None).await.unwrap_err();
        assert_eq!(codes(refused), [("end".to_owned(), "order")]);
        let query = Query { facets: &["year"], ..Query::every("initiative", "key", Lang::Sv) };
        let facets = app.list(&console(), &query).await.unwrap().found.facets;
        let told: Vec<_> = facets[0].entries.iter().map(|(year, _, count)| (year.as_str(), *count)).collect();
        assert_eq!(told, [("2016", 2), ("2015", 2), ("2014", 2), ("2013", 2), ("2012", 1), ("", 1)]);
    }
}
