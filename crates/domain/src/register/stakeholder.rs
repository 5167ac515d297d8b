//! Stakeholders and partners of a cooperation (A15).

use crate::record::{ChoiceList, Kind, Section, choice, date, entry, link, tags, text};

static PURPOSE: ChoiceList = ChoiceList {
    name: "partner-purpose",
    version: "1",
    source: "A15, 000 ch6",
    entries: &[entry("avoid_double_work"), entry("exchange"), entry("coordinate_planning"), entry("assignment")],
};

static CONTACT_FORM: ChoiceList = ChoiceList {
    name: "contact-form",
    version: "1",
    source: "A15, 000 ch6",
    entries: &[entry("meetings"), entry("seat"), entry("written"), entry("event"), entry("as_needed")],
};

pub(super) fn stakeholder() -> Kind {
    Kind::new("stakeholder", Section::Organisations)
        .field(text("name").title())
        .field(link("organisation", "organisation", "stakeholder_in").filterable())
        .field(link("cooperation", "cooperation", "stakeholders").filterable())
        .field(link("body", "body", "stakeholders").filterable())
        .field(tags("purposes", &PURPOSE).filterable())
        .field(choice("contact_form", &CONTACT_FORM).filterable())
        .field(date("next_check_in"))
        .within("cooperation")
        .list(&["name", "organisation", "cooperation", "purposes", "next_check_in"])
}
