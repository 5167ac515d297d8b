//! Where the parties want to be: the target state with its eight sections and
//! the delimitation, and which body may carry it (rows C08–C10, C17, C18).

use crate::record::{ChoiceList, Kind, PartBy, Section, choice, entry, flag, link, long_text, text};

static LOCATION: ChoiceList = ChoiceList {
    name: "location",
    version: "1",
    source: "C18, 001 7.1",
    entries: &[entry("one_site"), entry("many_sites"), entry("no_site")],
};

pub(super) fn target_state() -> Kind {
    Kind::new("target-state", Section::Initiatives)
        .field(link("initiative", "initiative", "target_state").required().filterable())
        .field(long_text("goals").searched(1))
        .field(long_text("responsibilities"))
        .field(long_text("form_and_body"))
        .field(long_text("legal"))
        .field(long_text("steering_and_insight"))
        .field(long_text("economy"))
        .field(long_text("organisation_and_staff"))
        .field(long_text("personnel_law"))
        .field(long_text("delimitation").searched(1))
        .field(choice("location", &LOCATION).filterable())
        .field(long_text("location_consequences"))
        .field(flag("negotiation_needed").filterable())
        .titled_from(&["initiative"])
        .within("initiative")
        .part_of("initiative", PartBy::Participants)
        .once_per(&["initiative"])
        .list(&["initiative", "location", "negotiation_needed", "delimitation"])
        .not_in_menu()
}

pub(super) fn candidate_body() -> Kind {
    Kind::new("candidate-body", Section::Initiatives)
        .field(text("name").title())
        .field(link("initiative", "initiative", "candidate_bodies").required().filterable())
        .field(link("body", "body", "candidate_for").filterable())
        .field(flag("new").filterable())
        .field(long_text("advantages"))
        .field(long_text("disadvantages"))
        .field(flag("chosen").filterable())
        .field(long_text("reason"))
        .within("initiative")
        .part_of("initiative", PartBy::Participants)
        .list(&["initiative", "name", "new", "chosen", "reason"])
        .not_in_menu()
}
