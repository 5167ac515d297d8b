//! Text: folding, sorting, searching, keys, safe Markdown.

pub mod collate;
pub mod markdown;
pub mod number;
pub mod organisation_number;
pub mod search;
mod slug;

pub use slug::slug;
