//! What a visitor keeps of a list: views, and what was just done to many
//! records at once.

use super::asked::Asked;
use crate::page::{Notice, Undo};
use crate::visitor::Visitor;
use samverk_app::together::SavedView;
use samverk_domain::record::Kind;

/// A saved view.
pub(super) struct ViewChip {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) href: String,
    pub(super) current: bool,
    pub(super) removable: bool,
}

/// What the visitor keeps of a list.
pub(super) struct Kept {
    pub(super) views: Vec<SavedView>,
    pub(super) query: String,
    pub(super) followed: bool,
}

/// The views that the visitor has, as chips above the list.
pub(super) fn chips_of(visitor: &Visitor, kind: &Kind, kept: &Kept) -> Vec<ViewChip> {
    if kept.views.is_empty() {
        return Vec::new();
    }
    let list = visitor.href(&format!("/{}", kind.name));
    let all = ViewChip {
        id: String::new(),
        name: visitor.t("view-all"),
        href: format!("{list}?view=all"),
        current: kept.query.is_empty(),
        removable: false,
    };
    let writes = |owner: &str| visitor.ctx.actor.writes_for().any(|own| own.to_string() == owner);
    let views = kept.views.iter().map(|view| ViewChip {
        id: view.id.clone(),
        name: view.name.clone(),
        href: format!("{list}?{}", if view.query.is_empty() { "view=all" } else { &view.query }),
        current: view.query == kept.query,
        removable: view.user == visitor.ctx.name || view.owner.as_deref().is_some_and(writes),
    });
    std::iter::once(all).chain(views).collect()
}

/// What was done to many records, with the way to take it back.
pub(super) fn notice(visitor: &Visitor, kind: &Kind, asked: &Asked) -> Option<Notice> {
    visitor.signed_in.as_ref()?;
    let number = |name: &str| asked.address.get(name).and_then(|text| text.parse::<i64>().ok());
    match asked.address.get("done")? {
        "bulk" => Some(Notice {
            text: visitor.t("done-bulk"),
            undo: number("seq").map(|seq| Undo {
                action: visitor.href(&format!("/{}/bulk", kind.name)),
                name: "undo",
                value: seq,
            }),
        }),
        "undone" => {
            let kept = number("kept").unwrap_or(0).to_string();
            Some(Notice { text: visitor.t_with("done-undone-many", &[("count", &kept)]), undo: None })
        }
        done @ ("followed" | "unfollowed") => Some(Notice { text: visitor.t(&format!("done-{done}")), undo: None }),
        _ => None,
    }
}
