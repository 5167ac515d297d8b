//! Records that were read lately, ready to be read again. An entry counts
//! only while the catalogue says that nothing changed the record since, so
//! it can be forgotten at any time and is never the truth.

use crate::{App, AppError};
use samverk_domain::RecordId;
use samverk_storage::record::{Stored, load_many_alone};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Records kept; one is a few kilobytes.
const RECORDS_MAX: usize = 2_000;

/// Records by id, as they were read.
#[derive(Default)]
pub(crate) struct RecentRecords(Mutex<HashMap<RecordId, Arc<Stored>>>);

impl RecentRecords {
    fn with<T>(&self, act: impl FnOnce(&mut HashMap<RecordId, Arc<Stored>>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Forgets everything, when the kinds have changed.
    pub(crate) fn forget_all(&self) {
        self.with(HashMap::clear);
    }

    /// Forgets records, so that nothing of an earlier version stays in memory.
    pub(super) fn forget(&self, ids: impl Iterator<Item = RecordId>) {
        self.with(|known| ids.for_each(|id| drop(known.remove(&id))));
    }
}

impl App {
    /// Records in the order asked for, from memory where they are as they
    /// were, else from the database; those that do not exist are left out.
    pub(super) async fn recent(&self, ids: &[RecordId]) -> Result<Vec<Arc<Stored>>, AppError> {
        let current: Vec<Option<i64>> =
            self.look(|catalogue| ids.iter().map(|id| catalogue.changed_seq(*id)).collect());
        let mut found: HashMap<RecordId, Arc<Stored>> = self.recent.with(|known| {
            let pairs = ids.iter().zip(&current).filter_map(|(id, seq)| Some((*id, (*seq)?, known.get(id)?)));
            pairs
                .filter(|(_, seq, stored)| stored.changed_seq == *seq)
                .map(|(id, _, stored)| (id, Arc::clone(stored)))
                .collect()
        });
        let missing: Vec<RecordId> = ids.iter().filter(|id| !found.contains_key(id)).copied().collect();
        if !missing.is_empty() {
            let read = load_many_alone(&self.store, self.registry(), &missing).await?;
            let read: Vec<Arc<Stored>> = read.into_iter().map(Arc::new).collect();
            self.recent.with(|known| {
                if known.len() + read.len() > RECORDS_MAX {
                    known.clear();
                }
                known.extend(read.iter().take(RECORDS_MAX).map(|stored| (stored.record.id, Arc::clone(stored))));
            });
            found.extend(read.into_iter().map(|stored| (stored.record.id, stored)));
        }
        Ok(ids.iter().filter_map(|id| found.get(id).cloned()).collect())
    }
}
