//! What goes on: initiatives and activities (rows B03–B10).

mod initiative;

pub use initiative::{AREA, INITIATIVE_TYPE};

use crate::record::Kind;

/// Every kind of this capability.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    vec![initiative::initiative()]
}
