//! The parts of a file, read one after the other and held against its form.

use super::container::{DIGEST, is_whole};
use super::{FORMAT, FORMAT_VERSION};
use crate::AppError;
use crate::access::sha256_hex;
use samverk_storage::SCHEMA;
use samverk_storage::archive::{TABLES, Table};
use serde_json::Value as Json;
use std::io::{BufReader, Read, Seek};

/// Longest member of a file; a piece of rows is far below.
const MEMBER_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// A part of a file.
pub(super) enum Part {
    /// What the file says of itself; the first part.
    Manifest(Json),
    /// Rows of a table.
    Rows(&'static Table, Vec<Json>),
    /// An attached file with its hash, which is the content's.
    File(String, Vec<u8>),
}

/// What a file says of itself, found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Hash of the last entry.
    pub head: String,
    /// Rows of all tables.
    pub rows: usize,
    /// Attached files.
    pub files: usize,
}

/// Reads a whole file without storing anything: every byte against the
/// digest, every part against the form.
///
/// # Errors
/// The file is broken, cut off, or from a newer program.
pub fn check(mut from: impl Read + Seek) -> Result<Checked, AppError> {
    if !is_whole(&mut from).map_err(unreadable)? {
        return Err(broken());
    }
    look_through(BufReader::new(from))
}

/// The same without the digest, which no made-up file would have.
///
/// # Errors
/// As [`check`].
pub fn look_through(from: impl Read) -> Result<Checked, AppError> {
    let mut tar = tar::Archive::new(from);
    let mut manifest = Json::Null;
    let (mut rows, mut files) = (0, 0);
    for member in tar.entries().map_err(unreadable)? {
        match part(&mut member.map_err(unreadable)?, !manifest.is_null())? {
            None => {}
            Some(Part::Manifest(said)) => manifest = said,
            Some(Part::Rows(_, more)) => rows += more.len(),
            Some(Part::File(..)) => files += 1,
        }
    }
    let head = manifest.pointer("/head/hash").and_then(Json::as_str).ok_or_else(broken)?;
    Ok(Checked { head: head.to_owned(), rows, files })
}

/// Reads one member. The manifest comes before everything else.
pub(super) fn part<R: Read>(member: &mut tar::Entry<'_, R>, begun: bool) -> Result<Option<Part>, AppError> {
    let name = member.path().map_err(unreadable)?.to_string_lossy().into_owned();
    if member.size() > MEMBER_BYTES_MAX {
        return Err(broken());
    }
    let mut content = Vec::new();
    member.read_to_end(&mut content).map_err(unreadable)?;
    if name == "manifest.json" {
        let manifest = serde_json::from_slice(&content).map_err(|_| broken())?;
        check_manifest(&manifest)?;
        return Ok(Some(Part::Manifest(manifest)));
    }
    if !begun {
        return Err(broken());
    }
    if let Some(hash) = name.strip_prefix("files/") {
        if sha256_hex(&content) != hash {
            return Err(broken());
        }
        return Ok(Some(Part::File(hash.to_owned(), content)));
    }
    if name == DIGEST {
        return Ok(None);
    }
    let table = table(&name).ok_or_else(broken)?;
    let lines = content.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let rows: Option<Vec<Json>> = lines.map(|line| serde_json::from_slice(line).ok()).collect();
    Ok(Some(Part::Rows(table, rows.ok_or_else(broken)?)))
}

/// What the system says of a file that cannot be read.
pub(super) fn unreadable(error: std::io::Error) -> AppError {
    AppError::Store(error.into())
}

fn broken() -> AppError {
    AppError::Rule("archive_broken")
}

fn check_manifest(manifest: &Json) -> Result<(), AppError> {
    let number = |name: &str| manifest.get(name).and_then(Json::as_i64);
    if manifest.get("format").and_then(Json::as_str) != Some(FORMAT) {
        return Err(broken());
    }
    if number("version") > Some(FORMAT_VERSION) || number("schema") > Some(SCHEMA) {
        return Err(AppError::Rule("archive_newer"));
    }
    Ok(())
}

/// The table of a member `data/TABLE-000001.jsonl`.
fn table(member: &str) -> Option<&'static Table> {
    let (name, _) = member.strip_prefix("data/")?.strip_suffix(".jsonl")?.rsplit_once('-')?;
    TABLES.iter().find(|table| table.name == name)
}
