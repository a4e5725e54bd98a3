//! A verified record is not changed: it is restated. One person proposes another text with a reason, somebody else
//! accepts or refuses it, and both texts stay.

use platform::text::tidy;
use platform::text_enum;

pub use super::storage::restatement::{Restatement, decide, of_project, propose};

use super::super::fields::{FIELDS, Field};
use super::super::rules::LONGEST_REASON;
use super::super::status::Status;

text_enum! {
    /// What became of a proposal.
    pub enum Outcome {
        /// The new text stands.
        Accepted = "accepted",
        /// The former text stands.
        Refused = "refused",
    }
}

/// What a restatement bears on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A field that is frozen.
    Field(Field),
    /// Whether the win still stands: a company may give up after it was verified.
    Status,
}

impl Subject {
    /// Everything that can be restated, in the order of the table of fields.
    pub fn all() -> impl Iterator<Item = Self> {
        let frozen = FIELDS.iter().filter(|rule| !rule.lives).map(|rule| Self::Field(rule.field));
        frozen.chain([Self::Status])
    }

    /// Its key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Field(field) => field.key(),
            Self::Status => "status",
        }
    }

    /// The subject of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().find(|subject| subject.key() == key)
    }
}

/// The statuses that a win may be restated to.
pub const STATUSES: &[Status] = &[Status::Ongoing, Status::Abandoned];

/// Why a restatement is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The record is not verified: it is changed as any other.
    NotFrozen,
    /// A reason is due.
    Reason,
    /// The reason is too long.
    LongReason,
    /// The text is the one that stands.
    Same,
    /// One of the same field awaits its decision.
    Pending,
    /// Who proposes does not decide.
    OwnProposal,
    /// It was decided already.
    Decided,
}

/// A reason, tidy, if it is one.
pub fn reason(text: &str) -> Result<String, Refusal> {
    let text = tidy(text);
    match text.chars().count() {
        0 => Err(Refusal::Reason),
        n if n > LONGEST_REASON => Err(Refusal::LongReason),
        _ => Ok(text),
    }
}

impl Refusal {
    /// Its words.
    pub const fn message(self) -> &'static str {
        match self {
            Self::NotFrozen => "restatement-not-frozen",
            Self::Reason => "restatement-reason",
            Self::LongReason => "restatement-long-reason",
            Self::Same => "restatement-same",
            Self::Pending => "restatement-pending",
            Self::OwnProposal => "restatement-own",
            Self::Decided => "restatement-decided",
        }
    }
}
