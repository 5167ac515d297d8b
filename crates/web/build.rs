//! Joins the translation files of each language into one, so that a new file
//! in `locales/` needs no mention in code.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=locales");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for lang in ["sv", "nb", "en"] {
        let mut files = Vec::new();
        collect(&Path::new("locales").join(lang), &mut files)?;
        files.sort();
        let mut whole = String::new();
        for file in files {
            whole.push_str(&fs::read_to_string(file)?);
            whole.push('\n');
        }
        fs::write(out.join(format!("{lang}.ftl")), whole)?;
    }
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "ftl") {
            files.push(path);
        }
    }
    Ok(())
}
