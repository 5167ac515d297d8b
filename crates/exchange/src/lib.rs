//! Formats in and out: bytes to tables of cells and back.
//!
//! Pure: knows no database, no network and no translation. What a column
//! means is said by whoever calls.

mod amount;
mod atom;
mod books;
mod boundaries;
mod cells;
mod csv_;
mod grid;
pub mod ics;
mod payments;
mod peppol;
pub mod rdf;
mod safe;
mod share;
mod table;
mod texts;
mod xlsx;

pub use atom::{Feed, FeedEntry, escaped};
pub use books::{Posting, Side, cp437, journal, sie};
pub use boundaries::{BOUNDARY_BYTES_MAX, read_boundaries, write_boundaries};
pub use cells::Cells;
pub use grid::{Grid, HEAD_HEIGHT_MAX, Head, sheets};
pub use payments::{BankPayment, PaymentsFault, read_payments};
pub use peppol::{
    INVOICE_BYTES_MAX, Invoice, InvoiceAccount, InvoiceFault, InvoiceLine, InvoiceParty, check, peppol, read_invoice,
};
pub use share::{
    CALCULATION_BYTES_MAX, CALCULATION_CELLS_MAX, fair_json, is_large, late_join_json, read_game, read_late_join,
    read_sheet, settlement_json, shares_json, sheet_json,
};
pub use table::{Cell, Format, ReadFault, Sheet, Table, read};
pub use texts::{TextLine, read_texts};

/// Largest file that is read.
pub const FILE_BYTES_MAX: usize = 25 * 1024 * 1024;
/// Most rows of one file.
pub const ROWS_MAX: usize = 100_000;
/// Rows that may stand above the column heads.
pub const HEAD_ROWS_MAX: usize = 50;
/// Most columns of one file.
pub const COLUMNS_MAX: usize = 500;
/// Most bytes that the parts of a packed file may unpack to.
pub const UNPACKED_BYTES_MAX: u64 = 100 * 1024 * 1024;
/// From this unpacked size on a file may not be packed denser than [`DENSITY_MAX`].
pub const DENSE_BYTES_MAX: u64 = 20 * 1024 * 1024;
/// How many bytes one packed byte may unpack to; real sheets stay below 40.
pub const DENSITY_MAX: u64 = 100;
/// Most cells of one sheet, empty ones between filled ones included.
pub const CELLS_MAX: usize = 3_000_000;
/// Longest text of one cell.
pub const CELL_BYTES_MAX: usize = 256 * 1024;
