//! How good the overlap is: precision and recall at ten on the judged pairs of
//! `data/quality`, against plain TF-IDF of whole words.

use anyhow::{Context as _, Result};
use samverk_domain::Lang;
use samverk_domain::map::COMPARED;
use samverk_domain::map::overlap::{Glossary, Passage, TextIndex};
use samverk_domain::text::search::words;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// Hits that are looked at.
const TOP: usize = 10;

struct Text {
    key: String,
    lang: Option<Lang>,
    parts: Vec<String>,
}

struct Pair {
    first: String,
    second: String,
    relevant: bool,
    half: String,
}

/// What a way of finding reaches on one half of the pairs.
#[derive(Default)]
struct Reached {
    asked: usize,
    recall: f64,
    judged: usize,
    right: usize,
}

fn table(file: &str) -> Result<(Vec<String>, Vec<Vec<String>>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(file);
    let table = samverk_exchange::read(&std::fs::read(&path).with_context(|| path.display().to_string())?)?;
    let rows = table.rows.iter().map(|(_, cells)| cells.iter().map(str::to_owned).collect());
    Ok((table.header.clone(), rows.collect()))
}

fn texts() -> Result<Vec<Text>> {
    let (header, rows) = table("demo/initiative.csv")?;
    let place = |name: &str| header.iter().position(|head| head == name).with_context(|| name.to_owned());
    let (key, lang) = (place("key")?, place("language")?);
    let columns = COMPARED.iter().filter_map(|name| place(name).ok()).collect::<Vec<_>>();
    let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
    let text = |row: &Vec<String>| Text {
        key: cell(row, key),
        lang: Lang::parse(&cell(row, lang)),
        parts: columns.iter().map(|at| cell(row, *at)).collect(),
    };
    Ok(rows.iter().map(text).collect())
}

fn pairs() -> Result<Vec<Pair>> {
    let (_, rows) = table("quality/overlap-pairs.csv")?;
    let pair = |row: Vec<String>| match row.as_slice() {
        [first, second, judgement, half, _] => Ok(Pair {
            first: first.clone(),
            second: second.clone(),
            relevant: judgement != "different",
            half: half.clone(),
        }),
        _ => anyhow::bail!("{row:?}: five columns are wanted"),
    };
    rows.into_iter().map(pair).collect()
}

/// Prints the table.
pub(crate) fn run() -> Result<()> {
    let (texts, pairs) = (texts()?, pairs()?);
    let known: BTreeSet<&str> = texts.iter().map(|text| text.key.as_str()).collect();
    for pair in &pairs {
        for key in [&pair.first, &pair.second] {
            anyhow::ensure!(known.contains(key.as_str()), "{key} is no initiative of the demo");
        }
    }
    let passages = |text: &Text| -> Vec<(Option<Lang>, String)> {
        text.parts.iter().map(|part| (text.lang, part.clone())).collect()
    };
    let owned: Vec<_> = texts.iter().map(|text| (text.key.as_str(), passages(text))).collect();
    let index = TextIndex::build(
        Glossary::of_the_field(),
        owned.iter().map(|(key, parts)| {
            (*key, parts.iter().map(|(lang, text)| Passage { lang: *lang, text }).collect::<Vec<_>>())
        }),
    );
    let own = |key: &str| index.nearest_to(&key, TOP).into_iter().map(|hit| hit.key.to_owned()).collect::<Vec<_>>();
    let plain = Plain::new(&texts);
    println!("| half | way | initiatives | recall at {TOP} | judged among the hits | precision of these |");
    println!("|---|---|---|---|---|---|");
    for half in ["tuning", "held back"] {
        for (name, found) in
            [("text score", &own as &dyn Fn(&str) -> Vec<String>), ("plain TF-IDF", &|key| plain.top(key))]
        {
            let reached = measure(&pairs, half, found);
            println!(
                "| {half} | {name} | {} | {:.2} | {} | {:.2} |",
                reached.asked,
                reached.recall / reached.asked.max(1) as f64,
                reached.judged,
                reached.right as f64 / reached.judged.max(1) as f64
            );
        }
    }
    Ok(())
}

fn measure(pairs: &[Pair], half: &str, found: &dyn Fn(&str) -> Vec<String>) -> Reached {
    let mut judged: BTreeMap<&str, BTreeMap<&str, bool>> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.half == half) {
        judged.entry(&pair.first).or_default().insert(&pair.second, pair.relevant);
        judged.entry(&pair.second).or_default().insert(&pair.first, pair.relevant);
    }
    let mut reached = Reached::default();
    for (key, others) in judged {
        let hits = found(key);
        let relevant = others.values().filter(|relevant| **relevant).count();
        let told: Vec<bool> = hits.iter().filter_map(|hit| others.get(hit.as_str()).copied()).collect();
        let right = told.iter().filter(|relevant| **relevant).count();
        reached.judged += told.len();
        reached.right += right;
        if relevant > 0 {
            reached.asked += 1;
            reached.recall += right as f64 / relevant as f64;
        }
    }
    reached
}

/// Plain TF-IDF: whole words in small letters, no stems, no stop words, the
/// count as term frequency, the same document frequency and norm.
struct Plain(Vec<(String, HashMap<String, f64>)>);

impl Plain {
    fn new(texts: &[Text]) -> Self {
        let counts: Vec<HashMap<String, f64>> = texts
            .iter()
            .map(|text| {
                let mut counts = HashMap::new();
                text.parts
                    .iter()
                    .flat_map(|part| words(part))
                    .for_each(|word| *counts.entry(word.into_owned()).or_default() += 1.0);
                counts
            })
            .collect();
        let mut df: HashMap<String, f64> = HashMap::new();
        counts.iter().flat_map(HashMap::keys).for_each(|word| *df.entry(word.clone()).or_default() += 1.0);
        let all = texts.len() as f64;
        let weighed = counts.into_iter().zip(texts).map(|(counts, text)| {
            let weight = |(word, count): (String, f64)| {
                let idf = ((1.0 + all) / (1.0 + df.get(&word).copied().unwrap_or_default())).ln() + 1.0;
                (word, count * idf)
            };
            let weights: HashMap<String, f64> = counts.into_iter().map(weight).collect();
            let norm = weights.values().map(|weight| weight * weight).sum::<f64>().sqrt();
            (text.key.clone(), weights.into_iter().map(|(word, weight)| (word, weight / norm)).collect())
        });
        Self(weighed.collect())
    }

    fn top(&self, key: &str) -> Vec<String> {
        let Some((_, own)) = self.0.iter().find(|(known, _)| known == key) else { return Vec::new() };
        let score =
            |other: &HashMap<String, f64>| own.iter().filter_map(|(word, a)| Some(a * other.get(word)?)).sum::<f64>();
        let others = self.0.iter().filter(|(known, _)| known != key);
        let mut scored: Vec<(f64, &String)> = others.map(|(known, other)| (score(other), known)).collect();
        scored.retain(|(score, _)| *score > 0.0);
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        scored.into_iter().take(TOP).map(|(_, key)| key.clone()).collect()
    }
}
