//! As somebody who must not know of a secret, every answer is the same
//! whether or not the secret exists.

use super::*;
use samverk_domain::access::{Role, Scope};

/// Addresses of every kind of page, export and error.
fn addresses(app: &App) -> Vec<String> {
    let mut paths = vec!["".to_owned(), "/sitemap.xml".into(), "/robots.txt".into()];
    for kind in app.registry().kinds() {
        for query in ["", "?q=hemligt", "?limit=1", "?sort=-changed", "?owner=a", "?visibility=private"] {
            paths.push(format!("/api/v1/{}{query}", kind.name));
        }
    }
    for record in
        ["organisation/b", "cooperation/coop", "body/board", "goal/top", "initiative/open", "initiative/secret"]
    {
        for part in ["", "/history", "/links", "/files", "/overlaps"] {
            paths.push(format!("/api/v1/{record}{part}"));
        }
    }
    for lang in Lang::ALL {
        for page in [
            "",
            "/about",
            "/privacy",
            "/accessibility",
            "/rights",
            "/search?q=hemligt",
            "/search?q=initiativ",
            "/search?q=kommun",
            "/account",
            "/users",
            "/nothing",
            "/report/studied-cooperations",
            "/report/regional-responsibility",
            "/report/activities/coop",
            "/report/breadth",
            "/initiative/matrix",
            "/initiative/matrix?rows=owner&by=state&names=yes",
            "/goal/matrix?format=csv",
            "/initiative/geography",
            "/initiative/geography?show=state&format=csv",
            "/initiative/network",
            "/initiative/roadmap",
            "/initiative/chain",
            "/initiative/overlaps",
            "/initiative/overlaps?format=csv",
            "/initiative/matrix?rows=member&by=life_event",
            "/initiative?member=b",
            "/initiative?breadth=-",
        ] {
            paths.push(format!("/{lang}{page}"));
        }
        for kind in app.registry().kinds() {
            for query in [
                "",
                "?q=hemligt",
                "?sort=-changed",
                "?sort=title&size=1&page=2",
                "?format=csv",
                "?format=json&for=editing",
                "?owner=a",
                "?visibility=private",
                "?state=idea",
                "?format=ttl",
                "?format=jsonld",
            ] {
                paths.push(format!("/{lang}/{}{query}", kind.name));
            }
        }
        for page in [
            "organisation/a",
            "organisation/b",
            "organisation/b/history",
            "cooperation/coop",
            "cooperation/coop/history",
            "body/board",
            "initiative/open",
            "initiative/open/history",
            "initiative/open/edit",
            "initiative/feed",
            "meeting/feed",
            "body/board/calendar.ics",
            "notices",
            "initiative/import",
            "initiative/secret",
            "initiative/secret/edit",
            "initiative/secret/history",
            "goal/top",
            "initiative/new",
            "initiative?responsible=b",
            "initiative?goal=secret-goal",
            "initiative?cooperation=coop",
            "meeting/secret-meeting",
        ] {
            paths.push(format!("/{lang}/{page}"));
        }
    }
    paths
}

