//! Who adds to what is another's, who speaks for whom, and what there is one of.

use super::*;

fn representative(app: &App, n: u128, key: &str) -> Ctx {
    user(n, &[(Role::Representative, Scope::Organisation(find(app, "organisation", key)))])
}

async fn refused(app: &App, who: &Ctx, kind: &str, fields: &[(&str, &str)]) -> Vec<(String, &'static str)> {
    codes(app.create(who, kind, &input(fields), None).await.unwrap_err())
}

fn told(field: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(field.to_owned(), code)]
}

#[tokio::test]
async fn a_part_is_added_by_who_keeps_the_whole_or_takes_part_and_each_speaks_for_itself() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let own = [("@key", "arkiv"), ("@owner", "a"), ("@visibility", "public"), ("name", "Arkiv")];
        make(app, "initiative", &[&own[..], &[("cooperation", "coop"), ("participant", "b")]].concat()).await;
        let (keeper, party, stranger) =
            (representative(app, 1, "a"), representative(app, 2, "b"), representative(app, 3, "c"));
        // A gate is passed by who keeps the initiative, not by who takes part in it or by a stranger.
        let stage = |owner: &'static str| [("@owner", owner), ("initiative", "arkiv"), ("step", "identify")];
        for (who, owner) in [(&party, "b"), (&stranger, "c")] {
            assert_eq!(
                refused(app, who, "process-stage", &stage(owner)).await,
                told("initiative", "part_of"),
                "{}",
                test.name
            );
        }
        app.create(&keeper, "process-stage", &input(&stage("a")), None).await.unwrap();
        assert_eq!(refused(app, &keeper, "process-stage", &stage("a")).await, told("step", "once_per"));
        // The target state is written by parties too.
        let target = |owner: &'static str| [("@owner", owner), ("initiative", "arkiv")];
        assert_eq!(refused(app, &stranger, "target-state", &target("c")).await, told("initiative", "part_of"));
        app.create(&party, "target-state", &input(&target("b")), None).await.unwrap();
        // A motive is its organisation's own, or written down by who keeps the initiative.
        let motive = |owner: &'static str, of: &'static str| {
            [("@owner", owner), ("initiative", "arkiv"), ("organisation", of), ("motive", "Vi vill")]
        };
        assert_eq!(refused(app, &party, "motive", &motive("b", "a")).await, told("organisation", "given_by"));
        let made = app.create(&party, "motive", &input(&motive("b", "b")), None).await.unwrap();
        assert_eq!(refused(app, &keeper, "motive", &motive("a", "b")).await, told("organisation", "once_per"));
        app.create(&keeper, "motive", &input(&motive("a", "a")), None).await.unwrap();
        // It stays its own: it does not become another's by a change.
        let moved = app.change(&party, made.id, 1, &input(&[("organisation", "c")]), None).await.unwrap_err();
        assert_eq!(codes(moved), told("organisation", "given_by"));
    }
}

#[tokio::test]
async fn nobody_adds_a_line_to_the_budget_of_others_or_charges_in_their_ledger() {
    for test in apps().await {
        let app = &test.app;
        super::money::budget(app).await;
        let member = representative(app, 2, "b");
        let line = [("@owner", "b"), ("name", "x"), ("budget", "b26"), ("amount", "1 SEK"), ("cost_key", "equal")];
        assert_eq!(refused(app, &member, "budget-line", &line).await, told("budget", "part_of"), "{}", test.name);
        let term = [("@owner", "b"), ("line", "lika"), ("organisation", "b"), ("exempt", "yes")];
        assert_eq!(refused(app, &member, "line-member", &term).await, told("line", "part_of"));
        let grant = [("@owner", "b"), ("name", "x"), ("line", "lika"), ("granted", "5 SEK"), ("cooperation", "coop")];
        assert_eq!(refused(app, &member, "funding", &grant).await, told("line", "part_of"));
        // From which of its own budgets it pays, the member says itself.
        let from =
            |of: &'static str| [("@owner", "b"), ("organisation", of), ("budget", "b26"), ("paid_from", "central")];
        assert_eq!(refused(app, &member, "member-budget", &from("a")).await, told("organisation", "given_by"));
        app.create(&member, "member-budget", &input(&from("b")), None).await.unwrap();
        let own = [("@key", "eget"), ("@owner", "b"), ("name", "Eget"), ("cooperation", "coop"), ("year", "2026")];
        let more = [("currency", "sek"), ("unit", "smallest")];
        assert_eq!(
            refused(app, &member, "budget", &[&own[..], &more].concat()).await,
            told("cooperation", "admitted_by")
        );
        // Not even where it was handed one.
        let own =
            make(app, "budget", &[&own[..], &more, &[("decided", "2025-12-01"), ("decided_by", "board")]].concat())
                .await;
        let line = [("@owner", "b"), ("name", "rad"), ("budget", "eget"), ("amount", "9 SEK"), ("cost_key", "equal")];
        make(app, "budget-line", &line).await;
        app.move_to(&console(), own.id, 1, "decided", None).await.unwrap();
        let charged = app.move_to(&member, own.id, 2, "charged", None).await;
        assert!(matches!(charged, Err(AppError::Denied(_))), "{charged:?}");
        assert!(app.ledger(&console(), find(app, "cooperation", "coop")).await.unwrap().transfers.is_empty());
    }
}

