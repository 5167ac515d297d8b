//! Words that we share (row M13).

mod term;

use crate::record::Kind;

/// Every kind of this capability.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    vec![term::term()]
}
