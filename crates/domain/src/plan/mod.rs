//! Which goals, and what reaches them (rows B29, J01).

mod goal;

use crate::record::Kind;

/// Every kind of this capability.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    vec![goal::goal(), goal::approval()]
}
