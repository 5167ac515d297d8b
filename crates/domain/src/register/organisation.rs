//! Organisations, their population and their successions (A01, A14).

use super::choices::{COUNTRY, COUNTY, LEVEL, ORGANISATION_TYPE};
use crate::record::{
    ChoiceList, Kind, Section, choice, coarse, date, entry, flag, link, many, number, organisation_number, text, url,
};

static WRITTEN_LANGUAGE: ChoiceList = ChoiceList {
    name: "written-language",
    version: "2025",
    source: "Norwegian municipalities' language form",
    entries: &[entry("bokmal"), entry("nynorsk"), entry("neutral")],
};

static SUCCESSION_MANNER: ChoiceList = ChoiceList {
    name: "succession-manner",
    version: "1",
    source: "A14, 001 p8-10",
    entries: &[entry("renamed"), entry("merged"), entry("split"), entry("tasks_moved")],
};

pub(super) fn organisation() -> Kind {
    Kind::new("organisation", Section::Organisations)
        .field(text("name").title().rdf("skos:prefLabel"))
        .field(choice("type", &ORGANISATION_TYPE).required().filterable().rdf("org:classification"))
        .field(choice("level", &LEVEL).filterable())
        .field(choice("country", &COUNTRY).required().filterable())
        .field(choice("county", &COUNTY).filterable().searched(2))
        .field(text("official_code").searched(4).rdf("org:identifier"))
        .field(organisation_number("organisation_number").searched(4))
        .field(text("street"))
        .field(text("postcode"))
        .field(text("seat_of_administration"))
        .field(flag("vat_registered"))
        .field(choice("written_language", &WRITTEN_LANGUAGE).filterable())
        .field(url("website").rdf("foaf:homepage"))
        .field(coarse("active_from"))
        .field(coarse("active_to"))
        .starts_public()
        .list(&["name", "type", "level", "country", "county", "official_code"])
        .rdf("org:FormalOrganization")
}

pub(super) fn population_figure() -> Kind {
    Kind::new("population-figure", Section::Organisations)
        .field(link("organisation", "organisation", "population").required().filterable())
        .field(number("year", 0).ranks().required().filterable().between(1749, 2500))
        .field(number("inhabitants", 0).required().between(0, 2_000_000_000))
        .field(date("reference_date"))
        .titled_from(&["organisation", "year"])
        .starts_public()
        .sorted_by("-year")
        .list(&["organisation", "year", "inhabitants", "reference_date", "source"])
        .not_in_menu()
}

pub(super) fn succession() -> Kind {
    Kind::new("succession", Section::Organisations)
        .field(
            link("predecessor", "organisation", "successions").required().filterable().rdf("org:originalOrganization"),
        )
        .field(
            link("successor", "organisation", "predecessions").required().filterable().rdf("org:resultingOrganization"),
        )
        .field(coarse("date"))
        .field(choice("manner", &SUCCESSION_MANNER).filterable())
        .field(text("taken_over").searched(2))
        .field(many("mentioned_in", "cooperation", "successions_mentioned"))
        .titled_from(&["predecessor", "successor"])
        .starts_public()
        .sorted_by("date")
        .list(&["predecessor", "successor", "date", "manner", "taken_over"])
        .rdf("org:ChangeEvent")
}
