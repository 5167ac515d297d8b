//! What would it cost: pages for everybody where the cooperation allows it.

use super::*;
use samverk_domain::access::{Role, Scope};

#[tokio::test]
async fn keys_are_compared_for_the_members_of_a_cooperation() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let site = site(app);
        let path = "/sv/cooperation/coop/report/cost";
        // Who is not signed in computes where the cooperation allows it.
        assert_eq!(get(&site, &public(), path).await.0, StatusCode::NOT_FOUND, "{}", test.name);
        let grant = Grant { role: Role::Reader, scope: Scope::Organisation(find(app, "organisation", "b")) };
        let own = person(app, "b", &[grant]).await;
        assert_eq!(get(&site, &own, path).await.0, StatusCode::OK);
        open_to_all(app).await;
        // Without inhabitants only equal shares can be told.
        let (status, page) = get(&site, &public(), path).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("Invånare saknas") && page.contains("500\u{a0}000"));
        for (key, number) in [("a", "1000"), ("b", "3000")] {
            let figure = [("@owner", key), ("organisation", key), ("year", "2024"), ("inhabitants", number)];
            make(app, "population-figure", &figure).await;
        }
        let (_, page) = get(&site, &public(), &format!("{path}?amount=1%20000%20000,01&unit=0.01&equal=20")).await;
        // 250 000,0025 and 750 000,0075: the öre goes to the larger remainder.
        for share in [
            "250\u{a0}000\u{a0}kr",
            "750\u{a0}000,01",
            "500\u{a0}000,01",
            "500\u{a0}000\u{a0}kr",
            "300\u{a0}000\u{a0}kr",
        ] {
            assert!(page.contains(share), "{share}");
        }
        assert!(!page.contains("Invånare saknas") && !page.contains("illustrativ"));
        let (_, more) = get(
            &site,
            &public(),
            &format!("{path}?fixed=100000&floor=300000&cap=700000&rate=2,5&bands=1000:5;:9&amount_2=2000000"),
        )
        .await;
        for share in [
            "300\u{a0}000\u{a0}kr",
            "700\u{a0}000\u{a0}kr",
            "102\u{a0}500",
            "Efter storleksklass",
            "9\u{a0}kr",
            "1\u{a0}250\u{a0}000",
        ] {
            assert!(more.contains(share), "{share}");
        }
        let (_, one) = get(&site, &public(), &format!("{path}?whose=b")).await;
        assert!(one.contains("Kommun b</a></th>") && !one.contains("Kommun a</a></th>"));
        let wrong = "amount=mycket&equal=101&bands=x&members=a+z";
        let (_, wrong) = get(&site, &public(), &format!("{path}?{wrong}")).await;
        assert_eq!(wrong.matches("aria-invalid").count(), 4);
        assert!(wrong.contains("value=\"mycket\"") && wrong.contains("href=\"#a-amount\""));
        let (_, whole) = get(&site, &public(), &format!("{path}?amount=0.5")).await;
        assert_eq!(whole.matches("aria-invalid").count(), 1, "whole kronor");
        // The file is what the command line computes.
        let (_, file) = get(&site, &public(), &format!("{path}?amount=100&format=calculation")).await;
        let calculation = samverk_exchange::read_sheet(file.as_bytes()).unwrap();
        let found = samverk_domain::money::shares(&calculation).unwrap();
        assert_eq!(found.lines.iter().map(|line| line.shares[0].1).collect::<Vec<_>>(), [50, 25, 38]);
        let (_, csv) = get(&site, &public(), &format!("{path}?amount=100&format=csv")).await;
        assert_eq!(csv.lines().count(), 3);
        let moved = send(&site, &public(), "GET", "/sv/cooperation/coop/cost?amount=7", "").await;
        assert_eq!(location(&moved), "/sv/cooperation/coop/report/cost?amount=7");
        assert_eq!(get(&site, &public(), "/sv/cooperation/none/report/cost").await.0, StatusCode::NOT_FOUND);
        assert_eq!(get(&site, &public(), "/sv/cooperation/coop/report/none").await.0, StatusCode::NOT_FOUND);
    }
}

/// Lets everybody compute what the cooperation costs.
async fn open_to_all(app: &App) {
    let id = find(app, "cooperation", "coop");
    let version = app.record(&console(), id).await.unwrap().record.version;
    app.change(&console(), id, version, &samverk_testing::input(&[("public_calculator", "yes")]), None).await.unwrap();
}

