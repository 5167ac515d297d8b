//! Payments that a bank tells of: camt.053 (ISO 20022, versions 2 to 13), or a
//! table with columns of the day, the amount, the reference and the payer.

use crate::amount::hundredths;
use crate::read;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::borrow::Cow;

/// Payments of one file.
const PAYMENTS_MAX: usize = 50_000;
/// What a column of a table may be called: by us, and by Swedish and Norwegian banks.
const COLUMNS: [(&str, &[&str]); 5] = [
    ("day", &["day", "dag", "datum", "dato", "bokföringsdag", "bokföringsdatum", "bokføringsdato"]),
    ("amount", &["amount", "belopp", "beløp", "summa", "sum"]),
    ("reference", &["reference", "referens", "referanse", "ocr", "kid", "meddelande", "melding"]),
    ("payer", &["payer", "betalare", "betaler", "avsändare", "avsender"]),
    ("currency", &["currency", "valuta"]),
];
/// Deepest element that is followed.
const DEPTH_MAX: usize = 40;
/// Longest text of an element that is kept.
const TEXT_CHARS_MAX: usize = 300;

/// Money that came in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BankPayment {
    /// ISO day on which it was booked.
    pub day: String,
    /// In hundredths, above nothing.
    pub amount_minor: i64,
    /// ISO 4217.
    pub currency: String,
    /// What the payer wrote.
    pub reference: String,
    /// Who paid.
    pub payer: String,
    /// Whether it takes an earlier payment of ours back, which brings money in
    /// and is nobody's share.
    pub is_reversal: bool,
}

/// Why a file cannot be read: stable code, and a detail.
pub type PaymentsFault = (&'static str, String);

/// Reads what came in; what went out, and what is not booked, is left out.
///
/// # Errors
/// Neither format, or what it holds is no amount or day; with the place.
pub fn read_payments(content: &[u8]) -> Result<Vec<BankPayment>, PaymentsFault> {
    if content.len() > crate::FILE_BYTES_MAX {
        return Err(("file_too_large", crate::FILE_BYTES_MAX.to_string()));
    }
    let start = content.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or_default();
    let is_xml = content.get(start..).is_some_and(|rest| rest.starts_with(b"<") || rest.starts_with(b"\xEF\xBB\xBF<"));
    if is_xml { camt(content) } else { table(content) }
}

fn table(content: &[u8]) -> Result<Vec<BankPayment>, PaymentsFault> {
    let table = read(content).map_err(|fault| (fault.code, fault.detail))?;
    let column = |name: &str| {
        let known = COLUMNS.iter().find(|(own, _)| *own == name).map_or(&[][..], |(_, names)| *names);
        table.header.iter().position(|head| known.contains(&head.trim().to_lowercase().as_str()))
    };
    let (Some(day), Some(amount)) = (column("day"), column("amount")) else {
        return Err(("payments_columns", "day, amount, reference, payer, currency".to_owned()));
    };
    let others = ["reference", "payer", "currency"].map(column);
    let mut payments = Vec::new();
    for (number, cells) in &table.rows {
        let cell = |at: usize| cells.iter().nth(at).unwrap_or_default().trim().to_owned();
        let text = |at: Option<usize>| at.map(cell).unwrap_or_default();
        let bare: String = cell(amount).chars().filter(|c| !c.is_whitespace()).collect();
        let minor = hundredths(&bare.replace(',', "."));
        let minor = minor.ok_or_else(|| ("payments_amount", format!("{number}: {}", cell(amount))))?;
        let booked = iso_day(&cell(day)).ok_or_else(|| ("payments_day", format!("{number}: {}", cell(day))))?;
        let [reference, payer, currency] = others.map(text);
        let payment = BankPayment { day: booked, amount_minor: minor, currency, reference, payer, is_reversal: false };
        keep(&mut payments, payment)?;
    }
    Ok(payments)
}

fn keep(payments: &mut Vec<BankPayment>, mut payment: BankPayment) -> Result<(), PaymentsFault> {
    if payment.amount_minor <= 0 {
        return Ok(());
    }
    if payments.len() >= PAYMENTS_MAX {
        return Err(("payments_many", PAYMENTS_MAX.to_string()));
    }
    for text in [&mut payment.reference, &mut payment.payer] {
        *text = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(TEXT_CHARS_MAX).collect();
    }
    payments.push(payment);
    Ok(())
}

/// An entry of the statement, and the parts of it that are payments of their own.
#[derive(Default)]
struct Entry {
    whole: BankPayment,
    parts: Vec<BankPayment>,
    is_in: bool,
    is_reversal: bool,
    is_booked: bool,
    has_status: bool,
}

fn camt(content: &[u8]) -> Result<Vec<BankPayment>, PaymentsFault> {
    let content = unicode(content);
    let mut reader = Reader::from_reader(content.as_bytes());
    let (mut path, mut buffer) = (Vec::<String>::new(), Vec::new());
    // The text of the innermost element, put together of all its pieces.
    let mut told = String::new();
    let mut payments = Vec::new();
    let mut entry = Entry::default();
    let (mut currency, mut is_camt) = (String::new(), false);
    let broken = |reader: &Reader<&[u8]>| ("payments_xml", reader.buffer_position().to_string());
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => {
                let name = start.local_name().as_ref().to_owned();
                if path.len() >= DEPTH_MAX {
                    return Err(broken(&reader));
                }
                is_camt |= name == "BkToCstmrStmt";
                match name.as_str() {
                    "Ntry" => entry = Entry::default(),
                    "TxDtls" => entry.parts.push(BankPayment::default()),
                    "Amt" => {
                        let own = start.attributes().flatten().find(|a| a.key.local_name().as_ref() == "Ccy");
                        currency = own.map(|a| a.value.into_owned()).unwrap_or_default();
                    }
                    _ => {}
                }
                path.push(name);
                told.clear();
            }
            Ok(Event::Text(text)) => told.push_str(text.as_ref()),
            Ok(Event::CData(text)) => told.push_str(text.as_ref()),
            Ok(Event::GeneralRef(reference)) => {
                let known = named(reference.as_ref()).ok_or_else(|| broken(&reader))?;
                told.push(known);
            }
            Ok(Event::End(end)) => {
                let text = told.trim();
                if !text.is_empty() {
                    note(&mut entry, &path, text, &currency)?;
                }
                told.clear();
                if end.local_name().as_ref() == "Ntry" {
                    let booked = entry.is_booked || !entry.has_status;
                    for payment in taken(std::mem::take(&mut entry)).into_iter().filter(|_| booked) {
                        keep(&mut payments, payment)?;
                    }
                }
                path.pop();
            }
            Ok(Event::Eof) => break,
            Err(_) => return Err(broken(&reader)),
            Ok(_) => {}
        }
        buffer.clear();
    }
    if is_camt { Ok(payments) } else { Err(("payments_format", String::new())) }
}

