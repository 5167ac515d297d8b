//! `map import-boundaries`, with a file of its own and with official ones.

use super::{json, out, refused, samverk, with_organisations};
use std::path::{Path, PathBuf};

const TWO: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"kommunkod":"2580"},"geometry":{"type":"Polygon",
        "coordinates":[[[22.0,65.5],[22.5,65.5],[22.5,65.8],[22.0,65.8],[22.0,65.5]]]}},
    {"type":"Feature","properties":{"kommunkod":"2582"},"geometry":{"type":"Polygon",
        "coordinates":[[[21.5,65.5],[22.0,65.5],[22.0,65.8],[21.5,65.8],[21.5,65.5]]]}}]}"#;

fn import(at: &Path, file: &Path, country: &str, more: &[&str]) -> std::process::Output {
    let file = file.display().to_string();
    let words = ["map", "import-boundaries", &file, "--country", country, "--year", "2024", "--attribution", "© X"];
    samverk(at, &[&words[..], more].concat())
}

#[test]
fn boundaries_are_taken_in_or_every_fault_is_told() {
    let folder = with_organisations();
    let at = folder.path();
    let codes = at.join("codes.csv");
    std::fs::write(&codes, "key;official_code\nlulea;2580\n").unwrap();
    out(&samverk(at, &["import", "organisation", &codes.display().to_string()]));
    let file = at.join("two.geojson");
    std::fs::write(&file, TWO).unwrap();
    let told = out(&import(at, &file, "se", &[]));
    assert!(told.starts_with("se-2024: 2 areas, "), "{told}");
    assert!(told.contains("1 areas of no municipality in the register: 2582"), "{told}");
    let told = json(&import(at, &file, "se", &["--json"]));
    assert_eq!((&told["key"], &told["unknown"][0]), (&"se-2024".into(), &"2582".into()));
    std::fs::write(&file, TWO.replace("\"2580\"", "\"25\"").replace("[22.5,65.5]", "[7290000.0,65.5]")).unwrap();
    let told = refused(&import(at, &file, "se", &[]), 1);
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.contains("features[0].geometry: position 1 is no longitude and latitude"), "{told}");
    assert!(refused(&import(at, &at.join("none"), "se", &[]), 1).contains("none"));
}

/// The official files, where they are: they are not shipped.
#[test]
fn official_files_keep_every_municipality_and_lose_most_points() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/realdata/boundaries");
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/demo/organisation.csv");
    let files: [(&str, &str, u64, PathBuf); 2] = [
        ("se", "se-kommuner.geojson", 290, shared.join("se-kommuner.geojson")),
        ("no", "no-kommuner-2024-S.topojson", 357, shared.join("no-kommuner-2024-S.topojson")),
    ];
    if !files.iter().all(|(.., path)| path.exists()) {
        eprintln!("skipped: {} is not there", shared.display());
        return;
    }
    let folder = tempfile::TempDir::new().unwrap();
    let at = folder.path();
    out(&samverk(at, &["import", "organisation", &demo.display().to_string()]));
    for (country, name, areas, path) in files {
        let told = json(&import(at, &path, country, &["--json"]));
        assert_eq!(told["areas"], areas, "{name}");
        assert_eq!((&told["unknown"], &told["missing"]), (&serde_json::json!([]), &serde_json::json!([])), "{name}");
        assert!(told["points"]["kept"].as_u64() <= told["points"]["file"].as_u64(), "{name}");
        let other = if country == "se" { "no" } else { "se" };
        assert!(refused(&import(at, &path, other, &[]), 1).contains("another country"), "{name}");
    }
    assert!(out(&samverk(at, &["verify"])).contains("whole"));
}
