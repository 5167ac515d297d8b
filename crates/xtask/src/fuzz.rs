//! Fuzzing of every parser of files and texts from outside: inputs made by
//! mutating a committed corpus, each with a limit of time. Works on the
//! stable compiler and repeats with its seed.

use anyhow::{Context as _, Result, bail};
use jiff::civil::date;
use samverk_app::archive;
use samverk_app::catalogue::{Catalogue, Query};
use samverk_domain::access::Actor;
use samverk_domain::map::boundary::Topology;
use samverk_domain::map::overlap::{Glossary, Passage, TextIndex};
use samverk_domain::money::{fair, late_join, shares};
use samverk_domain::record::{FieldType, Record, Registry, Value, cell};
use samverk_domain::text::markdown;
use samverk_domain::time::{CoarseTime, Period};
use samverk_domain::{Lang, RecordId};
use samverk_exchange::{
    Grid, check, fair_json, late_join_json, peppol, rdf, read, read_boundaries, read_game, read_invoice,
    read_late_join, read_payments, read_sheet, read_texts, settlement_json, shares_json, sheet_json, sheets,
    write_boundaries,
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

/// Longest time that one input may take.
const INPUT_SECONDS_MAX: u64 = 10;
/// Longest input.
const INPUT_BYTES_MAX: usize = 64 * 1024;

/// A parser with its name, which is also its folder in the corpus.
type Target = (&'static str, fn(&[u8]));

/// Everything that reads what others wrote.
const TARGETS: [Target; 12] = [
    ("csv", tables),
    ("xlsx", tables),
    ("markdown", texts),
    ("cells", cells),
    ("query", queries),
    ("cursor", cursors),
    ("archive", archives),
    ("compared", compared),
    ("boundaries", boundaries),
    ("shares", calculations),
    ("payments", payments),
    ("invoices", invoices),
];

fn tables(bytes: &[u8]) {
    let _ = read(bytes);
    for sheet in 0..sheets(bytes).map_or(0, |sheets| sheets.len().min(3)) {
        if let Ok(grid) = Grid::read(bytes, sheet) {
            let head = grid.guess_head();
            let _ = grid.heads(head);
            let _ = grid.clone().table(head);
        }
    }
}

/// What is read as areas can be simplified and written, and is read again as
/// the same areas.
fn boundaries(bytes: &[u8]) {
    let Ok(areas) = read_boundaries(bytes, None) else { return };
    let whole = Topology::of(&areas);
    let simple = whole.simplified(20_000);
    assert!(simple.points() <= whole.points(), "simplifying made points");
    let written = write_boundaries(&simple);
    let again = read_boundaries(&written, None).map(|areas| areas.len());
    assert_eq!(again, Ok(areas.len()), "what was written is not read");
}

/// What a bank tells of is above nothing, on a day.
fn payments(bytes: &[u8]) {
    for payment in read_payments(bytes).unwrap_or_default() {
        assert!(payment.amount_minor > 0 && payment.reference.chars().all(|c| !c.is_control()));
    }
}

/// What is written as an invoice breaks no rule that is known, and is whole.
fn invoices(bytes: &[u8]) {
    if let Ok(invoice) = read_invoice(bytes)
        && let Ok(xml) = peppol(&invoice)
    {
        assert!(check(&invoice).is_empty() && xml.trim_end().ends_with('>'));
    }
}

/// What is divided sums to its line, and what is told of it is JSON.
fn calculations(bytes: &[u8]) {
    if let Ok(sheet) = read_sheet(bytes) {
        assert_eq!(read_sheet(sheet_json(&sheet).as_bytes()).as_ref(), Ok(&sheet), "what was written is not read");
    }
    if let Ok(sheet) = read_sheet(bytes)
        && let Ok(found) = shares(&sheet)
    {
        for line in &found.lines {
            assert_eq!(line.shares.iter().map(|(_, share)| share).sum::<i128>(), line.total, "a line does not sum");
        }
        assert!(serde_json::from_str::<serde_json::Value>(&shares_json(&sheet, &found, false)).is_ok(), "no JSON");
    }
    if let Ok(join) = read_late_join(bytes) {
        assert_eq!(
            read_late_join(late_join_json(&join).as_bytes()).as_ref(),
            Ok(&join),
            "what was written is not read"
        );
    }
    if let Ok(join) = read_late_join(bytes)
        && let Ok(found) = late_join(&join)
    {
        let refunds: i128 = found.refunds.iter().sum();
        assert_eq!(found.joiner_pays, refunds + found.to_cooperation, "the newcomer's money is not all there");
        assert!(serde_json::from_str::<serde_json::Value>(&settlement_json(&join.sheet, &found)).is_ok(), "no JSON");
    }
    if let Ok(game) = read_game(bytes) {
        let found = fair(&game);
        assert_eq!(found.shapley.iter().sum::<i128>(), found.total, "the value does not sum");
        assert!(serde_json::from_str::<serde_json::Value>(&fair_json(&game, &found)).is_ok(), "no JSON");
    }
}

fn texts(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let html = markdown::to_html(&text);
    assert!(!html.contains("<script"), "Markdown gave a script");
    let said = rdf::Said::Text(text.into_owned(), Some("sv"));
    let statement = rdf::Statement { subject: "urn:x:1".into(), predicate: "rdfs:label", object: said };
    let _ = rdf::turtle(std::slice::from_ref(&statement));
    let _ = rdf::nodes(std::slice::from_ref(&statement));
}

fn cells(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = cell::split(&text);
    for part in text.lines() {
        let _ = cell::read_date(part);
        let _ = CoarseTime::parse(part);
        let _ = Period::parse(part);
        for decimals in [0, 2, 6] {
            if let Some(units) = cell::read_decimal(part, decimals) {
                assert_eq!(cell::read_decimal(&cell::write_decimal(units, decimals), decimals), Some(units), "{part}");
            }
        }
    }
}

/// Asks every register with a query as an address has it, and holds what is
/// found against the query's own words: nothing found twice, none too many.
fn queries(bytes: &[u8]) {
    static ASKED: LazyLock<Catalogue> = LazyLock::new(few_records);
    let text = String::from_utf8_lossy(bytes);
    let catalogue = &*ASKED;
    let scope = catalogue.scope(&Actor::Console, date(2026, 11, 22));
    for kind in catalogue.registry().kinds() {
        let (filters, words) = samverk_web::read_query(kind, &text);
        let query = Query {
            filters: &filters,
            text: &words,
            limit: 5,
            facets: &["visibility", "state", "owner"],
            ..Query::every(kind.name, text.split('&').next().unwrap_or_default(), Lang::Sv)
        };
        let found = catalogue.query(&query, &scope);
        assert!(found.ids.len() as u64 <= found.total.min(5), "more are given than found");
        assert!(found.ids.iter().all(|id| catalogue.finds(&query, &scope, *id)), "what is given is not found");
    }
}

fn few_records() -> Catalogue {
    let registry: &'static Registry = match samverk_domain::registry() {
        Ok(registry) => Box::leak(Box::new(registry)),
        Err(error) => unreachable!("the declarations are tested: {error}"),
    };
    let mut catalogue = Catalogue::new(registry, Arc::new(samverk_web::i18n::Translations));
    for (kind, n) in registry.kinds().iter().flat_map(|kind| (0..3_u128).map(move |n| (kind, n))) {
        let id = RecordId(uuid::Uuid::from_u128(n * 1_000 + registry.position(kind.name).unwrap_or(0) as u128 + 1));
        let mut record = Record::new(kind, id, None);
        record.key = format!("{}-{n}", kind.name);
        if let Some(title) = kind.title_field().filter(|title| title.of == FieldType::Text) {
            record.set(title.name, vec![Value::Text(format!("Åre kommun {n} e-arkiv"))]);
        }
        catalogue.upsert(&record, 1);
    }
    catalogue
}

fn cursors(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Some(id) = samverk_web::read_cursor(&text, "0a1b2c3d") {
        assert!(text.to_lowercase().starts_with(&id.to_string()), "a cursor names another record: {text}");
    }
}

fn archives(bytes: &[u8]) {
    let _ = archive::check(std::io::Cursor::new(bytes));
    let _ = archive::look_through(bytes);
}

/// Compares the texts of a file with each other: nobody is like itself, the
/// most alike come first, and no more are told of than asked for.
fn compared(bytes: &[u8]) {
    let Ok(lines) = read_texts(bytes) else { return };
    let texts = lines.iter().map(|line| (line.id, vec![Passage { lang: line.lang, text: line.text }]));
    let index = TextIndex::build(Glossary::of_the_field(), texts);
    for (id, hits) in index.all_nearest(3, 1) {
        assert!(hits.len() <= 3 && hits.iter().all(|hit| hit.key != id), "{id} is told of itself or of too many");
        assert!(hits.iter().all(|hit| hit.score > 0.0 && hit.score < 1.0 + 1e-9), "{id} has an odd score");
        assert!(hits.is_sorted_by(|a, b| a.score >= b.score), "{id} has its hits out of order");
    }
}

/// Numbers that repeat with their seed (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut n = self.0;
        n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        n ^ (n >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).unwrap_or(0)
    }
}

