//! The checklist of establishing, made at once (C13).

use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::{Action, Actor};
use samverk_domain::map::process::ESTABLISHING_TASK;
use samverk_exchange::{Cells, Table};
use std::collections::BTreeSet;

/// The register of the tasks.
const KIND: &str = "establishing-task";

impl App {
    /// Makes those of the eleven tasks that an initiative does not have, as
    /// one entry of the history, for the initiative's owner and to be seen by
    /// the same people. Gives how many were made.
    ///
    /// # Errors
    /// Not found, not allowed, or somebody made one of them meanwhile.
    pub async fn make_checklist(&self, ctx: &Ctx, id: RecordId) -> Result<usize, AppError> {
        self.catch_up().await?;
        let initiative = self.record(ctx, id).await?.record;
        if initiative.kind != "initiative" {
            return Err(AppError::NotFound);
        }
        self.require(ctx, Action::Change, id)?;
        // Those that this asker does not see count too: none is made twice.
        let scope = self.scope(&Actor::Console);
        let leading = self.look(|catalogue| catalogue.incoming(id, &scope));
        let ids: Vec<RecordId> = leading.into_iter().filter(|(_, kind, _)| *kind == KIND).map(|(id, ..)| id).collect();
        let known = self.load_piece(&ids, &scope).await?;
        let known: BTreeSet<&str> = known.iter().filter_map(|stored| stored.record.text("task")).collect();
        let owner = initiative.owner.and_then(|owner| self.look(|catalogue| catalogue.key(owner).map(str::to_owned)));
        let missing = ESTABLISHING_TASK.entries.iter().filter(|task| !known.contains(task.code));
        let rows: Vec<(usize, Cells)> = (1..)
            .zip(missing)
            .map(|(number, task)| {
                let mut cells = Cells::default();
                cells.push(&format!("{}-{}", initiative.key, task.code.replace('_', "-")));
                cells.push(owner.as_deref().unwrap_or_default());
                cells.push(initiative.visibility.code());
                cells.push(&initiative.key);
                cells.push(task.code);
                (number, cells)
            })
            .collect();
        if rows.is_empty() {
            return Ok(0);
        }
        let header = ["key", "owner", "visibility", "initiative", "task"].map(str::to_owned).to_vec();
        let report = self.import(ctx, KIND, Table { header, rows }, false).await?;
        Ok(report.created)
    }
}
