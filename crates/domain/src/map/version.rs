//! Frozen versions of the map, and what was judged about pairs of initiatives
//! (rows B01, B02, B18).

use super::AREA;
use crate::record::{ChoiceList, Kind, Section, choice, date, entry, link, long_text, number, text};

static JUDGEMENT: ChoiceList = ChoiceList {
    name: "judgement",
    version: "1",
    source: "B18, data/quality/README.md",
    entries: &[entry("same"), entry("related"), entry("different")],
};

/// A version holds no copy: the history cannot change, so the number of its
/// last entry and the filter say all that the map showed.
pub(super) fn map_version() -> Kind {
    Kind::new("map-version", Section::Initiatives)
        .field(text("name").title())
        .field(date("date").required().fixed())
        .field(number("entry", 0).ranks().stamped().between(0, i64::MAX).fixed())
        .field(text("filter").fixed())
        .field(link("cooperation", "cooperation", "map_versions").filterable())
        .field(long_text("comment").searched(1))
        .within("cooperation")
        .starts_public()
        .sorted_by("-date")
        .list(&["name", "date", "cooperation", "comment"])
}

/// Who keeps the map of an area true (B02): the register's rules for being
/// reviewed hold for this record too, and for what it is about.
pub(super) fn area_editor() -> Kind {
    Kind::new("area-editor", Section::Initiatives)
        .field(choice("area", &AREA).required().filterable())
        .field(link("cooperation", "cooperation", "area_editors").filterable())
        .field(link("organisation", "organisation", "edits_areas").required().filterable())
        .field(link("person", "contact-person", "edits_areas").internal())
        .field(text("function"))
        .titled_from(&["area", "organisation"])
        .within("cooperation")
        .list(&["area", "cooperation", "organisation", "function", "review_by"])
        .not_in_menu()
}

pub(super) fn overlap_judgement() -> Kind {
    Kind::new("overlap-judgement", Section::Initiatives)
        .field(link("first", "initiative", "judged_first").required().filterable())
        .field(link("second", "initiative", "judged_second").required().filterable())
        .field(choice("judgement", &JUDGEMENT).required().filterable())
        .field(long_text("reason"))
        .titled_from(&["first", "second"])
        .within("first")
        .list(&["first", "second", "judgement", "reason"])
        .not_in_menu()
}
