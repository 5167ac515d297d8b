//! Every route x role x relation x visibility, held against the one function
//! that decides.

use super::*;
use samverk_domain::access::{Action, Decision, Object, Reason, Role, Scope, decide};
use samverk_domain::record::Visibility;

/// What an answer means.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Outcome {
    Allowed,
    SignIn,
    Forbidden,
    NotFound,
}

fn outcome(response: &Response<Body>) -> Outcome {
    match response.status() {
        StatusCode::NOT_FOUND => Outcome::NotFound,
        StatusCode::FORBIDDEN => Outcome::Forbidden,
        StatusCode::UNAUTHORIZED => Outcome::SignIn,
        StatusCode::SEE_OTHER if location(response).contains("/sign-in") => Outcome::SignIn,
        // Refused for another reason than permission: stale, incomplete.
        status if status.is_success() || status.is_redirection() || matches!(status.as_u16(), 409 | 412 | 422) => {
            Outcome::Allowed
        }
        other => panic!("{other}"),
    }
}

fn expected(decision: Decision, action: Action) -> Outcome {
    match decision {
        Decision::Allow(_) => Outcome::Allowed,
        Decision::Deny(Reason::Unseen) => Outcome::NotFound,
        // A file tells of itself: whoever may not have it does not hear of it.
        Decision::Deny(_) if action == Action::SeeInternal => Outcome::NotFound,
        Decision::Deny(Reason::SignInFirst) => Outcome::SignIn,
        Decision::Deny(_) => Outcome::Forbidden,
    }
}

async fn everybody(app: &App, record: RecordId) -> Vec<Person> {
    let organisation = |key: &str| Scope::Organisation(find(app, "organisation", key));
    let coop = Scope::Cooperation(find(app, "cooperation", "coop"));
    let grant = |role, scope| Grant { role, scope };
    let mut people = vec![public()];
    let grants: [(&'static str, Grant); 12] = [
        ("own-representative", grant(Role::Representative, organisation("a"))),
        ("own-coordinator", grant(Role::Coordinator, organisation("a"))),
        ("own-reader", grant(Role::Reader, organisation("a"))),
        ("member-representative", grant(Role::Representative, organisation("b"))),
        ("member-reader", grant(Role::Reader, organisation("b"))),
        ("participant", grant(Role::Representative, organisation("c"))),
        ("stranger", grant(Role::Representative, organisation("d"))),
        ("coordinator", grant(Role::Coordinator, coop)),
        ("coop-reader", grant(Role::Reader, coop)),
        ("operator", grant(Role::Operator, Scope::Installation)),
        ("record-owner", grant(Role::Owner, Scope::Record(record))),
        ("record-observer", grant(Role::Observer, Scope::Record(record))),
    ];
    for (name, grant) in grants {
        people.push(person(app, name, &[grant]).await);
    }
    people
}

#[tokio::test]
async fn every_route_answers_everybody_as_the_rule_says() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let site = site(app);
        let mut records = Vec::new();
        for visibility in Visibility::ALL {
            let key = format!("i-{}", visibility.code());
            let fields = [
                ("@key", key.as_str()),
                ("@owner", "a"),
                ("@visibility", visibility.code()),
                ("name", "Initiativ"),
                ("cooperation", "coop"),
                ("participant", "c"),
            ];
            let record = make(app, "initiative", &fields).await;
            let with_file = app.attach_file(&console(), record.id, 1, "a.txt", b"content").await.unwrap();
            records.push((key, with_file));
        }
        let hash = samverk_app::access::sha256_hex(b"content");
        let people = everybody(app, records[0].1.id).await;
        let mut tried = 0;
        for route in samverk_web::routes().into_iter().filter(|route| !APART.contains(&route.path)) {
            for person in &people {
                for (key, record) in &records {
                    let path = route.path.replace("{lang}", "sv").replace("{kind}", "initiative").replace("{id}", key);
                    let path = if route.path.contains("/report/") {
                        path.replace("{key}", "coop")
                    } else {
                        path.replace("{key}", key)
                    };
                    let path = path
                        .replace("{hash}", &hash)
                        .replace("{token}", "x")
                        .replace("{version}", "1")
                        .replace("{name}", "app.js");
                    let on_record = ["{kind}/{key}", "{kind}/{id}", "initiative/{key}"]
                        .iter()
                        .any(|part| route.path.contains(part));
                    let path = if path == "/api/v1/map/compare" { format!("{path}?from=now") } else { path };
                    // A version that is never current: what is allowed is
                    // recognised and changes nothing.
                    let body = format!("token={}&base=0&@owner=a&name=Nytt&version=1", person.form_token);
                    let (path, body) = if path.starts_with("/api/") {
                        let json = match route.path.rsplit('/').next() {
                            Some("move") => r#"{"state":"idea"}"#,
                            Some("restore") => r#"{"version":1}"#,
                            Some("merge") => r#"{"into":"ingen"}"#,
                            Some("proposals") => r#"{"fields":{"name":"Nytt"}}"#,
                            Some("{kind}") => r#"{"owner":"a","state":"idea","fields":{"name":"Nytt"}}"#,
                            _ => "{}",
                        };
                        (path, json.to_owned())
                    } else if route.path.ends_with("/file") {
                        let text = |name: &str, text: &str| {
                            format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
                        };
                        let file = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"b.txt\"\r\n\r\nmore\r\n--b--\r\n";
                        (path, [&text("token", &person.form_token), &text("base", "0"), file].concat())
                    } else {
                        (path, body)
                    };
                    let decision = if on_record {
                        let facts = app.look(|c| c.facts(record.id, app.ports().today())).unwrap();
                        decide(&person.ctx.actor, route.action, &facts.object())
                    } else if route.action == Action::Create {
                        let owner = Some(find(app, "organisation", "a"));
                        let kind = app.registry().get("initiative").unwrap();
                        let facts = app.look(|c| c.facts_of_new(kind, record.id, owner, None, app.ports().today()));
                        decide(&person.ctx.actor, Action::Create, &facts.object())
                    } else if route.action == Action::See {
                        Decision::Allow(Reason::Public)
                    } else {
                        decide(&person.ctx.actor, route.action, &Object::INSTALLATION)
                    };
                    let response = send(&site, person, route.method, &path, &body).await;
                    let found = outcome(&response);
                    let wanted = expected(decision, route.action);
                    // Whoever has no token changes nothing there, seen or unseen.
                    let tokenless = path.starts_with("/api/") && route.method != "GET" && person.bearer.is_empty();
                    let wanted = if tokenless { Outcome::SignIn } else { wanted };
                    // The form for a new record is shown to whoever may make one for anybody.
                    if route.method == "GET" && route.action == Action::Create {
                        let writes = person.ctx.actor.writes_for().next().is_some() || person.name == "coordinator";
                        let wanted = match (person.name, writes) {
                            ("public", _) => Outcome::SignIn,
                            (_, true) => Outcome::Allowed,
                            _ => Outcome::Forbidden,
                        };
                        assert_eq!(found, wanted, "{}: {} {path} as {}", test.name, route.method, person.name);
                        continue;
                    }
                    assert_eq!(
                        found, wanted,
                        "{}: {} {path} as {}: {decision:?}",
                        test.name, route.method, person.name
                    );
                    tried += 1;
                }
            }
        }
        assert!(tried > 1_500, "{tried}");
    }
}

