//! Terms and words with how often they stand in a text.

use std::sync::LazyLock;

/// What a term or word counts in a text at most.
const COUNT_MAX: u32 = 255;

/// Term frequencies by halves.
static TERM_FREQUENCY: LazyLock<[f64; 256]> = LazyLock::new(|| {
    let counts = std::array::from_fn(|halves| halves as f64 / 2.0);
    counts.map(|count: f64| if count < 1.0 { count } else { 1.0 + count.ln() })
});

/// Term frequencies at hand, for sums over many postings: whole for scores,
/// short for the sums that choose.
pub(super) struct Frequencies {
    whole: [f64; 256],
    short: [f32; 256],
}

impl Frequencies {
    pub(super) fn new() -> Self {
        Self { whole: *TERM_FREQUENCY, short: TERM_FREQUENCY.map(|frequency| frequency as f32) }
    }

    pub(super) fn whole(&self, counted: Counted) -> f64 {
        self.whole.get(counted.count() as usize).copied().unwrap_or_default()
    }

    pub(super) fn short(&self, counted: Counted) -> f32 {
        self.short.get(counted.count() as usize).copied().unwrap_or_default()
    }
}

/// A number in the upper 24 bits and a count in the lower 8: a text or a term
/// with its halves, or a word with its times, in four bytes, of which fifty
/// thousand texts have millions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Counted(u32);

impl Counted {
    pub(super) fn new(no: u32, count: u32) -> Self {
        Self(no << 8 | count.min(COUNT_MAX))
    }

    pub(super) fn no(self) -> u32 {
        self.0 >> 8
    }

    pub(super) fn count(self) -> u32 {
        self.0 & COUNT_MAX
    }

    /// The term frequency of a count of halves: `1 + ln c` from 1 on, `c` below.
    pub(super) fn tf(self) -> f64 {
        TERM_FREQUENCY.get(self.count() as usize).copied().unwrap_or_default()
    }
}

/// The number of the thing at a place.
pub(super) fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
