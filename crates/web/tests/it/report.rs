//! Computed reports on the demo data: in three languages, as files and by the
//! API, with what the sources hold.

use super::demo::with_demo;
use super::*;
use samverk_app::report::REPORTS;
use samverk_domain::access::{Role, Scope};

/// What each report is looked at on.
const ABOUT: [(&str, &str); 11] = [
    ("cost", "it-samverkan-varmland"),
    ("open-items", "e-namnden-norrbotten"),
    ("result", "e-namnden-norrbotten"),
    ("prices", "hoglandets-it"),
    ("financing", "vastkom-it"),
    ("in-kind", "reda-orebro"),
    ("shares", "kommun-nassjo"),
    ("owed", "kommun-lulea"),
    ("liquidity", "hoglandet-2014"),
    ("invoices", "e-namnden-2014"),
    ("remaining", "uttrade-exempel"),
];

async fn json(site: &Router, who: &Person, path: &str) -> (StatusCode, serde_json::Value) {
    let (status, body) = get(site, who, path).await;
    (status, serde_json::from_str(&body).unwrap_or_default())
}

#[tokio::test]
async fn every_report_is_told_in_three_languages_and_as_files() {
    for test in apps().await {
        let app = &test.app;
        with_demo(app).await;
        for (key, states) in [("hoglandet-2014", &["decided"][..]), ("e-namnden-2014", &["decided", "charged"])] {
            let budget = app.resolve("budget", key).unwrap();
            for (state, base) in states.iter().zip(1..) {
                app.move_to(&console(), budget, base, state, None).await.unwrap();
            }
        }
        let site = site(app);
        let grant = |scope| Grant { role: Role::Coordinator, scope };
        let scopes = [
            Scope::Cooperation(find(app, "cooperation", "e-namnden-norrbotten")),
            Scope::Organisation(find(app, "organisation", "kommun-lulea")),
        ];
        let inside = person(app, "inside", &scopes.map(grant)).await;
        for one in REPORTS {
            let (_, key) = ABOUT.into_iter().find(|(code, _)| *code == one.code).unwrap();
            for lang in ["sv", "nb", "en"] {
                let path = format!("/{lang}/{}/{key}/report/{}", one.kind, one.code);
                let (status, page) = get(&site, &inside, &path).await;
                assert_eq!(status, StatusCode::OK, "{path}");
                for raw in [">told-", ">report-", ">choice-", "{ $"] {
                    assert!(!page.contains(raw), "{path}: {raw}");
                }
                assert!(page.contains("<table") && page.contains("format=xlsx"), "{path}");
            }
            let path = format!("/api/v1/{}/{key}/report/{}", one.kind, one.code);
            let (status, told) = json(&site, &inside, &path).await;
            assert_eq!((status, told["report"].as_str()), (StatusCode::OK, Some(one.code)));
            let tables = told["tables"].as_array().unwrap();
            assert!(tables.iter().any(|table| !table["rows"].as_array().unwrap().is_empty()), "{path}");
            for table in tables {
                let code = table["table"].as_str().unwrap();
                let csv = format!("/en/{}/{key}/report/{}?table={code}&format=csv", one.kind, one.code);
                let (status, csv) = get(&site, &inside, &csv).await;
                assert_eq!(status, StatusCode::OK);
                assert_eq!(csv.lines().count(), table["rows"].as_array().unwrap().len() + 1, "{path} {code}");
                let marked = csv.lines().skip(1).all(|line| line.contains("llustrative"));
                assert_eq!(marked, told["illustrative"] == true || csv.lines().count() == 1, "{path} {code}");
            }
            // Who is not inside hears nothing of what is for those inside.
            let (status, _) = json(&site, &public(), &path).await;
            assert_eq!(status == StatusCode::OK, !one.inside, "{path}");
            assert_eq!(json(&site, &inside, &format!("{path}?nothing=1")).await.0, StatusCode::BAD_REQUEST);
        }
    }
}

#[tokio::test]
async fn the_reports_hold_what_the_sources_say() {
    for test in apps().await {
        let app = &test.app;
        with_demo(app).await;
        let site = site(app);
        // H24, H16: Höglandet's three years, by former budgets, by both, by services alone.
        for (key, sum) in
            [("hoglandet-2011", 40_000_000), ("hoglandet-2012", 41_000_000), ("hoglandet-2014", 45_600_000)]
        {
            let id = app.resolve("budget", key).unwrap();
            let budget = app.budget(&console(), id).await.unwrap();
            let computed = budget
                .compute(samverk_domain::money::Scenario::Answered, samverk_domain::money::Year::This)
                .unwrap_or_else(|faults| panic!("{key}: {faults:?}"));
            assert_eq!(computed.shares.sum, sum, "{key}");
        }
        let prices = "/api/v1/cooperation/hoglandets-it/report/prices?year=2012";
        let (_, told) = json(&site, &public(), prices).await;
        let service = &told["tables"][1]["rows"][0];
        assert_eq!(
            (&service["revenue"]["amount"], &service["self_cost"]["amount"]),
            (&"21000000.00".into(), &"1680.00".into())
        );
        // H07: 9.4 Mkr in the pot, spent by the steering group.
        let (_, told) = json(&site, &public(), "/api/v1/cooperation/vastkom-it/report/financing").await;
        assert_eq!(told["findings"][0]["values"]["pot"]["amount"], "9400000.00");
        // H10: half is Region Blekinge's, the rest is hoped for from outside.
        let (_, told) = json(&site, &public(), "/api/v1/cooperation/cesam-blekinge/report/financing").await;
        let gap = &told["tables"][0]["rows"][0];
        let amounts =
            ["cost", "hoped", "members_if_granted", "members_if_refused"].map(|name| gap[name]["amount"].clone());
        assert_eq!(amounts, ["1000000.00", "500000.00", "500000.00", "1000000.00"]);
        // H12: Örebro's own time is shown beside the shares.
        let (_, told) = json(&site, &public(), "/api/v1/cooperation/reda-orebro/report/in-kind").await;
        assert_eq!(told["findings"][0]["values"]["hours"], "940.50");
    }
}

#[tokio::test]
async fn what_is_carried_forward_leads_to_a_line_of_the_next_budget() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let own =
            [("@key", "r"), ("@owner", "a"), ("@visibility", "public"), ("cooperation", "coop"), ("year", "2025")];
        make(app, "settlement", &[&own[..], &[("result", "400.50 SEK"), ("treatment", "carry_forward")]].concat())
            .await;
        let site = site(app);
        let grant = Grant { role: Role::Representative, scope: Scope::Organisation(find(app, "organisation", "a")) };
        let who = person(app, "a", &[grant]).await;
        let (_, page) = get(&site, &who, "/sv/settlement/r").await;
        let from = page.find("/sv/budget-line/new?").unwrap_or_else(|| panic!("{}", test.name));
        let href = page[from..].split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&");
        let (status, form) = get(&site, &who, &href).await;
        assert_eq!(status, StatusCode::OK, "{href}");
        assert!(form.contains("Överfört från 2025") && form.contains("-400.50 SEK"), "{href}");
        let (_, page) = get(&site, &public(), "/sv/settlement/r").await;
        assert!(!page.contains("/sv/budget-line/new?"), "who may add nothing is offered nothing");
    }
}
