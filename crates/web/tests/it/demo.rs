//! The pages that are more than a list, on the demo data: what they show is
//! what the sources hold.

use super::*;
use samverk_domain::access::{Role, Scope};

pub(super) async fn with_demo(app: &App) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/demo");
    let kinds: Vec<_> = app.registry().load_order().iter().map(|kind| kind.name).collect();
    for kind in kinds {
        let Ok(bytes) = std::fs::read(folder.join(format!("{kind}.csv"))) else { continue };
        let table = samverk_exchange::read(&bytes).unwrap();
        app.import(&console(), kind, table, false).await.unwrap_or_else(|error| panic!("{kind}: {error:?}"));
    }
}

#[tokio::test]
async fn the_budget_of_the_source_is_shared_as_it_says() {
    for test in apps().await {
        let app = &test.app;
        with_demo(app).await;
        let site = site(app);
        let id = app.resolve("budget", "e-namnden-2014").unwrap();
        app.move_to(&console(), id, 1, "decided", None).await.unwrap();
        // H01–H03: 60 000 + 843 000, of which 743 000 are a salary; seven pay 69 462 and six 69 461.
        let (status, page) = get(&site, &public(), "/sv/budget/e-namnden-2014/shares").await;
        assert_eq!(status, StatusCode::OK, "{}", test.name);
        let plain = page.replace('\u{a0}', " ");
        for part in
            ["903 000", "843 000", "743 000", "743 040", "60 000", "7 betalar 69 462 och 6 betalar 69 461", "ca 69 500"]
        {
            assert!(plain.contains(part), "{}: {part}", test.name);
        }
        let rows = report(&site, "/sv/budget/e-namnden-2014/shares").await;
        assert_eq!(rows.len(), 14, "thirteen members, and the sum; who may become one pays nothing");
        // The decided calculation gives the same by the command's own shape.
        let (_, file) = get(&site, &public(), "/sv/budget/e-namnden-2014/shares?format=calculation").await;
        let sheet = samverk_exchange::read_sheet(file.as_bytes()).unwrap();
        assert_eq!(samverk_domain::money::shares(&sheet).unwrap().sum, 903_000);
        // H08: Karlstad's keys in one budget, and H13: both answers to an application.
        let (_, page) = get(&site, &public(), "/sv/budget/varmland-2013/shares").await;
        assert!(page.contains("Varför just så?") && page.contains("Sjunet"));
        let (status, json) = get(&site, &public(), "/api/v1/budget/varmland-2013/shares").await;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!((status, json["sum"].as_str()), (StatusCode::OK, Some("1980000")));
        let (_, page) = get(&site, &public(), "/sv/budget/kalmar-2013/shares").await;
        let plain = page.replace('\u{a0}', " ");
        for part in ["Om ansökan avslås", "100 000", "45 833", "54 167"] {
            assert!(plain.contains(part), "{}: {part}", test.name);
        }
        // A budget that replaces another tells each member the difference.
        let budget = app.record(&console(), id).await.unwrap().record;
        let owner = app.look(|catalogue| catalogue.key(budget.owner.unwrap()).map(str::to_owned)).unwrap();
        let own = [("@key", "ny"), ("@owner", owner.as_str()), ("@visibility", "public"), ("name", "Ny budget")];
        let of = [("cooperation", "e-namnden-norrbotten"), ("year", "2014"), ("currency", "sek"), ("unit", "whole")];
        make(app, "budget", &[&own[..], &of, &[("replaces", "e-namnden-2014")]].concat()).await;
        let line = [("@owner", owner.as_str()), ("@visibility", "public"), ("name", "Allt"), ("budget", "ny")];
        make(app, "budget-line", &[&line[..], &[("amount", "916000 SEK"), ("cost_key", "equal")]].concat()).await;
        let (_, page) = get(&site, &public(), "/sv/budget/ny/shares").await;
        let plain = page.replace('\u{a0}', " ");
        for part in ["Ersätter", "13 000", "70 461", "69 462", "1 000"] {
            assert!(plain.contains(part), "{}: {part}", test.name);
        }
        for (path, status) in [
            ("/api/v1/budget/varmland-2013/shares?year=4", StatusCode::BAD_REQUEST),
            ("/api/v1/budget/varmland-2013/shares?x=1", StatusCode::BAD_REQUEST),
            ("/api/v1/initiative/en-04/shares", StatusCode::NOT_FOUND),
            ("/sv/budget/finns-inte/shares", StatusCode::NOT_FOUND),
            ("/sv/budget/varmland-2013/shares?year=x&scenario=y", StatusCode::OK),
        ] {
            assert_eq!(get(&site, &public(), path).await.0, status, "{path}");
        }
    }
}