async fn world(test: &TestApp, with_secret: bool) -> (Router, Vec<Person>, RecordId) {
    let app = &test.app;
    small_world(app).await;
    make(app, "goal", &[("@key", "top"), ("@owner", "a"), ("name", "Öppet mål")]).await;
    make(
        app,
        "initiative",
        &[
            ("@key", "open"),
            ("@owner", "a"),
            ("name", "Öppet initiativ"),
            ("responsible", "b"),
            ("cooperation", "coop"),
            ("goal", "top"),
        ],
    )
    .await;
    let b = Scope::Organisation(find(app, "organisation", "b"));
    let people = vec![
        public(),
        person(app, "b-writes", &[Grant { role: Role::Representative, scope: b }]).await,
        person(app, "b-reads", &[Grant { role: Role::Reader, scope: b }]).await,
        person(app, "operator", &[Grant { role: Role::Operator, scope: Scope::Installation }]).await,
        person(
            app,
            "coordinator",
            &[Grant { role: Role::Coordinator, scope: Scope::Cooperation(find(app, "cooperation", "coop")) }],
        )
        .await,
    ];
    let mut secret = RecordId(samverk_domain::id::Uuid::from_u128(7));
    if with_secret {
        let all = [("@owner", "a"), ("@visibility", "private")];
        let with = |more: &[(&'static str, &'static str)]| all.iter().chain(more).copied().collect::<Vec<_>>();
        make(
            app,
            "goal",
            &with(&[("@key", "secret-goal"), ("name", "Hemligt mål"), ("parent", "top"), ("responsible", "b")]),
        )
        .await;
        let record = make(
            app,
            "initiative",
            &with(&[
                ("@key", "secret"),
                ("name", "Hemligt initiativ"),
                ("responsible", "b"),
                ("cooperation", "coop"),
                ("goal", "top | secret-goal"),
                ("priority", "1"),
                ("source", "hemligt"),
                ("areas", "care"),
            ]),
        )
        .await;
        make(
            app,
            "meeting",
            &with(&[("@key", "secret-meeting"), ("name", "Hemligt möte"), ("body", "board"), ("start", "2026-12-01")]),
        )
        .await;
        make(
            app,
            "stakeholder",
            &with(&[("name", "Hemlig intressent"), ("organisation", "b"), ("cooperation", "coop")]),
        )
        .await;
        make(app, "seat", &with(&[("body", "board"), ("organisation", "b"), ("role", "ordinary")])).await;
        make(
            app,
            "contact-person",
            &with(&[
                ("name", "Hemlig Person"),
                ("organisation", "b"),
                ("consent", "given"),
                ("erase_after", "2030-01-01"),
            ]),
        )
        .await;
        secret = record.id;
    }
    (site(app), people, secret)
}

/// Takes out what may differ: tokens of forms.
fn plain(text: &str, person: &Person) -> String {
    let mut text = if person.form_token.is_empty() { text.to_owned() } else { text.replace(&person.form_token, "") };
    let mark = "name=\"form\" value=\"";
    while let Some(at) = text.find(mark) {
        let end = text[at + mark.len()..].find('"').unwrap() + at + mark.len();
        text.replace_range(at..end, "form");
    }
    text
}

#[tokio::test]
async fn a_secret_changes_no_answer_to_those_who_must_not_know_of_it() {
    let (with, without) = (apps().await, apps().await);
    for (with, without) in with.iter().zip(&without) {
        let (site_with, people_with, secret) = world(with, true).await;
        let (site_without, people_without, _) = world(without, false).await;
        let mut paths = addresses(&with.app);
        paths.push(format!("/id/initiative/{secret}"));
        paths.push("/id/initiative/secret".into());
        let mut compared = 0;
        for (one, other) in people_with.iter().zip(&people_without) {
            for path in &paths {
                let path = if path.is_empty() { "/" } else { path };
                let (a, b) =
                    (send(&site_with, one, "GET", path, "").await, send(&site_without, other, "GET", path, "").await);
                assert_eq!(a.status(), b.status(), "{}: {path} as {}", with.name, one.name);
                let told = |response: &Response<Body>| {
                    let mut headers = response.headers().clone();
                    // Each request has an id of its own.
                    headers.remove("x-request-id");
                    headers
                };
                assert_eq!(told(&a), told(&b), "{}: {path} as {}", with.name, one.name);
                let (a, b) = (plain(&text(a).await, one), plain(&text(b).await, other));
                assert_eq!(a, b, "{}: {path} as {}", with.name, one.name);
                compared += 1;
            }
        }
        assert!(compared > 2_000, "{compared}");
        // The secret is really there, for those who may see it.
        let a = Scope::Organisation(find(&with.app, "organisation", "a"));
        let own = person(&with.app, "own", &[Grant { role: Role::Reader, scope: a }]).await;
        let (status, page) = get(&site_with, &own, "/sv/initiative/secret").await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("Hemligt initiativ"));
    }
}
