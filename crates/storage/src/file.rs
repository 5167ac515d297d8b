//! Files by the hash of their content: beside the embedded database, or in
//! the database where several servers share it.

use crate::{Param, Store, StoreError, Tx};
use std::path::PathBuf;

const NOTE: &str =
    "insert into file_content (hash, size_bytes, created_at) values ($1, $2, $3) on conflict (hash) do nothing";
const FORGET: &str = "delete from file_content where hash = $1";
const REFERRED: &str = "select cast(count(*) as bigint) from record where body like $1 and id <> $2";
const ALL: &str = "select hash, size_bytes from file_content order by hash";

pub(crate) const STATEMENTS: &[&str] = &[NOTE, FORGET, REFERRED, ALL, KEEP_BYTES, BYTES, FORGET_BYTES];

const KEEP_BYTES: &str = "insert into file_bytes (hash, content) values ($1, $2) on conflict (hash) do nothing";
const BYTES: &str = "select content from file_bytes where hash = $1";
const FORGET_BYTES: &str = "delete from file_bytes where hash = $1";

fn path(store: &Store, hash: &str) -> Option<PathBuf> {
    let plain = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
    let folder = store.files()?;
    plain.then(|| folder.join(hash.get(..2).unwrap_or_default()).join(hash))
}

/// Keeps a file's content under its hash; keeping it twice is keeping it once.
///
/// # Errors
/// The disk or the database refused it.
pub async fn keep(store: &Store, tx: &mut Tx, hash: &str, content: &[u8], at: &str) -> Result<(), StoreError> {
    let size = i64::try_from(content.len()).unwrap_or(i64::MAX);
    tx.execute(NOTE, vec![hash.into(), size.into(), at.into()]).await?;
    match path(store, hash) {
        Some(path) => {
            let content = content.to_vec();
            let written = tokio::task::spawn_blocking(move || write_whole(&path, &content)).await;
            Ok(written.map_err(std::io::Error::other)??)
        }
        None => tx.execute(KEEP_BYTES, vec![hash.into(), Param::Bytes(content.to_vec())]).await.map(drop),
    }
}

/// Keeps content whose note is already there, as a restored backup brings it.
///
/// # Errors
/// The disk or the database refused it.
pub async fn put(store: &Store, tx: &mut Tx, hash: &str, content: &[u8]) -> Result<(), StoreError> {
    match path(store, hash) {
        Some(path) => {
            // What lies there under this name may be damaged.
            if std::fs::read(&path).is_ok_and(|known| known != content) {
                std::fs::remove_file(&path)?;
            }
            Ok(write_whole(&path, content)?)
        }
        None => tx.execute(KEEP_BYTES, vec![hash.into(), Param::Bytes(content.to_vec())]).await.map(drop),
    }
}

/// Removes files on the disk that the database does not know of, as those of
/// an installation that another took the place of. Gives how many.
///
/// # Errors
/// The disk or the database failed.
pub async fn sweep(store: &Store) -> Result<usize, StoreError> {
    let Some(folder) = store.files() else { return Ok(0) };
    let known: std::collections::HashSet<String> =
        all(&mut store.read().await?).await?.into_iter().map(|(hash, _)| hash).collect();
    let mut removed = 0;
    for part in std::fs::read_dir(folder)?.flatten().filter(|part| part.path().is_dir()) {
        for file in std::fs::read_dir(part.path())?.flatten() {
            if !known.contains(&*file.file_name().to_string_lossy()) {
                std::fs::remove_file(file.path())?;
                removed += 1;
            }
        }
    }
    Ok(removed)
}

/// Notes outside the database that a person was erased, so that an older
/// backup does not bring the person back.
///
/// # Errors
/// The disk refused it.
pub fn note_erasure(store: &Store, record: &str, at: &str) -> Result<(), StoreError> {
    use std::io::Write as _;
    let Some(path) = store.erasures() else { return Ok(()) };
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(format!("{{\"at\":\"{at}\",\"record\":\"{record}\"}}\n").as_bytes())?;
    file.sync_all()?;
    Ok(std::fs::File::open(path.parent().unwrap_or(path))?.sync_all()?)
}

