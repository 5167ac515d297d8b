//! Life events: who takes part, what supports them, and which authority
//! answers which question (row L04).

use crate::record::{
    ChoiceList, Kind, PartBy, Section, choice, entry, link, long_text, many, number, text, translated, url,
};

/// How far a life event is supported.
static SUPPORT: ChoiceList = ChoiceList {
    name: "support",
    version: "1",
    source: "L04, 000 5.2",
    entries: &[entry("none"), entry("information"), entry("parts"), entry("whole")],
};

pub(super) fn life_event() -> Kind {
    Kind::new("life-event", Section::Initiatives)
        .field(translated("name").title().rdf("dct:title"))
        .field(link("coordinator", "organisation", "coordinated_life_events").filterable())
        .field(many("actor", "organisation", "life_events").filterable())
        .field(long_text("needs").searched(2))
        .field(text("former_name").searched(3))
        .field(url("address"))
        .starts_public()
        .list(&["name", "coordinator", "actor", "address"])
}

pub(super) fn life_event_question() -> Kind {
    Kind::new("life-event-question", Section::Initiatives)
        .field(translated("question").title())
        .field(link("life_event", "life-event", "questions").required().filterable())
        .field(link("authority", "organisation", "answered_questions").required().filterable())
        .field(translated("answer").searched(1))
        .field(url("address"))
        .field(number("order", 0).ranks().between(1, 1_000))
        .starts_public()
        .sorted_by("order")
        .part_of("life_event", PartBy::Keepers)
        .list(&["life_event", "question", "authority", "address"])
        .not_in_menu()
}

pub(super) fn life_event_support() -> Kind {
    Kind::new("life-event-support", Section::Initiatives)
        .field(link("life_event", "life-event", "support").required().filterable())
        .field(link("initiative", "initiative", "supported_life_events").filterable())
        .field(link("service", "service", "supported_life_events").filterable())
        .field(choice("support", &SUPPORT).required().filterable())
        .titled_from(&["life_event", "initiative", "service"])
        .starts_public()
        .part_of("initiative", PartBy::Participants)
        .list(&["life_event", "initiative", "service", "support"])
        .not_in_menu()
}
