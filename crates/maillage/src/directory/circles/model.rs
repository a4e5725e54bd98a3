//! What circles are made of.

use jiff::Timestamp;
use platform::access::{PrincipalId, RecordId};
use platform::database::FromRow;
use platform::{id, text_enum};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::model::OrganisationId;

id!(/// A circle: the identifier of its record and of its group.
    CircleId);
id!(/// A line of a circle's members.
    LineId);

impl CircleId {
    /// As a record.
    pub fn record(self) -> RecordId {
        RecordId(self.0)
    }

    /// As the group of its members.
    pub fn group(self) -> PrincipalId {
        PrincipalId(self.0)
    }
}

text_enum! {
    /// How one comes in.
    pub enum Admission {
        /// Whoever asks is in.
        Open = "open",
        /// Whoever asks waits for the organisation that founded it.
        Request = "request",
        /// Only who is invited.
        Closed = "closed",
    }
}

text_enum! {
    /// Where somebody stands in a circle.
    pub enum MemberState {
        /// Asked to come, has not answered.
        Invited = "invited",
        /// Asks to come in.
        Asked = "asked",
        /// Is in, during its time.
        In = "in",
        /// Was refused, or refused.
        Refused = "refused",
        /// Was in.
        Left = "left",
    }
}

text_enum! {
    /// What people are told of a line of a circle.
    pub enum News {
        /// An organisation is invited.
        Invited = "invited",
        /// The invitation is taken back.
        Withdrawn = "withdrawn",
        /// The request to come in is accepted.
        Accepted = "accepted",
        /// The request to come in is refused.
        Refused = "refused",
        /// Somebody asks to come in.
        Asked = "asked",
        /// The invitation is accepted.
        Joined = "joined",
        /// The invitation is refused.
        Declined = "declined",
    }
}

impl News {
    /// Whether it is for the member of the line, rather than for those who keep the circle.
    pub const fn concerns_member(self) -> bool {
        matches!(self, Self::Invited | Self::Withdrawn | Self::Accepted | Self::Refused)
    }
}

/// A circle.
#[derive(Clone, Debug, FromRow)]
pub struct Circle {
    /// Its identifier.
    pub id: CircleId,
    /// The organisation that founded it.
    pub owner: OrganisationId,
    /// That organisation's name.
    pub owner_name: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// How one comes in.
    pub admission: Admission,
    /// The key it is sorted by.
    pub name_key: String,
    /// How many are in now.
    pub members: i64,
    /// Since when it is no more.
    pub dissolved_at: Option<Timestamp>,
}

/// A line of a circle's members.
#[derive(Clone, Debug, FromRow)]
pub struct Line {
    /// Its identifier.
    pub id: LineId,
    /// The organisation, or the seat.
    pub member: PrincipalId,
    /// The organisation, or that of the seat.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// The person, when it is one.
    pub person: Option<String>,
    /// Where it stands.
    pub state: MemberState,
    /// Since when.
    pub valid_from: Option<Timestamp>,
    /// Until when.
    pub valid_until: Option<Timestamp>,
    /// Whether the organisation is a private member.
    pub private: bool,
}

impl Line {
    /// The person and the organisation, or the organisation.
    pub fn name(&self) -> String {
        match &self.person {
            Some(person) => format!("{person}, {}", self.organisation_name),
            None => self.organisation_name.clone(),
        }
    }
}

/// A circle as it is typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct CircleInput {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// How one comes in: `open`, `request` or `closed`.
    pub admission: String,
}

/// A circle to be, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCircle {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// How one comes in.
    pub admission: Admission,
}
