//! The cooperation process: four steps with gates between them (rows C01–C21).

mod basis;
mod establish;
pub mod gate;
mod question;
mod stage;
mod target;

pub use establish::ESTABLISHING_TASK;
pub use stage::STEP;

use crate::record::Kind;

/// Every kind of the process.
pub(super) fn kinds() -> Vec<Kind> {
    vec![
        stage::process_stage(),
        question::question_set(),
        question::question(),
        question::answer(),
        target::target_state(),
        target::candidate_body(),
        basis::decision_basis(),
        basis::alternative(),
        basis::gap(),
        establish::establishing_task(),
        establish::consolidation(),
        establish::staff_transfer(),
        establish::union_dialogue(),
        stage::governance_loop(),
        stage::tool(),
    ]
}
