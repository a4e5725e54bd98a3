//! A project, as its rules see it.

use jiff::Timestamp;
use platform::access::{PrincipalId, RecordId, Visibility};
use platform::dates::ImpreciseDate;
use platform::figures::Figure;
use platform::id;

use super::fields::{FIELDS, Field};
use super::stages::Stage;

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
    /// Who sees it by default.
    pub visibility: Visibility,
    /// The version that a change must name.
    pub version: i64,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// The referent's name.
    pub referent_name: Option<String>,
    /// The second reader's name.
    pub second_reader_name: Option<String>,
    /// Its facts.
    pub facts: Facts,
    /// The jobs stated.
    pub jobs: Option<Figure>,
    /// The investment stated.
    pub value: Option<Figure>,
    /// When the decision is expected.
    pub calendar: Option<ImpreciseDate>,
    /// Its company, when the actor sees that company's card.
    pub company: Option<Company>,
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

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The last changed first.
    #[default]
    Recent,
    /// Most jobs first.
    Jobs,
}

/// The filters of a list.
#[derive(Clone, Debug, Default)]
pub struct ListFilter {
    /// Only at this stage.
    pub stage: Option<Stage>,
    /// Only of this sector.
    pub sector: Option<String>,
    /// Only those that this account answers for.
    pub referent: Option<String>,
    /// The order.
    pub sort: Sort,
}
