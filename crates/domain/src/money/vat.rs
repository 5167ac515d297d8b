//! VAT on what members are charged with, apart from what is divided (H04).

use super::decimal::round;
use crate::record::{ChoiceList, entry};
use jiff::civil::Date;

/// How VAT is charged on the shares of a budget.
pub(super) static VAT_TREATMENT: ChoiceList = ChoiceList {
    name: "vat-treatment",
    version: "1",
    source: "EN 16931, UNCL5305 codes O, E and S",
    entries: &[entry("outside"), entry("exempt"), entry("standard")],
};

/// VAT of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vat {
    /// `O` outside the scope of VAT, `E` exempt, `S` at a rate.
    pub category: &'static str,
    /// In hundredths of a per cent; nothing but with `S`.
    pub rate: i64,
}

impl Vat {
    /// Outside the scope of VAT, as shares of a common cost are unless
    /// something else is said.
    pub const OUTSIDE: Self = Self { category: "O", rate: 0 };

    /// What comes to an amount without VAT, in the same unit, rounded half
    /// away from nothing: once for an invoice.
    #[must_use]
    pub fn on(self, net: i64) -> i64 {
        vat_of(net, self.rate)
    }
}

/// The VAT of an amount by a rate in hundredths of a per cent, in the same
/// unit, rounded half away from nothing.
#[must_use]
pub fn vat_of(net: i64, rate: i64) -> i64 {
    i64::try_from(round(i128::from(net) * i128::from(rate), 10_000)).unwrap_or(i64::MAX)
}

/// A standard rate.
struct Rate {
    country: &'static str,
    /// First day that it holds for, ISO.
    from: &'static str,
    /// In hundredths of a per cent.
    rate: i64,
}

/// The standard rates, the latest of a country first.
///
/// Sources: mervärdesskattelag (2023:200) 9 kap. 2 § and (1994:200) 7 kap. 1 §
/// before it; Stortingets vedtak om merverdiavgift, § 2.
const RATES: [Rate; 2] =
    [Rate { country: "se", from: "1994-07-01", rate: 2_500 }, Rate { country: "no", from: "2005-01-01", rate: 2_500 }];

/// The VAT of a treatment, by its code, charged from a country on a day;
/// nothing where no rate is known.
#[must_use]
pub fn vat(treatment: Option<&str>, country: &str, on: Date) -> Option<Vat> {
    match treatment {
        Some("standard") => {
            let day = on.to_string();
            let rate = RATES.iter().find(|rate| rate.country == country && rate.from <= day.as_str())?;
            Some(Vat { category: "S", rate: rate.rate })
        }
        Some("exempt") => Some(Vat { category: "E", rate: 0 }),
        _ => Some(Vat::OUTSIDE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn vat_comes_to_what_is_charged_and_is_rounded_once() {
        let day = date(2026, 1, 10);
        let standard = vat(Some("standard"), "se", day).unwrap();
        assert_eq!((standard.category, standard.on(96_000), standard.on(-96_000)), ("S", 24_000, -24_000));
        assert_eq!([standard.on(2), standard.on(1), standard.on(-2)], [1, 0, -1]);
        assert_eq!(vat(Some("exempt"), "no", day).map(|vat| (vat.category, vat.on(100))), Some(("E", 0)));
        assert_eq!(vat(None, "se", day), Some(Vat::OUTSIDE));
        assert_eq!(vat(Some("standard"), "dk", day), None);
        assert_eq!(vat(Some("standard"), "no", date(1999, 1, 1)), None);
    }
}
