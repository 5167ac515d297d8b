//! Municipalities within their boundaries.

use super::Tile;
use samverk_domain::map::boundary::{Point, Topology, county_of};
use samverk_exchange::escaped;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// The figure's longer side, in tenths of a unit of its drawing.
const SIDE: i64 = 9_000;
/// An area narrower than this, in the same tenths, has a small sign in it.
const SIGN_WIDE: i64 = 260;
/// One narrower than this has none; the county's own page draws it larger.
const SIGN_SMALL: i64 = 90;

/// The areas of a country; another may have the same codes.
pub(crate) struct Land<'a> {
    pub(crate) country: &'a str,
    pub(crate) areas: &'a Topology,
}

/// A municipality: where it belongs and what a tile would say.
pub(crate) struct Placed<'a> {
    pub(crate) country: &'a str,
    pub(crate) code: &'a str,
    pub(crate) tile: Tile,
}

struct Frame {
    left: i64,
    top: i64,
    /// Metres of the longer side.
    metres: i64,
    width: i64,
    height: i64,
}

impl Frame {
    /// Around the areas that are drawn.
    fn around<'a>(rings: impl Iterator<Item = &'a Point>) -> Option<Self> {
        let mut bounds: Option<(Point, Point)> = None;
        for (x, y) in rings {
            let ((west, south), (east, north)) = bounds.unwrap_or(((*x, *y), (*x, *y)));
            bounds = Some(((west.min(*x), south.min(*y)), (east.max(*x), north.max(*y))));
        }
        let ((west, south), (east, north)) = bounds?;
        let metres = (east - west).max(north - south).max(1);
        let scaled = |length: i64| length * SIDE / metres;
        Some(Self { left: west, top: north, metres, width: scaled(east - west), height: scaled(north - south) })
    }

    fn place(&self, (x, y): Point) -> Point {
        ((x - self.left) * SIDE / self.metres, (self.top - y) * SIDE / self.metres)
    }
}

/// Draws the municipalities that have an area in their country, and tells the
/// places in `placed` of those that have none.
pub(crate) fn shapes(lands: &[Land<'_>], placed: &[Placed<'_>]) -> (String, Vec<usize>) {
    let wanted: HashMap<(&str, &str), usize> =
        placed.iter().enumerate().map(|(at, one)| ((one.country, one.code), at)).collect();
    let mut found: Vec<Option<Vec<Vec<Point>>>> = placed.iter().map(|_| None).collect();
    for Land { country, areas } in lands {
        for outline in areas.outlines() {
            let place = wanted.get(&(*country, outline.code.as_str())).and_then(|at| found.get_mut(*at));
            if let Some(place) = place {
                *place = Some(outline.rings.iter().map(|ring| areas.ring(ring)).collect());
            }
        }
    }
    let missing = (0_usize..).zip(&found).filter(|(_, rings)| rings.is_none()).map(|(at, _)| at).collect();
    let Some(frame) = Frame::around(found.iter().flatten().flatten().flatten()) else {
        return (String::new(), missing);
    };
    let mut svg = format!(
        "<svg class=\"shapes\" viewBox=\"-2 -2 {} {}\" role=\"group\">",
        frame.width / 10 + 4,
        frame.height / 10 + 4
    );
    for (one, rings) in placed.iter().zip(&found) {
        if let Some(rings) = rings {
            area(&mut svg, &frame, &one.tile, rings);
        }
    }
    let mut borders = String::new();
    for Land { country, areas } in lands {
        let drawn: HashSet<&str> = wanted.keys().filter(|(own, _)| own == country).map(|(_, code)| *code).collect();
        for line in areas.between(|a, b| county_of(a) != county_of(b) && drawn.contains(a) && drawn.contains(b)) {
            path(&mut borders, line.iter().map(|point| frame.place(*point)), false);
        }
    }
    if !borders.is_empty() {
        let _ = write!(svg, "<path class=\"border\" d=\"{borders}\"/>");
    }
    svg.push_str("</svg>");
    (svg, missing)
}

fn area(svg: &mut String, frame: &Frame, tile: &Tile, rings: &[Vec<Point>]) {
    let rings: Vec<Vec<Point>> =
        rings.iter().map(|ring| ring.iter().map(|point| frame.place(*point)).collect()).collect();
    let mut drawn = String::new();
    for ring in &rings {
        path(&mut drawn, ring.iter().copied(), true);
    }
    let (open, close) = match &tile.href {
        Some(href) => (format!("<a href=\"{}\" aria-label=\"{}\">", escaped(href), escaped(&tile.told)), "</a>"),
        None => ("<g>".to_owned(), "</g>"),
    };
    let _ = write!(
        svg,
        "{open}<title>{told}</title><path class=\"tile {class}\" fill-rule=\"evenodd\" d=\"{drawn}\"/>",
        told = escaped(&tile.told),
        class = tile.class,
    );
    if let Some(((x, y), wide)) = middle(&rings).filter(|_| !tile.sign.is_empty()) {
        let (size, down) = if wide < SIGN_WIDE { (" small", 2) } else { ("", 4) };
        let _ = write!(
            svg,
            "<text class=\"sign{size}\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            x / 10,
            y / 10 + down,
            escaped(&super::cut(&tile.sign, 3)),
        );
    }
    svg.push_str(close);
}

