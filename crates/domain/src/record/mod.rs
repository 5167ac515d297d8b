//! The engine's ground: kinds declared as data, records, values, changes.

pub mod cell;
mod change;
mod choice;
mod content;
mod field;
mod json;
mod kind;
mod own;
mod reach;
#[expect(clippy::module_inception, reason = "the module holds the type of the same name")]
mod record;
mod registry;
mod state;
mod validate;
mod value;

pub use change::{Delta, Snapshot, apply, diff, undo};
pub use choice::{Choice, ChoiceList, below, entry};
pub use content::Content;
pub use field::{Audience, Field, FieldType, LinkSpec, link, many};
pub use field::{
    choice, coarse, date, email, file, flag, long_text, money, number, organisation_number, period, tags, text, time,
    translated, url,
};
pub use kind::{CERTAINTY, Given, Kind, LANGUAGE, Lasts, PartBy, Section};
pub use own::{OWN_CHOICES_MAX, OWN_FIELDS_MAX, OWN_PREFIX, OWN_TYPES, OwnField};
pub use reach::{Reach, Step};
pub use record::{Record, Visibility};
pub use registry::{DeclarationError, META_COLUMNS, Registry};
pub use state::{Move, NOT_STATED, Stage, State, StateMachine};
pub use validate::{
    Fault, KEY_CHARS_MAX, LONG_TEXT_CHARS_MAX, Level, MISSING_KEY, TEXT_CHARS_MAX, VALUES_MAX, is_key, validate,
};
pub use value::{FileRef, LinkValue, Money, Value};
