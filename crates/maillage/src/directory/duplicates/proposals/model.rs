//! What a proposal is made of.

use jiff::Timestamp;
use platform::access::PrincipalId;
use platform::database::FromRow;
use platform::{id, text_enum};
use serde::{Deserialize, Serialize};

use super::super::model::MergeId;
use crate::directory::model::OrganisationId;

id!(/// A proposal to merge.
    ProposalId);

text_enum! {
    /// What became of a proposal.
    pub enum State {
        /// The other organisation has not answered.
        Waiting = "waiting",
        /// It accepted: both are one.
        Accepted = "accepted",
        /// It refused.
        Declined = "declined",
        /// Whoever proposed took it back.
        Withdrawn = "withdrawn",
        /// It was accepted, and undone since.
        Undone = "undone",
    }
}

/// A proposal, for the two organisations that it is between.
#[derive(Clone, Debug, FromRow)]
pub struct Proposal {
    /// Its identifier.
    pub id: ProposalId,
    /// The one that would stay.
    pub kept: OrganisationId,
    /// Its name.
    pub kept_name: String,
    /// The one that would be merged into it.
    pub dropped: OrganisationId,
    /// Its name.
    pub dropped_name: String,
    /// The one of the two that whoever proposes may change.
    pub own: OrganisationId,
    /// The organisation that proposes.
    pub proposed_for: PrincipalId,
    /// Its name.
    pub proposer: String,
    /// The organisation that is asked.
    pub asked: PrincipalId,
    /// Why.
    pub reason: String,
    /// From which of the two each fact is taken, as a form says it.
    pub choice: String,
    /// What became of it.
    pub state: State,
    /// When it was made.
    pub proposed_at: Timestamp,
    /// When it was answered.
    pub decided_at: Option<Timestamp>,
    /// What was answered.
    pub answer: Option<String>,
    /// The merge that it became.
    pub merge: Option<MergeId>,
}

impl Proposal {
    /// The one of the two that the organisation asked keeps.
    pub fn other(&self) -> OrganisationId {
        if self.own == self.kept { self.dropped } else { self.kept }
    }
}

/// What happened, for who was not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum News {
    /// A merge is proposed.
    Proposed,
    /// It was accepted, and made.
    Accepted,
    /// It was refused.
    Declined,
    /// The proposal was taken back.
    Withdrawn,
    /// The merge was undone.
    Undone,
}

/// Something to be told to somebody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// The seat of whoever is told.
    pub seat: PrincipalId,
    /// The proposal, for the address of its page.
    pub proposal: ProposalId,
    /// What happened.
    pub news: News,
    /// The organisation that did it.
    pub who: String,
}
