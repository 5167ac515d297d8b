//! Tables of cells, whatever file they came from or go to.

use crate::{Cells, csv_, xlsx};
use jiff::civil::Date;

/// A file format for tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Semicolons, BOM, as Swedish and Norwegian spreadsheets open it.
    Csv,
    /// Office Open XML.
    Xlsx,
    /// A list of objects.
    Json,
}

impl Format {
    /// Reads the name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The name, also the file's ending.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
        }
    }
}

/// A cell that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text; made safe against being read as a formula.
    Text(String),
    /// A number in units of its last decimal.
    Number {
        /// Value in units.
        units: i64,
        /// Decimals.
        decimals: u8,
    },
    /// A day.
    Date(Date),
}

/// A table that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the sheet.
    pub name: String,
    /// Column heads.
    pub header: Vec<String>,
    /// Rows as wide as the header.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// The file's bytes.
    ///
    /// # Errors
    /// The writer's own words, for a table beyond the format's limits.
    pub fn write(&self, format: Format) -> Result<Vec<u8>, String> {
        match format {
            Format::Csv => csv_::write(self),
            Format::Xlsx => xlsx::write(self),
            Format::Json => Ok(self.json().to_string().into_bytes()),
        }
    }

    /// The rows alone as CSV, to follow a piece that [`Sheet::write`] began.
    ///
    /// # Errors
    /// The writer's own words.
    pub fn write_more_csv(&self) -> Result<Vec<u8>, String> {
        csv_::rows(self)
    }

    fn json(&self) -> serde_json::Value {
        let row = |cells: &Vec<Cell>| {
            let pairs = self.header.iter().zip(cells).map(|(name, cell)| (name.clone(), json(cell)));
            serde_json::Value::Object(pairs.collect())
        };
        self.rows.iter().map(row).collect()
    }
}

fn json(cell: &Cell) -> serde_json::Value {
    match cell {
        Cell::Empty => serde_json::Value::Null,
        Cell::Text(text) => text.as_str().into(),
        Cell::Number { units, decimals: 0 } => (*units).into(),
        Cell::Number { units, decimals } => samverk_domain::record::cell::write_decimal(*units, *decimals)
            .parse::<f64>()
            .map_or(serde_json::Value::Null, Into::into),
        Cell::Date(date) => date.to_string().into(),
    }
}

/// A table that was read: texts, with the number that each row has in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Column heads.
    pub header: Vec<String>,
    /// Rows with their number in the file, counted from 1.
    pub rows: Vec<(usize, Cells)>,
}

/// Why a file cannot be read; the sentence lives in the translations as `fault-{code}`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct ReadFault {
    /// Stable code.
    pub code: &'static str,
    /// Row, limit or the reader's own words.
    pub detail: String,
}

impl ReadFault {
    pub(crate) fn new(code: &'static str, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into() }
    }
}

/// Reads a CSV or XLSX file, told apart by its content. The first row that
/// is not empty is the header; rows that are empty are left out.
///
/// # Errors
/// The file is too large, no such file, has no header, or has a row with
/// more cells than columns.
pub fn read(bytes: &[u8]) -> Result<Table, ReadFault> {
    if bytes.len() > crate::FILE_BYTES_MAX {
        return Err(ReadFault::new("file_too_large", crate::FILE_BYTES_MAX.to_string()));
    }
    let rows = if bytes.starts_with(b"PK\x03\x04") { xlsx::read(bytes, 0)? } else { csv_::read(bytes)? };
    let mut rows = rows.into_iter().filter(|(_, cells)| !cells.is_empty());
    let (_, header) = rows.next().ok_or_else(|| ReadFault::new("file_empty", ""))?;
    let mut header: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    while header.last().is_some_and(String::is_empty) {
        header.pop();
    }
    if header.len() > crate::COLUMNS_MAX {
        return Err(ReadFault::new("file_columns", crate::COLUMNS_MAX.to_string()));
    }
    let mut table = Table { header, rows: Vec::new() };
    for (number, mut cells) in rows {
        if cells.iter().skip(table.header.len()).any(|cell| !cell.trim().is_empty()) {
            return Err(ReadFault::new("file_wide_row", number.to_string()));
        }
        cells.resize(table.header.len());
        if table.rows.len() == crate::ROWS_MAX {
            return Err(ReadFault::new("file_rows", crate::ROWS_MAX.to_string()));
        }
        table.rows.push((number, cells));
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sheet(texts: Vec<Vec<String>>) -> Sheet {
        let width = texts.first().map_or(0, Vec::len);
        Sheet {
            name: "t".to_owned(),
            header: (0..width).map(|at| format!("c{at}")).collect(),
            rows: texts.into_iter().map(|row| row.into_iter().map(Cell::Text).collect()).collect(),
        }
    }

    proptest! {
        #[test]
        fn texts_come_back_from_both_formats(
            texts in proptest::collection::vec(proptest::collection::vec("[=+@'a-zåäö;\",\n-]{1,8}", 3), 1..5)
        ) {
            let texts: Vec<Vec<String>> = texts.into_iter().map(|row| row.into_iter().map(|t| format!("{}x", t.trim())).collect()).collect();
            for format in [Format::Csv, Format::Xlsx] {
                let bytes = sheet(texts.clone()).write(format).expect("written");
                let table = read(&bytes).expect("read");
                let back: Vec<Vec<String>> = table.rows.iter().map(|(_, cells)| cells.iter().map(str::to_owned).collect()).collect();
                prop_assert_eq!(&back, &texts);
            }
        }
    }

    #[test]
    fn no_cell_opens_as_a_formula() {
        for text in ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'x"] {
            let bytes = sheet(vec![vec![text.to_owned()]]).write(Format::Csv).expect("written");
            let written = String::from_utf8(bytes).expect("text");
            let cell = written.lines().nth(1).expect("a row").trim_matches('"');
            assert!(cell.starts_with('\''), "{text:?} -> {cell:?}");
        }
    }

    #[test]
    fn numbers_stay_numbers() {
        let sheet = Sheet {
            name: "t".to_owned(),
            header: vec!["n".to_owned()],
            rows: vec![vec![Cell::Number { units: -1235, decimals: 1 }]],
        };
        let csv = String::from_utf8(sheet.write(Format::Csv).expect("written")).expect("text");
        assert_eq!(csv, "\u{feff}n\r\n-123,5\r\n");
        let table = read(&sheet.write(Format::Xlsx).expect("written")).expect("read");
        assert_eq!(table.rows, [(2, Cells::from_iter(["-123.5"]))]);
    }

    #[test]
    fn both_separators_and_both_encodings_are_read() {
        for bytes in
            [b"a;b\n\xc3\xa5;2\n".as_slice(), b"a,b\r\n\xe5,2", b"\xef\xbb\xbfa;b\n\xc3\xa5;2", b"a\tb\n\xc3\xa5\t2"]
        {
            let table = read(bytes).expect("read");
            assert_eq!(table.header, ["a", "b"]);
            assert_eq!(table.rows, [(2, Cells::from_iter(["å", "2"]))]);
        }
    }

    #[test]
    fn faults_say_where() {
        assert_eq!(read(b"").map_err(|f| f.code), Err("file_empty"));
        assert_eq!(read(b"a;b\n1;2;3\n").map_err(|f| (f.code, f.detail)), Err(("file_wide_row", "2".to_owned())));
        assert_eq!(read(b"PK\x03\x04junk").map_err(|f| f.code), Err("file_unreadable"));
    }
}