/// The text of a file: UTF-8, or the single-byte encoding that its first line names.
fn unicode(content: &[u8]) -> Cow<'_, str> {
    let head = content.get(..content.len().min(200)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_lowercase();
    let declared = head.split_once("?>").and_then(|(declared, _)| declared.split_once("encoding="));
    let name: String = declared
        .map(|(_, rest)| rest.chars().skip(1).take_while(|c| !matches!(c, '"' | '\'')).collect())
        .unwrap_or_default();
    let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    encoding.decode(content).0
}

/// The character that a reference stands for: one of the five of XML, or a number.
fn named(reference: &str) -> Option<char> {
    match reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        other => {
            let number = other.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// What an element's text says of the entry.
fn note(entry: &mut Entry, path: &[String], text: &str, currency: &str) -> Result<(), PaymentsFault> {
    let Some(from) = path.iter().position(|name| name == "Ntry") else { return Ok(()) };
    let below: Vec<&str> = path.iter().skip(from + 1).map(String::as_str).collect();
    let part = entry.parts.last_mut().filter(|_| below.contains(&"TxDtls"));
    let is_part = part.is_some();
    let of = match part {
        Some(part) => part,
        None => &mut entry.whole,
    };
    match below.as_slice() {
        ["Amt"] | [.., "TxDtls", "Amt"] | [.., "TxDtls", "AmtDtls", "TxAmt", "Amt"] => {
            let amount = hundredths(text.trim()).ok_or_else(|| ("payments_amount", text.to_owned()))?;
            (of.amount_minor, of.currency) = (amount, currency.to_owned());
        }
        ["CdtDbtInd"] => entry.is_in = text == "CRDT",
        ["RvslInd"] => entry.is_reversal = matches!(text, "true" | "1"),
        ["Sts"] | ["Sts", "Cd"] => (entry.has_status, entry.is_booked) = (true, text.trim() == "BOOK"),
        ["BookgDt", "Dt" | "DtTm"] => {
            entry.whole.day = iso_day(text.trim()).ok_or_else(|| ("payments_day", text.to_owned()))?;
        }
        // The creditor's reference stands above free words.
        [.., "RmtInf", "Strd", "CdtrRefInf", "Ref"] => text.clone_into(&mut of.reference),
        [.., "RmtInf", "Ustrd"] if of.reference.is_empty() || is_part => {
            of.reference.push_str(text);
        }
        [.., "Refs", "EndToEndId"] if of.reference.is_empty() && text != "NOTPROVIDED" => {
            text.clone_into(&mut of.reference)
        }
        [.., "RltdPties", "Dbtr", "Nm"] | [.., "RltdPties", "Dbtr", "Pty", "Nm"] => of.payer.push_str(text),
        _ => {}
    }
    Ok(())
}

/// The payments of an entry: its parts where each has an amount, or itself.
fn taken(entry: Entry) -> Vec<BankPayment> {
    if !entry.is_in {
        return Vec::new();
    }
    let (day, is_reversal) = (entry.whole.day.clone(), entry.is_reversal);
    let whole = entry.whole;
    if entry.parts.len() > 1 && entry.parts.iter().all(|part| part.amount_minor > 0) {
        let part = |part| BankPayment { day: day.clone(), is_reversal, ..part };
        return entry.parts.into_iter().map(part).collect();
    }
    match entry.parts.into_iter().next() {
        None => vec![BankPayment { is_reversal, ..whole }],
        Some(part) => {
            let or = |part: String, whole: String| if part.is_empty() { whole } else { part };
            vec![BankPayment {
                reference: or(part.reference, whole.reference),
                payer: or(part.payer, whole.payer),
                ..BankPayment {
                    day,
                    amount_minor: whole.amount_minor,
                    currency: whole.currency,
                    is_reversal,
                    ..BankPayment::default()
                }
            }]
        }
    }
}

fn iso_day(text: &str) -> Option<String> {
    text.get(..10)?.parse::<jiff::civil::Date>().ok().map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A statement with a payment, a batch of two, a cost, and one that is not booked.
    const STATEMENT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>
<Bal><Amt Ccy="SEK">1.00</Amt></Bal>
<Ntry><Amt Ccy="SEK">69461.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2014-02-28</Dt></BookgDt>
 <NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Piteå &amp; Co</Nm></Dbtr></RltdPties><RmtInf><Strd><CdtrRefInf><Ref>e-namnden-2014-kommun-pitea</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="SEK">30.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><DtTm>2014-03-01T10:00:00</DtTm></BookgDt>
 <NtryDtls><TxDtls><Amt Ccy="SEK">10</Amt><RmtInf><Ustrd>a</Ustrd></RmtInf></TxDtls><TxDtls><Amt Ccy="SEK">20.00000</Amt><RmtInf><Ustrd>b</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="SEK">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2014-03-02</Dt></BookgDt></Ntry>
<Ntry><Amt Ccy="SEK">7.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts><BookgDt><Dt>2014-03-02</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>"#;

    #[test]
    fn what_came_in_is_read_and_nothing_else() {
        let found = read_payments(STATEMENT.as_bytes()).expect("a statement");
        let told: Vec<_> =
            found.iter().map(|one| (one.day.as_str(), one.amount_minor, one.reference.as_str())).collect();
        let expected = [
            ("2014-02-28", 6_946_100, "e-namnden-2014-kommun-pitea"),
            ("2014-03-01", 1_000, "a"),
            ("2014-03-01", 2_000, "b"),
        ];
        assert_eq!(told, expected);
        assert_eq!((found[0].payer.as_str(), found[0].currency.as_str()), ("Piteå & Co", "SEK"));
        for head in ["day;amount;reference;payer", "Datum;Belopp;OCR;Betalare", "Dato;Beløp;KID;Betaler"] {
            let table = format!("{head}\n2014-02-28;69 461,00;x;Piteå\n2014-03-01;-5;y;\n");
            let found = read_payments(table.as_bytes()).expect("a table");
            let one = (found.len(), found[0].amount_minor, found[0].reference.as_str(), found[0].payer.as_str());
            assert_eq!(one, (1, 6_946_100, "x", "Piteå"), "{head}");
        }
    }

    #[test]
    fn texts_are_whole_however_they_are_written_and_reversals_are_told() {
        let of = |name: &str, reference: &str, more: &str| {
            STATEMENT.replace("Piteå &amp; Co", name).replace("e-namnden-2014-kommun-pitea", reference).replacen(
                "<Sts>BOOK</Sts>",
                &format!("{more}<Sts>BOOK</Sts>"),
                1,
            )
        };
        let first = |text: &[u8]| {
            let found = read_payments(text).expect("a statement").remove(0);
            (found.payer, found.reference, found.is_reversal)
        };
        let expected = |reversal| ("Älvsbyns \"k\"".to_owned(), "a&b-1".to_owned(), reversal);
        let text = of("&#196;lvsbyns &quot;k&quot;", "<![CDATA[a&b-1]]>", "");
        assert_eq!(first(text.as_bytes()), expected(false));
        let text = of("&#xC4;lvsbyns <![CDATA[\"k\"]]>", "a&amp;b-1", "<RvslInd>true</RvslInd>");
        assert_eq!(first(text.as_bytes()), expected(true));
        let text = of("Älvsbyns &quot;k&quot;", "a&amp;b-1", "").replace("UTF-8", "ISO-8859-1");
        let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin letters")).collect();
        assert_eq!(first(&latin), expected(false));
        assert!(read_payments(of("&okänd;", "x", "").as_bytes()).is_err(), "an entity that nobody declared");
    }

    #[test]
    fn what_is_no_statement_is_told_and_nothing_taken() {
        let code = |text: &str| read_payments(text.as_bytes()).map_err(|(code, _)| code).expect_err(text);
        assert_eq!(code("<a></a>"), "payments_format");
        assert_eq!(code("<a><b></a>"), "payments_xml");
        assert_eq!(code("a;b\n1;2\n"), "payments_columns");
        assert_eq!(code("day;amount\n2014-02-30;1\n"), "payments_day");
        assert_eq!(code("day;amount\n2014-02-28;1,234\n"), "payments_amount");
        assert_eq!(code(&STATEMENT.replace("69461.00", "69461.001")), "payments_amount");
        assert_eq!(code(&"<a>".repeat(60)), "payments_xml");
    }
}
