//! Pages about costs with a form of their own: joining late, and what is fair.

mod ask;
pub(crate) mod fairness;
pub(crate) mod late;

pub(super) use ask::mark_illustrative;

use crate::answer::see_other;
use crate::visitor::Visitor;
use axum::extract::Path;
use axum::response::Response;

/// The comparison of keys has become a report; its old address leads there.
pub(crate) async fn moved(visitor: Visitor, Path((_, key)): Path<(String, String)>) -> Response {
    let query = if visitor.query.is_empty() { String::new() } else { format!("?{}", visitor.query) };
    see_other(&visitor.href(&format!("/cooperation/{key}/report/cost{query}")))
}
