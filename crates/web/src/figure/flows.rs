//! Who pays what, as flows: costs to the left, payers to the right, each as
//! high as its amount, with a band for what one pays of the other.

use super::cut;
use samverk_exchange::escaped;
use std::fmt::Write as _;

/// A cost or a payer.
pub(crate) struct End {
    pub(crate) label: String,
    pub(crate) href: String,
    /// The amount in words.
    pub(crate) told: String,
}

const WIDTH: u64 = 900;
/// Where the blocks stand.
const LEFT: u64 = 250;
const RIGHT: u64 = 620;
const BLOCK: u64 = 12;
/// Height that all amounts share.
const HEIGHT: u64 = 420;
/// Room for each block besides, so that its name has a line.
const GAP: u64 = 16;
const CHARS: usize = 28;

/// Draws what `amounts[cost][payer]` tells; what is not above nothing is no
/// flow. Nothing where nothing flows.
pub(crate) fn flows(costs: &[End], payers: &[End], amounts: &[Vec<u64>]) -> String {
    let of = |cost: usize, payer: usize| amounts.get(cost).and_then(|row| row.get(payer)).copied().unwrap_or(0);
    let by_cost: Vec<u64> = (0..costs.len()).map(|cost| (0..payers.len()).map(|payer| of(cost, payer)).sum()).collect();
    let by_payer: Vec<u64> =
        (0..payers.len()).map(|payer| (0..costs.len()).map(|cost| of(cost, payer)).sum()).collect();
    let all: u64 = by_cost.iter().sum();
    if all == 0 {
        return String::new();
    }
    let length =
        |amount: u64| u64::try_from(u128::from(amount) * u128::from(HEIGHT) / u128::from(all)).unwrap_or(HEIGHT);
    let tops = |sums: &[u64]| -> Vec<u64> {
        let mut at = 4;
        let top = |sum: &u64| {
            let own = at;
            at += length(*sum) + GAP;
            own
        };
        sums.iter().map(top).collect()
    };
    let (cost_tops, payer_tops) = (tops(&by_cost), tops(&by_payer));
    let bottom = |tops: &[u64], sums: &[u64]| tops.iter().zip(sums).map(|(top, sum)| top + length(*sum) + GAP).max();
    let height = bottom(&cost_tops, &by_cost).max(bottom(&payer_tops, &by_payer)).unwrap_or(HEIGHT) + 4;
    let mut svg = format!("<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"group\">");
    let mut used = vec![0; payers.len()];
    for (cost, top) in cost_tops.iter().enumerate() {
        let mut from = 0;
        for (payer, used) in used.iter_mut().enumerate() {
            let amount = of(cost, payer);
            if amount > 0 {
                let payer_top = payer_tops.get(payer).copied().unwrap_or(0);
                band(&mut svg, (top + length(from), length(amount)), (payer_top + length(*used), length(amount)), cost);
            }
            from += amount;
            *used += amount;
        }
    }
    for ((end, top), sum) in costs.iter().zip(&cost_tops).zip(&by_cost) {
        block(&mut svg, end, LEFT - BLOCK, *top, length(*sum), true);
    }
    for ((end, top), sum) in payers.iter().zip(&payer_tops).zip(&by_payer) {
        block(&mut svg, end, RIGHT, *top, length(*sum), false);
    }
    svg.push_str("</svg>");
    svg
}

fn band(svg: &mut String, from: (u64, u64), to: (u64, u64), cost: usize) {
    let middle = u64::midpoint(LEFT, RIGHT);
    let (y1, y2) = (from.0, to.0);
    let (b1, b2) = (from.0 + from.1.max(1), to.0 + to.1.max(1));
    let _ = write!(
        svg,
        "<path class=\"flow flow-{}\" d=\"M{LEFT} {y1} C{middle} {y1} {middle} {y2} {RIGHT} {y2} L{RIGHT} {b2} C{middle} {b2} {middle} {b1} {LEFT} {b1} Z\"/>",
        cost % 4
    );
}

fn block(svg: &mut String, end: &End, x: u64, top: u64, length: u64, left: bool) {
    let (text_x, anchor) = if left { (x - 8, "end") } else { (x + BLOCK + 8, "start") };
    let _ = write!(
        svg,
        "<a href=\"{}\"><rect class=\"bar\" x=\"{x}\" y=\"{top}\" width=\"{BLOCK}\" height=\"{}\"/><text x=\"{text_x}\" y=\"{}\" text-anchor=\"{anchor}\">{} {}</text></a>",
        escaped(&end.href),
        length.max(1),
        top + length / 2 + 5,
        escaped(&cut(&end.label, CHARS)),
        escaped(&end.told),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(label: &str) -> End {
        End { label: label.into(), href: "/".into(), told: String::new() }
    }

    #[test]
    fn each_band_is_as_high_at_both_ends_and_nothing_is_drawn_of_nothing() {
        let svg = flows(&[end("a")], &[end("x"), end("y")], &[vec![30, 10]]);
        assert_eq!((svg.matches("class=\"flow").count(), svg.matches("<rect").count()), (2, 3));
        assert!(svg.contains("M250 4 C435 4 435 4 620 4 L620 319"), "{svg}");
        assert!(!svg.contains("style="));
        assert_eq!(flows(&[end("a")], &[end("x")], &[vec![0]]), "");
        assert_eq!(flows(&[], &[], &[]), "");
        let huge = flows(&[end("a")], &[end("x")], &[vec![u64::MAX / 2]]);
        assert!(huge.contains("height=\"420\""));
    }
}
