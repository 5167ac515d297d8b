//! Files of a record.

use super::commit::{Draft, Why};
use super::input::{Input, fill};
use crate::access::sha256_hex;
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::{Action, Reason};
use samverk_domain::audit::Operation;
use samverk_domain::record::{FieldType, FileRef, Record, Value};
use samverk_storage::file;
use samverk_storage::record::load;
use std::collections::HashMap;

/// Largest file.
pub const FILE_BYTES_MAX: usize = 25 * 1024 * 1024;
/// Most files of one record.
const FILES_MAX: usize = 100;
/// Longest file name.
pub const FILE_NAME_CHARS_MAX: usize = 200;

impl App {
    /// Attaches a file to a record.
    ///
    /// # Errors
    /// Not allowed, empty or too large, or another change came first.
    pub async fn attach_file(
        &self,
        ctx: &Ctx,
        id: RecordId,
        base: i64,
        name: &str,
        content: &[u8],
    ) -> Result<Record, AppError> {
        self.catch_up().await?;
        let allowed = self.require(ctx, Action::Change, id)?;
        self.require(ctx, Action::SeeInternal, id)?;
        if content.is_empty() {
            return Err(AppError::Rule("file_empty"));
        }
        if content.len() > FILE_BYTES_MAX {
            return Err(AppError::Rule("file_too_large"));
        }
        let mut tx = self.store.write().await?;
        let current = load(&mut tx, self.registry(), id).await?.ok_or(AppError::NotFound)?;
        let mut wanted = current.record.clone();
        let mut files = wanted.values("files").to_vec();
        if files.len() >= FILES_MAX {
            return Err(AppError::Rule("too_many_files"));
        }
        let file = file_ref(name, content);
        let hash = file.hash.clone();
        files.retain(|value| !matches!(value, Value::File(known) if known.hash == hash));
        files.push(Value::File(Box::new(file)));
        wanted.set("files", files);
        let (current, wanted) = Self::check_version(current, wanted, base)?;
        file::keep(&self.store, &mut tx, &hash, content, &self.ports.now_text()).await?;
        let on_behalf_of = current.record.owner.filter(|_| allowed == Reason::OnBehalf);
        let draft = Draft::of(current, wanted, Operation::Change);
        let done = self.commit(tx, ctx, vec![draft], Why { reason: None, on_behalf_of, ..Why::default() }).await?;
        done.into_iter().next().ok_or(AppError::NotFound)
    }

    /// Makes a record with one file, or changes the one that has its key and
    /// gives it this file in the place of those that it had: both or neither.
    ///
    /// # Errors
    /// Faults by field, or not allowed.
    pub(crate) async fn keep_with_file(
        &self,
        ctx: &Ctx,
        kind: &str,
        input: &Input,
        name: &str,
        content: &[u8],
    ) -> Result<Record, AppError> {
        self.catch_up().await?;
        let kind = self.registry().get(kind).ok_or(AppError::NotFound)?;
        let file = file_ref(name, content);
        let hash = file.hash.clone();
        let key = input.key.clone().unwrap_or_default();
        let known = self.look(|catalogue| catalogue.find(kind.name, &key));
        let mut tx = self.store.write().await?;
        let current = match known {
            Some(id) => load(&mut tx, self.registry(), id).await?.filter(|stored| !stored.record.deleted),
            None => None,
        };
        let mut faults = Vec::new();
        let (mut record, allowed) = match &current {
            Some(stored) => (stored.record.clone(), self.require(ctx, Action::Change, stored.record.id)?),
            None => {
                let record = Record::new(kind, RecordId(self.ports.new_id()), None);
                let allowed = self.require_create(ctx, kind, record.id, record.owner, None)?;
                (record, allowed)
            }
        };
        fill(self, kind, &mut record, input, &mut faults);
        record.set("files", vec![Value::File(Box::new(file))]);
        let before = current.as_ref().map(|stored| &stored.record);
        faults.extend(self.faults(ctx, kind, &record, before, &HashMap::new()));
        if !faults.is_empty() {
            return Err(AppError::Invalid(faults));
        }
        file::keep(&self.store, &mut tx, &hash, content, &self.ports.now_text()).await?;
        let on_behalf_of = record.owner.filter(|_| allowed == Reason::OnBehalf);
        let draft = match current {
            Some(stored) => Draft::of(stored, record, Operation::Change),
            None => Draft::new(record),
        };
        let done = self.commit(tx, ctx, vec![draft], Why { on_behalf_of, ..Why::default() }).await?;
        done.into_iter().next().ok_or(AppError::NotFound)
    }

    /// The content of a record's file, for what the program itself makes of
    /// it: drawing shows no more than the record, which the asker must see.
    pub(crate) async fn file_for_drawing(&self, ctx: &Ctx, id: RecordId, hash: &str) -> Result<Vec<u8>, AppError> {
        self.require(ctx, Action::See, id).map_err(|_| AppError::NotFound)?;
        file::read(&self.store, hash).await?.ok_or(AppError::NotFound)
    }

    /// A file of a record, for those who see its internal fields.
    ///
    /// # Errors
    /// Not found, which is also the answer for what must not be seen.
    pub async fn read_file(&self, ctx: &Ctx, id: RecordId, hash: &str) -> Result<(FileRef, Vec<u8>), AppError> {
        self.require(ctx, Action::SeeInternal, id).map_err(|_| AppError::NotFound)?;
        let mut tx = self.store.read().await?;
        let stored = load(&mut tx, self.registry(), id).await?.ok_or(AppError::NotFound)?;
        let kind = self.registry().get(&stored.record.kind).ok_or(AppError::NotFound)?;
        let held = kind.fields.iter().filter(|field| field.of == FieldType::File);
        let found = held.flat_map(|field| stored.record.values(field.name)).find_map(|value| match value {
            Value::File(file) if file.hash == hash => Some((**file).clone()),
            _ => None,
        });
        let found = found.ok_or(AppError::NotFound)?;
        let content = file::read(&self.store, hash).await?.ok_or(AppError::NotFound)?;
        Ok((found, content))
    }
}

/// What a record keeps of a file.
pub(super) fn file_ref(name: &str, content: &[u8]) -> FileRef {
    FileRef {
        hash: sha256_hex(content),
        name: plain_name(name),
        media_type: media_type(content).to_owned(),
        size_bytes: content.len() as u64,
    }
}

/// The last part of a path, without control characters.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).take(FILE_NAME_CHARS_MAX).collect();
    if plain.trim().is_empty() { "file".to_owned() } else { plain }
}

/// The media type by the first bytes; what is not known is just bytes.
fn media_type(content: &[u8]) -> &'static str {
    const KNOWN: [(&[u8], &str); 7] = [
        (b"%PDF-", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"PK\x03\x04", "application/zip"),
        (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
        (b"{\\rtf", "application/rtf"),
    ];
    let found = KNOWN.iter().find(|(start, _)| content.starts_with(start)).map(|(_, name)| *name);
    found.unwrap_or(if std::str::from_utf8(content).is_ok() { "text/plain" } else { "application/octet-stream" })
}
