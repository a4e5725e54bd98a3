//! What the five texts say, written a second time, from the texts and not from the loader, beside what the screens read
//! of the database. `maillage check` compares the two.

mod awaited;
mod computed;
mod people;
mod plan;
mod shown;
mod written;

use jiff::Timestamp;
use platform::database::{Error, Reader, Result};

pub use awaited::{AWAITED, Awaited};
use shown::Shown;

/// One line of the check.
#[derive(Clone, Debug)]
pub struct Line {
    /// The requirement, the statement or the document.
    pub id: String,
    /// What it is.
    pub label: String,
    /// What the texts say.
    pub expected: String,
    /// What the screens show.
    pub found: String,
}

impl Line {
    /// Whether the two are the same.
    pub fn holds(&self) -> bool {
        self.expected == self.found
    }
}

/// Every line. What cannot be read is a difference; an engine out of reach is an error.
pub fn lines(reader: &Reader, now: Timestamp) -> Result<Vec<Line>> {
    match Shown::read(reader, now) {
        Ok(shown) => {
            Ok([computed::lines(&shown), written::lines(&shown), people::lines(&shown), plan::lines(&shown)]
                .concat())
        }
        Err(error @ (Error::Decode(_) | Error::Missing)) => {
            let found = format!("illisible\u{a0}: {error}");
            Ok(vec![Line {
                id: "-".into(),
                label: "ce que les pages lisent".into(),
                expected: "lisible".into(),
                found,
            }])
        }
        Err(error) => Err(error),
    }
}
