//! A pasted table, cut into cells: by tabs, semicolons or commas, quoted or not, in UTF-8 or as Excel writes it.

/// The characters that Windows-1252 has between 0x80 and 0x9f, in its order.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a file: UTF-8, with or without its mark, otherwise Windows-1252.
pub fn decoded(bytes: &[u8]) -> String {
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
    text.trim_start_matches('\u{feff}').replace('\0', "")
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
        assert_eq!(decoded("\u{feff}Hélène".as_bytes()), "Hélène");
        assert_eq!(decoded(b"H\xe9l\xe8ne \x80 \x9c"), "Hélène € œ");
    }
}
