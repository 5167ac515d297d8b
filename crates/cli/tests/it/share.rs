//! `share`, `share late-join` and `fair`, with facts of the sources.

use super::{json, out, refused, samverk};
use serde_json::{Value as Json, json};
use std::fmt::Write as _;
use std::path::Path;
use tempfile::TempDir;

/// What a command answers for a calculation.
fn computed(arguments: &[&str], calculation: &Json) -> Json {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("calculation.json");
    std::fs::write(&file, calculation.to_string()).unwrap();
    let file = file.display().to_string();
    json(&samverk(folder.path(), &[arguments, &[&file, "--json"]].concat()))
}

/// What it refuses, a line each.
fn faults(arguments: &[&str], calculation: &str) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("calculation.json");
    std::fs::write(&file, calculation).unwrap();
    let file = file.display().to_string();
    let told = refused(&samverk(folder.path(), &[arguments, &[&file]].concat()), 1);
    told.lines().map(|line| line.split_once(": ").map_or("", |(place, _)| place).to_owned()).collect()
}

fn sheet(unit: &str, members: &Json, lines: &Json) -> Json {
    json!({ "currency": "SEK", "unit": unit, "members": members, "lines": lines })
}

fn inhabitants(of: &[(&str, u64)]) -> Json {
    of.iter().map(|(id, number)| json!({ "id": id, "inhabitants": number })).collect()
}

fn numbered(count: usize) -> Json {
    (0..count).map(|no| json!({ "id": format!("m{no:02}") })).collect()
}

#[test]
fn every_key_of_the_example_gives_its_shares() {
    let example = json!({
        "currency": "SEK", "unit": "0.01",
        "members": [
            { "id": "a", "inhabitants": 1000, "usage": { "library": 12 }, "units": { "eservices": 3 }, "percent": "12.5" },
            { "id": "b", "inhabitants": 3000, "usage": { "library": 0 }, "units": { "eservices": 4 }, "percent": "87.5" },
            { "id": "region" },
        ],
        "lines": [
            { "id": "admin", "amount": "100.00", "key": { "kind": "equal" } },
            { "id": "net", "amount": "1000000", "members": ["a", "b"],
              "key": { "kind": "inhabitants", "floor": "200000", "cap": "500000" } },
            { "id": "fee", "members": ["a", "b"], "key": { "kind": "fixed_plus_rate", "fixed": "25000", "rate": "0.48" } },
            { "id": "bands", "members": ["a", "b"], "key": { "kind": "bands", "by": "inhabitants", "bands": [
                { "to": 1000, "fee": "25000" }, { "to": 50000, "fee": "40000" }, { "fee": "60000" }] } },
            { "id": "library", "amount": "-90", "members": ["a", "b"], "key": { "kind": "usage", "of": "library" } },
            { "id": "rest", "amount": "500000", "key": { "kind": "special_then", "special": { "region": "50000" },
              "then": { "kind": "inhabitants" } } },
            { "id": "services", "amount": "0.10", "members": ["a", "b"], "key": { "kind": "units", "of": "eservices" } },
            { "id": "agreed", "amount": "80", "members": ["b", "a"], "key": { "kind": "percent" } },
            { "id": "benefit", "amount": "1", "key": { "kind": "benefit", "points": { "a": 1, "b": "0.5", "region": 0 } } },
            { "id": "own", "key": { "kind": "own", "amounts": { "a": "1", "b": "-2.50", "region": "0" } } },
            { "id": "rate", "members": ["a"], "key": { "kind": "rate", "rate": "0.125", "by": "usage", "of": "library" } },
            { "id": "mixed", "amount": "100", "members": ["a", "b"], "key": { "kind": "mix", "parts": [
                { "percent": "40", "key": { "kind": "equal" } }, { "percent": "60", "key": { "kind": "inhabitants" } }] } },
        ],
        "external": [{ "line": "net", "amount": "250000" }],
    });
    let found = computed(&["share"], &example);
    let shares: Vec<(&str, &Json)> =
        found["lines"].as_array().unwrap().iter().map(|line| (line["id"].as_str().unwrap(), &line["shares"])).collect();
    assert_eq!(
        shares,
        [
            ("admin", &json!({ "a": "33.34", "b": "33.33", "region": "33.33" })),
            ("net", &json!({ "a": "250000.00", "b": "500000.00" })),
            ("fee", &json!({ "a": "25480.00", "b": "26440.00" })),
            ("bands", &json!({ "a": "25000.00", "b": "40000.00" })),
            ("library", &json!({ "a": "-90.00", "b": "0.00" })),
            ("rest", &json!({ "a": "112500.00", "b": "337500.00", "region": "50000.00" })),
            // 4.29 and 5.71 öre: the larger remainder gets the last one.
            ("services", &json!({ "a": "0.04", "b": "0.06" })),
            ("agreed", &json!({ "a": "10.00", "b": "70.00" })),
            ("benefit", &json!({ "a": "0.67", "b": "0.33", "region": "0.00" })),
            ("own", &json!({ "a": "1.00", "b": "-2.50", "region": "0.00" })),
            ("rate", &json!({ "a": "1.50" })),
            ("mixed", &json!({ "a": "35.00", "b": "65.00" })),
        ]
    );
    assert_eq!(found["lines"][1]["total"], "750000.00");
    let why = &found["why"][1];
    assert_eq!(
        (&why["amount"], &why["external"], &why["divided"]),
        (&json!("1000000.00"), &json!("250000.00"), &json!("750000.00"))
    );
    assert_eq!(why["members"][1], json!({ "member": "b", "figure": "3000", "held_to": "cap", "share": "500000.00" }));
    assert_eq!(found["why"][0]["members"][0]["exact"], "100/3");
}

