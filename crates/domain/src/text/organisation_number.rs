//! Swedish and Norwegian organisation numbers.

/// Without spaces; a Swedish number gets its hyphen.
#[must_use]
pub fn normal(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        10 => digits.split_at_checked(6).map_or(digits.clone(), |(a, b)| format!("{a}-{b}")),
        9 => digits,
        _ => text.trim().to_owned(),
    }
}

/// Ten digits by the Luhn sum (Sweden, third digit at least 2) or nine by
/// modulus 11 (Norway, first digit 8 or 9).
#[must_use]
pub fn is_valid(text: &str) -> bool {
    let plain = text.chars().all(|c| c.is_ascii_digit() || c == '-' || c == ' ');
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    plain
        && match digits.len() {
            10 => digits.get(2).is_some_and(|d| *d >= 2) && luhn(&digits) == 0,
            9 => digits.first().is_some_and(|d| *d >= 8) && modulus_11(&digits) == 0,
            _ => false,
        }
}

fn luhn(digits: &[u32]) -> u32 {
    let sum: u32 =
        digits.iter().rev().enumerate().map(|(at, d)| if at % 2 == 0 { *d } else { d * 2 / 10 + d * 2 % 10 }).sum();
    sum % 10
}

fn modulus_11(digits: &[u32]) -> u32 {
    let sum: u32 = digits.iter().zip([3, 2, 7, 6, 5, 4, 3, 2, 1]).map(|(d, weight)| d * weight).sum();
    sum % 11
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_decide() {
        for good in ["212000-2742", "2120002742", "958935420"] {
            assert!(is_valid(good), "{good}");
        }
        for bad in ["212000-2743", "958935421", "12345", "191212121212", "", "abc"] {
            assert!(!is_valid(bad), "{bad}");
        }
        assert_eq!(normal("2120002742"), "212000-2742");
        assert_eq!(normal("958 935 420"), "958935420");
    }
}
