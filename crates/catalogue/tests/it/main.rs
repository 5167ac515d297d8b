//! Search, filters and counts, without a database.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail loudly")]

use jiff::civil::date;
use samverk_catalogue::{Catalogue, Filter, Labels, Query, Range, Scope, SearchLimits};
use samverk_domain::access::Actor;
use samverk_domain::record::{LinkValue, Record, Value, Visibility};
use samverk_domain::{Lang, RecordId, registry};
use std::sync::Arc;

struct Plain;

impl Labels for Plain {
    fn label(&self, key: &str, _: Lang) -> Option<String> {
        Some(key.to_owned())
    }
}

fn id(n: u128) -> RecordId {
    RecordId(uuid::Uuid::from_u128(n))
}

fn record(kind: &str, n: u128, name: &str) -> Record {
    let registry = registry().unwrap();
    let mut record = Record::new(registry.get(kind).unwrap(), id(n), None);
    record.key = format!("k{n}");
    record.version = 1;
    record.visibility = Visibility::Public;
    record.set("name", vec![Value::Text(name.to_owned())]);
    record
}

fn catalogue(records: &[Record]) -> Catalogue {
    let mut catalogue = Catalogue::new(Box::leak(Box::new(registry().unwrap())), Arc::new(Plain));
    for (seq, record) in (1_i64..).zip(records) {
        catalogue.upsert(record, seq);
    }
    catalogue
}

fn everything(catalogue: &Catalogue) -> Scope {
    catalogue.scope(&Actor::Console, date(2026, 11, 21))
}

fn titles(catalogue: &Catalogue, words: &str) -> Vec<String> {
    let scope = everything(catalogue);
    let (hits, _) = catalogue.search(words, &scope, SearchLimits { per_kind: 50, total: 50 }, Lang::Sv);
    hits.into_iter().map(|hit| catalogue.title(hit.id, Lang::Sv, &scope).unwrap().0).collect()
}

#[test]
fn all_words_must_match_and_the_best_comes_first() {
    let mut with_purpose = record("initiative", 5, "Dokumenthantering");
    with_purpose.set("purpose", vec![Value::Text("Ett arkiv för alla".into())]);
    let catalogue = catalogue(&[
        record("initiative", 1, "Medborgararkivet"),
        record("initiative", 2, "Arkivering i norr"),
        record("initiative", 3, "Gemensamt e-arkiv"),
        record("initiative", 4, "Bygglovsärende"),
        with_purpose,
        record("organisation", 6, "Tromsø"),
        record("organisation", 7, "Tromso Bygg"),
    ]);
    // The word itself, then an inflection or the beginning of a word, then in
    // the text, then inside a compound.
    assert_eq!(
        titles(&catalogue, "arkiv"),
        ["Gemensamt e-arkiv", "Arkivering i norr", "Dokumenthantering", "Medborgararkivet"]
    );
    assert_eq!(titles(&catalogue, "bygglov"), ["Bygglovsärende"]);
    assert_eq!(titles(&catalogue, "gemensamt arkivet"), ["Gemensamt e-arkiv"]);
    assert_eq!(titles(&catalogue, "tromso"), ["Tromso Bygg", "Tromsø"]);
    assert_eq!(titles(&catalogue, "tromsø"), ["Tromsø", "Tromso Bygg"]);
    assert!(titles(&catalogue, "arkiv saknas").is_empty());
    assert!(titles(&catalogue, "  - ").is_empty());
}

#[test]
fn what_changes_is_found_as_it_is_now() {
    let mut changed = record("initiative", 1, "Gammalt namn");
    let mut catalogue = catalogue(&[changed.clone()]);
    changed.set("name", vec![Value::Text("Nytt namn".into())]);
    catalogue.upsert(&changed, 2);
    assert!(titles(&catalogue, "gammalt").is_empty());
    assert_eq!(titles(&catalogue, "nytt"), ["Nytt namn"]);
    changed.deleted = true;
    catalogue.upsert(&changed, 3);
    assert!(titles(&catalogue, "nytt").is_empty());
    assert_eq!(catalogue.find("initiative", "k1"), Some(id(1)));
}

