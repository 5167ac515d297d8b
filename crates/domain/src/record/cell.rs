//! The text form of values in spreadsheets, forms and commands: one reader
//! and one writer, so that what goes out can come in again.

use super::{Field, FieldType, FileRef, LinkValue, Money, Value};
use crate::time::{CoarseTime, Period};
use crate::{Lang, RecordId};
use std::collections::BTreeMap;

/// Stands between repeated values in one cell.
pub const SEPARATOR: &str = " | ";

/// Finds records by key or id while cells are read, and keys while they are written.
pub trait Resolver {
    /// The record of this kind with this key or id.
    fn find(&self, kind: &str, key_or_id: &str) -> Option<RecordId>;
    /// The key of a record.
    fn key(&self, id: RecordId) -> Option<String>;
    /// The currency of an amount that is written without one, where it is known.
    fn currency(&self) -> Option<&str> {
        None
    }
}

/// Why a cell cannot be read. The sentence lives in the translations as `fault-{code}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellFault {
    /// Stable code.
    pub code: &'static str,
    /// The text at fault, or what was expected.
    pub detail: String,
}

fn fault(code: &'static str, detail: impl Into<String>) -> CellFault {
    CellFault { code, detail: detail.into() }
}

/// Splits a cell of a repeated field; a `\|` inside a value is no separator.
#[must_use]
pub fn split(cell: &str) -> Vec<String> {
    let parts = cell.split(SEPARATOR).map(|part| part.replace("\\|", "|").trim().to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

/// Reads all values of a field from one cell; an empty cell gives none.
///
/// # Errors
/// The first value that cannot be read.
pub fn read(field: &Field, cell: &str, resolver: &dyn Resolver) -> Result<Vec<Value>, CellFault> {
    if cell.trim().is_empty() {
        return Ok(Vec::new());
    }
    if field.repeated {
        return split(cell).iter().map(|part| read_one(field, part, resolver)).collect();
    }
    read_one(field, cell.trim(), resolver).map(|value| vec![value])
}

/// Reads one value.
///
/// # Errors
/// What is wrong with it.
pub fn read_one(field: &Field, text: &str, resolver: &dyn Resolver) -> Result<Value, CellFault> {
    let text = text.trim();
    Ok(match field.of {
        FieldType::Text | FieldType::Email | FieldType::Url => Value::Text(text.to_owned()),
        FieldType::OrganisationNumber => Value::Text(crate::text::organisation_number::normal(text)),
        FieldType::LongText => Value::Text(text.replace("\r\n", "\n")),
        FieldType::Choice(list) => {
            let code = text.to_lowercase();
            if list.get(&code).is_none() {
                return Err(fault("choice", text));
            }
            Value::Text(code)
        }
        FieldType::Translated => read_translated(text).ok_or_else(|| fault("translated", text))?,
        FieldType::Number { decimals } => {
            Value::Number(read_decimal(text, decimals).ok_or_else(|| fault("number", text))?)
        }
        FieldType::Money => read_money(text, resolver.currency()).ok_or_else(|| fault("money", text))?,
        FieldType::Date => Value::Date(read_date(text).ok_or_else(|| fault("date", text))?),
        FieldType::Coarse => Value::Coarse(CoarseTime::parse(text).ok_or_else(|| fault("coarse", text))?),
        FieldType::Period => Value::Period(Period::parse(text).ok_or_else(|| fault("period", text))?),
        FieldType::Time => Value::Text(read_time(text).ok_or_else(|| fault("time", text))?),
        FieldType::Flag => Value::Flag(read_flag(text).ok_or_else(|| fault("flag", text))?),
        FieldType::File => read_file(text).ok_or_else(|| fault("file", text))?,
        FieldType::Link => read_link(field, text, resolver)?,
    })
}

/// Writes all values of a field into one cell.
#[must_use]
pub fn write(field: &Field, values: &[Value], resolver: &dyn Resolver) -> String {
    let parts: Vec<String> = values.iter().map(|value| write_one(field, value, resolver)).collect();
    if field.repeated {
        parts.iter().map(|part| part.replace('|', "\\|")).collect::<Vec<_>>().join(SEPARATOR)
    } else {
        parts.into_iter().next().unwrap_or_default()
    }
}

/// Writes one value.
#[must_use]
pub fn write_one(field: &Field, value: &Value, resolver: &dyn Resolver) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Translated(texts) => {
            texts.iter().map(|(lang, text)| format!("{lang}: {text}")).collect::<Vec<_>>().join(" // ")
        }
        Value::Number(number) => match field.of {
            FieldType::Number { decimals } => write_decimal(*number, decimals),
            _ => number.to_string(),
        },
        Value::Money(money) => format!("{} {}", write_decimal(money.amount_minor, 2), money.currency),
        Value::Date(date) => date.to_string(),
        Value::Coarse(time) => time.to_string(),
        Value::Period(period) => period.to_string(),
        Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::File(file) => format!("{}:{}:{}:{}", file.hash, file.size_bytes, file.media_type, file.name),
        Value::Link(link) => {
            let key = resolver.key(link.to).unwrap_or_else(|| link.to.to_string());
            if link.valid == Period::default() { key } else { format!("{key} [{}]", link.valid) }
        }
    }
}