#[test]
fn lines_and_shares_stand_in_the_order_of_the_file() {
    let calculation = r#"{"currency":"SEK","unit":"1","members":[{"id":"z"},{"id":"a"}],
        "lines":[{"id":"2","amount":"3","key":{"kind":"equal"}},{"id":"1","amount":"0","members":["a","z"],"key":{"kind":"equal"}}]}"#;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("c.json");
    std::fs::write(&file, calculation).unwrap();
    let told = out(&samverk(folder.path(), &["share", &file.display().to_string(), "--json"]));
    let start = r#"{"lines":[{"id":"2","total":"3","shares":{"z":"1","a":"2"}},{"id":"1","total":"0","shares":{"z":"0","a":"0"}}],"totals":{"z":"1","a":"2"},"sum":"3","why":["#;
    assert!(told.starts_with(start), "{told}");
}

/// 003 9.1: 60 000 and 843 000 over thirteen municipalities.
#[test]
fn the_budget_of_e_namnden_2014_is_divided_to_whole_kronor() {
    let lines = json!([{ "id": "board", "amount": "903000", "key": { "kind": "equal" } }]);
    let found = computed(&["share"], &sheet("1", &numbered(13), &lines));
    let shares = found["lines"][0]["shares"].as_object().unwrap();
    let count = |amount: &str| shares.values().filter(|share| **share == amount).count();
    assert_eq!((count("69462"), count("69461"), &found["sum"]), (7, 6, &json!("903000")));
    // The plan's "about 69 500" is rounded: thirteen of them make 500 kronor too much.
    assert_eq!(69_500 * 13 - 903_000, 500);
}

/// 001 p83: six kronor for each inhabitant made 9.4 million kronor.
#[test]
fn a_rate_and_its_reverse_agree() {
    let members = inhabitants(&[("gbg", 533_271), ("rest", 1_033_396)]);
    let by_rate = json!([{ "id": "pot", "key": { "kind": "rate", "rate": "6" } }]);
    let found = computed(&["share"], &sheet("1", &members, &by_rate));
    assert_eq!(found["sum"], "9400002");
    let by_amount = json!([{ "id": "pot", "amount": "9400002", "key": { "kind": "inhabitants" } }]);
    assert_eq!(computed(&["share"], &sheet("1", &members, &by_amount))["totals"], found["totals"]);
}

