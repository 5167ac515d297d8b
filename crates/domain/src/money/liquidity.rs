//! Money at the bank month by month (row H22).

use super::divide;

/// Months of a year.
pub const MONTHS: usize = 12;

/// Money in and out of a month, and what is left after it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Month {
    /// In the smallest unit.
    pub coming_in: i64,
    /// In the smallest unit.
    pub going_out: i64,
    /// After it, with what there was before.
    pub left: i64,
}

/// The months of a year from what there is at its start, what comes in and
/// what goes out by month.
#[must_use]
pub fn months(start: i64, coming_in: &[i64; MONTHS], going_out: &[i64; MONTHS]) -> [Month; MONTHS] {
    let mut left = start;
    let mut out = [Month::default(); MONTHS];
    for ((month, coming_in), going_out) in out.iter_mut().zip(coming_in).zip(going_out) {
        left = left + coming_in - going_out;
        *month = Month { coming_in: *coming_in, going_out: *going_out, left };
    }
    out
}

/// What must be lent for, at most: how far below nothing it comes, and the
/// first month, from 0, in which it does.
#[must_use]
pub fn shortfall(months: &[Month; MONTHS]) -> Option<(usize, i64)> {
    let first = months.iter().position(|month| month.left < 0)?;
    let least = months.iter().map(|month| month.left).min()?;
    Some((first, -least))
}

/// An amount in equal parts over the months, whole units, the larger first.
#[must_use]
pub fn spread(amount: i64) -> [i64; MONTHS] {
    let mut out = [0; MONTHS];
    let parts = divide(u128::from(amount.unsigned_abs()), &[1; MONTHS]);
    for (month, part) in out.iter_mut().zip(parts) {
        *month = i64::try_from(part).unwrap_or_default() * amount.signum();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_spent_before_it_comes_in_is_lent() {
        let mut coming_in = [0; MONTHS];
        coming_in[3] = 1_200;
        let months = months(100, &coming_in, &spread(1_200));
        assert_eq!(months.map(|month| month.left), [0, -100, -200, 900, 800, 700, 600, 500, 400, 300, 200, 100]);
        assert_eq!(shortfall(&months), Some((1, 200)));
        assert_eq!(shortfall(&super::months(0, &[0; MONTHS], &[0; MONTHS])), None);
    }

    proptest! {
        #[test]
        fn parts_make_the_whole(amount in -1_000_000_i64..1_000_000) {
            let parts = spread(amount);
            prop_assert_eq!(parts.iter().sum::<i64>(), amount);
            let (least, most) = (parts.iter().min().copied(), parts.iter().max().copied());
            prop_assert!(most.zip(least).is_some_and(|(most, least)| most - least <= 1));
        }
    }
}
