//! Pre-studies, assignments from government and shared material
//! (rows B21, B24, B30).

use crate::record::{Kind, Section, Stage, StateMachine, coarse, date, link, long_text, many, number, text, url};

pub(super) fn prestudy() -> Kind {
    Kind::new("prestudy", Section::Initiatives)
        .field(text("name").title())
        .field(link("initiative", "initiative", "prestudies").filterable())
        .field(link("cooperation", "cooperation", "prestudies").filterable())
        .field(link("responsible", "organisation", "prestudies").filterable())
        .field(many("participant", "organisation", "participates_in_prestudies").filterable())
        .field(long_text("plan"))
        .field(long_text("result").searched(2))
        .field(long_text("obstacles").searched(2))
        .field(long_text("follow_up").searched(1))
        .field(coarse("report").filterable())
        .field(date("follow_up_date").filterable())
        .within("cooperation")
        .states(
            StateMachine::chain(&[
                ("planned", Stage::Planned),
                ("ongoing", Stage::Active),
                ("reported", Stage::Done),
                ("followed_up", Stage::Done),
            ])
            .aside("stopped", Stage::Stopped, &["planned", "ongoing"], &["planned", "ongoing"])
            .with_not_stated()
            .requires(&["reported", "followed_up"], &["result"])
            .expects(&["reported"], &["report"])
            .expects(&["followed_up"], &["follow_up"]),
        )
        .list(&["name", "state", "cooperation", "responsible", "report", "follow_up_date"])
}

pub(super) fn government_assignment() -> Kind {
    Kind::new("government-assignment", Section::Initiatives)
        .field(text("name").title())
        .field(text("number").filterable())
        .field(number("year", 0).ranks().between(1900, 2200).filterable())
        .field(link("assigned_by", "organisation", "assignments_given").filterable())
        .field(link("responsible", "organisation", "assignments").filterable())
        .field(link("cooperation", "cooperation", "assignments").filterable())
        .field(many("initiative", "initiative", "assignments").filterable())
        .field(long_text("text").searched(2))
        .field(date("deadline").filterable())
        .field(long_text("plan"))
        .field(long_text("report"))
        .within("cooperation")
        .states(
            StateMachine::chain(&[
                ("assigned", Stage::Planned),
                ("clarified", Stage::Active),
                ("ongoing", Stage::Active),
                ("reported", Stage::Done),
            ])
            .aside("withdrawn", Stage::Stopped, &["assigned", "clarified", "ongoing"], &["assigned"])
            .with_not_stated()
            .expects(&["clarified", "ongoing", "reported"], &["plan"])
            .requires(&["reported"], &["report"]),
        )
        .starts_public()
        .list(&["name", "number", "year", "state", "responsible", "deadline"])
}

pub(super) fn shared_material() -> Kind {
    Kind::new("shared-material", Section::Initiatives)
        .field(text("name").title())
        .field(link("administrator", "organisation", "shared_material").filterable())
        .field(link("cooperation", "cooperation", "shared_material").filterable())
        .field(link("initiative", "initiative", "shared_material").filterable())
        .field(many("contributor", "organisation", "contributed_material").filterable())
        .field(text("licence").required().filterable())
        .field(long_text("rules_of_administration"))
        .field(long_text("rules_of_development"))
        .field(long_text("rules_of_use"))
        .field(long_text("description").searched(2))
        .field(url("address"))
        .within("cooperation")
        .list(&["name", "administrator", "licence", "cooperation", "address"])
}
