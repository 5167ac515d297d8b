//! Fields that the installation added.

use crate::{StoreError, Tx};

const ALL: &str = "select kind, name, definition from own_field order by kind, changed_at, name";
const KEEP: &str = "insert into own_field (kind, name, definition, changed_at, changed_by) values ($1, $2, $3, $4, $5) on conflict (kind, name) do update set definition = excluded.definition, changed_by = excluded.changed_by";
const GROW: &str = "insert into installation (name, value) values ('own_fields', '1') on conflict (name) do update set value = cast(cast(installation.value as bigint) + 1 as text)";

pub(crate) const STATEMENTS: &[&str] = &[ALL, KEEP, GROW];

/// Kind, name and definition of every own field, in the order of their making.
///
/// # Errors
/// The database failed.
pub async fn all(tx: &mut Tx) -> Result<Vec<(String, String, String)>, StoreError> {
    tx.rows(ALL, Vec::new()).await?.iter().map(|row| Ok((row.text(0)?, row.text(1)?, row.text(2)?))).collect()
}

/// Keeps a field's definition, and lets every process know that one changed.
///
/// # Errors
/// The database failed.
pub async fn keep(tx: &mut Tx, kind: &str, name: &str, definition: &str, at: &str, by: &str) -> Result<(), StoreError> {
    tx.execute(KEEP, vec![kind.into(), name.into(), definition.into(), at.into(), by.into()]).await?;
    tx.execute(GROW, Vec::new()).await.map(drop)
}
