//! Decimals as they were written, and the unit that amounts are settled in.

use std::cmp::Ordering;
use std::fmt;

/// Digits before the point that a figure or an amount may have.
pub const INTEGER_DIGITS_MAX: usize = 12;
/// Longest text that is read as a number, in characters.
const WRITTEN_CHARS_MAX: usize = 40;
/// Digits after it.
pub const DECIMALS_MAX: usize = 6;

/// An exact decimal: below a billion of a thousand, six digits after the point.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    digits: i128,
    decimals: u32,
}

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self { digits: 0, decimals: 0 };

    /// A whole number, or nothing where it has too many digits.
    #[must_use]
    pub fn whole(number: i128) -> Option<Self> {
        (number.unsigned_abs() < 10_u128.pow(INTEGER_DIGITS_MAX as u32)).then_some(Self { digits: number, decimals: 0 })
    }

    /// Reads digits with at most one point and a minus in front: `-12.50`.
    /// Nothing else: no exponent, no plus, no spaces, no comma.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, part) = rest.split_once('.').unwrap_or((rest, ""));
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let has_point = rest.contains('.');
        if whole.is_empty() || (has_point && part.is_empty()) || !is_digits(whole) || !is_digits(part) {
            return None;
        }
        if whole.trim_start_matches('0').len() > INTEGER_DIGITS_MAX || part.len() > DECIMALS_MAX {
            return None;
        }
        let digits: i128 = format!("{whole}{part}").parse().ok()?;
        Some(Self { digits: if negative { -digits } else { digits }, decimals: u32::try_from(part.len()).ok()? })
    }

    /// Reads a number as people write it: with spaces between thousands, comma
    /// or point. A text that is too long for any number is none.
    #[must_use]
    pub fn as_written(text: &str) -> Option<Self> {
        if text.chars().count() > WRITTEN_CHARS_MAX {
            return None;
        }
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        Self::parse(&bare.replace(',', "."))
    }

    /// A number that carries so many decimals, or nothing where it has too many
    /// digits.
    #[must_use]
    pub fn scaled_by(digits: i64, decimals: u8) -> Option<Self> {
        let most = 10_u128.pow((INTEGER_DIGITS_MAX + usize::from(decimals)) as u32);
        let fits = usize::from(decimals) <= DECIMALS_MAX && u128::from(digits.unsigned_abs()) < most;
        fits.then_some(Self { digits: i128::from(digits), decimals: u32::from(decimals) })
    }

    /// Whether it is below nothing.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// Whether nothing but noughts stand after the point.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.digits % 10_i128.pow(self.decimals) == 0
    }

    /// The number, where nothing but noughts stand after the point.
    #[must_use]
    pub const fn whole_number(self) -> Option<i128> {
        if self.is_whole() { Some(self.digits / 10_i128.pow(self.decimals)) } else { None }
    }

    /// What is left when another is taken off.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        let decimals = if self.decimals > other.decimals { self.decimals } else { other.decimals };
        Self { digits: self.scaled(decimals) - other.scaled(decimals), decimals }
    }

    /// Digits after the point, as written.
    pub(super) const fn decimals(self) -> u32 {
        self.decimals
    }

    /// As a count of the last of so many decimals, which are at least its own.
    pub(super) const fn scaled(self, decimals: u32) -> i128 {
        self.digits * 10_i128.pow(decimals.saturating_sub(self.decimals))
    }

    /// The product, as digits and decimals; it may have twice as many as a decimal.
    pub(super) const fn times(self, other: Self) -> (i128, u32) {
        (self.digits * other.digits, self.decimals + other.decimals)
    }

    /// The sum with a product.
    pub(super) const fn plus(self, (digits, decimals): (i128, u32)) -> (i128, u32) {
        if decimals >= self.decimals {
            (self.scaled(decimals) + digits, decimals)
        } else {
            (self.digits + digits * 10_i128.pow(self.decimals - decimals), self.decimals)
        }
    }

    /// The sum of decimals.
    #[must_use]
    pub fn sum(all: impl Iterator<Item = Self>) -> Self {
        all.fold(Self::ZERO, |sum, one| {
            let decimals = sum.decimals.max(one.decimals);
            Self { digits: sum.scaled(decimals) + one.scaled(decimals), decimals }
        })
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let decimals = self.decimals.max(other.decimals);
        self.scaled(decimals).cmp(&other.scaled(decimals))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_digits(to, self.digits, self.decimals)
    }
}

fn write_digits(to: &mut fmt::Formatter<'_>, digits: i128, decimals: u32) -> fmt::Result {
    let (sign, digits) = (if digits < 0 { "-" } else { "" }, digits.unsigned_abs());
    let scale = 10_u128.pow(decimals);
    write!(to, "{sign}{}", digits / scale)?;
    if decimals > 0 {
        write!(to, ".{:0width$}", digits % scale, width = decimals as usize)?;
    }
    Ok(())
}

/// The unit that amounts are settled in, as `0.01` or `1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit(Decimal);

impl Unit {
    /// Hundredths: öre, øre, cents.
    pub const HUNDREDTH: Self = Self(Decimal { digits: 1, decimals: 2 });

    /// A unit above nothing.
    #[must_use]
    pub fn new(size: Decimal) -> Option<Self> {
        (size.digits > 0).then_some(Self(size))
    }

