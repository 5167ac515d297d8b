//! Taking a file's installation in, all of it or nothing.

use super::container::is_whole;
use super::parts::{Part, part, unreadable};
use crate::{App, AppError, Ctx};
use samverk_domain::{Lang, RecordId};
use samverk_storage::archive::{Later, empty, is_used};
use samverk_storage::audit::head_in;
use samverk_storage::{file, record};
use serde_json::Value as Json;
use std::io::{BufReader, Read, Seek};

/// What was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Hash of the last entry, as the file says and the database has it.
    pub head: String,
    /// The head as it is now: another where persons were erased again.
    pub now: String,
    /// Entries of the history.
    pub entries: i64,
    /// Persons erased again, because they were erased after the file was written.
    pub erased: usize,
}

impl App {
    /// Takes an installation in from a backup or an archive. The target must
    /// be empty, unless it is to be replaced. The history is verified before
    /// anything counts; persons who were erased since are erased again.
    ///
    /// # Errors
    /// The file is broken, cut off, or from a newer program; the target is in
    /// use; or the history in it is not whole. Then nothing has changed.
    pub async fn read_archive(&self, mut from: impl Read + Seek + Send, replace: bool) -> Result<Restored, AppError> {
        if !is_whole(&mut from).map_err(unreadable)? {
            return Err(AppError::Rule("archive_broken"));
        }
        let mut tx = self.store.write().await?;
        if is_used(&mut tx).await? {
            if !replace {
                return Err(AppError::Rule("archive_target_used"));
            }
            empty(&mut tx).await?;
        }
        let mut later = Later::default();
        let mut manifest = Json::Null;
        let mut tar = tar::Archive::new(BufReader::new(from));
        for member in tar.entries().map_err(unreadable)? {
            match part(&mut member.map_err(unreadable)?, !manifest.is_null())? {
                None => {}
                Some(Part::Manifest(said)) => manifest = said,
                Some(Part::Rows(table, rows)) => table.store(&mut tx, rows, &mut later).await?,
                Some(Part::File(hash, content)) => file::put(&self.store, &mut tx, &hash, &content).await?,
            }
        }
        later.settle(&mut tx).await?;
        let registry = self.registry_in(&mut tx).await?;
        record::relink(&mut tx, &registry).await?;
        samverk_storage::ledger::rebuild_balances(&mut tx).await?;
        let head = head_in(&mut tx).await?;
        let said = manifest.pointer("/head/hash").and_then(Json::as_str);
        let report = self.verify_in(&mut tx).await?;
        if said != Some(&head.hash) || !report.is_whole() {
            tracing::error!(findings = ?report.findings.first(), "the history in the file is not whole");
            return Err(AppError::Rule("archive_not_whole"));
        }
        tx.commit().await?;
        file::sweep(&self.store).await?;
        let erased = self.erase_again().await?;
        let now = if erased == 0 { head.hash.clone() } else { samverk_storage::audit::head(&self.store).await?.hash };
        Ok(Restored { head: head.hash, now, entries: head.seq, erased })
    }

    /// Erases the persons whose erasure is noted outside the database and
    /// whom it holds again.
    async fn erase_again(&self) -> Result<usize, AppError> {
        self.catch_up().await?;
        let mut ctx = Ctx::console("console", Lang::En);
        ctx.via = "restore";
        let mut erased = 0;
        for id in file::erasures(&self.store)?.iter().filter_map(|id| RecordId::parse(id)) {
            if self.holds_person(id).await? {
                self.erase(&ctx, id, None).await?;
                erased += 1;
            }
        }
        Ok(erased)
    }
}
