//! Passwords: argon2id, a few at a time, so that a flood of sign-ins cannot
//! take all memory.

use crate::{AppError, Ports};
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use samverk_domain::record::Fault;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
#[cfg(target_os = "linux")]
use thread_priority::ThreadPriority;
#[cfg(target_os = "linux")]
use thread_priority::unix::{
    NormalThreadSchedulePolicy, ThreadSchedulePolicy, set_thread_priority_and_policy, thread_native_id,
};
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
/// Hashes a second that are an everyday matter; beyond them it is a flood, and
/// its hashes run only while no other work wants a processor. A lower weight
/// alone is not enough: a thread that wakes up waits for the rest of the slice
/// of the one that runs, about 3 ms, unless that one is idle work.
const EVERYDAY_PER_SECOND: f64 = 5.0;
/// Hashes that the measure of a flood remembers at most, so that it is over
/// two seconds after the last.
const REMEMBERED_MAX: f64 = 14.0;
/// Memory of one hash, in kibibytes.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over that memory.
const PASSES: u32 = 2;

/// Hashes and checks passwords.
pub(crate) struct Passwords {
    turns: Arc<Semaphore>,
    flood: Mutex<Flood>,
}

/// How many hashes were asked for lately: a bucket that leaks.
struct Flood {
    level: f64,
    at: Instant,
}

impl Flood {
    /// Counts one more and tells whether there are more than on other days.
    fn counts(&mut self, now: Instant) -> bool {
        let leaked = now.saturating_duration_since(self.at).as_secs_f64() * EVERYDAY_PER_SECOND;
        self.level = ((self.level - leaked).max(0.0) + 1.0).min(REMEMBERED_MAX);
        self.at = now;
        self.level > EVERYDAY_PER_SECOND
    }
}

impl Default for Passwords {
    fn default() -> Self {
        let flood = Mutex::new(Flood { level: 0.0, at: Instant::now() });
        Self { turns: Arc::new(Semaphore::new(at_once())), flood }
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
        let flood = self.flood.lock().unwrap_or_else(PoisonError::into_inner).counts(Instant::now());
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| AppError::Rule("stopping"))?;
        let (done, awaited) = tokio::sync::oneshot::channel();
        // A thread of its own: what has once stepped back may not come forward again.
        let begun = std::thread::Builder::new().name("password".to_owned()).spawn(move || {
            if flood {
                step_back();
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

/// Lets the thread run only while no other wants its processor.
#[cfg(target_os = "linux")]
fn step_back() {
    let idle = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle);
    if let Err(error) = set_thread_priority_and_policy(thread_native_id(), ThreadPriority::Min, idle) {
        tracing::debug!(?error, "a hash does not step back");
    }
}

#[cfg(not(target_os = "linux"))]
fn step_back() {}

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

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_flood_is_seen_at_once_and_forgotten_soon() {
        let begun = Instant::now();
        let mut flood = Flood { level: 0.0, at: begun };
        let mut at = |millis: u64| flood.counts(begun + Duration::from_millis(millis));
        assert!((0..20).all(|n| !at(n * 200)), "five a second are an everyday matter");
        let seen: Vec<bool> = (0..100).map(|n| at(4_000 + n * 10)).collect();
        assert!(seen.iter().skip(5).all(|seen| *seen), "{seen:?}");
        assert!(!at(5_000 + 2_100), "two seconds later it is over");
    }
}
