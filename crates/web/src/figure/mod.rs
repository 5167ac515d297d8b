//! Figures as SVG: classes for colours, integers for places, links and names
//! for everybody. Each stands beside a table with the same facts.

mod bars;
mod flows;
mod layers;
mod levels;
mod roadmap;
mod shapes;
mod strip;
mod tiles;

pub(crate) use bars::{Bar, bars, bars_told};
pub(crate) use flows::{End, flows};
pub(crate) use layers::{Join, Node, layers};
pub(crate) use levels::{Level, levels};
pub(crate) use roadmap::{Stretch, roadmap};
pub(crate) use shapes::{Land, Placed, shapes};
pub(crate) use strip::{Span, strip};
pub(crate) use tiles::{County, Tile, county, tiles};

/// A text cut to fit beside a bar.
fn cut(text: &str, chars: usize) -> String {
    if text.chars().count() <= chars {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(chars.saturating_sub(1)).collect();
    short.push('…');
    short
}
