//! Source documents, and the figures and dates that they state: kept as stated, each with its document and its date, and
//! counted by the rules of `platform::figures` and `platform::dates`.

mod page;
mod provenance;
mod storage;

use platform::dates::ImpreciseDate;
use platform::figures::Figure;

pub use page::page;
pub use provenance::{NewProvenance, Provenance, add_provenance, provenance_of, provenance_within};
pub use storage::{add_document, add_statement, documents, statement, statements};

/// Who gave the year that a document leaves out, when it follows from reading it: as kept; the page says it in both languages.
pub const READING: &str = "la lecture du document";

/// A document that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its short name: S0 to S4.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub outlet: String,
    /// Under which rubric.
    pub rubric: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When, as precisely as it says (S4-01).
    pub published: Option<ImpreciseDate>,
    /// Where it was read (S4-23).
    pub url: Option<String>,
}

/// What is stated.
#[derive(Clone, Debug, PartialEq)]
pub enum Stated {
    /// A number, with its qualifier.
    Figure(Figure),
    /// A date, as precise as it was said.
    Date(ImpreciseDate),
}

/// Something that a document states.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The requirement it comes from, and what it is: `S0-08`, `S3-10.jobs`.
    pub code: String,
    /// The document.
    pub source: String,
    /// What it is, in French.
    pub label_fr: String,
    /// What it is, in English.
    pub label_en: String,
    /// What is stated.
    pub stated: Stated,
    /// The date for which it holds, when that is not the document's own.
    pub as_of: Option<ImpreciseDate>,
}

impl Statement {
    /// The number, when it is one.
    pub fn figure(&self) -> Option<&Figure> {
        match &self.stated {
            Stated::Figure(figure) => Some(figure),
            Stated::Date(_) => None,
        }
    }

    /// The date, when it is one.
    pub fn date(&self) -> Option<&ImpreciseDate> {
        match &self.stated {
            Stated::Date(date) => Some(date),
            Stated::Figure(_) => None,
        }
    }
}