/// Pieces that parsers have stumbled over.
const PIECES: [&[u8]; 16] = [
    b"\"",
    b";",
    b"\r\n",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"=1+1",
    b"'",
    b"PK\x03\x04",
    b"<",
    b"&#x0;",
    b"]]>",
    b"9999999999999999999",
    b"-",
    b"2026-02-30",
    "å\u{301}\u{202e}".as_bytes(),
];

fn mutated(random: &mut Random, corpus: &[Vec<u8>]) -> Vec<u8> {
    let empty = Vec::new();
    let pick = |random: &mut Random| corpus.get(random.below(corpus.len())).unwrap_or(&empty).clone();
    let mut input = pick(random);
    for _ in 0..=random.below(6) {
        let at = random.below(input.len() + 1);
        match random.below(6) {
            0 if !input.is_empty() => {
                let at = at.min(input.len() - 1);
                input[at] ^= 1 << random.below(8);
            }
            1 => drop(input.splice(at..at, PIECES[random.below(PIECES.len())].iter().copied())),
            2 => {
                let end = (at + random.below(32)).min(input.len());
                drop(input.drain(at..end));
            }
            3 => {
                let end = (at + random.below(64)).min(input.len());
                let copy = input[at..end].to_vec();
                drop(input.splice(at..at, copy));
            }
            4 => {
                let other = pick(random);
                input.truncate(at);
                input.extend(other.iter().skip(random.below(other.len() + 1)));
            }
            _ => {
                let byte = u8::try_from(random.below(256)).unwrap_or(0);
                input.insert(at, byte);
            }
        }
    }
    input.truncate(INPUT_BYTES_MAX);
    input
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn corpus(target: &str) -> Result<Vec<Vec<u8>>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder().join(target))?.flatten().map(|file| file.path()).collect();
    files.sort();
    files.iter().map(|file| Ok(std::fs::read(file)?)).collect()
}

