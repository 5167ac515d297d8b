//! Use cases that every register has.

mod bulk;
mod cache;
mod change;
mod commit;
mod create;
mod delete;
mod erase;
mod export;
mod files;
mod history;
mod import;
mod input;
mod list;
mod merge;
mod move_;
mod once;
mod permission;
mod proposal;
mod restore;
mod undo_entry;
mod view;

pub use bulk::{BULK_MAX, BulkDone, BulkHow};
pub(crate) use cache::RecentRecords;
pub(crate) use commit::read_delta;
pub use export::{EDITING_META, sheet_for_editing};
pub use files::{FILE_BYTES_MAX, FILE_NAME_CHARS_MAX};
pub use history::{FieldChange, HistoryStep, Shown};
pub use import::{ImportOptions, ImportReport, RowFault};
pub use input::Input;
pub use list::ListPage;
pub use once::Answered;
pub use permission::Permissions;
pub use proposal::ProposalView;
pub use samverk_storage::record::Stored;
pub use undo_entry::Undone;
pub use view::{Related, View};
