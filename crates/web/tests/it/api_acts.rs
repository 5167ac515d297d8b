//! The API beside single records: acts on many, suggestions, what people say
//! and follow, own fields, and imports of files as people have them.

use super::api::{Client, client, paths};
use super::*;
use samverk_app::access::TokenScope;
use samverk_domain::access::{Role, Scope};
use serde_json::{Value as Json, json};

async fn of(test: &TestApp, name: &'static str, grant: Grant) -> Client {
    let person = person(&test.app, name, &[grant]).await;
    let token = test.app.make_token(&person.ctx, "test", TokenScope::Write, 1).await.unwrap();
    Client { site: site(&test.app), token }
}

async fn goal(client: &Client, name: &str) -> Json {
    let body = json!({ "owner": "a", "visibility": "public", "fields": { "name": name } });
    let (status, made) = client.json("POST", "/goal", &[], &body).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    made
}

#[tokio::test]
async fn many_records_change_together_and_go_back_together() {
    for test in apps().await {
        small_world(&test.app).await;
        let client = client(&test, TokenScope::Write).await;
        let (one, two) = (goal(&client, "Ett").await, goal(&client, "Två").await);
        let chosen = json!([{ "id": one["id"], "version": 1 }, { "id": two["id"], "version": 1 }]);
        let body = json!({ "records": chosen, "fields": { "note": "samma" }, "reason": "för att" });
        let key = [("idempotency-key", "many")];
        let (status, changed) = client.json("POST", "/goal/bulk", &key, &body).await;
        assert_eq!((status, changed["items"][1]["version"].as_i64()), (StatusCode::OK, Some(2)), "{changed}");
        assert_eq!(client.json("POST", "/goal/bulk", &key, &body).await.1, changed, "sent twice, done once");
        let (status, stale) = client.json("POST", "/goal/bulk", &[], &body).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(paths(&stale)[0], ("/records/0/version", "stale_row"));
        let (_, history) =
            client.json("GET", &format!("/goal/{}/history", one["key"].as_str().unwrap()), &[], &Json::Null).await;
        assert_eq!(history["items"][0]["reason"], "för att");
        let entry = test.app.head().await.unwrap().seq;
        let (status, undone) = client.json("POST", &format!("/entries/{entry}/undo"), &[], &json!({})).await;
        assert_eq!((status, undone["records"].as_i64()), (StatusCode::OK, Some(2)), "{undone}");
        for (body, wanted) in [
            (json!({ "records": [], "fields": {} }), None),
            (json!({ "records": [{ "id": "x" }], "fields": {} }), Some(("/records/0", "json_value"))),
            (json!({ "records": [], "fields": {}, "how": "twice" }), Some(("/how", "choice"))),
            (json!({ "records": 5, "fields": {} }), Some(("/records", "json_value"))),
            (json!({ "records": [], "fields": { "nothing": 1 } }), Some(("/fields/nothing", "unknown_field"))),
        ] {
            let (status, refused) = client.json("POST", "/goal/bulk", &[], &body).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
            if let Some(wanted) = wanted {
                assert_eq!(paths(&refused)[0], wanted, "{body}");
            }
        }
        let too_many = vec![json!({ "id": one["id"], "version": 1 }); samverk_app::record::BULK_MAX + 1];
        let (status, refused) =
            client.json("POST", "/goal/bulk", &[], &json!({ "records": too_many, "fields": {} })).await;
        assert_eq!((status, paths(&refused)[0]), (StatusCode::UNPROCESSABLE_ENTITY, ("/records", "too_many")));
    }
}

