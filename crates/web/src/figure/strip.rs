//! A strip of spans over years: who took part from when to when.

use super::cut;
use samverk_exchange::escaped;
use std::fmt::Write as _;

/// One row.
pub(crate) struct Span {
    pub(crate) label: String,
    pub(crate) href: String,
    /// First year; none when it is not stated.
    pub(crate) from: Option<i16>,
    /// Last year; none while it runs or when it is not stated.
    pub(crate) until: Option<i16>,
    /// From and until in words, for the table beside.
    pub(crate) told: String,
}

const WIDTH: i64 = 720;
const LABEL: i64 = 220;
const STEP: i64 = 24;

/// Draws spans between two years. A span whose start is not stated is open:
/// dashed, over the whole width.
pub(crate) fn strip(spans: &[Span], first: i16, last: i16) -> String {
    let years = i64::from(last - first).max(1);
    let x = |year: i16| LABEL + i64::from(year - first) * (WIDTH - LABEL - 20) / years;
    let height = i64::try_from(spans.len()).unwrap_or(0) * STEP + 30;
    let mut svg = format!("<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"group\">");
    let step = (years / 6).max(1);
    let mut year = i64::from(first);
    while year <= i64::from(last) {
        let at = x(i16::try_from(year).unwrap_or(last));
        let _ = write!(
            svg,
            "<line class=\"axis\" x1=\"{at}\" y1=\"18\" x2=\"{at}\" y2=\"{height}\"/><text class=\"soft\" x=\"{at}\" y=\"12\" text-anchor=\"middle\">{year}</text>"
        );
        year += step;
    }
    for (row, span) in (0_i64..).zip(spans) {
        let y = 24 + row * STEP;
        let (from, until) = (x(span.from.unwrap_or(first)), x(span.until.unwrap_or(last)));
        let class = if span.from.is_some() { "bar" } else { "bar-open" };
        let short = escaped(&cut(&span.label, 30));
        let _ = write!(
            svg,
            "<a href=\"{href}\"><text x=\"{text_x}\" y=\"{text_y}\" text-anchor=\"end\">{short}</text><rect class=\"{class}\" x=\"{from}\" y=\"{y}\" width=\"{width}\" height=\"14\" rx=\"2\"/></a>",
            href = escaped(&span.href),
            text_x = LABEL - 10,
            text_y = y + 12,
            width = (until - from).max(3),
        );
    }
    svg.push_str("</svg>");
    svg
}
