//! Views, comments, following, notices, mail, many at once, tokens.

use super::*;
use samverk_app::access::{NewUser, TokenScope};
use samverk_app::record::BulkHow;
use samverk_app::together::{MailWish, Reach};

async fn person(app: &App, name: &str, organisation: &str) -> Ctx {
    let id = find(app, "organisation", organisation);
    let grants = vec![Grant { role: Role::Representative, scope: Scope::Organisation(id) }];
    let email = format!("{}@example.se", name.to_lowercase().replace(' ', "."));
    let new = NewUser { email, name: name.into(), language: Lang::Sv, grants: grants.clone() };
    let (id, _) = app.add_user(&console(), &new).await.unwrap();
    Ctx { actor: Actor::User { id, grants }, name: id.to_string(), via: "web", lang: Lang::Sv, once: None }
}

async fn round(app: &App) -> usize {
    app.notify(&|_, _| (Vec::new(), String::new())).await.unwrap();
    app.write_mail(&|_, notices| (format!("{} news", notices.len()), "text".into()), None).await.unwrap()
}

#[tokio::test]
async fn who_follows_is_told_of_what_it_may_see_and_mailed_as_it_wishes() {
    for test in apps().await {
        let (app, clock) = (&test.app, &test.clock);
        small_world(app).await;
        round(app).await;
        let (anna, bo) = (person(app, "Anna Berg", "a").await, person(app, "Bo Ek", "b").await);
        let open = make(app, "goal", &[("@key", "open"), ("@owner", "a"), ("name", "Öppet")]).await;
        app.follow_record(&bo, open.id, true).await.unwrap();
        app.follow_list(&bo, "goal", "", true).await.unwrap();
        round(app).await;
        app.read_notices(&bo).await.unwrap();
        // A change by somebody else is told of once, one's own never, a hidden one never.
        app.change(&anna, open.id, 1, &input(&[("note", "ny")]), None).await.unwrap();
        let hidden = [("@key", "hidden"), ("@owner", "a"), ("@visibility", "private"), ("name", "Dolt")];
        make(app, "goal", &hidden).await;
        round(app).await;
        assert_eq!(app.unread(&bo).await.unwrap(), 1, "{}", test.name);
        assert_eq!(app.unread(&anna).await.unwrap(), 0);
        // Daily by default: sent once the day has come, grouped in one.
        app.write_mail(&|_, n| (n.len().to_string(), String::new()), None).await.unwrap();
        let sent = |mails: Vec<samverk_app::together::Mail>| mails.len();
        let before = sent(app.unsent_mail().await.unwrap());
        clock.pass(24 * 3600);
        assert_eq!(round(app).await, 1, "one digest: {}", test.name);
        assert_eq!(sent(app.unsent_mail().await.unwrap()), before + 1);
        // A mention is mailed at once, with nobody else told by it.
        app.comment(&anna, open.id, "Hej @Bo Ek, se detta").await.unwrap();
        assert_eq!(round(app).await, 1);
        assert!(app.notices(&bo).await.unwrap().iter().any(|notice| notice.topic == "mention" && notice.urgent));
        // Never means never.
        app.set_mail_wish(&bo, MailWish::Never).await.unwrap();
        app.comment(&anna, open.id, "@bo.ek@example.se igen").await.unwrap();
        assert_eq!(round(app).await, 0);
        // Whoever followed a record is told that it is gone, by its name.
        let gone =
            make(app, "goal", &[("@key", "gone"), ("@owner", "a"), ("@visibility", "public"), ("name", "Borta")]).await;
        let unseen =
            make(app, "goal", &[("@key", "unseen"), ("@owner", "a"), ("@visibility", "public"), ("name", "Osett")])
                .await;
        app.follow_record(&bo, gone.id, true).await.unwrap();
        app.follow_record(&bo, unseen.id, true).await.unwrap();
        round(app).await;
        app.change(&anna, unseen.id, 1, &input(&[("@visibility", "private")]), None).await.unwrap();
        app.delete(&anna, unseen.id, 2, None).await.unwrap();
        app.delete(&anna, gone.id, 1, None).await.unwrap();
        round(app).await;
        let told: Vec<_> = app.notices(&bo).await.unwrap().into_iter().filter(|n| n.topic == "deleted").collect();
        assert_eq!(
            told.iter().map(|n| (n.title.as_str(), n.record)).collect::<Vec<_>>(),
            [("Borta", None)],
            "{}",
            test.name
        );
        // What is hidden from now on is no longer told of.
        let stored = app.record(&console(), open.id).await.unwrap();
        let private = input(&[("@visibility", "private")]);
        app.change(&console(), open.id, stored.record.version, &private, None).await.unwrap();
        assert!(app.notices(&bo).await.unwrap().iter().all(|notice| notice.record.is_none()));
        assert!(matches!(app.comments(&bo, open.id).await, Err(AppError::NotFound)));
    }
}

