//! `invoice`: a Peppol invoice from a file, without a database.

use super::{Done, write_out};
use crate::fault::Refusal;
use samverk_exchange::{INVOICE_BYTES_MAX, InvoiceFault, peppol, read_invoice};
use std::io::Read as _;
use std::path::Path;

/// Writes an invoice or credit note as UBL; every rule that it would break is
/// told with the place in the file.
pub(super) fn run(file: &Path, output: Option<&Path>) -> Done {
    let about = |error: &dyn std::fmt::Display| Refusal::other(format!("{}: {error}", file.display()));
    let mut content = Vec::new();
    let most = INVOICE_BYTES_MAX as u64 + 1;
    let read = if file == Path::new("-") {
        std::io::stdin().lock().take(most).read_to_end(&mut content)
    } else {
        std::fs::File::open(file).and_then(|open| open.take(most).read_to_end(&mut content))
    };
    read.map_err(|error| about(&error))?;
    let invoice = read_invoice(&content).map_err(|faults| about(&told(&faults)))?;
    let xml = peppol(&invoice).map_err(|faults| about(&told(&faults)))?;
    write_out(xml.as_bytes(), output)
}

fn told(faults: &[InvoiceFault]) -> String {
    let line = |fault: &InvoiceFault| format!("{} {}: {}", fault.rule, fault.place, fault.detail);
    faults.iter().map(line).collect::<Vec<_>>().join("\n")
}