#[test]
fn filters_combine_and_counts_leave_their_own_field_open() {
    let mut records = vec![record("organisation", 100, "A"), record("organisation", 101, "B")];
    for n in 0..12_u128 {
        let mut one = record("initiative", n, &format!("I {n}"));
        one.state = Some(if n % 3 == 0 { "idea" } else { "started" }.into());
        one.set("level", vec![Value::Text(if n % 2 == 0 { "local" } else { "regional" }.into())]);
        one.set("areas", vec![Value::Text("archive".into())]);
        one.set("priority", vec![Value::Number(i64::try_from(n).unwrap() + 1)]);
        one.set("responsible", vec![Value::Link(LinkValue::to(id(100 + n % 2)))]);
        records.push(one);
    }
    let catalogue = catalogue(&records);
    let scope = everything(&catalogue);
    let filter = |field: &str, values: &[&str]| Filter {
        field: field.into(),
        values: values.iter().map(|v| (*v).to_owned()).collect(),
        range: None,
    };
    let ask = |filters: &[Filter]| {
        let query = Query {
            filters,
            limit: 100,
            facets: &["state", "responsible"],
            sums: &["priority"],
            ..Query::every("initiative", "-priority", Lang::Sv)
        };
        catalogue.query(&query, &scope)
    };
    let found = ask(&[filter("state", &["idea"])]);
    assert_eq!((found.total, found.sums[0].total), (4, 1 + 4 + 7 + 10));
    assert_eq!(found.ids, [id(9), id(6), id(3), id(0)]);
    let states: Vec<_> = found.facets[0].entries.iter().map(|(code, _, count)| (code.as_str(), *count)).collect();
    assert_eq!(states, [("idea", 4), ("started", 8)]);
    assert_eq!(ask(&[filter("state", &["idea"]), filter("level", &["local"])]).total, 2);
    assert_eq!(ask(&[filter("state", &["idea", "started"])]).total, 12);
    // An area is found under the block that it lies in.
    assert_eq!(ask(&[filter("areas", &["support_functions"])]).total, 12);
    assert_eq!(ask(&[filter("responsible", &["k100"])]).total, 6);
    assert_eq!(ask(&[filter("responsible", &["nobody"])]).total, 0);
    assert_eq!(ask(&[filter("type", &[""])]).total, 12);
    let range = Filter {
        field: "priority".into(),
        values: Vec::new(),
        range: Some(Range { from: Some("3".into()), until: Some("5".into()) }),
    };
    assert_eq!(ask(&[range]).total, 3);
    let odd = Filter {
        field: "priority".into(),
        values: Vec::new(),
        range: Some(Range { from: Some("x".into()), until: None }),
    };
    assert_eq!(ask(&[odd]).total, 0);
}

#[test]
fn an_order_follows_changes() {
    let mut records: Vec<Record> = ["b", "a", "c"].iter().zip(1..).map(|(name, n)| record("goal", n, name)).collect();
    let mut catalogue = catalogue(&records);
    let scope = everything(&catalogue);
    let order = |catalogue: &Catalogue| {
        let query = Query { limit: 10, ..Query::every("goal", "name", Lang::Sv) };
        catalogue.query(&query, &everything(catalogue)).ids
    };
    assert_eq!(order(&catalogue), [id(2), id(1), id(3)]);
    records[1].set("name", vec![Value::Text("z".into())]);
    catalogue.upsert(&records[1], 9);
    assert_eq!(order(&catalogue), [id(1), id(3), id(2)]);
    assert_eq!(catalogue.count("goal", &scope), 3);
}

#[test]
fn two_fields_against_each_other_count_each_record_where_it_belongs() {
    let with = |n: u128, level: &str, areas: &[&str], visibility| {
        let mut record = record("initiative", n, &format!("Initiativ {n}"));
        record.visibility = visibility;
        record.set("level", vec![Value::Text(level.to_owned())]);
        record.set("areas", areas.iter().map(|area| Value::Text((*area).to_owned())).collect());
        record
    };
    let catalogue = catalogue(&[
        with(1, "national", &["archive", "law"], Visibility::Public),
        with(2, "regional", &["archive"], Visibility::Public),
        with(3, "regional", &[], Visibility::Public),
        with(4, "regional", &["archive"], Visibility::Private),
    ]);
    let query = Query::every("initiative", "title", Lang::Sv);
    let count = |cross: &samverk_catalogue::Cross, row: &str, column: &str| {
        let at = |facet: &samverk_catalogue::Facet, code: &str| facet.entries.iter().position(|(c, ..)| c == code);
        let (row, column) = (at(&cross.rows, row).unwrap(), at(&cross.columns, column).unwrap());
        cross.cells[row][column].clone()
    };
    let all = catalogue.cross(&query, "areas", "level", 1, &everything(&catalogue));
    assert_eq!(all.total, 4);
    assert_eq!(count(&all, "archive", "regional"), (2, vec![id(2)]));
    assert_eq!(count(&all, "law", "national"), (1, vec![id(1)]));
    assert_eq!(count(&all, "support_functions", "regional").0, 2);
    assert_eq!(count(&all, "", "regional"), (1, vec![id(3)]));
    let public = catalogue.scope(&Actor::Public, date(2026, 11, 21));
    let open = catalogue.cross(&query, "areas", "level", 1, &public);
    assert_eq!((open.total, count(&open, "archive", "regional").0), (3, 1));
    let regional = [Filter { field: "level".into(), values: vec!["regional".into()], range: None }];
    let some = catalogue.cross(&Query { filters: &regional, ..query }, "areas", "level", 0, &public);
    assert_eq!((some.total, some.columns.entries.len()), (2, 1));
}
