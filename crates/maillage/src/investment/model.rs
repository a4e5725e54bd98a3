//! A project, as its rules see it.

use jiff::Timestamp;
use jiff::civil::Date;
use platform::access::{PrincipalId, RecordId, Visibility};
use platform::dates::ImpreciseDate;
use platform::figures::Figure;
use platform::i18n::Language;
use platform::id;

use super::fields::{FIELDS, Field};
use super::levels::Levels;
use super::stages::Stage;
use super::status::Status;
use crate::plan::HeadingName;
use crate::reference::territories::{TerritoryId, TerritoryKind};

id!(/// A project: the identifier of its record.
    ProjectId);

impl ProjectId {
    /// As a record.
    pub fn record(self) -> RecordId {
        RecordId(self.0)
    }
}

/// The facts of a project: each field as its text, a figure or a date in the words of whoever stated it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts(pub Vec<Option<String>>);

impl Default for Facts {
    fn default() -> Self {
        Self(vec![None; FIELDS.len()])
    }
}

impl Facts {
    /// The text of a field.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.0.get(field.place()).and_then(Option::as_deref)
    }

    /// Whether a field is known.
    pub fn has(&self, field: Field) -> bool {
        self.get(field).is_some()
    }

    /// Gives a field its text.
    pub fn set(&mut self, field: Field, text: Option<String>) {
        if let Some(place) = self.0.get_mut(field.place()) {
            *place = text;
        }
    }
}

/// A project.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its identifier.
    pub id: ProjectId,
    /// The organisation that opened it.
    pub owner: PrincipalId,
    /// That organisation's name.
    pub owner_name: String,
    /// Its reference, in the sequence of that organisation.
    pub reference: String,
    /// Where it stands.
    pub stage: Stage,
    /// Since when.
    pub stage_entered_at: Timestamp,
    /// Whether it goes on.
    pub standing: Standing,
    /// When its win was verified: from then on it is restated, not changed.
    pub verified_at: Option<Timestamp>,
    /// Who sees it by default.
    pub visibility: Visibility,
    /// The groups of fields that were raised to a stricter level.
    pub levels: Levels,
    /// The version that a change must name.
    pub version: i64,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// The names of the colleagues that fields name.
    pub colleagues: Vec<(Field, String)>,
    /// The axis and the programmes that it is under.
    pub headings: Vec<HeadingName>,
    /// Its facts.
    pub facts: Facts,
    /// What figures mean.
    pub figures: Vec<(Field, Figure)>,
    /// What dates mean.
    pub dates: Vec<(Field, ImpreciseDate)>,
    /// Its company, when the actor sees that company's card.
    pub company: Option<Company>,
    /// The territory that the words of its location mean.
    pub territory: Option<Located>,
}

/// A territory as a project names it.
#[derive(Clone, Debug)]
pub struct Located {
    /// Kind and code.
    pub id: TerritoryId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: TerritoryKind,
}

impl Project {
    /// Whether a fact tells the company, or who speaks for it, to somebody to whom the company is not shown.
    pub fn hides(&self, field: Field) -> bool {
        let tells = matches!(field, Field::Company | Field::ContactPerson);
        tells && self.company.is_none() && self.facts.has(Field::Company)
    }

    /// The name of the colleague that a field names.
    pub fn colleague(&self, field: Field) -> Option<&str> {
        self.colleagues.iter().find(|(known, _)| *known == field).map(|(_, name)| name.as_str())
    }

    /// The names of the axis or of the programmes that it is under.
    pub fn headings(&self, language: Language, axis: bool) -> Vec<&str> {
        let own = self.headings.iter().filter(|one| one.kind.is_axis() == axis);
        own.map(|one| one.name(language)).collect()
    }

    /// What a figure means.
    pub fn figure(&self, field: Field) -> Option<&Figure> {
        self.figures.iter().find(|(known, _)| *known == field).map(|(_, figure)| figure)
    }

    /// What a date means.
    pub fn date(&self, field: Field) -> Option<&ImpreciseDate> {
        self.dates.iter().find(|(known, _)| *known == field).map(|(_, date)| date)
    }
}

/// Whether a project goes on, and what is known of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its status.
    pub status: Status,
    /// Since when, if it ever changed.
    pub since: Option<Timestamp>,
    /// When one looks at it again.
    pub until: Option<Date>,
    /// Why it was lost, as lists count it.
    pub cause: Option<String>,
    /// The place that was preferred.
    pub lost_to: Option<String>,
    /// What one learned.
    pub lessons: Option<String>,
}

/// The company of a project, as the actor sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// Its name.
    pub name: String,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
}

/// What a change says of some fields: their new text, none to empty them.
pub type Changes = Vec<(Field, Option<String>)>;
