//! Forward-only numbered migrations, one text for both databases.

use crate::{Store, StoreError, Tx};

/// The migrations, oldest first; their count is the schema's version.
const MIGRATIONS: [&str; 4] = [
    include_str!("../migrations/0001_ground.sql"),
    include_str!("../migrations/0002_trust.sql"),
    include_str!("../migrations/0003_ledger.sql"),
    include_str!("../migrations/0004_balance.sql"),
];

/// Version of the schema that this program works with.
#[expect(clippy::cast_possible_wrap, reason = "the count of migrations is small")]
pub const SCHEMA: i64 = MIGRATIONS.len() as i64;

impl Store {
    /// Brings the schema up to date, all migrations in one transaction together
    /// with the note that it was done. Does nothing when it is.
    ///
    /// # Errors
    /// The database was made by a newer program, or a migration failed; then
    /// the schema is as it was.
    pub async fn migrate(&self) -> Result<i64, StoreError> {
        let mut tx = self.write().await?;
        let first = self.schema_version(&mut tx).await?;
        if first > SCHEMA {
            return Err(StoreError::Newer { found: first, known: SCHEMA });
        }
        let mut version = first;
        for script in MIGRATIONS.iter().skip(usize::try_from(first).unwrap_or(0)) {
            tx.script(script).await?;
            version += 1;
        }
        if version > first {
            let sql = "insert into installation (name, value) values ('schema', $1) on conflict (name) do update set value = excluded.value";
            tx.execute(sql, vec![version.to_string().into()]).await?;
            tx.commit().await?;
        }
        Ok(version - first)
    }

    async fn schema_version(&self, tx: &mut Tx) -> Result<i64, StoreError> {
        let exists = if self.is_embedded() {
            "select cast(count(*) as bigint) from sqlite_master where type = 'table' and name = 'installation'"
        } else {
            "select count(*) from pg_tables where schemaname = current_schema() and tablename = 'installation'"
        };
        let Some(row) = tx.row(exists, Vec::new()).await? else { return Ok(0) };
        if row.int(0)? == 0 {
            return Ok(0);
        }
        let found = tx.row("select value from installation where name = 'schema'", Vec::new()).await?;
        let text = found.map(|row| row.text(0)).transpose()?.unwrap_or_default();
        text.parse().map_err(|_| StoreError::unreadable("installation", "schema", text))
    }
}
