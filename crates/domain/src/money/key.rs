//! Cost keys: how an amount is divided among members.

use super::decimal::Decimal;
use super::sheet::Member;

/// A figure of a member that a key counts by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// Inhabitants (H05).
    Inhabitants,
    /// Use of something, by its name: loans, log-ins (H08).
    Usage(String),
    /// Units of something, by its name: e-services, connections (H08).
    Units(String),
    /// The percentage that the agreement says (H10).
    Percent,
}

impl Measure {
    /// What a member has of it, where that is known.
    #[must_use]
    pub fn of(&self, member: &Member) -> Option<Decimal> {
        match self {
            Self::Inhabitants => member.inhabitants,
            Self::Usage(name) => member.usage.get(name).copied(),
            Self::Units(name) => member.units.get(name).copied(),
            Self::Percent => member.percent,
        }
    }

    /// Where in a member the file holds it, as a JSON pointer.
    pub(super) fn pointer(&self) -> String {
        match self {
            Self::Inhabitants => "/inhabitants".to_owned(),
            Self::Usage(name) => format!("/usage/{}", escaped(name)),
            Self::Units(name) => format!("/units/{}", escaped(name)),
            Self::Percent => "/percent".to_owned(),
        }
    }
}

/// A name in a JSON pointer (RFC 6901).
#[must_use]
pub fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// What shares are in proportion to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// The same for each (H03).
    Equal,
    /// A figure of the members.
    Measure(Measure),
    /// Benefit points, by the place of the member.
    Points(Vec<(usize, Decimal)>),
}

/// A division in proportion, with bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// In proportion to what.
    pub by: By,
    /// Nobody pays less, in units.
    pub floor: Option<i128>,
    /// Nobody pays more, in units.
    pub cap: Option<i128>,
}

/// A size band and its fee (Norway's joining fees, IT-forum's kinds of member).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Largest figure of the band; nothing for a last band without an end.
    pub to: Option<Decimal>,
    /// What each member in it pays, in the currency.
    pub fee: Decimal,
}

/// A cost key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// The amount in proportion to something.
    Split(Split),
    /// Special fees first, by the place of the member, in units; the rest by
    /// another key among the others (H09).
    SpecialThen {
        /// Who pays a special fee, and what.
        special: Vec<(usize, i128)>,
        /// How the rest is divided.
        then: Box<Self>,
    },
    /// Each its own cost, in units, by the place of the member (H08).
    Own(Vec<(usize, i128)>),
    /// Parts of the amount by keys of their own: a percentage of it each,
    /// together a hundred.
    Mix(Vec<(Decimal, Self)>),
    /// A fixed fee and a rate for each of a figure (H06, H07). There is no
    /// amount: each share is rounded half away from nothing.
    Rate {
        /// What each pays, in the currency; nothing where there is a rate alone.
        fixed: Option<Decimal>,
        /// What each pays for one of the figure, in the currency.
        rate: Decimal,
        /// The figure.
        by: Measure,
    },
    /// A fee by size. There is no amount.
    Bands {
        /// The figure that tells the size.
        by: Measure,
        /// From the smallest.
        bands: Vec<Band>,
    },
}

impl Key {
    /// The same without what it says of a member.
    pub(super) fn without(&self, gone: usize) -> Self {
        fn others<T: Clone>(all: &[(usize, T)], gone: usize) -> Vec<(usize, T)> {
            all.iter().filter(|(place, _)| *place != gone).cloned().collect()
        }
        match self {
            Self::Split(Split { by: By::Points(points), floor, cap }) => {
                Self::Split(Split { by: By::Points(others(points, gone)), floor: *floor, cap: *cap })
            }
            Self::SpecialThen { special, then } => {
                Self::SpecialThen { special: others(special, gone), then: Box::new(then.without(gone)) }
            }
            Self::Own(own) => Self::Own(others(own, gone)),
            Self::Mix(parts) => Self::Mix(parts.iter().map(|(percent, key)| (*percent, key.without(gone))).collect()),
            Self::Split(_) | Self::Rate { .. } | Self::Bands { .. } => self.clone(),
        }
    }

    /// Whether the amount follows from the members, so that a line has none.
    #[must_use]
    pub const fn makes_the_amount(&self) -> bool {
        matches!(self, Self::Rate { .. } | Self::Bands { .. })
    }

    /// Whether it, or one within it, says something of single members.
    pub(super) fn names_members(&self) -> bool {
        match self {
            Self::Split(split) => matches!(split.by, By::Points(_)),
            Self::SpecialThen { .. } | Self::Own(_) => true,
            Self::Mix(parts) => parts.iter().any(|(_, key)| key.names_members()),
            Self::Rate { .. } | Self::Bands { .. } => false,
        }
    }

    /// Its name in a calculation's file.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Split(split) => match split.by {
                By::Equal => "equal",
                By::Measure(Measure::Inhabitants) => "inhabitants",
                By::Measure(Measure::Usage(_)) => "usage",
                By::Measure(Measure::Units(_)) => "units",
                By::Measure(Measure::Percent) => "percent",
                By::Points(_) => "benefit",
            },
            Self::SpecialThen { .. } => "special_then",
            Self::Own(_) => "own",
            Self::Mix(_) => "mix",
            Self::Rate { fixed: None, .. } => "rate",
            Self::Rate { .. } => "fixed_plus_rate",
            Self::Bands { .. } => "bands",
        }
    }
}

/// What a member pays by a fixed fee and a rate, exactly: digits and decimals.
pub(super) fn rated(fixed: Option<Decimal>, rate: Decimal, figure: Decimal) -> (i128, u32) {
    fixed.unwrap_or(Decimal::ZERO).plus(rate.times(figure))
}

/// The fee of a size: that of the first band that reaches it.
pub(super) fn banded(bands: &[Band], figure: Decimal) -> Option<Decimal> {
    bands.iter().find(|band| band.to.is_none_or(|to| figure <= to)).map(|band| band.fee)
}