#[tokio::test]
async fn a_call_is_answered_while_it_is_open_by_who_was_asked_once() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let call = |key: &'static str, day: &'static str| {
            let own = [("@key", key), ("@owner", "a"), ("name", key), ("cooperation", "coop")];
            [&own[..], &[("proposal", "Vill ni?"), ("deadline", day)]].concat()
        };
        let (asks, member, other) =
            (representative(app, 1, "a"), representative(app, 2, "b"), representative(app, 3, "c"));
        let late = Input { visibility: None, ..input(&call("sen", "2020-01-01")) };
        let made = app.create(&asks, "call-for-interest", &late, None).await.unwrap();
        assert_eq!(made.visibility.code(), "members", "{}: it reaches who is asked", test.name);
        let opened = app.move_to(&asks, made.id, 1, "open", None).await.unwrap_err();
        assert_eq!(codes(opened), told("deadline", "day_passed"));
        let made = app.create(&asks, "call-for-interest", &input(&call("nu", "2099-01-01")), None).await.unwrap();
        let answer = |owner: &'static str, of: &'static str| {
            [("@owner", owner), ("call", "nu"), ("organisation", of), ("answer", "yes")]
        };
        assert_eq!(refused(app, &member, "interest-answer", &answer("b", "b")).await, told("call", "call_closed"));
        app.move_to(&asks, made.id, 1, "open", None).await.unwrap();
        assert_eq!(refused(app, &member, "interest-answer", &answer("b", "a")).await, told("organisation", "given_by"));
        app.create(&member, "interest-answer", &input(&answer("b", "b")), None).await.unwrap();
        assert_eq!(refused(app, &member, "interest-answer", &answer("b", "b")).await, told("organisation", "once_per"));
        // Who was not asked does not see it, and cannot answer where it is shown one.
        let open = Input { visibility: Some("public".into()), ..input(&[]) };
        app.change(&asks, made.id, 2, &open, None).await.unwrap();
        assert_eq!(refused(app, &other, "interest-answer", &answer("c", "c")).await, told("organisation", "no_member"));
    }
}

#[tokio::test]
async fn a_budget_is_replaced_once_and_by_one_of_its_own_cooperation() {
    for test in apps().await {
        let app = &test.app;
        let first = super::money::budget(app).await;
        let decided = [("decided", "2025-12-01"), ("decided_by", "board")];
        app.change(&console(), first, 1, &input(&decided), None).await.unwrap();
        app.move_to(&console(), first, 2, "decided", None).await.unwrap();
        let after = async |key: &'static str, cooperation: &'static str| {
            let own =
                [("@key", key), ("@owner", "a"), ("name", key), ("cooperation", cooperation), ("replaces", "b26")];
            let more = [("year", "2026"), ("currency", "sek"), ("unit", "smallest")];
            let made = app.create(&console(), "budget", &input(&[&own[..], &more, &decided].concat()), None).await?;
            let line = [("@owner", "a"), ("name", "allt"), ("budget", key), ("amount", "7 SEK"), ("cost_key", "equal")];
            make(app, "budget-line", &line).await;
            app.move_to(&console(), made.id, 1, "decided", None).await
        };
        make(app, "cooperation", &[("@key", "annan"), ("@owner", "a"), ("name", "Annan")]).await;
        assert_eq!(codes(after("x", "annan").await.unwrap_err()), told("replaces", "of_another"), "{}", test.name);
        after("y", "coop").await.unwrap();
        assert_eq!(codes(after("z", "coop").await.unwrap_err()), told("replaces", "budget_replaced"));
    }
}

#[tokio::test]
async fn a_version_of_the_map_is_of_what_is_there_and_found_by_its_name() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let version = |name: &'static str| [("@owner", "a"), ("name", name), ("date", "2026-01-01")];
        let wrong = |more: &'static [(&'static str, &'static str)]| [&version("v")[..], more].concat();
        assert_eq!(
            refused(app, &console(), "map-version", &wrong(&[("entry", "99999999")])).await,
            told("entry", "range"),
            "{}",
            test.name
        );
        assert_eq!(
            refused(app, &console(), "map-version", &wrong(&[("filter", "level=bogus")])).await,
            told("filter", "map_filter")
        );
        assert_eq!(
            refused(app, &console(), "map-version", &wrong(&[("@key", "now")])).await,
            told("key", "moment_key")
        );
        for name in ["2026-05-01", "now"] {
            let own = Input { visibility: None, ..input(&version(name)) };
            let made = app.create(&console(), "map-version", &own, None).await.unwrap();
            let moment = app.moment(&console(), &made.key).await.unwrap();
            assert_eq!(moment.version, Some(made.id), "{}", made.key);
            assert_eq!(made.visibility.code(), "public");
        }
    }
}
