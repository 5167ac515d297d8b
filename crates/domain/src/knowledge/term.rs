//! Terms in three languages.

use crate::record::{Kind, Section, long_text, many, translated};

pub(super) fn term() -> Kind {
    Kind::new("term", Section::Knowledge)
        .field(translated("name").title().rdf("skos:prefLabel"))
        .field(translated("remark").searched(1))
        .field(long_text("definition").searched(2).rdf("skos:definition"))
        .field(many("related", "term", "related_from"))
        .starts_public()
        .list(&["name", "remark", "source"])
        .rdf("skos:Concept")
}
