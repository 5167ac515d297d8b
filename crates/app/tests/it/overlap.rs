//! Initiatives that may be the same work (B18).

use super::*;

async fn initiative(app: &App, key: &str, visibility: &str, name: &str) -> RecordId {
    let fields = [("@key", key), ("@owner", "a"), ("@visibility", visibility), ("name", name), ("areas", "archive")];
    make(app, "initiative", &fields).await.id
}

async fn told(app: &App, ctx: &Ctx, id: RecordId) -> Vec<(String, String)> {
    let found = app.overlaps(ctx, id, 5).await.unwrap();
    found.into_iter().map(|o| (o.stored.record.key, format!("{:.6}", o.score))).collect()
}

fn keys(told: &[(String, String)]) -> Vec<&str> {
    told.iter().map(|(key, _)| key.as_str()).collect()
}

#[tokio::test]
async fn overlaps_follow_every_change_and_tell_nothing_of_what_must_not_be_known() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let public = Ctx { actor: Actor::Public, name: "public".into(), via: "web", lang: Lang::Sv, once: None };
        let archive = initiative(app, "arkiv", "public", "E-arkiv för kommunerna").await;
        let other = initiative(app, "arkivet", "public", "Gemensamt e-arkiv").await;
        initiative(app, "telefoni", "public", "Telefoni och växel").await;
        let before = told(app, &public, archive).await;
        assert_eq!(keys(&before), ["arkivet"], "{}", test.name);
        // What the public must not know of is no answer, and moves no score.
        let secret = initiative(app, "hemligt", "private", "E-arkiv för kommunerna, hemligt arkiv").await;
        assert_eq!(told(app, &public, archive).await, before, "{}", test.name);
        let seen = app.overlaps(&console(), archive, 5).await.unwrap();
        assert_eq!(seen[0].stored.record.key, "hemligt");
        assert_eq!(seen[0].common.areas, ["archive"]);
        assert!(matches!(app.overlaps(&public, secret, 5).await, Err(AppError::NotFound)));
        // Told of once it is public, with another text once that changes, gone once deleted.
        app.change(&console(), secret, 1, &input(&[("@visibility", "public")]), None).await.unwrap();
        assert_eq!(keys(&told(app, &public, archive).await), ["hemligt", "arkivet"]);
        app.change(&console(), other, 1, &input(&[("name", "Bibliotekssystem")]), None).await.unwrap();
        assert_eq!(keys(&told(app, &public, archive).await), ["hemligt"]);
        app.delete(&console(), secret, 2, None).await.unwrap();
        assert!(told(app, &public, archive).await.is_empty());
        app.restore(&console(), secret, 3, 2, None).await.unwrap();
        let shared = app.overlaps(&public, archive, 5).await.unwrap();
        assert_eq!(shared[0].shared[0].term, "arkiv");
    }
}
