//! The registers that a budget is made of.

use super::super::vat::VAT_TREATMENT;
use crate::record::{
    ChoiceList, Kind, Move, PartBy, Section, Stage, State, StateMachine, choice, coarse, date, entry, file, flag, link,
    long_text, many, money, number, tags, text,
};

/// The register of budgets.
pub const BUDGET: &str = "budget";
/// The register of their lines.
pub const BUDGET_LINE: &str = "budget-line";
/// What belongs to a line, and follows its budget.
pub const BUDGET_PARTS: [&str; 2] = ["line-member", "fee-band"];
/// States in which the figures of a budget stay as they were decided.
pub const FROZEN: [&str; 3] = ["decided", "charged", "settled"];

/// Kinds of cost, each of which may have a key of its own (H18).
pub static COST_KIND: ChoiceList = ChoiceList {
    name: "cost-kind",
    version: "1",
    source: "H18, 001 p68",
    entries: &[
        entry("administration"),
        entry("staff"),
        entry("premises"),
        entry("external_projects"),
        entry("investment"),
        entry("running"),
    ],
};

/// How a line is divided.
static COST_KEY: ChoiceList = ChoiceList {
    name: "cost-key",
    version: "1",
    source: "H03, H05–H10, H24; 001 p68-70, p84, p87, p89, p96; 003 9.1-9.2",
    entries: &[
        entry("equal"),
        entry("inhabitants"),
        entry("units"),
        entry("usage"),
        entry("benefit"),
        entry("percent"),
        entry("rate"),
        entry("fixed_plus_rate"),
        entry("bands"),
        entry("own"),
    ],
};

static CURRENCY: ChoiceList = ChoiceList {
    name: "currency",
    version: "1",
    source: "ISO 4217",
    entries: &[entry("sek"), entry("nok"), entry("eur")],
};

/// What shares are whole numbers of.
static SHARE_UNIT: ChoiceList = ChoiceList {
    name: "share-unit",
    version: "1",
    source: "H03, 003 9.1: whole kronor; else the smallest unit",
    entries: &[entry("whole"), entry("smallest")],
};

/// Where members pay to (H04).
static PAYEE_KIND: ChoiceList = ChoiceList {
    name: "payee-kind",
    version: "1",
    source: "Peppol BIS Billing 3, SE-R-007 to SE-R-012",
    entries: &[entry("bankgiro"), entry("plusgiro"), entry("iban")],
};

/// Who in a member answers for its part (H21).
static BUDGET_SOURCE: ChoiceList = ChoiceList {
    name: "budget-source",
    version: "1",
    source: "H21, 001 11.4",
    entries: &[entry("central"), entry("department")],
};

/// How the sources finance cooperation.
static COST_METHOD: ChoiceList = ChoiceList {
    name: "cost-method",
    version: "1",
    source: "data/cost_models.csv",
    entries: &[
        entry("equal"),
        entry("per_inhabitant"),
        entry("fixed"),
        entry("fixed_plus_variable"),
        entry("per_unit"),
        entry("usage"),
        entry("proportional"),
        entry("share_percent"),
        entry("special_fee"),
        entry("special_case"),
        entry("own_cost"),
        entry("agreed_key"),
        entry("participants_share"),
        entry("agreement"),
        entry("prior_budget"),
        entry("service_price"),
        entry("late_joiner"),
        entry("one_off"),
        entry("host_budget"),
        entry("external_part"),
        entry("external_grant"),
        entry("guarantee"),
        entry("in_kind"),
        entry("in_kind_paid"),
        entry("mixed"),
        entry("component"),
        entry("total"),
        entry("statistic"),
    ],
};

/// The four criteria of a good model, and how it does by one of them (H19).
static MODEL_RATING: ChoiceList = ChoiceList {
    name: "model-rating",
    version: "1",
    source: "H19, 001 p68",
    entries: &[entry("good"), entry("fair"), entry("poor")],
};