/// Routes whose answer is about something else than permission: a one-time
/// link that does not exist, signing in without a password, and those that
/// would end the test's own sessions.
const APART: [&str; 48] = [
    "/api/v1/{kind}/{id}/accession",
    "/{lang}/{kind}/{key}/report/{report}",
    "/{lang}/cooperation/{key}/remind",
    "/api/v1/{kind}/{id}/report/{report}",
    "/api/v1/{kind}/{id}/remind",
    "/{lang}/cooperation/{key}/payments",
    "/{lang}/budget/{key}/invoice/{organisation}",
    "/{lang}/cooperation/{key}/ledger",
    "/{lang}/cooperation/{key}/ledger/{organisation}",
    "/api/v1/{kind}/{id}/ledger",
    "/api/v1/{kind}/{id}/ledger",
    "/{lang}/budget/{key}/shares",
    "/api/v1/{kind}/{id}/shares",
    "/api/v1/shares",
    "/{lang}/cooperation/{key}/late-join",
    "/{lang}/cooperation/{key}/cost",
    "/{lang}/goal/{key}/document",
    "/{lang}/initiative/judgement",
    "/id/list/{list}/{code}",
    "/calendar/{name}",
    "/{lang}/body/{key}/calendar.ics",
    "/{lang}/follow",
    "/{lang}/{kind}/view",
    "/{lang}/{kind}/bulk",
    "/{lang}/{kind}/import",
    "/{lang}/{kind}/import/{run}",
    "/{lang}/{kind}/import/{run}/rejected",
    "/{lang}/{kind}/{key}/comment",
    "/api/v1/{kind}/{id}/comments",
    "/api/v1/{kind}/{id}/comments/{comment}",
    "/api/v1/{kind}/{id}/proposals/{proposal}",
    "/api/v1/account/views/{view}",
    "/api/v1/entries/{entry}/undo",
    "/api/v1/{kind}/import",
    "/api/v1/{kind}/import/{run}",
    "/api/v1/{kind}/import/{run}/run",
    "/api/v1/{kind}/import/{run}/undo",
    "/api/v1/{kind}/import/{run}/rejected",
    "/{lang}/account/mail",
    "/{lang}/account/token",
    "/{lang}/fields",
    "/{lang}/account/token/end",
    "/{lang}/welcome/{token}",
    "/{lang}/sign-in",
    "/{lang}/sign-out",
    "/{lang}/account/session",
    "/{lang}/users/account",
    "/{lang}/users/role",
];

#[tokio::test]
async fn a_form_from_elsewhere_is_refused() {
    let test = apps().await.remove(0);
    small_world(&test.app).await;
    let site = site(&test.app);
    let own = person(
        &test.app,
        "own",
        &[Grant { role: Role::Representative, scope: Scope::Organisation(find(&test.app, "organisation", "a")) }],
    )
    .await;
    for route in samverk_web::routes().iter().filter(|route| route.method == "POST" && !route.path.starts_with("/api/"))
    {
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("x-nothing", ""),
        ] {
            let path = route.path.replace("{lang}", "sv").replace("{kind}", "organisation").replace("{key}", "a");
            let request = Request::builder()
                .method("POST")
                .uri(&path)
                .header(header::HOST, "samverk.test")
                .header(header::COOKIE, &own.cookie)
                .header(name, value);
            let response = site.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{path} {name}: {value}");
        }
    }
    // From our own page, but without this session's token.
    let response = send(&site, &own, "POST", "/sv/organisation/a/delete", "base=1&token=wrong").await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        test.app
            .record(&console(), find(&test.app, "organisation", "a"))
            .await
            .is_ok_and(|stored| !stored.record.deleted)
    );
}
