//! Changes of settings in the chain: who got which role, which token was
//! made, which field was added. They belong to no record.

use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::audit::{Change, Entry, Operation};
use samverk_storage::Tx;
use samverk_storage::audit::{append, append_changes, head_in};
use serde_json::{Value as Json, json};

impl App {
    /// Joins what was done to a setting to the chain. `what` begins with `@`;
    /// `said` holds ids, never names or addresses of persons.
    pub(crate) async fn note_setting(&self, tx: &mut Tx, ctx: &Ctx, what: &str, said: Json) -> Result<(), AppError> {
        let head = head_in(tx).await?;
        let changes = [Change {
            ordinal: 0,
            record: RecordId(self.ports.new_id()),
            kind: what.to_owned(),
            version: 1,
            operation: Operation::Change,
            delta: json!({ "setting": [null, said] }).to_string(),
        }];
        let mut entry = Entry {
            seq: head.seq + 1,
            at: self.ports.now_text().max(head.at),
            actor: ctx.name.clone(),
            on_behalf_of: None,
            via: ctx.via.to_owned(),
            reason: None,
            previous: head.hash,
            hash: String::new(),
        };
        entry.hash = entry.compute(&changes);
        append(tx, &entry).await?;
        append_changes(tx, entry.seq, &changes).await?;
        Ok(())
    }
}
