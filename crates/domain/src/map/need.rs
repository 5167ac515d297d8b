//! Needs with each party's own motives, before anything is proposed
//! (rows B25, C02, C06, D09).

use super::initiative::AREA;
use crate::record::{
    ChoiceList, Kind, PartBy, Section, Stage, StateMachine, choice, date, entry, flag, link, long_text, many, number,
    tags, text,
};

/// Where a need is met (C06), and the list of what is wanted locally though
/// others come first (D09).
static HANDLING: ChoiceList = ChoiceList {
    name: "handling",
    version: "1",
    source: "C06, 001 6.3; D09, 001 p72",
    entries: &[entry("region"), entry("subregional"), entry("loose"), entry("alone"), entry("other_constellation")],
};

pub(super) fn need() -> Kind {
    Kind::new("need", Section::Initiatives)
        .field(text("name").title())
        .field(link("organisation", "organisation", "needs").filterable())
        .field(link("cooperation", "cooperation", "needs").filterable())
        .field(tags("areas", &AREA).filterable())
        .field(long_text("why").searched(2))
        .field(long_text("what").searched(2))
        .field(many("with", "organisation", "wanted_in_needs").filterable())
        .field(number("priority", 0).ranks().filterable().between(1, 1000))
        .field(choice("handling", &HANDLING).filterable())
        .field(flag("unplanned").filterable())
        .field(date("received"))
        .field(date("decided"))
        .field(many("initiative", "initiative", "needs").filterable())
        .within("cooperation")
        .states(
            StateMachine::chain(&[
                ("registered", Stage::Planned),
                ("assessed", Stage::Planned),
                ("collected", Stage::Active),
                ("proposed", Stage::Done),
            ])
            .aside("dropped", Stage::Stopped, &["registered", "assessed", "collected"], &["registered", "assessed"])
            .requires(&["assessed", "collected", "proposed"], &["why", "handling"])
            .expects(&["proposed"], &["initiative", "decided"]),
        )
        .list(&["name", "state", "organisation", "areas", "handling", "priority"])
}

pub(super) fn motive() -> Kind {
    Kind::new("motive", Section::Initiatives)
        .field(link("initiative", "initiative", "motives").required().filterable())
        .field(link("organisation", "organisation", "motives").required().filterable())
        .field(long_text("motive").required().searched(1))
        .field(long_text("contribution"))
        .titled_from(&["organisation", "initiative"])
        .within("initiative")
        .part_of("initiative", PartBy::Participants)
        .spoken_by("organisation")
        .once_per(&["initiative", "organisation"])
        .list(&["organisation", "initiative", "motive"])
        .not_in_menu()
}
