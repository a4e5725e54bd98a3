//! Where what is known of a record was read: a document that the instance holds, or an outlet, an address and a date
//! (S4-23). A record may have been read in several places.

use platform::access::RecordId;
use platform::dates::ImpreciseDate;

pub use super::storage::{add_provenance, provenance_of, provenance_within};

/// Where something was read. A document says its outlet, rubric, address and date itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewProvenance {
    /// The code of a document of the instance.
    pub document: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Under which rubric.
    pub rubric: Option<String>,
    /// Where.
    pub address: Option<String>,
    /// When, as precisely as it says.
    pub published: Option<ImpreciseDate>,
    /// What is to be known about it.
    pub note: Option<String>,
}

/// Where something was read, with what its document says.
#[derive(Clone, Debug, PartialEq, platform::database::FromRow)]
pub struct Provenance {
    /// The record.
    pub record: RecordId,
    /// The code of a document of the instance.
    pub document: Option<String>,
    /// The title of that document.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Under which rubric.
    pub rubric: Option<String>,
    /// Where.
    pub address: Option<String>,
    /// When, as precisely as it says.
    pub published: Option<ImpreciseDate>,
    /// What is to be known about it.
    pub note: Option<String>,
}