/// Runs every target, or one, with so many inputs; a corpus file first.
///
/// # Errors
/// An input that a parser panicked on or took too long for; it is kept in
/// the corpus so that it is tried again from now on.
pub fn run(only: Option<&str>, runs: usize, seed: u64) -> Result<Vec<String>> {
    let mut told = Vec::new();
    for (name, parse) in TARGETS.iter().filter(|(name, _)| only.is_none_or(|only| only == *name)) {
        let corpus = corpus(name).with_context(|| format!("the corpus of {name}"))?;
        if corpus.is_empty() {
            bail!("the corpus of {name} is empty");
        }
        let mut random = Random(seed);
        let mut slowest = Duration::ZERO;
        for at in 0..runs.max(corpus.len()) {
            let input = corpus.get(at).cloned().unwrap_or_else(|| mutated(&mut random, &corpus));
            let begun = Instant::now();
            let outcome = catch_unwind(AssertUnwindSafe(|| parse(&input)));
            let spent = begun.elapsed();
            slowest = slowest.max(spent);
            if outcome.is_err() || spent > Duration::from_secs(INPUT_SECONDS_MAX) {
                let file = folder().join(name).join(format!("found-{seed}-{at}"));
                std::fs::write(&file, &input)?;
                bail!("{name}: input {at} of seed {seed} after {spent:?}: {}", file.display());
            }
        }
        told.push(format!("{name}: {} inputs, slowest {} ms", runs.max(corpus.len()), slowest.as_millis()));
    }
    Ok(told)
}