/// 001 p89: 0.48 kronor for each of 90 000 inhabitants, besides a fixed fee.
#[test]
fn it_forum_takes_a_fixed_fee_and_a_rate() {
    let lines = json!([{ "id": "fee", "key": { "kind": "fixed_plus_rate", "fixed": "25000", "rate": "0.48" } }]);
    let found = computed(&["share"], &sheet("1", &inhabitants(&[("m", 90_000)]), &lines));
    assert_eq!(found["totals"]["m"], "68200");
    // The whole share is rounded, not its rate.
    let lines = json!([{ "id": "fee", "key": { "kind": "fixed_plus_rate", "fixed": "0.01", "rate": "-0.005" } }]);
    let found = computed(&["share"], &sheet("0.01", &inhabitants(&[("a", 1), ("b", 3)]), &lines));
    assert_eq!(found["totals"], json!({ "a": "0.01", "b": "-0.01" }));
    assert_eq!(found["why"][0]["members"][0]["exact"], "1/200");
}

/// 001 p70, 96: all rules of the Karlstad cooperation in one budget of sixteen.
#[test]
fn several_keys_stand_in_one_budget_and_still_sum_exactly() {
    let members: Json = (0..16)
        .map(|no| {
            json!({ "id": format!("k{no:02}"), "inhabitants": 4_000 + 5_431 * no,
                "usage": { "library": no * 7, "projects": no % 3, "eid": 100 + no }, "units": { "eservices": no + 1 } })
        })
        .collect();
    let line = |id: &str, amount: &str, key: Json| json!({ "id": id, "amount": amount, "key": key });
    let own: serde_json::Map<String, Json> =
        (0..16).map(|no| (format!("k{no:02}"), json!(format!("{}.25", no)))).collect();
    let lines = json!([
        line("admin", "400000", json!({ "kind": "equal" })),
        line("coordinator", "650000.01", json!({ "kind": "equal" })),
        line("sjunet", "99999.99", json!({ "kind": "equal" })),
        line("net", "1234567.89", json!({ "kind": "inhabitants" })),
        line("broadband", "800000", json!({ "kind": "inhabitants" })),
        line("eservices", "350000", json!({ "kind": "units", "of": "eservices" })),
        line("library", "120000", json!({ "kind": "usage", "of": "library" })),
        line("projects", "60000", json!({ "kind": "usage", "of": "projects" })),
        line("eid", "75000.50", json!({ "kind": "usage", "of": "eid" })),
        json!({ "id": "own", "key": { "kind": "own", "amounts": own } }),
    ]);
    let found = computed(&["share"], &sheet("0.01", &members, &lines));
    let cents = |text: &Json| text.as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    for line in found["lines"].as_array().unwrap() {
        let sum: i64 = line["shares"].as_object().unwrap().values().map(cents).sum();
        assert_eq!(sum, cents(&line["total"]), "{}", line["id"]);
    }
    let totals: i64 = found["totals"].as_object().unwrap().values().map(cents).sum();
    assert_eq!(totals, cents(&found["sum"]));
    assert_eq!(found["sum"], "3789692.39");
}

