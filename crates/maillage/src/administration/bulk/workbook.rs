//! A table in an Excel workbook: the first sheet that holds something, as text with tabs, line for line. Bounded: a small file
//! may unfold into a huge one.

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Reader, Xlsx};
use zip::ZipArchive;

/// What a workbook may unfold into, in bytes.
const LARGEST: u64 = 20 * 1024 * 1024;
/// Lines and columns that are read: more than the lines that may be sent at once, so that too many are told to be.
const LINES: u32 = 5_000;
const COLUMNS: u32 = 50;

/// Why a workbook is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is damaged, locked by a password, or holds no sheet.
    Broken,
    /// It unfolds into more than is read.
    TooLarge,
}

/// The lines of the first sheet that holds something. A line that is empty stays: lines keep their number.
pub fn text(bytes: &[u8]) -> Result<String, Unread> {
    bounded(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unread::Broken)?;
    for name in book.sheet_names() {
        let lines = lines(&mut book, &name)?;
        if !lines.is_empty() {
            return Ok(lines.join("\n"));
        }
    }
    Err(Unread::Broken)
}

/// Counts what every part unfolds into, before any of it is kept.
fn bounded(bytes: &[u8]) -> Result<(), Unread> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unread::Broken)?;
    let mut left = LARGEST;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| Unread::Broken)?;
        let size =
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| Unread::Broken)?;
        left = left.checked_sub(size).ok_or(Unread::TooLarge)?;
    }
    Ok(())
}

/// Cell by cell: two cells far apart are two cells, not all that is between.
fn lines(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<String>, Unread> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| Unread::Broken)?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_| Unread::Broken)? {
        let (row, column) = cell.get_position();
        let value = value(cell.get_value());
        if value.is_empty() || column >= COLUMNS {
            continue;
        }
        if row >= LINES {
            return Err(Unread::TooLarge);
        }
        let (row, column) = (row as usize, column as usize);
        rows.resize(rows.len().max(row + 1), Vec::new());
        let cells = &mut rows[row];
        cells.resize(cells.len().max(column + 1), String::new());
        cells[column] = value;
    }
    let line = |cells: Vec<String>| cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join("\t");
    Ok(rows.into_iter().map(line).collect())
}

fn value(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Error(_) => String::new(),
        other => Data::from(other.clone()).to_string().trim().to_owned(),
    }
}

/// A cell as a table of text has it: between quotes when it holds what would cut it.
fn quoted(cell: &str) -> String {
    if cell.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
