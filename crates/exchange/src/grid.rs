//! Sheets as people have them: title lines above, heads over several rows,
//! blank rows between.

use crate::table::{ReadFault, Table};
use crate::{COLUMNS_MAX, Cells, HEAD_ROWS_MAX, ROWS_MAX, csv_, xlsx};

/// Most rows that the column heads stretch over.
pub const HEAD_HEIGHT_MAX: usize = 5;

/// Where the column heads are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Row of the first, counted from 1 as in the file.
    pub row: usize,
    /// How many rows they stretch over.
    pub height: usize,
}

/// All rows of one sheet that hold anything, with their numbers in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// Row number and cells.
    pub rows: Vec<(usize, Cells)>,
}

/// Names of a file's sheets; one without a name for CSV.
///
/// # Errors
/// The file is too large or no such file.
pub fn sheets(bytes: &[u8]) -> Result<Vec<String>, ReadFault> {
    if bytes.starts_with(b"PK\x03\x04") { xlsx::sheets(bytes) } else { Ok(vec![String::new()]) }
}

impl Grid {
    /// Reads a sheet.
    ///
    /// # Errors
    /// The file is too large, no such file, or empty.
    pub fn read(bytes: &[u8], sheet: usize) -> Result<Self, ReadFault> {
        if bytes.len() > crate::FILE_BYTES_MAX {
            return Err(ReadFault::new("file_too_large", crate::FILE_BYTES_MAX.to_string()));
        }
        let rows = if bytes.starts_with(b"PK\x03\x04") { xlsx::read(bytes, sheet)? } else { csv_::read(bytes)? };
        let rows: Vec<_> = rows.into_iter().filter(|(_, cells)| !cells.is_empty()).collect();
        if rows.is_empty() { Err(ReadFault::new("file_empty", "")) } else { Ok(Self { rows }) }
    }

    /// Where the column heads seem to be: the first row near the top that is
    /// about as full as the fullest and holds no numbers.
    #[must_use]
    pub fn guess_head(&self) -> Head {
        let near = || self.rows.iter().take(HEAD_ROWS_MAX);
        let full = |cells: &Cells| {
            let mut seen: Vec<&str> = cells.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
            seen.sort_unstable();
            seen.dedup();
            seen.len()
        };
        let most = near().map(|(_, cells)| full(cells)).max().unwrap_or(0);
        let number = |cell: &str| cell.trim().starts_with(|c: char| c.is_ascii_digit());
        let heads = |cells: &Cells| full(cells) * 10 >= most * 6 && !cells.iter().any(number);
        let row = near().find(|(_, cells)| heads(cells)).or_else(|| self.rows.first()).map_or(1, |(row, _)| *row);
        Head { row, height: 1 }
    }

