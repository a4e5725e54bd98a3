//! Groups of companies, and where they are controlled.

use platform::database::FromRow;
use platform::dates::ImpreciseDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::model::OrganisationId;

/// A link from an organisation to the one that it belongs to, with what one reads of one end.
#[derive(Clone, Debug, FromRow)]
pub struct Edge {
    /// The one that belongs.
    pub child: OrganisationId,
    /// To whom.
    pub parent: OrganisationId,
    /// The name of the one that was not known before.
    pub name: String,
    /// Its country.
    pub country: String,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// From when, as stated.
    pub valid_from: Option<ImpreciseDate>,
    /// Until when, as stated.
    pub valid_until: Option<ImpreciseDate>,
}

/// A line of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// The organisation.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its ISO 3166 country.
    pub country: String,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// Whether it is the one whose sheet this is.
    pub own: bool,
    /// From when it belongs to the one above.
    pub from: Option<ImpreciseDate>,
    /// Until when, if that is to come.
    pub until: Option<ImpreciseDate>,
    /// How many lines above it on the way to the head.
    pub depth: usize,
    /// How many lists begin with it: one when it is the first of those below another.
    pub opens: bool,
    /// Whether a list begins below it.
    pub leads: bool,
    /// How many lists end after it.
    pub closes: usize,
    /// How many more belong to the same, that are not shown.
    pub more: usize,
}

/// Where decisions are taken, as somebody stated it.
#[derive(Clone, Debug, FromRow)]
pub struct Control {
    /// ISO 3166 country.
    pub country: String,
    /// Where that was read.
    pub source: String,
    /// Of when that is.
    pub as_of: ImpreciseDate,
}

/// The group of an organisation.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The head and those below it; empty when nothing binds the organisation to others.
    pub branches: Vec<Branch>,
    /// Whether there are so many that some were not read.
    pub cut: bool,
    /// What was stated of where decisions are taken, the last first.
    pub controls: Vec<Control>,
}

impl Group {
    /// The head, when it is another organisation.
    pub fn head(&self) -> Option<&Branch> {
        self.branches.first().filter(|head| !head.own)
    }

    /// The statement that says what the organisation's own fact says.
    pub fn stated(&self, country: &str) -> Option<&Control> {
        self.controls.iter().find(|one| one.country == country)
    }

    /// The head, when its country is not where decisions are said to be taken.
    pub fn differs(&self, control: Option<&str>) -> Option<&Branch> {
        self.head().filter(|head| control.is_some_and(|control| control != head.country))
    }
}

/// Where decisions are taken, as typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ControlInput {
    /// ISO 3166 country.
    pub control_country: String,
    /// Where that was read.
    pub control_source: String,
    /// Of when that is, as people say it.
    pub control_as_of: String,
}

/// The same, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct NewControl {
    /// ISO 3166 country.
    pub country: String,
    /// Where that was read.
    pub source: String,
    /// Of when that is.
    pub as_of: ImpreciseDate,
}
