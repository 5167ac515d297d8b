//! `backup`, `restore`, `archive`.

use super::{Done, Session, say};
use crate::fault::Refusal;
use samverk_app::archive::Checked;
use samverk_domain::Lang;
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

/// Writes beside the file and puts it in its place when it is whole, so that
/// a file of that name is never half a backup.
pub(super) async fn write(session: &Session, file: &Path, backup: bool) -> Done {
    let told = |error: std::io::Error| Refusal::other(format!("{}: {error}", file.display()));
    let beside = file.with_extension("part");
    let out = File::create(&beside).map_err(told)?;
    let mut out = BufWriter::with_capacity(1 << 20, out);
    let written = session.app.write_archive(&mut out, backup).await;
    let written = match written {
        Ok(written) => written,
        Err(error) => {
            let _ = std::fs::remove_file(&beside);
            return Err(session.refuse()(error));
        }
    };
    out.flush().and_then(|()| out.get_ref().sync_all()).map_err(told)?;
    std::fs::rename(&beside, file).map_err(told)?;
    // The name itself has to be on the disk as well.
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(told)?;
    if session.json {
        return say(
            &json!({ "head": written.head, "entries": written.entries, "rows": written.rows, "files": written.files })
                .to_string(),
        );
    }
    say(&format!("{} entries, {} rows, {} files", written.entries, written.rows, written.files))?;
    say(&format!("head {}", written.head))
}

pub(super) async fn read(session: &Session, file: &Path, replace: bool) -> Done {
    let from = File::open(file).map_err(|error| Refusal::other(format!("{}: {error}", file.display())))?;
    let restored = session.app.read_archive(from, replace).await.map_err(session.refuse())?;
    if session.json {
        return say(
            &json!({ "head": restored.head, "head_now": restored.now, "entries": restored.entries, "erased": restored.erased }).to_string()
        );
    }
    say(&format!("{} entries", restored.entries))?;
    if restored.erased > 0 {
        say(&format!("{} persons erased again", restored.erased))?;
    }
    say(&format!("head {}", restored.head))?;
    if restored.now != restored.head {
        say(&format!("head with the erasures {}", restored.now))?;
    }
    Ok(())
}

/// Reads a whole file and refuses one that is not whole.
pub(super) fn look(file: &Path, lang: Lang) -> Result<Checked, Refusal> {
    let from = File::open(file).map_err(|error| Refusal::other(format!("{}: {error}", file.display())))?;
    samverk_app::archive::check(from).map_err(|error| Refusal::of(&error, lang))
}

/// Tells whether a file is whole; no database is needed for it.
pub(super) fn check(file: &Path, lang: Lang, as_json: bool) -> Done {
    let checked = look(file, lang)?;
    if as_json {
        return say(&json!({ "head": checked.head, "rows": checked.rows, "files": checked.files }).to_string());
    }
    say(&format!("whole: {} rows, {} files", checked.rows, checked.files))?;
    say(&format!("head {}", checked.head))
}
