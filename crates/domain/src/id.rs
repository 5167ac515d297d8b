//! Identifiers as types, so that a user is never taken for a record.

pub use uuid::Uuid;

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Reads the usual text form; `None` when it is no UUID.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                // Only the hyphenated form: a readable key of 32 hexadecimal
                // letters must not be taken for an id.
                (text.len() == 36).then(|| Uuid::try_parse(text).ok().map(Self)).flatten()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    };
}

id_type!(
    /// A record of any kind: a UUID version 7, made by the caller.
    RecordId
);
id_type!(
    /// A person who can sign in.
    UserId
);