/// Ids of the persons noted as erased.
///
/// # Errors
/// The disk refused it, or a line is none of ours: a list that is read in part
/// would bring people back.
pub fn erasures(store: &Store) -> Result<Vec<String>, StoreError> {
    let Some(path) = store.erasures().filter(|path| path.exists()) else { return Ok(Vec::new()) };
    let text = std::fs::read_to_string(path)?;
    let id = |line: &str| -> Option<String> {
        let json: serde_json::Value = serde_json::from_str(line).ok()?;
        json.get("record").and_then(serde_json::Value::as_str).map(str::to_owned)
    };
    // The last line may have been cut by a power failure; then its erasure was
    // never told as done.
    let whole = text.rfind('\n').map_or("", |end| text.get(..end).unwrap_or_default());
    let broken = |at: usize| StoreError::unreadable("erasures", (at + 1).to_string(), "line");
    let lines = whole.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| id(line).ok_or_else(|| broken(at))).collect()
}

/// Written beside and renamed, so that a file is there whole or not at all.
fn write_whole(path: &std::path::Path, content: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let folder = path.parent().unwrap_or(path);
    let whole = folder.parent().unwrap_or(folder);
    std::fs::create_dir_all(folder)?;
    // A new name is only there for good once its folder is on the disk.
    std::fs::File::open(whole)?.sync_all()?;
    if path.exists() {
        return std::fs::File::open(folder)?.sync_all();
    }
    let beside = path.with_extension("part");
    let mut file = std::fs::File::create(&beside)?;
    file.write_all(content)?;
    file.sync_all()?;
    std::fs::rename(&beside, path)?;
    std::fs::File::open(folder)?.sync_all()
}

/// The content of a file; `None` when it is not there.
///
/// # Errors
/// The disk or the database failed.
pub async fn read(store: &Store, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
    match path(store, hash) {
        Some(path) => match std::fs::read(path) {
            Ok(content) => Ok(Some(content)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        },
        None if store.is_embedded() => Ok(None),
        None => store.rows(BYTES, vec![hash.into()]).await?.first().map(|row| row.bytes(0)).transpose(),
    }
}

/// The same as a transaction sees it.
///
/// # Errors
/// The disk or the database failed.
pub async fn read_in(store: &Store, tx: &mut Tx, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
    if store.is_embedded() {
        return read(store, hash).await;
    }
    tx.row(BYTES, vec![hash.into()]).await?.map(|row| row.bytes(0)).transpose()
}

/// Forgets a file that no other record refers to; true when it is to be
/// removed from the disk once the transaction is stored.
///
/// # Errors
/// The database failed.
pub async fn forget(tx: &mut Tx, hash: &str, record: &str) -> Result<bool, StoreError> {
    let others = tx.row(REFERRED, vec![format!("%{hash}%").into(), record.into()]).await?;
    if others.map_or(Ok(0), |row| row.int(0))? > 0 {
        return Ok(false);
    }
    tx.execute(FORGET_BYTES, vec![hash.into()]).await?;
    tx.execute(FORGET, vec![hash.into()]).await?;
    Ok(true)
}

/// Removes a forgotten file from the disk, where files lie there.
///
/// # Errors
/// The disk refused it.
pub fn remove(store: &Store, hash: &str) -> Result<(), StoreError> {
    match path(store, hash) {
        Some(path) if path.exists() => Ok(std::fs::remove_file(path)?),
        _ => Ok(()),
    }
}

/// All files that the database knows of, with their sizes.
///
/// # Errors
/// The database failed.
pub async fn all(tx: &mut Tx) -> Result<Vec<(String, i64)>, StoreError> {
    tx.rows(ALL, Vec::new()).await?.iter().map(|row| Ok((row.text(0)?, row.int(1)?))).collect()
}
