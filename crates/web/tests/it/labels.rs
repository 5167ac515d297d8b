//! Every label that a declaration or a code needs exists in all three languages.

use samverk_domain::Lang;
use samverk_domain::access::{Reason, Role};
use samverk_domain::record::{FieldType, META_COLUMNS, Visibility};
use samverk_web::i18n::{find, ids};
use std::collections::BTreeSet;

fn missing(keys: &BTreeSet<String>) -> Vec<String> {
    let mut missing = Vec::new();
    for lang in Lang::ALL {
        missing.extend(keys.iter().filter(|key| find(lang, key).is_none()).map(|key| format!("{lang} {key}")));
    }
    missing
}

#[test]
fn every_declared_label_exists_every_link_has_its_inverse_every_state_a_name() {
    let registry = samverk_domain::registry().unwrap();
    let mut keys = BTreeSet::new();
    for kind in registry.kinds() {
        for attribute in ["", ".plural", ".new", ".intro", ".empty"] {
            keys.insert(format!("kind-{}{attribute}", kind.name));
        }
        for field in &kind.fields {
            keys.insert(kind.label_key(field));
            keys.insert(format!("section-{}", field.section));
            if field.link.is_some() {
                keys.insert(format!("{}.inverse", kind.label_key(field)));
            }
            if let FieldType::Choice(list) = field.of {
                keys.extend(list.entries.iter().map(|entry| format!("choice-{}-{}", list.name, entry.code)));
            }
        }
        let states = kind.states.iter().flat_map(|states| &states.states);
        keys.extend(states.map(|state| format!("{}-state-{}", kind.name, state.code)));
        assert!(kind.states.as_ref().is_none_or(|states| states.unreachable().is_empty()));
    }
    for report in samverk_app::report::REPORTS {
        keys.extend([format!("report-{}", report.code), format!("report-{}.lead", report.code)]);
    }
    keys.extend(META_COLUMNS.iter().map(|name| format!("column-{name}")));
    keys.extend(
        Visibility::ALL
            .iter()
            .flat_map(|v| [format!("visibility-{}", v.code()), format!("visibility-{}.help", v.code())]),
    );
    keys.extend(Role::ALL.iter().map(|role| format!("role-{}", role.code())));
    for reason in [Reason::ReadOnly, Reason::NotOwner, Reason::OperatorOnly, Reason::SignInFirst, Reason::Deleted] {
        keys.insert(format!("reason-{}", reason.code()));
    }
    for code in ["create", "change", "move", "delete", "restore", "merge", "erase"] {
        keys.insert(format!("operation-{code}"));
    }
    assert!(keys.len() > 500);
    assert_eq!(missing(&keys), Vec::<String>::new());
}

#[test]
fn the_three_languages_have_the_same_keys_each_once() {
    let sets: Vec<BTreeSet<String>> = Lang::ALL.into_iter().map(|lang| ids(lang).into_iter().collect()).collect();
    for (lang, set) in Lang::ALL.into_iter().zip(&sets) {
        assert_eq!(ids(lang).len(), set.len(), "{lang} has a key twice");
        let differing: Vec<_> = set.symmetric_difference(&sets[0]).collect();
        assert!(differing.is_empty(), "{lang}: {differing:?}");
    }
}

/// Keys written out in templates and code: `t("…")`, `t_with("…")`, `count("…")`.
#[test]
fn every_key_that_is_written_out_has_a_sentence() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders = vec![root.join("templates"), root.join("src"), root.join("../cli/src"), root.join("../app/src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    let mut keys = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for call in ["finding(\"", "warning(\"", "t(\"", "t_with(\"", "count(\"", "t(lang, \"", "AppError::Rule(\""] {
            for (at, _) in text.match_indices(call) {
                let rest = &text[at + call.len()..];
                let key = rest.split('"').next().unwrap_or_default();
                let before = text[..at].chars().next_back();
                let is_call = call.contains('(') && before.is_none_or(|c| !c.is_alphanumeric() && c != '_');
                if is_call && !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) {
                    keys.insert(if call.starts_with("AppError") { format!("rule-{key}") } else { key.to_owned() });
                }
            }
        }
    }
    assert!(keys.len() > 100, "{}", keys.len());
    // Sentences with arguments are not in the table of plain ones; their ids are.
    let known: BTreeSet<String> = ids(Lang::Sv).into_iter().collect();
    // An attribute with arguments is told by its message.
    let is_told = |key: &str| key.contains('.') && samverk_web::i18n::t_with(Lang::Sv, key, &[]) != key;
    let is_known = |key: &str| find(Lang::Sv, key).is_some() || known.contains(key) || is_told(key);
    let unknown: Vec<_> = keys.iter().filter(|key| !is_known(key)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
