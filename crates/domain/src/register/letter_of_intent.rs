//! Letters of intent and who signed them, apart from formal approval (A13).

use crate::record::{Kind, PartBy, Section, Stage, StateMachine, coarse, date, link, long_text, text};

pub(super) fn letter_of_intent() -> Kind {
    Kind::new("letter-of-intent", Section::Organisations)
        .field(text("name").title())
        .field(link("cooperation", "cooperation", "letters_of_intent").filterable())
        .field(coarse("date"))
        .field(long_text("commitment").searched(1))
        .within("cooperation")
        .list(&["name", "cooperation", "date"])
}

pub(super) fn signature() -> Kind {
    Kind::new("signature", Section::Organisations)
        .field(link("letter", "letter-of-intent", "signatures").required().filterable())
        .field(link("organisation", "organisation", "signatures").required().filterable())
        .field(date("invited_on"))
        .field(coarse("signed_on"))
        .field(date("approved_on"))
        .field(text("approved_by"))
        .titled_from(&["letter", "organisation"])
        .within("letter")
        .states(
            StateMachine::chain(&[("invited", Stage::Planned), ("signed", Stage::Done)])
                .aside("declined", Stage::Stopped, &["invited"], &["invited"])
                .with_not_stated()
                .expects(&["signed"], &["signed_on"]),
        )
        .part_of("letter", PartBy::Keepers)
        .spoken_by("organisation")
        .once_per(&["letter", "organisation"])
        .list(&["letter", "organisation", "state", "signed_on", "approved_on"])
        .not_in_menu()
}
