//! Who meets when (row G10).

mod meeting;

use crate::record::Kind;

/// Every kind of this capability.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    vec![meeting::meeting()]
}
