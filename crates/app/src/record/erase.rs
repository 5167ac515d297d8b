//! Erasing a person: values and salts go everywhere, the chain stays whole.

use super::commit::{Draft, Why};
use crate::{App, AppError, Ctx};
use samverk_domain::access::Action;
use samverk_domain::audit::Operation;
use samverk_domain::record::{Audience, Kind, Record, Value};
use samverk_domain::{Lang, RecordId};
use samverk_storage::record::{load, load_alone};
use samverk_storage::{file, import, mail, proposal, together};

/// Field that holds the last day on which a person may be kept.
const ERASE_AFTER: &str = "erase_after";
/// Shorter texts are taken out of waiting mail by nobody: they are part of other words.
const TEXT_CHARS_MIN: usize = 3;

impl App {
    /// Removes every personal value of a record, of all its versions, its
    /// files and what was suggested for it. The record stays, deleted, so
    /// that what refers to it still stands.
    ///
    /// # Errors
    /// Not allowed, the kind holds nothing personal, or the database failed.
    pub async fn erase(&self, ctx: &Ctx, id: RecordId, reason: Option<String>) -> Result<Record, AppError> {
        self.catch_up().await?;
        self.require(ctx, Action::Delete, id)?;
        let mut tx = self.store.write().await?;
        let current = load(&mut tx, self.registry(), id).await?.ok_or(AppError::NotFound)?;
        let kind = self.registry().get(&current.record.kind).ok_or(AppError::NotFound)?;
        if !kind.is_personal() {
            return Err(AppError::Rule("nothing_personal"));
        }
        let mut wanted = current.record.clone();
        let mut files = Vec::new();
        for field in &kind.fields {
            if field.audience == Audience::Personal {
                for text in wanted.values(field.name).iter().filter_map(Value::as_text) {
                    if text.chars().count() >= TEXT_CHARS_MIN {
                        mail::erase(&mut tx, text).await?;
                    }
                }
                files.extend(wanted.values(field.name).iter().filter_map(|value| match value {
                    Value::File(file) => Some(file.hash.clone()),
                    _ => None,
                }));
                wanted.set(field.name, Vec::new());
            }
        }
        wanted.deleted = true;
        let mut gone = Vec::new();
        for hash in files {
            if file::forget(&mut tx, &hash, &id.to_string()).await? {
                gone.push(hash);
            }
        }
        proposal::erase(&mut tx, id).await?;
        together::erase(&mut tx, &id.to_string()).await?;
        import::erase(&mut tx, kind.name).await?;
        let draft = Draft::of(current, wanted, Operation::Erase);
        let done = self.commit(tx, ctx, vec![draft], Why { reason, on_behalf_of: None, ..Why::default() }).await?;
        // Only now: a note without the erasure would erase too much later.
        file::note_erasure(&self.store, &id.to_string(), &self.ports.now_text())?;
        for hash in gone {
            file::remove(&self.store, &hash)?;
        }
        done.into_iter().next().ok_or(AppError::NotFound)
    }

    /// Erases every person whose date of erasure has passed, as the register
    /// of contact persons promises. Tells how many there were.
    ///
    /// # Errors
    /// The database failed; those before are erased.
    pub async fn erase_due(&self) -> Result<usize, AppError> {
        self.catch_up().await?;
        let mut ctx = Ctx::console("console", Lang::En);
        ctx.via = "system";
        let today = self.ports.today();
        let mut erased = 0;
        for kind in self.registry().kinds().iter().filter(|kind| kind.is_personal() && kind.get(ERASE_AFTER).is_some())
        {
            for id in self.look(|catalogue| catalogue.all_with_deleted(kind.name)) {
                let Some(stored) = load_alone(&self.store, self.registry(), id).await? else { continue };
                let due = matches!(stored.record.first(ERASE_AFTER), Some(Value::Date(last)) if *last < today);
                if due && holds(kind, &stored.record) {
                    // One that cannot be erased must not keep the others.
                    match self.erase(&ctx, id, None).await {
                        Ok(_) => erased += 1,
                        Err(error) => {
                            tracing::error!(%id, %error, "a person whose date has passed could not be erased")
                        }
                    }
                }
            }
        }
        Ok(erased)
    }

    /// Whether a record holds anything about a person.
    pub(crate) async fn holds_person(&self, id: RecordId) -> Result<bool, AppError> {
        let Some(stored) = load_alone(&self.store, self.registry(), id).await? else { return Ok(false) };
        Ok(self.registry().get(&stored.record.kind).is_some_and(|kind| holds(kind, &stored.record)))
    }
}

fn holds(kind: &Kind, record: &Record) -> bool {
    kind.fields.iter().any(|field| field.audience == Audience::Personal && !record.values(field.name).is_empty())
}
