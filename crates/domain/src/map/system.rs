//! Systems that organisations use (L05), as far as initiatives name them (B18).

use super::AREA;
use crate::record::{Kind, Section, link, long_text, tags, text};

pub(super) fn it_system() -> Kind {
    Kind::new("it-system", Section::Initiatives)
        .field(text("name").title())
        .field(link("organisation", "organisation", "systems").filterable())
        .field(text("product").searched(2).filterable())
        .field(text("vendor").searched(2).filterable())
        .field(text("product_version"))
        .field(tags("areas", &AREA).filterable())
        .field(long_text("description").searched(1))
        .list(&["name", "organisation", "product", "vendor", "areas"])
}
