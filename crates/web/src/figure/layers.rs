//! A network in layers: columns of nodes with lines between neighbours, put
//! in an order that keeps crossings few (barycentre method, Sugiyama 1981).

use super::cut;
use samverk_exchange::escaped;
use std::fmt::Write as _;

/// A node of a layer.
pub(crate) struct Node {
    pub(crate) label: String,
    pub(crate) href: String,
}

/// Widest name, so that a figure of one layer is no wall.
const LABEL_WIDTH_MAX: i64 = 420;

/// A line between two nodes, each by its layer and its place there; the second
/// lies further to the right, or in the same layer.
#[derive(Clone, Copy)]
pub(crate) struct Join {
    pub(crate) from: (usize, usize),
    pub(crate) to: (usize, usize),
}

/// A line between a node of a layer and one of the next.
struct Line {
    /// Layer of the first end; the other lies in the next.
    layer: usize,
    /// Place of the first end in its layer.
    from: usize,
    /// Place of the other end in the next layer.
    to: usize,
}

/// Joins as lines from layer to layer. One that passes a layer by has a bend
/// there: a node without a name behind the others.
fn bent(sizes: &mut [usize], joins: &[Join]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(joins.len());
    for Join { from: (first, place), to: (last, to) } in joins {
        let mut from = *place;
        for layer in *first..*last {
            let to = match sizes.get_mut(layer + 1) {
                Some(size) if layer + 1 < *last => {
                    *size += 1;
                    *size - 1
                }
                _ => *to,
            };
            lines.push(Line { layer, from, to });
            from = to;
        }
    }
    lines
}

/// Rounds of putting layers in order; more change nothing that can be seen.
const SWEEPS: usize = 8;
const WIDTH: i64 = 960;
const STEP: i64 = 24;
const HEAD: i64 = 28;
/// Widest letters of a label, on average, in tenths.
const LETTER_TENTHS: i64 = 64;

/// The order of each layer, as places of its nodes from the top.
fn order(sizes: &[usize], lines: &[Line]) -> Vec<Vec<usize>> {
    let mut orders: Vec<Vec<usize>> = sizes.iter().map(|size| (0..*size).collect()).collect();
    let mut best = orders.clone();
    let mut fewest = crossings(&orders, lines);
    for sweep in 0..SWEEPS {
        let layers: Vec<usize> = if sweep % 2 == 0 {
            (1..sizes.len()).collect()
        } else {
            (0..sizes.len().saturating_sub(1)).rev().collect()
        };
        for layer in layers {
            arrange(&mut orders, lines, layer, sweep % 2 == 0);
        }
        let now = crossings(&orders, lines);
        if now < fewest {
            fewest = now;
            best.clone_from(&orders);
        }
    }
    best
}

/// Puts a layer in the order of the middle of each node's neighbours.
fn arrange(orders: &mut [Vec<usize>], lines: &[Line], layer: usize, from_left: bool) {
    let Some(own) = orders.get(layer) else { return };
    let neighbour = if from_left { layer.checked_sub(1) } else { Some(layer + 1) };
    let Some(places) = neighbour.and_then(|at| orders.get(at)).map(|order| places(order)) else { return };
    let mut ranked: Vec<(f64, usize, usize)> = own
        .iter()
        .enumerate()
        .map(|(at, node)| {
            let ends = lines.iter().filter_map(|line| match from_left {
                true if line.layer + 1 == layer && line.to == *node => places.get(line.from),
                false if line.layer == layer && line.from == *node => places.get(line.to),
                _ => None,
            });
            let (sum, count) = ends.fold((0.0, 0.0), |(sum, count), place| (sum + *place as f64, count + 1.0));
            (if count > 0.0 { sum / count } else { at as f64 }, at, *node)
        })
        .collect();
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    if let Some(own) = orders.get_mut(layer) {
        *own = ranked.into_iter().map(|(.., node)| node).collect();
    }
}

/// Where each node of an order lies.
fn places(order: &[usize]) -> Vec<usize> {
    let mut places = vec![0; order.len()];
    for (at, node) in order.iter().enumerate() {
        if let Some(place) = places.get_mut(*node) {
            *place = at;
        }
    }
    places
}

/// How many pairs of lines cross.
fn crossings(orders: &[Vec<usize>], lines: &[Line]) -> usize {
    let places: Vec<Vec<usize>> = orders.iter().map(|order| places(order)).collect();
    let place = |layer: usize, node: usize| places.get(layer).and_then(|of| of.get(node)).copied().unwrap_or_default();
    let mut count = 0;
    for layer in 0..orders.len().saturating_sub(1) {
        let mut ends: Vec<(usize, usize)> = lines
            .iter()
            .filter(|line| line.layer == layer)
            .map(|line| (place(layer, line.from), place(layer + 1, line.to)))
            .collect();
        ends.sort_unstable();
        for (at, (from, to)) in ends.iter().enumerate() {
            count += ends.iter().skip(at + 1).filter(|(other, end)| other > from && end < to).count();
        }
    }
    count
}

