//! Office Open XML spreadsheets.

use crate::Cells;
use crate::safe::{guard, unguard};
use crate::table::{Cell, ReadFault, Sheet};
use calamine::{DataRef, Reader as _};
use rust_xlsxwriter::{Format, Workbook};
use samverk_domain::record::cell::write_decimal;
use std::borrow::Cow;
use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Bytes of a sheet that are looked through at a time.
const PIECE_BYTES: usize = 64 * 1024;
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
        page.write_string_with_format(0, column, guard(name), &bold).map_err(fault)?;
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
    let unpacked = unpacked(bytes);
    let dense = unpacked > crate::DENSE_BYTES_MAX && unpacked / (bytes.len() as u64).max(1) > crate::DENSITY_MAX;
    if unpacked > crate::UNPACKED_BYTES_MAX || dense {
        return Err(ReadFault::new("file_too_large", crate::UNPACKED_BYTES_MAX.to_string()));
    }
    calamine::Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))
}

fn unreadable(error: &dyn std::fmt::Display) -> ReadFault {
    ReadFault::new("file_unreadable", error.to_string())
}

/// Names of the sheets.
pub(crate) fn sheets(bytes: &[u8]) -> Result<Vec<String>, ReadFault> {
    guarded(|| Ok(open(bytes)?.sheet_names()))
}

/// The reader panics on some files that are no spreadsheets, as one whose
/// merged cells end before they begin; such a file is refused like any other
/// that cannot be read.
fn guarded<T>(read: impl FnOnce() -> Result<T, ReadFault>) -> Result<T, ReadFault> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(ReadFault::new("file_unreadable", "")))
}

/// The rows of a sheet with their numbers. A merged cell's text stands in
/// each of its cells, as a reader of the sheet understands it.
pub(crate) fn read(bytes: &[u8], sheet: usize) -> Result<Vec<(usize, Cells)>, ReadFault> {
    guarded(|| read_sheet(bytes, sheet))
}

fn read_sheet(bytes: &[u8], sheet: usize) -> Result<Vec<(usize, Cells)>, ReadFault> {
    let mut book = open(bytes)?;
    let name = book.sheet_names().get(sheet).cloned().ok_or_else(|| ReadFault::new("file_empty", ""))?;
    // Cell by cell: a sheet with one cell far away says little and must not
    // take the room of everything between.
    let mut rows: Vec<(usize, Cells)> = Vec::new();
    // The row that is being read; it is copied when it is whole, so that each
    // takes the room that it needs.
    let mut open: Option<usize> = None;
    let mut current = Cells::default();
    let mut count = 0;
    let mut cells = book.worksheet_cells_reader(&name).map_err(|error| unreadable(&error))?;
    let shown: Vec<Shown> = cells.styles().iter().map(Shown::of).collect();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|error| unreadable(&error))? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize + 1, column as usize);
        let value = text(cell.get_value());
        let value = shown.get(style).map_or(value.clone(), |shown| shown.told(cell.get_value(), value));
        if value.is_empty() {
            continue;
        }
        if value.len() > crate::CELL_BYTES_MAX {
            return Err(ReadFault::new("file_cell_long", row.to_string()));
        }
        if column >= crate::COLUMNS_MAX {
            return Err(ReadFault::new("file_columns", crate::COLUMNS_MAX.to_string()));
        }
        if open != Some(row) {
            if let Some(read) = open.replace(row) {
                rows.push((read, current.clone()));
                current.clear();
            }
            if rows.len() >= crate::ROWS_MAX + crate::HEAD_ROWS_MAX {
                return Err(ReadFault::new("file_rows", crate::ROWS_MAX.to_string()));
            }
        }
        count += (column + 1).saturating_sub(current.len());
        if count > crate::CELLS_MAX {
            return Err(ReadFault::new("file_cells", crate::CELLS_MAX.to_string()));
        }
        current.set(column, &value);
    }
    rows.extend(open.map(|read| (read, current)));
    in_order(&mut rows);
    drop(cells);
    // Looking for them costs as much as reading half of the sheet.
    let regions =
        if says_merged(bytes) { book.merge_cells_by_sheet_name(&name).unwrap_or_default() } else { Vec::new() };
    for region in regions {
        let (top, start) = (region.start.0 as usize + 1, region.start.1 as usize);
        let (bottom, end) = (region.end.0 as usize + 1, region.end.1 as usize);
        let place = |rows: &[(usize, Cells)], row: usize| rows.binary_search_by_key(&row, |(number, _)| *number);
        let said =
            place(&rows, top).ok().and_then(|at| rows.get(at)?.1.get(start).map(str::to_owned)).unwrap_or_default();
        // A region over a whole sheet says nothing about single cells.
        let cells = (bottom - top.min(bottom) + 1).saturating_mul(end - start.min(end) + 1);
        if said.is_empty() || cells > MERGED_CELLS_MAX || end >= crate::COLUMNS_MAX {
            continue;
        }
        for row in top..=bottom {
            let at = match place(&rows, row) {
                Ok(at) => at,
                // A row below the first that holds nothing but this region.
                Err(at) => {
                    rows.insert(at, (row, Cells::default()));
                    at
                }
            };
            let Some((_, cells)) = rows.get_mut(at) else { continue };
            (start..=end).for_each(|column| cells.set(column, &said));
        }
    }
    Ok(rows)
}

