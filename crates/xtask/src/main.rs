//! Work on the project itself: `reference` writes the pages that are
//! generated from code, `overlap` measures how good the overlap is, `bench` how
//! fast the built program is, `fuzz` tries its parsers.

#![expect(clippy::print_stdout, reason = "what a developer asked for is printed")]

mod bench;
mod overlap;
mod reference;

use anyhow::{Result, bail};
use samverk_xtask::fuzz;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str, default: usize| {
        let at = arguments.iter().position(|argument| argument == name);
        at.and_then(|at| arguments.get(at + 1)).and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    match arguments.first().map(String::as_str) {
        Some("reference") => reference::write(),
        Some("bench") if arguments.get(1).is_some_and(|what| what == "overlap") => {
            bench::overlap::run(number("--texts", 50_000))
        }
        Some("bench") if arguments.get(1).is_some_and(|what| what == "budget") => {
            bench::budget::run(number("--requests", 100))
        }
        Some("bench") => bench::run(number("--records", 50_000), number("--requests", 500)),
        Some("fuzz") => {
            let seed = u64::try_from(number("--seed", 1))?;
            let target = arguments.iter().position(|argument| argument == "--target");
            let target = target.and_then(|at| arguments.get(at + 1)).map(String::as_str);
            fuzz::run(target, number("--runs", 1_000_000), seed)?.iter().for_each(|line| println!("{line}"));
            Ok(())
        }
        Some("overlap") => overlap::run(),
        _ => bail!(
            "cargo xtask reference | overlap | bench [--records 50000] [--requests 500] | bench overlap [--texts 50000] | bench budget [--requests 100] | fuzz [--runs 1000000] [--seed 1] [--target csv]"
        ),
    }
}