/// Joining fee by size and a rate for each inhabitant, on the municipalities
/// of Norway as the demonstration has them.
#[test]
fn every_municipality_of_norway_pays_by_its_size() {
    let figures = include_str!("../../../../data/demo/population-figure.csv");
    let mut rows = figures.lines().map(|line| line.split(';').collect::<Vec<_>>());
    let head = rows.next().unwrap();
    let at = |name: &str| head.iter().position(|column| *column == name).unwrap();
    let (organisation, count, year) = (at("organisation"), at("inhabitants"), at("year"));
    let norwegian: Vec<(String, u64)> = rows
        .filter(|row| row[organisation].starts_with("kommune-") && row[year] == "2024")
        .map(|row| (row[organisation].to_owned(), row[count].parse().unwrap()))
        .collect();
    assert_eq!(norwegian.len(), 357);
    let members: Json = norwegian.iter().map(|(id, count)| json!({ "id": id, "inhabitants": count })).collect();
    let lines = json!([
        { "id": "joining", "key": { "kind": "bands", "by": "inhabitants", "bands": [
            { "to": 5000, "fee": "20000" }, { "to": 20000, "fee": "50000" }, { "fee": "100000" }] } },
        { "id": "yearly", "key": { "kind": "rate", "rate": "1.5" } },
    ]);
    let found = computed(&["share"], &json!({ "currency": "NOK", "unit": "0.01", "members": members, "lines": lines }));
    let all: u64 = norwegian.iter().map(|(_, count)| count).sum();
    let fee = |count: u64| {
        if count <= 5_000 {
            20_000
        } else if count <= 20_000 {
            50_000
        } else {
            100_000
        }
    };
    let fees: u64 = norwegian.iter().map(|(_, count)| fee(*count)).sum();
    assert_eq!(found["lines"][0]["total"], format!("{fees}.00"));
    assert_eq!(found["lines"][1]["total"], format!("{}.{}0", all * 3 / 2, all * 3 % 2 * 5));
}

/// Invariant 4, and the settlement of H11.
#[test]
fn who_joins_late_pays_as_if_in_from_the_start() {
    let mut join = sheet(
        "1",
        &inhabitants(&[("a", 10_000), ("b", 20_000), ("c", 70_000)]),
        &json!([{ "id": "system", "amount": "1000000", "key": { "kind": "inhabitants" } }]),
    );
    join["joiner"] = json!({ "id": "d", "inhabitants": 25_000 });
    join["paid"] = json!({ "a": "100000", "b": "200000", "c": "700000" });
    let late = &["share", "late-join"][..];
    let found = computed(late, &join);
    assert_eq!(found["joiner_pays"], "200000");
    assert_eq!(found["refunds"], json!({ "a": "20000", "b": "40000", "c": "140000" }));
    assert_eq!(found["after"], json!({ "a": "80000", "b": "160000", "c": "560000", "d": "200000" }));
    assert_eq!(found["after"], found["shares"]);
    // Two of five years are used up.
    join["wear"] = json!({ "used": 2, "of": 5 });
    let worn = computed(late, &join);
    assert_eq!((&worn["joiner_pays"], &worn["refunds"]["c"]), (&json!("120000"), &json!("84000")));
    // Who had paid too little gets nothing back, and what nobody had overpaid stays.
    join["wear"] = json!({ "used": 0, "of": 1 });
    join["paid"] = json!({ "c": "600000" });
    let left = computed(late, &join);
    assert_eq!(left["refunds"], json!({ "a": "0", "b": "0", "c": "40000" }));
    assert_eq!(left["to_cooperation"], "160000");
    // A fee by rate is the cooperation's own.
    join["lines"] = json!([{ "id": "fee", "key": { "kind": "rate", "rate": "2" } }]);
    join["paid"] = json!({});
    let fee = computed(late, &join);
    assert_eq!((&fee["joiner_pays"], &fee["to_cooperation"]), (&json!("50000"), &json!("50000")));
    // The newcomer takes part in lines that name it, or name nobody.
    join["lines"] = json!([
        { "id": "x", "amount": "100", "members": ["a", "b"], "key": { "kind": "equal" } },
        { "id": "y", "amount": "100", "members": ["a", "d"], "key": { "kind": "equal" } },
    ]);
    assert_eq!(computed(late, &join)["joiner_pays"], "50");
}

