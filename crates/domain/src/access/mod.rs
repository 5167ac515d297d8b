//! Who may do what: one pure function.

mod actor;
mod decide;

pub use actor::{Actor, Grant, Role, Scope};
pub use decide::{Action, Decision, Object, Reason, decide};
