//! Measures the pages of a large budget as their readers meet them.

use super::client::Client;
use super::{PORT, Samverk, measure, program};
use anyhow::Result;
use std::fmt::Write as _;

const MEMBERS: usize = 290;
const LINES: usize = 1_000;

/// Imports a budget of a country's municipalities and prints what its pages take.
pub(crate) fn run(requests: usize) -> Result<()> {
    let folder = tempfile::TempDir::new()?;
    let samverk = Samverk { program: program()?, data: folder.path().join("data") };
    println!("| work | figure |\n|---|---|");
    for (kind, csv) in registers() {
        let sheet = folder.path().join(format!("{kind}.csv"));
        std::fs::write(&sheet, csv)?;
        samverk.run(&["import", kind, &sheet.display().to_string()])?;
    }
    let _server = samverk.serve()?;
    let mut client = Client::connect(PORT)?;
    for (name, address) in [
        ("a year's shares of 290 members in 1 000 lines", "/sv/budget/b/shares"),
        ("the year after the next", "/sv/budget/b/shares?year=3"),
        ("as CSV", "/sv/budget/b/shares?format=csv"),
        ("what other keys would cost, three years", "/sv/cooperation/c/report/cost?amount=1000000"),
    ] {
        measure(&mut client, name, address, requests)?;
    }
    Ok(())
}

/// Members of different size, and lines of which each other is equal for all.
fn registers() -> [(&'static str, String); 6] {
    let mut organisations = "key;visibility;name;type;country\n".to_owned();
    let mut memberships = "owner;visibility;organisation;cooperation;role\n".to_owned();
    let mut figures = "owner;visibility;organisation;year;inhabitants\n".to_owned();
    for n in 0..MEMBERS {
        let _ = writeln!(organisations, "m{n};public;Kommun {n};municipality;se");
        let _ = writeln!(memberships, "m0;public;m{n};c;member");
        let _ = writeln!(figures, "m0;public;m{n};2026;{}", 2_000 + n * 977);
    }
    let mut lines = "owner;visibility;name;budget;order;cost_key;amount;next_year;year_after\n".to_owned();
    for n in 0..LINES {
        let key = if n % 2 == 0 { "equal" } else { "inhabitants" };
        let _ =
            writeln!(lines, "m0;public;Rad {n};b;{};{key};100000.00 SEK;110000.00 SEK;{}.00 SEK", n + 1, 90_000 + n);
    }
    let cooperation = "key;owner;visibility;name;public_calculator\nc;m0;public;Samverkan;ja\n".to_owned();
    let budget = "key;owner;visibility;name;cooperation;year;currency;unit;basis_year\nb;m0;public;Budget;c;2026;sek;smallest;2026\n".to_owned();
    [
        ("organisation", organisations),
        ("cooperation", cooperation),
        ("membership", memberships),
        ("population-figure", figures),
        ("budget", budget),
        ("budget-line", lines),
    ]
}
