//! A span between two coarse times, either end open.

use super::CoarseTime;
use jiff::civil::Date;

/// From and until, both included; written `2013/2015`, `2012/` or `/2014-06`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Period {
    /// Start, `None` when unknown or without beginning.
    pub from: Option<CoarseTime>,
    /// End, `None` when it still runs.
    pub until: Option<CoarseTime>,
}

impl Period {
    /// Reads `from/until`; one time alone is a period of its own length.
    /// `None` when an end is unreadable, both are missing, or they are reversed.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let end = |part: &str| match part.trim() {
            "" => Some(None),
            part => CoarseTime::parse(part).map(Some),
        };
        let period = match text.split_once('/') {
            None => {
                let time = CoarseTime::parse(text)?;
                Self { from: Some(time), until: Some(time) }
            }
            Some((from, until)) => Self { from: end(from)?, until: end(until)? },
        };
        (period != Self::default() && period.is_ordered()).then_some(period)
    }

    /// Whether the end is not before the start.
    #[must_use]
    pub fn is_ordered(self) -> bool {
        match (self.from, self.until) {
            (Some(from), Some(until)) => from.first_day() <= until.last_day(),
            _ => true,
        }
    }

    /// Whether a day lies in it. An unknown end is open: what began and has
    /// no end still runs, and what has no start has always run.
    #[must_use]
    pub fn covers(self, day: Date) -> bool {
        self.from.is_none_or(|from| from.first_day() <= day) && self.until.is_none_or(|until| day <= until.last_day())
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(from) = self.from {
            write!(f, "{from}")?;
        }
        f.write_str("/")?;
        if let Some(until) = self.until {
            write!(f, "{until}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_and_closed_periods_are_read_and_written() {
        for text in ["2013/2015", "2012/", "/2014-06"] {
            assert_eq!(Period::parse(text).map(|p| p.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Period::parse("2014").map(|p| p.to_string()).as_deref(), Some("2014/2014"));
        for text in ["/", "", "2015/2013", "x/2013"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_period_covers_its_ends() {
        let period = Period::parse("2013/2014-06").expect("readable");
        let day = |text: &str| text.parse::<Date>().expect("a date");
        assert!(period.covers(day("2013-01-01")));
        assert!(period.covers(day("2014-06-30")));
        assert!(!period.covers(day("2014-07-01")));
    }
}
