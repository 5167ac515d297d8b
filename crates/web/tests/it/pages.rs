//! Pages and forms, headers and errors.

use super::*;
use samverk_domain::access::{Role, Scope};

async fn writer(app: &App) -> Person {
    person(
        app,
        "writer",
        &[Grant { role: Role::Representative, scope: Scope::Organisation(find(app, "organisation", "a")) }],
    )
    .await
}

#[tokio::test]
async fn a_record_is_made_changed_undone_and_read_by_forms() {
    for test in apps().await {
        small_world(&test.app).await;
        let (site, own) = (site(&test.app), writer(&test.app).await);
        let token = &own.form_token;
        let made = send(&site, &own, "POST", "/sv/initiative/new", &format!("token={token}&form=f1&name=E-arkiv+f%C3%B6r+alla&responsible=Kommun+b+(b)&participant=c&participant.valid=2013/2015&@owner=a&@visibility=public")).await;
        assert_eq!(made.status(), StatusCode::SEE_OTHER, "{}", test.name);
        let to = location(&made);
        assert_eq!(to, "/sv/initiative/e-arkiv-for-alla?done=created&v=1");
        let again = send(
            &site,
            &own,
            "POST",
            "/sv/initiative/new",
            &format!("token={token}&form=f1&name=E-arkiv+f%C3%B6r+alla&@owner=a"),
        )
        .await;
        assert_eq!(location(&again), to);
        let (_, page) = get(&site, &own, &to).await;
        assert!(
            page.contains("E-arkiv för alla") && page.contains("Kommun b") && page.contains("2013 – 2015"),
            "{page}"
        );
        let (_, other) = get(&site, &own, "/sv/organisation/c").await;
        assert!(other.contains("E-arkiv för alla") && other.contains("2013 – 2015"), "the link back with its dates");
        let bad = send(
            &site,
            &own,
            "POST",
            "/sv/initiative/e-arkiv-for-alla/edit",
            &format!("token={token}&base=1&name=&priority=många&end=snart"),
        )
        .await;
        assert_eq!(bad.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = text(bad).await;
        for part in [
            "id=\"errors\"",
            "href=\"#field-name\"",
            "aria-invalid=\"true\"",
            "id=\"field-priority-error\"",
            "value=\"snart\"",
        ] {
            assert!(page.contains(part), "{part}");
        }
        let changed = send(
            &site,
            &own,
            "POST",
            "/sv/initiative/e-arkiv-for-alla/edit",
            &format!("token={token}&base=1&name=Nytt&@owner=a&@visibility=public"),
        )
        .await;
        assert_eq!(location(&changed), "/sv/initiative/e-arkiv-for-alla?done=changed&v=2");
        let stale = send(
            &site,
            &own,
            "POST",
            "/sv/initiative/e-arkiv-for-alla/edit",
            &format!("token={token}&base=1&name=Annat&@owner=a&@visibility=public"),
        )
        .await;
        assert_eq!(stale.status(), StatusCode::CONFLICT);
        let page = text(stale).await;
        assert!(page.contains("Nytt") && page.contains("Annat") && page.contains("value=\"2\""));
        let undone =
            send(&site, &own, "POST", "/sv/initiative/e-arkiv-for-alla/undo", &format!("token={token}&base=2")).await;
        assert_eq!(location(&undone), "/sv/initiative/e-arkiv-for-alla?done=undone&v=3");
        let (_, page) = get(&site, &public(), "/nb/initiative/e-arkiv-for-alla/history").await;
        assert!(page.contains("Nytt") && page.contains("E-arkiv för alla") && !page.contains("writer"));
        assert!(test.app.verify().await.unwrap().is_whole());
    }
}

#[tokio::test]
async fn a_list_filters_sorts_pages_and_gives_exactly_what_it_shows() {
    let test = apps().await.remove(0);
    small_world(&test.app).await;
    for (n, name) in ["Ärende", "Zebra", "Åtgärd", "arkiv"].iter().enumerate() {
        make(
            &test.app,
            "initiative",
            &[
                ("@owner", "a"),
                ("name", name),
                ("priority", &(n + 1).to_string()),
                ("level", if n < 2 { "regional" } else { "local" }),
            ],
        )
        .await;
    }
    let site = site(&test.app);
    let order = |page: &str| {
        let mut names: Vec<(usize, &str)> = ["Ärende", "Zebra", "Åtgärd", "arkiv"]
            .iter()
            .filter_map(|name| page.find(&format!(">{name}</a>")).map(|at| (at, *name)))
            .collect();
        names.sort_unstable();
        names.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    let (_, page) = get(&site, &public(), "/sv/initiative").await;
    assert_eq!(order(&page), ["arkiv", "Zebra", "Åtgärd", "Ärende"]);
    let (_, page) = get(&site, &public(), "/nb/initiative").await;
    assert_eq!(order(&page), ["arkiv", "Zebra", "Ärende", "Åtgärd"]);
    let (_, page) = get(&site, &public(), "/sv/initiative?level=local&sort=-name").await;
    assert_eq!(order(&page), ["Åtgärd", "arkiv"]);
    let (_, page) = get(&site, &public(), "/sv/initiative?size=1&page=2").await;
    assert_eq!(order(&page), ["Zebra"]);
    let (_, page) =
        get(&site, &public(), "/sv/initiative?priority.from=2&priority.until=3&columns=name&columns=priority").await;
    assert_eq!(order(&page), ["Zebra", "Åtgärd"]);
    assert!(!page.contains(">5</td>"), "what ranks is not summed");
    for (year, inhabitants) in [("2023", "10"), ("2024", "20")] {
        let figure = [("@owner", "a"), ("organisation", "a"), ("year", year), ("inhabitants", inhabitants)];
        make(&test.app, "population-figure", &[&figure[..], &[("@visibility", "public")]].concat()).await;
    }
    let (_, page) = get(&site, &public(), "/sv/population-figure?columns=year&columns=inhabitants").await;
    assert!(page.contains("<tfoot>") && page.contains(">30</td>") && !page.contains("4 047"), "the sum of 10 and 20");
    let (_, csv) = get(&site, &public(), "/sv/initiative?level=local&columns=name&columns=priority&format=csv").await;
    assert_eq!(csv, "\u{feff}Namn;Prioritet\r\narkiv;4\r\nÅtgärd;3\r\n");
    let (status, _) = get(&site, &public(), "/sv/initiative?format=exe").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_answer_carries_the_headers_and_nothing_inline() {
    let test = apps().await.remove(0);
    small_world(&test.app).await;
    let (site, own) = (site(&test.app), writer(&test.app).await);
    for path in [
        "/sv",
        "/sv/organisation",
        "/sv/organisation/a",
        "/sv/organisation/a/edit",
        "/sv/nothing/here",
        "/sv/sign-in",
        "/sv/account",
        "/sv/cooperation/coop",
        "/assets/x/app.js",
        "/sv/organisation?format=csv",
    ] {
        let response = send(&site, &own, "GET", path, "").await;
        let header = |name: &str| {
            response.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
        };
        let policy = header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("x-frame-options", "DENY"),
        ] {
            assert_eq!(header(name), value, "{path}");
        }
        assert!(!header("cache-control").is_empty(), "{path}");
        let page = text(response).await;
        for inline in [" style=", "<style", "<script>", " onclick=", "javascript:"] {
            assert!(!page.contains(inline) || path.ends_with(".js"), "{path}: {inline}");
        }
    }
}

#[tokio::test]
async fn texts_of_people_never_become_markup() {
    let test = apps().await.remove(0);
    small_world(&test.app).await;
    let evil = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";
    make(
        &test.app,
        "initiative",
        &[
            ("@key", "evil"),
            ("@owner", "a"),
            ("name", evil),
            ("purpose", evil),
            ("comment", "[x](javascript:alert(1))"),
            ("source", evil),
            ("area_as_stated", evil),
            ("responsible", "b"),
        ],
    )
    .await;
    let (site, own) = (site(&test.app), writer(&test.app).await);
    for path in [
        "/sv/initiative",
        "/sv/initiative/evil",
        "/sv/initiative/evil/edit",
        "/sv/initiative/evil/history",
        "/sv/search?q=script",
        "/sv/organisation/b",
        "/sv/organisation/a",
        "/sv",
        "/sv/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/sv/initiative?q=%3Cscript%3E&source=%22%3E%3Cscript%3E",
        "/sv/sign-in?next=javascript:alert(1)",
    ] {
        let (_, page) = get(&site, &own, path).await;
        assert!(
            !page.contains("<script>alert") && !page.contains("<img src=x") && !page.contains("href=\"javascript"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn unseen_is_not_found_and_offers_sign_in_and_the_way_back() {
    let test = apps().await.remove(0);
    small_world(&test.app).await;
    make(&test.app, "goal", &[("@key", "dolt"), ("@owner", "a"), ("@visibility", "private"), ("name", "Dolt")]).await;
    let site = site(&test.app);
    let (status, page) = get(&site, &public(), "/sv/goal/dolt?x=1").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(page.contains("/sv/sign-in?next=%2Fsv%2Fgoal%2Fdolt%3Fx%3D1"));
    let own = writer(&test.app).await;
    assert_eq!(get(&site, &own, "/sv/goal/dolt").await.0, StatusCode::OK);
    // Nowhere but within the site.
    let response = send(
        &site,
        &public(),
        "POST",
        "/sv/sign-in",
        "email=writer%40example.se&password=en+ganska+l%C3%A5ng+l%C3%B6senfras&next=//evil.example",
    )
    .await;
    assert_eq!(location(&response), "/sv");
}

#[tokio::test]
async fn an_address_that_ends_with_a_slash_leads_to_the_one_without() {
    let test = apps().await.remove(0);
    small_world(&test.app).await;
    let site = site(&test.app);
    for (path, to) in [("/sv/", "/sv"), ("/nb/goal/?q=a", "/nb/goal?q=a"), ("/en/goal//", "/en/goal")] {
        let response = send(&site, &public(), "GET", path, "").await;
        assert_eq!((response.status(), location(&response)), (StatusCode::PERMANENT_REDIRECT, to.to_owned()), "{path}");
    }
    // Nowhere but within the site.
    let response = send(&site, &public(), "GET", "//evil.example/", "").await;
    assert!(response.status() != StatusCode::PERMANENT_REDIRECT || location(&response).starts_with("/sv/"));
}

#[tokio::test]
async fn odd_input_gets_an_answer_and_no_server_error() {
    let test = apps().await.remove(0);
    small_world(&test.app).await;
    let (site, own) = (site(&test.app), writer(&test.app).await);
    let long = "x".repeat(5_000);
    for path in [
        "/sv/organisation?page=99999999999999999999&size=-1&sort=%00",
        "/sv/organisation?sort=nonsense&columns=nonsense&state=x",
        "/sv/organisation?country=%F0%9F%A6%84&population.from=x",
        "/sv/population-figure?year.from=NaN&inhabitants.until=1e99",
        "/sv/organisation/%2e%2e%2f",
        "/sv/organisation/a%00",
        "/id/organisation/not-an-id",
        "/xx/organisation",
        "/sv/search?q=%25%27%22%5C",
        &format!("/sv/search?q={long}"),
        "/sv/organisation/a/file/../../etc/passwd",
        "/sv/welcome/x",
    ] {
        let (status, _) = get(&site, &own, path).await;
        assert!(!status.is_server_error(), "{path}: {status}");
    }
    for (path, body) in [
        ("/sv/organisation/a/edit", format!("token={}&base=x", own.form_token)),
        ("/sv/organisation/a/move", format!("token={}&base=1&state=x", own.form_token)),
        ("/sv/organisation/a/merge", format!("token={}&into=a", own.form_token)),
        ("/sv/organisation/a/restore", format!("token={}&base=1&version=99", own.form_token)),
        ("/sv/organisation/a/erase", format!("token={}", own.form_token)),
        ("/sv/organisation/new", format!("token={}&name={long}", own.form_token)),
        ("/sv/sign-in", "%ff%fe".to_owned()),
        ("/sv/account/language", format!("token={}&lang=tlh", own.form_token)),
    ] {
        let response = send(&site, &own, "POST", path, &body).await;
        assert!(response.status().is_client_error(), "{path}: {}", response.status());
    }
    let huge = "a=".to_owned() + &"x".repeat(2 * 1024 * 1024);
    assert_eq!(send(&site, &own, "POST", "/sv/organisation/new", &huge).await.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn an_export_longer_than_a_piece_is_whole() {
    let test = apps().await.remove(0);
    let mut sheet = String::from("key;name;visibility\n");
    for n in 0..2_500 {
        sheet.push_str(&format!("g-{n};Mål {n};public\n"));
    }
    let table = samverk_exchange::read(sheet.as_bytes()).unwrap();
    test.app.import(&console(), "goal", table, false).await.unwrap();
    let site = site(&test.app);
    let (_, csv) = get(&site, &public(), "/sv/goal?columns=name&format=csv&sort=key").await;
    assert_eq!(csv.lines().count(), 2_501);
    assert_eq!(csv.matches("Namn").count(), 1);
    assert!(csv.lines().nth(2_500).unwrap().starts_with("Mål 2499"), "numbers within texts sort by value");
    let (_, empty) = get(&site, &public(), "/sv/goal?q=finnsinte&format=csv&columns=name").await;
    assert_eq!(empty, "\u{feff}Namn\r\n");
}

#[tokio::test]
async fn over_tls_the_cookie_is_held_to_the_host_and_the_header_says_so() {
    let test = apps().await.remove(0);
    small_world(&test.app).await;
    let own = writer(&test.app).await;
    let site = router(Arc::clone(&test.app), Settings::new("https://samverk.test", false).unwrap());
    let sign_in = |origin: &'static str| {
        let request = Request::builder()
            .method("POST")
            .uri("/sv/sign-in")
            .header(header::HOST, "samverk.test")
            .header(header::ORIGIN, origin);
        let body = "email=writer%40example.se&password=en+ganska+l%C3%A5ng+l%C3%B6senfras";
        site.clone().oneshot(request.body(Body::from(body)).unwrap())
    };
    let response = sign_in("https://samverk.test").await.unwrap();
    let cookie = response.headers().get(header::SET_COOKIE).unwrap().to_str().unwrap().to_owned();
    for part in ["__Host-samverk=", "; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    assert!(response.headers().contains_key(header::STRICT_TRANSPORT_SECURITY));
    // The same host without TLS is another origin.
    assert_eq!(sign_in("http://samverk.test").await.unwrap().status(), StatusCode::FORBIDDEN);
    // Signing in gives a new session, and signing out ends it.
    assert!(!own.cookie.is_empty() && !cookie.contains(own.cookie.trim_start_matches("samverk=")));
    for wrong in ["ftp://x", "https://x/path", "https://", "x"] {
        assert!(Settings::new(wrong, false).is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_for_good() {
    let test = apps().await.remove(0);
    small_world(&test.app).await;
    let (site, own) = (site(&test.app), writer(&test.app).await);
    assert_eq!(get(&site, &own, "/sv/account").await.0, StatusCode::OK);
    let out = send(&site, &own, "POST", "/sv/sign-out", &format!("token={}", own.form_token)).await;
    assert!(out.headers().get(header::SET_COOKIE).unwrap().to_str().unwrap().contains("Max-Age=0"));
    assert_eq!(get(&site, &own, "/sv/account").await.0, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_compressed_export_comes_whole() {
    for test in apps().await {
        small_world(&test.app).await;
        let site = site(&test.app);
        for format in ["csv", "ttl", "jsonld"] {
            let request = Request::builder()
                .uri(format!("/sv/organisation?format={format}"))
                .header(header::ACCEPT_ENCODING, "gzip")
                .body(Body::empty())
                .unwrap();
            let response = site.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::OK, "{format}");
            let whole = axum::body::to_bytes(response.into_body(), 1_000_000).await;
            assert!(whole.is_ok_and(|bytes| bytes.len() > 100), "{format}");
        }
    }
}

/// Queries as anybody may write them into an address: filters, cursors,
/// orders, bounds. More cases by `PROPTEST_CASES`.
#[test]
fn no_query_breaks_a_list() {
    use proptest::prelude::*;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let test = runtime.block_on(apps()).remove(0);
    runtime.block_on(small_world(&test.app));
    let site = site(&test.app);
    let name = "(state|owner|areas|start\\.from|end\\.until|q|sort|columns|page|size|limit|cursor|format|[a-z]{1,4})";
    let pair =
        (name, "[ -~åäö%|]{0,12}").prop_map(|(name, value)| format!("{name}={}", value.replace(['#', ' '], "+")));
    let queries = proptest::collection::vec(pair, 0..5).prop_map(|pairs| pairs.join("&"));
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(
        std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(120),
    ));
    let outcome = runner.run(&queries, |query| {
        for path in ["/sv/initiative", "/api/v1/initiative", "/sv/meeting/feed"] {
            let Ok(uri) = format!("{path}?{query}").parse::<axum::http::Uri>() else { continue };
            let request = Request::builder().uri(uri).body(Body::empty()).unwrap();
            let response = runtime.block_on(site.clone().oneshot(request)).unwrap();
            prop_assert!(!response.status().is_server_error(), "{path}?{query}: {}", response.status());
        }
        Ok(())
    });
    outcome.unwrap();
}

#[tokio::test]
async fn what_is_being_written_is_compared_and_not_stored() {
    for test in apps().await {
        small_world(&test.app).await;
        let site = site(&test.app);
        let own =
            [Grant { role: Role::Representative, scope: Scope::Organisation(find(&test.app, "organisation", "a")) }];
        let writer = person(&test.app, "writer", &own).await;
        let fields = [("@key", "arkiv"), ("@owner", "a"), ("@visibility", "public"), ("name", "Gemensamt e-arkiv")];
        make(&test.app, "initiative", &fields).await;
        let ask = |token: &str, body: &str| format!("token={token}&{body}");
        let body = ask(&writer.form_token, "name=E-arkiv+f%C3%B6r+kommunen&own=");
        let answer = send(&site, &writer, "POST", "/sv/initiative/alike", &body).await;
        assert_eq!(answer.status(), StatusCode::OK, "{}", test.name);
        let told = text(answer).await;
        assert!(told.contains("/sv/initiative/arkiv") && told.contains("arkiv"), "{told}");
        // Not told of itself, nor of what is unlike.
        for body in ["name=Gemensamt+e-arkiv&own=arkiv", "name=Badplatser", ""] {
            let answer = send(&site, &writer, "POST", "/sv/initiative/alike", &ask(&writer.form_token, body)).await;
            assert_eq!(text(answer).await, "", "{body}");
        }
        let long = format!("name={}", "arkiv+".repeat(20_000));
        let answer = send(&site, &writer, "POST", "/sv/initiative/alike", &ask(&writer.form_token, &long)).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let refused = send(&site, &writer, "POST", "/sv/initiative/alike", "token=wrong&name=arkiv").await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
}

type Fields = &'static [(&'static str, &'static str)];

#[tokio::test]
async fn the_basis_of_a_decision_is_one_document_without_what_is_hidden() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let (site, own) = (site(app), writer(app).await);
        let initiative = [("@key", "arkiv"), ("@owner", "a"), ("@visibility", "public"), ("name", "E-arkiv")];
        make(app, "initiative", &initiative).await;
        let belonging: [(&str, &str, Fields); 6] = [
            ("alternative", "public", &[("name", "Avrop"), ("recommended", "yes")]),
            ("alternative", "private", &[("name", "Hemlig väg")]),
            ("decision-basis", "public", &[("background", "Ett **börläge** finns.")]),
            ("gap", "public", &[("organisation", "b"), ("dimension", "law"), ("size", "1")]),
            ("gap", "public", &[("organisation", "b"), ("dimension", "law"), ("size", "3")]),
            ("establishing-task", "public", &[("task", "premises"), ("due", "2030-01-01")]),
        ];
        for (kind, visibility, fields) in belonging {
            let base = [("@owner", "a"), ("@visibility", visibility), ("initiative", "arkiv")];
            make(app, kind, &[&base, fields].concat()).await;
        }
        let (status, page) = get(&site, &own, "/sv/initiative/arkiv/document").await;
        assert_eq!(status, StatusCode::OK, "{}", test.name);
        let parts = ["<strong>börläge</strong>", "Avrop", "Hemlig väg", "Lokaler", "1 av 8 delar är skrivna"];
        for part in parts {
            assert!(page.contains(part), "{}: {part}\n{page}", test.name);
        }
        // One row for the party: the greatest gap of the dimension, and how many are open.
        let row = page.split("<tr>").find(|row| row.contains("Kommun b")).expect("a row of the party");
        assert!(row.contains(">3</td>") && row.contains(">2</td>") && !row.contains(">1</td>"), "{row}");
        let (status, page) = get(&site, &public(), "/sv/initiative/arkiv/document").await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("Avrop") && !page.contains("Hemlig väg"), "{}", test.name);
        let (status, _) = get(&site, &own, "/sv/initiative/none/document").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn an_agenda_is_one_page_with_its_goals_work_groups_and_approvals() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let site = site(app);
        let goal = |key: &'static str, name: &'static str, more: Fields| {
            [&[("@key", key), ("@owner", "a"), ("@visibility", "public"), ("name", name)], more].concat()
        };
        make(app, "goal", &goal("agenda", "Agenda 2020", &[("type", "agenda"), ("cooperation", "coop")])).await;
        make(app, "goal", &goal("second", "Vård", &[("parent", "agenda"), ("order", "2")])).await;
        make(app, "goal", &goal("first", "Skola", &[("parent", "agenda"), ("order", "1"), ("responsible", "b")])).await;
        make(app, "goal", &goal("deep", "Läsning", &[("parent", "first")])).await;
        make(app, "goal", &goal("hidden", "Hemligt mål", &[("parent", "first"), ("@visibility", "private")])).await;
        make(app, "goal", &goal("else", "Annat", &[])).await;
        let work =
            [("@key", "w"), ("@owner", "a"), ("@visibility", "public"), ("name", "Läslyft"), ("goal", "deep | first")];
        make(app, "initiative", &work).await;
        for (order, approver) in [("2", "Regionen"), ("1", "Länsstyrelsen")] {
            let approval = [("@owner", "a"), ("@visibility", "public"), ("goal", "agenda")];
            make(app, "approval", &[&approval[..], &[("approver", approver), ("order", order)]].concat()).await;
        }
        let (status, page) = get(&site, &public(), "/sv/goal/agenda/document").await;
        assert_eq!(status, StatusCode::OK, "{}", test.name);
        let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{}: {text}\n{page}", test.name));
        // Each goal is followed by those below it, in their order.
        assert!(at(">Skola") < at(">– Läsning") && at(">– Läsning") < at(">Vård"));
        assert!(at("Väntar på godkännande av Länsstyrelsen") < at("Regionen"));
        assert_eq!(page.matches("Läslyft").count(), 1, "an initiative that serves two goals stands there once");
        assert!(!page.contains("Hemligt mål") && !page.contains("Annat"));
        let (_, page) = get(&site, &public(), "/sv/goal/agenda").await;
        assert!(page.contains("/sv/goal/agenda/document"));
        let (status, _) = get(&site, &public(), "/sv/goal/hidden/document").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_matrix_of_an_earlier_day_says_so_and_the_list_of_one_leads_to_its_page() {
    let test = apps().await.remove(0);
    small_world(&test.app).await;
    let site = site(&test.app);
    let (_, now) = get(&site, &public(), "/en/initiative/matrix").await;
    assert!(!now.contains("as it was recorded"));
    let (status, then) = get(&site, &public(), "/en/initiative/matrix?at=2020-01-01&rows=state").await;
    assert_eq!(status, StatusCode::OK);
    assert!(then.contains("as it was recorded on") && then.contains("/en/initiative/matrix?rows=state\">"));
    let response = send(&site, &public(), "GET", "/en/initiative?at=2020-01-01&level=local", "").await;
    assert_eq!(location(&response), "/en/initiative/then?at=2020-01-01&level=local");
}
