//! Separated text, as Excel opens it when it is double-clicked: a mark that says UTF-8, semicolons, ends of line of two
//! characters, decimals and days as the language writes them.

use super::{Cell, Error, Sheet};
use crate::i18n::Language;

/// What says UTF-8 at the beginning of a file.
const MARK: &[u8] = b"\xef\xbb\xbf";

pub(super) fn written(sheet: &Sheet) -> Result<Vec<u8>, Error> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.to_vec());
    writer.write_record(sheet.headings.iter().map(|heading| harmless(heading)))?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(|cell| text(cell, sheet.language)))?;
    }
    writer.into_inner().map_err(|error| Error::Text(error.into_error().into()))
}

fn text(cell: &Cell, language: Language) -> String {
    match (cell, language) {
        (Cell::Empty, _) => String::new(),
        (Cell::Text(words), _) => harmless(words),
        (Cell::Number(number), _) => decimal(*number, language),
        (Cell::Amount(number, currency), _) => format!("{} {}", decimal(*number, language), currency.sign()),
        (Cell::Day(day), Language::French) => day.strftime("%d/%m/%Y").to_string(),
        (Cell::Day(day), Language::English) => day.to_string(),
    }
}

fn decimal(number: f64, language: Language) -> String {
    let text = number.to_string();
    if language == Language::French { text.replace('.', ",") } else { text }
}

/// What begins like a formula is opened as one: an apostrophe before it makes it words.
fn harmless(words: &str) -> String {
    let formula = words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula { format!("'{words}") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::Format;
    use super::*;
    use crate::figures::Currency;

    fn sheet(language: Language) -> Sheet {
        Sheet {
            name: "Projets".into(),
            headings: vec!["Nom".into(), "Emplois".into(), "Montant".into(), "Le".into()],
            rows: vec![
                vec![
                    Cell::text("Écluse ; \"rive\""),
                    Cell::Number(1300.5),
                    Cell::Amount(3_170_000.0, Currency::Eur),
                    Cell::Day(date(2026, 12, 1)),
                ],
                vec![
                    Cell::text("=HYPERLINK(\"x\")"),
                    Cell::text("-1"),
                    Cell::Empty,
                    Cell::text("près de 90"),
                ],
            ],
            about: (String::new(), Vec::new()),
            made: date(2026, 12, 1).at(9, 0, 0, 0),
            language,
        }
    }

    #[test]
    fn a_text_opens_in_excel_and_runs_nothing() {
        let french = String::from_utf8(sheet(Language::French).written(Format::Csv).unwrap()).unwrap();
        assert_eq!(
            french,
            "\u{feff}Nom;Emplois;Montant;Le\r\n\"Écluse ; \"\"rive\"\"\";1300,5;3170000 €;01/12/2026\r\n\
             \"'=HYPERLINK(\"\"x\"\")\";'-1;;près de 90\r\n"
        );
        let english = String::from_utf8(sheet(Language::English).written(Format::Csv).unwrap()).unwrap();
        assert!(english.contains(";1300.5;3170000 €;2026-12-01\r\n"), "{english}");
    }
}
