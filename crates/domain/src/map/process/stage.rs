//! The steps of an initiative, the loops of the run phase, and tools for
//! working together (rows C01, C16, C21).

use crate::record::{
    ChoiceList, Kind, PartBy, Section, Stage, StateMachine, choice, date, entry, link, long_text, tags, text, url,
};

/// The four steps (001 figure 10).
pub static STEP: ChoiceList = ChoiceList {
    name: "step",
    version: "1",
    source: "C01, 001 figure 10 p40",
    entries: &[entry("identify"), entry("describe"), entry("establish"), entry("run")],
};

pub(super) static GOVERNANCE_LOOP: ChoiceList = ChoiceList {
    name: "governance-loop",
    version: "1",
    source: "C16, 001 8.2",
    entries: &[entry("strategic_planning"), entry("annual_process"), entry("governance")],
};

static DIRECTION: ChoiceList = ChoiceList {
    name: "loop-change",
    version: "1",
    source: "C16, 001 8.2: governance can change direction, form, financing",
    entries: &[entry("direction"), entry("form"), entry("financing"), entry("nothing")],
};

static TOOL_TYPE: ChoiceList = ChoiceList {
    name: "tool-type",
    version: "1",
    source: "C21, 001 p35",
    entries: &[entry("communication"), entry("conference"), entry("coordination")],
};

static TOOL_TIME: ChoiceList = ChoiceList {
    name: "tool-time",
    version: "1",
    source: "C21, 001 p35",
    entries: &[entry("same_time"), entry("other_time")],
};

static TOOL_PLACE: ChoiceList = ChoiceList {
    name: "tool-place",
    version: "1",
    source: "C21, 001 p35",
    entries: &[entry("same_place"), entry("other_place")],
};

pub(super) fn process_stage() -> Kind {
    Kind::new("process-stage", Section::Initiatives)
        .field(link("initiative", "initiative", "stages").required().filterable())
        .field(choice("step", &STEP).required().filterable())
        .field(link("decided_by", "body", "passed_gates").filterable())
        .field(date("decided"))
        .field(text("paragraph"))
        .field(long_text("decision"))
        .field(long_text("passed_with_holes"))
        .titled_from(&["initiative", "step"])
        .within("initiative")
        .states(
            StateMachine::chain(&[
                ("not_begun", Stage::Planned),
                ("ongoing", Stage::Active),
                ("at_gate", Stage::Active),
                ("passed", Stage::Done),
            ])
            .aside("sent_back", Stage::Stopped, &["at_gate", "passed"], &["ongoing"])
            .requires(&["passed"], &["decided"]),
        )
        .part_of("initiative", PartBy::Keepers)
        .once_per(&["initiative", "step"])
        .list(&["initiative", "step", "state", "decided_by", "decided"])
        .not_in_menu()
}

pub(super) fn governance_loop() -> Kind {
    Kind::new("governance-loop", Section::Initiatives)
        .field(link("initiative", "initiative", "governance_loops").required().filterable())
        .field(choice("loop", &GOVERNANCE_LOOP).required().filterable())
        .field(link("body", "body", "governance_loops").filterable())
        .field(date("held").filterable())
        .field(date("next").filterable())
        .field(tags("what_changed", &DIRECTION).filterable())
        .field(long_text("outcome").searched(1))
        .titled_from(&["initiative", "loop"])
        .within("initiative")
        .part_of("initiative", PartBy::Participants)
        .list(&["initiative", "loop", "body", "held", "next", "what_changed"])
        .not_in_menu()
}

pub(super) fn tool() -> Kind {
    Kind::new("tool", Section::Knowledge)
        .field(text("name").title())
        .field(choice("type", &TOOL_TYPE).required().filterable())
        .field(choice("time", &TOOL_TIME).required().filterable())
        .field(choice("place", &TOOL_PLACE).required().filterable())
        .field(long_text("description").searched(1))
        .field(url("address"))
        .starts_public()
        .list(&["name", "type", "time", "place"])
}
