//! Goals as trees with links up.

use crate::record::{ChoiceList, Kind, Section, choice, entry, link, long_text, number, period, text};

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
        .field(link("cooperation", "cooperation", "goals").filterable())
        .field(period("period"))
        .field(text("period_as_stated"))
        .field(number("order", 0).between(0, 10_000))
        .field(long_text("description").searched(1))
        .within("cooperation")
        .sorted_by("collection")
        .list(&["name", "type", "collection", "parent", "responsible", "period"])
}
