//! What the server is told at start.

use crate::throttle::Rate;
use std::time::Duration;

/// Requests of a program in a minute, until the operator says otherwise.
pub const API_PER_MINUTE: u32 = 600;
/// Exports of whole lists in an hour, until the operator says otherwise.
pub const EXPORTS_PER_HOUR: u32 = 120;

/// Settings of a running server.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Public origin, as in `https://samverk.example.se`.
    pub origin: String,
    /// Whether it is reached over TLS.
    pub secure: bool,
    /// Whether it is the demo, which says so on its pages.
    pub demo: bool,
    /// Whether a proxy in front tells where a request came from.
    pub behind_proxy: bool,
    /// Requests that one token, or one address without a token, may make in a minute.
    pub api_per_minute: u32,
    /// Exports of whole lists that one person, or one address, may ask for in an hour.
    pub exports_per_hour: u32,
    /// Gets the head of the history by mail once a day.
    pub head_to: Option<String>,
    /// Seconds between looks at what is to be told and sent.
    pub work_seconds: u64,
}

impl Settings {
    /// Takes the public address.
    ///
    /// # Errors
    /// It is no `http` or `https` address without a path.
    pub fn new(url: &str, demo: bool) -> Result<Self, String> {
        let origin = url.trim_end_matches('/');
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        let plain = host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']));
        if !plain {
            return Err(format!("--url {url}: write the public origin, as in https://samverk.example.se"));
        }
        Ok(Self {
            origin: origin.to_owned(),
            secure: origin.starts_with("https://"),
            demo,
            behind_proxy: false,
            api_per_minute: API_PER_MINUTE,
            exports_per_hour: EXPORTS_PER_HOUR,
            head_to: None,
            work_seconds: 20,
        })
    }

    /// Trusts the last address in `X-Forwarded-For`, which the nearest proxy
    /// wrote; earlier ones may be anybody's.
    #[must_use]
    pub fn behind_proxy(mut self, behind_proxy: bool) -> Self {
        self.behind_proxy = behind_proxy;
        self
    }

    pub(crate) fn api_rate(&self) -> Rate {
        Rate { most: self.api_per_minute, within: Duration::from_secs(60) }
    }

    pub(crate) fn export_rate(&self) -> Rate {
        Rate { most: self.exports_per_hour, within: Duration::from_secs(3_600) }
    }

    /// Name of the session's cookie. The prefix makes the browser hold it to
    /// this host and to TLS.
    pub(crate) fn cookie(&self) -> &'static str {
        if self.secure { "__Host-samverk" } else { "samverk" }
    }
}
