//! Office Open XML spreadsheets.

use crate::safe::{guard, unguard};
use crate::table::{Cell, ReadFault, Sheet};
use calamine::{Data, Reader as _};
use rust_xlsxwriter::{Format, Workbook};
use samverk_domain::record::cell::write_decimal;
use std::io::Cursor;

/// Most cells of a merged region whose text is repeated.
const MERGED_CELLS_MAX: usize = 5_000;

pub(crate) fn write(sheet: &Sheet) -> Result<Vec<u8>, String> {
    let mut book = Workbook::new();
    let fault = |error: rust_xlsxwriter::XlsxError| error.to_string();
    let page = book.add_worksheet_with_constant_memory().map_err(fault)?;
    // Sheet names are at most 31 characters.
    page.set_name(sheet.name.chars().take(31).collect::<String>()).map_err(fault)?;
    page.set_freeze_panes(1, 0).map_err(fault)?;
    let bold = Format::new().set_bold();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (column, name) in (0_u16..).zip(&sheet.header) {
        page.set_column_width(column, 22).map_err(fault)?;
        page.write_string_with_format(0, column, name, &bold).map_err(fault)?;
    }
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    page.write_string(row, column, guard(text)).map_err(fault)?;
                }
                Cell::Number { units, decimals } => {
                    let number: f64 = write_decimal(*units, *decimals).parse().unwrap_or_default();
                    page.write_number(row, column, number).map_err(fault)?;
                }
                Cell::Date(day) => {
                    let serial = rust_xlsxwriter::ExcelDateTime::parse_from_str(&day.to_string()).map_err(fault)?;
                    page.write_datetime_with_format(row, column, serial, &date).map_err(fault)?;
                }
            }
        }
    }
    book.save_to_buffer().map_err(fault)
}

fn open(bytes: &[u8]) -> Result<calamine::Xlsx<Cursor<&[u8]>>, ReadFault> {
    if unpacked(bytes) > crate::UNPACKED_BYTES_MAX {
        return Err(ReadFault::new("file_too_large", crate::UNPACKED_BYTES_MAX.to_string()));
    }
    calamine::Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))
}

fn unreadable(error: &dyn std::fmt::Display) -> ReadFault {
    ReadFault::new("file_unreadable", error.to_string())
}

/// Names of the sheets.
pub(crate) fn sheets(bytes: &[u8]) -> Result<Vec<String>, ReadFault> {
    Ok(open(bytes)?.sheet_names())
}

/// The rows of a sheet with their numbers. A merged cell's text stands in
/// each of its cells, as a reader of the sheet understands it.
pub(crate) fn read(bytes: &[u8], sheet: usize) -> Result<Vec<(usize, Vec<String>)>, ReadFault> {
    let mut book = open(bytes)?;
    let range = book.worksheet_range_at(sheet).ok_or_else(|| ReadFault::new("file_empty", ""))?;
    let range = range.map_err(|error| unreadable(&error))?;
    let (first, left) = range.start().map_or((0, 0), |(row, column)| (row as usize, column as usize));
    if range.height() > crate::ROWS_MAX + crate::HEAD_ROWS_MAX {
        return Err(ReadFault::new("file_rows", crate::ROWS_MAX.to_string()));
    }
    if left + range.width() > crate::COLUMNS_MAX {
        return Err(ReadFault::new("file_columns", crate::COLUMNS_MAX.to_string()));
    }
    let cells = |row: &[Data]| -> Vec<String> {
        std::iter::repeat_n(String::new(), left).chain(row.iter().map(text)).collect()
    };
    let mut rows: Vec<(usize, Vec<String>)> =
        range.rows().enumerate().map(|(at, row)| (first + at + 1, cells(row))).collect();
    let merged = book.sheet_names().get(sheet).map(|name| book.merge_cells_by_sheet_name(name));
    for region in merged.and_then(Result::ok).into_iter().flatten() {
        let (top, start) = (region.start.0 as usize, region.start.1 as usize);
        let (bottom, end) = (region.end.0 as usize, region.end.1 as usize);
        let said = top.checked_sub(first).and_then(|at| rows.get(at)?.1.get(start).cloned()).unwrap_or_default();
        // A region over a whole sheet says nothing about single cells.
        let cells = (bottom - top.min(bottom) + 1).saturating_mul(end - start.min(end) + 1);
        if said.is_empty() || cells > MERGED_CELLS_MAX {
            continue;
        }
        for row in top..=bottom {
            let Some((_, cells)) = row.checked_sub(first).and_then(|at| rows.get_mut(at)) else { continue };
            for cell in cells.iter_mut().skip(start).take(end - start + 1) {
                cell.clone_from(&said);
            }
        }
    }
    Ok(rows)
}

/// What the parts say that they unpack to: the sum of the sizes in the
/// archive's directory. A lying directory is caught by the reader, which
/// stops at the stated size.
fn unpacked(bytes: &[u8]) -> u64 {
    let mut sum = 0_u64;
    let mut rest = bytes;
    // Each entry of the directory begins with PK 01 02 and has its unpacked
    // size 24 bytes further on.
    while let Some(at) = rest.windows(4).position(|window| window == b"PK\x01\x02") {
        let size = rest.get(at + 24..at + 28).and_then(|size| size.try_into().ok()).map_or(0, u32::from_le_bytes);
        sum = sum.saturating_add(u64::from(size));
        rest = rest.get(at + 4..).unwrap_or_default();
    }
    sum
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) => unguard(text).to_owned(),
        // Whole numbers come as floats; they are written without decimals.
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Data::DateTime(time) => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.chars().take(10).collect(),
    }
}
