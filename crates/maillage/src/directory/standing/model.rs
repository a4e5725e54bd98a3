//! What a standing is made of.

use jiff::Timestamp;
use platform::database::FromRow;
use platform::text_enum;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::model::{Family, OrganisationId};

text_enum! {
    /// Whether the people of a member may act for it.
    pub enum State {
        /// They may.
        Open = "open",
        /// They may not, for now.
        Suspended = "suspended",
        /// They may not any more: the organisation left, or no longer exists.
        Closed = "closed",
    }
}

/// How a member stands.
#[derive(Clone, Debug, FromRow)]
pub struct Standing {
    /// Whether its people may act for it, from the moment below.
    pub state: State,
    /// From when it is suspended or closed; it may be to come.
    pub since: Option<Timestamp>,
    /// Why.
    pub reason: Option<String>,
}

impl Standing {
    /// Of a member without a line.
    pub const OPEN: Self = Self { state: State::Open, since: None, reason: None };
}

/// A member as it is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct FoundingInput {
    /// Full name.
    pub name: String,
    /// The name people use.
    pub short_name: String,
    /// A family's key: `local-authority`…
    pub family: String,
    /// A category's key: `agency`…
    pub category: String,
    /// ISO 3166 country.
    pub country: String,
    /// City.
    pub city: String,
    /// SIREN.
    pub siren: String,
    /// Web site.
    pub website: String,
    /// `public`, `private`, or nothing: as the family says.
    pub membership: String,
    /// An organisation of the directory that becomes a member, rather than a second sheet of it.
    pub take_over: String,
    /// `yes` when it is another organisation than the one of the directory that resembles it.
    pub separate: String,
}

/// A member to be found, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founding {
    /// Full name.
    pub name: String,
    /// The name people use.
    pub short_name: Option<String>,
    /// Its family.
    pub family: Family,
    /// Its kind within the family.
    pub category: &'static str,
    /// ISO 3166 country.
    pub country: String,
    /// City.
    pub city: Option<String>,
    /// SIREN.
    pub siren: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// Whether its people are public members, when it is not as its family says.
    pub public_member: Option<bool>,
    /// Whether a sheet that resembles it is there already.
    pub known: Known,
}

/// What is said of an organisation of the directory that resembles a member to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing: one that resembles it is shown first.
    Unsaid,
    /// It is that one, which becomes a member with all that is known of it.
    Itself(OrganisationId),
    /// It is another one.
    Another,
}

/// How a member is to be stopped, as it is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct StopInput {
    /// `suspended` or `closed`.
    pub state: String,
    /// The last day on which its people act for it, in words; nothing is at once.
    pub last_day: String,
    /// Why.
    pub reason: String,
}

/// How a member is to be stopped, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Suspended or closed.
    pub state: State,
    /// From when; nothing is at once.
    pub since: Option<Timestamp>,
    /// Why.
    pub reason: String,
}