#[tokio::test]
async fn a_record_is_brought_back_joined_and_erased() {
    for test in apps().await {
        small_world(&test.app).await;
        let client = client(&test, TokenScope::Write).await;
        let (one, two) = (goal(&client, "Ett").await, goal(&client, "Två").await);
        let path = format!("/goal/{}", one["id"].as_str().unwrap());
        let change = json!({ "fields": { "name": "Annat" } });
        client.json("PATCH", &path, &[("if-match", "\"1\"")], &change).await;
        let back = json!({ "version": 1, "reason": "fel" });
        assert_eq!(
            client.json("POST", &format!("{path}/restore"), &[], &back).await.0,
            StatusCode::PRECONDITION_REQUIRED
        );
        let (status, restored) = client.json("POST", &format!("{path}/restore"), &[("if-match", "\"2\"")], &back).await;
        assert_eq!((status, restored["fields"]["name"].as_str()), (StatusCode::OK, Some("Ett")), "{restored}");
        let key = [("idempotency-key", "join")];
        let into = json!({ "into": two["key"] });
        let (status, joined) = client.json("POST", &format!("{path}/merge"), &key, &into).await;
        assert_eq!((status, &joined["id"]), (StatusCode::OK, &two["id"]), "{joined}");
        // The address leads to the other by now; the key still answers the same.
        let nowhere = client.json("POST", &format!("{path}/merge"), &[], &json!({ "into": "ingenting" })).await;
        assert_eq!(nowhere.0, StatusCode::UNPROCESSABLE_ENTITY);
        let (status, refused) =
            client.json("POST", &format!("/goal/{}/erase", two["key"].as_str().unwrap()), &[], &json!({})).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "nothing personal: {refused}");
        let contact = json!({ "owner": "a", "fields": { "name": "Petra Person", "organisation": "a",
            "consent": "given", "erase_after": "2030-01-01" } });
        let (status, person) = client.json("POST", "/contact-person", &[], &contact).await;
        assert_eq!(status, StatusCode::CREATED, "{person}");
        let path = format!("/contact-person/{}", person["id"].as_str().unwrap());
        let (status, erased) =
            client.json("POST", &format!("{path}/erase"), &[], &json!({ "reason": "på begäran" })).await;
        assert_eq!((status, erased["fields"].get("name")), (StatusCode::OK, None), "{erased}");
        let told = text(client.send("GET", &format!("{path}/history"), &[], "").await).await;
        assert!(!told.contains("Petra"), "{told}");
    }
}

