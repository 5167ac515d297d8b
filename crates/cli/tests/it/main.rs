//! The program as an operator runs it: answers, exit codes, files.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail loudly")]

mod boundaries;
mod overlap;
mod share;

use serde_json::Value as Json;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

fn samverk(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_samverk"));
    command
        .env_remove("SAMVERK_DATA")
        .env_remove("SAMVERK_DATABASE")
        .arg("--data")
        .arg(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn json(output: &Output) -> Json {
    serde_json::from_str(&out(output)).unwrap()
}

fn refused(output: &Output, code: i32) -> String {
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty() || code == 1);
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn with_organisations() -> TempDir {
    let folder = TempDir::new().unwrap();
    let sheet = folder.path().join("o.csv");
    std::fs::write(&sheet, "key;name;type;country;visibility\nlulea;Luleå;municipality;se;public\ntromso;Tromsø;municipality;no;public\nmoss;Moss;municipality;no;private\n").unwrap();
    let report = samverk(folder.path(), &["import", "organisation", &sheet.display().to_string()]);
    assert_eq!(out(&report).trim(), "3 rows: 3 created, 0 changed, 0 unchanged\nentry 1");
    folder
}

#[test]
fn import_export_get_search_verify_and_doctor_answer() {
    let folder = with_organisations();
    let at = folder.path();
    let csv = out(&samverk(at, &["export", "organisation", "--filter", "country=no"]));
    assert!(csv.starts_with("\u{feff}id;key;version;owner;visibility;name;type"));
    assert_eq!(csv.lines().count(), 3);
    let rows = json(&samverk(at, &["export", "organisation", "--format", "json"]));
    assert_eq!(rows.as_array().unwrap().len(), 3);
    let one = json(&samverk(at, &["get", "organisation", "lulea", "--json"]));
    assert_eq!(one["fields"]["name"], serde_json::json!(["Luleå"]));
    let id = one["id"].as_str().unwrap().to_owned();
    assert!(out(&samverk(at, &["get", "organisation", &id])).contains("name: Luleå"));
    let hits = json(&samverk(at, &["search", "tromso", "--json"]));
    let hit = &hits["hits"][0];
    assert_eq!(
        (hit["kind"].as_str(), hit["key"].as_str(), hit["title"].as_str()),
        (Some("organisation"), Some("tromso"), Some("Tromsø"))
    );
    assert!(hit["score"].as_i64().unwrap() > 0 && hit["id"].is_string());
    let report = json(&samverk(at, &["verify", "--json"]));
    assert_eq!((report["whole"].as_bool(), report["records"].as_i64()), (Some(true), Some(3)));
    assert!(out(&samverk(at, &["doctor"])).contains("organisation: 3"));
    let history = json(&samverk(at, &["get", "organisation", "lulea", "--json"]));
    assert_eq!(history["version"], 1);
}

#[test]
fn an_unchanged_export_imports_as_nothing_and_a_dry_run_stores_nothing() {
    let folder = with_organisations();
    let at = folder.path();
    let sheet = at.join("again.xlsx").display().to_string();
    out(&samverk(at, &["export", "organisation", "--format", "xlsx", "--output", &sheet]));
    assert_eq!(
        out(&samverk(at, &["import", "organisation", &sheet])).trim(),
        "3 rows: 0 created, 0 changed, 3 unchanged"
    );
    let more = at.join("more.csv");
    std::fs::write(&more, "key;name;type;country\nx;X;company;se\n").unwrap();
    let report = json(&samverk(at, &["import", "organisation", &more.display().to_string(), "--dry-run", "--json"]));
    assert_eq!((report["created"].as_i64(), report["dry_run"].as_bool()), (Some(1), Some(true)));
    refused(&samverk(at, &["get", "organisation", "x"]), 1);
}

#[test]
fn faults_are_told_by_row_and_column_and_nothing_is_stored() {
    let folder = with_organisations();
    let at = folder.path();
    let bad = at.join("bad.csv");
    std::fs::write(&bad, "key;name;type;country\nok;Ok;company;se\nbad;;planet;se\n").unwrap();
    let told = refused(&samverk(at, &["import", "organisation", &bad.display().to_string()]), 1);
    assert!(
        told.contains("Row 3") && told.contains("type") && told.contains("planet") && told.contains("name"),
        "{told}"
    );
    refused(&samverk(at, &["get", "organisation", "ok"]), 1);
}

#[test]
fn wrong_usage_exits_with_2_and_says_what_there_is() {
    let folder = with_organisations();
    let at = folder.path();
    assert!(refused(&samverk(at, &["export", "planets"]), 2).contains("organisation"));
    refused(&samverk(at, &["export", "organisation", "--format", "pdf"]), 2);
    refused(&samverk(at, &["export", "organisation", "--filter", "colour=red"]), 2);
    refused(&samverk(at, &["nonsense"]), 2);
    refused(&samverk(at, &["user", "add", "a@b.se", "--role", "king"]), 2);
    refused(&samverk(at, &["user", "add", "a@b.se", "--role", "reader"]), 2);
    refused(&samverk(at, &["demo", "--listen", "0.0.0.0:9"]), 2);
    // A folder that was mistyped is not made.
    let mistyped = at.join("nowhere");
    assert!(refused(&samverk(&mistyped, &["verify"]), 1).contains("no database"));
    assert!(!mistyped.exists());
    let nowhere = Command::new(env!("CARGO_BIN_EXE_samverk"))
        .env_remove("SAMVERK_DATA")
        .env_remove("SAMVERK_DATABASE")
        .arg("verify")
        .output()
        .unwrap();
    assert_eq!(nowhere.status.code(), Some(2));
}

#[test]
fn users_are_added_listed_and_disabled_and_writes_carry_their_id() {
    let folder = with_organisations();
    let at = folder.path();
    let link = out(&samverk(
        at,
        &[
            "user",
            "add",
            "Kim@Example.se",
            "--role",
            "coordinator",
            "--organisation",
            "lulea",
            "--url",
            "https://s.example",
        ],
    ));
    assert!(link.starts_with("https://s.example/en/welcome/"), "{link}");
    refused(&samverk(at, &["user", "add", "kim@example.se", "--role", "reader", "--organisation", "lulea"]), 1);
    refused(&samverk(at, &["user", "add", "x@example.se", "--role", "reader", "--organisation", "nowhere"]), 1);
    out(&samverk(at, &["user", "add", "op@example.se", "--role", "operator"]));
    assert!(out(&samverk(at, &["user", "list"])).contains("kim@example.se  coordinator in lulea"));
    let sheet = at.join("o2.csv");
    std::fs::write(&sheet, "key;name\nlulea;Luleå kommun\n").unwrap();
    out(&samverk(at, &["--as", "kim@example.se", "import", "organisation", &sheet.display().to_string()]));
    assert!(out(&samverk(at, &["user", "disable", "kim@example.se"])).contains("disabled"));
    assert!(out(&samverk(at, &["user", "list"])).contains("(disabled)"));
    refused(&samverk(at, &["user", "disable", "op@example.se"]), 1);
    out(&samverk(at, &["verify"]));
}

#[test]
fn an_export_as_a_user_holds_what_that_user_sees() {
    let folder = with_organisations();
    let at = folder.path();
    out(&samverk(at, &["user", "add", "kim@example.se", "--role", "reader", "--organisation", "lulea"]));
    let all = out(&samverk(at, &["export", "organisation"]));
    let seen = out(&samverk(at, &["--as", "kim@example.se", "export", "organisation"]));
    assert!(all.contains("Moss") && !seen.contains("Moss") && seen.contains("Tromsø"));
}

#[test]
fn a_cell_changed_by_hand_is_named() {
    let folder = with_organisations();
    let at = folder.path();
    out(&samverk(at, &["verify"]));
    let file = at.join("samverk.sqlite");
    let mut bytes = std::fs::read(&file).unwrap();
    // The same length, so that the database itself stays sound.
    let (old, new) = ("\"Luleå\"".as_bytes(), "\"Xuleå\"".as_bytes());
    let places: Vec<usize> =
        bytes.windows(old.len()).enumerate().filter(|(_, window)| *window == old).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    // Only in the record, not in the history: the record's body begins otherwise.
    for place in places {
        let before = String::from_utf8_lossy(&bytes[place.saturating_sub(9)..place]).into_owned();
        if !before.contains("null") {
            bytes[place..place + new.len()].copy_from_slice(new);
        }
    }
    std::fs::write(&file, bytes).unwrap();
    let told = refused(&samverk(at, &["verify"]), 1);
    assert!(told.contains("body") && told.contains("Luleå") && told.contains("Xuleå"), "{told}");
}

#[test]
fn a_file_as_people_have_it_is_understood_by_options() {
    let folder = with_organisations();
    let at = folder.path();
    let file = at.join("mess.csv");
    std::fs::write(&file, "Insatser 2026;;\n;;\nVad;Vem deltar;Prio\nE-arkiv;Luleå;1\n;Luleå;2\nBredband;Luleo;x\n")
        .unwrap();
    let file = file.display().to_string();
    let map = ["--map", "Vad=name", "--map", "Vem deltar=participant", "--map", "Prio=priority", "--row", "3"];
    let guessed = [&["import", "initiative", file.as_str(), "--guess", "--owner", "lulea"][..], &map].concat();
    let told = refused(&samverk(at, &guessed), 1);
    assert!(told.contains('5') && told.contains('6'), "each row with what is wrong: {told}");
    let left = at.join("left.csv").display().to_string();
    let decided = [
        &guessed[..],
        &["--decide", "participant:Luleo=lulea", "--map", "Prio=", "--valid-only", "--rejected", left.as_str()],
    ]
    .concat();
    let tried = json(&samverk(at, &[&decided[..], &["--dry-run", "--json"]].concat()));
    assert_eq!((tried["created"].as_i64(), tried["rejected"].as_i64()), (Some(2), Some(1)), "{tried}");
    assert_eq!(json(&samverk(at, &["export", "initiative", "--format", "json"])).as_array().unwrap().len(), 0);
    assert_eq!(out(&samverk(at, &decided)).trim(), "3 rows: 2 created, 0 changed, 0 unchanged, 1 left out\nentry 2");
    assert!(std::fs::read_to_string(&left).unwrap().contains("Luleå"));
    let rows = json(&samverk(at, &["export", "initiative", "--format", "json"]));
    assert_eq!(rows[1]["participant"], "lulea");
    let nowhere = [&guessed[..], &["--valid-only", "--rejected", "/nowhere/r.csv"]].concat();
    assert!(refused(&samverk(at, &nowhere), 1).contains("/nowhere/r.csv"));
    assert_eq!(json(&samverk(at, &["export", "initiative", "--format", "json"])).as_array().unwrap().len(), 2);
    for (bad, why) in [
        (vec!["--map", "Vad"], "HEAD=FIELD"),
        (vec!["--map", "Ingen=name"], "there are Vad"),
        (vec!["--map", "Vad=nothing"], "no field nothing"),
        (vec!["--decide", "x"], "FIELD:NAME=KEY"),
        (vec!["--sheet", "9"], "there is no sheet 9"),
    ] {
        assert!(refused(&samverk(at, &[&guessed[..], &bad].concat()), 2).contains(why), "{bad:?}");
    }
    assert!(refused(&samverk(at, &["import", "initiative", &file, "--owner", "lulea"]), 2).contains("--guess"));
}

#[test]
fn an_own_field_is_added_described_anew_and_withdrawn() {
    let folder = with_organisations();
    let at = folder.path();
    let field = ["field", "set", "organisation", "x_region"];
    assert!(refused(&samverk(at, &field), 2).contains("--of"));
    assert!(!refused(&samverk(at, &[&field[..], &["--of", "choice"]].concat()), 1).is_empty(), "no label, no entries");
    let set = [&field[..], &["--of", "choice", "--label", "sv=Region", "--choice", "n=Norr", "--filterable"]].concat();
    assert_eq!(out(&samverk(at, &set)).trim(), "organisation.x_region");
    assert_eq!(
        out(&samverk(at, &[&field[..], &["--choice", "s=Söder", "--label", "nb=Region"]].concat())).trim(),
        "organisation.x_region"
    );
    let fields = json(&samverk(at, &["field", "list", "--json"]));
    assert_eq!(fields["fields"][0]["definition"]["choices"].as_array().unwrap().len(), 2);
    let sheet = at.join("more.csv");
    std::fs::write(&sheet, "key;x_region\nlulea;n\n").unwrap();
    out(&samverk(at, &["import", "organisation", &sheet.display().to_string()]));
    assert!(out(&samverk(at, &["export", "organisation", "--filter", "x_region=n"])).contains("lulea"));
    assert!(
        !refused(&samverk(at, &[&field[..], &["--of", "text"]].concat()), 1).is_empty(),
        "what is filled in stays readable"
    );
    assert!(out(&samverk(at, &["field", "withdraw", "organisation", "x_region"])).contains("withdrawn"));
    assert!(out(&samverk(at, &["field", "list"])).contains("(withdrawn)"));
    assert!(refused(&samverk(at, &["field", "withdraw", "organisation", "x_nothing"]), 1).contains("x_nothing"));
    assert!(refused(&samverk(at, &[&field[..], &["--label", "Region"]].concat()), 2).contains("LANGUAGE=TEXT"));
}

#[test]
fn records_are_joined_erased_and_whole_entries_taken_back() {
    let folder = with_organisations();
    let at = folder.path();
    assert!(out(&samverk(at, &["merge", "organisation", "moss", "tromso", "--reason", "samma"])).contains("tromso"));
    assert_eq!(json(&samverk(at, &["get", "organisation", "moss", "--json"]))["deleted"], true);
    assert!(!refused(&samverk(at, &["merge", "organisation", "lulea", "nowhere"]), 1).is_empty());
    assert!(!refused(&samverk(at, &["erase", "organisation", "lulea"]), 1).is_empty(), "nothing personal");
    let sheet = at.join("p.csv");
    std::fs::write(
        &sheet,
        "key;name;organisation;consent;erase_after;owner\np;Petra Person;lulea;given;2030-01-01;lulea\n",
    )
    .unwrap();
    out(&samverk(at, &["import", "contact-person", &sheet.display().to_string()]));
    assert!(out(&samverk(at, &["erase", "contact-person", "p", "--json"])).contains("\"version\":2"));
    assert!(!out(&samverk(at, &["get", "contact-person", "p"])).contains("Petra"));
    let more = at.join("more.csv");
    std::fs::write(&more, "key;name;type;country\nx;X;municipality;se\ny;Y;municipality;se\n").unwrap();
    out(&samverk(at, &["import", "organisation", &more.display().to_string()]));
    let undone = json(&samverk(at, &["undo", "5", "--json"]));
    assert_eq!((undone["records"].as_i64(), undone["kept"].as_array().map(Vec::len)), (Some(2), Some(0)));
    assert!(!refused(&samverk(at, &["undo", "99"]), 1).is_empty());
    assert!(
        out(&samverk(at, &["verify"])).contains("whole")
            || json(&samverk(at, &["verify", "--json"]))["entries"].is_number()
    );
}

#[test]
fn a_backup_is_checked_without_taking_it_in() {
    let folder = with_organisations();
    let at = folder.path();
    let file = at.join("all.tar");
    let name = file.display().to_string();
    let written = json(&samverk(at, &["backup", &name, "--json"]));
    let check = |name: &str| samverk(&at.join("nowhere"), &["archive", "check", name, "--json"]);
    assert_eq!(json(&check(&name))["head"], written["head"]);
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, &bytes).unwrap();
    assert!(!refused(&check(&name), 1).is_empty());
    assert!(refused(&check("/nowhere.tar"), 1).contains("nowhere.tar"));
    // What cannot be taken in leaves no empty database behind.
    let fresh = at.join("fresh");
    refused(&samverk(&fresh, &["restore", &name]), 1);
    assert!(!fresh.exists());
    // A list of erasures that was mistyped is not an empty one.
    let missing = samverk(&at.join("new"), &["restore", &name, "--erasures", "/nowhere/erasures.jsonl"]);
    assert!(refused(&missing, 1).contains("/nowhere/erasures.jsonl"));
}
