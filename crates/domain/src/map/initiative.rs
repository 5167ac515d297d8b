//! Initiatives with their states, timetable rule and area tree.

use crate::RecordId;
use crate::record::Record;
use crate::record::{
    ChoiceList, Kind, Reach, Section, Stage, StateMachine, Step, below, choice, coarse, entry, flag, link, long_text,
    many, number, tags, text,
};
use crate::register::{LEVEL, STAIRS};
use std::collections::BTreeSet;

/// What kind of work an initiative is.
pub static INITIATIVE_TYPE: ChoiceList = ChoiceList {
    name: "initiative-type",
    version: "1",
    source: "data/initiatives.csv; 000 5.1, 003 ch5, 004",
    entries: &[
        entry("project"),
        entry("activity"),
        entry("initiative"),
        entry("assignment"),
        entry("measure"),
        entry("skl_initiative"),
        entry("inquiry"),
        entry("guidance"),
        entry("tool"),
        entry("citizen_dialogue"),
    ],
};

/// Areas of e-development as a tree of four blocks (001 figure 1).
pub static AREA: ChoiceList = ChoiceList {
    name: "area",
    version: "1",
    source: "B07, 001 figure 1 p12; sub-areas from 000 ch5 and data/initiatives.csv",
    entries: &[
        entry("verticals"),
        below("verticals", "care"),
        below("verticals", "planning"),
        below("verticals", "culture"),
        below("verticals", "business"),
        below("verticals", "school"),
        below("verticals", "democracy"),
        entry("support_functions"),
        below("support_functions", "case_handling"),
        below("support_functions", "archive"),
        below("support_functions", "personnel_economy"),
        below("support_functions", "procurement"),
        below("support_functions", "it_support"),
        entry("common_platforms"),
        below("common_platforms", "e_services"),
        below("common_platforms", "identity"),
        below("common_platforms", "network"),
        below("common_platforms", "operations"),
        below("common_platforms", "integration"),
        below("common_platforms", "messages"),
        entry("structural_conditions"),
        below("structural_conditions", "base_data"),
        below("structural_conditions", "open_data"),
        below("structural_conditions", "geodata"),
        below("structural_conditions", "information_exchange"),
        below("structural_conditions", "architecture"),
        below("structural_conditions", "law"),
        below("structural_conditions", "security"),
        below("structural_conditions", "broadband"),
        below("structural_conditions", "strategy_steering"),
        below("structural_conditions", "competence"),
        below("structural_conditions", "life_events"),
    ],
};

/// Governing and coordinating against value-adding activities: the fourteen of
/// the source's table. Studies stand with the governing ones, as row B08 says;
/// the source's text counts them, guidance and training as preparing.
static ACTIVITY_TYPE: ChoiceList = ChoiceList {
    name: "activity-type",
    version: "2",
    source: "B08, 001 p13",
    entries: &[
        entry("governing"),
        below("governing", "strategy"),
        below("governing", "financing"),
        below("governing", "follow_up"),
        below("governing", "coordination"),
        below("governing", "prioritisation"),
        below("governing", "study"),
        entry("value_adding"),
        below("value_adding", "guidance"),
        below("value_adding", "training"),
        below("value_adding", "requirements"),
        below("value_adding", "procurement"),
        below("value_adding", "installation"),
        below("value_adding", "process_development"),
        below("value_adding", "service_development"),
        below("value_adding", "operation"),
    ],
};

/// The innovation cycle, for what does not go the four steps (C19).
static INNOVATION_STEP: ChoiceList = ChoiceList {
    name: "innovation-step",
    version: "1",
    source: "C19, 001 p36",
    entries: &[entry("idea"), entry("selection"), entry("implementation"), entry("diffusion")],
};

/// The phases of e-participation (C20).
static PARTICIPATION_PHASE: ChoiceList = ChoiceList {
    name: "participation-phase",
    version: "1",
    source: "C20, 001 p39",
    entries: &[
        entry("initiation"),
        entry("design"),
        entry("implementation"),
        entry("participation"),
        entry("evaluation"),
    ],
};

/// The states of an initiative (B04). Procurement may be skipped, as any
/// step; a step back, a pause, a refusal or an end before the goal needs a
/// reason.
fn states() -> StateMachine {
    let active = ["idea", "in_discussion", "prestudy_planned", "prestudy_started", "decided", "procurement", "started"];
    let running: Vec<&'static str> = active.into_iter().chain(["in_production", "dormant"]).collect();
    let undecided = ["idea", "in_discussion", "prestudy_planned", "prestudy_started"];
    StateMachine::chain(&[
        ("idea", Stage::Planned),
        ("in_discussion", Stage::Planned),
        ("prestudy_planned", Stage::Planned),
        ("prestudy_started", Stage::Active),
        ("decided", Stage::Active),
        ("procurement", Stage::Active),
        ("started", Stage::Active),
        ("in_production", Stage::Done),
        ("completed", Stage::Done),
    ])
    .aside("dormant", Stage::Stopped, &active, &active)
    .aside("rejected", Stage::Stopped, &undecided, &["idea", "in_discussion"])
    .aside("cancelled", Stage::Stopped, &running, &["idea", "in_discussion"])
    .aside("handed_over", Stage::Stopped, &running, &["started", "in_production"])
    .with_not_stated()
    .expects(&["prestudy_planned", "prestudy_started", "decided", "procurement", "started"], &["timetable"])
}

