//! What a cooperation costs, and who pays what (rows H01–H27, F11–F14).
//!
//! Everything here is exact. Amounts are whole numbers of the smallest unit
//! that an agreement settles in; figures are decimals as they were written;
//! a share is a fraction until it is rounded, once, by the largest remainder.
//! No floating-point number is used.
//!
//! - Shares of a line sum to the line, always (invariant 1).
//! - Whoever orders the members otherwise gets the same shares: a tie goes to
//!   the member whose id is smaller as a string.
//! - A negative amount, a refund, is divided as its absolute value.
//!
//! The module knows no database, no clock and no currency's rules; faults
//! name the place in the calculation's file by a JSON pointer.

mod budget;
mod decimal;
mod divide;
mod fair;
mod flow;
mod key;
mod late_join;
mod ledger;
mod liquidity;
mod open;
mod outcome;
mod price;
mod register;
mod share;
mod sheet;
mod vat;
mod why;
mod wide;

pub use budget::{
    BUDGET, BUDGET_LINE, BUDGET_PARTS, BudgetMember, BudgetSheet, COST_KIND, FROZEN, LineTree, Parts, Planned,
    Scenario, Year, salary, sheet_of,
};
pub use decimal::{DECIMALS_MAX, Decimal, INTEGER_DIGITS_MAX, Unit};
pub use divide::divide;
pub use fair::{Blocking, Fair, Game, Level, SharedCost, fair};
pub use key::{Band, By, Key, Measure, Split, escaped};
pub use late_join::{LateJoin, Settlement, Wear, late_join};
pub use ledger::{Account, TransferKind};
pub use liquidity::{MONTHS, Month, months, shortfall, spread};
pub use open::{Entry as OpenEntry, Open, OpenItem, Owed, netted, open_items};
pub use outcome::{OUTCOME_RULES, OutcomeRule, outcome_rule};
pub use price::{days_in_year, indexed};
pub use register::{ACCESSION, DEPARTURE, RESULT_TREATMENT, SETTLEMENT, TIME_REPORT, check, may_leave_on};
pub use share::{LineShares, Shares, shares};
pub use sheet::{External, Line, Member, Sheet};
pub use vat::{Vat, vat, vat_of};
pub use why::{Bound, MemberWhy, Why, why};

use crate::record::Kind;

/// Every kind of this capability.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    vec![
        budget::budget(),
        budget::budget_line(),
        budget::line_member(),
        budget::fee_band(),
        budget::funding(),
        budget::member_budget(),
        budget::cost_model(),
        register::index_series(),
        register::index_value(),
        register::service_price(),
        register::service_order(),
        register::time_report(),
        register::accession(),
        register::departure(),
        register::gift(),
        register::reminder(),
        register::settlement(),
        register::pot_decision(),
        register::grant_part(),
        register::application_template(),
    ]
}
