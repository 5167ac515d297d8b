//! Markdown made safe: no raw HTML, no scripts, no images from elsewhere.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// HTML of a Markdown text. Raw HTML is shown as text; links keep only
/// `http`, `https`, `mailto` and addresses within the site; images become
/// their description; headings start below those of the page.
#[must_use]
pub fn to_html(text: &str) -> String {
    let mut in_image = 0_usize;
    let events = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).filter_map(|event| {
        Some(match event {
            Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
            Event::Start(Tag::Image { .. }) => {
                in_image += 1;
                return None;
            }
            Event::End(TagEnd::Image) => {
                in_image = in_image.saturating_sub(1);
                return None;
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = if is_safe(&dest_url) { dest_url } else { CowStr::Borrowed("#") };
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            Event::Start(Tag::Heading { level, .. }) => {
                Event::Start(Tag::Heading { level: lower(level), id: None, classes: Vec::new(), attrs: Vec::new() })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
            other => other,
        })
    });
    let mut out = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut out, events);
    // Alignment of table cells comes as a style attribute, which the policy forbids.
    for side in ["left", "center", "right"] {
        out = out.replace(&format!(" style=\"text-align: {side}\""), "");
    }
    out
}

fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H4,
        HeadingLevel::H2 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

fn is_safe(address: &str) -> bool {
    let lower = address.trim().to_ascii_lowercase();
    let scheme = ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    scheme || (lower.starts_with('/') && !lower.starts_with("//")) || lower.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[test]
    fn plain_markdown_becomes_html() {
        assert_eq!(
            to_html("**a** and [b](https://c.example)").trim(),
            "<p><strong>a</strong> and <a href=\"https://c.example\">b</a></p>"
        );
        assert_eq!(to_html("# Title").trim(), "<h4>Title</h4>");
    }

    #[test]
    fn nothing_that_runs_comes_through() {
        for text in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "[x](javascript:alert(1))",
            "[x](JaVaScript:alert(1))",
            "[x](data:text/html,<script>)",
            "[x](//evil.example)",
            "![x](https://evil.example/p.png)",
            "| a |\n|:-:|\n| <b onclick=x> |",
        ] {
            let html = to_html(text).to_lowercase();
            assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<b "), "{html}");
            assert!(
                !html.contains("href=\"javascript") && !html.contains("href=\"data") && !html.contains("href=\"//"),
                "{html}"
            );
            assert!(!html.contains("style="), "{html}");
        }
    }
}
