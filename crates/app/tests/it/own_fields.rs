//! Fields that an installation adds while it runs.

use super::*;
use samverk_app::catalogue::{Filter, Query, SearchLimits};
use samverk_domain::record::OwnField;

fn own(name: &str, of: &str) -> OwnField {
    OwnField {
        kind: "organisation".into(),
        name: name.into(),
        of: of.into(),
        labels: [(Lang::Sv, format!("Eget {of}"))].into(),
        choices: if of == "choice" { vec![("red".into(), "Röd".into())] } else { Vec::new() },
        filterable: true,
        searched: of == "text",
        ..OwnField::default()
    }
}

#[tokio::test]
async fn an_own_field_works_at_once_everywhere_and_is_withdrawn_without_loss() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        for of in ["text", "choice", "number"] {
            app.keep_own_field(&console(), &own(&format!("x_{of}"), of)).await.unwrap();
        }
        let a = find(app, "organisation", "a");
        let fields = input(&[("x_text", "fjällräv"), ("x_choice", "red"), ("x_number", "12")]);
        app.change(&console(), a, 1, &fields, None).await.unwrap();
        let bad = app.change(&console(), a, 2, &input(&[("x_choice", "blue")]), None).await.unwrap_err();
        assert_eq!(codes(bad), [("x_choice".to_owned(), "choice")]);
        let filters = [Filter { field: "x_choice".into(), values: vec!["red".into()], range: None }];
        let query = Query {
            filters: &filters,
            limit: 10,
            facets: &["x_choice"],
            sums: &["x_number"],
            ..Query::every("organisation", "x_number", Lang::Sv)
        };
        let found = app.list(&console(), &query).await.unwrap().found;
        assert_eq!((found.total, found.sums.first().map(|sum| sum.total)), (1, Some(12)));
        let scope = app.scope(&console().actor);
        let hits = app.look(|c| c.search("fjällräv", &scope, SearchLimits { per_kind: 5, total: 5 }, Lang::Sv).0);
        assert_eq!(hits.first().map(|hit| hit.id), Some(a));
        let sheet = app.export(&console(), "organisation", &filters, "").await.unwrap();
        assert!(sheet.header.iter().any(|name| name == "x_text"));
        assert!(app.history(&console(), a).await.unwrap()[0].changes.iter().any(|change| change.name == "x_text"));

        let faults = app.keep_own_field(&console(), &own("x_number", "text")).await.unwrap_err();
        assert_eq!(codes(faults), [("of".to_owned(), "own_fixed")]);
        app.keep_own_field(&console(), &OwnField { withdrawn: true, ..own("x_text", "text") }).await.unwrap();
        let kept = app.record(&console(), a).await.unwrap();
        assert_eq!(kept.record.text("x_text"), Some("fjällräv"));
        whole(app).await;
        let reader = user(5, &[(Role::Reader, Scope::Organisation(a))]);
        assert!(matches!(app.keep_own_field(&reader, &own("x_b", "text")).await, Err(AppError::Denied(_))));
    }
}
