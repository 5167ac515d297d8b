//! Use cases: permission, transaction, rule, audit.
//!
//! The only layer that commits. It knows no HTML, no HTTP and no SQL; time
//! and randomness come to it as [`Ports`].

pub mod access;
pub mod archive;
pub mod audit;
mod context;
mod error;
pub mod import;
pub mod map;
pub mod money;
pub mod own_field;
mod ports;
pub mod record;
pub mod report;
pub mod together;

pub use context::{App, Ctx, Once};
pub use error::{AppError, Stale};
pub use ports::{Clock, Entropy, Ports};
pub use samverk_catalogue as catalogue;
pub use samverk_storage::{SCHEMA, Store, StoreError};
