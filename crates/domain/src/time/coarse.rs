//! A point in time that is no finer than its source.

use jiff::civil::Date;

/// A year, half-year, quarter, month or day (`2017`, `2017-H2`, `2013-Q3`,
/// `2014-03`, `2014-02-26`), as plans write their timetables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CoarseTime {
    /// A whole year.
    Year(i16),
    /// First (1) or second (2) half of a year.
    Half(i16, u8),
    /// A quarter, 1 to 4.
    Quarter(i16, u8),
    /// A month, 1 to 12.
    Month(i16, u8),
    /// A day.
    Day(Date),
}

/// Years outside this range are taken for mistakes.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2500;

impl CoarseTime {
    /// Reads the written form; `None` when it is none of the five.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (year, rest) = match text.split_once('-') {
            None => (text, None),
            Some((year, rest)) => (year, Some(rest)),
        };
        if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let year: i16 = year.parse().ok().filter(|y| YEARS.contains(y))?;
        let Some(rest) = rest else { return Some(Self::Year(year)) };
        let bytes = rest.as_bytes();
        match bytes {
            [b'H' | b'h', n @ b'1'..=b'2'] => Some(Self::Half(year, n - b'0')),
            [b'Q' | b'q', n @ b'1'..=b'4'] => Some(Self::Quarter(year, n - b'0')),
            [_, _] => {
                let month: u8 = rest.parse().ok()?;
                (1..=12).contains(&month).then_some(Self::Month(year, month))
            }
            [_, _, b'-', _, _] => text.parse().ok().map(Self::Day),
            _ => None,
        }
    }

    /// The first day that it covers.
    #[must_use]
    pub fn first_day(self) -> Date {
        match self {
            Self::Year(year) => day(year, 1, 1),
            Self::Half(year, half) => day(year, if half == 1 { 1 } else { 7 }, 1),
            Self::Quarter(year, quarter) => day(year, i8::try_from(quarter).unwrap_or(1) * 3 - 2, 1),
            Self::Month(year, month) => day(year, i8::try_from(month).unwrap_or(1), 1),
            Self::Day(date) => date,
        }
    }

    /// The last day that it covers.
    #[must_use]
    pub fn last_day(self) -> Date {
        let month = match self {
            Self::Year(year) => day(year, 12, 1),
            Self::Half(year, half) => day(year, if half == 1 { 6 } else { 12 }, 1),
            Self::Quarter(year, quarter) => day(year, i8::try_from(quarter).unwrap_or(1) * 3, 1),
            Self::Month(year, month) => day(year, i8::try_from(month).unwrap_or(1), 1),
            Self::Day(date) => return date,
        };
        month.last_of_month()
    }
}

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap_or(Date::ZERO)
}

impl std::fmt::Display for CoarseTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => write!(f, "{date}"),
        }
    }
}

/// Ordered by first day, the coarser first, so that a list of plans reads naturally.
impl Ord for CoarseTime {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.first_day(), std::cmp::Reverse(self.last_day()))
            .cmp(&(other.first_day(), std::cmp::Reverse(other.last_day())))
    }
}

impl PartialOrd for CoarseTime {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_written_forms_of_the_sources_are_read() {
        for text in ["2014", "2017-H2", "2013-Q3", "2014-03", "2014-02-26"] {
            assert_eq!(CoarseTime::parse(text).map(|t| t.to_string()).as_deref(), Some(text));
        }
        for text in ["", "14", "2014-13", "2014-H3", "2014-Q5", "2014-02-30", "hösten 2017", "20144", "+201"] {
            assert_eq!(CoarseTime::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_half_year_covers_its_days() {
        let half = CoarseTime::Half(2017, 2);
        assert_eq!(half.first_day().to_string(), "2017-07-01");
        assert_eq!(half.last_day().to_string(), "2017-12-31");
    }

    proptest! {
        #[test]
        fn reading_what_was_written_gives_the_same(text in "[0-9]{4}(-(H[12]|Q[1-4]|[01][0-9]))?") {
            if let Some(time) = CoarseTime::parse(&text) {
                prop_assert_eq!(CoarseTime::parse(&time.to_string()), Some(time));
                prop_assert!(time.first_day() <= time.last_day());
            }
        }
    }
}
