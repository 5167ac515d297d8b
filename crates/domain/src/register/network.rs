//! Networks and which of them have been visited before anchoring (A11).

use super::choices::{COUNTY, LEVEL};
use crate::record::{
    ChoiceList, Kind, Section, Stage, StateMachine, choice, coarse, date, entry, link, long_text, many, text,
};

static PROFESSION: ChoiceList = ChoiceList {
    name: "profession",
    version: "1",
    source: "A11, 001 p21",
    entries: &[
        entry("it"),
        entry("political"),
        entry("municipal_management"),
        entry("care"),
        entry("school"),
        entry("culture"),
        entry("economy"),
        entry("personnel"),
        entry("planning"),
        entry("business"),
        entry("communication"),
        entry("administration"),
        entry("other"),
    ],
};

pub(super) fn network() -> Kind {
    Kind::new("network", Section::Organisations)
        .field(text("name").title().rdf("skos:prefLabel"))
        .field(choice("profession", &PROFESSION).filterable())
        .field(choice("county", &COUNTY).filterable())
        .field(choice("level", &LEVEL).filterable())
        .field(long_text("purpose").searched(1))
        .field(link("host", "organisation", "hosted_networks").filterable())
        .field(many("member", "organisation", "networks").dated().filterable())
        .field(coarse("start"))
        .states(
            StateMachine::chain(&[("open", Stage::Active), ("closed", Stage::Done)])
                .aside("dormant", Stage::Stopped, &["open"], &["open", "closed"])
                .with_not_stated(),
        )
        .list(&["name", "profession", "county", "host", "state"])
        .rdf("org:OrganizationalCollaboration")
}

pub(super) fn network_contact() -> Kind {
    Kind::new("network-contact", Section::Organisations)
        .field(link("network", "network", "contacts").required().filterable())
        .field(link("initiative", "initiative", "network_contacts").required().filterable())
        .field(date("date"))
        .titled_from(&["network", "initiative"])
        .within("initiative")
        .states(
            StateMachine::chain(&[
                ("not_contacted", Stage::Planned),
                ("informed", Stage::Active),
                ("visited", Stage::Done),
            ])
            .requires(&["informed", "visited"], &["date"]),
        )
        .list(&["network", "initiative", "state", "date"])
        .not_in_menu()
}
