//! Prices that follow an index (row H08).

/// A price in another year: multiplied by the index of that year and divided
/// by the index of its own, rounded half away from nothing.
///
/// `None` where an index figure is not above nothing, or the price is too large.
#[must_use]
pub fn indexed(amount: i64, own_index: i64, other_index: i64) -> Option<i64> {
    if own_index <= 0 || other_index <= 0 {
        return None;
    }
    let (exact, by) = (i128::from(amount) * i128::from(other_index), i128::from(own_index));
    let rounded = (exact.abs() * 2 + by) / (by * 2) * exact.signum();
    i64::try_from(rounded).ok()
}

/// What of a whole year a stretch of days is, as days of the year: both ends
/// are in it. Nothing where it lies outside.
#[must_use]
pub fn days_in_year(from: jiff::civil::Date, until: Option<jiff::civil::Date>, year: i16) -> (i64, i64) {
    let (Ok(first), Ok(last)) = (jiff::civil::Date::new(year, 1, 1), jiff::civil::Date::new(year, 12, 31)) else {
        return (0, 1);
    };
    let days = |a: jiff::civil::Date, b: jiff::civil::Date| i64::from((b - a).get_days()) + 1;
    let (start, end) = (from.max(first), until.unwrap_or(last).min(last));
    (if start > end { 0 } else { days(start, end) }, days(first, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_price_follows_its_index_and_is_rounded_once() {
        assert_eq!(indexed(10_000, 1_000, 1_030), Some(10_300));
        assert_eq!(indexed(100, 3, 4), Some(133));
        assert_eq!(indexed(-100, 3, 4), Some(-133));
        assert_eq!(indexed(25, 2, 3), Some(38));
        assert_eq!(indexed(1, 0, 1), None);
        assert_eq!(indexed(i64::MAX, 1, 2), None);
    }

    #[test]
    fn an_order_counts_for_the_days_of_the_year_that_it_runs() {
        assert_eq!(days_in_year(date(2026, 1, 1), None, 2026), (365, 365));
        assert_eq!(days_in_year(date(2025, 7, 1), Some(date(2026, 1, 31)), 2026), (31, 365));
        assert_eq!(days_in_year(date(2024, 7, 1), None, 2024), (184, 366));
        assert_eq!(days_in_year(date(2027, 1, 1), None, 2026), (0, 365));
    }
}
