//! Work on the project itself: `reference` writes the pages that are
//! generated from code, `bench` measures the built program.

#![expect(clippy::print_stdout, reason = "what a developer asked for is printed")]

mod bench;
mod reference;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str, default: usize| {
        let at = arguments.iter().position(|argument| argument == name);
        at.and_then(|at| arguments.get(at + 1)).and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    match arguments.first().map(String::as_str) {
        Some("reference") => reference::write(),
        Some("bench") => bench::run(number("--records", 50_000), number("--requests", 500)),
        _ => bail!("cargo xtask reference | bench [--records 50000] [--requests 500]"),
    }
}
