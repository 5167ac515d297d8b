//! Passwords: argon2id, a few at a time, so that a flood of sign-ins cannot
//! take all memory.

use crate::{AppError, Ports};
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use samverk_domain::record::Fault;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Shortest password (ASVS 6.2.1 asks for 8 and recommends 15).
pub const PASSWORD_CHARS_MIN: usize = 15;
/// Longest password.
pub const PASSWORD_CHARS_MAX: usize = 200;
/// How many hashes are computed at the same time: half of the processors, so
/// that a flood of sign-ins leaves the others room.
fn at_once() -> usize {
    std::thread::available_parallelism().map_or(1, |cores| (cores.get() / 2).max(1))
}
/// How far a hash steps back for whoever wants the processor too: it gets
/// about a tenth of a busy one, so that guessing slows nobody else down and a
/// sign-in on a busy machine still ends within a second. On Linux the number
/// holds for the thread that sets it.
const NICENESS: i32 = 10;
/// Memory of one hash, in kibibytes.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over that memory.
const PASSES: u32 = 2;

/// Hashes and checks passwords.
pub(crate) struct Passwords {
    turns: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(at_once())) }
    }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

impl Passwords {
    /// The hash of a password.
    pub(crate) async fn hash(&self, ports: &Ports, password: &str) -> Result<String, AppError> {
        let faults = faults(password);
        if !faults.is_empty() {
            return Err(AppError::Invalid(faults));
        }
        let (password, salt) = (password.to_owned(), ports.salt());
        self.compute(move || {
            let hash = argon2().hash_password_with_salt(password.as_bytes(), &salt);
            hash.map(|hash| hash.to_string()).map_err(|_| AppError::Rule("password_unusable"))
        })
        .await?
    }

    /// Whether a password belongs to a hash. Without a hash the same work is
    /// done, so that the time does not tell whether the account exists.
    pub(crate) async fn check(&self, password: &str, hash: Option<String>) -> Result<bool, AppError> {
        let password: String = password.chars().take(PASSWORD_CHARS_MAX).collect();
        self.compute(move || match hash.as_deref().map(PasswordHash::new) {
            Some(Ok(hash)) => argon2().verify_password(password.as_bytes(), &hash).is_ok(),
            _ => {
                let _ = argon2().hash_password_with_salt(password.as_bytes(), &[0; 16]);
                false
            }
        })
        .await
    }

    async fn compute<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| AppError::Rule("stopping"))?;
        let (done, awaited) = tokio::sync::oneshot::channel();
        // A thread of its own: a niceness once taken cannot be given back.
        let begun = std::thread::Builder::new().name("password".to_owned()).spawn(move || {
            if let Err(error) = rustix::process::setpriority_process(None, NICENESS) {
                tracing::debug!(%error, "niceness");
            }
            // Nobody may wait any more; the turn ends with the work all the same.
            let _ = done.send(work());
            drop(turn);
        });
        begun.map_err(|error| {
            tracing::error!(%error, "thread for a password");
            AppError::Rule("stopping")
        })?;
        awaited.await.map_err(|_| AppError::Rule("stopping"))
    }
}

/// Passwords that everybody tries first.
const COMMON: [&str; 12] = [
    "passwordpassword",
    "password1234567",
    "lösenordlösenord",
    "passordpassord1",
    "123456789012345",
    "1234567890123456",
    "qwertyuiopasdfg",
    "qwertyuiopasdfgh",
    "abcdefghijklmno",
    "samverksamverk1",
    "kommunkommun123",
    "sommarsommar2026",
];

fn faults(password: &str) -> Vec<Fault> {
    let length = password.chars().count();
    let first = password.chars().next();
    let same = password.chars().all(|c| Some(c) == first);
    let code = if length < PASSWORD_CHARS_MIN {
        "password_short"
    } else if length > PASSWORD_CHARS_MAX {
        "too_long"
    } else if same || COMMON.contains(&password.to_lowercase().as_str()) {
        "password_common"
    } else {
        return Vec::new();
    };
    let detail = if code == "too_long" { PASSWORD_CHARS_MAX } else { PASSWORD_CHARS_MIN };
    vec![Fault::error("password", code, detail.to_string())]
}
