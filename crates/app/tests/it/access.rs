//! People: signing in, sessions, roles, suggestions.

use super::*;
use samverk_app::access::NewUser;

const PASSWORD: &str = "en ganska lång lösenfras";

async fn person(app: &App, email: &str, grants: Vec<Grant>) -> (UserId, String) {
    let new = NewUser { email: email.into(), name: String::new(), language: Lang::Sv, grants };
    app.add_user(&console(), &new).await.unwrap()
}

#[tokio::test]
async fn a_one_time_link_sets_the_password_once_within_the_hour() {
    for test in apps().await {
        let app = &test.app;
        let operator = Grant { role: Role::Operator, scope: Scope::Installation };
        let (id, link) = person(app, " Op@Example.SE ", vec![operator]).await;
        assert!(app.sign_in("op@example.se", "", "1", "").await.is_err(), "{}", test.name);
        assert_eq!(
            codes(app.use_link(&link, "short", "").await.unwrap_err()),
            [("password".to_owned(), "password_short")]
        );
        assert_eq!(
            codes(app.use_link(&link, "aaaaaaaaaaaaaaaa", "").await.unwrap_err()),
            [("password".to_owned(), "password_common")]
        );
        app.use_link(&link, PASSWORD, "").await.unwrap();
        assert!(app.use_link(&link, PASSWORD, "").await.is_err());
        let (token, _) = app.sign_in("OP@example.se", PASSWORD, "1", "Firefox").await.unwrap();
        assert_eq!(app.session(&token).await.unwrap().unwrap().session.user, id);
        let late = app.renew_link(&console(), id).await.unwrap();
        test.clock.pass(3_601);
        assert!(matches!(app.use_link(&late, PASSWORD, "").await, Err(AppError::Rule("link_ended"))));
    }
}

#[tokio::test]
async fn sessions_end_when_idle_signed_out_or_disabled() {
    for test in apps().await {
        let app = &test.app;
        let operator = Grant { role: Role::Operator, scope: Scope::Installation };
        let (keeper, _) = person(app, "keeper@example.se", vec![operator]).await;
        let (id, link) = person(app, "p@example.se", vec![operator]).await;
        let (token, _) = app.use_link(&link, PASSWORD, "").await.unwrap();
        test.clock.pass(29 * 60);
        assert!(app.session(&token).await.unwrap().is_some(), "{}", test.name);
        test.clock.pass(29 * 60);
        assert!(app.session(&token).await.unwrap().is_some());
        test.clock.pass(31 * 60);
        assert!(app.session(&token).await.unwrap().is_none());
        let (token, _) = app.sign_in("p@example.se", PASSWORD, "1", "").await.unwrap();
        let session = app.session(&token).await.unwrap().unwrap().session;
        app.sign_out(&session).await.unwrap();
        assert!(app.session(&token).await.unwrap().is_none());
        let (token, _) = app.sign_in("p@example.se", PASSWORD, "1", "").await.unwrap();
        app.set_disabled(&console(), id, true).await.unwrap();
        assert!(app.session(&token).await.unwrap().is_none());
        assert!(matches!(app.set_disabled(&console(), keeper, true).await, Err(AppError::Rule("last_operator"))));
    }
}

#[tokio::test]
async fn too_many_wrong_passwords_have_to_wait() {
    for test in apps().await {
        let app = &test.app;
        let (_, link) = person(app, "p@example.se", Vec::new()).await;
        app.use_link(&link, PASSWORD, "").await.unwrap();
        for _ in 0..10 {
            assert!(
                matches!(app.sign_in("p@example.se", "wrong", "1", "").await, Err(AppError::Rule("sign_in_wrong"))),
                "{}",
                test.name
            );
        }
        assert!(matches!(app.sign_in("p@example.se", PASSWORD, "1", "").await, Err(AppError::TooMany(_))));
        test.clock.pass(61);
        app.sign_in("p@example.se", PASSWORD, "1", "").await.unwrap();
    }
}

#[tokio::test]
async fn only_the_operator_manages_users() {
    for test in apps().await {
        small_world(&test.app).await;
        let other = user(1, &[(Role::Coordinator, Scope::Organisation(find(&test.app, "organisation", "a")))]);
        let new = NewUser { email: "x@example.se".into(), name: String::new(), language: Lang::Sv, grants: Vec::new() };
        assert!(matches!(test.app.add_user(&other, &new).await, Err(AppError::Denied(_))), "{}", test.name);
        assert!(matches!(test.app.users(&other).await, Err(AppError::Denied(_))));
        assert!(matches!(test.app.add_user(&public(), &new).await, Err(AppError::Denied(_))));
    }
}

