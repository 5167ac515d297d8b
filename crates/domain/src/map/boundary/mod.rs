//! Boundaries of municipalities: projected once, simplified without gaps
//! (row B01).
//!
//! Two areas that meet share the line between them. It is found by the points
//! that both have, cut where areas meet or part, and made simpler once, so
//! that neighbours fit together however coarse they are drawn.

mod project;
mod simplify;
mod topology;

pub use project::sweref99_tm;
pub use topology::{Outline, Topology};

/// East and north in metres.
pub type Point = (i64, i64);

/// An area: the official code of a municipality and its rings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Four digits, those of the county first (SCB; SSB).
    pub code: String,
    /// Closed lines; the last point need not repeat the first.
    pub rings: Vec<Vec<Point>>,
}

/// The code of a municipality's county: its first two digits, in both countries.
#[must_use]
pub fn county_of(code: &str) -> &str {
    code.get(..2).unwrap_or(code)
}
