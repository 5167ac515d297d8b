//! How fast texts that are alike are found, by the command line.

use super::{Samverk, row, seconds};
use anyhow::{Context as _, Result, bail};
use samverk_domain::Lang;
use samverk_domain::map::overlap::{Glossary, Passage, TextIndex};
use std::fmt::Write as _;
use std::path::Path;

/// Words that texts are made of; the n-th is about n times rarer than the first.
const WORDS: usize = 60_000;
/// Texts that share most of their words with each other.
const NEAR: usize = 20;

/// A sequence that repeats, so that the texts are the same each time.
struct Numbers(u64);

impl Numbers {
    /// From 0 to 1.
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() * most as f64) as usize
    }

    /// The number of a word: common ones more often.
    fn word(&mut self) -> usize {
        (WORDS as f64).powf(self.next()) as usize - 1
    }
}

/// Letters for a number, so that no two words share a stem.
fn spelled(mut no: usize) -> String {
    let mut word = String::new();
    no += 400;
    while no > 0 {
        word.push(char::from(b"bdfghjklmnprtv"[no % 14]));
        word.push(char::from(b"aeiouy"[no / 14 % 6]));
        no /= 84;
    }
    word + "x"
}

/// Lines of id, language and text. Where `near`, twenty texts in a row have
/// six of ten words in common, as proposals about the same thing have; else
/// words are drawn freely, and texts have hardly more than common words.
fn texts(count: usize, near: bool) -> String {
    let mut numbers = Numbers(7);
    let mut out = String::new();
    let mut base: Vec<usize> = Vec::new();
    for no in 0..count {
        let length = 20 + numbers.below(56);
        if no % NEAR == 0 {
            base = (0..length).map(|_| numbers.word()).collect();
        }
        let mut words: Vec<String> = Vec::with_capacity(length);
        if near {
            words.extend(base.iter().filter(|_| numbers.next() < 0.6).map(|word| spelled(*word)));
            words.extend((0..length * 2 / 5).map(|_| spelled(numbers.word())));
        } else {
            words.extend((0..length).map(|_| spelled(numbers.word())));
        }
        // Writing to a text cannot fail.
        let _ = writeln!(out, "t{no}\tsv\t{}", words.join(" "));
    }
    out
}

/// Mebibytes that an index of texts adds to this process.
fn room(texts: &str) -> Result<u64> {
    let resident = || -> Result<u64> {
        let status = std::fs::read_to_string("/proc/self/status")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("VmRSS")?;
        Ok(line.split_whitespace().next().context("a number")?.parse()?)
    };
    let lines = texts.lines().filter_map(|line| line.split_once("\tsv\t"));
    let passages: Vec<_> =
        lines.map(|(id, text)| (id.to_owned(), vec![Passage { lang: Some(Lang::Sv), text }])).collect();
    let before = resident()?;
    let index = TextIndex::build(Glossary::of_the_field(), passages);
    let after = resident()?;
    anyhow::ensure!(!index.is_empty(), "no texts");
    Ok((after - before) / 1024)
}

/// Measures and prints the table.
pub(crate) fn run(count: usize) -> Result<()> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/release/samverk");
    if !program.exists() {
        bail!("build first: cargo build --release");
    }
    let folder = tempfile::TempDir::new()?;
    let samverk = Samverk { program, data: folder.path().join("unused") };
    println!("| work | figure |\n|---|---|");
    // First, while the process holds nothing that was freed.
    let held = room(&texts(count, true))?;
    row(&format!("{count} texts in an index"), &format!("{held} MiB"));
    for (near, name) in [(true, "six of ten words shared by twenty"), (false, "words drawn freely")] {
        for count in [count / 5, count] {
            let file = folder.path().join("texts.tsv");
            std::fs::write(&file, texts(count, near))?;
            let file = file.display().to_string();
            let (time, peak) = samverk.watched(&["overlap", "--texts", &file, "--top", "10", "--json"])?;
            row(
                &format!("{count} texts, {name}: ten most alike of each"),
                &format!("{}, peak {peak} MB", seconds(time)),
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_are_as_many_and_as_long_as_said() {
        let lines: Vec<usize> = texts(200, true).lines().map(|line| line.split(' ').count()).collect();
        assert_eq!(lines.len(), 200);
        assert!(lines.iter().sum::<usize>() / lines.len() > 30);
        assert_ne!(spelled(1), spelled(2));
        assert_eq!(texts(50, false), texts(50, false));
    }
}
