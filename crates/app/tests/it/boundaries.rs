//! Boundaries of municipalities, taken in and drawn.

use super::*;
use samverk_app::map::BoundarySource;
use samverk_domain::map::boundary::Area;

fn square(code: &str, x: i64) -> Area {
    let size = 20_000;
    Area { code: code.to_owned(), rings: vec![vec![(x, 0), (x + size, 0), (x + size, size), (x, size)]] }
}

fn about(country: &str, year: i64) -> BoundarySource {
    BoundarySource { country: country.to_owned(), year, attribution: "© Ingen".to_owned(), source: None }
}

async fn municipality(app: &App, key: &str, country: &str, code: &str) {
    let fields =
        [("@key", key), ("name", key), ("type", "municipality"), ("country", country), ("official_code", code)];
    make(app, "organisation", &fields).await;
}

#[tokio::test]
async fn a_set_is_stored_once_for_its_year_and_drawn_for_everybody() {
    for test in apps().await {
        let app = &test.app;
        municipality(app, "ales", "se", "0101").await;
        municipality(app, "bala", "se", "0102").await;
        municipality(app, "cnes", "no", "0301").await;
        let both = [square("0101", 0), square("0102", 20_000), square("0199", 40_000)];
        let taken = app.take_boundaries(&console(), &about("se", 2020), &both).await.unwrap();
        assert_eq!((taken.areas, taken.unknown, taken.missing), (3, vec!["0199".to_owned()], vec![]), "{}", test.name);
        let again = app.take_boundaries(&console(), &about("se", 2020), &both[..1]).await.unwrap();
        assert_eq!((again.record.id, again.record.version), (taken.record.id, 2), "in the place of the first");
        assert_eq!(again.missing, ["bala"]);
        assert_eq!(again.record.values("files").len(), 1);
        app.take_boundaries(&console(), &about("se", 2024), &both).await.unwrap();
        app.take_boundaries(&console(), &about("no", 2022), &[square("0301", 0)]).await.unwrap();

        // The file is internal; what is drawn from it is as public as the set.
        assert_eq!(app.boundary_years(&public()).await.unwrap(), [2024, 2022, 2020]);
        let drawn = async |year| {
            let sets = app.boundaries(&public(), year).await.unwrap();
            sets.iter().map(|set| (set.country.clone(), set.year, set.fine.outlines().len())).collect::<Vec<_>>()
        };
        let (no, se) = (|| "no".to_owned(), || "se".to_owned());
        assert_eq!(drawn(2021).await, [(no(), 2022, 1), (se(), 2020, 1)]);
        assert_eq!(drawn(2026).await, [(no(), 2022, 1), (se(), 2024, 3)]);
        let sets = app.boundaries(&public(), 2026).await.unwrap();
        assert_eq!(sets[1].coarse.between(|_, _| true).len(), 2, "neighbours share their lines");
        whole(app).await;
    }
}

#[tokio::test]
async fn a_file_of_another_country_or_of_somebody_without_the_right_is_refused() {
    for test in apps().await {
        let app = &test.app;
        municipality(app, "ales", "se", "0101").await;
        municipality(app, "cnes", "no", "0301").await;
        municipality(app, "dnes", "no", "0101").await;
        let norway = [square("0101", 0), square("0301", 20_000)];
        let error = app.take_boundaries(&console(), &about("se", 2024), &norway).await.unwrap_err();
        assert_eq!(codes(error), [("country".to_owned(), "boundaries_elsewhere")], "{}", test.name);
        let error = app.take_boundaries(&console(), &about("se", 2024), &[square("9999", 0)]).await.unwrap_err();
        assert_eq!(codes(error), [("country".to_owned(), "boundaries_elsewhere")]);
        let error = app.take_boundaries(&console(), &about("no", 12), &norway).await.unwrap_err();
        assert_eq!(codes(error), [("year".to_owned(), "range")]);
        assert!(matches!(app.take_boundaries(&public(), &about("no", 2024), &norway).await, Err(AppError::Denied(_))));
        assert!(app.boundary_years(&console()).await.unwrap().is_empty(), "nothing is half kept");

        // A set that somebody made by hand, with a file that is no boundaries.
        let made = make(app, "boundary-set", &[("country", "no"), ("year", "2024"), ("attribution", "x")]).await;
        app.attach_file(&console(), made.id, 1, "x.json", b"{}").await.unwrap();
        assert!(app.boundaries(&console(), 2026).await.unwrap().is_empty());
    }
}
