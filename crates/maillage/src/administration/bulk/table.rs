//! A pasted table, cut into cells: by tabs, semicolons or commas, quoted or not, in UTF-8 or as Excel writes it.

use super::workbook::{Unread, text};

/// The characters that Windows-1252 has between 0x80 and 0x9f, in its order.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Why a file is not a table, each with the message that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTable {
    /// A workbook that is damaged or locked.
    Broken,
    /// A workbook that unfolds into too much.
    TooLarge,
    /// A workbook of another program, or of an Excel before 2007.
    OtherWorkbook,
    /// A picture, a PDF, anything else.
    NotText,
}

impl NoTable {
    /// The key of its message.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Broken => "error-bulk-broken",
            Self::TooLarge => "error-bulk-large",
            Self::OtherWorkbook => "error-bulk-workbook",
            Self::NotText => "error-bulk-not-text",
        }
    }
}

/// The text of a file, by what it begins with: a workbook of Excel, or text in UTF-16, UTF-8 or Windows-1252, with or without
/// its mark.
pub fn decoded(bytes: &[u8]) -> Result<String, NoTable> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => workbook(bytes),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(NoTable::OtherWorkbook),
        [0xff, 0xfe, rest @ ..] => plain(wide(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => plain(wide(rest, u16::from_be_bytes)),
        _ => plain(narrow(bytes)),
    }
}

fn workbook(bytes: &[u8]) -> Result<String, NoTable> {
    // The parts of an archive are named in clear: the others are documents of another kind.
    let names = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    if !names(b"xl/workbook") {
        return Err(if names(b"spreadsheet") { NoTable::OtherWorkbook } else { NoTable::NotText });
    }
    text(bytes).map_err(|unread| match unread {
        Unread::Broken => NoTable::Broken,
        Unread::TooLarge => NoTable::TooLarge,
    })
}

/// What Excel calls Unicode text.
fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

fn narrow(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes
            .iter()
            .map(|byte| match byte {
                0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
                byte => char::from(*byte),
            })
            .collect(),
    };
    text.trim_start_matches('\u{feff}').to_owned()
}

/// A text that people typed has no control character but tabs and ends of lines.
fn plain(text: String) -> Result<String, NoTable> {
    let foreign = |c: char| c.is_control() && !['\t', '\n', '\r'].contains(&c);
    if text.starts_with("%PDF-") || text.contains(foreign) { Err(NoTable::NotText) } else { Ok(text) }
}

/// The separator that the first line uses most: a tab before a semicolon before a comma.
fn separator(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |mark: char| first.matches(mark).count();
    let mut best = ('\t', count('\t'));
    for mark in [';', ','] {
        if count(mark) > best.1 {
            best = (mark, count(mark));
        }
    }
    best.0
}

/// The lines that hold something, each with its number in the text, cut into cells. A cell between quotes may hold the
/// separator, a line's end, and a quote written twice.
pub fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
    let mark = separator(text);
    let (mut lines, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut number, mut first) = (false, 1, 1);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                quoted = true;
            }
            letter if letter == mark && !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                lines.push((first, std::mem::take(&mut row)));
                number += 1;
                first = number;
            }
            '\n' => {
                number += 1;
                cell.push(' ');
            }
            '\r' => {}
            letter => cell.push(letter),
        }
    }
    row.push(cell);
    lines.push((first, row));
    lines.retain(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_cut_whatever_its_separator() {
        for (text, cut) in [
            ("a\tb;c\n", vec![(1, vec!["a", "b;c"])]),
            ("a;b,c\r\n\r\nd;\"e;\"\"f\"\"\"", vec![(1, vec!["a", "b,c"]), (3, vec!["d", "e;\"f\""])]),
            ("a,\"b\nc\"\nd,e", vec![(1, vec!["a", "b c"]), (3, vec!["d", "e"])]),
            (" \n;;\n", vec![]),
        ] {
            let found = cells(text);
            let expected: Vec<(usize, Vec<String>)> = cut
                .into_iter()
                .map(|(number, row)| (number, row.into_iter().map(str::to_owned).collect()))
                .collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn a_file_is_read_as_excel_writes_it() {
        let wide: Vec<u8> = "\u{feff}Hélène\tBrun".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let book = include_bytes!("people.xlsx");
        for (bytes, text) in [
            ("\u{feff}Hélène".as_bytes(), "Hélène"),
            (b"H\xe9l\xe8ne \x80 \x9c", "Hélène € œ"),
            (&wide, "Hélène\tBrun"),
            (
                book,
                "Nom\tPrénom\tCourriel\tRôle\n\nBrun\tAda\tada.brun@exemple.example\tlecteur\n\"Le \"\"Goff\"\"\"\tÉric\teric@exemple.example\tlecteur",
            ),
        ] {
            assert_eq!(decoded(bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_table_is_refused_by_what_it_is() {
        let book = include_bytes!("people.xlsx");
        for (bytes, why) in [
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), NoTable::NotText),
            (b"%PDF-1.7\n", NoTable::NotText),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NoTable::OtherWorkbook),
            (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", NoTable::OtherWorkbook),
            (b"PK\x03\x04word/document.xml", NoTable::NotText),
            (&book[..book.len() / 2], NoTable::Broken),
            (include_bytes!("huge.xlsx"), NoTable::TooLarge),
        ] {
            assert_eq!(decoded(bytes), Err(why));
        }
    }
}
