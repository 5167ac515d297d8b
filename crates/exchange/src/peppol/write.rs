//! An invoice as UBL 2.1.

use super::{Invoice, InvoiceFault, InvoiceLine, InvoiceParty, check};
use crate::amount::{decimal, hundredths};
use crate::escaped;
use samverk_domain::money::vat_of;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const CUSTOMIZATION: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
const PROFILE: &str = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
const CAC: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
const CBC: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

/// Writes an invoice, or a credit note where it credits another.
///
/// # Errors
/// What [`check`] finds.
pub fn peppol(invoice: &Invoice) -> Result<String, Vec<InvoiceFault>> {
    let faults = check(invoice);
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut out = Writer::default();
    let root = if invoice.credits.is_some() { "CreditNote" } else { "Invoice" };
    let _ = write!(
        out.0,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:{root}-2\" xmlns:cac=\"{CAC}\" xmlns:cbc=\"{CBC}\">\n"
    );
    head(&mut out, invoice, root);
    out.within("cac:AccountingSupplierParty", |out| party(out, &invoice.seller, &invoice.lines, true));
    out.within("cac:AccountingCustomerParty", |out| party(out, &invoice.buyer, &invoice.lines, false));
    account(&mut out, invoice);
    totals(&mut out, invoice);
    for (at, one) in invoice.lines.iter().enumerate() {
        line(&mut out, invoice, root, at, one);
    }
    let _ = writeln!(out.0, "</{root}>");
    Ok(out.0)
}

#[derive(Default)]
struct Writer(String);

impl Writer {
    fn text(&mut self, name: &str, text: &str) {
        // Writing to a text cannot fail.
        let _ = writeln!(self.0, "<{name}>{}</{name}>", escaped(text.trim()));
    }

    fn with(&mut self, name: &str, attribute: &str, value: &str, text: &str) {
        let _ = writeln!(self.0, "<{name} {attribute}=\"{}\">{}</{name}>", escaped(value), escaped(text.trim()));
    }

    fn within(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        let _ = writeln!(self.0, "<{name}>");
        inside(self);
        let _ = writeln!(self.0, "</{name}>");
    }

    fn amount(&mut self, name: &str, currency: &str, hundredths: i64) {
        self.with(name, "currencyID", currency, &decimal(hundredths));
    }
}

fn head(out: &mut Writer, invoice: &Invoice, root: &str) {
    out.text("cbc:CustomizationID", CUSTOMIZATION);
    out.text("cbc:ProfileID", PROFILE);
    out.text("cbc:ID", &invoice.number);
    out.text("cbc:IssueDate", &invoice.issued);
    if root == "Invoice" {
        out.text("cbc:DueDate", &invoice.due);
        out.text("cbc:InvoiceTypeCode", "380");
    } else {
        out.text("cbc:CreditNoteTypeCode", "381");
    }
    if !invoice.note.trim().is_empty() {
        out.text("cbc:Note", &invoice.note);
    }
    out.text("cbc:DocumentCurrencyCode", &invoice.currency);
    out.text("cbc:BuyerReference", &invoice.buyer_reference);
    for earlier in invoice.credits.iter().chain(&invoice.corrects) {
        out.within("cac:BillingReference", |out| {
            out.within("cac:InvoiceDocumentReference", |out| out.text("cbc:ID", earlier));
        });
    }
}

/// The scheme of an organisation number in the list of electronic addresses.
fn scheme(party: &InvoiceParty) -> &'static str {
    if party.country == "NO" { "0192" } else { "0007" }
}

fn party(out: &mut Writer, party: &InvoiceParty, lines: &[InvoiceLine], is_seller: bool) {
    out.within("cac:Party", |out| {
        out.with("cbc:EndpointID", "schemeID", scheme(party), &party.organisation_number);
        out.within("cac:PostalAddress", |out| {
            let parts =
                [("cbc:StreetName", &party.street), ("cbc:CityName", &party.city), ("cbc:PostalZone", &party.postcode)];
            for (name, text) in parts {
                if !text.trim().is_empty() {
                    out.text(name, text);
                }
            }
            out.within("cac:Country", |out| out.text("cbc:IdentificationCode", &party.country));
        });
        // What is outside the scope of VAT has no VAT number (BR-O-02).
        let outside = lines.iter().any(|line| line.vat == "O");
        if party.vat_registered && !outside {
            let number = if party.country == "NO" {
                format!("NO{}MVA", party.organisation_number)
            } else {
                format!("SE{}01", party.organisation_number)
            };
            tax_scheme(out, &number, "VAT");
        }
        if is_seller && party.country == "NO" {
            tax_scheme(out, "Foretaksregisteret", "TAX");
        }
        out.within("cac:PartyLegalEntity", |out| {
            out.text("cbc:RegistrationName", &party.name);
            out.with("cbc:CompanyID", "schemeID", scheme(party), &party.organisation_number);
        });
    });
}

