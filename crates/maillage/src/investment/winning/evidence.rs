//! Written evidence of a company's decision: a file attached to the project, what it is, and its day.

use jiff::civil::Date;
use platform::dates::{ImpreciseDate, MissingYear};
use platform::files::FileId;
use platform::i18n::Language;
use platform::text::tidy;
use platform::text_enum;
use platform::web::Faults;
use serde::{Deserialize, Serialize};

pub use super::storage::evidence::{Evidence, add, of_project, proves, remove};

text_enum! {
    /// What a piece of evidence is.
    pub enum Nature {
        /// A letter or a mail of the company.
        Letter = "letter",
        /// What the company published.
        Release = "release",
        /// A lease, a deed, a purchase.
        Deed = "deed",
        /// A decision of the company's board.
        Board = "board",
        /// An entry in an official register.
        Registration = "registration",
        /// A permit.
        Permit = "permit",
        /// Anything else that is written.
        Other = "other",
    }
}

/// Evidence as typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct EvidenceInput {
    /// The attached file.
    pub attachment: String,
    /// What it is.
    pub nature: String,
    /// Its day, as people say it.
    pub dated_on: String,
    /// What one should know of it.
    pub note: String,
}

/// Evidence, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvidence {
    /// The attached file.
    pub attachment: FileId,
    /// What it is.
    pub nature: Nature,
    /// Its day.
    pub dated_on: Option<Date>,
    /// What one should know of it.
    pub note: Option<String>,
}

/// Checks what was typed.
pub fn check(input: &EvidenceInput, language: Language, today: Date) -> Result<NewEvidence, Faults> {
    let mut faults = Faults::default();
    let (note, day) = (tidy(&input.note), tidy(&input.dated_on));
    faults.longer(&[("note", &note, 300), ("dated_on", &day, 100)]);
    let attachment = input.attachment.parse().ok();
    if attachment.is_none() {
        faults.add("attachment", "error-choice");
    }
    let nature = Nature::from_key(&input.nature);
    if nature.is_none() {
        faults.add("evidence_nature", "error-choice");
    }
    let dated_on = (!day.is_empty()).then(|| {
        let read = ImpreciseDate::parse(&day, language, today, MissingYear::Last).ok();
        read.map(|date| date.latest()).filter(|day| *day <= today)
    });
    if dated_on == Some(None) {
        faults.add("dated_on", "error-past");
    }
    match attachment.zip(nature) {
        Some((attachment, nature)) if faults.0.is_empty() => Ok(NewEvidence {
            attachment,
            nature,
            dated_on: dated_on.flatten(),
            note: Some(note).filter(|note| !note.is_empty()),
        }),
        _ => Err(faults),
    }
}
