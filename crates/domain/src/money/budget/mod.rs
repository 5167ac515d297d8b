//! Budgets of cooperations: lines, the keys by which they are divided, money
//! from outside, and what follows for each member (rows H01–H10, H13, H18,
//! H21, B05, G08).

mod build;
mod kinds;
mod line;

pub use build::{BudgetMember, BudgetSheet, Parts, Scenario, Year, sheet_of};
pub use kinds::{BUDGET, BUDGET_LINE, BUDGET_PARTS, COST_KIND, FROZEN};
pub(super) use kinds::{budget, budget_line, cost_model, fee_band, funding, line_member, member_budget};
pub use line::{LineTree, Planned, salary};
