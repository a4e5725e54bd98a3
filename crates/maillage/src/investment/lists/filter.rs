//! Which projects a list holds, and in which order. Pure: what an address or a program asks, read into what is known.

use platform::access::Level;
use platform::text_enum;

use super::super::fields::{Field, Group, Input};
use super::super::sectors;
use super::super::stages::Stage;
use super::super::status::Status;
use crate::plan::HeadingId;
use crate::reference::territories::TerritoryId;

/// The fields by whose values a list may be narrowed. A filter needs the level of its field: what one may not read does
/// not choose what one sees.
pub const FILTERED: &[Field] = &[
    Field::Sector,
    Field::Operation,
    Field::Nature,
    Field::Clientele,
    Field::Function,
    Field::Priority,
    Field::Likelihood,
    Field::Source,
];

/// Days in a stage beyond which a list is asked for what stagnates.
pub const WAITS: &[i64] = &[15, 30, 60, 90];

text_enum! {
    /// The order of a list.
    #[derive(Default)]
    pub enum Sort {
        /// The last changed first.
        #[default]
        Recent = "recent",
        /// Most jobs first.
        Jobs = "jobs",
        /// Those that have been longest in their stage first.
        Waiting = "waiting",
    }
}

text_enum! {
    /// Whose projects a list holds.
    pub enum Origin {
        /// Those of the organisation acted for.
        Own = "own",
        /// Those that others show.
        Others = "others",
    }
}

/// Who answers for the projects of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Referent {
    /// Whoever asks.
    Me,
    /// Nobody yet.
    Nobody,
    /// This account.
    Account(String),
}

impl Referent {
    /// What an address says.
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "me" => Some(Self::Me),
            "nobody" => Some(Self::Nobody),
            account => account.parse::<platform::Uuid>().ok().map(|id| Self::Account(id.to_string())),
        }
    }
}

/// Which statuses a list holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Statuses {
    /// Every one.
    #[default]
    All,
    /// Those of projects that are not over.
    Open,
    /// These.
    Only(Vec<Status>),
}

impl Statuses {
    /// Them.
    pub fn of(&self) -> Vec<Status> {
        let held = |status: &Status| match self {
            Self::All => true,
            Self::Open => !status.closed(),
            Self::Only(these) => these.contains(status),
        };
        Status::ALL.iter().copied().filter(held).collect()
    }
}

/// The filters of a list, each narrowing the others; within one, any of its values.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// At one of these stages.
    pub stages: Vec<Stage>,
    /// Of these statuses.
    pub statuses: Statuses,
    /// Where a field has one of these values.
    pub choices: Vec<(Field, Vec<&'static str>)>,
    /// Under one of these axes.
    pub axes: Vec<HeadingId>,
    /// Of one of these programmes.
    pub programmes: Vec<HeadingId>,
    /// Who answers for them.
    pub referent: Option<Referent>,
    /// Whose they are.
    pub origin: Option<Origin>,
    /// In this territory, or in what is within it.
    pub territory: Option<TerritoryId>,
    /// There precisely: what is known to be in a part of it is left out.
    pub precisely: bool,
    /// In their stage for more days than this.
    pub waiting: Option<i64>,
    /// The order.
    pub sort: Sort,
}

impl Filter {
    /// Narrows by a field's value, if the field is one of those and the value one of its own.
    pub fn choose(&mut self, field: Field, value: &str) {
        let Input::Choice(keys) = field.rule().input else { return };
        let key = if field == Field::Sector { sectors::named(value) } else { None };
        let Some(key) = key.or_else(|| keys.iter().copied().find(|key| *key == value)) else { return };
        match self.choices.iter_mut().find(|(known, _)| *known == field) {
            Some((_, values)) if values.contains(&key) => {}
            Some((_, values)) => values.push(key),
            None => self.choices.push((field, vec![key])),
        }
    }

    /// The level that it needs: that of its most protected filter or order.
    pub fn level(&self) -> Level {
        let chosen = self.choices.iter().map(|(field, _)| field.rule().level).max();
        let read = self.sort == Sort::Jobs
            || !self.axes.is_empty()
            || !self.programmes.is_empty()
            || self.territory.is_some();
        let sorted = if read { Level::Read } else { Level::Card };
        chosen.unwrap_or(Level::Card).max(sorted)
    }

    /// The groups of the fields that it looks at: a project of which one was raised is held only by those who see it.
    pub fn groups(&self) -> Vec<Group> {
        let mut fields: Vec<Field> = self.choices.iter().map(|(field, _)| *field).collect();
        fields.extend((self.sort == Sort::Jobs).then_some(Field::Jobs));
        fields.extend(self.territory.is_some().then_some(Field::Location));
        fields.extend((!self.axes.is_empty()).then_some(Field::Axis));
        fields.extend((!self.programmes.is_empty()).then_some(Field::Programmes));
        let looked = |group: &Group| fields.iter().any(|field| field.rule().group == *group);
        Group::ALL.into_iter().filter(looked).collect()
    }

    /// Whether it looks at stages and statuses alone, in an order that says no more.
    pub fn is_of_moves_alone(&self) -> bool {
        self.sort != Sort::Jobs
            && self.choices.is_empty()
            && self.axes.is_empty()
            && self.programmes.is_empty()
            && self.referent.is_none()
            && self.origin.is_none()
            && self.territory.is_none()
            && self.waiting.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_needs_the_level_of_what_it_looks_at() {
        let mut filter = Filter::default();
        assert!(filter.is_of_moves_alone());
        assert_eq!(filter.level(), Level::Card);
        filter.choose(Field::Sector, "health");
        assert_eq!(filter.level(), Level::Card);
        filter.choose(Field::Likelihood, "high");
        assert_eq!(filter.level(), Level::Read);
        assert_eq!(filter.groups(), [Group::Identity, Group::Operation]);
        let sorted = Filter { sort: Sort::Jobs, ..Filter::default() };
        assert_eq!((sorted.level(), sorted.groups()), (Level::Read, vec![Group::Value]));
    }

    #[test]
    fn a_value_that_a_field_does_not_have_filters_nothing() {
        let mut filter = Filter::default();
        filter.choose(Field::Sector, "moon");
        filter.choose(Field::Location, "Marseille");
        assert!(filter.is_of_moves_alone());
        filter.choose(Field::Sector, "health");
        filter.choose(Field::Sector, "energy");
        filter.choose(Field::Sector, "health");
        assert_eq!(filter.choices, [(Field::Sector, vec!["health", "energy"])]);
    }

    #[test]
    fn every_filtered_field_is_a_choice() {
        for field in FILTERED {
            assert!(matches!(field.rule().input, Input::Choice(_)), "{field:?}");
        }
    }
}
