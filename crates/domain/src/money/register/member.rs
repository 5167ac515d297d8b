//! What members give beside their shares, and how they leave (rows H04, H11,
//! H12, F14).

use crate::record::{
    ChoiceList, Kind, Section, Stage, StateMachine, choice, date, entry, file, flag, link, long_text, money, number,
    text,
};

/// Reports of time that members give.
pub const TIME_REPORT: &str = "time-report";
/// Members that join later.
pub const ACCESSION: &str = "accession";
/// Members that leave.
pub const DEPARTURE: &str = "departure";
/// Gifts of own solutions.
pub(super) const GIFT: &str = "gift";
/// Longest term of notice, in months.
const NOTICE_MONTHS_MAX: i64 = 120;

/// What becomes of time that a member gives (H12).
static TIME_TREATMENT: ChoiceList = ChoiceList {
    name: "time-treatment",
    version: "1",
    source: "H12, 001 11.4",
    entries: &[entry("set_off"), entry("beside")],
};

/// Time that a member gives: set off against its share at the agreed rate, or
/// shown beside it.
pub(in crate::money) fn time_report() -> Kind {
    Kind::new(TIME_REPORT, Section::Plan)
        .field(link("organisation", "organisation", "time_reports").required().filterable())
        .field(link("cooperation", "cooperation", "time_reports").required().filterable())
        .field(link("initiative", "initiative", "time_reports").filterable())
        .field(date("from").required())
        .field(date("until").required())
        .field(number("hours", 2).required().between(1, 100_000_000))
        .field(money("rate"))
        .field(choice("treatment", &TIME_TREATMENT).required().filterable())
        .field(long_text("comment"))
        .titled_from(&["organisation", "initiative"])
        .within("cooperation")
        .given_by("organisation", &["approved", "set_off"])
        .states(
            StateMachine::chain(&[("reported", Stage::Planned), ("approved", Stage::Active), ("set_off", Stage::Done)])
                .aside("rejected", Stage::Stopped, &["reported", "approved"], &["reported"])
                .requires(&["set_off"], &["rate"]),
        )
        .sorted_by("-from")
        .list(&["organisation", "cooperation", "initiative", "state", "from", "until", "hours", "rate"])
        .not_in_menu()
}

/// A member that joins later: the calculation of what it pays and the others
/// get back, with who approved it (H11, F13).
pub(in crate::money) fn accession() -> Kind {
    Kind::new(ACCESSION, Section::Plan)
        .field(link("organisation", "organisation", "accessions").required().fixed().filterable())
        .field(link("cooperation", "cooperation", "accessions").required().fixed().filterable())
        .field(date("joins").required().filterable())
        .field(money("pays").fixed())
        .field(file("calculation").fixed())
        .field(date("decided").section("decision"))
        .field(link("decided_by", "body", "decided_accessions").section("decision"))
        .field(text("paragraph").section("decision"))
        .field(long_text("comment"))
        .titled_from(&["organisation", "cooperation"])
        .within("cooperation")
        .admitted_by("cooperation")
        .states(
            StateMachine::chain(&[("proposed", Stage::Active), ("approved", Stage::Active), ("settled", Stage::Done)])
                .aside("withdrawn", Stage::Stopped, &["proposed", "approved"], &[])
                .requires(&["approved", "settled"], &["calculation", "decided", "decided_by"]),
        )
        .list(&["organisation", "cooperation", "state", "joins", "pays", "decided_by"])
        .not_in_menu()
}

/// A member that gives notice (H11).
pub(in crate::money) fn departure() -> Kind {
    Kind::new(DEPARTURE, Section::Plan)
        .field(link("organisation", "organisation", "departures").required().filterable())
        .field(link("cooperation", "cooperation", "departures").required().filterable())
        .field(date("notice_given").required())
        .field(number("notice_months", 0).required().between(0, NOTICE_MONTHS_MAX))
        .field(date("leaves").required().filterable())
        .field(text("decided_by"))
        .field(text("paragraph"))
        .field(long_text("terms"))
        .titled_from(&["organisation", "cooperation"])
        .within("cooperation")
        .given_by("organisation", &["left"])
        .states(StateMachine::chain(&[("given", Stage::Active), ("left", Stage::Done)]).aside(
            "withdrawn",
            Stage::Stopped,
            &["given"],
            &["given"],
        ))
        .list(&["organisation", "cooperation", "state", "notice_given", "leaves"])
        .not_in_menu()
}

/// A solution of its own that a member gives away (F14).
pub(in crate::money) fn gift() -> Kind {
    Kind::new(GIFT, Section::Plan)
        .field(text("name").title())
        .field(link("giver", "organisation", "gifts_given").required().filterable())
        .field(link("cooperation", "cooperation", "gifts").required().filterable())
        .field(date("date").required())
        .field(flag("without_consideration").required())
        .field(link("material", "shared-material", "gifts").filterable())
        .field(link("system", "it-system", "gifts").filterable())
        .field(money("value"))
        .field(file("agreement"))
        .field(long_text("comment").searched(1))
        .within("cooperation")
        .given_by("giver", &[])
        .sorted_by("-date")
        .list(&["name", "giver", "cooperation", "date", "without_consideration"])
}

/// That a member was reminded of what it owes (H04).
pub(in crate::money) fn reminder() -> Kind {
    Kind::new("reminder", Section::Plan)
        .field(link("participant", "organisation", "reminders").required().filterable())
        .field(link("cooperation", "cooperation", "reminders").required().filterable())
        .field(date("day").required().filterable())
        .field(money("amount").required())
        .field(date("oldest_due").required())
        .field(text("items"))
        .titled_from(&["participant", "day"])
        .within("cooperation")
        .admitted_by("cooperation")
        .asks("participant")
        .sorted_by("-day")
        .list(&["participant", "cooperation", "day", "amount", "oldest_due"])
        .not_in_menu()
}
