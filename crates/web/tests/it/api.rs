//! The API as a program meets it: versions, keys, refusals, pages.

use super::*;
use samverk_app::access::TokenScope;
use samverk_domain::access::{Role, Scope};
use serde_json::{Value as Json, json};

pub(super) struct Client {
    pub(super) site: Router,
    pub(super) token: String,
}

impl Client {
    pub(super) async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Response<Body> {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if !self.token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.site.clone().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap()
    }

    pub(super) async fn json(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &Json,
    ) -> (StatusCode, Json) {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let response = self.send(method, path, headers, &body).await;
        let status = response.status();
        let text = text(response).await;
        (status, serde_json::from_str(&text).unwrap_or(Json::Null))
    }
}

pub(super) async fn client(test: &TestApp, scope: TokenScope) -> Client {
    let own = Scope::Organisation(find(&test.app, "organisation", "a"));
    let name: &'static str = if scope == TokenScope::Read { "reads" } else { "writes" };
    let person = person(&test.app, name, &[Grant { role: Role::Representative, scope: own }]).await;
    let token = test.app.make_token(&person.ctx, "test", scope, 1).await.unwrap();
    Client { site: site(&test.app), token }
}

pub(super) fn paths(problem: &Json) -> Vec<(&str, &str)> {
    let errors = problem["errors"].as_array().unwrap();
    errors.iter().map(|error| (error["path"].as_str().unwrap(), error["code"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn a_record_is_made_read_changed_moved_undone_and_deleted() {
    for test in apps().await {
        small_world(&test.app).await;
        let client = client(&test, TokenScope::Write).await;
        let new =
            json!({ "owner": "a", "fields": { "name": "Ny", "participant": ["b", { "key": "c" }], "priority": 2 } });
        let response = client.send("POST", "/initiative", &[], &new.to_string()).await;
        assert_eq!(response.status(), StatusCode::CREATED, "{}", test.name);
        let place = location(&response);
        let tag = response.headers()[header::ETAG].to_str().unwrap().to_owned();
        assert!(tag.starts_with("\"1-"), "{tag}");
        let made: Json = serde_json::from_str(&text(response).await).unwrap();
        assert_eq!(made["fields"]["participant"][1]["key"], "c");
        let path = place.trim_start_matches("/api/v1").to_owned();
        let (status, read) = client.json("GET", &path, &[], &Json::Null).await;
        assert_eq!((status, &read), (StatusCode::OK, &made));
        let unchanged = client.send("GET", &path, &[("if-none-match", tag.as_str())], "").await;
        assert_eq!(unchanged.status(), StatusCode::NOT_MODIFIED);
        // What was read may be sent back, and changes nothing.
        let (status, same) = client.json("PATCH", &path, &[("if-match", "\"1\"")], &read).await;
        assert_eq!((status, same["version"].as_i64()), (StatusCode::OK, Some(1)), "{same}");
        let change = json!({ "fields": { "priority": null, "name": "Ändrad" }, "reason": "för att" });
        assert_eq!(client.json("PATCH", &path, &[], &change).await.0, StatusCode::PRECONDITION_REQUIRED);
        let stale = client.json("PATCH", &path, &[("if-match", "\"7\"")], &change).await;
        assert_eq!((stale.0, stale.1["code"].as_str()), (StatusCode::PRECONDITION_FAILED, Some("stale")));
        let (_, changed) = client.json("PATCH", &path, &[("if-match", "\"1\"")], &change).await;
        assert_eq!((changed["version"].as_i64(), changed["fields"].get("priority")), (Some(2), None));
        let state = json!({ "state": "started" });
        let (_, moved) = client.json("POST", &format!("{path}/move"), &[("if-match", "\"2\"")], &state).await;
        assert_eq!(moved["state"], "started");
        let (status, refused) =
            client.json("PATCH", &path, &[("if-match", "\"3\"")], &json!({ "state": "idea" })).await;
        assert_eq!((status, paths(&refused)), (StatusCode::UNPROCESSABLE_ENTITY, vec![("/state", "not_changed_here")]));
        let (_, back) = client.json("POST", &format!("{path}/undo"), &[("if-match", "\"3\"")], &Json::Null).await;
        assert_eq!(back["state"], "idea");
        let (_, history) = client.json("GET", &format!("{path}/history"), &[], &Json::Null).await;
        assert_eq!(history["items"].as_array().unwrap().len(), 4);
        let (_, links) = client.json("GET", "/organisation/b/links", &[], &Json::Null).await;
        assert!(links["items"].as_array().unwrap().iter().any(|link| link["field"] == "participant"));
        let attached =
            client.send("POST", &format!("{path}/files?name=a.txt"), &[("if-match", "\"4\"")], "inhåll").await;
        assert_eq!(attached.status(), StatusCode::CREATED);
        let (_, files) = client.json("GET", &format!("{path}/files"), &[], &Json::Null).await;
        let address = files["items"][0]["address"].as_str().unwrap().trim_start_matches("/api/v1").to_owned();
        assert_eq!(text(client.send("GET", &address, &[], "").await).await, "inhåll");
        let gone = client.send("DELETE", &path, &[("if-match", "\"5\"")], "").await;
        assert_eq!(gone.status(), StatusCode::OK);
        let other = Client { site: client.site.clone(), token: String::new() };
        assert_eq!(other.send("GET", &path, &[], "").await.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_key_makes_a_write_happen_once() {
    for test in apps().await {
        small_world(&test.app).await;
        let client = client(&test, TokenScope::Write).await;
        let body = json!({ "owner": "a", "fields": { "name": "En gång" } }).to_string();
        let key = [("idempotency-key", "k1")];
        let first = client.send("POST", "/goal", &key, &body).await;
        let again = client.send("POST", "/goal", &key, &body).await;
        assert_eq!((first.status(), again.status()), (StatusCode::CREATED, StatusCode::CREATED));
        assert_eq!(again.headers()["idempotency-replayed"], "true");
        let (first, again) = (text(first).await, text(again).await);
        assert_eq!(first, again, "{}", test.name);
        let made: Json = serde_json::from_str(&first).unwrap();
        let path = format!("/goal/{}", made["key"].as_str().unwrap());
        // After a later change the first answer is still the first answer.
        let change = json!({ "fields": { "name": "Två" } });
        client.json("PATCH", &path, &[("if-match", "\"1\"")], &change).await;
        assert!(text(client.send("POST", "/goal", &key, &body).await).await.contains("En gång"));
        let (status, used) = client.json("POST", "/goal", &key, &json!({ "owner": "a", "fields": {} })).await;
        assert_eq!((status, used["code"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some("idempotency-key-used")));
        let keyed = [("if-match", "\"2\""), ("idempotency-key", "k2")];
        let once = client.json("PATCH", &path, &keyed, &json!({ "fields": { "note": "x" } })).await.1;
        let twice = client.json("PATCH", &path, &keyed, &json!({ "fields": { "note": "x" } })).await.1;
        assert_eq!((once["version"].as_i64(), &twice), (Some(3), &once), "a change that came through is not stale");
        let (_, list) = client.json("GET", "/goal", &[], &Json::Null).await;
        assert_eq!(list["total"], 1);
    }
}

#[tokio::test]
async fn a_transfer_is_entered_once_with_its_key_and_the_books_are_read_in_pages() {
    for test in apps().await {
        small_world(&test.app).await;
        let client = client(&test, TokenScope::Write).await;
        let cost = |amount: &str| {
            json!({ "kind": "cost", "cost_kind": "staff", "day": "2026-01-07", "amount": amount }).to_string()
        };
        let path = "/cooperation/coop/ledger";
        let key = [("idempotency-key", "t1")];
        let first = client.send("POST", path, &key, &cost("12.50")).await;
        let again = client.send("POST", path, &key, &cost("12.50")).await;
        assert_eq!((first.status(), again.status()), (StatusCode::CREATED, StatusCode::CREATED), "{}", test.name);
        assert_eq!(again.headers()["idempotency-replayed"], "true");
        let (first, again) = (text(first).await, text(again).await);
        assert_eq!(first, again);
        let made: Json = serde_json::from_str(&first).unwrap();
        assert_eq!((&made["transfers"][0]["no"], made["transfers"].as_array().unwrap().len()), (&json!(1), 1));
        assert_eq!(made["transfers"][0]["currency"], "SEK", "of its owner's country");
        let (status, used) = client.json("POST", path, &key, &serde_json::from_str(&cost("99")).unwrap()).await;
        assert_eq!((status, used["code"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some("idempotency-key-used")));
        for amount in ["1", "2"] {
            client.send("POST", path, &[], &cost(amount)).await;
        }
        let back = json!({ "corrects": 1, "reason": "fel" });
        let keyed = [("idempotency-key", "t2")];
        let (_, once) = client.json("POST", path, &keyed, &back).await;
        let (status, twice) = client.json("POST", path, &keyed, &back).await;
        assert_eq!((status, &once["transfers"][0]["no"], &twice), (StatusCode::CREATED, &json!(4), &once));
        let mut next = format!("{path}?limit=3");
        let mut numbers = Vec::new();
        loop {
            let (status, page) = client.json("GET", &next, &[], &Json::Null).await;
            assert_eq!(status, StatusCode::OK);
            numbers.extend(page["transfers"].as_array().unwrap().iter().map(|row| row["no"].as_i64().unwrap()));
            match page["next"].as_str() {
                Some(address) => next = address.strip_prefix("/api/v1").unwrap().to_owned(),
                None => break,
            }
        }
        assert_eq!(numbers, [1, 2, 3, 4]);
        for wrong in ["limit=0", "limit=1001", "after=-1", "after=x", "nothing=1"] {
            let (status, _) = client.json("GET", &format!("{path}?{wrong}"), &[], &Json::Null).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{wrong}");
        }
    }
}

#[tokio::test]
async fn the_map_takes_the_filters_of_its_list() {
    for test in apps().await {
        small_world(&test.app).await;
        let client = client(&test, TokenScope::Write).await;
        for (key, level, time) in [("a1", "regional", "2013"), ("a2", "local", "2015")] {
            let fields = json!({ "name": key, "level": level, "timetable": time });
            let body = json!({ "owner": "a", "visibility": "public", "key": key, "fields": fields });
            assert_eq!(client.json("POST", "/initiative", &[], &body).await.0, StatusCode::CREATED);
        }
        for (query, keys) in [
            ("", vec!["a1", "a2"]),
            ("?level=regional", vec!["a1"]),
            ("?year=2015", vec!["a2"]),
            ("?timetable.until=2014&q=a1", vec!["a1"]),
            ("?level=regional&year=2015", vec![]),
        ] {
            let (status, map) = client.json("GET", &format!("/map{query}"), &[], &Json::Null).await;
            let found: Vec<_> =
                map["items"].as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap()).collect();
            assert_eq!((status, found, &map["total"]), (StatusCode::OK, keys.clone(), &json!(keys.len())), "{query}");
        }
        let long = format!("timetable.until={}", "0".repeat(41));
        for wrong in ["nothing=1", "sort=name", long.as_str(), "limit=0", "limit=", "after=", "at="] {
            let (status, _) = client.json("GET", &format!("/map?{wrong}"), &[], &Json::Null).await;
            assert!(status == StatusCode::BAD_REQUEST || status == StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
    }
}

#[tokio::test]
async fn refusals_name_the_place_and_limits_hold() {
    let test = apps().await.remove(0);
    small_world(&test.app).await;
    let (client, reader) = (client(&test, TokenScope::Write).await, client(&test, TokenScope::Read).await);
    let bad = json!({ "owner": "a", "colour": 1, "fields": { "name": 5, "nothing": "x" } });
    let (status, problem) = client.json("POST", "/goal", &[], &bad).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut found = paths(&problem);
    found.sort_unstable();
    assert_eq!(
        found,
        [("/colour", "unknown_field"), ("/fields/name", "json_value"), ("/fields/nothing", "unknown_field")]
    );
    for (method, path, wanted) in [
        ("GET", "/nothing", StatusCode::NOT_FOUND),
        ("GET", "/goal/nothing", StatusCode::NOT_FOUND),
        ("PUT", "/goal", StatusCode::METHOD_NOT_ALLOWED),
        ("GET", "/goal?limit=200", StatusCode::OK),
        ("GET", "/goal?limit=201", StatusCode::BAD_REQUEST),
        ("GET", "/goal?cursor=x", StatusCode::BAD_REQUEST),
        ("POST", "/goal", StatusCode::BAD_REQUEST),
    ] {
        let response = client.send(method, path, &[], "").await;
        assert_eq!(response.status(), wanted, "{method} {path}");
        if wanted != StatusCode::OK {
            assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
        }
    }
    for (values, wanted) in [(50, StatusCode::OK), (51, StatusCode::BAD_REQUEST)] {
        let path = format!("/goal?{}", vec!["owner=a"; values].join("&"));
        assert_eq!(client.send("GET", &path, &[], "").await.status(), wanted, "{values} values");
    }
    let body = json!({ "owner": "a", "fields": { "name": "x" } });
    assert_eq!(reader.json("POST", "/goal", &[], &body).await.0, StatusCode::FORBIDDEN);
    let nobody = Client { site: client.site.clone(), token: String::new() };
    assert_eq!(nobody.json("POST", "/goal", &[], &body).await.0, StatusCode::UNAUTHORIZED);
    let stranger = Client { site: client.site.clone(), token: format!("smv_{}", "0".repeat(64)) };
    assert_eq!(stranger.json("GET", "/goal", &[], &Json::Null).await.0, StatusCode::UNAUTHORIZED);
    let long = json!({ "owner": "a", "fields": { "name": "x" }, "reason": "y".repeat(1024 * 1024) });
    assert_eq!(client.json("POST", "/goal", &[], &long).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    // A cookie counts for nothing here.
    let own = Scope::Organisation(find(&test.app, "organisation", "a"));
    let signed_in = person(&test.app, "cookie", &[Grant { role: Role::Representative, scope: own }]).await;
    let cookie = signed_in.cookie.as_str();
    let response = nobody.send("POST", "/goal", &[("cookie", cookie)], &body.to_string()).await;
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn pages_of_a_list_hold_every_record_once_while_records_come_and_go() {
    for test in apps().await {
        small_world(&test.app).await;
        let client = client(&test, TokenScope::Write).await;
        for n in 0..25 {
            let name = format!("Mål {n:02}");
            let fields = [("@owner", "a"), ("name", name.as_str()), ("note", if n % 2 == 0 { "jämn" } else { "" })];
            make(&test.app, "goal", &fields).await;
        }
        for sort in ["name", "-name", "-changed"] {
            let mut path = format!("/goal?limit=7&sort={sort}");
            let mut seen: Vec<String> = Vec::new();
            loop {
                let (status, page) = client.json("GET", &path, &[], &Json::Null).await;
                assert_eq!(status, StatusCode::OK, "{path}");
                seen.extend(
                    page["items"].as_array().unwrap().iter().map(|item| item["key"].as_str().unwrap().to_owned()),
                );
                if seen.len() == 7 && sort == "name" {
                    // The last record of a page may go before the next is asked for.
                    let last = find(&test.app, "goal", seen.last().unwrap());
                    test.app.delete(&console(), last, 1, None).await.unwrap();
                }
                match page["next"].as_str() {
                    Some(next) => path = next.trim_start_matches("/api/v1").to_owned(),
                    None => break,
                }
            }
            let count = seen.len();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), count, "none twice: {sort}");
            assert_eq!(count, if sort == "name" { 25 } else { 24 }, "none missing: {sort}");
        }
        let (_, first) = client.json("GET", "/goal?limit=3", &[], &Json::Null).await;
        let other = first["next"].as_str().unwrap().replace("limit=3", "limit=3&q=x").replace("/api/v1", "");
        assert_eq!(client.json("GET", &other, &[], &Json::Null).await.0, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn too_many_requests_are_told_to_wait() {
    let test = apps().await.remove(0);
    small_world(&test.app).await;
    let settings = Settings { api_per_minute: 3, exports_per_hour: 1, ..Settings::new(ORIGIN, false).unwrap() };
    let client = Client { site: router(Arc::clone(&test.app), settings), token: String::new() };
    for wanted in [200, 200, 200, 429] {
        let response = client.send("GET", "/goal", &[], "").await;
        assert_eq!(response.status().as_u16(), wanted);
        assert_eq!(response.headers().contains_key(header::RETRY_AFTER), wanted == 429);
    }
    let nobody = public();
    assert_eq!(get(&client.site, &nobody, "/sv/goal?format=csv").await.0, StatusCode::OK);
    assert_eq!(get(&client.site, &nobody, "/sv/goal?format=csv").await.0, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_moment_that_nobody_knows_is_unprocessable_and_a_wrong_parameter_a_bad_request() {
    for test in apps().await {
        small_world(&test.app).await;
        let client = client(&test, TokenScope::Read).await;
        for (path, name, code, status) in [
            ("/map?at=0", "at", "moment", StatusCode::UNPROCESSABLE_ENTITY),
            ("/map?at=version-x", "at", "moment", StatusCode::UNPROCESSABLE_ENTITY),
            ("/map/compare?from=2026-13-40", "from", "moment", StatusCode::UNPROCESSABLE_ENTITY),
            ("/map/compare", "from", "required", StatusCode::BAD_REQUEST),
            ("/map?at=now&limit=0", "limit", "range", StatusCode::BAD_REQUEST),
            ("/map?when=now", "when", "unknown_field", StatusCode::BAD_REQUEST),
        ] {
            let (answered, problem) = client.json("GET", path, &[], &Json::Null).await;
            assert_eq!(answered, status, "{path}");
            let errors = problem["errors"].as_array().unwrap();
            assert_eq!(errors[0]["path"], format!("/{name}"), "{path}");
            assert_eq!(errors[0]["code"], code, "{path}");
        }
        let (answered, map) = client.json("GET", "/map?at=now", &[], &Json::Null).await;
        assert_eq!((answered, map["total"].is_u64()), (StatusCode::OK, true));
    }
}

#[tokio::test]
async fn the_checklist_of_establishing_is_made_by_a_call() {
    for test in apps().await {
        small_world(&test.app).await;
        make(&test.app, "initiative", &[("@key", "arkiv"), ("@owner", "a"), ("name", "Arkiv")]).await;
        let (writer, reader) = (client(&test, TokenScope::Write).await, client(&test, TokenScope::Read).await);
        let path = "/initiative/arkiv/checklist";
        assert_eq!(reader.json("POST", path, &[], &Json::Null).await.0, StatusCode::FORBIDDEN, "{}", test.name);
        assert_eq!(writer.json("POST", "/goal/mal/checklist", &[], &Json::Null).await.0, StatusCode::NOT_FOUND);
        let (status, problem) = writer.json("POST", path, &[], &json!({ "tasks": 3 })).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("/tasks")));
        for _ in 0..2 {
            let (status, process) = writer.json("POST", path, &[], &Json::Null).await;
            assert_eq!((status, process["gates"].as_array().map(Vec::len)), (StatusCode::OK, Some(4)));
            let (_, tasks) = writer.json("GET", "/establishing-task", &[], &Json::Null).await;
            assert_eq!(tasks["total"], 11);
        }
    }
}
