//! House rules that no compiler holds.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail loudly")]

use std::path::{Path, PathBuf};
use std::process::Command;

const LINES_MAX: usize = 600;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Files under version control, or about to be.
fn files(ending: &str) -> Vec<PathBuf> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .unwrap();
    let names = String::from_utf8(listed.stdout).unwrap();
    let files: Vec<PathBuf> = names
        .lines()
        .filter(|name| name.ends_with(ending))
        .map(|name| root().join(name))
        .filter(|path| path.exists())
        .collect();
    assert!(!files.is_empty(), "{ending}");
    files
}

#[test]
fn no_file_is_too_long_to_be_read() {
    for file in files(".rs") {
        let lines = std::fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= LINES_MAX, "{}: {lines} lines", file.display());
    }
}

#[test]
fn lints_are_expected_with_a_reason_and_never_allowed() {
    for file in files(".rs").iter().filter(|file| !file.ends_with("xtask/tests/it/main.rs")) {
        let text = std::fs::read_to_string(file).unwrap();
        assert!(!text.contains("#[allow(") && !text.contains("#![allow("), "{}", file.display());
        for mark in ["todo!(", "unimplemented!(", "dbg!(", "FIXME", "TODO"] {
            assert!(!text.contains(mark), "{}: {mark}", file.display());
        }
    }
}

#[test]
fn every_crate_says_what_it_is_for() {
    for file in files(".rs").iter().filter(|file| file.ends_with("src/lib.rs") || file.ends_with("src/main.rs")) {
        assert!(std::fs::read_to_string(file).unwrap().starts_with("//! "), "{}", file.display());
    }
}

#[test]
fn every_template_is_used() {
    let code: String = files(".rs").iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let templates: String = files(".html").iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    for file in files(".html") {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        assert!(code.contains(&format!("\"{name}\"")) || templates.contains(&format!("\"{name}\"")), "{name}");
    }
}

#[test]
fn links_in_documents_lead_somewhere_and_headings_are_in_sentence_case() {
    for file in files(".md") {
        let text = std::fs::read_to_string(&file).unwrap();
        let folder = file.parent().unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = link.split('#').next().unwrap_or_default();
            if path.is_empty() || path.contains("://") || path.starts_with("mailto:") {
                continue;
            }
            assert!(folder.join(path).exists(), "{}: {link}", file.display());
        }
        let mut in_code = false;
        for line in text.lines() {
            in_code ^= line.starts_with("```");
            let Some(heading) = line.strip_prefix('#').filter(|_| !in_code) else { continue };
            let words: Vec<&str> = heading.trim_start_matches('#').split_whitespace().collect();
            let capitals = words.iter().skip(1).filter(|word| {
                word.chars().next().is_some_and(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase)
            });
            let names = [
                "Samverk",
                "PostgreSQL",
                "Debian",
                "SQLite",
                "Swedish",
                "Norwegian",
                "English",
                "Chromium",
                "Designsystemet",
                "Redmine",
                "Sweden",
                "Norway",
                "Excel",
                "Table",
                "Unreleased",
            ];
            let odd: Vec<_> = capitals.filter(|word| !names.iter().any(|name| word.starts_with(name))).collect();
            assert!(odd.is_empty(), "{}: {heading}: {odd:?}", file.display());
        }
    }
}

#[test]
fn the_crates_depend_as_the_architecture_says() {
    let allowed: [(&str, &[&str]); 7] = [
        ("domain", &[]),
        ("exchange", &["domain"]),
        ("storage", &["domain"]),
        ("catalogue", &["domain"]),
        ("app", &["catalogue", "domain", "exchange", "storage"]),
        ("web", &["app", "domain", "exchange"]),
        ("cli", &["app", "domain", "exchange", "web"]),
    ];
    for (name, may) in allowed {
        let manifest = std::fs::read_to_string(root().join(format!("crates/{name}/Cargo.toml"))).unwrap();
        let own = manifest.split("[dev-dependencies]").next().unwrap();
        for line in own.lines().filter_map(|line| line.strip_prefix("samverk-")) {
            let used = line.split('.').next().unwrap();
            assert!(may.contains(&used), "{name} depends on {used}");
        }
    }
}

#[test]
fn no_parser_falls_over_on_what_strangers_send() {
    let told = samverk_xtask::fuzz::run(None, 3_000, 20_261_121).unwrap();
    assert_eq!(told.len(), 12, "{told:?}");
}
