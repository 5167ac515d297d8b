//! Meetings and dated steps of a process.

use crate::record::{ChoiceList, Kind, Section, Stage, StateMachine, choice, date, entry, link, long_text, text, time};

static MEETING_TYPE: ChoiceList = ChoiceList {
    name: "meeting-type",
    version: "1",
    source: "G10, data/meetings.csv",
    entries: &[
        entry("board_meeting"),
        entry("council_meeting"),
        entry("committee_meeting"),
        entry("network_meeting"),
        entry("expert_meeting"),
        entry("workshop"),
        entry("conference"),
        entry("dialogue"),
        entry("process_milestone"),
        entry("deadline"),
        entry("decision"),
        entry("document_version"),
        entry("recurring"),
    ],
};

static MODE: ChoiceList = ChoiceList {
    name: "meeting-mode",
    version: "1",
    source: "G13, 003 8.5",
    entries: &[entry("on_site"), entry("remote"), entry("hybrid")],
};

pub(super) fn meeting() -> Kind {
    Kind::new("meeting", Section::Meetings)
        .field(text("name").title())
        .field(choice("type", &MEETING_TYPE).filterable())
        .field(link("body", "body", "meetings").filterable())
        .field(text("body_as_stated").searched(3))
        .field(link("cooperation", "cooperation", "meetings").filterable())
        .field(date("start").filterable())
        .field(time("start_time"))
        .field(date("end"))
        .field(time("end_time"))
        .field(text("place"))
        .field(choice("mode", &MODE).filterable())
        .field(text("frequency"))
        .field(long_text("agenda").searched(1))
        .within("cooperation")
        .states(
            StateMachine::chain(&[("planned", Stage::Planned), ("decided", Stage::Active), ("held", Stage::Done)])
                .aside("recurring", Stage::Active, &["planned"], &["planned"])
                .aside("cancelled", Stage::Stopped, &["planned", "decided", "recurring"], &["planned"])
                .with_not_stated()
                .requires(&["decided", "held"], &["start"]),
        )
        .sorted_by("start")
        .list(&["name", "start", "body_as_stated", "cooperation", "type", "state"])
}
