//! Fields that the operator adds to a register, without a restart.

use crate::{App, AppError, Ctx};
use samverk_domain::access::Action;
use samverk_domain::record::{Fault, OWN_FIELDS_MAX, OwnField};
use samverk_storage::{StoreError, Tx, own_field};

/// All own fields as they are stored.
pub(crate) async fn read_all(tx: &mut Tx) -> Result<Vec<OwnField>, AppError> {
    let rows = own_field::all(tx).await?;
    let read = rows.into_iter().map(|(kind, name, definition)| {
        let json = serde_json::from_str(&definition).ok();
        json.and_then(|json| OwnField::from_json(&kind, &name, &json)).ok_or(StoreError::Unreadable {
            table: "own_field",
            id: format!("{kind}.{name}"),
            what: "definition".to_owned(),
        })
    });
    Ok(read.collect::<Result<_, _>>()?)
}

impl App {
    /// Adds a field to a register, or changes its description. A field that
    /// is in use keeps its type and the entries of its list, and is withdrawn
    /// instead of removed, so that everything filled in stays readable.
    ///
    /// # Errors
    /// Faults by part, or not allowed.
    pub async fn keep_own_field(&self, ctx: &Ctx, field: &OwnField) -> Result<(), AppError> {
        self.require_general(ctx, Action::ManageUsers)?;
        self.catch_up().await?;
        let mut tx = self.store.write().await?;
        let all = read_all(&mut tx).await?;
        let before = all.iter().find(|other| other.kind == field.kind && other.name == field.name);
        let mut faults = field.faults(self.registry());
        faults.extend(before.map(|before| field.change_faults(before)).unwrap_or_default());
        let count = all.iter().filter(|other| other.kind == field.kind).count();
        if before.is_none() && count >= OWN_FIELDS_MAX {
            faults.push(Fault::error("name", "too_many", OWN_FIELDS_MAX.to_string()));
        }
        if !faults.is_empty() {
            return Err(AppError::Invalid(faults));
        }
        if before == Some(field) {
            return Ok(());
        }
        let definition = field.to_json();
        own_field::keep(&mut tx, &field.kind, &field.name, &definition.to_string(), &self.ports.now_text(), &ctx.name)
            .await?;
        let said = serde_json::json!({ "kind": field.kind, "name": field.name, "definition": definition });
        self.note_setting(&mut tx, ctx, "@own-field", said).await?;
        tx.commit().await?;
        self.catch_up().await
    }
}
