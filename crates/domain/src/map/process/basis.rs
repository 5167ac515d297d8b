//! What a decision to establish is taken on: eight items, alternatives, and
//! the gap of each party (rows C11, C12, C15).

use crate::record::{
    ChoiceList, Kind, PartBy, Section, Stage, StateMachine, choice, entry, flag, link, long_text, money, number, text,
};

/// What is compared for each party.
static GAP_DIMENSION: ChoiceList = ChoiceList {
    name: "gap-dimension",
    version: "1",
    source: "C12, 001 7.2",
    entries: &[
        entry("services"),
        entry("organisation"),
        entry("competence"),
        entry("processes"),
        entry("technology"),
        entry("information"),
        entry("economy"),
        entry("law"),
    ],
};

pub(super) fn decision_basis() -> Kind {
    Kind::new("decision-basis", Section::Initiatives)
        .field(link("initiative", "initiative", "decision_basis").required().filterable())
        .field(long_text("background"))
        .field(long_text("activities"))
        .field(long_text("costs_and_benefits"))
        .field(long_text("financing"))
        .field(long_text("negative_effects"))
        .field(long_text("obstacles_and_risks"))
        .field(long_text("opportunities"))
        .field(long_text("establishing_strategy"))
        .field(money("establishing_cost").section("costs"))
        .field(money("running_cost").section("costs"))
        .field(money("running_benefit").section("costs"))
        .titled_from(&["initiative"])
        .within("initiative")
        .part_of("initiative", PartBy::Participants)
        .once_per(&["initiative"])
        .list(&["initiative", "establishing_cost", "running_cost", "running_benefit"])
        .not_in_menu()
}

pub(super) fn alternative() -> Kind {
    Kind::new("alternative", Section::Initiatives)
        .field(text("name").title())
        .field(link("initiative", "initiative", "alternatives").required().filterable())
        .field(long_text("description"))
        .field(long_text("advantages"))
        .field(long_text("disadvantages"))
        .field(money("cost"))
        .field(flag("recommended").filterable())
        .within("initiative")
        .part_of("initiative", PartBy::Participants)
        .list(&["initiative", "name", "cost", "recommended"])
        .not_in_menu()
}

pub(super) fn gap() -> Kind {
    Kind::new("gap", Section::Initiatives)
        .field(link("initiative", "initiative", "gaps").required().filterable())
        .field(link("organisation", "organisation", "gaps").required().filterable())
        .field(choice("dimension", &GAP_DIMENSION).required().filterable())
        .field(long_text("now"))
        .field(long_text("target"))
        .field(number("size", 0).between(0, 3).filterable())
        .field(long_text("action"))
        .titled_from(&["organisation", "dimension"])
        .within("initiative")
        .states(StateMachine::chain(&[("open", Stage::Active), ("closed", Stage::Done)]))
        .part_of("initiative", PartBy::Participants)
        .spoken_by("organisation")
        .list(&["initiative", "organisation", "dimension", "size", "action", "state"])
        .not_in_menu()
}