#[test]
fn what_is_fair_is_told_with_the_group_that_would_leave() {
    let mut game = json!({
        "parties": ["a", "b", "c"],
        "standalone": { "c": "20" },
        "shared": [{ "amount": "90", "parties": ["a", "b", "c"] }, { "amount": "40", "parties": ["a", "b"] }],
    });
    let found = computed(&["fair"], &game);
    assert_eq!(found["shapley"], json!({ "a": "50.00", "b": "50.00", "c": "50.00" }));
    assert_eq!(found["core"], json!({ "ok": true, "blocking": [], "unpaid": "0.00" }));
    game["levels"] = json!([{ "amount": "30", "from": { "a": 1, "b": 2, "c": 3 } }]);
    assert_eq!(computed(&["fair"], &game)["shapley"], json!({ "a": "60.00", "b": "75.00", "c": "105.00" }));
    // Levels that cost differently, numbered by their place, are one ladder.
    let mut unlike = json!({ "parties": ["a", "b", "c"], "levels": [
        { "amount": "90", "from": { "a": 1 } }, { "amount": "40", "from": { "b": 2 } }, { "amount": "5", "from": { "c": 3 } }] });
    let one_ladder = json!({ "a": "30.00", "b": "50.00", "c": "55.00" });
    assert_eq!(computed(&["fair"], &unlike)["shapley"], one_ladder);
    unlike["levels"][0]["from"] = json!({ "a": 1, "b": 1, "c": 1 });
    unlike["levels"][1]["from"] = json!({ "b": 2, "c": 2 });
    unlike["levels"].as_array_mut().unwrap().swap(0, 2);
    assert_eq!(computed(&["fair"], &unlike)["shapley"], one_ladder, "in whichever order they stand");
    assert_eq!(computed(&["fair"], &unlike)["shapley"], one_ladder, "who needs a level may be named in those below");
    game["shares"] = json!({ "a": "165", "b": "50", "c": "25" });
    let found = computed(&["fair"], &game);
    assert_eq!(found["core"]["ok"], false);
    assert_eq!(found["core"]["blocking"][0], json!({ "parties": ["a", "b"], "pays": "215.00", "alone": "190.00" }));
    assert_eq!(found["above_shapley"]["a"], "105.00");
    game["shares"] = json!({ "a": "1", "b": "1", "c": "1" });
    let found = computed(&["fair"], &game);
    assert_eq!((&found["core"]["ok"], &found["core"]["unpaid"]), (&json!(false), &json!("237.00")));
}

#[test]
fn what_cannot_be_divided_exactly_or_was_not_kept_is_told_and_a_pipe_gets_json() {
    let late = r#"{"currency":"SEK","unit":"0.01","members":[{"id":"a"},{"id":"b","inhabitants":999999999999}],"joiner":{"id":"j"},
        "lines":[{"id":"x","amount":"900000000000","members":["a","j"],"key":{"kind":"equal"}},
                 {"id":"y","members":["b"],"key":{"kind":"rate","rate":"-999999999999"}}],"paid":{"b":"900000000000"}}"#;
    assert_eq!(faults(&["share", "late-join"], late), ["/paid/b"]);
    let line = |amount: &str| {
        format!(
            r#"{{"currency":"SEK","unit":"0.01","members":[{{"id":"a"}}],"lines":[{{"id":"x","amount":{amount},"key":{{"kind":"equal"}}}}]}}"#
        )
    };
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("calculation.json").display().to_string();
    std::fs::write(&file, line("12345678901.2300001")).unwrap();
    let told = refused(&samverk(folder.path(), &["share", &file]), 1);
    let column = line("12345678901.2300001").find("1234").unwrap() + 1;
    assert!(told.contains(&format!("1:{column} ")), "it would become another: {told}");
    let nothing = r#"{"currency":"SEK","unit":"1","members":[{"id":"a","inhabitants":5}],
        "lines":[{"id":"x","key":{"kind":"rate","rate":"1"}}],"external":[{"line":"x","amount":"0"}]}"#;
    assert_eq!(faults(&["share"], nothing), ["/external/0/line"]);
    std::fs::write(&file, line("12345678.25")).unwrap();
    let told = out(&samverk(folder.path(), &["share", &file]));
    assert_eq!(serde_json::from_str::<Json>(&told).unwrap()["sum"], "12345678.25", "what reads a pipe is a program");
    assert!(out(&samverk(folder.path(), &["share", &file, "--text"])).starts_with("x  12345678.25"));
}

