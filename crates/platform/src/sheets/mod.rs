//! Tables that leave for a spreadsheet: the same rows as a workbook, with real numbers and days, or as separated text.

mod separated;
mod workbook;

use jiff::civil::{Date, DateTime};

use crate::dates::{ImpreciseDate, Precision};
use crate::figures::{Currency, Figure, Qualifier, Unit};
use crate::i18n::Language;
use crate::text_enum;

text_enum! {
    /// What a table is written as.
    pub enum Format {
        /// A workbook (Office Open XML).
        Xlsx = "xlsx",
        /// Text separated by semicolons, as Excel opens it.
        Csv = "csv",
    }
}

impl Format {
    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words: never a formula, whatever they begin with.
    Text(String),
    /// A number.
    Number(f64),
    /// An amount of money, in whole units of its currency.
    Amount(f64, Currency),
    /// A day.
    Day(Date),
}

impl Cell {
    /// Words, or nothing when there are none.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }

    /// A figure: a number when it is exact, in words otherwise, since a spreadsheet would make « près de 90 » certain.
    pub fn figure(figure: &Figure, words: impl Into<String>) -> Self {
        let exact = figure.value().filter(|_| figure.qualifier() == Qualifier::Exact);
        #[expect(clippy::cast_precision_loss, reason = "a spreadsheet knows no other number")]
        let number = |millionths: i64| millionths as f64 / 1e6;
        match (exact, figure.unit()) {
            (Some(value), Unit::Count) => Self::Number(number(value.millionths())),
            (Some(value), Unit::Money(currency)) => Self::Amount(number(value.millionths()), *currency),
            _ => Self::text(words),
        }
    }

    /// A date: a day when it is one, in words otherwise.
    pub fn date(date: &ImpreciseDate, words: impl Into<String>) -> Self {
        let day = date.precision() == Precision::Day && !date.is_deadline() && !date.is_year_inferred();
        if day { Self::Day(date.latest()) } else { Self::text(words) }
    }
}

/// A table, and what is said of it apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What it is called.
    pub name: String,
    /// The heads of its columns.
    pub headings: Vec<String>,
    /// Its rows, each with as many cells as there are heads.
    pub rows: Vec<Vec<Cell>>,
    /// What a sheet of its own says of it, in a workbook: its name, then names and values.
    pub about: (String, Vec<(String, String)>),
    /// When it was made.
    pub made: DateTime,
    /// The language in which numbers and days are written as text.
    pub language: Language,
}

/// A table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// By the library that writes workbooks.
    #[error("a workbook could not be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// As text.
    #[error("a text could not be written: {0}")]
    Text(#[from] csv::Error),
}

impl Sheet {
    /// The file. It takes seconds for a hundred thousand rows: to be called where waiting holds nobody up.
    pub fn written(&self, format: Format) -> Result<Vec<u8>, Error> {
        match format {
            Format::Xlsx => workbook::written(self),
            Format::Csv => separated::written(self),
        }
    }
}