#[tokio::test]
async fn a_member_rules_its_own_and_others_suggest() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let organisation = |key: &str| Scope::Organisation(find(app, "organisation", key));
        let coordinator = user(
            1,
            &[
                (Role::Coordinator, Scope::Cooperation(find(app, "cooperation", "coop"))),
                (Role::Coordinator, organisation("a")),
            ],
        );
        let member = user(2, &[(Role::Representative, organisation("c"))]);
        let of_b =
            make(app, "initiative", &[("@key", "b1"), ("@owner", "b"), ("name", "B:s"), ("cooperation", "coop")]).await;
        let of_c =
            make(app, "initiative", &[("@key", "c1"), ("@owner", "c"), ("name", "C:s"), ("cooperation", "coop")]).await;
        // b lets the coordinator write, and the history says for whom.
        let fields = input(&[("name", "B:s bättre")]);
        app.change(&coordinator, of_b.id, 1, &fields, None).await.unwrap();
        assert_eq!(app.history(&coordinator, of_b.id).await.unwrap()[0].on_behalf_of, of_b.owner, "{}", test.name);
        // c does not: the coordinator suggests, c decides.
        assert!(matches!(app.change(&coordinator, of_c.id, 1, &fields, None).await, Err(AppError::Denied(_))));
        app.propose(&coordinator, of_c.id, 1, &input(&[("name", "C:s bättre")]), Some("tydligare".into()))
            .await
            .unwrap();
        assert!(matches!(
            app.propose(&coordinator, of_c.id, 1, &input(&[("name", "C:s")]), None).await,
            Err(AppError::Rule("nothing_changed"))
        ));
        assert!(app.proposals_for(&public(), of_c.id).await.unwrap().is_empty());
        let waiting = app.proposals_waiting(&member).await.unwrap();
        assert_eq!(waiting.len(), 1);
        assert!(matches!(
            app.decide_proposal(&coordinator, of_c.id, &waiting[0].id, true).await,
            Err(AppError::Denied(_))
        ));
        app.decide_proposal(&member, of_c.id, &waiting[0].id, true).await.unwrap();
        assert_eq!(app.record(&member, of_c.id).await.unwrap().record.text("name"), Some("C:s bättre"));
        assert!(app.decide_proposal(&member, of_c.id, &waiting[0].id, true).await.is_err());
        // A suggestion that came too late overwrites nothing.
        app.propose(&coordinator, of_c.id, 2, &input(&[("name", "Sent")]), None).await.unwrap();
        app.change(&member, of_c.id, 2, &input(&[("name", "Under tiden")]), None).await.unwrap();
        let late = app.proposals_waiting(&member).await.unwrap().remove(0);
        assert!(matches!(
            app.decide_proposal(&member, of_c.id, &late.id, true).await,
            Err(AppError::Rule("proposal_outdated"))
        ));
        whole(app).await;
    }
}

#[tokio::test]
async fn what_must_not_be_seen_is_not_there() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let secret = make(
            app,
            "initiative",
            &[
                ("@key", "secret"),
                ("@owner", "a"),
                ("@visibility", "private"),
                ("name", "Hemligt bygge"),
                ("responsible", "c"),
            ],
        )
        .await;
        let other = user(2, &[(Role::Representative, Scope::Organisation(find(app, "organisation", "c")))]);
        let c = find(app, "organisation", "c");
        for person in [&other, &public()] {
            assert!(matches!(app.record(person, secret.id).await, Err(AppError::NotFound)), "{}", test.name);
            assert!(matches!(app.history(person, secret.id).await, Err(AppError::NotFound)));
            let scope = app.scope(&person.actor);
            assert_eq!(app.look(|catalogue| catalogue.count("initiative", &scope)), 0);
            assert!(app.look(|catalogue| catalogue.incoming(c, &scope)).iter().all(|(id, ..)| *id != secret.id));
            let link = input(&[("name", "Länk"), ("@owner", "c"), ("mentioned", "x")]);
            assert!(app.create(person, "initiative", &link, None).await.is_err());
        }
        // Nobody links to what they do not see.
        let term =
            make(app, "goal", &[("@key", "hidden"), ("@owner", "a"), ("@visibility", "private"), ("name", "Dolt mål")])
                .await;
        let link = Input { owner: Some("c".into()), ..input(&[("name", "Länk"), ("goal", "hidden")]) };
        assert_eq!(
            codes(app.create(&other, "initiative", &link, None).await.unwrap_err()),
            [("goal".to_owned(), "link")]
        );
        let _ = term;
    }
}