#[tokio::test]
async fn views_are_shared_within_an_organisation_and_one_comes_first() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let (anna, bo) = (person(app, "Anna", "a").await, person(app, "Bo", "b").await);
        app.save_view(&anna, "goal", "Mina", "q=x", Reach::Mine).await.unwrap();
        let first = app.save_view(&anna, "goal", "Först", "q=y", Reach::Standard).await.unwrap();
        app.save_view(&anna, "goal", "Nu först", "q=z", Reach::Standard).await.unwrap();
        let views = app.views(&anna, "goal").await.unwrap();
        assert_eq!(views.iter().filter(|view| view.reach == "standard").count(), 1, "{}", test.name);
        assert!(app.views(&bo, "goal").await.unwrap().is_empty());
        assert!(matches!(app.remove_view(&bo, &first.id).await, Err(AppError::NotFound)));
        let twice = app.save_view(&anna, "goal", "Mina", "q=y", Reach::Shared).await.unwrap_err();
        assert_eq!(codes(twice), [("name".to_owned(), "taken")]);
        let bad = app.save_view(&anna, "goal", " ", "", Reach::Mine).await.unwrap_err();
        assert_eq!(codes(bad), [("name".to_owned(), "required")]);
    }
}

#[tokio::test]
async fn many_records_change_together_or_not_at_all_and_go_back() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let anna = person(app, "Anna", "a").await;
        let mut chosen = Vec::new();
        for n in 0..3 {
            let name = format!("Mål {n}");
            let goal = make(app, "initiative", &[("@owner", "a"), ("name", &name), ("participant", "b")]).await;
            chosen.push((goal.id, goal.version));
        }
        let theirs = make(app, "initiative", &[("@owner", "b"), ("name", "Deras")]).await;
        let fields = input(&[("participant", "c")]);
        let fields = samverk_app::record::Input { visibility: None, ..fields };
        let with = [chosen.clone(), vec![(theirs.id, theirs.version)]].concat();
        let error = app.bulk_change(&anna, "initiative", &with, &fields, BulkHow::Add, None).await.unwrap_err();
        assert_eq!(codes(error), [("4:owner".to_owned(), "not_allowed")], "{}", test.name);
        let done = app.bulk_change(&anna, "initiative", &chosen, &fields, BulkHow::Add, None).await.unwrap();
        assert!(done.records.iter().all(|(_, version)| *version == 2), "{}", test.name);
        for (id, _) in &chosen {
            assert_eq!(app.record(&anna, *id).await.unwrap().record.values("participant").len(), 2);
        }
        let error = app.bulk_change(&anna, "initiative", &chosen, &fields, BulkHow::Add, None).await.unwrap_err();
        assert_eq!(codes(error).len(), 3, "the versions are old now");
        let renamed = samverk_app::record::Input { visibility: None, ..input(&[("name", "Samma")]) };
        let error = app.bulk_change(&anna, "initiative", &chosen, &renamed, BulkHow::Replace, None).await.unwrap_err();
        assert_eq!(codes(error), [("name".to_owned(), "not_for_many")], "a name is each record's own");
        let bo = person(app, "Bo", "b").await;
        assert!(matches!(app.undo_entry(&bo, done.entry, None).await, Err(AppError::NotFound)), "another's entry");
        let undone = app.undo_entry(&anna, done.entry, None).await.unwrap();
        assert_eq!((undone.records, undone.kept.len()), (3, 0));
        assert_eq!(app.record(&anna, chosen[0].0).await.unwrap().record.values("participant").len(), 1);
        whole(app).await;
    }
}

