//! Boundaries of municipalities, a set for each country and year (B01).

use super::choices::COUNTRY;
use crate::record::{Kind, Section, choice, number, text};

/// The boundaries themselves are the record's file, as `map import-boundaries`
/// has simplified and projected them; they change, so each year has its own.
pub(super) fn boundary_set() -> Kind {
    Kind::new("boundary-set", Section::Organisations)
        .field(choice("country", &COUNTRY).required().filterable())
        .field(number("year", 0).ranks().required().filterable().between(1749, 2500))
        .field(text("attribution").required())
        .field(number("areas", 0).between(0, 10_000))
        .titled_from(&["country", "year"])
        .starts_public()
        .sorted_by("-year")
        .list(&["country", "year", "areas", "attribution"])
        .not_in_menu()
}
