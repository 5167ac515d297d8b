//! Common services, the steps by which one reaches a member, and how far each
//! member has come (rows B11, B16, B31).

use super::initiative::AREA;
use crate::record::{
    ChoiceList, Kind, PartBy, Section, Stage, StateMachine, choice, coarse, date, entry, link, long_text, many, number,
    tags, text, url,
};
use crate::register::LEVEL;

/// By what a national body steers or helps (B11).
static INSTRUMENT_TYPE: ChoiceList = ChoiceList {
    name: "instrument-type",
    version: "1",
    source: "B11, 001 figure 3 p15",
    entries: &[
        entry("strategy"),
        entry("guidance"),
        entry("e_service"),
        entry("framework_contract"),
        entry("grants"),
        entry("national_system"),
    ],
};

pub(super) fn service() -> Kind {
    Kind::new("service", Section::Initiatives)
        .field(text("name").title().rdf("dct:title"))
        .field(link("provider", "organisation", "provided_services").filterable())
        .field(tags("areas", &AREA).filterable())
        .field(long_text("description").searched(2))
        .field(long_text("not_delivered"))
        .field(many("initiative", "initiative", "services").filterable())
        .field(link("cooperation", "cooperation", "services").filterable())
        .field(url("address"))
        .field(coarse("start"))
        .within("cooperation")
        .states(
            StateMachine::chain(&[("planned", Stage::Planned), ("available", Stage::Active), ("ended", Stage::Done)])
                .with_not_stated(),
        )
        .starts_public()
        .list(&["name", "provider", "areas", "state", "start"])
}

pub(super) fn service_step() -> Kind {
    Kind::new("service-step", Section::Initiatives)
        .field(text("name").title())
        .field(link("service", "service", "steps").required().filterable())
        .field(number("order", 0).ranks().required().between(1, 100))
        .field(choice("level", &LEVEL).filterable())
        .field(link("organisation", "organisation", "service_steps").filterable())
        .field(text("owner_as_stated"))
        .within("service")
        .states(
            StateMachine::chain(&[("not_begun", Stage::Planned), ("ongoing", Stage::Active), ("done", Stage::Done)])
                .with_not_stated(),
        )
        .starts_public()
        .sorted_by("order")
        .part_of("service", PartBy::Keepers)
        .list(&["service", "order", "name", "level", "organisation", "owner_as_stated", "state"])
        .not_in_menu()
}

pub(super) fn adoption() -> Kind {
    Kind::new("adoption", Section::Initiatives)
        .field(link("service", "service", "adoptions").required().filterable())
        .field(link("organisation", "organisation", "adoptions").required().filterable())
        .field(link("step", "service-step", "reached_by").sharing("service").filterable())
        .field(text("local_owner"))
        .field(long_text("left_to_do"))
        .field(coarse("since").filterable())
        .field(number("usage", 0).between(0, 1_000_000_000))
        .field(date("measured"))
        .titled_from(&["service", "organisation"])
        .within("service")
        .states(
            StateMachine::chain(&[
                ("not_answered", Stage::Planned),
                ("deciding", Stage::Planned),
                ("joining", Stage::Active),
                ("in_use", Stage::Done),
            ])
            .aside(
                "declined",
                Stage::Stopped,
                &["not_answered", "deciding", "joining", "in_use"],
                &["not_answered", "deciding"],
            )
            // Invariant 12: what is in use has somebody who answers for it.
            .requires(&["in_use"], &["local_owner"])
            .expects(&["in_use"], &["since"]),
        )
        .part_of("service", PartBy::Keepers)
        .spoken_by("organisation")
        .once_per(&["service", "organisation"])
        .list(&["service", "organisation", "state", "step", "local_owner", "since", "usage"])
        .not_in_menu()
}

pub(super) fn national_instrument() -> Kind {
    Kind::new("national-instrument", Section::Initiatives)
        .field(text("name").title())
        .field(link("issuer", "organisation", "instruments").filterable())
        .field(choice("type", &INSTRUMENT_TYPE).filterable())
        .field(text("strategy").searched(2))
        .field(tags("areas", &AREA).filterable())
        .field(long_text("effect").searched(1))
        .field(many("initiative", "initiative", "instruments").filterable())
        .field(many("service", "service", "instruments").filterable())
        .starts_public()
        .list(&["name", "issuer", "type", "strategy", "areas"])
}
