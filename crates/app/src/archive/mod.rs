//! Backups and archives: the whole installation in one file, and back.
//!
//! A file is a plain tar: `manifest.json`, the tables as `data/TABLE-NNNNNN.jsonl`
//! (a JSON object a line, keys sorted), the files as `files/HASH`, and at last
//! `digest.txt` with the SHA-256 of every byte before it. A backup holds all; an
//! archive leaves out passwords, tokens and what waits to be sent.

mod container;
mod parts;
mod read;
mod write;

pub use parts::{Checked, check, look_through};
pub use read::Restored;
pub use write::Written;

/// What a file of ours is called in its manifest.
const FORMAT: &str = "samverk-archive";
/// Version of the form described above.
const FORMAT_VERSION: i64 = 1;
