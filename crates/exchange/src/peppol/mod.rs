//! Peppol BIS Billing 3 (OpenPeppol, 3.0, release of May 2026): invoices and
//! credit notes in UBL 2.1 for Swedish and Norwegian parties.
//!
//! What a receiver would refuse is refused here first, with the id of the
//! rule, so that nothing wrong is written.

mod check;
mod write;

pub use check::check;
pub use write::peppol;

use serde::{Deserialize, Serialize};

/// Largest file of an invoice, in bytes.
pub const INVOICE_BYTES_MAX: usize = 4 << 20;

/// A seller or a buyer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct InvoiceParty {
    /// Name as registered.
    pub name: String,
    /// `SE` or `NO`.
    pub country: String,
    /// Organisation number: ten digits in Sweden, nine in Norway. It is the
    /// address in the Peppol network too.
    pub organisation_number: String,
    /// Street and number.
    #[serde(default)]
    pub street: String,
    /// City.
    #[serde(default)]
    pub city: String,
    /// Postal code.
    #[serde(default)]
    pub postcode: String,
    /// Whether it is registered for VAT.
    #[serde(default)]
    pub vat_registered: bool,
}

/// Where the money goes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct InvoiceAccount {
    /// `bankgiro`, `plusgiro` or `iban`.
    pub kind: String,
    /// The number.
    pub number: String,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct InvoiceLine {
    /// What it is for.
    pub name: String,
    /// Decimal with at most two decimals, without VAT; below nothing for what is taken off.
    pub amount: String,
    /// `S` with a rate, `E` exempt, `Z` nothing, `O` outside the scope of VAT.
    pub vat: String,
    /// Percent, for `S`.
    #[serde(default)]
    pub percent: String,
}

/// An invoice or a credit note.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Invoice {
    /// Number.
    pub number: String,
    /// ISO day.
    pub issued: String,
    /// ISO day; a credit note needs none.
    #[serde(default)]
    pub due: String,
    /// ISO 4217.
    pub currency: String,
    /// The buyer's own reference, as a cost centre or a person.
    #[serde(default)]
    pub buyer_reference: String,
    /// What a payment is known by.
    #[serde(default)]
    pub payment_reference: String,
    /// More in words.
    #[serde(default)]
    pub note: String,
    /// The invoice that a credit note takes back; then amounts are what is credited.
    #[serde(default)]
    pub credits: Option<String>,
    /// Other earlier invoices that this one sets right, in whole or in part (BG-3).
    #[serde(default)]
    pub corrects: Vec<String>,
    /// Who is paid.
    pub seller: InvoiceParty,
    /// Who pays.
    pub buyer: InvoiceParty,
    /// Where.
    #[serde(default)]
    pub account: Option<InvoiceAccount>,
    /// At least one.
    pub lines: Vec<InvoiceLine>,
}

/// What is wrong: a rule of the standard, where, and in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceFault {
    /// As in `PEPPOL-EN16931-R003`, or `JSON`.
    pub rule: &'static str,
    /// JSON pointer.
    pub place: String,
    /// What was found.
    pub detail: String,
}

/// Reads an invoice from JSON.
///
/// # Errors
/// One fault `JSON` with line and column.
pub fn read_invoice(content: &[u8]) -> Result<Invoice, Vec<InvoiceFault>> {
    let fault = |detail: String| vec![InvoiceFault { rule: "JSON", place: String::new(), detail }];
    if content.len() > INVOICE_BYTES_MAX {
        return Err(fault(format!("more than {INVOICE_BYTES_MAX} bytes")));
    }
    serde_json::from_slice(content).map_err(|error| fault(error.to_string()))
}
