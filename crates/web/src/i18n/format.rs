//! Dates, times and money in words.

use super::{t, t_with};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use samverk_domain::Lang;
use samverk_domain::record::Money;
use samverk_domain::text::number;
use samverk_domain::time::{CoarseTime, Period};

/// The zone in which instants are shown.
const ZONE: &str = "Europe/Stockholm";

/// `21 november 2026`.
#[must_use]
pub fn date(date: Date, lang: Lang) -> String {
    let month = t(lang, &format!("month-{}", date.month()));
    let (day, year) = (date.day().to_string(), format!("y{}", date.year()));
    // The year is no number to be grouped, so it is given as a word.
    t_with(lang, "date-long", &[("day", &day), ("month", &month), ("year", &year)])
        .replace(&year, &date.year().to_string())
}

/// A coarse time in words: `andra halvåret 2017`.
#[must_use]
pub fn coarse(time: CoarseTime, lang: Lang) -> String {
    let with_year = |key: &str, year: i16| format!("{} {year}", t(lang, key));
    match time {
        CoarseTime::Year(year) => year.to_string(),
        CoarseTime::Half(year, half) => with_year(&format!("half-{half}"), year),
        CoarseTime::Quarter(year, quarter) => with_year(&format!("quarter-{quarter}"), year),
        CoarseTime::Month(year, month) => with_year(&format!("month-{month}"), year),
        CoarseTime::Day(day) => date(day, lang),
    }
}

/// `2013 – 2015`, `från 2012`.
#[must_use]
pub fn period(period: Period, lang: Lang) -> String {
    let text = |time| coarse(time, lang);
    match (period.from, period.until) {
        (Some(from), Some(until)) if from == until => text(from),
        (Some(from), Some(until)) => format!("{} – {}", text(from), text(until)),
        (Some(from), None) => format!("{} {}", t(lang, "period-from"), text(from)),
        (None, Some(until)) => format!("{} {}", t(lang, "period-until"), text(until)),
        (None, None) => String::new(),
    }
}

/// `1 600,50 SEK`; whole amounts without decimals.
#[must_use]
pub fn money(money: &Money, lang: Lang) -> String {
    let whole = money.amount_minor % 100 == 0;
    let amount = if whole {
        number::format(money.amount_minor / 100, 0, lang)
    } else {
        number::format(money.amount_minor, 2, lang)
    };
    let unit = match (money.currency.as_str(), lang) {
        ("SEK" | "NOK", Lang::Sv | Lang::Nb) => "kr",
        (code, _) => code,
    };
    format!("{amount}\u{a0}{unit}")
}

/// An instant of the history as day and time where the users are.
#[must_use]
pub fn instant(text: &str, lang: Lang) -> String {
    let Ok(at) = text.parse::<jiff::Timestamp>() else { return text.to_owned() };
    let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
    let at = at.to_zoned(zone);
    format!("{}, {:02}:{:02}", date(at.date(), lang), at.hour(), at.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_are_written_in_words() {
        let day = jiff::civil::date(2026, 11, 21);
        assert_eq!(date(day, Lang::Sv), "21 november 2026");
        assert_eq!(date(day, Lang::Nb), "21. november 2026");
        assert_eq!(date(day, Lang::En), "21 November 2026");
        assert_eq!(coarse(CoarseTime::Half(2017, 2), Lang::Sv), "andra halvåret 2017");
        assert_eq!(instant("2026-11-21T12:00:00.000Z", Lang::En), "21 November 2026, 13:00");
    }

    #[test]
    fn money_is_written_as_each_language_does() {
        let amount = |amount_minor| Money { amount_minor, currency: "SEK".to_owned() };
        assert_eq!(money(&amount(160_000_000), Lang::Sv), "1\u{a0}600\u{a0}000\u{a0}kr");
        assert_eq!(money(&amount(6_950_050), Lang::En), "69,500.50\u{a0}SEK");
    }
}
