//! Calls for interest to all members, and what they answer (row B22).

use crate::record::{
    ChoiceList, Kind, PartBy, Section, Stage, StateMachine, Visibility, choice, date, entry, link, long_text, text,
};

static INTEREST: ChoiceList = ChoiceList {
    name: "interest",
    version: "1",
    source: "B22, 001 p28",
    entries: &[entry("finance"), entry("yes"), entry("later"), entry("no")],
};

pub(super) fn call_for_interest() -> Kind {
    Kind::new("call-for-interest", Section::Initiatives)
        .field(text("name").title())
        .field(link("cooperation", "cooperation", "calls").required().filterable())
        .field(link("initiative", "initiative", "calls").filterable())
        .field(link("proposed_by", "organisation", "calls").filterable())
        .field(long_text("proposal").required().searched(2))
        .field(date("deadline").filterable())
        .within("cooperation")
        .asks_members_in("open")
        .starts(Visibility::Members)
        .states(
            StateMachine::chain(&[("draft", Stage::Planned), ("open", Stage::Active), ("closed", Stage::Done)])
                .aside("withdrawn", Stage::Stopped, &["draft", "open"], &["draft"])
                .requires(&["open", "closed"], &["deadline"]),
        )
        .list(&["name", "state", "cooperation", "proposed_by", "deadline"])
}

pub(super) fn interest_answer() -> Kind {
    Kind::new("interest-answer", Section::Initiatives)
        .field(link("call", "call-for-interest", "answers").required().filterable())
        .field(link("organisation", "organisation", "interest_answers").required().filterable())
        .field(choice("answer", &INTEREST).required().filterable())
        .field(date("date"))
        .field(long_text("comment"))
        .titled_from(&["call", "organisation"])
        .within("call")
        .part_of("call", PartBy::Keepers)
        .spoken_by("organisation")
        .once_per(&["call", "organisation"])
        .list(&["call", "organisation", "answer", "date"])
        .not_in_menu()
}