    /// The texts of the column heads; heads over several rows are joined.
    #[must_use]
    pub fn heads(&self, head: Head) -> Vec<String> {
        let rows = self.rows.iter().filter(|(row, _)| (head.row..head.row + head.height.max(1)).contains(row));
        let mut heads: Vec<String> = Vec::new();
        for (_, cells) in rows {
            for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
                if heads.len() <= at {
                    heads.resize(at + 1, String::new());
                }
                let (cell, Some(known)) = (cell.split_whitespace().collect::<Vec<_>>().join(" "), heads.get_mut(at))
                else {
                    continue;
                };
                if known.is_empty() {
                    *known = cell;
                } else if *known != cell {
                    known.push_str(" – ");
                    known.push_str(&cell);
                }
            }
        }
        heads
    }

    /// The rows below the column heads.
    ///
    /// # Errors
    /// Too many rows or columns, or no column heads.
    pub fn table(self, head: Head) -> Result<Table, ReadFault> {
        let height = head.height.clamp(1, HEAD_HEIGHT_MAX);
        let header = self.heads(Head { height, ..head });
        if header.iter().all(String::is_empty) {
            return Err(ReadFault::new("file_no_head", head.row.to_string()));
        }
        if header.len() > COLUMNS_MAX {
            return Err(ReadFault::new("file_columns", COLUMNS_MAX.to_string()));
        }
        let mut rows = self.rows;
        rows.retain_mut(|(row, cells)| {
            cells.resize(header.len());
            *row >= head.row + height && !cells.is_empty()
        });
        if rows.len() > ROWS_MAX {
            return Err(ReadFault::new("file_rows", ROWS_MAX.to_string()));
        }
        Ok(Table { header, rows })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_lines_blank_rows_and_two_rows_of_heads_are_understood() {
        let csv = "Sammanställning 2026;;\n;;\nUppdaterad 21 november;;\nKommun;Kostnad;Kostnad\n;2025;2026\nLuleå;1 200,5;7\n;;\nPiteå;3;4\n";
        let grid = Grid::read(csv.as_bytes(), 0).expect("read");
        assert_eq!(grid.guess_head(), Head { row: 4, height: 1 });
        let table = grid.table(Head { row: 4, height: 2 }).expect("a table");
        assert_eq!(table.header, ["Kommun", "Kostnad – 2025", "Kostnad – 2026"]);
        assert_eq!(table.rows.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [6, 8]);
    }

    #[test]
    fn merged_cells_and_several_sheets_are_read() {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().set_name("Om").expect("a name").write_string(0, 0, "text").expect("written");
        let page = book.add_worksheet();
        let bold = rust_xlsxwriter::Format::new();
        page.merge_range(1, 1, 1, 2, "Kostnad", &bold).expect("merged");
        page.write_string(2, 0, "Kommun").expect("written");
        page.write_number(2, 1, 2025).expect("written");
        page.write_number(2, 2, 2026).expect("written");
        page.write_string(3, 0, "Luleå").expect("written");
        page.write_number(3, 2, 7.5).expect("written");
        let bytes = book.save_to_buffer().expect("saved");
        assert_eq!(sheets(&bytes).expect("read").len(), 2);
        let grid = Grid::read(&bytes, 1).expect("read");
        let table = grid.table(Head { row: 2, height: 2 }).expect("a table");
        assert_eq!(table.header, ["Kommun", "Kostnad – 2025", "Kostnad – 2026"]);
        assert_eq!(table.rows, [(4, Cells::from_iter(["Luleå", "", "7.5"]))]);
        assert_eq!(Grid::read(&bytes, 9).map_err(|fault| fault.code), Err("file_empty"));
    }

    #[test]
    fn limits_hold_at_the_limit_and_not_above() {
        let code = |csv: String| Grid::read(csv.as_bytes(), 0).map(|_| "read").unwrap_or_else(|fault| fault.code);
        let wide = |columns: usize| "x;".repeat(columns - 1) + "x\n";
        assert_eq!(code(wide(crate::COLUMNS_MAX)), "read");
        assert_eq!(code(wide(crate::COLUMNS_MAX + 1)), "file_columns");
        // Empty cells at the end are not columns.
        assert_eq!(code(format!("key{}\n", ";".repeat(20_000))), "read");
        assert_eq!(code(format!("a\n{}\n", "y".repeat(crate::CELL_BYTES_MAX))), "read");
        assert_eq!(code(format!("a\n{}\n", "y".repeat(crate::CELL_BYTES_MAX + 1))), "file_cell_long");
        let cells = crate::CELLS_MAX / 100;
        assert_eq!(code(wide(100).repeat(cells)), "read");
        assert_eq!(code(wide(100).repeat(cells + 1)), "file_cells");
        assert_eq!(code("z".repeat(crate::FILE_BYTES_MAX + 1)), "file_too_large");
        let grid = Grid::read("a\n".repeat(crate::ROWS_MAX + 1).as_bytes(), 0).expect("read");
        assert!(grid.table(Head { row: 1, height: 1 }).is_ok());
        let long = Grid::read("a\n".repeat(crate::ROWS_MAX + 2).as_bytes(), 0);
        let long = long.and_then(|grid| grid.table(Head { row: 1, height: 1 }));
        assert_eq!(long.map_err(|fault| fault.code), Err("file_rows"));
    }
}
