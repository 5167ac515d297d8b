//! Rules of BIS Billing 3 and EN 16931 that what we write could break.

use super::{Invoice, InvoiceFault, InvoiceParty};
use crate::amount::hundredths;
use jiff::civil::Date;

/// Longest text of a name or reference.
const TEXT_CHARS_MAX: usize = 300;
/// Most lines.
const LINES_MAX: usize = 10_000;
/// Rates of VAT in Sweden (ML 2023:200) and Norway (merverdiavgiftsvedtaket).
const RATES: [(&str, &[i64]); 2] = [("SE", &[600, 1_200, 2_500]), ("NO", &[1_200, 1_500, 2_500])];

/// What a receiver would refuse; nothing where all is well.
#[must_use]
pub fn check(invoice: &Invoice) -> Vec<InvoiceFault> {
    let mut faults = Vec::new();
    let mut fault = |rule: &'static str, place: &str, detail: &str| {
        faults.push(InvoiceFault { rule, place: place.to_owned(), detail: detail.to_owned() });
    };
    if invoice.number.trim().is_empty() || invoice.number.chars().count() > TEXT_CHARS_MAX {
        fault("BR-02", "/number", &invoice.number);
    }
    // As the standard writes days, and in no other of the ways that can be read.
    let is_day = |text: &str| text.parse::<Date>().is_ok_and(|day| day.to_string() == text);
    if !is_day(&invoice.issued) {
        fault("BR-03", "/issued", &invoice.issued);
    }
    let is_credit = invoice.credits.is_some();
    match (invoice.due.is_empty(), is_day(&invoice.due)) {
        (true, _) if !is_credit => fault("BR-CO-25", "/due", ""),
        (false, false) => fault("PEPPOL-EN16931-F001", "/due", &invoice.due),
        _ => {}
    }
    if !matches!(invoice.currency.as_str(), "SEK" | "NOK" | "EUR" | "DKK") {
        fault("BR-CL-04", "/currency", &invoice.currency);
    }
    if invoice.buyer_reference.trim().is_empty() {
        fault("PEPPOL-EN16931-R003", "/buyer_reference", "");
    }
    if invoice.credits.as_ref().is_some_and(|credits| credits.trim().is_empty()) {
        fault("BR-55", "/credits", "");
    }
    for (at, earlier) in invoice.corrects.iter().enumerate().filter(|(_, earlier)| earlier.trim().is_empty()) {
        fault("BR-55", &format!("/corrects/{at}"), earlier);
    }
    for (party, place) in [(&invoice.seller, "/seller"), (&invoice.buyer, "/buyer")] {
        party_faults(party, place, &mut fault);
    }
    if let Some(account) = &invoice.account {
        let digits = account.number.chars().filter(|c| !matches!(c, ' ' | '-')).collect::<String>();
        let numeric = digits.bytes().all(|byte| byte.is_ascii_digit());
        let is_right = match account.kind.as_str() {
            "bankgiro" => numeric && matches!(digits.len(), 7 | 8),
            "plusgiro" => numeric && (2..=8).contains(&digits.len()),
            "iban" => is_iban(&digits),
            _ => false,
        };
        if !is_right {
            let rule = match account.kind.as_str() {
                "bankgiro" => "SE-R-009",
                "plusgiro" => "SE-R-010",
                _ => "BR-50",
            };
            fault(rule, "/account/number", &account.number);
        }
    }
    if invoice.lines.is_empty() || invoice.lines.len() > LINES_MAX {
        fault("BR-16", "/lines", "");
    }
    let outside = invoice.lines.iter().any(|line| line.vat == "O");
    if outside && invoice.lines.iter().any(|line| line.vat != "O") {
        fault("BR-O-11", "/lines", "O");
    }
    let rates =
        RATES.iter().find(|(country, _)| *country == invoice.seller.country).map_or(&[][..], |(_, rates)| rates);
    for (at, line) in invoice.lines.iter().enumerate() {
        if line.name.trim().is_empty() || line.name.chars().count() > TEXT_CHARS_MAX {
            fault("BR-25", &format!("/lines/{at}/name"), &line.name);
        }
        if hundredths(&line.amount).is_none() {
            fault("BR-24", &format!("/lines/{at}/amount"), &line.amount);
        }
        match line.vat.as_str() {
            "S" => {
                let rate = hundredths(&line.percent);
                if !rate.is_some_and(|rate| rates.contains(&rate)) {
                    let rule = if invoice.seller.country == "SE" { "SE-R-006" } else { "BR-S-05" };
                    fault(rule, &format!("/lines/{at}/percent"), &line.percent);
                }
            }
            "E" | "Z" | "O" => {}
            other => fault("BR-CL-18", &format!("/lines/{at}/vat"), other),
        }
    }
    if invoice.lines.iter().any(|line| matches!(line.vat.as_str(), "S" | "E" | "Z")) && !invoice.seller.vat_registered {
        fault("BR-S-02", "/seller/vat_registered", "");
    }
    let sum: i64 = invoice.lines.iter().filter_map(|line| hundredths(&line.amount)).fold(0, i64::saturating_add);
    if sum < 0 {
        // A credit note credits what is above nothing.
        fault("PEPPOL-EN16931-R120", "/lines", "");
    }
    faults
}