#[tokio::test]
async fn a_token_acts_for_its_owner_until_it_ends_and_drafts_are_their_authors_alone() {
    for test in apps().await {
        let (app, clock) = (&test.app, &test.clock);
        small_world(app).await;
        let (anna, bo) = (person(app, "Anna", "a").await, person(app, "Bo", "b").await);
        let secret = app.make_token(&anna, "Skript", TokenScope::Read, 1).await.unwrap();
        let bearer = app.bearer(&secret).await.unwrap().unwrap();
        assert_eq!(bearer.token.user.to_string(), anna.name);
        assert!(!TokenScope::Write.is_in(&bearer.token.scopes) && TokenScope::Read.is_in(&bearer.token.scopes));
        let id = app.tokens(&anna).await.unwrap()[0].id.clone();
        assert!(matches!(app.revoke_token(&bo, &id).await, Err(AppError::NotFound)));
        clock.pass(25 * 3600);
        assert!(app.bearer(&secret).await.unwrap().is_none(), "it has ended");
        let bad = app.make_token(&anna, "", TokenScope::Read, 400).await.unwrap_err();
        assert_eq!(codes(bad), [("name".to_owned(), "required"), ("days".to_owned(), "range")]);
        app.keep_draft(&anna, "goal", "", "name=x".into(), 0).await.unwrap();
        assert!(app.draft(&bo, "goal", "").await.unwrap().is_none());
        app.drop_draft(&anna, "goal", "").await.unwrap();
        assert!(app.draft(&anna, "goal", "").await.unwrap().is_none());
        whole(app).await;
    }
}

#[tokio::test]
async fn mail_that_waits_forgets_whom_it_tells_of_once_erased() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        round(app).await;
        let bo = person(app, "Bo Ek", "a").await;
        app.set_mail_wish(&bo, MailWish::AtOnce).await.unwrap();
        app.follow_list(&bo, "contact-person", "", true).await.unwrap();
        let fields = [
            ("@owner", "a"),
            ("name", "Petra Person"),
            ("organisation", "a"),
            ("consent", "given"),
            ("erase_after", "2099-01-01"),
        ];
        let contact = make(app, "contact-person", &fields).await;
        app.notify(&|_, _| (Vec::new(), String::new())).await.unwrap();
        let titles =
            |notices: &[samverk_app::together::NoticeView]| notices.iter().map(|n| n.title.clone()).collect::<String>();
        app.write_mail(&|_, notices| (titles(notices), format!("Nytt: {}", titles(notices))), None).await.unwrap();
        let waits = app.unsent_mail().await.unwrap();
        assert_eq!((waits.len(), waits[0].body.as_str()), (1, "Nytt: Petra Person"), "{}", test.name);
        app.erase(&console(), contact.id, None).await.unwrap();
        let left = app.unsent_mail().await.unwrap();
        assert_eq!((left[0].subject.as_str(), left[0].body.as_str()), ("…", "Nytt: …"), "{}", test.name);
    }
}

