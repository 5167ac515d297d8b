//! Comma-separated values, as spreadsheets in Sweden and Norway write them.

use crate::Cells;
use crate::safe::{guard, unguard};
use crate::table::{Cell, ReadFault, Sheet};
use samverk_domain::record::cell::write_decimal;

/// Most separators of one line, those in texts and behind the last cell included.
const SEPARATORS_MAX: usize = 20_000;

/// Control characters that a file of texts may hold, from a copy that went wrong.
const CONTROL_CHARS_MAX: usize = 8;

const BOM: &[u8] = b"\xef\xbb\xbf";

pub(crate) fn write(sheet: &Sheet) -> Result<Vec<u8>, String> {
    let mut bytes = BOM.to_vec();
    bytes.extend(lines(std::iter::once(sheet.header.iter().map(|head| guard(head).into_owned()).collect()))?);
    bytes.extend(rows(sheet)?);
    Ok(bytes)
}

/// The rows without BOM and column heads.
pub(crate) fn rows(sheet: &Sheet) -> Result<Vec<u8>, String> {
    let text = |cell: &Cell| match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => guard(text).into_owned(),
        // Spreadsheets in both countries read a decimal comma.
        Cell::Number { units, decimals } => write_decimal(*units, *decimals).replace('.', ","),
        Cell::Date(date) => date.to_string(),
    };
    lines(sheet.rows.iter().map(|row| row.iter().map(text).collect()))
}

fn lines(rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    for row in rows {
        writer.write_record(row).map_err(|error| error.to_string())?;
    }
    writer.flush().map_err(|error| error.to_string())?;
    drop(writer);
    Ok(bytes)
}

pub(crate) fn read(bytes: &[u8]) -> Result<Vec<(usize, Cells)>, ReadFault> {
    let text = decode(bytes);
    // Pictures and documents are no tables, whatever their bytes happen to part.
    let plain = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}');
    if text.starts_with("%PDF-")
        || text.contains('\0')
        || text.chars().filter(|c| !plain(*c)).count() > CONTROL_CHARS_MAX
    {
        return Err(ReadFault::new("file_unreadable", ""));
    }
    // Before anything is split: a line of nothing but separators takes
    // seventy times its size as cells.
    let mark = separator(&text);
    if text.lines().any(|line| line.bytes().filter(|byte| *byte == mark).count() > SEPARATORS_MAX) {
        return Err(ReadFault::new("file_columns", crate::COLUMNS_MAX.to_string()));
    }
    let mut reader =
        csv::ReaderBuilder::new().delimiter(mark).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut count = 0;
    let mut number = 0;
    for record in reader.records() {
        let record = record.map_err(|error| ReadFault::new("file_unreadable", error.to_string()))?;
        if rows.len() > crate::ROWS_MAX {
            return Err(ReadFault::new("file_rows", crate::ROWS_MAX.to_string()));
        }
        // The reader passes over empty lines; a spreadsheet counts them.
        let begins = record.position().and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or_default();
        number += 1 + blank_lines(text.as_bytes(), begins);
        // Empty cells at the end say nothing and take room.
        let filled =
            record.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).last().map_or(0, |(at, _)| at + 1);
        if filled > crate::COLUMNS_MAX {
            return Err(ReadFault::new("file_columns", crate::COLUMNS_MAX.to_string()));
        }
        if record.iter().any(|cell| cell.len() > crate::CELL_BYTES_MAX) {
            return Err(ReadFault::new("file_cell_long", number.to_string()));
        }
        count += filled;
        if count > crate::CELLS_MAX {
            return Err(ReadFault::new("file_cells", crate::CELLS_MAX.to_string()));
        }
        rows.push((number, record.iter().take(filled).map(unguard).collect()));
    }
    Ok(rows)
}

/// How many empty lines stand at a place between two records. A line's end of
/// two characters is read half with the record before.
fn blank_lines(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let half = at > 0 && text.get(at - 1) == Some(&b'\r') && rest.first() == Some(&b'\n');
    let skipped = rest.get(usize::from(half)..ends.max(usize::from(half))).unwrap_or_default();
    let pairs = skipped.windows(2).filter(|pair| *pair == b"\r\n").count();
    skipped.len() - pairs
}

/// UTF-8, or UTF-16 as spreadsheets write "Unicode text", by its BOM; what has
/// none and is not UTF-8 is Windows-1252, which every byte sequence is.
fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

/// The separator that the first line holds most of, outside quotes.
fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let mut quoted = false;
    let mut counts = [(b';', 0), (b',', 0), (b'\t', 0)];
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(separator, _)| *separator == byte && !quoted) {
            *count += 1;
        }
    }
    // The earlier wins a tie.
    counts
        .iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b';', |(separator, count)| if *count == 0 { b';' } else { *separator })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_the_numbers_that_a_spreadsheet_gives_them() {
        let numbers = |text: &str| read(text.as_bytes()).expect("read").iter().map(|(row, _)| *row).collect::<Vec<_>>();
        for end in ["\n", "\r\n", "\r"] {
            let text = ["", "a;b", "", "", "c;\"d\n\ne\"", "f;g", "", "h"].join(end);
            assert_eq!(numbers(&text), [2, 5, 6, 8], "{end:?}");
        }
    }
}