/// Rows by their numbers; what a file says of a row in several places
/// becomes one row, the later cell before the earlier.
fn in_order(rows: &mut Vec<(usize, Cells)>) {
    if rows.is_sorted_by(|(before, _), (after, _)| before < after) {
        return;
    }
    rows.sort_by_key(|(row, _)| *row);
    rows.dedup_by(|(row, later), (kept, cells)| {
        if row != kept {
            return false;
        }
        for (at, text) in later.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            cells.set(at, text);
        }
        true
    });
}

/// Whether any sheet speaks of merged cells; a file that cannot be looked
/// through may.
fn says_merged(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"mergeCell ";
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return true };
    (0..archive.len()).any(|at| {
        let Ok(part) = archive.by_index(at) else { return true };
        if !part.name().is_ok_and(|name| name.starts_with("xl/worksheets/")) {
            return false;
        }
        let mut part = part.take(crate::UNPACKED_BYTES_MAX);
        let mut window = Vec::with_capacity(PIECE_BYTES + MARK.len());
        loop {
            // What is cut by the end of a piece is found with the next.
            window.drain(..window.len().saturating_sub(MARK.len()));
            match part.by_ref().take(PIECE_BYTES as u64).read_to_end(&mut window) {
                Ok(0) => return false,
                Ok(_) if memchr::memmem::find(&window, MARK).is_some() => return true,
                Ok(_) => {}
                Err(_) => return true,
            }
        }
    })
}

/// What the parts say that they unpack to: the sum of the sizes in the
/// archive's directory. A lying directory is caught by the reader, which
/// stops at the stated size.
fn unpacked(bytes: &[u8]) -> u64 {
    let mut sum = 0_u64;
    let mut rest = bytes;
    // Each entry of the directory begins with PK 01 02 and has its unpacked
    // size 24 bytes further on.
    while let Some(at) = memchr::memmem::find(rest, b"PK\x01\x02") {
        let size = rest.get(at + 24..at + 28).and_then(|size| size.try_into().ok()).map_or(0, u32::from_le_bytes);
        sum = sum.saturating_add(u64::from(size));
        rest = rest.get(at + 4..).unwrap_or_default();
    }
    sum
}

/// How a number is shown, where that changes what it says.
enum Shown {
    Plain,
    /// A hundred times as large, with a sign.
    Percent,
    /// With the code of a currency.
    Currency(String),
}