#[tokio::test]
async fn members_are_told_of_a_call_once_it_is_open_and_only_they() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        round(app).await;
        let (anna, bo) = (person(app, "Anna", "a").await, person(app, "Bo", "b").await);
        let outside = person(app, "Cecilia", "c").await;
        let call = [
            ("@key", "call"),
            ("@owner", "a"),
            ("@visibility", "public"),
            ("name", "Gemensam tjänst"),
            ("cooperation", "coop"),
            ("proposal", "Vi bygger den tillsammans."),
            ("deadline", "2030-01-01"),
        ];
        let call = make(app, "call-for-interest", &call).await;
        round(app).await;
        assert_eq!(app.unread(&bo).await.unwrap(), 0, "{}: a draft asks nobody", test.name);
        app.move_to(&anna, call.id, 1, "open", None).await.unwrap();
        round(app).await;
        let told = app.notices(&bo).await.unwrap();
        let told: Vec<_> = told.iter().map(|notice| (notice.topic.as_str(), notice.record, notice.urgent)).collect();
        assert_eq!(told, [("asked", Some(call.id), false)], "{}", test.name);
        // Who asks knows, and who is no member is not asked.
        assert_eq!(app.unread(&anna).await.unwrap(), 0);
        assert_eq!(app.unread(&outside).await.unwrap(), 0);
        // Who follows it besides hears of it once.
        app.follow_record(&bo, call.id, true).await.unwrap();
        let stored = app.record(&console(), call.id).await.unwrap();
        app.change(&anna, call.id, stored.record.version, &input(&[("note", "ny")]), None).await.unwrap();
        round(app).await;
        assert_eq!(app.unread(&bo).await.unwrap(), 2, "{}", test.name);
        // Closed before the mail goes out, it waits for nobody.
        let mailed = async || {
            let topics = std::sync::Mutex::new(Vec::new());
            let write = |_: Lang, notices: &[samverk_app::together::NoticeView]| {
                topics.lock().unwrap().extend(notices.iter().map(|notice| notice.topic.clone()));
                (String::new(), String::new())
            };
            app.write_mail(&write, None).await.unwrap();
            topics.into_inner().unwrap()
        };
        app.set_mail_wish(&bo, MailWish::AtOnce).await.unwrap();
        let stored = app.record(&console(), call.id).await.unwrap();
        app.move_to(&anna, call.id, stored.record.version, "closed", None).await.unwrap();
        let topics = mailed().await;
        assert!(topics.iter().all(|topic| topic != "asked") && !topics.is_empty(), "{}: {topics:?}", test.name);
    }
}

#[tokio::test]
async fn a_notice_says_what_stands_there_now_as_far_as_its_reader_sees_it() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        round(app).await;
        let bo = person(app, "Bo Ek", "b").await;
        let hidden =
            make(app, "goal", &[("@key", "hidden"), ("@owner", "a"), ("@visibility", "private"), ("name", "H")]);
        hidden.await;
        let fields = [("@key", "open"), ("@owner", "a"), ("@visibility", "public"), ("name", "Öppet")];
        let open = make(app, "initiative", &fields).await;
        app.follow_record(&bo, open.id, true).await.unwrap();
        round(app).await;
        app.read_notices(&bo).await.unwrap();
        let changed = input(&[("priority", "4"), ("responsible", "b"), ("goal", "hidden"), ("comment", "Klart")]);
        app.change(&console(), open.id, 1, &changed, None).await.unwrap();
        round(app).await;
        let notices = app.notices(&bo).await.unwrap();
        let told: Vec<&str> = notices.iter().find(|notice| !notice.read).unwrap().text.lines().collect();
        assert_eq!(told.len(), 3, "{}: {told:?}", test.name);
        assert!(told.iter().any(|line| line.ends_with(": 4")), "{told:?}");
        assert!(told.iter().any(|line| line.ends_with(": Kommun b")), "{told:?}");
        // That it leads to a goal that its reader does not see is not told.
        assert!(told.iter().any(|line| line.ends_with(": Klart")) && !told.iter().any(|line| line.contains("goal")));
        app.change(&console(), open.id, 2, &input(&[("comment", ""), ("goal", "")]), None).await.unwrap();
        round(app).await;
        let notices = app.notices(&bo).await.unwrap();
        assert!(notices.iter().any(|notice| notice.text == "initiative-comment: –"), "{notices:?}");
    }
}
