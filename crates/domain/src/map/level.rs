//! Who does what on which level, in which role, and what depends on what
//! (rows B14, B19, C07).

use crate::record::{
    ChoiceList, Kind, PartBy, Section, Stage, StateMachine, choice, coarse, entry, link, long_text, text,
};
use crate::register::LEVEL;

pub(super) static INITIATIVE_ROLE: ChoiceList = ChoiceList {
    name: "initiative-role",
    version: "1",
    source: "C07, 001 p50",
    entries: &[entry("coordinating"), entry("preparing"), entry("implementing")],
};

static DEPENDENCY_TYPE: ChoiceList = ChoiceList {
    name: "dependency-type",
    version: "1",
    source: "B19, 001 6.1 and 7.1",
    entries: &[entry("result"), entry("decision"), entry("resources"), entry("technology")],
};

pub(super) fn level_activity() -> Kind {
    Kind::new("level-activity", Section::Initiatives)
        .field(text("name").title())
        .field(link("initiative", "initiative", "level_activities").required().filterable())
        .field(choice("level", &LEVEL).required().filterable())
        .field(link("organisation", "organisation", "level_activities").filterable())
        .field(coarse("due").filterable())
        .within("initiative")
        .states(
            StateMachine::chain(&[("planned", Stage::Planned), ("ongoing", Stage::Active), ("done", Stage::Done)])
                .aside("dropped", Stage::Stopped, &["planned", "ongoing"], &["planned"])
                .with_not_stated(),
        )
        .part_of("initiative", PartBy::Participants)
        .list(&["name", "initiative", "level", "organisation", "due", "state"])
        .not_in_menu()
}

pub(super) fn initiative_role() -> Kind {
    Kind::new("initiative-role", Section::Initiatives)
        .field(link("initiative", "initiative", "roles").required().filterable())
        .field(link("organisation", "organisation", "initiative_roles").required().filterable())
        .field(choice("role", &INITIATIVE_ROLE).required().filterable())
        .titled_from(&["organisation", "role"])
        .within("initiative")
        .part_of("initiative", PartBy::Participants)
        .list(&["initiative", "organisation", "role"])
        .not_in_menu()
}

pub(super) fn dependency() -> Kind {
    Kind::new("dependency", Section::Initiatives)
        .field(link("initiative", "initiative", "dependencies").required().filterable())
        .field(link("on_initiative", "initiative", "awaited_by").filterable())
        .field(link("on_cooperation", "cooperation", "awaited_by").filterable())
        .field(choice("type", &DEPENDENCY_TYPE).filterable())
        .field(long_text("description"))
        .titled_from(&["initiative", "on_initiative", "on_cooperation"])
        .within("initiative")
        .part_of("initiative", PartBy::Participants)
        .list(&["initiative", "on_initiative", "on_cooperation", "type"])
        .not_in_menu()
}
