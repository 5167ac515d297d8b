//! `merge`, `erase`, `undo`: what is done to whole records and entries.

use super::exchange::known;
use super::{Done, Session, say};
use serde_json::json;

pub(super) async fn merge(session: &Session, kind: &str, from: &str, into: &str, reason: Option<String>) -> Done {
    known(session, kind)?;
    session.app.catch_up().await.map_err(session.refuse())?;
    let id = session.app.resolve(kind, from).map_err(session.refuse())?;
    let kept = session.app.merge(&session.ctx, id, into, reason).await.map_err(session.refuse())?;
    if session.json {
        return say(&json!({ "id": kept.id.to_string(), "key": kept.key, "version": kept.version }).to_string());
    }
    say(&format!("{from} is now {}", kept.key))
}

pub(super) async fn erase(session: &Session, kind: &str, id: &str, reason: Option<String>) -> Done {
    known(session, kind)?;
    session.app.catch_up().await.map_err(session.refuse())?;
    let id = session.app.resolve(kind, id).map_err(session.refuse())?;
    let left = session.app.erase(&session.ctx, id, reason).await.map_err(session.refuse())?;
    if session.json {
        return say(&json!({ "id": left.id.to_string(), "key": left.key, "version": left.version }).to_string());
    }
    say(&format!("{} is erased, in its history too", left.key))
}

pub(super) async fn undo(session: &Session, entry: i64, reason: Option<String>) -> Done {
    let undone = session.app.undo_entry(&session.ctx, entry, reason).await.map_err(session.refuse())?;
    let kept: Vec<String> = undone.kept.iter().map(ToString::to_string).collect();
    if session.json {
        return say(&json!({ "records": undone.records, "kept": kept }).to_string());
    }
    let stay = if kept.is_empty() { String::new() } else { format!("; changed since, so left: {}", kept.join(", ")) };
    say(&format!("{} records are as they were{stay}", undone.records))
}
