//! What a competence on a perimeter is made of.

use jiff::civil::Date;
use platform::database::FromRow;
use platform::dates::ImpreciseDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::perimeters::PerimeterId;
use crate::directory::OrganisationId;

/// A perimeter that an organisation is competent for.
#[derive(Clone, Debug)]
pub struct Competence {
    /// The perimeter.
    pub perimeter: PerimeterId,
    /// Its name.
    pub name: String,
    /// From when it is competent, as stated.
    pub from: Option<ImpreciseDate>,
    /// Until when, as stated.
    pub until: Option<ImpreciseDate>,
    /// The version of the perimeter that holds on the day looked at, for who reads the perimeter.
    pub version: Option<Held>,
}

/// The version of a perimeter that holds on a day, otherwise the last that began before it, otherwise the first.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// From 1.
    pub number: i64,
    /// From when it holds.
    pub valid_from: Date,
    /// How many communes it holds.
    pub communes: i64,
}

/// An organisation that is competent for a perimeter.
#[derive(Clone, Debug, FromRow)]
pub struct Competent {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// From when, as stated.
    pub valid_from: Option<ImpreciseDate>,
    /// Until when, as stated.
    pub valid_until: Option<ImpreciseDate>,
}

/// A competence as it is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct CompetenceInput {
    /// The perimeter.
    pub perimeter: String,
    /// From when, as people say it; nothing when it is not known.
    pub since: String,
    /// Until when, as people say it.
    pub until: String,
}

/// A competence to be, checked.
#[derive(Clone, Debug)]
pub struct NewCompetence {
    /// The perimeter.
    pub perimeter: PerimeterId,
    /// From when, as stated.
    pub from: Option<ImpreciseDate>,
    /// Until when, as stated.
    pub until: Option<ImpreciseDate>,
}
