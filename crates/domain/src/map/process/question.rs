//! Question sets as versioned data, and who answered what
//! (rows C03–C06, C20, D08).

use super::stage::STEP;
use crate::map::AREA;
use crate::record::{
    ChoiceList, Kind, PartBy, Section, Stage, StateMachine, choice, date, entry, flag, link, long_text, number, tags,
    text,
};

/// In which capacity somebody answers (C05: the business owner and the elected).
static ANSWERED_AS: ChoiceList = ChoiceList {
    name: "answered-as",
    version: "1",
    source: "C05, 001 p48",
    entries: &[entry("business_owner"), entry("elected"), entry("coordinator"), entry("citizen")],
};

/// What questions are asked about.
static ASKED_OF: ChoiceList = ChoiceList {
    name: "asked-of",
    version: "1",
    source: "C03–C06, 001 ch6",
    entries: &[entry("initiative"), entry("each_party"), entry("each_area")],
};

pub(super) fn question_set() -> Kind {
    Kind::new("question-set", Section::Knowledge)
        .field(text("name").title())
        .field(text("edition").required().filterable())
        .field(choice("step", &STEP).filterable())
        .field(choice("asked_of", &ASKED_OF).required().filterable())
        .field(tags("answered_as", &ANSWERED_AS).filterable())
        .field(flag("at_gate").filterable())
        .field(date("valid_from"))
        .field(date("valid_until"))
        .field(long_text("description"))
        .states(
            StateMachine::chain(&[("draft", Stage::Planned), ("in_force", Stage::Active), ("replaced", Stage::Done)])
                .requires(&["in_force"], &["valid_from"]),
        )
        .by_operator()
        .starts_public()
        .list(&["name", "edition", "state", "step", "asked_of", "valid_from"])
}

pub(super) fn question() -> Kind {
    Kind::new("question", Section::Knowledge)
        .field(text("question").title())
        .field(link("set", "question-set", "questions").required().filterable())
        .field(number("order", 0).ranks().required().between(1, 1_000))
        .field(long_text("help"))
        .field(flag("optional"))
        .by_operator()
        .starts_public()
        .sorted_by("order")
        .list(&["set", "order", "question", "optional"])
        .not_in_menu()
}

pub(super) fn answer() -> Kind {
    Kind::new("answer", Section::Initiatives)
        .field(link("initiative", "initiative", "answers").required().filterable())
        .field(link("question", "question", "answers").required().filterable())
        .field(link("organisation", "organisation", "answers").filterable())
        .field(choice("area", &AREA).filterable())
        .field(choice("answered_as", &ANSWERED_AS).filterable())
        .field(long_text("answer").required().searched(1))
        .field(date("date"))
        .titled_from(&["question", "organisation"])
        .within("initiative")
        .part_of("initiative", PartBy::Participants)
        .list(&["initiative", "question", "organisation", "area", "answered_as", "answer"])
        .not_in_menu()
}
