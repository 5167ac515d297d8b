//! Horizontal bars to both sides of nought: amounts that may be below nothing.

use super::cut;
use samverk_exchange::escaped;
use std::fmt::Write as _;

/// A bar: what it is called, how far it reaches, and what it says.
pub(crate) struct Level {
    pub(crate) label: String,
    pub(crate) href: Option<String>,
    pub(crate) value: i64,
    pub(crate) told: String,
}

const WIDTH: i128 = 640;
const LABEL: i128 = 200;
const TOLD: i128 = 120;
const STEP: i128 = 28;

/// Draws the bars from nought: what is below it to the left, hatched, so that
/// the side is told by more than the colour.
pub(crate) fn levels(all: &[Level]) -> String {
    let most = all.iter().map(|one| i128::from(one.value)).max().unwrap_or_default().max(0);
    let least = all.iter().map(|one| i128::from(one.value)).min().unwrap_or_default().min(0);
    let (span, room) = ((most - least).max(1), WIDTH - LABEL - 2 * TOLD);
    // Where all is above nought, the words beside it need room on one side.
    let left = if least < 0 { LABEL + TOLD } else { LABEL };
    let room = if least < 0 { room } else { room + TOLD };
    let nought = left - least * room / span;
    let height = all.len() as i128 * STEP + 4;
    let mut svg = format!("<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"group\">");
    if least < 0 {
        let _ = write!(svg, "<path class=\"axis\" d=\"M{nought} 0V{height}\"/>");
    }
    for (at, one) in (0_i128..).zip(all) {
        let (y, length) = (at * STEP, (i128::from(one.value).abs() * room / span).max(2));
        let is_below = one.value < 0;
        let (x, end, anchor, class) = if is_below {
            (nought - length, nought - length - 8, "end", "bar bar-below")
        } else {
            (nought, nought + length + 8, "start", "bar")
        };
        let drawn = format!(
            "<text x=\"{label_x}\" y=\"{text_y}\" text-anchor=\"end\">{label} </text><rect class=\"{class}\" x=\"{x}\" y=\"{bar_y}\" width=\"{length}\" height=\"16\" rx=\"2\"/><text x=\"{end}\" y=\"{text_y}\" text-anchor=\"{anchor}\">{told}</text>",
            label = escaped(&cut(&one.label, 28)),
            told = escaped(&one.told),
            label_x = LABEL - 10,
            text_y = y + 18,
            bar_y = y + 5,
        );
        let _ = match &one.href {
            Some(href) => write!(svg, "<a href=\"{}\">{drawn}</a>", escaped(href)),
            None => write!(svg, "<g>{drawn}</g>"),
        };
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(value: i64) -> Level {
        Level { label: "Å".to_owned(), href: None, value, told: value.to_string() }
    }

    #[test]
    fn what_is_below_nought_lies_to_its_left() {
        let svg = levels(&[level(300), level(-100)]);
        // 200 of 400 units is the room: nought lies a quarter in.
        assert!(svg.contains("<path class=\"axis\" d=\"M370 0"), "{svg}");
        assert!(svg.contains("class=\"bar\" x=\"370\"") && svg.contains("class=\"bar bar-below\" x=\"320\""), "{svg}");
        let above = levels(&[level(1), level(0)]);
        assert!(!above.contains("axis") && above.contains("x=\"200\""), "{above}");
        assert!(levels(&[level(i64::MAX), level(i64::MIN)]).contains("rect"));
    }
}
