//! Registers about money beside the budget: prices, what members give and
//! leave, results, money from outside and how it is handed on.

mod check;
mod member;
mod outside;
mod price;
mod result;

pub use check::{check, may_leave_on};
use member::GIFT;
pub use member::{ACCESSION, DEPARTURE, TIME_REPORT};
pub(super) use member::{accession, departure, gift, reminder, time_report};
pub(super) use outside::{application_template, grant_part, pot_decision};
pub(super) use price::{index_series, index_value, service_order, service_price};
pub(super) use result::settlement;
pub use result::{RESULT_TREATMENT, SETTLEMENT};