#[tokio::test]
async fn a_suggestion_is_made_by_one_and_taken_up_by_another() {
    for test in apps().await {
        small_world(&test.app).await;
        let owner = client(&test, TokenScope::Write).await;
        let goal = goal(&owner, "Målet").await;
        let path = format!("/goal/{}/proposals", goal["id"].as_str().unwrap());
        let member = Scope::Organisation(find(&test.app, "organisation", "b"));
        let other = of(&test, "other", Grant { role: Role::Representative, scope: member }).await;
        let wish = json!({ "fields": { "name": "Bättre mål" }, "reason": "klarare" });
        let (status, mine) = other.json("POST", &path, &[("if-match", "\"1\"")], &wish).await;
        assert_eq!((status, mine["items"][0]["reason"].as_str()), (StatusCode::CREATED, Some("klarare")), "{mine}");
        let (_, waiting) = owner.json("GET", &path, &[], &Json::Null).await;
        assert_eq!(waiting["items"][0]["changes"][0]["to"], json!(["Bättre mål"]));
        let one = format!("{path}/{}", waiting["items"][0]["id"].as_str().unwrap());
        assert_eq!(owner.json("POST", &one, &[], &json!({})).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(other.json("POST", &one, &[], &json!({ "accept": true })).await.0, StatusCode::FORBIDDEN);
        let (status, left) = owner.json("POST", &one, &[], &json!({ "accept": true })).await;
        assert_eq!((status, left["items"].as_array().map(Vec::len)), (StatusCode::OK, Some(0)), "{left}");
        let (_, now) = owner.json("GET", &format!("/goal/{}", goal["id"].as_str().unwrap()), &[], &Json::Null).await;
        assert_eq!(now["fields"]["name"], "Bättre mål");
        let (_, told) = other.json("GET", "/account/notices", &[], &Json::Null).await;
        assert_eq!(told["items"][0]["topic"], "accepted", "{told}");
        let (_, read) = other.json("POST", "/account/notices/read", &[], &Json::Null).await;
        assert_eq!(read["items"][0]["read"], true);
    }
}

#[tokio::test]
async fn comments_follows_and_views_are_the_callers_own() {
    for test in apps().await {
        small_world(&test.app).await;
        let client = client(&test, TokenScope::Write).await;
        let goal = goal(&client, "Målet").await;
        let path = format!("/goal/{}/comments", goal["id"].as_str().unwrap());
        let nobody = Client { site: client.site.clone(), token: String::new() };
        let key = [("idempotency-key", "said")];
        let (status, said) = client.json("POST", &path, &key, &json!({ "text": "Ett ord" })).await;
        assert_eq!((status, said["items"][0]["text"].as_str()), (StatusCode::CREATED, Some("Ett ord")), "{said}");
        client.json("POST", &path, &key, &json!({ "text": "Ett ord" })).await;
        let (_, all) = client.json("GET", &path, &[], &Json::Null).await;
        assert_eq!(all["items"].as_array().unwrap().len(), 1, "sent twice, said once");
        assert_eq!(nobody.json("GET", &path, &[], &Json::Null).await.1["items"], json!([]));
        assert_eq!(nobody.json("POST", &path, &[], &json!({ "text": "x" })).await.0, StatusCode::UNAUTHORIZED);
        let nul = client.json("POST", &path, &[], &json!({ "text": "a\u{0}b" })).await;
        assert_eq!(nul.0, StatusCode::UNPROCESSABLE_ENTITY, "{}", nul.1);
        for text in ["", "  ", &"y".repeat(5_001)] {
            let (status, refused) = client.json("POST", &path, &[], &json!({ "text": text })).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{refused}");
        }
        let member = Scope::Organisation(find(&test.app, "organisation", "b"));
        let other = of(&test, "other", Grant { role: Role::Representative, scope: member }).await;
        let one = format!("{path}/{}", all["items"][0]["id"].as_str().unwrap());
        assert_eq!(other.send("DELETE", &one, &[], "").await.status(), StatusCode::NOT_FOUND, "not one's own");
        let removed = client.json("DELETE", &one, &[], &Json::Null).await.1;
        assert_eq!((&removed["items"][0]["removed"], removed["items"][0]["text"].as_str()), (&json!(true), Some("")));

        let follow = json!({ "kind": "goal", "record": goal["key"] });
        let (status, follows) = client.json("POST", "/account/follows", &[], &follow).await;
        assert_eq!((status, &follows["items"][0]["record"]), (StatusCode::OK, &goal["id"]), "{follows}");
        let list = json!({ "kind": "goal", "query": "q=skola" });
        assert_eq!(client.json("POST", "/account/follows", &[], &list).await.1["items"].as_array().unwrap().len(), 2);
        let both = json!({ "kind": "goal", "record": goal["key"], "query": "q=x" });
        assert_eq!(client.json("POST", "/account/follows", &[], &both).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        let end = json!({ "kind": "goal", "query": "q=skola", "follow": false });
        assert_eq!(client.json("POST", "/account/follows", &[], &end).await.1["items"].as_array().unwrap().len(), 1);
        assert_eq!(other.json("GET", "/account/follows", &[], &Json::Null).await.1["items"], json!([]));

        let view = json!({ "kind": "goal", "name": "Skolmål", "query": "q=skola", "reach": "shared" });
        let (status, saved) = client.json("POST", "/account/views", &[], &view).await;
        assert_eq!((status, saved["reach"].as_str()), (StatusCode::CREATED, Some("shared")), "{saved}");
        let (_, found) = client.json("GET", "/account/views?kind=goal", &[], &Json::Null).await;
        assert_eq!(found["items"][0]["name"], "Skolmål");
        assert_eq!(client.json("GET", "/account/views?kind=body", &[], &Json::Null).await.1["items"], json!([]));
        let one = format!("/account/views/{}", saved["id"].as_str().unwrap());
        assert_eq!(other.send("DELETE", &one, &[], "").await.status(), StatusCode::NOT_FOUND);
        assert_eq!(client.json("DELETE", &one, &[], &Json::Null).await.1["items"], json!([]));
        assert_eq!(nobody.json("GET", "/account/views", &[], &Json::Null).await.0, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn an_operator_adds_a_field_that_is_there_at_once() {
    for test in apps().await {
        small_world(&test.app).await;
        let client = client(&test, TokenScope::Write).await;
        let field = json!({ "kind": "goal", "name": "x_diarienummer", "of": "text", "labels": { "sv": "Diarienummer" },
            "filterable": true });
        assert_eq!(client.json("POST", "/own-fields", &[], &field).await.0, StatusCode::FORBIDDEN);
        let operator = of(&test, "operator", Grant { role: Role::Operator, scope: Scope::Installation }).await;
        let (status, kept) = operator.json("POST", "/own-fields", &[], &field).await;
        assert_eq!((status, kept["name"].as_str()), (StatusCode::OK, Some("x_diarienummer")), "{kept}");
        let body = json!({ "owner": "a", "fields": { "name": "Mål", "x_diarienummer": "2026/1" } });
        assert_eq!(client.json("POST", "/goal", &[], &body).await.0, StatusCode::CREATED);
        let (_, found) = client.json("GET", "/goal?x_diarienummer=2026/1", &[], &Json::Null).await;
        assert_eq!(found["total"], 1);
        let (_, all) = operator.json("GET", "/own-fields", &[], &Json::Null).await;
        assert_eq!(all["items"].as_array().unwrap().len(), 1);
        assert_eq!(
            operator.json("POST", "/own-fields", &[], &all["items"][0]).await.0,
            StatusCode::OK,
            "as it was read"
        );
        for (part, value, wanted) in [
            ("repeated", json!("yes"), ("/repeated", "json_value")),
            ("labels", json!({ "fi": "Nimi" }), ("/labels", "json_value")),
            ("of", json!("colour"), ("/of", "choice")),
            ("name", json!("name"), ("/name", "own_name")),
            ("extra", json!(1), ("/extra", "unknown_field")),
        ] {
            let mut bad = field.clone();
            bad[part] = value;
            let (status, refused) = operator.json("POST", "/own-fields", &[], &bad).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{part}");
            assert!(paths(&refused).contains(&wanted), "{refused}");
        }
    }
}

#[tokio::test]
async fn a_file_as_people_have_it_is_taken_in_understood_tried_carried_out_and_taken_back() {
    for test in apps().await {
        small_world(&test.app).await;
        let client = client(&test, TokenScope::Write).await;
        let csv = "Mål 2026;;\n;;\nNamn;Anteckning;Något\nEtt mål;först;x\n;utan namn;y\nTvå mål;sedan;z\n";
        let response = client.send("POST", "/goal/import?name=mål.csv", &[], csv).await;
        assert_eq!(response.status(), StatusCode::CREATED);
        let place = location(&response).trim_start_matches("/api/v1").to_owned();
        let taken: Json = serde_json::from_str(&text(response).await).unwrap();
        assert_eq!(
            (taken["status"].as_str(), taken["file_name"].as_str()),
            (Some("waiting"), Some("mål.csv")),
            "{taken}"
        );
        let settings = json!({ "row": 3, "columns": ["name", "note", null], "match_by": "key", "owner": "a" });
        let (status, tried) = client.json("PATCH", &place, &[], &settings).await;
        assert_eq!(status, StatusCode::OK, "{tried}");
        let counts = &tried["preview"]["counts"];
        assert_eq!((counts["created"].as_i64(), counts["rejected"].as_i64()), (Some(2), Some(1)), "{tried}");
        assert_eq!(tried["preview"]["faults"][0]["row"], 5);
        for (bad, wanted) in [
            (json!({ "row": "tre" }), ("/row", "json_value")),
            (json!({ "columns": ["nothing"] }), ("/columns", "unknown_field")),
            (json!({ "columns": [5] }), ("/columns", "json_value")),
            (json!({ "sheets": 1 }), ("/sheets", "unknown_field")),
            (json!({ "match_by": "nosuch" }), ("/match_by", "choice")),
            (json!({ "currency": "Z" }), ("/currency", "choice")),
            (json!({ "height": 6 }), ("/height", "json_value")),
        ] {
            let (status, refused) = client.json("PATCH", &place, &[], &bad).await;
            assert_eq!((status, paths(&refused)[0]), (StatusCode::UNPROCESSABLE_ENTITY, wanted), "{bad}");
        }
        let other = of(&test, "other", Grant { role: Role::Operator, scope: Scope::Installation }).await;
        assert_eq!(other.json("GET", &place, &[], &Json::Null).await.0, StatusCode::NOT_FOUND, "somebody else's");
        let early = client.json("POST", &format!("{place}/run"), &[], &Json::Null).await;
        assert_eq!(early.0, StatusCode::UNPROCESSABLE_ENTITY, "it goes on waiting");
        client.json("PATCH", &place, &[], &json!({ "valid_only": true })).await;
        let (status, done) = client.json("POST", &format!("{place}/run"), &[], &Json::Null).await;
        assert_eq!((status, done["status"].as_str()), (StatusCode::OK, Some("done")), "{done}");
        assert_eq!(done["counts"]["created"], 2);
        let rejected = text(client.send("GET", &format!("{place}/rejected"), &[], "").await).await;
        assert!(rejected.contains("utan namn"), "{rejected}");
        assert_eq!(
            client.json("POST", &format!("{place}/run"), &[], &Json::Null).await.0,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let (status, undone) = client.json("POST", &format!("{place}/undo"), &[], &Json::Null).await;
        assert_eq!((status, undone), (StatusCode::OK, json!({ "records": 2, "kept": [] })));
        let (_, after) = client.json("GET", &place, &[], &Json::Null).await;
        assert_eq!(after["status"], "undone");
        let (status, twice) = client.json("POST", &format!("{place}/undo"), &[], &Json::Null).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twice["detail"].as_str().is_some_and(|told| told.contains("redan ångrats")), "{twice}");
        assert_eq!(client.json("GET", "/goal", &[], &Json::Null).await.1["total"], 0);
        let empty = client.send("POST", "/goal/import", &[], "").await;
        assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let (status, _) = client.json("GET", "/goal/import/ingen", &[], &Json::Null).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}
