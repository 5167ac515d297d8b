//! `overlap --texts`, which needs no database.

use super::{out, refused};
use serde_json::Value as Json;
use std::process::{Command, Output};
use tempfile::TempDir;

fn overlap(folder: &TempDir, texts: &str, more: &[&str]) -> Output {
    let file = folder.path().join("texts.tsv");
    std::fs::write(&file, texts).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_samverk"));
    command.env_remove("SAMVERK_DATA").env_remove("SAMVERK_DATABASE");
    command.args(["overlap", "--texts"]).arg(file).args(more).output().unwrap()
}

#[test]
fn texts_that_are_alike_are_told_by_id_without_a_database() {
    let folder = TempDir::new().unwrap();
    let texts = "\u{feff}a\tsv\tLänsgemensam elevdatabas\nb\tsv\tDatabas för elever\nc\tno\tÅpne data\nd\tsv\tÖppna data\ne\txx\tBredband\n\n";
    let told = out(&overlap(&folder, texts, &["--top", "2", "--json"]));
    let lines: Vec<Json> = told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<&str> = lines.iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["a", "b", "c", "d", "e"]);
    let first = |at: usize| lines[at]["hits"][0]["id"].as_str();
    assert_eq!((first(0), first(1), first(2), first(3), first(4)), (Some("b"), Some("a"), Some("d"), Some("c"), None));
    assert!(lines[0]["hits"][0]["score"].as_f64().unwrap() > 0.1);
    assert!(out(&overlap(&folder, texts, &[])).starts_with("a: b 0."));
    assert_eq!(out(&overlap(&folder, "", &["--json"])), "");
}

#[test]
fn what_is_wrong_with_a_file_of_texts_is_told_by_line() {
    let folder = TempDir::new().unwrap();
    let told = refused(&overlap(&folder, "a\tsv\tx\nb only\na\tsv\ty\n\tsv\tz\n", &[]), 1);
    for fault in ["line 2: id, language and text", "line 3: the id a stands in line 1", "line 4: the id is empty"] {
        assert!(told.contains(fault), "{told}");
    }
    refused(&overlap(&folder, "", &["--top", "0"]), 2);
    refused(&overlap(&folder, "", &["--top", "1001"]), 2);
}
