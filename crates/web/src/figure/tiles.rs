//! A tile map: a square for each municipality, the counties in their place.
//! It needs no boundaries and gives a small municipality the room of a large.

use super::cut;
use samverk_exchange::escaped;
use std::fmt::Write as _;

/// A municipality.
pub(crate) struct Tile {
    pub(crate) label: String,
    /// Where it leads; none is drawn only.
    pub(crate) href: Option<String>,
    /// Class that shades it.
    pub(crate) class: &'static str,
    /// A sign or number that says the same as the shade.
    pub(crate) sign: String,
    /// The whole in words.
    pub(crate) told: String,
}

/// A county with its municipalities.
pub(crate) struct County {
    /// Code, as `se-25`.
    pub(crate) code: String,
    pub(crate) label: String,
    pub(crate) href: String,
    pub(crate) tiles: Vec<Tile>,
}

/// Where counties lie, by column and row from the north-west: own drawing.
/// Codes are those of SCB (2024) and SSB (2024).
const PLACES: [(&str, i64, i64); 36] = [
    ("se-25", 3, 0),
    ("se-23", 2, 1),
    ("se-24", 3, 1),
    ("se-21", 2, 2),
    ("se-22", 3, 2),
    ("se-17", 1, 3),
    ("se-20", 2, 3),
    ("se-03", 3, 3),
    ("se-18", 1, 4),
    ("se-19", 2, 4),
    ("se-01", 3, 4),
    ("se-14", 0, 5),
    ("se-05", 1, 5),
    ("se-04", 2, 5),
    ("se-13", 0, 6),
    ("se-06", 1, 6),
    ("se-08", 2, 6),
    ("se-09", 3, 6),
    ("se-12", 0, 7),
    ("se-07", 1, 7),
    ("se-10", 2, 7),
    ("no-56", 2, 0),
    ("no-55", 2, 1),
    ("no-18", 1, 2),
    ("no-50", 1, 3),
    ("no-15", 0, 4),
    ("no-34", 1, 4),
    ("no-46", 0, 5),
    ("no-33", 1, 5),
    ("no-32", 2, 5),
    ("no-11", 0, 6),
    ("no-40", 1, 6),
    ("no-03", 2, 6),
    ("no-42", 0, 7),
    ("no-39", 1, 7),
    ("no-31", 2, 7),
];
/// Norway has three columns, Sweden four to the right of it.
const NORWAY_COLUMNS: i64 = 3;
const TILE: i64 = 16;
const GAP: i64 = 2;
/// Tiles of a county beside each other.
const ACROSS: usize = 7;
const CELL_WIDTH: i64 = (TILE + GAP) * 7 + 10;
/// Room for a county's name and the distance to the next.
const CELL_HEAD: i64 = 32;

fn tile_at(svg: &mut String, tile: &Tile, x: i64, y: i64, width: i64, height: i64, text: &str) {
    let (open, close) = match &tile.href {
        Some(href) => (format!("<a href=\"{}\" aria-label=\"{}\">", escaped(href), escaped(&tile.told)), "</a>"),
        None => ("<g>".to_owned(), "</g>"),
    };
    let _ = write!(
        svg,
        "{open}<title>{told}</title><rect class=\"tile {class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"2\"/>{text}{close}",
        told = escaped(&tile.told),
        class = tile.class,
    );
}