    /// How many units an amount is; nothing where it is no whole number of them.
    #[must_use]
    pub fn count(self, amount: Decimal) -> Option<i128> {
        let decimals = self.0.decimals.max(amount.decimals);
        let (amount, size) = (amount.scaled(decimals), self.0.scaled(decimals));
        (amount % size == 0).then(|| amount / size)
    }

    /// A product rounded to units, half away from nothing.
    pub(super) fn rounded(self, (digits, decimals): (i128, u32)) -> i128 {
        let (mut over, mut under) = (digits, self.0.digits);
        if decimals >= self.0.decimals {
            under *= 10_i128.pow(decimals - self.0.decimals);
        } else {
            over *= 10_i128.pow(self.0.decimals - decimals);
        }
        round(over, under)
    }

    /// An amount of the currency as a fraction of units, where the numbers are
    /// not too large to tell.
    pub(super) fn fraction_of(self, (digits, decimals): (i128, u32)) -> Option<(i128, i128)> {
        let over = digits.checked_mul(10_i128.pow(self.0.decimals))?;
        let under = self.0.digits.checked_mul(10_i128.pow(decimals))?;
        let common = common_divisor(over.unsigned_abs(), under.unsigned_abs()).cast_signed();
        Some((over / common, under / common))
    }

    /// A fraction of units as one of the currency, in its lowest terms: `100/3`,
    /// or `50` where it is whole.
    #[must_use]
    pub fn fraction(self, over: i128, under: i128) -> String {
        let scale = 10_i128.pow(self.0.decimals);
        let (Some(over), Some(under)) = (over.checked_mul(self.0.digits), under.checked_mul(scale)) else {
            return format!("{over}/{under} × {}", self.0);
        };
        let common = common_divisor(over.unsigned_abs(), under.unsigned_abs()).cast_signed();
        match (over / common, under / common) {
            (over, 1) => over.to_string(),
            (over, under) => format!("{over}/{under}"),
        }
    }

    /// So many units as a text, with the unit's decimals.
    #[must_use]
    pub fn text(self, count: i128) -> String {
        struct Amount(i128, u32);
        impl fmt::Display for Amount {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_digits(to, self.0, self.1)
            }
        }
        Amount(count * self.0.digits, self.0.decimals).to_string()
    }
}

/// The greatest common divisor; 1 for nothing.
pub(super) const fn common_divisor(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    if a == 0 { 1 } else { a }
}

/// A fraction with a positive denominator, rounded half away from nothing.
pub(super) const fn round(over: i128, under: i128) -> i128 {
    let (whole, rest) = (over / under, over % under);
    if rest.unsigned_abs() * 2 >= under.unsigned_abs() { whole + over.signum() } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).expect(text)
    }

    #[test]
    fn people_write_numbers_with_spaces_and_a_comma() {
        for (text, read) in [("1 300 000", "1300000"), ("12,50", "12.50"), ("1\u{a0}000.5", "1000.5"), (" 7 ", "7")] {
            assert_eq!(Decimal::as_written(text), Decimal::parse(read), "{text}");
        }
        for text in ["", "1,2,3", "kr 5", "1.000,50", &"0".repeat(41)] {
            assert_eq!(Decimal::as_written(text), None, "{text}");
        }
    }

    #[test]
    fn decimals_are_read_as_they_are_written() {
        for text in ["0", "-0.5", "12.50", "999999999999.999999", "007"] {
            assert_eq!(decimal(text), decimal(&decimal(text).to_string()), "{text}");
        }
        assert_eq!(decimal("12.50").to_string(), "12.50");
        assert_eq!(decimal("-0.05").to_string(), "-0.05");
        for wrong in ["", "-", ".", "1.", ".5", "+1", "1e3", "1,5", " 1", "1 000", "1234567890123", "0.1234567", "١"] {
            assert!(Decimal::parse(wrong).is_none(), "{wrong}");
        }
        assert!(decimal("1.0") == decimal("1") && decimal("-2") < decimal("-1.99") && decimal("3.00").is_whole());
        assert_eq!(Decimal::sum(["0.1", "0.25", "-1"].map(decimal).into_iter()).to_string(), "-0.65");
    }

    #[test]
    fn an_amount_is_a_whole_number_of_units() {
        let unit = |text| Unit::new(decimal(text)).expect(text);
        assert_eq!(unit("0.01").count(decimal("100")), Some(10_000));
        assert_eq!(unit("1").count(decimal("100.50")), None);
        assert_eq!(unit("0.05").count(decimal("0.15")), Some(3));
        assert_eq!(unit("100").count(decimal("903000")), Some(9_030));
        assert_eq!(unit("100").text(9_030), "903000");
        assert_eq!(unit("0.05").text(-3), "-0.15");
        assert_eq!(unit("0.01").fraction(10_000, 3), "100/3");
        assert_eq!(unit("0.01").fraction(-5_000, 1), "-50");
        assert_eq!(unit("1").fraction(903_000, 13), "903000/13");
        assert!(Unit::new(Decimal::ZERO).is_none() && Unit::new(decimal("-1")).is_none());
        // 0.48 kronor for each of 90 000, in whole kronor and in öre; halves go away from nothing.
        assert_eq!(unit("1").rounded(decimal("0.48").times(decimal("90000"))), 43_200);
        assert_eq!(unit("0.01").rounded(decimal("0.125").times(decimal("1"))), 13);
        assert_eq!(unit("0.01").rounded(decimal("-0.125").times(decimal("1"))), -13);
    }
}
