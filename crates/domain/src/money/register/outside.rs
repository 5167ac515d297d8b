//! The common pot, and money from outside: how it is applied for and handed on
//! (rows H07, H14, H15).

use crate::record::{
    Kind, PartBy, Section, Stage, StateMachine, choice, date, file, link, long_text, many, money, number, text,
};
use crate::register::LEVEL;

/// What a steering group takes out of the common pot (H07).
pub(in crate::money) fn pot_decision() -> Kind {
    Kind::new("pot-decision", Section::Plan)
        .field(text("name").title())
        .field(link("cooperation", "cooperation", "pot_decisions").required().filterable())
        .field(number("year", 0).ranks().required().filterable().between(1900, 2200))
        .field(money("amount").required())
        .field(link("initiative", "initiative", "pot_decisions").filterable())
        .field(date("decided"))
        .field(link("decided_by", "body", "pot_decisions").filterable())
        .field(text("paragraph"))
        .field(long_text("comment").searched(1))
        .within("cooperation")
        .admitted_by("cooperation")
        .states(
            StateMachine::chain(&[("proposed", Stage::Active), ("decided", Stage::Active), ("paid", Stage::Done)])
                .aside("refused", Stage::Stopped, &["proposed"], &["proposed"])
                .requires(&["decided", "paid"], &["decided", "decided_by"]),
        )
        .sorted_by("-year")
        .list(&["name", "cooperation", "year", "state", "amount", "decided_by", "decided"])
        .not_in_menu()
}

/// A part of a grant that is handed on to another level (H15).
pub(in crate::money) fn grant_part() -> Kind {
    Kind::new("grant-part", Section::Plan)
        .field(link("funding", "funding", "parts").required().filterable())
        .field(link("organisation", "organisation", "grant_parts").filterable())
        .field(link("cooperation", "cooperation", "grant_parts").filterable())
        .field(text("receiver_as_stated"))
        .field(choice("level", &LEVEL).filterable())
        .field(money("amount").required())
        .field(date("paid_on"))
        .field(long_text("comment"))
        .titled_from(&["funding", "organisation", "receiver_as_stated"])
        .within("funding")
        .part_of("funding", PartBy::Keepers)
        .list(&["funding", "organisation", "receiver_as_stated", "level", "amount", "paid_on"])
        .not_in_menu()
}

/// How to apply for a kind of grant, shared with other cooperations (H14).
pub(in crate::money) fn application_template() -> Kind {
    Kind::new("application-template", Section::Knowledge)
        .field(text("name").title())
        .field(text("programme").searched(1))
        .field(link("funder", "organisation", "application_templates").filterable())
        .field(link("cooperation", "cooperation", "application_templates").filterable())
        .field(many("shared_with", "cooperation", "shared_templates").filterable())
        .field(long_text("routine").searched(1))
        .field(long_text("sections").searched(1))
        .field(file("form"))
        .within("cooperation")
        .list(&["name", "programme", "funder", "cooperation", "shared_with"])
}
