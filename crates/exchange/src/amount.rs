//! Amounts in hundredths and the texts that files have them as.

use samverk_domain::money::{Decimal, Unit};

/// Hundredths of a decimal with a point; nothing where it is none, or has a
/// part below a hundredth.
pub(crate) fn hundredths(text: &str) -> Option<i64> {
    let amount = Decimal::parse(text).and_then(|amount| Unit::HUNDREDTH.count(amount))?;
    i64::try_from(amount).ok()
}

/// Hundredths as a decimal with two digits after the point.
pub(crate) fn decimal(hundredths: i64) -> String {
    Unit::HUNDREDTH.text(hundredths.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_it_is_written() {
        for amount in [0, 1, -1, 99, 100, -12_345, 99_999_999_999_999] {
            assert_eq!(hundredths(&decimal(amount)), Some(amount));
        }
        assert_eq!(
            (hundredths("1.5"), hundredths("20.00000"), decimal(-5)),
            (Some(150), Some(2_000), "-0.05".to_owned())
        );
        for wrong in ["", "1,5", "1.001", "+1", "1e3", "1.", " 1"] {
            assert_eq!(hundredths(wrong), None, "{wrong}");
        }
    }
}