/// Draws the counties of both countries, or of one.
pub(crate) fn tiles(counties: &[County]) -> String {
    let placed: Vec<(&County, i64, i64)> = counties
        .iter()
        .filter_map(|county| {
            let (_, column, row) = PLACES.iter().find(|(code, ..)| *code == county.code)?;
            Some((county, *column, *row))
        })
        .collect();
    let both = ["se-", "no-"].iter().all(|country| placed.iter().any(|(county, ..)| county.code.starts_with(country)));
    let shift = |code: &str| if both && code.starts_with("se-") { NORWAY_COLUMNS } else { 0 };
    let columns = placed.iter().map(|(county, column, _)| column + shift(&county.code) + 1).max().unwrap_or(1);
    let rows = placed.iter().map(|(.., row)| row + 1).max().unwrap_or(1);
    // A row is as high as its largest county.
    let lines = |county: &County| i64::try_from(county.tiles.len().div_ceil(ACROSS)).unwrap_or(1);
    let heights: Vec<i64> = (0..rows)
        .map(|row| {
            let own = placed.iter().filter(|(.., of)| *of == row).map(|(county, ..)| lines(county));
            own.max().unwrap_or_default() * (TILE + GAP) + CELL_HEAD
        })
        .collect();
    let above = |row: i64| heights.iter().take(usize::try_from(row).unwrap_or_default()).sum::<i64>();
    let (width, height) = (columns * CELL_WIDTH, above(rows));
    let mut svg = format!("<svg viewBox=\"0 0 {width} {height}\" role=\"group\">");
    for (county, column, row) in placed {
        let (left, top) = ((column + shift(&county.code)) * CELL_WIDTH, above(row));
        let _ = write!(
            svg,
            "<a href=\"{href}\"><text class=\"county\" x=\"{left}\" y=\"{y}\">{label}</text></a>",
            href = escaped(&county.href),
            y = top + 13,
            label = escaped(&cut(&county.label, 20)),
        );
        for (at, tile) in county.tiles.iter().enumerate() {
            let place = |at: usize| i64::try_from(at).unwrap_or(0) * (TILE + GAP);
            let (x, y) = (left + place(at % ACROSS), top + 18 + place(at / ACROSS));
            let text = if tile.sign.is_empty() {
                String::new()
            } else {
                format!(
                    "<text class=\"sign\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                    x + TILE / 2,
                    y + 12,
                    escaped(&cut(&tile.sign, 2))
                )
            };
            tile_at(&mut svg, tile, x, y, TILE, TILE, &text);
        }
    }
    svg.push_str("</svg>");
    svg
}

/// Draws one county large, with names.
pub(crate) fn county(county: &County) -> String {
    const WIDE: i64 = 150;
    const HIGH: i64 = 46;
    const BESIDE: usize = 6;
    let rows = i64::try_from(county.tiles.len().div_ceil(BESIDE)).unwrap_or(1);
    let mut svg = format!(
        "<svg viewBox=\"0 0 {} {}\" role=\"group\">",
        i64::try_from(BESIDE).unwrap_or(1) * (WIDE + 4),
        rows * (HIGH + 4)
    );
    for (at, tile) in county.tiles.iter().enumerate() {
        let x = i64::try_from(at % BESIDE).unwrap_or(0) * (WIDE + 4);
        let y = i64::try_from(at / BESIDE).unwrap_or(0) * (HIGH + 4);
        let text = format!(
            "<text class=\"name\" x=\"{text_x}\" y=\"{name_y}\">{name} </text><text class=\"sign\" x=\"{text_x}\" y=\"{sign_y}\">{sign}</text>",
            text_x = x + 8,
            name_y = y + 19,
            name = escaped(&cut(&tile.label, 19)),
            sign_y = y + 37,
            sign = escaped(&tile.sign),
        );
        tile_at(&mut svg, tile, x, y, WIDE, HIGH, &text);
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;
    use samverk_domain::register::COUNTY;

    #[test]
    fn every_county_has_a_place_of_its_own() {
        for county in COUNTY.entries {
            assert!(PLACES.iter().any(|(code, ..)| *code == county.code), "{}", county.code);
        }
        for (at, (code, column, row)) in PLACES.iter().enumerate() {
            let country = code.get(..3);
            let same = |other: &&(&str, i64, i64)| other.0.get(..3) == country && (other.1, other.2) == (*column, *row);
            assert!(!PLACES.iter().skip(at + 1).any(|other| same(&other)), "{code}");
        }
    }
}
