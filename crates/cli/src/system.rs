//! The machine's own clock and randomness: the only place that asks for them.

use jiff::Timestamp;
use samverk_app::{Clock, Entropy, Ports};
use std::sync::Arc;

struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where the program's clock comes from")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(clippy::disallowed_methods, reason = "this is where the program's randomness comes from")]
    #[expect(clippy::expect_used, reason = "without randomness no token is safe: stopping is the only right answer")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the system gives random bytes");
    }
}

/// The ports of the real world.
pub(crate) fn ports() -> Ports {
    Ports { clock: Arc::new(SystemClock), entropy: Arc::new(SystemEntropy) }
}
