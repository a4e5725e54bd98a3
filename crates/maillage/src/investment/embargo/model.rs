//! What is planned for an hour.

use jiff::Timestamp;
use platform::access::{Level, PrincipalId};
use platform::database::FromRow;
use platform::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What became of an embargo.
    pub enum State {
        /// It waits for its hour.
        Planned = "planned",
        /// Its hour came.
        Released = "released",
        /// Somebody gave it up, or planned another.
        Cancelled = "cancelled",
        /// Its hour came, and the project was over.
        Withheld = "withheld",
    }
}

/// An embargo as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(default)]
pub struct EmbargoInput {
    /// The day, as people say it.
    pub day: String,
    /// The hour: `14:30`, `14 h 30`.
    pub hour: String,
    /// Whether the members of the instance see the card from then on.
    pub network: bool,
    /// An organisation or a circle that is shown the project from then on.
    pub organisation: String,
    /// At what level: `card`, `read`.
    pub level: String,
    /// Why: it is shown to those who manage the project.
    pub reason: String,
}

/// Whom it opens the project to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// When.
    pub at: Timestamp,
    /// The time zone in which the hour was said.
    pub zone: String,
    /// Whether the members of the instance see the card.
    pub network: bool,
    /// An organisation or a circle, and its level.
    pub to: Option<(PrincipalId, Level)>,
    /// Why.
    pub reason: String,
}

/// An embargo.
#[derive(Clone, Debug, FromRow)]
pub struct Embargo {
    /// Its identifier.
    pub id: String,
    /// When it ends.
    pub at: Timestamp,
    /// The time zone in which the hour was said.
    pub zone: String,
    /// Whether the members of the instance see the card from then on.
    pub network: bool,
    /// An organisation or a circle.
    pub principal: Option<PrincipalId>,
    /// Its name.
    pub principal_name: Option<String>,
    /// Its level.
    pub level: Option<Level>,
    /// Why.
    pub reason: String,
    /// What became of it.
    pub state: State,
    /// When that was.
    pub ended_at: Option<Timestamp>,
}