/// Draws layers with their heads.
pub(crate) fn layers(heads: &[String], layers: &[Vec<Node>], joins: &[Join]) -> String {
    let mut sizes: Vec<usize> = layers.iter().map(Vec::len).collect();
    let (beside, across): (Vec<Join>, Vec<Join>) = joins.iter().partition(|join| join.from.0 == join.to.0);
    let lines = bent(&mut sizes, &across);
    let orders = order(&sizes, &lines);
    let all_places: Vec<Vec<usize>> = orders.iter().map(|order| places(order)).collect();
    let most = sizes.iter().max().copied().unwrap_or_default();
    let height = i64::try_from(most).unwrap_or(0) * STEP + HEAD + 6;
    let columns = i64::try_from(layers.len()).unwrap_or(1).max(1);
    let column = WIDTH / columns;
    let left = |layer: usize| i64::try_from(layer).unwrap_or(0) * column;
    let y = |layer: usize, node: usize| {
        let size = i64::try_from(sizes.get(layer).copied().unwrap_or(1)).unwrap_or(1).max(1);
        let place = all_places.get(layer).and_then(|of| of.get(node)).copied().unwrap_or_default();
        // A short layer is spread over the height of the longest.
        let room = height - HEAD - 6;
        HEAD + (2 * i64::try_from(place).unwrap_or(0) + 1) * room / (2 * size)
    };
    let label_width = (column - 60).min(LABEL_WIDTH_MAX);
    let chars = usize::try_from((label_width - 8) * 10 / LETTER_TENTHS).unwrap_or(0).max(8);
    let mut svg = format!("<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"group\">");
    for line in &lines {
        let (x1, x2) = (left(line.layer) + label_width + 8, left(line.layer + 1) - 2);
        let (y1, y2) = (y(line.layer, line.from), y(line.layer + 1, line.to));
        let middle = (x1 + x2) / 2;
        let _ = write!(svg, "<path class=\"wait\" d=\"M{x1} {y1} C{middle} {y1} {middle} {y2} {x2} {y2}\"/>");
    }
    for Join { from, to } in &beside {
        let (x, out) = (left(from.0) + label_width + 6, left(from.0) + label_width + 32);
        let (y1, y2) = (y(from.0, from.1), y(to.0, to.1));
        let _ = write!(svg, "<path class=\"wait\" d=\"M{x} {y1} C{out} {y1} {out} {y2} {x} {y2}\"/>");
    }
    for (layer, nodes) in layers.iter().enumerate() {
        let x = left(layer);
        if let Some(head) = heads.get(layer) {
            let _ = write!(svg, "<text class=\"soft\" x=\"{x}\" y=\"14\">{}</text>", escaped(head));
        }
        for bend in nodes.len()..sizes.get(layer).copied().unwrap_or_default() {
            let (middle, until) = (y(layer, bend), x + label_width + 8);
            let _ = write!(svg, "<path class=\"wait\" d=\"M{} {middle} L{until} {middle}\"/>", x - 2);
        }
        for (at, node) in nodes.iter().enumerate() {
            let middle = y(layer, at);
            let _ = write!(
                svg,
                "<a href=\"{href}\"><rect class=\"node\" x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"20\" rx=\"3\"/><text x=\"{text_x}\" y=\"{text_y}\">{label}</text></a>",
                href = escaped(&node.href),
                top = middle - 10,
                width = label_width + 6,
                text_x = x + 6,
                text_y = middle + 4,
                label = escaped(&cut(&node.label, chars)),
            );
        }
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(layer: usize, from: usize, to: usize) -> Line {
        Line { layer, from, to }
    }

    #[test]
    fn a_line_that_passes_a_layer_by_bends_there() {
        let mut sizes = [1, 2, 1];
        let lines = bent(&mut sizes, &[Join { from: (0, 0), to: (2, 0) }]);
        assert_eq!(sizes, [1, 3, 1]);
        let told: Vec<_> = lines.iter().map(|line| (line.layer, line.from, line.to)).collect();
        assert_eq!(told, [(0, 0, 2), (1, 2, 0)]);
        let node = |label: &str| Node { label: label.into(), href: "/".into() };
        let columns = [vec![node("a")], vec![node("b")], vec![node("c")]];
        let svg = layers(&[], &columns, &[Join { from: (0, 0), to: (2, 0) }]);
        assert_eq!((svg.matches("<rect").count(), svg.matches("<path").count()), (3, 3));
    }

    #[test]
    fn lines_that_would_cross_are_laid_side_by_side() {
        let lines = [line(0, 0, 2), line(0, 1, 1), line(0, 2, 0)];
        let straight: Vec<Vec<usize>> = vec![(0..3).collect(), (0..3).collect()];
        assert_eq!(crossings(&straight, &lines), 3);
        assert_eq!(crossings(&order(&[3, 3], &lines), &lines), 0);
    }

    #[test]
    fn no_order_has_more_crossings_than_the_one_it_came_in() {
        let lines: Vec<Line> = (0..40).map(|at| line(at % 2, (at * 7) % 11, (at * 5 + 3) % 11)).collect();
        let straight: Vec<Vec<usize>> = vec![(0..11).collect(), (0..11).collect(), (0..11).collect()];
        let ordered = order(&[11, 11, 11], &lines);
        assert!(crossings(&ordered, &lines) < crossings(&straight, &lines));
        for layer in &ordered {
            let mut sorted = layer.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, (0..11).collect::<Vec<_>>());
        }
    }
}
