//! Regional development responsibility with its history (Table 1, A12) and
//! the preconditions of a region (A16).

use super::choices::COUNTY;
use crate::record::{ChoiceList, Kind, Section, choice, coarse, date, entry, link, number, text};

static RESPONSIBLE_KIND: ChoiceList = ChoiceList {
    name: "responsible-kind",
    version: "1",
    source: "A12, 001 Table 1 p24",
    entries: &[entry("regionkommun"), entry("regionforbund_or_samverkansorgan"), entry("lansstyrelse")],
};

static MATURITY: ChoiceList = ChoiceList {
    name: "rating",
    version: "1",
    source: "A16, 001 3.3 p28",
    entries: &[entry("1"), entry("2"), entry("3"), entry("4"), entry("5")],
};

pub(super) fn regional_responsibility() -> Kind {
    Kind::new("regional-responsibility", Section::Organisations)
        .field(choice("county", &COUNTY).required().filterable())
        .field(choice("responsible_kind", &RESPONSIBLE_KIND).required().filterable())
        .field(link("organisation", "organisation", "regional_responsibilities").filterable())
        .field(coarse("since"))
        .field(coarse("until"))
        .titled_from(&["county", "responsible_kind"])
        .starts_public()
        .sorted_by("county")
        .list(&["county", "responsible_kind", "organisation", "since", "until"])
}

pub(super) fn precondition_profile() -> Kind {
    let factor = |name| choice(name, &MATURITY).required().section("factors");
    Kind::new("precondition-profile", Section::Organisations)
        .field(text("name").title())
        .field(link("cooperation", "cooperation", "precondition_profiles").filterable())
        .field(choice("county", &COUNTY).filterable())
        .field(date("date").required())
        .field(number("participants", 0).between(1, 10_000).section("factors"))
        .field(factor("participants_rating"))
        .field(factor("maturity_rating"))
        .field(factor("composition_rating"))
        .field(factor("history_rating"))
        .field(factor("lock_ins_rating"))
        .within("cooperation")
        .list(&["name", "cooperation", "county", "date", "maturity_rating"])
}
