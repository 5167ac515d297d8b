//! The table of gates: which conditions stand between the steps, and where
//! each comes from.

use crate::map::process::establish::{CONSOLIDATION_DIMENSION, ESTABLISHING_TASK};
use crate::map::process::stage::{GOVERNANCE_LOOP, STEP};
use crate::record::ChoiceList;

/// The kind whose records say where an initiative is.
pub const GATE_KIND: &str = "process-stage";

/// What a gate asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// These fields of the initiative are filled in.
    Own(&'static [&'static str]),
    /// So many organisations take part, the responsible one among them.
    Parties(usize),
    /// Each party has a record of this kind.
    EachParty(&'static str),
    /// The record of this kind has these fields.
    Filled(&'static str, &'static [&'static str]),
    /// At least so many records of this kind.
    AtLeast(&'static str, usize),
    /// One record of this kind is marked by this flag, and has these fields.
    Chosen(&'static str, &'static str, &'static [&'static str]),
    /// Each entry of the list is the value of a field of a record of this kind.
    EachEntry(&'static str, &'static str, &'static ChoiceList),
    /// The same, and each of them is in one of these states.
    EachEntryIn(&'static str, &'static str, &'static ChoiceList, &'static [&'static str]),
    /// Each party has, for each entry of the list, a record of this kind.
    EachPartyEntry(&'static str, &'static str, &'static ChoiceList),
    /// No record of this kind is in one of these states.
    NoneIn(&'static str, &'static [&'static str]),
    /// Where the flag of a record of the first kind is set, there is one of the second.
    Where(&'static str, &'static str, &'static str),
    /// Every question that is asked at this gate is answered, by everybody who is asked.
    Questions,
    /// The gate before is passed.
    Before,
}

/// One condition of a gate. Its sentence lives in the translations as `gate-{code}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// Stable code.
    pub code: &'static str,
    /// What is asked for.
    pub test: Test,
    /// Where it comes from.
    pub source: &'static str,
}

const fn condition(code: &'static str, test: Test, source: &'static str) -> Condition {
    Condition { code, test, source }
}

/// The eight sections of a target state (C09).
pub const TARGET_SECTIONS: [&str; 8] = [
    "goals",
    "responsibilities",
    "form_and_body",
    "legal",
    "steering_and_insight",
    "economy",
    "organisation_and_staff",
    "personnel_law",
];

/// The eight items of a decision basis (C11).
pub const BASIS_ITEMS: [&str; 8] = [
    "background",
    "activities",
    "costs_and_benefits",
    "financing",
    "negative_effects",
    "obstacles_and_risks",
    "opportunities",
    "establishing_strategy",
];

/// The gates in the order of the steps.
pub static GATES: [(&str, &[Condition]); 4] = [
    (
        "identify",
        &[
            condition("why", Test::Own(&["purpose"]), "C02, 001 5.1"),
            condition("lead", Test::Own(&["responsible"]), "B20, 000 5.1"),
            condition("parties", Test::Parties(2), "B23, 003 9.2; invariant 3"),
            condition("motives", Test::EachParty("motive"), "C02, 001 ch6"),
            condition("questions", Test::Questions, "C03–C06, 001 ch6"),
        ],
    ),
    (
        "describe",
        &[
            condition("before", Test::Before, "C01, 001 figure 10"),
            condition("target", Test::Filled("target-state", &TARGET_SECTIONS), "C09, 001 7.1"),
            condition("delimitation", Test::Filled("target-state", &["delimitation"]), "C10, 001 7.1; invariant 9"),
            condition("location", Test::Filled("target-state", &["location"]), "C18, 001 7.1"),
            condition("body", Test::Chosen("candidate-body", "chosen", &["reason"]), "C08, 001 p46 and p52"),
            condition(
                "roles",
                Test::EachEntry("initiative-role", "role", &crate::map::level::INITIATIVE_ROLE),
                "C07, 001 p50",
            ),
            condition("levels", Test::Own(&["not_delivered_above"]), "B15, 001 p48 and p50"),
            condition("basis", Test::Filled("decision-basis", &BASIS_ITEMS), "C11, 001 7.2; invariant 9"),
            condition(
                "costs",
                Test::Filled("decision-basis", &["establishing_cost", "running_benefit"]),
                "C15, 001 p56",
            ),
            condition("alternatives", Test::AtLeast("alternative", 2), "C11, 001 7.2"),
            condition("recommended", Test::Chosen("alternative", "recommended", &[]), "C11, 001 7.2"),
            condition("gaps", Test::EachParty("gap"), "C12, 001 7.2"),
            condition(
                "unions",
                Test::Where("target-state", "negotiation_needed", "union-dialogue"),
                "C17, MBL 1976:580 § 11",
            ),
            condition("questions", Test::Questions, "C03–C06, 001 ch6"),
        ],
    ),
    (
        "establish",
        &[
            condition("before", Test::Before, "C01, 001 figure 10"),
            condition(
                "tasks",
                Test::EachEntryIn("establishing-task", "task", &ESTABLISHING_TASK, &["done", "not_needed"]),
                "C13, 001 8.1",
            ),
            condition(
                "consolidation",
                Test::EachPartyEntry("consolidation", "dimension", &CONSOLIDATION_DIMENSION),
                "C14, 001 8.1",
            ),
            condition("staff", Test::NoneIn("staff-transfer", &["planned"]), "C17, MBL 1976:580 § 11"),
            condition("questions", Test::Questions, "C03–C06, 001 ch6"),
        ],
    ),
    (
        "run",
        &[
            condition("before", Test::Before, "C01, 001 figure 10"),
            condition("loops", Test::EachEntry("governance-loop", "loop", &GOVERNANCE_LOOP), "C16, 001 8.2"),
            condition("questions", Test::Questions, "C03–C06, 001 ch6"),
        ],
    ),
];

/// Kinds whose records the conditions read; each leads to its initiative by
/// the field `initiative`.
#[must_use]
pub fn kinds_read() -> Vec<&'static str> {
    let mut kinds = vec![GATE_KIND, "answer"];
    for condition in GATES.iter().flat_map(|(_, conditions)| *conditions) {
        match condition.test {
            Test::EachParty(kind)
            | Test::Filled(kind, _)
            | Test::AtLeast(kind, _)
            | Test::Chosen(kind, ..)
            | Test::EachEntry(kind, ..)
            | Test::EachEntryIn(kind, ..)
            | Test::EachPartyEntry(kind, ..)
            | Test::NoneIn(kind, _) => kinds.push(kind),
            Test::Where(first, _, second) => kinds.extend([first, second]),
            Test::Own(_) | Test::Parties(_) | Test::Questions | Test::Before => {}
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Whether the code is that of a step.
#[must_use]
pub fn is_step(code: &str) -> bool {
    STEP.get(code).is_some()
}