impl Shown {
    fn of(style: &calamine::Style) -> Self {
        let format = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
        let code = format.split_once("[$").and_then(|(_, rest)| rest.get(..3));
        match code {
            Some(code) if code.bytes().all(|byte| byte.is_ascii_uppercase()) => Self::Currency(code.to_owned()),
            _ if format.contains('%') && !format.contains(['"', '\\']) => Self::Percent,
            _ => Self::Plain,
        }
    }

    /// A number as its reader understands it.
    fn told<'a>(&self, cell: &DataRef<'_>, value: Cow<'a, str>) -> Cow<'a, str> {
        let number = match cell {
            DataRef::Float(number) => *number,
            #[expect(clippy::cast_precision_loss, reason = "a percentage is small")]
            DataRef::Int(number) => *number as f64,
            _ => return value,
        };
        match self {
            Self::Plain => value,
            // Ten decimals are more than anybody means, and less than what binary fractions add.
            Self::Percent => ((number * 1e12).round() / 1e10).to_string().into(),
            Self::Currency(code) => format!("{value} {code}").into(),
        }
    }
}

fn text<'a>(cell: &'a DataRef<'_>) -> Cow<'a, str> {
    let text = match cell {
        DataRef::Empty => String::new(),
        // Told as it is shown: an empty cell would clear what is stored.
        DataRef::Error(error) => error.to_string(),
        DataRef::String(text) => return unguard(text).into(),
        DataRef::SharedString(text) => return unguard(text).into(),
        // Whole numbers come as floats; they are written without decimals.
        DataRef::Float(number) => number.to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        // A time of day, or a span of hours, has no day.
        DataRef::DateTime(time) if time.is_duration() || time.as_f64() < 1.0 => clock(time.as_f64()),
        DataRef::DateTime(time) => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.chars().take(10).collect(),
    };
    text.into()
}

/// Hours and minutes of a number of days; seconds only where there are any.
#[expect(clippy::cast_possible_truncation, reason = "a spreadsheet's days are few")]
fn clock(days: f64) -> String {
    let seconds = (days.clamp(0.0, 1e6) * 86_400.0).round() as i64;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let whole = format!("{hours:02}:{minutes:02}");
    if seconds == 0 { whole } else { format!("{whole}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Grid;

    #[test]
    fn times_are_times_and_errors_are_told() {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        let clock = Format::new().set_num_format("hh:mm");
        page.write_string(0, 0, "a").expect("written");
        page.write_number_with_format(0, 1, 0.395_833_333_333_333_3, &clock).expect("written");
        page.write_number_with_format(0, 2, 0.5, &clock).expect("written");
        page.write_number_with_format(0, 3, 45_000.25, &Format::new().set_num_format("yyyy-mm-dd hh:mm"))
            .expect("written");
        page.write_number_with_format(0, 5, 0.07, &Format::new().set_num_format("0 %")).expect("written");
        page.write_number_with_format(0, 6, 99, &Format::new().set_num_format("[$NOK] #,##0")).expect("written");
        page.write_number_with_format(0, 7, 99, &Format::new().set_num_format("[$-41D]0.0")).expect("written");
        page.write_formula(0, 4, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).expect("written");
        let grid = Grid::read(&book.save_to_buffer().expect("saved"), 0).expect("read");
        assert_eq!(
            grid.rows,
            [(1, Cells::from_iter(["a", "09:30", "12:00", "2023-03-15", "#DIV/0!", "7", "99 NOK", "99"]))]
        );
    }

    #[test]
    fn heads_that_begin_a_formula_are_guarded_and_read_as_they_were() {
        let sheet = Sheet {
            name: "x".to_owned(),
            header: vec!["=cmd|1".to_owned()],
            rows: vec![vec![Cell::Text("b".to_owned())]],
        };
        let csv = sheet.write(crate::Format::Csv).expect("written");
        assert!(String::from_utf8_lossy(&csv).contains("'=cmd|1"));
        for format in [crate::Format::Csv, crate::Format::Xlsx] {
            let bytes = sheet.write(format).expect("written");
            assert_eq!(crate::read(&bytes).expect("read").header, ["=cmd|1"]);
        }
    }
}