/// `sv: bygglov // nb: byggetillatelse`.
fn read_translated(text: &str) -> Option<Value> {
    let parts = text.split(" // ").map(|part| {
        let (lang, text) = part.split_once(':')?;
        let text = text.trim();
        (!text.is_empty()).then(|| Some((Lang::parse(lang.trim())?, text.to_owned()))).flatten()
    });
    parts.collect::<Option<BTreeMap<_, _>>>().map(Value::Translated)
}

/// Months as the three languages write them, by their first three letters.
const MONTHS: [(&str, i8); 16] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("maj", 5),
    ("mai", 5),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("okt", 10),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("des", 12),
];

/// Reads a day as people in the three languages write it: `2026-11-21`,
/// `20261121`, `21.11.2026`, `21/11 2026`, `21. november 2026`. Year first or
/// day first; month first, as in America, is not guessed at.
#[must_use]
pub fn read_date(text: &str) -> Option<jiff::civil::Date> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let parts: Vec<&str> =
        text.split(['.', '/', '-', ' ', ',']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<i16>().ok()).flatten();
    let month = |part: &str| {
        let letters: String = part.to_lowercase().chars().take(3).collect();
        let named = MONTHS.iter().find(|(name, _)| *name == letters).map(|(_, month)| *month);
        named.or_else(|| number(part).and_then(|month| i8::try_from(month).ok()))
    };
    let (year, month, day) = match parts.as_slice() {
        [one] if one.len() == 8 => {
            (number(one.get(..4)?)?, i8::try_from(number(one.get(4..6)?)?).ok()?, number(one.get(6..8)?)?)
        }
        [year, middle, day] if year.len() == 4 => (number(year)?, month(middle)?, number(day)?),
        [day, middle, year] if year.len() == 4 => (number(year)?, month(middle)?, number(day)?),
        _ => return None,
    };
    jiff::civil::Date::new(year, month, i8::try_from(day).ok()?).ok()
}

/// Reads a time of day as people in the three languages write it: `9.30`,
/// `kl. 09:30`, `0930`.
fn read_time(text: &str) -> Option<String> {
    let plain = text.trim().to_lowercase();
    let plain = plain.trim_start_matches("kl.").trim_start_matches("kl").trim();
    let (hours, minutes) = match plain.split_once([':', '.']) {
        Some((hours, minutes)) => (hours, minutes.split([':', '.']).next().unwrap_or_default()),
        None if plain.len() == 4 => plain.split_at_checked(2)?,
        None => (plain, "00"),
    };
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok()).flatten();
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours < 24 && minutes < 60).then(|| format!("{hours:02}:{minutes:02}"))
}

/// Reads a decimal as people in the three languages write it: spaces between
/// thousands, comma or point before the decimals. A separator with three
/// digits behind it is not guessed at in a field without decimals: `1.234`
/// is refused, since it may be meant either way.
#[must_use]
pub fn read_decimal(text: &str, decimals: u8) -> Option<i64> {
    let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
    let plain = plain.replace('\u{2212}', "-");
    let (sign, digits) = plain.strip_prefix('-').map_or((1, plain.as_str()), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || fraction.len() > usize::from(decimals) {
        return None;
    }
    if digits.len() > whole.len() && fraction.is_empty() {
        return None;
    }
    let padded = format!("{fraction:0<width$}", width = usize::from(decimals));
    let joined: i64 = format!("{whole}{padded}").parse().ok()?;
    Some(sign * joined)
}

/// The plain form with a point, for machines.
#[must_use]
pub fn write_decimal(units: i64, decimals: u8) -> String {
    if decimals == 0 {
        return units.to_string();
    }
    let width = usize::from(decimals);
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = width + 1);
    let (whole, fraction) = digits.split_at(digits.len() - width);
    format!("{}{whole}.{fraction}", if units < 0 { "-" } else { "" })
}

/// `1 600,50 SEK`; where the currency is known, `1 600,50` and, for crowns, `1 600,50 kr` too.
fn read_money(text: &str, known: Option<&str>) -> Option<Value> {
    let money = |amount: &str, currency: &str| {
        let currency = currency.to_ascii_uppercase();
        read_decimal(amount, 2).map(|amount_minor| Value::Money(Money { amount_minor, currency }))
    };
    let (amount, last) = text.rsplit_once([' ', '\u{a0}']).unwrap_or(("", text));
    if last.len() == 3 && last.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return money(amount, last);
    }
    let crowns = text.strip_suffix("kr").filter(|_| matches!(known, Some("SEK" | "NOK")));
    money(crowns.unwrap_or(text).trim_end(), known?)
}

fn read_flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "ja" | "true" | "1" | "x" => Some(true),
        "no" | "nej" | "nei" | "false" | "0" => Some(false),
        _ => None,
    }
}

fn read_file(text: &str) -> Option<Value> {
    let mut parts = text.splitn(4, ':');
    let (hash, size, media_type, name) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let is_hash = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    is_hash.then_some(Value::File(Box::new(FileRef {
        hash: hash.to_owned(),
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        size_bytes: size.parse().ok()?,
    })))
}

