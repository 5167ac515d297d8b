//! Writing the installation into a file, while others go on working.

use super::container::Packer;
use super::{FORMAT, FORMAT_VERSION};
use crate::access::sha256_hex;
use crate::{App, AppError};
use samverk_storage::archive::{Place, TABLES};
use samverk_storage::audit::head_in;
use samverk_storage::{SCHEMA, file};
use serde_json::{Map, Value as Json, json};
use std::io::Write;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Hash of the last entry that it holds.
    pub head: String,
    /// Entries of the history.
    pub entries: i64,
    /// Rows of all tables.
    pub rows: i64,
    /// Files.
    pub files: usize,
}

impl App {
    /// Writes everything that one moment holds: a backup with all, or an
    /// archive without secrets. Other processes go on writing meanwhile.
    ///
    /// # Errors
    /// The database or the disk failed, or a file was removed meanwhile.
    pub async fn write_archive(&self, out: impl Write + Send, backup: bool) -> Result<Written, AppError> {
        let broken = |error: std::io::Error| AppError::Store(error.into());
        let mut tx = self.store.read().await?;
        let head = head_in(&mut tx).await?;
        let held = || TABLES.iter().filter(|table| backup || !table.backup_only);
        let mut counts = Map::new();
        let mut rows = 0;
        for table in held() {
            let count = table.count(&mut tx).await?;
            // The row of the schema's version is not part of the archive.
            let count = if table.name == "installation" { count - 1 } else { count };
            rows += count;
            counts.insert(table.name.to_owned(), json!(count));
        }
        let files = file::all(&mut tx).await?;
        let manifest = json!({
            "format": FORMAT, "version": FORMAT_VERSION, "schema": SCHEMA,
            "holds": if backup { "backup" } else { "archive" },
            "head": { "entries": head.seq, "hash": head.hash, "at": head.at },
            "tables": counts, "files": files.len(),
        });
        let mut packer = Packer::new(out);
        packer.add("manifest.json", format!("{manifest}\n").as_bytes()).map_err(broken)?;
        for table in held() {
            let (mut place, mut piece) = (Place::default(), 0);
            loop {
                let mut rows = table.next(&mut tx, &mut place).await?;
                if rows.is_empty() {
                    break;
                }
                if !backup {
                    rows.iter_mut().for_each(|row| open(table.name, row));
                }
                let lines: String = rows.iter().map(|row| format!("{row}\n")).collect();
                piece += 1;
                packer.add(&format!("data/{}-{piece:06}.jsonl", table.name), lines.as_bytes()).map_err(broken)?;
            }
        }
        for (hash, _) in &files {
            let content =
                file::read_in(&self.store, &mut tx, hash).await?.ok_or(AppError::Rule("archive_file_gone"))?;
            if sha256_hex(&content) != *hash {
                return Err(AppError::Rule("archive_file_broken"));
            }
            packer.add(&format!("files/{hash}"), &content).map_err(broken)?;
        }
        packer.finish().map_err(broken)?;
        Ok(Written { head: head.hash, entries: head.seq, rows, files: files.len() })
    }
}

/// Takes secrets out of a row.
fn open(table: &str, row: &mut Json) {
    if let (true, Some(object)) = (table == "user_account", row.as_object_mut()) {
        object.insert("password_hash".to_owned(), Json::Null);
    }
}