/// A place for a sign: halfway along the widest stretch of the middle of the
/// largest ring, which lies inside however crooked the area is, and how wide
/// that is; none where the area is too narrow there.
fn middle(rings: &[Vec<Point>]) -> Option<(Point, i64)> {
    let size = |ring: &&Vec<Point>| {
        let (low, high) = span(ring.iter().map(|(x, _)| *x))?;
        let (top, bottom) = span(ring.iter().map(|(_, y)| *y))?;
        Some((high - low) * (bottom - top))
    };
    let ring = rings.iter().max_by_key(|ring| size(ring))?;
    let (top, bottom) = span(ring.iter().map(|(_, y)| *y))?;
    let y = i64::midpoint(top, bottom);
    let next = ring.iter().cycle().skip(1);
    let mut crossings: Vec<i64> = ring
        .iter()
        .zip(next)
        .filter(|(a, b)| (a.1 <= y) != (b.1 <= y))
        .map(|(a, b)| a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1))
        .collect();
    crossings.sort_unstable();
    let stretches = crossings.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)));
    let (from, until) = stretches.max_by_key(|(from, until)| until - from)?;
    (until - from >= SIGN_SMALL).then(|| ((i64::midpoint(from, until), y), until - from))
}

fn span(values: impl Iterator<Item = i64> + Clone) -> Option<(i64, i64)> {
    Some((values.clone().min()?, values.max()?))
}

/// Steps from point to point, in units with one decimal; those that do not
/// move on are left out.
fn path(drawn: &mut String, points: impl Iterator<Item = Point>, closed: bool) {
    let mut last: Option<Point> = None;
    for (x, y) in points {
        match last {
            None => {
                drawn.push('M');
                tenths(drawn, x);
                drawn.push(' ');
                tenths(drawn, y);
                drawn.push('l');
            }
            Some(known) if known == (x, y) => continue,
            Some((left, top)) => {
                tenths(drawn, x - left);
                drawn.push(' ');
                tenths(drawn, y - top);
                drawn.push(' ');
            }
        }
        last = Some((x, y));
    }
    if last.is_some() {
        drawn.push_str(if closed { "z" } else { "0 0" });
    }
}

fn tenths(drawn: &mut String, value: i64) {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, part) = (value.unsigned_abs() / 10, value.unsigned_abs() % 10);
    let _ = match (whole, part) {
        (whole, 0) => write!(drawn, "{}{whole}", if whole == 0 { "" } else { sign }),
        (0, part) => write!(drawn, "{sign}.{part}"),
        (whole, part) => write!(drawn, "{sign}{whole}.{part}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use samverk_domain::map::boundary::Area;

    fn tile(label: &str) -> Tile {
        let told = format!("{label}: 1");
        Tile { label: label.to_owned(), href: Some("/x".to_owned()), class: "shade-1", sign: "1".to_owned(), told }
    }

    #[test]
    fn areas_are_drawn_where_they_lie_and_those_without_are_told() {
        let square = |code: &str, x: i64| Area {
            code: code.to_owned(),
            rings: vec![vec![(x, 0), (x + 100, 0), (x + 100, 100), (x, 100)]],
        };
        let topology = Topology::of(&[square("0101", 0), square("0202", 100)]);
        let placed = |code| Placed { country: "se", code, tile: tile(code) };
        let lands = [Land { country: "se", areas: &topology }];
        let (svg, missing) = shapes(&lands, &[placed("0101"), placed("0202"), placed("0303")]);
        assert_eq!(missing, [2]);
        assert!(
            svg.starts_with(concat!(
                "<svg class=\"shapes\" viewBox=\"-2 -2 904 454\" role=\"group\"><a href=\"/x\" aria-label=\"0101: 1\">",
                "<title>0101: 1</title><path class=\"tile shade-1\" fill-rule=\"evenodd\" ",
                "d=\"M450 450l0 -450 -450 0 0 450 z\"/>",
                "<text class=\"sign\" x=\"225\" y=\"229\" text-anchor=\"middle\">1</text></a>",
            )),
            "{svg}"
        );
        assert!(svg.contains("d=\"M450 450l450 0 0 -450 -450 0 z\""), "the second lies to the right: {svg}");
        assert!(svg.contains("<path class=\"border\" d=\"M450 450l0 -450 0 0\"/>"), "counties are divided: {svg}");
        let elsewhere = Placed { country: "no", ..placed("0101") };
        let (svg, missing) = shapes(&lands, &[elsewhere]);
        assert_eq!((svg.as_str(), missing), ("", vec![0]));
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let text = |value| {
            let mut text = String::new();
            tenths(&mut text, value);
            text
        };
        assert_eq!([0, 5, -5, 10, -123].map(text), ["0", ".5", "-.5", "1", "-12.3"]);
    }
}