/// `kommun-kiruna` or, where the link is dated, `kommun-kiruna [2014-06/]`.
fn read_link(field: &Field, text: &str, resolver: &dyn Resolver) -> Result<Value, CellFault> {
    let spec = field.link.ok_or_else(|| fault("link", text))?;
    let (key, valid) = match text.strip_suffix(']').and_then(|text| text.rsplit_once(" [")) {
        Some((key, valid)) if spec.dated => (key.trim(), Period::parse(valid).ok_or_else(|| fault("period", valid))?),
        _ => (text, Period::default()),
    };
    let to = resolver.find(spec.to, key).ok_or_else(|| fault("link", key))?;
    Ok(Value::Link(LinkValue { to, valid }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_read_as_people_write_them() {
        let day = jiff::civil::date(2026, 3, 9);
        for text in ["2026-03-09", "20260309", "9.3.2026", "09/03 2026", "9 mars 2026", "9. mar. 2026", "9. mars 2026"]
        {
            assert_eq!(read_date(text), Some(day), "{text}");
        }
        for text in ["", "9.3.26", "2026-13-01", "31.2.2026", "March 9, 2026", "1.2"] {
            assert_eq!(read_date(text), None, "{text}");
        }
        for (text, time) in [("9.30", "09:30"), ("kl. 09:30", "09:30"), ("0930", "09:30"), ("9", "09:00")] {
            assert_eq!(read_time(text).as_deref(), Some(time), "{text}");
        }
        assert_eq!(read_time("25:00"), None);
    }

    use crate::record::{money, number, text, translated};
    use proptest::prelude::*;

    struct Nobody;
    impl Resolver for Nobody {
        fn find(&self, _: &str, _: &str) -> Option<RecordId> {
            None
        }
        fn key(&self, _: RecordId) -> Option<String> {
            None
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [("1 234,5", 12_345), ("1\u{a0}234.5", 12_345), ("-3", -30), ("\u{2212}0,1", -1)] {
            assert_eq!(read_decimal(text, 1), Some(expected), "{text}");
        }
        for text in ["", "1,234", "1.2.3", "ca 3", "5,", "--1", "1e3"] {
            assert_eq!(read_decimal(text, 0), None, "{text}");
        }
    }

    #[test]
    fn an_amount_needs_its_currency() {
        let field = money("amount");
        assert_eq!(
            read_one(&field, "43 000 sek", &Nobody).map(|v| write_one(&field, &v, &Nobody)),
            Ok("43000.00 SEK".into())
        );
        for bare in ["43000", "43 000", "43 000 kr"] {
            assert!(read_one(&field, bare, &Nobody).is_err(), "{bare}: of which currency?");
        }
    }

    #[test]
    fn an_amount_takes_the_currency_that_is_known_for_it() {
        struct Known(&'static str);
        impl Resolver for Known {
            fn find(&self, _: &str, _: &str) -> Option<RecordId> {
                None
            }
            fn key(&self, _: RecordId) -> Option<String> {
                None
            }
            fn currency(&self) -> Option<&str> {
                Some(self.0)
            }
        }
        let field = money("amount");
        let read =
            |text, known| read_one(&field, text, &Known(known)).map(|value| write_one(&field, &value, &Nobody)).ok();
        for text in ["43000", "43 000", "43\u{a0}000,00", "43000kr", "43 000 kr", "43 000 nok"] {
            assert_eq!(read(text, "NOK").as_deref(), Some("43000.00 NOK"), "{text}");
        }
        assert_eq!(read("43 000 sek", "NOK").as_deref(), Some("43000.00 SEK"), "what is written counts");
        for text in ["kr", "", "SEK", "4x", "12 34x", "1 500 kronor"] {
            assert_eq!(read(text, "SEK"), None, "{text}");
        }
        assert_eq!(read("5 kr", "EUR"), None);
    }

    proptest! {
        #[test]
        fn decimals_come_back(units in -1_000_000_000_000_i64..1_000_000_000_000, decimals in 0_u8..4) {
            let field = number("n", decimals);
            let written = write_one(&field, &Value::Number(units), &Nobody);
            prop_assert_eq!(read_one(&field, &written, &Nobody), Ok(Value::Number(units)));
        }

        #[test]
        fn repeated_texts_come_back(texts in proptest::collection::vec("[a-zåäö|]{1,3}( [a-zåäö|]{1,3})?", 1..4)) {
            let field = text("t").repeated();
            let values: Vec<_> = texts.iter().cloned().map(Value::Text).collect();
            let written = write(&field, &values, &Nobody);
            prop_assert_eq!(read(&field, &written, &Nobody), Ok(values));
        }

        #[test]
        fn translations_come_back(sv in "[a-zå:]{1,9}", nb in "[a-zø:]{1,9}") {
            let field = translated("t");
            let value = Value::Translated([(Lang::Sv, sv), (Lang::Nb, nb)].into());
            prop_assert_eq!(read_one(&field, &write_one(&field, &value, &Nobody), &Nobody), Ok(value));
        }
    }
}
