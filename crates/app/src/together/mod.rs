//! Working together: views, drafts, comments, what is followed, notices, mail.

mod comment;
mod draft;
mod follow;
mod mail;
mod notice;
mod told;
mod view;

pub(crate) use notice::actors;

pub use comment::CommentView;
pub use mail::{MailWish, WriteMail};
pub use notice::{NoticeView, ReadQuery};
pub use samverk_storage::mail::Mail;
pub use samverk_storage::together::{Draft, Follow, SavedView};
pub use view::Reach;