#[test]
fn every_fault_is_told_at_its_place() {
    let base = |lines: &str| {
        format!(
            r#"{{"currency":"SEK","unit":"1","members":[{{"id":"a","inhabitants":5,"percent":"50"}},{{"id":"b"}}],"lines":[{lines}]}}"#
        )
    };
    let line = |rest: &str| faults(&["share"], &base(&format!(r#"{{"id":"x",{rest}}}"#)));
    for (rest, place) in [
        (r#""amount":"10","key":{"kind":"inhabitants"}"#, "/members/1/inhabitants"),
        (r#""amount":"10","members":["b"],"key":{"kind":"percent"}"#, "/members/1/percent"),
        (r#""amount":"10","members":["a"],"key":{"kind":"percent"}"#, "/lines/0/key"),
        (r#""amount":"10.5","key":{"kind":"equal"}"#, "/lines/0/amount"),
        (r#""amount":10.5,"key":{"kind":"equal"}"#, "/lines/0/amount"),
        (r#""amount":"1e3","key":{"kind":"equal"}"#, "/lines/0/amount"),
        (r#""amount":"10","members":["a","a"],"key":{"kind":"equal"}"#, "/lines/0/members/1"),
        (r#""amount":"10","members":["c"],"key":{"kind":"equal"}"#, "/lines/0/members/0"),
        (r#""amount":"10","members":[],"key":{"kind":"equal"}"#, "/lines/0/members"),
        (r#""amount":"10","key":{"kind":"equall"}"#, "/lines/0/key/kind"),
        (r#""amount":"10","key":{"kind":"equal","cap":"4"}"#, "/lines/0/key"),
        (r#""amount":"10","key":{"kind":"equal","floor":"4","cap":"3"}"#, "/lines/0/key/floor"),
        (r#""amount":"10","key":{"kind":"equal","floor":"-4"}"#, "/lines/0/key/floor"),
        (r#""amount":"10","key":{"kind":"benefit","points":{"a":0,"b":0}}"#, "/lines/0/key"),
        (r#""amount":"10","key":{"kind":"benefit","points":{"a":1}}"#, "/lines/0/key/points/b"),
        (
            r#""amount":"10","key":{"kind":"special_then","special":{"a":"11"},"then":{"kind":"equal"}}"#,
            "/lines/0/key/special",
        ),
        (
            r#""amount":"10","key":{"kind":"special_then","special":{"a":"1","b":"2"},"then":{"kind":"equal"}}"#,
            "/lines/0/key/special",
        ),
        (
            r#""amount":"10","key":{"kind":"special_then","special":{"a":"1"},"then":{"kind":"inhabitants"}}"#,
            "/members/1/inhabitants",
        ),
        (r#""amount":"10","key":{"kind":"own","amounts":{"a":"1","b":"2"}}"#, "/lines/0/key/amounts"),
        (r#""amount":"10","key":{"kind":"rate","rate":"1"}"#, "/lines/0/amount"),
        (r#""key":{"kind":"equal"}"#, "/lines/0"),
        (
            r#""members":["a"],"key":{"kind":"bands","by":"inhabitants","bands":[{"to":4,"fee":"1"}]}"#,
            "/members/0/inhabitants",
        ),
        (
            r#""members":["a"],"key":{"kind":"bands","by":"inhabitants","bands":[{"to":4,"fee":"1"},{"to":3,"fee":"1"}]}"#,
            "/lines/0/key/bands/1/to",
        ),
        (
            r#""amount":"10","key":{"kind":"mix","parts":[{"percent":"40","key":{"kind":"equal"}}]}"#,
            "/lines/0/key/parts",
        ),
        (
            r#""amount":"10","key":{"kind":"mix","parts":[{"percent":"100","key":{"kind":"rate","rate":"1"}}]}"#,
            "/lines/0/key/parts/0/key",
        ),
        (r#""amount":"10","amount":"11","key":{"kind":"equal"}"#, "/lines/0/amount"),
        (r#""amount":"10","note":"x","key":{"kind":"equal"}"#, "/lines/0/note"),
        (
            r#""amount":"10","members":["a"],"key":{"kind":"special_then","special":{"b":"1"},"then":{"kind":"equal"}}"#,
            "/lines/0/key/special/b",
        ),
    ] {
        assert_eq!(line(rest), [place], "{rest}");
    }
    // All of them at once, not the first alone, and a line each.
    let both = line(r#""amount":"x","key":{"kind":"equal"}},{"id":"y\nz","amount":"1","key":{"kind":"inhabitants"}"#);
    assert_eq!(both, ["/lines/0/amount", "/members/1/inhabitants"]);
    let join = r#"{"currency":"SEK","unit":"1","members":[{"id":"a","inhabitants":5}],"joiner":{"id":"d"},
        "lines":[{"id":"x","amount":"10","key":{"kind":"inhabitants"}}]}"#;
    assert_eq!(faults(&["share", "late-join"], join), ["/joiner/inhabitants"]);
    assert_eq!(line(r#""amount":"x","key":{"kind":"usage"}"#), ["/lines/0/amount", "/lines/0/key/of"]);
    let external = |rest: &str| {
        let lines = r#"{"id":"x","amount":"10","key":{"kind":"equal"}},{"id":"fee","members":["a"],"key":{"kind":"rate","rate":"1"}}"#;
        let whole = base(lines);
        faults(&["share"], &format!(r#"{},"external":[{rest}]}}"#, whole.trim_end_matches('}')))
    };
    assert_eq!(external(r#"{"line":"x","amount":"11"}"#), ["/external/0/amount"]);
    assert_eq!(external(r#"{"line":"fee","amount":"1"}"#), ["/external/0/line"]);
    assert_eq!(external(r#"{"line":"y","amount":"1"}"#), ["/external/0/line"]);
    assert_eq!(external(r#"{"line":"x","amount":"-1"}"#), ["/external/0/amount"]);
    for (wrong, place) in [("", "/"), ("[]", "/"), ("{\"a\":", "/"), ("\u{0}", "/")] {
        assert_eq!(faults(&["share"], wrong).first().map(String::as_str), Some(place), "{wrong:?}");
    }
    let mut deep = String::new();
    for _ in 0..20 {
        let _ = write!(deep, r#"{{"kind":"special_then","special":{{}},"then":"#);
    }
    let deep = format!(r#""amount":"1","key":{deep}{{"kind":"equal"}}{}"#, "}".repeat(20));
    assert!(line(&deep).first().is_some_and(|place| place.ends_with("/then")));
}

#[test]
fn a_file_that_is_not_there_and_wrong_usage_are_told_apart() {
    let folder = TempDir::new().unwrap();
    let missing = folder.path().join("none.json").display().to_string();
    assert!(refused(&samverk(folder.path(), &["share", &missing]), 1).contains("none.json"));
    assert!(refused(&samverk(folder.path(), &["fair", &missing]), 1).contains("none.json"));
    assert!(refused(&samverk(folder.path(), &["share"]), 2).contains("FILE"));
    assert!(!Path::new(&missing).exists());
}