/// Draft, consultation, decided, charged, settled. What is decided does not
/// become a draft again: a later change is another budget that replaces it.
fn states() -> StateMachine {
    let state = |code, stage| State { code, stage, requires: Vec::new(), expects: Vec::new() };
    let step = |from, to, reason| Move { from, to, reason };
    StateMachine {
        states: vec![
            state("draft", Stage::Planned),
            state("consultation", Stage::Active),
            state("decided", Stage::Active),
            state("charged", Stage::Active),
            state("settled", Stage::Done),
        ],
        moves: vec![
            step("draft", "consultation", false),
            step("consultation", "draft", true),
            step("draft", "decided", false),
            step("consultation", "decided", false),
            step("decided", "charged", false),
            step("charged", "settled", false),
        ],
    }
    .aside("withdrawn", Stage::Stopped, &["draft", "consultation", "decided"], &[])
    .requires(&FROZEN, &["decided", "decided_by"])
    .expects(&FROZEN, &["paragraph"])
}

pub(in crate::money) fn budget() -> Kind {
    Kind::new(BUDGET, Section::Plan)
        .field(text("name").title())
        .field(link("cooperation", "cooperation", "budgets").required().filterable())
        .field(number("year", 0).ranks().required().filterable().between(1900, 2200))
        .field(choice("currency", &CURRENCY).required().filterable())
        .field(choice("unit", &SHARE_UNIT).required())
        .field(number("basis_year", 0).ranks().between(1900, 2200))
        .field(text("published_share"))
        .field(date("invoice").repeated().section("decision"))
        .field(choice("vat", &VAT_TREATMENT).section("decision"))
        .field(choice("payee_kind", &PAYEE_KIND).section("decision"))
        .field(text("payee_number").section("decision"))
        .field(date("decided").section("decision").filterable())
        .field(link("decided_by", "body", "decided_budgets").section("decision").filterable())
        .field(text("paragraph").section("decision"))
        .field(link("replaces", BUDGET, "replaced_by").section("decision"))
        .field(file("calculation").section("decision"))
        .field(long_text("comment").searched(1))
        .within("cooperation")
        .admitted_by("cooperation")
        .states(states())
        .sorted_by("-year")
        .list(&["name", "state", "cooperation", "year", "decided_by", "decided"])
}

pub(in crate::money) fn budget_line() -> Kind {
    Kind::new(BUDGET_LINE, Section::Plan)
        .field(text("name").title())
        .field(link("budget", BUDGET, "lines").required().filterable())
        .field(link("parent", BUDGET_LINE, "sublines"))
        .field(number("order", 0).ranks().between(1, 100_000))
        .field(choice("cost_kind", &COST_KIND).filterable())
        .field(link("initiative", "initiative", "budget_lines").filterable())
        .field(choice("step", &crate::map::process::STEP).filterable())
        .field(flag("outside").filterable())
        .field(flag("common_pot"))
        .field(link("service", "service", "budget_lines").filterable())
        .field(money("amount"))
        .field(number("paid_month", 0).ranks().repeated().between(1, 12))
        .field(money("next_year").section("horizon"))
        .field(money("year_after").section("horizon"))
        .field(link("index", "index-series", "indexed_lines").section("horizon"))
        .field(choice("cost_key", &COST_KEY).section("key").filterable())
        .field(text("measure").section("key"))
        .field(many("member", "organisation", "in_budget_lines").section("key"))
        .field(money("floor").section("key"))
        .field(money("cap").section("key"))
        .field(money("fixed").section("key"))
        .field(number("rate", 4).section("key").between(-1_000_000_000_000, 1_000_000_000_000))
        .field(choice("second_key", &COST_KEY).section("key"))
        .field(number("first_percent", 2).section("key").between(0, 10_000))
        .field(text("key_agreed").section("key"))
        .field(money("monthly").section("salary"))
        .field(number("months", 1).section("salary").between(0, 1_200))
        .field(number("overhead", 2).section("salary").between(0, 100_000))
        .field(money("rounded_to").section("salary"))
        .within("budget")
        .sorted_by("order")
        .part_of("budget", PartBy::Keepers)
        .list(&["name", "budget", "cost_kind", "amount", "cost_key", "member"])
        .not_in_menu()
}

