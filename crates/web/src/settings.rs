//! What the server is told at start.

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
        Ok(Self { origin: origin.to_owned(), secure: origin.starts_with("https://"), demo, behind_proxy: false })
    }

    /// Trusts the last address in `X-Forwarded-For`, which the nearest proxy
    /// wrote; earlier ones may be anybody's.
    #[must_use]
    pub fn behind_proxy(mut self, behind_proxy: bool) -> Self {
        self.behind_proxy = behind_proxy;
        self
    }

    /// Name of the session's cookie. The prefix makes the browser hold it to
    /// this host and to TLS.
    pub(crate) fn cookie(&self) -> &'static str {
        if self.secure { "__Host-samverk" } else { "samverk" }
    }
}