fn tax_scheme(out: &mut Writer, number: &str, scheme: &str) {
    out.within("cac:PartyTaxScheme", |out| {
        out.text("cbc:CompanyID", number);
        out.within("cac:TaxScheme", |out| out.text("cbc:ID", scheme));
    });
}

fn account(out: &mut Writer, invoice: &Invoice) {
    let Some(account) = &invoice.account else { return };
    let number: String = account.number.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    out.within("cac:PaymentMeans", |out| {
        out.text("cbc:PaymentMeansCode", "30");
        if !invoice.payment_reference.trim().is_empty() {
            out.text("cbc:PaymentID", &invoice.payment_reference);
        }
        out.within("cac:PayeeFinancialAccount", |out| {
            out.text("cbc:ID", &number);
            let branch = match account.kind.as_str() {
                "bankgiro" => Some("SE:BANKGIRO"),
                "plusgiro" => Some("SE:PLUSGIRO"),
                _ => None,
            };
            if let Some(branch) = branch {
                out.within("cac:FinancialInstitutionBranch", |out| out.text("cbc:ID", branch));
            }
        });
    });
}

/// Amounts by kind of VAT and rate, in hundredths.
fn by_vat(lines: &[InvoiceLine]) -> BTreeMap<(String, i64), i64> {
    let mut sums = BTreeMap::new();
    for line in lines {
        let rate = if line.vat == "S" { hundredths(&line.percent).unwrap_or_default() } else { 0 };
        *sums.entry((line.vat.clone(), rate)).or_insert(0) += hundredths(&line.amount).unwrap_or_default();
    }
    sums
}

fn totals(out: &mut Writer, invoice: &Invoice) {
    let currency = invoice.currency.as_str();
    let sums = by_vat(&invoice.lines);
    let all_tax: i64 = sums.iter().map(|((_, rate), amount)| vat_of(*amount, *rate)).sum();
    let net: i64 = sums.values().sum();
    out.within("cac:TaxTotal", |out| {
        out.amount("cbc:TaxAmount", currency, all_tax);
        for ((vat, rate), amount) in &sums {
            out.within("cac:TaxSubtotal", |out| {
                out.amount("cbc:TaxableAmount", currency, *amount);
                out.amount("cbc:TaxAmount", currency, vat_of(*amount, *rate));
                out.within("cac:TaxCategory", |out| {
                    category(out, vat, *rate);
                    match vat.as_str() {
                        "O" => out.text("cbc:TaxExemptionReason", "Not subject to VAT"),
                        "E" => out.text("cbc:TaxExemptionReason", "Exempt from VAT"),
                        _ => {}
                    }
                    out.within("cac:TaxScheme", |out| out.text("cbc:ID", "VAT"));
                });
            });
        }
    });
    out.within("cac:LegalMonetaryTotal", |out| {
        out.amount("cbc:LineExtensionAmount", currency, net);
        out.amount("cbc:TaxExclusiveAmount", currency, net);
        out.amount("cbc:TaxInclusiveAmount", currency, net + all_tax);
        out.amount("cbc:PayableAmount", currency, net + all_tax);
    });
}

fn category(out: &mut Writer, vat: &str, rate: i64) {
    out.text("cbc:ID", vat);
    if vat != "O" {
        out.text("cbc:Percent", &decimal(rate));
    }
}

fn line(out: &mut Writer, invoice: &Invoice, root: &str, at: usize, line: &InvoiceLine) {
    let amount = hundredths(&line.amount).unwrap_or_default();
    // A price is not below nothing; the quantity is, for what is taken off.
    let quantity = if amount < 0 { "-1" } else { "1" };
    out.within(&format!("cac:{root}Line"), |out| {
        out.text("cbc:ID", &(at + 1).to_string());
        let name = if root == "Invoice" { "cbc:InvoicedQuantity" } else { "cbc:CreditedQuantity" };
        out.with(name, "unitCode", "C62", quantity);
        out.amount("cbc:LineExtensionAmount", &invoice.currency, amount);
        out.within("cac:Item", |out| {
            out.text("cbc:Name", &line.name);
            out.within("cac:ClassifiedTaxCategory", |out| {
                let rate = if line.vat == "S" { hundredths(&line.percent).unwrap_or_default() } else { 0 };
                category(out, &line.vat, rate);
                out.within("cac:TaxScheme", |out| out.text("cbc:ID", "VAT"));
            });
        });
        out.within("cac:Price", |out| out.amount("cbc:PriceAmount", &invoice.currency, amount.abs()));
    });
}

