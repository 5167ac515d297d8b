//! Backups and archives, between both databases.

use super::*;
use samverk_app::access::NewUser;
use samverk_testing::console;
use std::io::Cursor;

async fn filled(app: &App) {
    small_world(app).await;
    let person = make(
        app,
        "contact-person",
        &[("name", "Test Person"), ("organisation", "a"), ("consent", "given"), ("erase_after", "2099-01-01")],
    )
    .await;
    let record = app.resolve("organisation", "b").unwrap();
    app.attach_file(&console(), record, 1, "a.txt", b"content").await.unwrap();
    app.merge(&console(), app.resolve("organisation", "c").unwrap(), "b", None).await.unwrap();
    let grants = vec![Grant { role: Role::Representative, scope: Scope::Organisation(record) }];
    let new = NewUser { email: "x@example.se".into(), name: "X".into(), language: Lang::Sv, grants };
    let (id, _) = app.add_user(&console(), &new).await.unwrap();
    let ctx = user_of(id, &[(Role::Representative, Scope::Organisation(record))]);
    app.comment(&ctx, record, "Hej").await.unwrap();
    app.follow_record(&ctx, record, true).await.unwrap();
    app.keep_draft(&ctx, "goal", "", "name=x".into(), 0).await.unwrap();
    let own = samverk_domain::record::OwnField {
        kind: "organisation".into(),
        name: "x_note".into(),
        of: "text".into(),
        labels: [(Lang::Sv, "Not".to_owned())].into(),
        ..Default::default()
    };
    app.keep_own_field(&console(), &own).await.unwrap();
    let stored = app.record(&console(), record).await.unwrap();
    app.change(&console(), record, stored.record.version, &input(&[("x_note", "eget")]), None).await.unwrap();
    assert!(app.look(|catalogue| catalogue.kind_of(person.id)).is_some());
}

fn user_of(id: UserId, grants: &[(Role, Scope)]) -> Ctx {
    let mut ctx = user(1, grants);
    ctx.actor = Actor::User { id, grants: ctx.actor.grants().to_vec() };
    ctx.name = id.to_string();
    ctx
}

async fn written(app: &App, backup: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    app.write_archive(&mut bytes, backup).await.unwrap();
    bytes
}

#[tokio::test]
async fn an_installation_moves_to_the_other_database_and_gives_the_same_bytes() {
    let sources = apps().await;
    for source in &sources {
        filled(&source.app).await;
        for backup in [false, true] {
            let bytes = written(&source.app, backup).await;
            for target in apps().await {
                let restored = target.app.read_archive(Cursor::new(&bytes), false).await.unwrap();
                assert_eq!(restored.head, source.app.head().await.unwrap().hash);
                whole(&target.app).await;
                target.app.catch_up().await.unwrap();
                let b = find(&target.app, "organisation", "b");
                let stored = target.app.record(&console(), b).await.unwrap();
                assert_eq!(stored.record.text("x_note"), Some("eget"), "own fields come along");
                let hash = samverk_app::access::sha256_hex(b"content");
                assert_eq!(target.app.read_file(&console(), b, &hash).await.unwrap().1, b"content");
                assert_eq!(written(&target.app, backup).await, bytes, "{} to {}", source.name, target.name);
                let again = target.app.read_archive(Cursor::new(&bytes), false).await;
                assert!(matches!(again, Err(AppError::Rule("archive_target_used"))));
                target.app.read_archive(Cursor::new(&bytes), true).await.unwrap();
            }
            let text = String::from_utf8_lossy(&bytes);
            assert_eq!(text.contains("api_token"), backup, "an archive holds no tokens");
        }
    }
}

#[tokio::test]
async fn a_changed_byte_is_refused_wherever_it_is() {
    for test in apps().await {
        small_world(&test.app).await;
        let bytes = written(&test.app, true).await;
        let empty = apps().await.remove(0);
        for n in 0..100 {
            let mut broken = bytes.clone();
            let at = (n * 7_919 + 13) % broken.len();
            broken[at] ^= 1 << (n % 8);
            let refused = empty.app.read_archive(Cursor::new(&broken), false).await;
            assert!(matches!(refused, Err(AppError::Rule("archive_broken"))), "{at}: {refused:?}");
        }
        for cut in [0, 1, 511, 512, bytes.len() / 2, bytes.len() - 512, bytes.len() - 1] {
            let refused = empty.app.read_archive(Cursor::new(&bytes[..cut]), false).await;
            assert!(refused.is_err(), "cut at {cut}");
        }
        assert_eq!(empty.app.head().await.unwrap().seq, 0, "nothing was taken in");
    }
}

#[tokio::test]
async fn a_person_erased_after_the_backup_stays_erased() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let person = make(
            app,
            "contact-person",
            &[("name", "Test Person"), ("organisation", "a"), ("consent", "given"), ("erase_after", "2099-01-01")],
        )
        .await;
        let before = written(app, true).await;
        app.erase(&console(), person.id, None).await.unwrap();
        let head = app.head().await.unwrap();
        let restored = app.read_archive(Cursor::new(&before), true).await.unwrap();
        assert_eq!(restored.erased, 1, "{}", test.name);
        app.catch_up().await.unwrap();
        let bytes = written(app, true).await;
        assert!(!String::from_utf8_lossy(&bytes).contains("Test Person"));
        // The history that was published last is gone; what was before it is not.
        assert!(!app.holds_head(&head.hash).await.unwrap());
        assert!(app.holds_head(&restored.head).await.unwrap());
        whole(app).await;
    }
}
