//! What the outside gives: time and randomness.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::sync::Arc;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// Gives random bytes that cannot be guessed.
pub trait Entropy: Send + Sync {
    /// Fills the bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// Time and randomness together.
#[derive(Clone)]
pub struct Ports {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
}

/// Days begin when they do in Sweden and Norway.
const ZONE: &str = "Europe/Stockholm";

impl Ports {
    /// Now as fixed-width UTC text, which sorts as time does.
    #[must_use]
    pub fn now_text(&self) -> String {
        instant_text(self.clock.now())
    }

    /// The day that it is where the users are.
    #[must_use]
    pub fn today(&self) -> Date {
        self.local_now().date()
    }

    /// The date and time that it is where the users are.
    #[must_use]
    pub fn local_now(&self) -> jiff::civil::DateTime {
        let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
        self.clock.now().to_zoned(zone).datetime()
    }

    /// The instant at which a day begins where the users are, as the history
    /// writes instants.
    #[must_use]
    pub fn begins(&self, day: Date) -> String {
        let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
        day.to_zoned(zone).map_or_else(|_| format!("{day}T00:00:00"), |begins| instant_text(begins.timestamp()))
    }

    /// A new id, later ones sorting after earlier ones.
    #[must_use]
    pub fn new_id(&self) -> uuid::Uuid {
        let mut random = [0_u8; 10];
        self.entropy.fill(&mut random);
        let millis = u64::try_from(self.clock.now().as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// 256 random bits as hexadecimal text.
    #[must_use]
    pub fn token(&self) -> String {
        use std::fmt::Write as _;
        let mut random = [0_u8; 32];
        self.entropy.fill(&mut random);
        random.iter().fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// A salt for a personal value.
    #[must_use]
    pub(crate) fn salt(&self) -> [u8; 16] {
        let mut salt = [0_u8; 16];
        self.entropy.fill(&mut salt);
        salt
    }
}

/// An instant as fixed-width UTC text.
#[must_use]
pub(crate) fn instant_text(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}