fn party_faults(party: &InvoiceParty, place: &str, fault: &mut impl FnMut(&'static str, &str, &str)) {
    if party.name.trim().is_empty() || party.name.chars().count() > TEXT_CHARS_MAX {
        fault(if place == "/seller" { "BR-06" } else { "BR-07" }, &format!("{place}/name"), &party.name);
    }
    let number = format!("{place}/organisation_number");
    match party.country.as_str() {
        "SE" if !is_swedish(&party.organisation_number) => {
            fault("PEPPOL-COMMON-R049", &number, &party.organisation_number)
        }
        "NO" if !is_norwegian(&party.organisation_number) => {
            fault("PEPPOL-COMMON-R041", &number, &party.organisation_number);
        }
        "SE" | "NO" => {}
        other => fault("BR-CL-14", &format!("{place}/country"), other),
    }
}

/// Ten digits whose last is right by Luhn's sum.
fn is_swedish(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 10) else { return false };
    let sum: u32 = digits
        .iter()
        .enumerate()
        .map(|(at, digit)| if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { *digit })
        .sum();
    sum.is_multiple_of(10)
}

/// Nine digits whose last is right modulo eleven.
fn is_norwegian(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 9) else { return false };
    let sum: u32 = digits.iter().zip([3, 2, 7, 6, 5, 4, 3, 2]).map(|(digit, weight)| digit * weight).sum();
    digits.last().is_some_and(|last| (11 - sum % 11) % 11 == *last)
}

/// The remainder of an IBAN is one (ISO 13616).
fn is_iban(text: &str) -> bool {
    let is_known = text.len() >= 15 && text.len() <= 34 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let (Some(head), Some(rest)) = (text.get(..4), text.get(4..)) else { return false };
    let remainder = rest.chars().chain(head.chars()).try_fold(0_u32, |sum, c| {
        let value = c.to_ascii_uppercase().to_digit(36)?;
        Some(if value < 10 { (sum * 10 + value) % 97 } else { (sum * 100 + value) % 97 })
    });
    is_known && remainder == Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_held_against_their_check_digits() {
        assert!(is_swedish("2120000142") && !is_swedish("2120000143") && !is_swedish("212000014"));
        assert!(is_norwegian("974760673") && !is_norwegian("974760674") && !is_norwegian("97476067x"));
        assert!(
            is_iban("SE3550000000054910000003") && is_iban("NO9386011117947") && !is_iban("SE3550000000054910000004")
        );
        assert!(!is_iban("") && !is_iban("SE35å"));
    }
}
