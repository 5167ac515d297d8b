//! Atom feeds (RFC 4287).

use std::fmt::Write as _;

/// An entry of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEntry {
    /// Never changes, a URI.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// First published, UTC.
    pub published: String,
    /// Last changed, UTC.
    pub updated: String,
    /// Plain text.
    pub summary: String,
}

/// A feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Never changes, a URI.
    pub id: String,
    /// Title.
    pub title: String,
    /// The page that it tells of.
    pub href: String,
    /// Its own address.
    pub own: String,
    /// Language of its texts.
    pub lang: &'static str,
    /// Last change of anything in it, UTC.
    pub updated: String,
    /// The newest first.
    pub entries: Vec<FeedEntry>,
}

impl Feed {
    /// The document.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = String::with_capacity(500 + self.entries.len() * 600);
        let _ = write!(
            out,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<author><name>Samverk</name></author>\n<generator>Samverk</generator>\n",
            self.lang,
            escaped(&self.id),
            escaped(&self.title),
            escaped(&self.updated),
            escaped(&self.own),
            escaped(&self.href)
        );
        for entry in &self.entries {
            let _ = write!(
                out,
                "<entry>\n<id>{}</id>\n<title>{}</title>\n<published>{}</published>\n<updated>{}</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<summary>{}</summary>\n</entry>\n",
                escaped(&entry.id),
                escaped(&entry.title),
                escaped(&entry.published),
                escaped(&entry.updated),
                escaped(&entry.href),
                escaped(&entry.summary)
            );
        }
        out.push_str("</feed>\n");
        out
    }
}

/// Text as XML holds it, in elements and attributes; characters that XML 1.0
/// does not have are left out.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_title_breaks_the_document() {
        let entry = FeedEntry {
            id: "urn:uuid:1".into(),
            title: "</title><script>\u{0}&\"".into(),
            href: "https://x/?a=1&b=2".into(),
            published: "2026-11-21T10:00:00Z".into(),
            updated: "2026-11-21T10:00:00Z".into(),
            summary: String::new(),
        };
        let feed = Feed {
            id: "urn:x".into(),
            title: "T".into(),
            href: "https://x/".into(),
            own: "https://x/feed".into(),
            lang: "sv",
            updated: entry.updated.clone(),
            entries: vec![entry],
        };
        let text = feed.write();
        assert!(text.contains("<title>&lt;/title&gt;&lt;script&gt;&amp;&quot;</title>"));
        assert!(text.contains("href=\"https://x/?a=1&amp;b=2\""));
    }
}
