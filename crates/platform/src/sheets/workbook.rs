//! A workbook: a head that stays in sight, columns as wide as what they hold, numbers and days as such, a sheet that says what
//! the file is. Rows go to the disk as they are written, so that a hundred thousand of them take little memory.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as Style, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{Cell, Error, Sheet};
use crate::figures::Currency;
use crate::i18n::Language;

/// What a cell of Excel holds at most.
const LONGEST: usize = 32_767;
/// Rows after which a column is wide enough for the others too.
const MEASURED: usize = 2_000;
/// How wide a column is at least and at most, in characters.
const WIDTHS: (usize, usize) = (6, 60);

/// A style for whole numbers, and one for the others: a pattern with optional decimals would leave a comma behind « 1 300 ».
type Numbers = [Style; 2];

struct Styles {
    heading: Style,
    day: Style,
    number: Numbers,
    euros: Numbers,
    dollars: Numbers,
    pounds: Numbers,
}

impl Styles {
    fn new(language: Language) -> Self {
        let pattern = |text: String| Style::new().set_num_format(text);
        let numbers = |after: &str| [pattern(format!("#,##0{after}")), pattern(format!("#,##0.00{after}"))];
        Self {
            heading: Style::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin),
            day: pattern(if language == Language::French { "dd/mm/yyyy" } else { "yyyy-mm-dd" }.into()),
            number: numbers(""),
            euros: numbers(" [$€-x-euro2]"),
            dollars: numbers(" [$$-409]"),
            pounds: numbers(" [$£-809]"),
        }
    }

    fn of(&self, number: f64, currency: Option<Currency>) -> &Style {
        let [whole, other] = match currency {
            None => &self.number,
            Some(Currency::Eur) => &self.euros,
            Some(Currency::Usd) => &self.dollars,
            Some(Currency::Gbp) => &self.pounds,
        };
        if number.fract() == 0.0 { whole } else { other }
    }
}

pub(super) fn written(sheet: &Sheet) -> Result<Vec<u8>, Error> {
    let styles = Styles::new(sheet.language);
    let mut book = Workbook::new();
    let (date, time) = (sheet.made.date(), sheet.made.time());
    let whole = |part: i8| u8::try_from(part).unwrap_or_default();
    let made = ExcelDateTime::from_ymd(
        u16::try_from(date.year()).unwrap_or(1900),
        whole(date.month()),
        whole(date.day()),
    )?
    .and_hms(whole(time.hour()).into(), whole(time.minute()), whole(time.second()))?;
    book.set_properties(&DocProperties::new().set_title(&sheet.name).set_creation_datetime(&made));
    let table = book.add_worksheet_with_low_memory()?;
    table.set_name(named(&sheet.name))?;
    fill(table, sheet, &styles)?;
    let (name, lines) = &sheet.about;
    if !lines.is_empty() {
        let about = book.add_worksheet();
        about.set_name(named(name))?;
        about.set_column_width(0, 28)?.set_column_width(1, 80)?;
        for (row, (name, value)) in (0..).zip(lines) {
            about.write_string_with_format(row, 0, name, &styles.heading)?;
            about.write_string(row, 1, cut(value))?;
        }
    }
    Ok(book.save_to_buffer()?)
}

fn fill(table: &mut Worksheet, sheet: &Sheet, styles: &Styles) -> Result<(), XlsxError> {
    let widest = |column: usize| {
        let cells = sheet.rows.iter().take(MEASURED).filter_map(|row| row.get(column)).map(length);
        // The head is set on several lines rather than widening its column.
        let head = sheet.headings[column].split(' ').map(|word| word.chars().count()).max().unwrap_or(0) + 3;
        cells.chain([head]).max().unwrap_or(0).clamp(WIDTHS.0, WIDTHS.1)
    };
    for (column, heading) in (0u16..).zip(&sheet.headings) {
        let width = u32::try_from(widest(usize::from(column))).unwrap_or(10);
        table.set_column_width(column, f64::from(width) + 1.0)?;
        table.write_string_with_format(0, column, heading, &styles.heading)?;
    }
    table.set_freeze_panes(1, 1)?;
    table.set_repeat_rows(0, 0)?;
    let last = u16::try_from(sheet.headings.len().saturating_sub(1)).unwrap_or(u16::MAX);
    table.autofilter(0, 0, u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX), last)?;
    for (row, cells) in (1u32..).zip(&sheet.rows) {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(words) => {
                    table.write_string(row, column, cut(words))?;
                }
                Cell::Number(number) => {
                    table.write_number_with_format(row, column, *number, styles.of(*number, None))?;
                }
                Cell::Amount(number, currency) => {
                    let style = styles.of(*number, Some(*currency));
                    table.write_number_with_format(row, column, *number, style)?;
                }
                // Excel knows no day before its own first.
                Cell::Day(day) => match ExcelDateTime::parse_from_str(&day.to_string()) {
                    Ok(excel) => {
                        table.write_datetime_with_format(row, column, &excel, &styles.day)?;
                    }
                    Err(_) => {
                        table.write_string(row, column, day.to_string())?;
                    }
                },
            }
        }
    }
    Ok(())
}

fn length(cell: &Cell) -> usize {
    match cell {
        Cell::Empty => 0,
        Cell::Text(words) => words.chars().count(),
        Cell::Number(number) => number.to_string().len() * 4 / 3,
        Cell::Amount(number, _) => number.to_string().len() * 4 / 3 + 2,
        Cell::Day(_) => 10,
    }
}

fn cut(words: &str) -> String {
    if words.encode_utf16().count() <= LONGEST {
        return words.to_owned();
    }
    let mut kept = String::new();
    let mut held = 1;
    for c in words.chars() {
        held += c.len_utf16();
        if held > LONGEST {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

/// A name that Excel takes: thirty-one characters, none of them one of its own.
fn named(name: &str) -> String {
    let plain: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
    if plain.trim().is_empty() { "1".into() } else { plain }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_excel_would_refuse_is_cut() {
        let long = "é".repeat(LONGEST + 5);
        assert_eq!(cut(&long).encode_utf16().count(), LONGEST);
        assert!(cut(&long).ends_with('…'));
        assert_eq!(cut("court"), "court");
        assert_eq!(
            named("Projets [2026] : à l'étude / tous les projets de l'agence"),
            "Projets 2026  à létude  tous le"
        );
        assert_eq!(named("//"), "1");
    }

    #[test]
    fn a_table_without_rows_is_a_workbook() {
        let sheet = Sheet {
            name: "Projets".into(),
            headings: vec!["Nom".into()],
            rows: Vec::new(),
            about: ("À propos".into(), vec![("Fait le".into(), "1er décembre".into())]),
            made: date(2026, 12, 1).at(9, 0, 0, 0),
            language: Language::French,
        };
        let written = written(&sheet).unwrap();
        assert!(written.starts_with(b"PK") && written == super::written(&sheet).unwrap(), "the same twice");
    }
}