#[tokio::test]
async fn what_is_fair_is_told_and_what_cannot_be_read_by_its_line() {
    let test = apps().await.remove(0);
    let site = site(&test.app);
    let page = async |query: &str| get(&site, &public(), &format!("/en/fairness{query}")).await.1;
    // 50 each; by the agreement A and B pay 20 more than fair each, and would leave.
    let first = page("").await;
    assert!(
        first.contains("A, B pay 140 and would cost 130") && first.contains(">50</td>") && first.contains(">20</td>")
    );
    let leaves = page("?parties=A%3B%3B100%0AB%3B%3B20&shared=x%3B60%0Ay%3B60%3BB").await;
    assert!(leaves.contains("This group would be cheaper off alone: A pay 100 and would cost 60"), "{leaves}");
    let wrong = page("?parties=A%3B-1%0AA&shared=x%3B1%3BC").await;
    assert_eq!(wrong.matches("cannot be read").count(), 2, "a negative cost, and a part of somebody unknown");
    // Levels: who needs a level pays what those above it do not.
    let of = "parties=A%0AB%0AC%3B20&shared=n%3B90%0As%3B40%3BA,B&levels";
    let (_, csv) = get(&site, &public(), &format!("/en/fairness?{of}=x%3B30%3BA%3D1,B%3D2,C%3D3&format=csv")).await;
    for share in ["A;160,00;60,00", "B;190,00;75,00", "C;200,00;105,00"] {
        assert!(csv.contains(share), "{share}: {csv}");
    }
    for wrong in ["x%3B30", "x%3B%3BA%3D1", "x%3B3%3BA%3D1,A%3D2", "x%3B3%3BQ%3D1", "x%3B3%3BA%3D-1"] {
        assert!(page(&format!("?{of}={wrong}")).await.contains("cannot be read"), "{wrong}");
    }
    assert!(page("?parties=A&shared=x%3B%3BA").await.contains("cannot be read"), "an amount that is missing");
    let many: String = (0..201).map(|no| format!("P{no}%0A")).collect();
    assert!(page(&format!("?parties={many}")).await.contains("more than 200 lines"));
    let (status, csv) = get(&site, &public(), "/en/fairness?format=csv").await;
    assert!(status == StatusCode::OK && csv.contains("A;130,00;50,00;70,00;20,00"), "{csv}");
    assert_eq!(get(&site, &public(), "/en/fairness?parties=&format=csv").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_ledger_is_read_by_its_own_side_entered_corrected_and_taken_along() {
    for test in apps().await {
        let app = &test.app;
        with_demo(app).await;
        let site = site(app);
        let budget = app.resolve("budget", "e-namnden-2014").unwrap();
        app.move_to(&console(), budget, 1, "decided", None).await.unwrap();
        app.move_to(&console(), budget, 2, "charged", None).await.unwrap();
        let grant = |role, scope| [Grant { role, scope }];
        let cooperation = app.resolve("cooperation", "e-namnden-norrbotten").unwrap();
        let lulea = Scope::Organisation(app.resolve("organisation", "kommun-lulea").unwrap());
        let pitea = Scope::Organisation(app.resolve("organisation", "kommun-pitea").unwrap());
        let own = person(app, "treasurer", &grant(Role::Coordinator, lulea)).await;
        let member = person(app, "member", &grant(Role::Reader, pitea)).await;
        let path = "/sv/cooperation/e-namnden-norrbotten/ledger";
        for (who, expected) in
            [(&own, StatusCode::OK), (&member, StatusCode::NOT_FOUND), (&public(), StatusCode::NOT_FOUND)]
        {
            assert_eq!(get(&site, who, path).await.0, expected, "{}: {}", test.name, who.name);
        }
        let plain = |page: String| page.replace('\u{a0}', " ");
        let (_, page) = get(&site, &own, path).await;
        assert!(plain(page).contains("903 000"), "{}: what members owe", test.name);
        // A member reads its own statement and nobody else's.
        let (status, page) = get(&site, &member, &format!("{path}/kommun-pitea")).await;
        assert_eq!(status, StatusCode::OK);
        assert!(plain(page).contains("69 461"));
        assert_eq!(get(&site, &member, &format!("{path}/kommun-boden")).await.0, StatusCode::NOT_FOUND);
        // What is entered stands there; what is wrong is told and enters nothing.
        let send_form = async |who: &Person, body: &str| {
            let body = format!("token={}&{body}", who.form_token);
            send(&site, who, "POST", path, &body).await.status()
        };
        let payment = "act=enter&kind=payment&organisation=Pite%C3%A5+(kommun-pitea)&day=2026-01-07&amount=69+461,00&reference=e-namnden-2014-kommun-pitea&text=";
        assert_eq!(send_form(&own, payment).await, StatusCode::SEE_OTHER);
        assert_eq!(send_form(&member, payment).await, StatusCode::FORBIDDEN);
        for wrong in [
            "act=enter&kind=payment&day=2026-01-07&amount=1",
            "act=enter&kind=cost&day=x&amount=1",
            "act=correct&no=99&reason=x",
            "act=close&until=2099-01-01",
        ] {
            assert!(send_form(&own, wrong).await.is_client_error(), "{wrong}");
        }
        // A form that is sent twice enters once, and takes back once.
        let count = async || app.ledger(&console(), cooperation).await.unwrap().transfers.len();
        let before = count().await;
        let twice = "form=f1&act=enter&kind=cost&cost_kind=staff&day=2026-01-07&amount=5";
        for _ in 0..2 {
            assert_eq!(send_form(&own, twice).await, StatusCode::SEE_OTHER);
        }
        assert_eq!(count().await, before + 1);
        let back = format!("form=f2&act=correct&no={}&reason=prov", before + 1);
        for _ in 0..2 {
            assert_eq!(send_form(&own, &back).await, StatusCode::SEE_OTHER);
        }
        assert_eq!(count().await, before + 2);
        // Of payments in doubt those that are ticked are entered, once; the rest stay to be decided.
        let doubtful = format!(
            "token={}&form=f3&act=payments&take=0&take=2\
             &day.0=2026-01-07&amount.0=5.00&reference.0=x&doubt.0=amount&organisation.0=Pite%C3%A5+(kommun-pitea)\
             &day.1=2026-01-07&amount.1=6.00&doubt.1=unknown&organisation.1=\
             &day.2=2026-01-07&amount.2=7.00&doubt.2=unknown&organisation.2=ingen",
            own.form_token
        );
        for _ in 0..2 {
            let answer = send(&site, &own, "POST", path, &doubtful).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let page = text(answer).await;
            assert_eq!((count().await, page.matches(" checked").count()), (before + 3, 1), "{}", test.name);
            assert!(page.contains("value=\"6.00\"") && page.contains("value=\"ingen\""));
        }
        // Nothing that was typed is lost, and each fault leads to its field.
        let typed = format!(
            "token={}&act=enter&kind=cost&cost_kind=staff&day=2026-01-07&amount=tolv&text=L%C3%B6n",
            own.form_token
        );
        let answer = send(&site, &own, "POST", path, &typed).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = text(answer).await;
        for part in
            ["#l-amount\">Belopp: ", "value=\"tolv\"", "value=\"Lön\"", "\"staff\" selected", "\"cost\" selected"]
        {
            assert!(page.contains(part), "{}: {part}", test.name);
        }
        assert_eq!(send_form(&own, "act=correct&no=14&reason=fel+dag").await, StatusCode::SEE_OTHER);
        let ledger = app.ledger(&console(), cooperation).await.unwrap();
        assert_eq!(ledger.transfers.len(), before + 4);
        assert_eq!(ledger.balances.values().sum::<i64>(), 0);
        // Other programs read it: each transaction balances.
        let (_, text) = get(&site, &own, &format!("{path}?format=journal")).await;
        assert_eq!(text.matches("69462.00 SEK").count(), 14, "seven, each on both sides");
        assert!(text.contains("2014-01-31 (1)") && text.contains("1510 Medlemsfordringar:Luleå"));
        let (status, _) = get(&site, &own, &format!("{path}?format=csv")).await;
        assert_eq!(status, StatusCode::OK);
        let response = send(&site, &own, "GET", &format!("{path}?format=sie"), "").await;
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
        assert!(bytes.starts_with(b"#FLAGGA 0\r\n") && bytes.windows(4).any(|part| part == b"Lule"));
        assert!(bytes.contains(&0x86), "\u{e5} of code page 437");
        assert_eq!(get(&site, &own, &format!("{path}?format=x")).await.0, StatusCode::NOT_FOUND);
    }
}

/// The rows of a report as JSON.
async fn report(site: &Router, path: &str) -> Vec<serde_json::Value> {
    let mark = if path.contains('?') { '&' } else { '?' };
    let (status, text) = get(site, &public(), &format!("{path}{mark}format=json")).await;
    assert_eq!(status, StatusCode::OK, "{path}");
    serde_json::from_str(&text).unwrap()
}

fn holds(row: &serde_json::Value, text: &str) -> bool {
    row.as_object().unwrap().values().any(|cell| cell.as_str().is_some_and(|cell| cell.contains(text)))
}

#[tokio::test]
async fn the_tables_are_those_of_the_sources() {
    for test in apps().await {
        with_demo(&test.app).await;
        let site = site(&test.app);
        // A02: 20 studied cooperations, in the order of the source, one without a year.
        let studied = report(&site, "/sv/report/studied-cooperations").await;
        assert_eq!(studied.len(), 20, "{}", test.name);
        assert!(holds(&studied[0], "Göliska IT") && holds(&studied[0], "Skara"));
        assert!(
            studied.iter().any(|row| holds(row, "Skåne Nordost") && holds(row, "Hässleholm") && holds(row, "2006"))
        );
        // A12: 4 + 13 + 4 counties.
        let regional = report(&site, "/sv/report/regional-responsibility").await;
        assert_eq!(regional.len(), 21);
        let (_, page) = get(&site, &public(), "/sv/report/regional-responsibility").await;
        let totals: Vec<&str> = page.split("<dd>").skip(1).filter_map(|rest| rest.split("</dd>").next()).collect();
        assert_eq!(totals, ["4", "13", "4"]);
        // B03, B04, B05: 11 activities, three with a timetable, one outside the board.
        let activities = report(&site, "/sv/report/activities/e-namnden-norrbotten").await;
        assert_eq!(activities.len(), 11);
        assert_eq!(activities.iter().filter(|row| !row["Tidplan"].is_null()).count(), 3);
        assert_eq!(activities.iter().filter(|row| holds(row, "drivs utanför samarbetet")).count(), 1);
        assert_eq!(activities.iter().filter(|row| row["Status"] == "Idé").count(), 3);
        // A05, B09: every cooperation with both stands once in the matrix.
        let breadth = report(&site, "/en/report/breadth").await;
        let sum: i64 = breadth
            .iter()
            .flat_map(|row| row.as_object().unwrap().values())
            .filter_map(|cell| cell.as_str()?.parse::<i64>().ok())
            .sum();
        assert!((40..=46).contains(&sum), "{sum}");
        // B13: Table 3, 32 initiatives in six areas; twelve of the first have a goal each.
        let table = report(&site, "/sv/initiative/matrix?type=skl_initiative&rows=area_as_stated&by=goal").await;
        let of = |area: &str| {
            let row = table.iter().find(|row| row["Område enligt källan"] == area).unwrap();
            row.as_object().unwrap().values().filter_map(serde_json::Value::as_i64).collect::<Vec<_>>()
        };
        assert_eq!(table.len(), 6);
        assert_eq!(of("Gemensamma funktioner och tjänster").iter().sum::<i64>(), 12);
        assert_eq!(of("Skola och lärande").iter().sum::<i64>(), 3);
        assert_eq!(of("Näringsliv och arbete").iter().sum::<i64>(), 6);
        let (_, page) =
            get(&site, &public(), "/sv/initiative/matrix?type=skl_initiative&rows=area_as_stated&by=level").await;
        assert!(page.contains("32 poster. Flest, 12, är Gemensamma funktioner och tjänster – Nationell."), "{page}");
        assert!(page.contains("/sv/initiative?type=skl_initiative&#38;area_as_stated=Gemensamma%20funktioner"));
        // B18: the same service by two names, found from either.
        let (_, page) = get(&site, &public(), "/sv/initiative/skl-07").await;
        let overlap = page.split("id=\"overlap\"").nth(1).unwrap();
        assert!(overlap.contains("/sv/initiative/en-04") && overlap.contains("/sv/initiative/kal-6"), "{overlap}");
        let (_, found) = get(&site, &public(), "/api/v1/initiative/skl-07/overlaps").await;
        let found: serde_json::Value = serde_json::from_str(&found).unwrap();
        assert_eq!(found["items"][0]["record"]["key"], "en-04");
        assert_eq!(found["items"][0]["common"]["areas"], serde_json::json!(["archive"]));
        let (status, _) = get(&site, &public(), "/api/v1/goal/skl-mal-1/overlaps").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let levels = report(&site, "/en/report/breadth-by-level").await;
        let sum: i64 = levels
            .iter()
            .flat_map(|row| row.as_object().unwrap().values())
            .filter_map(|cell| cell.as_str()?.parse::<i64>().ok())
            .sum();
        assert_eq!(sum, 46, "every cooperation has a breadth and a level");
    }
}

#[tokio::test]
async fn pages_tell_seats_members_profiles_and_what_leads_here() {
    let test = apps().await.remove(0);
    with_demo(&test.app).await;
    let site = site(&test.app);
    // A07: 13 members with one ordinary seat and one deputy each, and who decides.
    let (_, body) = get(&site, &public(), "/en/body/e-namnden").await;
    assert!(body.contains("Seats: 26 (members: 13; per member 1 ordinary, 1 deputy)"), "{body}");
    assert!(body.contains("Filled: 26, vacant: 0"));
    // A03, A04: the profile, the members and the bodies.
    let (_, page) = get(&site, &public(), "/sv/cooperation/e-namnden-norrbotten").await;
    for part in ["Kiruna", "Piteå", "IT-chefsgruppen Norrbotten", "<svg", "Visa som tabell"] {
        assert!(page.contains(part), "{part}");
    }
    let (_, profiled) = get(&site, &public(), "/sv/cooperation?q=H%C3%B6glandet").await;
    assert!(profiled.contains("Höglandet"));
    // A seat is told by its body and its role.
    let (_, pitea) = get(&site, &public(), "/sv/organisation/kommun-pitea").await;
    assert!(pitea.contains("E-nämnden") && pitea.contains("Ersättare"));
    // A14: who came before and after.
    let (_, list) = get(&site, &public(), "/sv/succession").await;
    assert!(list.contains("Verva") && list.contains("E-delegationen"));
    // A01: population with its source.
    let (_, oslo) = get(&site, &public(), "/nb/organisation/kommune-oslo").await;
    assert!(oslo.contains("717\u{a0}710"), "{oslo}");
    // Uncertain facts are marked as such.
    let (_, initiatives) = get(&site, &public(), "/sv/initiative").await;
    assert!(initiatives.contains("(Härledd)"));
    // The data's own language is marked where it is another than the page's.
    let (_, english) = get(&site, &public(), "/en/initiative/en-04").await;
    assert!(english.contains("lang=\"sv\""));
}

#[tokio::test]
async fn meetings_at_the_same_time_are_flagged_and_unlike_regions_warned_of() {
    let test = apps().await.remove(0);
    let app = &test.app;
    small_world(app).await;
    let site = site(app);
    for (key, start, end, cooperation) in [
        ("m1", "2027-03-01", "2027-03-02", "coop"),
        ("m2", "2027-03-02", "", "coop"),
        ("m3", "2027-03-03", "", "coop"),
        ("m4", "2027-03-02", "", ""),
    ] {
        make(
            app,
            "meeting",
            &[
                ("@key", key),
                ("@owner", "a"),
                ("name", &format!("Möte {key}")),
                ("start", start),
                ("end", end),
                ("cooperation", cooperation),
            ],
        )
        .await;
    }
    let (_, page) = get(&site, &public(), "/sv/meeting/m1").await;
    assert!(page.contains("Möte m2") && !page.contains("Möte m3") && !page.contains("Möte m4"));
    let rated = |n: &'static str| {
        [
            ("maturity_rating", n),
            ("participants_rating", "3"),
            ("composition_rating", "3"),
            ("history_rating", "3"),
            ("lock_ins_rating", "3"),
            ("date", "2026-01-01"),
            ("@owner", "a"),
        ]
    };
    for (key, n) in [("p1", "5"), ("p2", "2"), ("p3", "4")] {
        let name = format!("Region {key}");
        let fields: Vec<_> = rated(n).into_iter().chain([("@key", key), ("name", name.as_str())]).collect();
        make(app, "precondition-profile", &fields).await;
    }
    let (_, page) = get(&site, &public(), "/sv/precondition-profile/p1").await;
    assert!(page.contains("Region p2") && !page.contains("Region p3"));
    // A07: a joint board without deputies has less than its form asks for.
    make(app, "cooperation", &[("@key", "gn"), ("@owner", "a"), ("name", "Gemensam"), ("form", "gemensam_namnd")])
        .await;
    make(
        app,
        "body",
        &[
            ("@key", "thin"),
            ("@owner", "a"),
            ("name", "Nämnd"),
            ("type", "board"),
            ("cooperation", "gn"),
            ("seats_ordinary", "1"),
        ],
    )
    .await;
    assert!(get(&site, &public(), "/sv/body/thin").await.1.contains("Färre platser per medlem"));
    assert!(!get(&site, &public(), "/sv/body/board").await.1.contains("Färre platser per medlem"));
    // A11: how many of the networks have been informed.
    make(app, "initiative", &[("@key", "i"), ("@owner", "a"), ("name", "I")]).await;
    for n in 0..4 {
        let (key, name) = (format!("n{n}"), format!("Nätverk {n}"));
        make(app, "network", &[("@key", &key), ("@owner", "a"), ("name", &name)]).await;
        let contact = make(
            app,
            "network-contact",
            &[("@owner", "a"), ("network", &key), ("initiative", "i"), ("date", "2026-10-01")],
        )
        .await;
        if n == 0 {
            app.move_to(&console(), contact.id, 1, "visited", None).await.unwrap();
        }
    }
    let (_, page) = get(&site, &public(), "/sv/initiative/i").await;
    assert!(page.contains("1 av 4 nätverk är informerade eller besökta (25 procent)"));
    // In a county the share is of all networks there, contacted or not.
    for n in 0..3 {
        let (key, name) = (format!("c{n}"), format!("Länsnätverk {n}"));
        make(app, "network", &[("@key", &key), ("@owner", "a"), ("name", &name), ("county", "se-05")]).await;
    }
    let fields = [("@owner", "a"), ("network", "c0"), ("initiative", "i"), ("date", "2026-10-02")];
    let contact = make(app, "network-contact", &fields).await;
    app.move_to(&console(), contact.id, 1, "informed", None).await.unwrap();
    let (_, page) = get(&site, &public(), "/sv/initiative/i").await;
    assert!(page.contains("Östergötlands län: 1 av 3 nätverk är informerade eller besökta (33 procent)"), "{page}");
    assert!(page.contains("/sv/network?county=se-05"));
}

#[tokio::test]
async fn the_own_start_page_shows_what_concerns_the_reader() {
    let test = apps().await.remove(0);
    with_demo(&test.app).await;
    let site = site(&test.app);
    let pitea = Scope::Organisation(find(&test.app, "organisation", "kommun-pitea"));
    let own = person(&test.app, "pitea", &[Grant { role: Role::Representative, scope: pitea }]).await;
    let (_, page) = get(&site, &own, "/sv").await;
    for part in ["Fyrkanten", "Företrädare i Piteå", "Gemensam drift och förvaltning"] {
        assert!(page.contains(part), "{part}");
    }
    let (_, public_page) = get(&site, &public(), "/sv").await;
    assert!(public_page.contains("155") && public_page.contains("754"));
}
