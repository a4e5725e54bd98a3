//! What may be wrong with a file of reference data, said so that a command can put it in words.

use super::model::TerritoryId;

/// What is wrong with a file, and where.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{file}{}: {flaw}", if *.line > 0 { format!(", line {}", .line) } else { String::new() })]
pub struct Unreadable {
    /// Its name.
    pub file: String,
    /// The line, from 1; 0 for the whole file.
    pub line: usize,
    /// What is wrong.
    pub flaw: Flaw,
}

/// A fault of a file, at a line.
pub(super) fn unreadable(file: &str, line: usize, flaw: impl Into<Flaw>) -> Unreadable {
    Unreadable { file: file.to_owned(), line, flaw: flaw.into() }
}

/// What is wrong.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Flaw {
    /// It is not there.
    #[error("the file is missing")]
    Missing,
    /// A folder without communes.
    #[error("no file communes-YEAR.csv.gz")]
    NoYear,
    /// A folder with several editions.
    #[error("several years of communes: keep one")]
    Years,
    /// It is not packed, or not in UTF-8, as its name says.
    #[error("damaged, or not in UTF-8")]
    Damaged,
    /// A column that the header does not name.
    #[error("no column {0}")]
    Column(String),
    /// A row that has more cells than the header, or fewer.
    #[error("{found} cells, {expected} in the header")]
    Cells {
        /// In the header.
        expected: u64,
        /// In the row.
        found: u64,
    },
    /// It has not the form of the code of a commune.
    #[error("« {0} » is not the code of a commune: five characters, 2A and 2B in Corsica")]
    Code(String),
    /// A code that stands twice.
    #[error("the code {0} stands twice")]
    Twice(String),
    /// A territory that is part of another, and one of them is in no file.
    #[error("{part} is part of {whole}, and one of them is in no file")]
    Nowhere {
        /// The smaller.
        part: TerritoryId,
        /// The larger.
        whole: TerritoryId,
    },
    /// An outline of which a line is missing.
    #[error("{0} names a line that is not there")]
    Line(String),
    /// A file of outlines that holds none.
    #[error("no object")]
    NoOutline,
    /// What the machine, or the reader of its format, says of it.
    #[error("{0}")]
    Other(String),
}

impl From<&std::io::Error> for Flaw {
    fn from(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<&serde_json::Error> for Flaw {
    fn from(error: &serde_json::Error) -> Self {
        Self::Other(error.to_string())
    }
}

impl From<&csv::Error> for Flaw {
    fn from(error: &csv::Error) -> Self {
        match error.kind() {
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                Self::Cells { expected: *expected_len, found: *len }
            }
            _ => Self::Other(error.to_string()),
        }
    }
}
