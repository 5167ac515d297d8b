//! Merging two records of a kind into one.

use super::commit::{Draft, Why};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::{Action, Grant, Scope};
use samverk_domain::audit::Operation;
use samverk_domain::record::{Record, Value};
use samverk_storage::record::load;
use samverk_storage::{Tx, access};

impl App {
    /// Merges `from` into `into`: empty fields are filled, repeated ones
    /// joined, links that led to `from` lead to `into`, and the old address
    /// redirects. Both histories are kept.
    ///
    /// # Errors
    /// Not allowed, there is no record of the same kind with the key `into`,
    /// or it is the same record.
    pub async fn merge(
        &self,
        ctx: &Ctx,
        from: RecordId,
        into: &str,
        reason: Option<String>,
    ) -> Result<Record, AppError> {
        self.catch_up().await?;
        self.require(ctx, Action::Delete, from)?;
        let kind = self.look(|catalogue| catalogue.kind_of(from)).ok_or(AppError::NotFound)?;
        let into = self.resolve(kind, into).map_err(|_| AppError::Rule("merge_unlike"))?;
        self.require(ctx, Action::Change, into).map_err(|error| match error {
            // The same answer as for a key that does not exist.
            AppError::NotFound => AppError::Rule("merge_unlike"),
            other => other,
        })?;
        let mut tx = self.store.write().await?;
        let gone = load(&mut tx, self.registry(), from).await?.ok_or(AppError::NotFound)?;
        let kept = load(&mut tx, self.registry(), into).await?.ok_or(AppError::NotFound)?;
        if from == into
            || gone.record.kind != kept.record.kind
            || kept.record.deleted
            || gone.record.merged_into.is_some()
        {
            return Err(AppError::Rule("merge_unlike"));
        }
        let kind = self.registry().get(&kept.record.kind).ok_or(AppError::NotFound)?;
        let mut whole = kept.record.clone();
        for field in &kind.fields {
            let (own, other) = (kept.record.values(field.name), gone.record.values(field.name));
            if own.is_empty() {
                whole.set(field.name, other.to_vec());
            } else if field.repeated {
                let more = other.iter().filter(|value| !own.contains(value));
                whole.set(field.name, own.iter().chain(more).cloned().collect());
            }
        }
        let scope = self.scope(&samverk_domain::access::Actor::Console);
        let leading = self.look(|catalogue| catalogue.incoming(from, &scope));
        let mut drafts = Vec::new();
        let mut sources: Vec<RecordId> =
            leading.into_iter().map(|(source, ..)| source).filter(|id| *id != into && *id != from).collect();
        let owned = self.look(|catalogue| catalogue.owned_by(from));
        sources.extend(owned.into_iter().filter(|id| *id != into && *id != from));
        sources.sort_unstable();
        sources.dedup();
        for source in sources {
            let Some(before) = load(&mut tx, self.registry(), source).await? else { continue };
            let mut after = before.record.clone();
            redirect(&mut after, from, into);
            after.owner = after.owner.map(|owner| if owner == from { into } else { owner });
            drafts.push(Draft::of(before, after, Operation::Merge));
        }
        redirect(&mut whole, from, into);
        let mut old = gone.record.clone();
        old.deleted = true;
        old.merged_into = Some(into);
        drafts.push(Draft::of(gone, old, Operation::Merge));
        drafts.push(Draft::of(kept, whole, Operation::Merge));
        self.move_roles(&mut tx, ctx, from, into).await?;
        let done = self.commit(tx, ctx, drafts, Why { reason, on_behalf_of: None, ..Why::default() }).await?;
        done.into_iter().next_back().ok_or(AppError::NotFound)
    }
}

impl App {
    /// Whoever has a role in what goes has it in what stays.
    async fn move_roles(&self, tx: &mut Tx, ctx: &Ctx, from: RecordId, into: RecordId) -> Result<(), AppError> {
        let moved = |scope: Scope| match scope {
            Scope::Organisation(id) if id == from => Some(Scope::Organisation(into)),
            Scope::Cooperation(id) if id == from => Some(Scope::Cooperation(into)),
            Scope::Body(id) if id == from => Some(Scope::Body(into)),
            Scope::Record(id) if id == from => Some(Scope::Record(into)),
            _ => None,
        };
        for (user, grants) in access::users(tx).await? {
            for (old, scope) in grants.into_iter().filter_map(|grant| Some((grant, moved(grant.scope)?))) {
                let new = Grant { scope, ..old };
                access::remove_grant(tx, user.id, old).await?;
                access::add_grant(tx, user.id, new, &self.ports.now_text(), &ctx.name).await?;
                for (grant, given) in [(old, false), (new, true)] {
                    self.note_grant(tx, ctx, user.id, grant, given).await?;
                }
            }
        }
        Ok(())
    }
}

/// Lets links to one record lead to another, each only once.
fn redirect(record: &mut Record, from: RecordId, into: RecordId) {
    let own = record.id;
    record.content.edit(|_, values| {
        for value in values.iter_mut() {
            if let Value::Link(link) = value
                && link.to == from
            {
                link.to = into;
            }
        }
        let mut seen: Vec<Value> = Vec::with_capacity(values.len());
        values.retain(|value| {
            let again = seen.contains(value) || matches!(value, Value::Link(link) if link.to == own);
            seen.push(value.clone());
            !again
        });
    });
}
