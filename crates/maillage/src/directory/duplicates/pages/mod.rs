//! The pages of duplicates: what those of organisations and those of people share, then those of organisations.

pub mod list;
pub mod merge;

use askama::Template;
use jiff::Timestamp;
use platform::access::RecordId;
use platform::dates::day_with_year;

use super::model::{Merge, PlanLine};
use super::proposals::Proposal;
use crate::frame::Frame;

/// One of two that may be one.
pub struct Side {
    /// Its identifier.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// What tells it from others of that name.
    pub more: String,
}

/// Two that may be one.
pub struct Proposed {
    /// The one that would stay.
    pub one: Side,
    /// The other one.
    pub other: Side,
    /// Why, in words.
    pub why: String,
}

/// Those that may be one, and the merges that may be undone.
#[derive(Template)]
#[template(path = "directory/duplicates/pages/list.html")]
pub struct Listed {
    pub frame: Frame,
    /// What they are, in keys of messages: `organisations`, `people`.
    pub of: &'static str,
    /// The address of this page.
    pub page: &'static str,
    /// The beginning of the address of a sheet.
    pub sheets: &'static str,
    pub pairs: Vec<Proposed>,
    /// Those of which another organisation keeps one.
    pub across: Vec<Proposed>,
    /// The merges that are proposed between organisations, and those that were.
    pub proposals: Vec<Proposal>,
    pub merges: Vec<Merge>,
}

impl Listed {
    fn day(&self, at: &Timestamp) -> String {
        day_with_year(at.to_zoned(self.frame.zone.clone()).date(), self.frame.t.language)
    }
}

/// A fact of which both say something else, in words.
pub struct Differing {
    /// The name of the field in the form.
    pub field: &'static str,
    /// What the kept one says.
    pub own: String,
    /// What the other says.
    pub other: String,
    /// Whether the kept one says nothing.
    pub missing: bool,
}

/// What a merge would do.
#[derive(Template)]
#[template(path = "directory/duplicates/pages/merge.html")]
pub struct Fusion {
    pub frame: Frame,
    pub of: &'static str,
    pub page: &'static str,
    pub sheets: &'static str,
    pub kept: Side,
    pub dropped: Side,
    pub facts: Vec<Differing>,
    pub lines: Vec<PlanLine>,
    pub shown_to: Vec<String>,
    /// What else is to be known before, as message keys.
    pub notes: Vec<&'static str>,
    /// Whether the other one may stay instead.
    pub swaps: bool,
    /// What is typed to ask the organisation that keeps the other; nothing when one may merge both.
    pub asking: Option<merge::Asking>,
}

impl Fusion {
    fn moves(&self) -> bool {
        self.lines.iter().any(|line| line.moves + line.stays > 0)
    }
}