#[cfg(test)]
mod tests {
    use super::super::read_invoice;
    use super::*;

    fn invoice() -> Invoice {
        let file = r#"{"number":"2014-1","issued":"2014-01-31","due":"2014-03-02","currency":"SEK",
            "buyer_reference":"Kansli & IT","payment_reference":"e-namnden-2014-a",
            "seller":{"name":"Luleå kommun","country":"SE","organisation_number":"2120002742"},
            "buyer":{"name":"Piteå <kommun>","country":"SE","organisation_number":"2120002759"},
            "account":{"kind":"bankgiro","number":"5050-1055"},
            "lines":[{"name":"Andel av budgeten 2014","amount":"69461.00","vat":"O"}]}"#;
        read_invoice(file.as_bytes()).expect("an invoice")
    }

    #[test]
    fn an_invoice_is_written_with_its_totals_and_its_texts_escaped() {
        let xml = peppol(&invoice()).expect("nothing wrong");
        for part in [
            "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>",
            "schemeID=\"0007\">2120002742<",
            "<cbc:RegistrationName>Piteå &lt;kommun&gt;</cbc:RegistrationName>",
            "<cbc:PayableAmount currencyID=\"SEK\">69461.00</cbc:PayableAmount>",
            "<cbc:ID>SE:BANKGIRO</cbc:ID>",
            "Kansli &amp; IT",
        ] {
            assert!(xml.contains(part), "{part}");
        }
        let mut credit = invoice();
        credit.credits = Some("2014-1".into());
        let xml = peppol(&credit).expect("nothing wrong");
        assert!(xml.contains("<CreditNote ") && xml.contains("CreditedQuantity") && !xml.contains("DueDate"));
    }

    #[test]
    fn vat_is_computed_for_each_rate_and_rounded_once() {
        let mut mixed = invoice();
        mixed.seller.vat_registered = true;
        let line = |amount: &str, percent: &str| InvoiceLine {
            name: "x".into(),
            amount: amount.into(),
            vat: "S".into(),
            percent: percent.into(),
        };
        mixed.lines = vec![line("0.01", "25"), line("0.01", "25"), line("100.10", "6")];
        let xml = peppol(&mixed).expect("nothing wrong");
        assert!(xml.contains("<cbc:TaxAmount currencyID=\"SEK\">6.02</cbc:TaxAmount>"), "0.01 of 0.02, and 6.01");
        assert!(xml.contains("<cbc:CompanyID>SE212000274201</cbc:CompanyID>"));
    }

    #[test]
    fn what_a_receiver_would_refuse_is_told_by_its_rule() {
        let mut wrong = invoice();
        wrong.number = " ".into();
        wrong.issued = "31 januari".into();
        wrong.due = String::new();
        wrong.currency = "kr".into();
        wrong.buyer_reference = String::new();
        wrong.seller.organisation_number = "2120002743".into();
        wrong.buyer.country = "XX".into();
        wrong.account = Some(super::super::InvoiceAccount { kind: "bankgiro".into(), number: "1".into() });
        let line = |amount: &str, vat: &str, percent: &str| InvoiceLine {
            name: String::new(),
            amount: amount.into(),
            vat: vat.into(),
            percent: percent.into(),
        };
        wrong.lines = vec![line("1.001", "O", ""), line("-5", "S", "24"), line("1", "Q", "")];
        let rules: Vec<&str> = peppol(&wrong).expect_err("all of it").into_iter().map(|fault| fault.rule).collect();
        for rule in [
            "BR-02",
            "BR-03",
            "BR-CO-25",
            "BR-CL-04",
            "PEPPOL-EN16931-R003",
            "PEPPOL-COMMON-R049",
            "BR-CL-14",
            "SE-R-009",
            "BR-O-11",
            "BR-25",
            "BR-24",
            "SE-R-006",
            "BR-CL-18",
            "BR-S-02",
            "PEPPOL-EN16931-R120",
        ] {
            assert!(rules.contains(&rule), "{rule}: {rules:?}");
        }
        assert_eq!(read_invoice(b"{").expect_err("no JSON")[0].rule, "JSON");
        assert_eq!(read_invoice(br#"{"x":1}"#).expect_err("no invoice")[0].rule, "JSON");
    }
}
