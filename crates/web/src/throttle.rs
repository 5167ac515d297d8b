//! How often somebody may ask, counted in this process.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Subjects counted at the same time; beyond that the oldest windows go.
const SUBJECTS_MAX: usize = 50_000;

/// A number of requests within a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rate {
    pub(crate) most: u32,
    pub(crate) within: Duration,
}

struct Window {
    began: Instant,
    count: u32,
}

/// Counts requests by subject: a token, or an address.
pub(crate) struct Throttle {
    api: Rate,
    exports: Rate,
    windows: Mutex<HashMap<String, Window>>,
}

impl Throttle {
    pub(crate) fn new(api: Rate, exports: Rate) -> Self {
        Self { api, exports, windows: Mutex::default() }
    }

    /// Counts a request of a program.
    ///
    /// # Errors
    /// The seconds to wait.
    pub(crate) fn api(&self, subject: &str) -> Result<(), u32> {
        self.count(format!("api {subject}"), self.api)
    }

    /// Counts an export of a whole list.
    ///
    /// # Errors
    /// The seconds to wait.
    pub(crate) fn export(&self, subject: &str) -> Result<(), u32> {
        self.count(format!("export {subject}"), self.exports)
    }

    fn count(&self, subject: String, rate: Rate) -> Result<(), u32> {
        let now = Instant::now();
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= SUBJECTS_MAX && !windows.contains_key(&subject) {
            windows.retain(|_, window| now.duration_since(window.began) < rate.within);
            if windows.len() >= SUBJECTS_MAX {
                windows.clear();
            }
        }
        let window = windows.entry(subject).or_insert(Window { began: now, count: 0 });
        let spent = now.duration_since(window.began);
        if spent >= rate.within {
            *window = Window { began: now, count: 0 };
        }
        if window.count >= rate.most {
            let left = rate.within.saturating_sub(now.duration_since(window.began));
            return Err(u32::try_from(left.as_secs()).unwrap_or(u32::MAX).max(1));
        }
        window.count += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_allowed_request_passes_and_the_next_waits() {
        let rate = Rate { most: 2, within: Duration::from_secs(60) };
        let throttle = Throttle::new(rate, rate);
        assert_eq!(throttle.api("a"), Ok(()));
        assert_eq!(throttle.api("a"), Ok(()));
        assert!(throttle.api("a").is_err_and(|seconds| (1..=60).contains(&seconds)));
        assert_eq!(throttle.api("b"), Ok(()));
        assert_eq!(throttle.export("a"), Ok(()));
    }
}
