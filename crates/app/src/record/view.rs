//! A record as a page shows it.

use super::Permissions;
use crate::{App, AppError, Ctx};
use samverk_catalogue::Scope;
use samverk_domain::RecordId;
use samverk_domain::access::Action;
use samverk_domain::record::{Field, Record, Value};
use samverk_storage::record::Stored;
use std::sync::Arc;

/// Records of a register of its own that are loaded for a page.
const LISTED_MAX: usize = 20;
/// Records that belong to the page's record, as its seats or members.
const BELONGING_MAX: usize = 500;

/// Records of one kind that lead here by one field.
pub struct Related {
    /// Their kind.
    pub kind: &'static str,
    /// The field that leads here.
    pub field: &'static str,
    /// How many there are.
    pub total: usize,
    /// The first of them by title.
    pub records: Vec<Stored>,
}

/// A record with everything that leads to it.
pub struct View {
    /// The record, without what the asker may not see.
    pub stored: Stored,
    /// What leads to it.
    pub related: Vec<Related>,
    /// What the asker may do.
    pub may: Permissions,
    /// What the asker may see.
    pub scope: Arc<Scope>,
}

impl App {
    /// The id behind a key or an id in an address.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn resolve(&self, kind: &str, key_or_id: &str) -> Result<RecordId, AppError> {
        self.look(|catalogue| catalogue.find(kind, key_or_id)).ok_or(AppError::NotFound)
    }

    /// A record for a page.
    ///
    /// # Errors
    /// Not found, which is also the answer for what must not be seen.
    pub async fn view(&self, ctx: &Ctx, id: RecordId) -> Result<View, AppError> {
        self.catch_up().await?;
        let stored = self.record(ctx, id).await?;
        let scope = self.scope(&ctx.actor);
        let mut groups: Vec<(&'static str, &'static str, Vec<RecordId>)> = Vec::new();
        for (source, kind, field) in self.look(|catalogue| catalogue.incoming(id, &scope)) {
            match groups.iter_mut().find(|(k, f, _)| *k == kind && *f == field) {
                Some((.., ids)) => ids.push(source),
                None => groups.push((kind, field, vec![source])),
            }
        }
        let place = |name: &str| self.registry().position(name);
        groups.sort_by_key(|(kind, field, _)| (place(kind), *field));
        let mut related = Vec::with_capacity(groups.len());
        for (kind, field, mut ids) in groups {
            ids.sort_unstable();
            ids.dedup();
            let total = ids.len();
            // Registers of their own are a list away; what only belongs to
            // this record is shown, counted and summed on its page.
            let own = self.registry().get(kind).is_some_and(|kind| !kind.in_menu || kind.name == "body");
            let most = if own { BELONGING_MAX } else { LISTED_MAX };
            let ids = self.look(|catalogue| catalogue.sorted(kind, &ids, ctx.lang, most));
            let records = self.seen(&ids, &scope).await?;
            related.push(Related { kind, field, total, records });
        }
        Ok(View { may: self.permissions(ctx, id), stored, related, scope })
    }

    /// Records of a kind that lead to a record by a field, by title.
    ///
    /// # Errors
    /// The database failed.
    pub async fn related(&self, ctx: &Ctx, id: RecordId, kind: &str, field: &str) -> Result<Vec<Stored>, AppError> {
        let scope = self.scope(&ctx.actor);
        let leading = self.look(|catalogue| catalogue.incoming(id, &scope));
        let ids: Vec<RecordId> =
            leading.into_iter().filter(|(_, k, f)| *k == kind && *f == field).map(|(id, ..)| id).collect();
        let ids = self.look(|catalogue| catalogue.sorted(kind, &ids, ctx.lang, BELONGING_MAX));
        self.seen(&ids, &scope).await
    }

    /// A single record, without what the asker may not see.
    ///
    /// # Errors
    /// Not found, which is also the answer for what must not be seen.
    pub async fn record(&self, ctx: &Ctx, id: RecordId) -> Result<Stored, AppError> {
        self.require(ctx, Action::See, id)?;
        let recent = self.recent(&[id]).await?;
        let mut stored = recent.first().map(|stored| Stored::clone(stored)).ok_or(AppError::NotFound)?;
        if stored.record.deleted && self.require(ctx, Action::SeeInternal, id).is_ok() {
            return Ok(stored);
        }
        let scope = self.scope(&ctx.actor);
        self.conceal(&mut stored.record, &scope);
        Ok(stored)
    }

    /// Takes out what the asker may not see: internal and personal fields,
    /// and links to records that must not be known of.
    pub(super) fn conceal(&self, record: &mut Record, scope: &Scope) {
        let Some(kind) = self.registry().get(&record.kind) else { return };
        self.look(|catalogue| {
            let internal = catalogue.sees_internal(record.id, scope);
            record.content.retain(|name, value| {
                let open = internal || kind.get(name).is_some_and(Field::is_public);
                match value {
                    Value::Link(link) => open && catalogue.sees(link.to, scope),
                    _ => open,
                }
            });
            record.owner = record.owner.filter(|owner| catalogue.sees(*owner, scope));
        });
    }
}