#[tokio::test]
async fn who_joins_a_budget_pays_by_all_its_keys() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let site = site(app);
        open_to_all(app).await;
        for (key, number) in [("a", "30000"), ("b", "70000"), ("c", "25000")] {
            let figure = [("@owner", key), ("organisation", key), ("year", "2026"), ("inhabitants", number)];
            make(app, "population-figure", &figure).await;
        }
        let own = [("@owner", "a"), ("@visibility", "public")];
        let budget = [("@key", "b26"), ("name", "Budget 2026"), ("cooperation", "coop"), ("year", "2026")];
        let more = [("currency", "sek"), ("unit", "whole"), ("basis_year", "2026")];
        make(app, "budget", &[&own[..], &budget, &more].concat()).await;
        for (key, fields) in [
            ("lika", vec![("amount", "60000 SEK"), ("cost_key", "equal")]),
            ("antal", vec![("amount", "1000000 SEK"), ("cost_key", "inhabitants")]),
            ("avgift", vec![("fixed", "1000 SEK"), ("rate", "0.5"), ("cost_key", "fixed_plus_rate")]),
        ] {
            let line = [("@key", key), ("name", key), ("budget", "b26")];
            make(app, "budget-line", &[&own[..], &line, &fields].concat()).await;
        }
        let path = "/sv/cooperation/coop/late-join";
        let (_, offered) = get(&site, &public(), path).await;
        assert!(offered.contains("<option value=\"b26\">Budget 2026</option>"), "{}", test.name);
        // 20 000 of the first, 200 000 of the second go to the others; the
        // fee of 13 500 to the cooperation.
        let (status, page) = get(&site, &public(), &format!("{path}?joiner=c&budget=b26")).await;
        assert_eq!(status, StatusCode::OK);
        for told in ["233\u{a0}500", "220\u{a0}000", "13\u{a0}500", "Inget köp"] {
            assert!(page.contains(told), "{told}");
        }
        assert!(!page.contains("id=\"amount\""), "a budget has its own amounts");
        let (_, file) = get(&site, &public(), &format!("{path}?joiner=c&budget=b26&format=calculation")).await;
        let join = samverk_exchange::read_late_join(file.as_bytes()).unwrap();
        assert_eq!(samverk_domain::money::late_join(&join).unwrap().joiner_pays, 233_500);
        // What it cannot be divided by is told, with who lacks it.
        let (status, page) = get(&site, &public(), &format!("{path}?joiner=d&budget=b26")).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("kan budgeten inte fördelas") && page.contains("Kommun d:"));
        assert_eq!(get(&site, &public(), &format!("{path}?budget=nope")).await.0, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn who_joins_late_is_told_before_and_after() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let site = site(app);
        let path = "/sv/cooperation/coop/late-join";
        assert_eq!(get(&site, &public(), path).await.0, StatusCode::NOT_FOUND);
        open_to_all(app).await;
        for (key, number) in [("a", "30000"), ("b", "70000"), ("c", "25000")] {
            let figure = [("@owner", key), ("organisation", key), ("year", "2024"), ("inhabitants", number)];
            make(app, "population-figure", &figure).await;
        }
        let (status, empty) = get(&site, &public(), path).await;
        assert_eq!(status, StatusCode::OK, "{}", test.name);
        assert!(empty.contains("Välj vem som ansluter") && !empty.contains("format=calculation"));
        let (_, page) = get(&site, &public(), &format!("{path}?joiner=Kommun+c+(c)")).await;
        // 300 000 and 700 000 before; a fifth goes over to the newcomer.
        for told in ["200\u{a0}000", "60\u{a0}000", "140\u{a0}000", "240\u{a0}000", "560\u{a0}000", "Inget köp"] {
            assert!(page.contains(told), "{told}");
        }
        let (_, worn) = get(&site, &public(), &format!("{path}?joiner=c&used=2&of=5")).await;
        assert!(worn.contains("120\u{a0}000") && worn.contains("84\u{a0}000"));
        for (wrong, error) in
            [("joiner=a", "redan medlem"), ("joiner=x", "ingen sådan"), ("joiner=c&used=6&of=5", "heltal")]
        {
            let (_, page) = get(&site, &public(), &format!("{path}?{wrong}")).await;
            assert!(page.contains(error) && page.contains("aria-invalid"), "{wrong}");
        }
        // An organisation of which the figure is not known is named.
        let (_, unknown) = get(&site, &public(), &format!("{path}?joiner=d")).await;
        assert!(unknown.contains("Invånare saknas") && unknown.contains("Kommun d"));
        let (_, file) = get(&site, &public(), &format!("{path}?joiner=c&format=calculation")).await;
        let join = samverk_exchange::read_late_join(file.as_bytes()).unwrap();
        assert_eq!(samverk_domain::money::late_join(&join).unwrap().refunds, [60_000, 140_000, 0]);
        let (_, csv) = get(&site, &public(), &format!("{path}?joiner=c&format=csv")).await;
        assert_eq!(csv.lines().count(), 4);
    }
}
