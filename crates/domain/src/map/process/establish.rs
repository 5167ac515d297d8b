//! Establishing: the checklist, moving each party over, and the staff
//! (rows C13, C14, C17).

use crate::record::{
    ChoiceList, Kind, PartBy, Section, Stage, StateMachine, choice, coarse, date, entry, link, long_text, number, text,
};

/// The eleven tasks of establishing.
pub static ESTABLISHING_TASK: ChoiceList = ChoiceList {
    name: "establishing-task",
    version: "1",
    source: "C13, 001 8.1",
    entries: &[
        entry("agreements"),
        entry("administration"),
        entry("steering_functions"),
        entry("staff"),
        entry("premises"),
        entry("labour_law"),
        entry("procurement"),
        entry("routines"),
        entry("strategy_documents"),
        entry("external_financing"),
        entry("tools"),
    ],
};

pub(super) static CONSOLIDATION_DIMENSION: ChoiceList = ChoiceList {
    name: "consolidation-dimension",
    version: "1",
    source: "C14, 001 8.1",
    entries: &[
        entry("services"),
        entry("service_levels"),
        entry("financing_models"),
        entry("ways_of_working"),
        entry("technical_platform"),
    ],
};

pub(super) fn establishing_task() -> Kind {
    Kind::new("establishing-task", Section::Initiatives)
        .field(link("initiative", "initiative", "establishing_tasks").required().filterable())
        .field(choice("task", &ESTABLISHING_TASK).required().filterable())
        .field(link("responsible", "organisation", "establishing_tasks").filterable())
        .field(date("due").filterable())
        .field(long_text("description"))
        .titled_from(&["task", "initiative"])
        .within("initiative")
        .states(
            StateMachine::chain(&[("planned", Stage::Planned), ("ongoing", Stage::Active), ("done", Stage::Done)])
                .aside("not_needed", Stage::Stopped, &["planned", "ongoing"], &["planned"])
                .expects(&["planned", "ongoing"], &["responsible", "due"]),
        )
        .part_of("initiative", PartBy::Participants)
        .list(&["initiative", "task", "responsible", "due", "state"])
        .not_in_menu()
}

pub(super) fn consolidation() -> Kind {
    Kind::new("consolidation", Section::Initiatives)
        .field(link("initiative", "initiative", "consolidations").required().filterable())
        .field(link("organisation", "organisation", "consolidations").required().filterable())
        .field(choice("dimension", &CONSOLIDATION_DIMENSION).required().filterable())
        .field(long_text("now"))
        .field(long_text("target"))
        .field(coarse("due").filterable())
        .titled_from(&["organisation", "dimension"])
        .within("initiative")
        .states(StateMachine::chain(&[("planned", Stage::Planned), ("ongoing", Stage::Active), ("done", Stage::Done)]))
        .part_of("initiative", PartBy::Participants)
        .spoken_by("organisation")
        .list(&["initiative", "organisation", "dimension", "due", "state"])
        .not_in_menu()
}

pub(super) fn staff_transfer() -> Kind {
    Kind::new("staff-transfer", Section::Initiatives)
        .field(text("role").title())
        .field(link("initiative", "initiative", "staff_transfers").required().filterable())
        .field(link("from_organisation", "organisation", "staff_leaving").required().filterable())
        .field(link("to_organisation", "organisation", "staff_joining").filterable())
        .field(number("positions", 1).between(0, 100_000))
        .field(date("date"))
        .within("initiative")
        .states(
            StateMachine::chain(&[("planned", Stage::Planned), ("negotiated", Stage::Active), ("done", Stage::Done)])
                .aside("dropped", Stage::Stopped, &["planned", "negotiated"], &["planned"]),
        )
        .part_of("initiative", PartBy::Participants)
        .list(&["initiative", "role", "from_organisation", "to_organisation", "positions", "state"])
        .not_in_menu()
}

pub(super) fn union_dialogue() -> Kind {
    Kind::new("union-dialogue", Section::Initiatives)
        .field(link("initiative", "initiative", "union_dialogues").required().filterable())
        .field(link("organisation", "organisation", "union_dialogues").required().filterable())
        .field(text("union").required().filterable())
        .field(date("date").required())
        .field(text("rule"))
        .field(long_text("outcome").internal())
        .titled_from(&["organisation", "union"])
        .within("initiative")
        .part_of("initiative", PartBy::Participants)
        .spoken_by("organisation")
        .list(&["initiative", "organisation", "union", "date", "rule"])
        .not_in_menu()
}
