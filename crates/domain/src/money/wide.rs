//! Products of large numbers compared.

use std::cmp::Ordering;

/// The product of two numbers in two halves, the upper first.
const fn product(a: u128, b: u128) -> (u128, u128) {
    const LOW: u128 = u64::MAX as u128;
    let (a1, a0, b1, b0) = (a >> 64, a & LOW, b >> 64, b & LOW);
    let low = a0 * b0;
    let middle = a1 * b0 + (low >> 64);
    let (carried, middle) = (middle >> 64, (middle & LOW) + a0 * b1);
    (a1 * b1 + carried + (middle >> 64), (middle << 64) | (low & LOW))
}

/// How `a · b` stands to `c · d`.
pub(super) fn compare((a, b): (u128, u128), (c, d): (u128, u128)) -> Ordering {
    product(a, b).cmp(&product(c, d))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_beyond_a_hundred_and_twenty_eight_bits_are_compared() {
        assert_eq!(product(u128::MAX, u128::MAX), (u128::MAX - 1, 1));
        assert_eq!(product(u128::MAX, 2), (1, u128::MAX - 1));
        assert_eq!(product(1 << 64, 1 << 64), (1, 0));
        assert_eq!(compare((u128::MAX, 3), (u128::MAX, 2)), Ordering::Greater);
        assert_eq!(compare((6, 7), (21, 2)), Ordering::Equal);
    }
}
