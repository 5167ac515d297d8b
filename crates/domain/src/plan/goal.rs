//! Goals as trees with links up.

use crate::record::{
    ChoiceList, Kind, PartBy, Section, Stage, StateMachine, choice, date, entry, link, long_text, many, number, period,
    text,
};

static GOAL_TYPE: ChoiceList = ChoiceList {
    name: "goal-type",
    version: "1",
    source: "J01, data/goals.csv",
    entries: &[
        entry("vision"),
        entry("policy_goal"),
        entry("strategy"),
        entry("strategy_item"),
        entry("agenda"),
        entry("programme_area"),
        entry("focus_area"),
        entry("sub_area"),
        entry("priority_area"),
        entry("theme"),
        entry("goal"),
        entry("effect_goal"),
        entry("target"),
        entry("purpose"),
        entry("task"),
        entry("action_plan"),
        entry("plan"),
        entry("direction"),
        entry("base_data_area"),
        entry("area_group"),
        entry("level"),
        entry("success_set"),
        entry("success_factor"),
        entry("signal_set"),
        entry("signal"),
    ],
};

pub(super) fn goal() -> Kind {
    Kind::new("goal", Section::Plan)
        .field(text("name").title().rdf("skos:prefLabel"))
        .field(choice("type", &GOAL_TYPE).filterable())
        .field(text("collection").filterable().searched(2))
        .field(link("parent", "goal", "sub_goals").filterable())
        .field(link("responsible", "organisation", "goals").filterable())
        .field(many("partner", "organisation", "partner_in_goals").filterable())
        .field(link("cooperation", "cooperation", "goals").filterable())
        .field(period("period"))
        .field(text("period_as_stated"))
        .field(number("order", 0).ranks().between(0, 10_000))
        .field(long_text("description").searched(1))
        .within("cooperation")
        .sorted_by("collection")
        .list(&["name", "type", "collection", "parent", "responsible", "period"])
}

/// The chain of those who approve an agenda or a plan, in their order (B29).
pub(super) fn approval() -> Kind {
    Kind::new("approval", Section::Plan)
        .field(link("goal", "goal", "approvals").required().filterable())
        .field(text("approver").title())
        .field(link("organisation", "organisation", "approvals").filterable())
        .field(link("body", "body", "approvals").filterable())
        .field(number("order", 0).ranks().between(1, 1_000))
        .field(date("date"))
        .field(text("paragraph"))
        .within("goal")
        .states(
            StateMachine::chain(&[("awaited", Stage::Planned), ("approved", Stage::Done)])
                .aside("refused", Stage::Stopped, &["awaited"], &["awaited"])
                .with_not_stated(),
        )
        .sorted_by("order")
        .part_of("goal", PartBy::Keepers)
        .spoken_by("organisation")
        .list(&["goal", "order", "approver", "state", "date"])
        .not_in_menu()
}
