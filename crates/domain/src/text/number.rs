//! Numbers as each language writes them.

use crate::Lang;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::locale;

thread_local! {
    // The formatter is not shared between threads; each makes its own once.
    static FORMATS: [Option<DecimalFormatter>; 3] = {
        let make = |locale: icu_locale_core::Locale| DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::default()).ok();
        [make(locale!("sv")), make(locale!("nb")), make(locale!("en"))]
    };
}

/// A number held in units of its last decimal, with the language's own
/// grouping, decimal sign and minus sign.
#[must_use]
pub fn format(units: i64, decimals: u8, lang: Lang) -> String {
    let mut decimal = Decimal::from(units);
    decimal.multiply_pow10(-i16::from(decimals));
    let at = match lang {
        Lang::Sv => 0,
        Lang::Nb => 1,
        Lang::En => 2,
    };
    FORMATS.with(|formats| match formats.get(at).and_then(Option::as_ref) {
        Some(formatter) => formatter.format(&decimal).to_string(),
        None => crate::record::cell::write_decimal(units, decimals),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_groups_in_its_way() {
        assert_eq!(format(1_600_000, 0, Lang::Sv), "1\u{a0}600\u{a0}000");
        assert_eq!(format(160_050, 2, Lang::Nb), "1\u{a0}600,50");
        assert_eq!(format(-160_050, 2, Lang::En), "-1,600.50");
    }
}
