//! Changes of settings in the chain: who got which role, which token was
//! made, which field was added. They belong to no record.

use super::Joining;
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::audit::{Change, Operation};
use samverk_storage::Tx;
use serde_json::{Value as Json, json};

impl App {
    /// Joins what was done to a setting to the chain. `what` begins with `@`;
    /// `said` holds ids, never names or addresses of persons.
    pub(crate) async fn note_setting(&self, tx: &mut Tx, ctx: &Ctx, what: &str, said: Json) -> Result<(), AppError> {
        let mut joining = Joining::begin(self, tx, ctx).await?;
        let change = Change {
            ordinal: 0,
            record: RecordId(self.ports.new_id()),
            kind: what.to_owned(),
            version: 1,
            operation: Operation::Change,
            delta: json!({ "setting": [null, said] }).to_string(),
        };
        joining.add(tx, change).await?;
        joining.finish(tx).await
    }
}
