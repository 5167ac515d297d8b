//! Bodies within a cooperation and the seats in them (A06–A08).

use super::choices::BODY_TYPE;
use crate::record::{ChoiceList, Kind, Section, choice, coarse, entry, flag, link, long_text, number, text};

/// The four functions of organising.
static FUNCTION: ChoiceList = ChoiceList {
    name: "function",
    version: "1",
    source: "G01, 001 10.4",
    entries: &[entry("steering"), entry("operational_management"), entry("preparation"), entry("operations")],
};

static SEAT_ROLE: ChoiceList = ChoiceList {
    name: "seat-role",
    version: "1",
    source: "A07, 003 6.1",
    entries: &[
        entry("chair"),
        entry("vice_chair"),
        entry("ordinary"),
        entry("deputy"),
        entry("secretary"),
        entry("adjunct"),
    ],
};

static QUORUM: ChoiceList = ChoiceList {
    name: "quorum",
    version: "1",
    source: "A07; KL 2017:725 5:45 and 6:26",
    entries: &[entry("majority"), entry("two_thirds"), entry("all")],
};

pub(super) fn body() -> Kind {
    Kind::new("body", Section::Organisations)
        .field(text("name").title().rdf("skos:prefLabel"))
        .field(choice("type", &BODY_TYPE).required().filterable())
        .field(link("cooperation", "cooperation", "bodies").filterable().rdf("org:subOrganizationOf"))
        .field(link("parent", "body", "sub_bodies").filterable().rdf("org:subOrganizationOf"))
        .field(choice("function", &FUNCTION).filterable())
        .field(flag("permanent").filterable())
        .field(long_text("mandate").searched(1))
        .field(coarse("established"))
        .field(coarse("ended"))
        .field(number("seats_ordinary", 0).between(0, 20).section("seats"))
        .field(number("seats_deputy", 0).between(0, 20).section("seats"))
        .field(choice("quorum", &QUORUM).section("seats"))
        .field(number("time_percent", 1).between(0, 1000).section("seats"))
        .field(number("meetings_per_year", 0).between(0, 366))
        .within("cooperation")
        .starts_public()
        .list(&["name", "type", "cooperation", "parent", "permanent", "time_percent"])
        .rdf("org:OrganizationalUnit")
}

pub(super) fn seat() -> Kind {
    Kind::new("seat", Section::Organisations)
        .field(link("body", "body", "seats").required().filterable().rdf("org:postIn"))
        .field(link("organisation", "organisation", "seats").required().filterable().rdf("org:heldBy"))
        .field(choice("role", &SEAT_ROLE).required().filterable())
        .field(number("number", 0).between(1, 100))
        .field(link("person", "contact-person", "seats").internal())
        .field(flag("vacant").filterable())
        .field(coarse("from"))
        .field(coarse("until"))
        .field(number("time_percent", 1).between(0, 1000))
        .field(number("time_percent_actual", 1).between(0, 1000).internal())
        .titled_from(&["body", "organisation", "role"])
        .within("body")
        .list(&["body", "organisation", "role", "vacant", "from", "until", "time_percent"])
        .not_in_menu()
        .rdf("org:Post")
}
