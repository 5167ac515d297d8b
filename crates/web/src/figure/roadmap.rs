//! A roadmap: a bar for each initiative, today's line, and what waits for what.

use super::cut;
use jiff::civil::Date;
use samverk_exchange::escaped;
use std::fmt::Write as _;

/// One initiative.
pub(crate) struct Stretch {
    pub(crate) label: String,
    pub(crate) href: String,
    /// First day; one without is not drawn.
    pub(crate) from: Date,
    /// Last day; open where it is not stated.
    pub(crate) until: Option<Date>,
    /// Class of its stage: `planned`, `active`, `done`, `stopped`, `unknown`.
    pub(crate) stage: &'static str,
    /// The state in words, beside the bar.
    pub(crate) state: String,
    /// Lies on the critical path.
    pub(crate) critical: bool,
    /// Rows that it waits for.
    pub(crate) waits_for: Vec<usize>,
    /// Days within that are marked, with what they are.
    pub(crate) milestones: Vec<(Date, String)>,
}

const WIDTH: i64 = 960;
const LABEL: i64 = 250;
const STEP: i64 = 26;
const HEAD: i64 = 26;
/// Room below the rows for what today's line is.
const FOOT: i64 = 16;
/// Room to the right of the time for the state of what ends last.
const AFTER: i64 = 170;

/// Draws the stretches from the first to the last day.
pub(crate) fn roadmap(rows: &[Stretch], today: Date, today_label: &str) -> String {
    let first = rows.iter().map(|row| row.from).min().unwrap_or(today);
    let last = rows.iter().map(|row| row.until.unwrap_or(row.from)).max().unwrap_or(today);
    let (first, last) = (first.min(today), last.max(first).max(today));
    // What goes on without an end reaches today.
    let end = |row: &Stretch| match row.until {
        Some(until) => until,
        None if row.stage == "active" => today.max(row.from),
        None => row.from,
    };
    let days = |a: Date, b: Date| i64::from(b.since(a).map_or(0, |span| span.get_days()));
    let all = days(first, last).max(1);
    let x = |day: Date| LABEL + days(first, day).clamp(0, all) * (WIDTH - LABEL - AFTER) / all;
    let height = i64::try_from(rows.len()).unwrap_or(0) * STEP + HEAD + 8;
    let foot = height + FOOT;
    let mut svg = format!("<svg viewBox=\"0 0 {WIDTH} {foot}\" role=\"group\">");
    let years = i64::from(last.year() - first.year()).max(0);
    let step = (years / 8 + 1).max(1);
    for year in (first.year()..=last.year()).step_by(usize::try_from(step).unwrap_or(1)) {
        let Ok(day) = Date::new(year, 1, 1) else { continue };
        let at = x(day.max(first));
        let _ = write!(
            svg,
            "<line class=\"axis\" x1=\"{at}\" y1=\"20\" x2=\"{at}\" y2=\"{height}\"/><text class=\"soft\" x=\"{at}\" y=\"13\" text-anchor=\"middle\">{year}</text>"
        );
    }
    let y = |row: usize| HEAD + i64::try_from(row).unwrap_or(0) * STEP;
    for (at, row) in rows.iter().enumerate() {
        for other in row.waits_for.iter().filter_map(|other| rows.get(*other).map(|found| (*other, found))) {
            let (from_x, from_y) = (x(end(other.1)), y(other.0) + 9);
            let (to_x, to_y) = (x(row.from), y(at) + 9);
            let class = if row.critical && other.1.critical { "wait critical" } else { "wait" };
            // What begins before the other ends is joined in front of both, so
            // that no line lies in a bar.
            let began = x(other.1.from);
            let (from_x, a, b) = if to_x < from_x {
                let before = began.min(to_x) - 10;
                (began, before, before)
            } else {
                (from_x, from_x + 18, to_x - 18)
            };
            let _ = write!(
                svg,
                "<path class=\"{class}\" d=\"M{from_x} {from_y} C{a} {from_y} {b} {to_y} {to_x} {to_y}\"/>",
            );
        }
    }
    for (at, row) in rows.iter().enumerate() {
        let top = y(at);
        let (from, until) = (x(row.from), x(end(row)));
        let open = if row.until.is_some() { "" } else { " open" };
        let critical = if row.critical { " critical" } else { "" };
        let width = (until - from).max(8);
        let _ = write!(
            svg,
            "<a href=\"{href}\"><text x=\"{label_x}\" y=\"{text_y}\" text-anchor=\"end\">{label}</text><rect class=\"stage-{stage}{open}{critical}\" x=\"{from}\" y=\"{bar_y}\" width=\"{width}\" height=\"16\" rx=\"2\"/><text class=\"soft\" x=\"{state_x}\" y=\"{text_y}\">{state}</text></a>",
            href = escaped(&row.href),
            label_x = LABEL - 10,
            text_y = top + 14,
            label = escaped(&cut(&row.label, 34)),
            stage = row.stage,
            bar_y = top + 1,
            state_x = from + width + 6,
            state = escaped(&cut(&row.state, 24)),
        );
        for (day, what) in &row.milestones {
            let at = x(*day);
            let _ = write!(
                svg,
                "<path class=\"milestone\" d=\"M{at} {a} l6 8 l-6 8 l-6 -8 z\"><title>{what}</title></path>",
                a = top + 1,
                what = escaped(what)
            );
        }
    }
    if today >= first && today <= last {
        let at = x(today);
        let _ = write!(
            svg,
            "<line class=\"today\" x1=\"{at}\" y1=\"18\" x2=\"{at}\" y2=\"{height}\"/><text x=\"{at}\" y=\"{foot}\" dy=\"-3\" text-anchor=\"middle\">{label}</text>",
            label = escaped(today_label)
        );
    }
    svg.push_str("</svg>");
    svg
}
