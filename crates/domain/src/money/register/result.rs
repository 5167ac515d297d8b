//! What becomes of the result of a year (rows H17, F11, F12).

use crate::record::{
    ChoiceList, Kind, Section, Stage, StateMachine, choice, date, entry, link, long_text, money, number, text,
};

/// Surpluses and deficits with what is done about them.
pub const SETTLEMENT: &str = "settlement";

/// What is done about a surplus or a deficit.
pub static RESULT_TREATMENT: ChoiceList = ChoiceList {
    name: "result-treatment",
    version: "1",
    source: "H17, 001 p83; F11, F12, 001 11.3",
    entries: &[
        entry("return_to_members"),
        entry("carry_forward"),
        entry("restore"),
        entry("cover_by_members"),
        entry("host_budget"),
        entry("dividend"),
        entry("new_capital"),
    ],
};

pub(in crate::money) fn settlement() -> Kind {
    Kind::new(SETTLEMENT, Section::Plan)
        .field(link("cooperation", "cooperation", "settlements").required().filterable())
        .field(number("year", 0).ranks().required().filterable().between(1900, 2200))
        .field(money("result").required())
        .field(choice("treatment", &RESULT_TREATMENT).required().filterable())
        .field(number("restored_by", 0).ranks().between(1900, 2200))
        .field(link("budget", super::super::BUDGET, "settlements"))
        .field(date("decided").section("decision"))
        .field(link("decided_by", "body", "decided_settlements").section("decision"))
        .field(text("paragraph").section("decision"))
        .field(long_text("comment").searched(1))
        .titled_from(&["cooperation", "year"])
        .within("cooperation")
        .admitted_by("cooperation")
        .states(
            StateMachine::chain(&[("proposed", Stage::Active), ("decided", Stage::Active), ("settled", Stage::Done)])
                .aside("withdrawn", Stage::Stopped, &["proposed", "decided"], &[])
                .requires(&["decided", "settled"], &["decided", "decided_by"]),
        )
        .sorted_by("-year")
        .list(&["cooperation", "year", "state", "result", "treatment", "decided_by"])
}