/// Whether an initiative is a project of fewer than two parties that is
/// decided or further on; moving it there needs a word (invariant 3).
#[must_use]
pub fn lacks_parties(record: &Record) -> bool {
    let further = ["decided", "procurement", "started", "in_production"];
    let is_project = record.kind == "initiative" && record.text("type") == Some("project");
    if !is_project || !record.state.as_deref().is_some_and(|state| further.contains(&state)) {
        return false;
    }
    let parties: BTreeSet<RecordId> = record.targets("participant").chain(record.target("responsible")).collect();
    parties.len() < 2
}

/// Whether moving an initiative to where it is needs a word: a project of
/// fewer than two parties, or one that is established without saying what the
/// level above does not deliver (B15).
#[must_use]
pub fn needs_word(record: &Record) -> bool {
    let is_established = record.kind == "initiative" && record.state.as_deref() == Some("in_production");
    lacks_parties(record) || (is_established && record.text("not_delivered_above").is_none())
}

/// What of an initiative's text is compared with others (B18): the name counts
/// twice. Fields that whoever sees the record sees. Without the
/// area in the source's own words a fifth of what was judged as related in
/// the tuning half of `data/quality` is not found.
pub const COMPARED: [&str; 4] = ["name", "name", "purpose", "area_as_stated"];

/// Who is in an initiative: its parties, and the members of its cooperation;
/// what life events it supports, itself or by a record of how well; the step
/// that it or its cooperation stands on; and how broad that cooperation is.
static REACHES: [Reach; 4] = [
    Reach {
        name: "member",
        paths: &[
            &[Step::To("participant")],
            &[Step::To("responsible")],
            &[Step::To("cooperation"), Step::From("membership", "cooperation"), Step::To("organisation")],
        ],
        entry_of: None,
    },
    Reach {
        name: "life_event",
        paths: &[&[Step::To("life_event")], &[Step::From("life-event-support", "initiative"), Step::To("life_event")]],
        entry_of: None,
    },
    Reach { name: "stairs", paths: &[&[Step::To("cooperation")]], entry_of: Some("stairs") },
    Reach { name: "breadth", paths: &[&[Step::To("cooperation")]], entry_of: Some("breadth") },
];

/// Months until an initiative is asked about, where nobody set a day (B01: the
/// map is gone through once a year).
const REVIEWED_EVERY: i64 = 12;

pub(super) fn initiative() -> Kind {
    Kind::new("initiative", Section::Initiatives)
        .field(text("name").title().rdf("dct:title"))
        .field(choice("type", &INITIATIVE_TYPE).filterable())
        .field(long_text("purpose").searched(3))
        .field(link("cooperation", "cooperation", "initiatives").filterable())
        .field(link("responsible", "organisation", "initiatives").filterable())
        .field(many("participant", "organisation", "participates_in").dated().filterable())
        .field(choice("level", &LEVEL).filterable())
        .field(tags("areas", &AREA).filterable())
        .field(text("area_as_stated").searched(2).filterable())
        .field(choice("stairs", &STAIRS).filterable())
        .field(tags("activity_types", &ACTIVITY_TYPE).filterable())
        .field(flag("external").filterable())
        .field(number("priority", 0).ranks().filterable().between(1, 1000))
        .field(coarse("timetable").section("timetable").filterable())
        .field(text("timetable_as_stated").section("timetable"))
        .field(coarse("end").section("timetable"))
        .field(text("state_as_stated").section("timetable"))
        .field(many("goal", "goal", "initiatives").section("goals").filterable())
        .field(text("goal_as_stated").section("goals").searched(1))
        .field(many("life_event", "life-event", "initiatives").filterable())
        .field(many("system", "it-system", "initiatives").filterable())
        .field(long_text("not_delivered_above").searched(1))
        .field(choice("innovation_step", &INNOVATION_STEP).filterable())
        .field(choice("participation_phase", &PARTICIPATION_PHASE).filterable())
        .field(flag("in_plan").section("plan").filterable())
        .field(text("in_plan_reason").section("plan"))
        .field(long_text("comment").searched(1))
        .within("cooperation")
        .reaches(&REACHES)
        .lasts("year", "timetable", "end")
        .reviewed_every(REVIEWED_EVERY)
        .states(states())
        .list(&["name", "state", "level", "areas", "responsible", "timetable"])
        .rdf("foaf:Project")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_idea_may_jump_to_started_but_not_leave_completed_without_a_reason() {
        let states = states();
        assert_eq!(states.find_move("idea", "started").map(|m| m.reason), Some(false));
        assert_eq!(states.find_move("completed", "started").map(|m| m.reason), Some(true));
        assert_eq!(states.find_move("started", "dormant").map(|m| m.reason), Some(true));
        assert!(states.find_move("started", "rejected").is_none());
        assert!(states.find_move("completed", "dormant").is_none());
    }

    #[test]
    fn an_area_is_found_under_its_block() {
        assert_eq!(AREA.with_parents("archive"), ["archive", "support_functions"]);
        assert_eq!(AREA.entries.iter().filter(|area| area.parent.is_none()).count(), 4);
    }
}