pub(in crate::money) fn line_member() -> Kind {
    Kind::new("line-member", Section::Plan)
        .field(link("line", BUDGET_LINE, "terms").required().filterable())
        .field(link("organisation", "organisation", "budget_terms").required().filterable())
        .field(money("special"))
        .field(flag("exempt"))
        .field(money("own"))
        .field(number("count", 4).between(0, 1_000_000_000_000))
        .field(number("points", 2).between(0, 100_000_000))
        .field(number("percent", 4).between(0, 1_000_000))
        .titled_from(&["line", "organisation"])
        .within("line")
        .part_of("line", PartBy::Keepers)
        .once_per(&["line", "organisation"])
        .list(&["line", "organisation", "special", "own", "count", "points", "percent"])
        .not_in_menu()
}

pub(in crate::money) fn fee_band() -> Kind {
    Kind::new("fee-band", Section::Plan)
        .field(link("line", BUDGET_LINE, "bands").required().filterable())
        .field(number("to", 0).between(0, 1_000_000_000))
        .field(money("fee").required())
        .titled_from(&["line", "to", "fee"])
        .within("line")
        .sorted_by("to")
        .part_of("line", PartBy::Keepers)
        .list(&["line", "to", "fee"])
        .not_in_menu()
}

pub(in crate::money) fn funding() -> Kind {
    Kind::new("funding", Section::Plan)
        .field(text("name").title())
        .field(link("line", BUDGET_LINE, "fundings").filterable())
        .field(link("initiative", "initiative", "fundings").filterable())
        .field(link("cooperation", "cooperation", "fundings").filterable())
        .field(link("funder", "organisation", "funded").filterable())
        .field(text("funder_as_stated").searched(1))
        .field(text("programme").searched(1))
        .field(money("applied"))
        .field(money("granted"))
        .field(money("paid"))
        .field(money("co_financing"))
        .field(link("bridged_by", "organisation", "bridged").filterable())
        .field(flag("guaranteed"))
        .field(date("applied_on"))
        .field(date("answered_on"))
        .field(date("report_due").filterable())
        .field(long_text("guarantee"))
        .field(link("template", "application-template", "fundings").filterable())
        .within("cooperation")
        .states(
            StateMachine::chain(&[
                ("idea", Stage::Planned),
                ("applied", Stage::Active),
                ("granted", Stage::Active),
                ("paid_out", Stage::Active),
                ("reported", Stage::Done),
            ])
            .aside("refused", Stage::Stopped, &["applied"], &["idea"])
            .requires(&["applied"], &["applied"])
            .requires(&["granted", "paid_out", "reported"], &["granted"])
            .requires(&["paid_out", "reported"], &["paid"]),
        )
        .part_of("line", PartBy::Keepers)
        .list(&["name", "state", "funder", "line", "applied", "granted", "paid"])
}

pub(in crate::money) fn member_budget() -> Kind {
    Kind::new("member-budget", Section::Plan)
        .field(link("organisation", "organisation", "cooperation_budgets").required().filterable())
        .field(link("budget", BUDGET, "member_budgets").required().filterable())
        .field(choice("paid_from", &BUDGET_SOURCE).required().filterable())
        .field(text("account"))
        .field(text("decided_by").filterable())
        .field(money("set_aside"))
        .titled_from(&["organisation", "budget"])
        .within("budget")
        .part_of("budget", PartBy::Keepers)
        .spoken_by("organisation")
        .once_per(&["budget", "organisation"])
        .list(&["organisation", "budget", "paid_from", "decided_by", "set_aside"])
        .not_in_menu()
}

pub(in crate::money) fn cost_model() -> Kind {
    Kind::new("cost-model", Section::Knowledge)
        .field(text("name").title())
        .field(link("cooperation", "cooperation", "cost_models").filterable())
        .field(choice("method", &COST_METHOD).required().filterable())
        .field(number("amount", 2).between(0, 1_000_000_000_000_000))
        .field(text("amount_unit"))
        .field(text("basis").searched(1))
        .field(text("frequency"))
        .field(coarse("time").filterable())
        .field(text("payers"))
        .field(text("formula"))
        .field(text("as_stated"))
        .field(tags("steps", &crate::map::process::STEP).filterable())
        .field(choice("simple", &MODEL_RATING).section("criteria").filterable())
        .field(choice("transparent", &MODEL_RATING).section("criteria").filterable())
        .field(choice("lawful", &MODEL_RATING).section("criteria").filterable())
        .field(choice("incentive", &MODEL_RATING).section("criteria").filterable())
        .starts_public()
        .list(&["name", "cooperation", "method", "amount", "amount_unit", "time"])
}