#[tokio::test]
async fn only_the_member_itself_opens_its_records_to_the_coordinator() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let organisation = |key: &str| Scope::Organisation(find(app, "organisation", key));
        let host = user(
            1,
            &[
                (Role::Coordinator, Scope::Cooperation(find(app, "cooperation", "coop"))),
                (Role::Coordinator, organisation("a")),
            ],
        );
        let fields = [("@owner", "a"), ("organisation", "c"), ("cooperation", "coop"), ("role", "member")];
        let opened: Vec<_> = fields.iter().copied().chain([("coordinator_may_edit", "yes")]).collect();
        let error = app.create(&host, "membership", &input(&opened), None).await.unwrap_err();
        assert_eq!(codes(error), [("coordinator_may_edit".to_owned(), "set_by")], "{}", test.name);
        // Nor by setting it for itself and then making it another's.
        let own = [
            ("@owner", "a"),
            ("organisation", "a"),
            ("cooperation", "coop"),
            ("role", "owner"),
            ("coordinator_may_edit", "yes"),
        ];
        let own = app.create(&host, "membership", &input(&own), None).await.unwrap();
        let turned = app.change(&host, own.id, 1, &input(&[("organisation", "c")]), None).await.unwrap_err();
        assert_eq!(codes(turned), [("coordinator_may_edit".to_owned(), "set_by")]);
        let made = app.create(&host, "membership", &input(&fields), None).await.unwrap();
        let yes = input(&[("coordinator_may_edit", "yes")]);
        assert_eq!(
            codes(app.change(&host, made.id, 1, &yes, None).await.unwrap_err()),
            [("coordinator_may_edit".to_owned(), "set_by")]
        );
        let member = user(2, &[(Role::Representative, organisation("c"))]);
        assert!(matches!(app.change(&member, made.id, 1, &yes, None).await, Err(AppError::Denied(_))));
        // Owned by the member, as memberships are meant to be, it decides.
        let given = app.change(&console(), made.id, 1, &input(&[("@owner", "c")]), None).await.unwrap();
        app.change(&member, made.id, given.version, &yes, None).await.unwrap();
        assert!(app.owners_for(&host).contains(&find(app, "organisation", "c")));
        whole(app).await;
    }
}

#[tokio::test]
async fn nobody_makes_itself_a_member() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let organisation = |key: &str| Scope::Organisation(find(app, "organisation", key));
        let stranger = user(1, &[(Role::Representative, organisation("c"))]);
        let fields = [
            ("@owner", "c"),
            ("@visibility", "private"),
            ("organisation", "c"),
            ("cooperation", "coop"),
            ("role", "member"),
        ];
        let error = app.create(&stranger, "membership", &input(&fields), None).await.unwrap_err();
        assert_eq!(codes(error), [("cooperation".to_owned(), "admitted_by")], "{}", test.name);
        // Once a member, it neither widens its membership nor moves it elsewhere.
        let made = make(
            app,
            "membership",
            &[("@owner", "c"), ("organisation", "c"), ("cooperation", "coop"), ("role", "prospective")],
        )
        .await;
        let error = app.change(&stranger, made.id, 1, &input(&[("role", "member")]), None).await.unwrap_err();
        assert_eq!(codes(error), [("cooperation".to_owned(), "admitted_by")]);
        app.change(&stranger, made.id, 1, &input(&[("coordinator_may_edit", "yes")]), None).await.unwrap();
        // The host's own people may.
        let host = user(2, &[(Role::Representative, organisation("a"))]);
        assert!(matches!(
            app.change(&host, made.id, 2, &input(&[("role", "member")]), None).await,
            Err(AppError::Denied(_))
        ));
        let coordinator = user(
            3,
            &[
                (Role::Coordinator, Scope::Cooperation(find(app, "cooperation", "coop"))),
                (Role::Coordinator, organisation("a")),
            ],
        );
        app.change(&console(), made.id, 2, &input(&[("role", "member")]), None).await.unwrap();
        app.change(&coordinator, made.id, 3, &input(&[("from", "2014")]), None).await.unwrap();
        whole(app).await;
    }
}

#[tokio::test]
async fn on_behalf_neither_opens_nor_deletes_nor_gives_away() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let coordinator = user(
            1,
            &[
                (Role::Coordinator, Scope::Cooperation(find(app, "cooperation", "coop"))),
                (Role::Coordinator, Scope::Organisation(find(app, "organisation", "a"))),
            ],
        );
        let of_b = make(
            app,
            "initiative",
            &[("@owner", "b"), ("@visibility", "members"), ("name", "B:s"), ("cooperation", "coop")],
        )
        .await;
        for fields in [[("@visibility", "public")], [("@owner", "a")]] {
            let wanted = Input { visibility: None, ..Input::default() };
            let wanted = Input { fields: wanted.fields, ..input(&fields) };
            assert!(
                matches!(app.change(&coordinator, of_b.id, 1, &wanted, None).await, Err(AppError::Denied(_))),
                "{} {fields:?}",
                test.name
            );
        }
        // Undoing the making would be deleting.
        assert!(matches!(app.undo(&coordinator, of_b.id, 1).await, Err(AppError::Denied(_))));
        let fields = Input { visibility: None, ..input(&[("comment", "mer")]) };
        app.change(&coordinator, of_b.id, 1, &fields, None).await.unwrap();
        app.undo(&coordinator, of_b.id, 2).await.unwrap();
        assert_eq!(app.history(&coordinator, of_b.id).await.unwrap()[0].on_behalf_of, of_b.owner);
        whole(app).await;
    }
}
