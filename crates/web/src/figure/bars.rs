//! Horizontal bars: how many of each.

use super::cut;
use samverk_exchange::escaped;
use std::fmt::Write as _;

/// A bar with its link.
pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) count: u64,
    pub(crate) href: String,
}

const WIDTH: u64 = 640;
const LABEL: u64 = 230;
const STEP: u64 = 28;

/// Draws the bars; the longest fills the width.
pub(crate) fn bars(all: &[Bar]) -> String {
    bars_told(all, |bar| bar.count.to_string())
}

/// The same with words of one's own beside each.
pub(crate) fn bars_told(bars: &[Bar], told: impl Fn(&Bar) -> String) -> String {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(1).max(1);
    let height = bars.len() as u64 * STEP + 4;
    let mut svg = format!("<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"group\">");
    for (at, bar) in (0_u64..).zip(bars) {
        let (y, length) = (at * STEP, bar.count * (WIDTH - LABEL - 60) / most);
        let short = escaped(&cut(&bar.label, 32));
        let _ = write!(
            svg,
            "<a href=\"{href}\"><text x=\"{x}\" y=\"{text_y}\" text-anchor=\"end\">{short} </text><rect class=\"bar\" x=\"{LABEL}\" y=\"{bar_y}\" width=\"{width}\" height=\"16\" rx=\"2\"/><text x=\"{end}\" y=\"{text_y}\">{count}</text></a>",
            href = escaped(&bar.href),
            count = escaped(&told(bar)),
            x = LABEL - 10,
            text_y = y + 18,
            bar_y = y + 5,
            width = length.max(2),
            end = LABEL + length.max(2) + 8,
        );
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_drawn_with_its_name_and_without_style() {
        let svg = bars(&[Bar { label: "Idé <b>".into(), count: 3, href: "/sv/initiative?state=idea".into() }]);
        assert!(svg.contains(">Idé &lt;b&gt; </text>"));
        assert!(!svg.contains("style="));
    }
}
