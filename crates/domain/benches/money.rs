//! How fast shares and fairness are computed: `cargo bench -p samverk-domain --bench money`.

#![expect(clippy::print_stdout, reason = "the table is what it is for")]

use samverk_domain::money::{
    By, Decimal, Game, Key, Level, Line, Measure, Member, Sheet, Split, Unit, divide, fair, shares,
};
use std::time::{Duration, Instant};

const MEMBERS: usize = 290;
const LINES: usize = 1_000;
const YEARS: usize = 3;
const PARTIES: usize = 2_000;
const RUNS: usize = 20;

/// A sequence that repeats, so that every run computes the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

fn whole(number: u64) -> Option<Decimal> {
    Decimal::whole(i128::from(number))
}

/// A year's budget: keys of five kinds, in hundredths.
fn sheet(numbers: &mut Numbers) -> Sheet {
    let member = |no: usize, numbers: &mut Numbers| Member {
        id: format!("m{no:04}"),
        inhabitants: whole(2_000 + numbers.below(900_000)),
        usage: whole(numbers.below(5_000)).map(|figure| ("library".to_owned(), figure)).into_iter().collect(),
        units: whole(1 + numbers.below(40)).map(|figure| ("eservices".to_owned(), figure)).into_iter().collect(),
        percent: None,
    };
    let members: Vec<Member> = (0..MEMBERS).map(|no| member(no, numbers)).collect();
    let key = |no: usize| {
        let by = match no % 5 {
            0 => By::Equal,
            1 | 2 => By::Measure(Measure::Inhabitants),
            3 => By::Measure(Measure::Usage("library".to_owned())),
            _ => By::Measure(Measure::Units("eservices".to_owned())),
        };
        Key::Split(Split { by, floor: None, cap: (no % 5 == 2).then_some(5_000_000) })
    };
    let amount = |numbers: &mut Numbers| Some(i128::from(1_000_000 + numbers.below(200_000_000)));
    let lines = (0..LINES)
        .map(|no| Line { id: format!("l{no}"), at: no, amount: amount(numbers), members: None, key: key(no) })
        .collect();
    Sheet { currency: "SEK".to_owned(), unit: Unit::HUNDREDTH, members, lines, external: Vec::new() }
}

/// Every party has costs of its own and needs a level of its own.
fn game() -> Game {
    let mut numbers = Numbers(5);
    Game {
        unit: Unit::HUNDREDTH,
        parties: (0..PARTIES).map(|no| format!("p{no:05}")).collect(),
        standalone: (0..PARTIES).map(|_| i128::from(numbers.below(1_000_000))).collect(),
        shared: Vec::new(),
        levels: vec![Level { amount: 12_345, from: (0..PARTIES).zip(1..).collect() }],
        agreed: None,
    }
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(RUNS / 2).copied().unwrap_or_default()
}

fn row(work: &str, time: Duration) {
    println!("| {work} | {:.2} ms |", time.as_secs_f64() * 1_000.0);
}

fn main() {
    let mut numbers = Numbers(3);
    let years: Vec<Sheet> = (0..YEARS).map(|_| sheet(&mut numbers)).collect();
    println!("| work | median of {RUNS} |\n|---|---|");
    let sums = || years.iter().map(|year| shares(year).map_or(0, |found| found.sum)).sum::<i128>();
    let expected = sums();
    row(
        &format!("{MEMBERS} members x {LINES} lines x {YEARS} years"),
        median(|| assert_eq!(sums(), expected, "computed the same")),
    );
    let weights: Vec<u128> = (0..20_000).map(|_| u128::from(1 + numbers.below(1_000_000))).collect();
    row("one amount over 20 000 parts", median(|| assert_eq!(divide(999_999_999, &weights).len(), 20_000)));
    let game = game();
    row(
        &format!("Shapley value and core of {PARTIES} parties"),
        median(|| assert!(fair(&game).blocking.is_none(), "the value is in the core")),
    );
}
