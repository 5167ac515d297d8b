//! Roles with their mandate, who holds them, and the secretariat's tasks (A09, A10).

use crate::record::{ChoiceList, Kind, Section, choice, coarse, entry, link, long_text, number, text};

static ROLE_TYPE: ChoiceList = ChoiceList {
    name: "role-type",
    version: "1",
    source: "A09, 003 6.2 and 7.2, 001 p65, 84, 96",
    entries: &[
        entry("chair"),
        entry("coordinator"),
        entry("board_secretary"),
        entry("project_leader"),
        entry("county_coordinator"),
        entry("lead_member"),
        entry("it_strategist"),
        entry("responsible_official"),
    ],
};

static FREQUENCY: ChoiceList = ChoiceList {
    name: "frequency",
    version: "1",
    source: "A10, 003 7.2 and 8.3",
    entries: &[entry("per_meeting"), entry("continuous"), entry("monthly"), entry("yearly"), entry("once")],
};

pub(super) fn role() -> Kind {
    Kind::new("role", Section::Organisations)
        .field(text("name").title().rdf("skos:prefLabel"))
        .field(choice("type", &ROLE_TYPE).filterable())
        .field(link("cooperation", "cooperation", "roles").filterable())
        .field(link("body", "body", "roles").filterable())
        .field(long_text("mandate").searched(1))
        .field(number("time_percent", 1).between(0, 1000))
        .within("cooperation")
        .starts_public()
        .list(&["name", "type", "cooperation", "body", "time_percent"])
        .rdf("org:Role")
}

pub(super) fn role_assignment() -> Kind {
    Kind::new("role-assignment", Section::Organisations)
        .field(link("role", "role", "assignments").required().filterable())
        .field(link("organisation", "organisation", "role_assignments").required().filterable())
        .field(link("person", "contact-person", "role_assignments").internal())
        .field(coarse("from"))
        .field(coarse("until"))
        .field(number("time_percent", 1).between(0, 1000))
        .titled_from(&["role", "organisation"])
        .within("role")
        .list(&["role", "organisation", "from", "until", "time_percent"])
        .not_in_menu()
}

pub(super) fn secretariat_task() -> Kind {
    Kind::new("secretariat-task", Section::Organisations)
        .field(text("name").title())
        .field(link("body", "body", "secretariat_tasks").required().filterable())
        .field(link("responsible", "role", "secretariat_tasks").filterable())
        .field(choice("frequency", &FREQUENCY).filterable())
        .field(long_text("description").searched(1))
        .within("body")
        .starts_public()
        .list(&["name", "body", "responsible", "frequency"])
        .not_in_menu()
}
