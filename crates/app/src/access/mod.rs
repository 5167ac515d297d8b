//! People who sign in.

mod passwords;
mod sessions;
mod sign_in;
mod tokens;
mod users;

pub(crate) use passwords::Passwords;
pub use passwords::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN};
pub use samverk_storage::access::token::{Bearer, Token};
pub use samverk_storage::access::{Session, SignedIn, User};
pub use sign_in::SessionOwner;
pub use tokens::{TOKEN_DAYS_MAX, TOKEN_PREFIX, TokenScope};
pub use users::NewUser;

use sha2::{Digest, Sha256};

/// SHA-256 as hexadecimal text.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// An address as it is compared: without outer spaces, in lower case.
#[must_use]
pub fn fold_email(email: &str) -> String {
    email.trim().to_lowercase()
}
