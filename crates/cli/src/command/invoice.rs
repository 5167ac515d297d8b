//! `invoice`: a Peppol invoice from a file, without a database.

use super::{Done, read_in, write_out};
use crate::fault::Refusal;
use samverk_domain::Lang;
use samverk_exchange::{INVOICE_BYTES_MAX, InvoiceFault, peppol, read_invoice};
use samverk_web::i18n::fault as fault_told;
use std::path::Path;

/// Writes an invoice or credit note as UBL; every rule that it would break is
/// told with the place in the file.
pub(super) fn run(file: &Path, output: Option<&Path>, lang: Lang) -> Done {
    let about = |error: &dyn std::fmt::Display| Refusal::other(format!("{}: {error}", file.display()));
    let content = read_in(file, INVOICE_BYTES_MAX as u64)?;
    let invoice = read_invoice(&content).map_err(|faults| about(&told(&faults, lang)))?;
    let xml = peppol(&invoice).map_err(|faults| about(&told(&faults, lang)))?;
    write_out(xml.as_bytes(), output)
}

fn told(faults: &[InvoiceFault], lang: Lang) -> String {
    let line = |fault: &InvoiceFault| {
        let sentence = fault_told(lang, "invoice_rule", &format!("{} {}", fault.rule, fault.detail));
        format!("{} {}: {sentence}", fault.rule, fault.place)
    };
    faults.iter().map(line).collect::<Vec<_>>().join("\n")
}
