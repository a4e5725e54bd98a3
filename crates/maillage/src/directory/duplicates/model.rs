//! What two organisations that may be one have in common, and what a merge does.

use std::collections::BTreeMap;

use jiff::Timestamp;
use platform::database::FromRow;
use platform::{id, text_enum};

use crate::directory::model::{Card, Organisation, OrganisationId};

id!(/// A merge that was made.
    MergeId);

text_enum! {
    /// Why two organisations may be one.
    pub enum Reason {
        /// The same number in a register.
        Number = "number",
        /// The same site.
        Site = "site",
        /// The same name, legal form and order of words apart, in places that do not differ.
        Name = "name",
    }
}

/// Two organisations that may be one.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The one known first.
    pub one: Card,
    /// The other one.
    pub other: Card,
    /// Why, the surest reason first.
    pub reasons: Vec<Reason>,
}

/// Rows that follow a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// What they are, as a message key.
    pub label: &'static str,
    /// How many move.
    pub moves: i64,
    /// How many stay, since the other organisation has the same.
    pub stays: i64,
}

/// What a merge would do.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The organisation that stays.
    pub kept: Organisation,
    /// The one that is merged into it.
    pub dropped: Organisation,
    /// The facts that differ: field, that of the kept, that of the other.
    pub facts: Vec<(&'static str, String, String)>,
    /// What moves.
    pub lines: Vec<PlanLine>,
    /// Whether the grants of the other follow: they do if one may show the kept one.
    pub shares: bool,
    /// To whom the other is shown, who will see the kept one.
    pub shown_to: Vec<String>,
}

/// From which of the two each fact that differs is taken: the fields taken from the one merged.
#[derive(Clone, Debug, Default)]
pub struct Choice(pub BTreeMap<String, String>);

impl Choice {
    /// Whether a field is taken from the organisation merged.
    pub fn takes(&self, field: &str) -> bool {
        self.0.get(field).is_some_and(|from| from == "dropped")
    }
}

/// A merge that was made and can be undone.
#[derive(Clone, Debug, FromRow)]
pub struct Merge {
    /// Its identifier.
    pub id: MergeId,
    /// The organisation kept.
    pub kept: OrganisationId,
    /// Its name.
    pub kept_name: String,
    /// The name of the one merged.
    pub dropped_name: String,
    /// When.
    pub merged_at: Timestamp,
}

/// The facts that two organisations may differ by, as they are kept.
pub fn facts(organisation: &Organisation) -> [(&'static str, String); 10] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        ("name", organisation.name.clone()),
        ("short_name", text(&organisation.short_name)),
        ("family", organisation.family.key().to_owned()),
        ("category", organisation.category.clone()),
        ("country", organisation.country.clone()),
        ("city", text(&organisation.city)),
        ("siren", text(&organisation.siren)),
        ("website", text(&organisation.website)),
        ("activity", text(&organisation.activity)),
        ("control_country", text(&organisation.control_country)),
    ]
}

#[cfg(test)]
mod tests {
    use super::Choice;

    #[test]
    fn a_fact_is_taken_from_the_other_only_when_it_is_said() {
        let choice = Choice(
            [("city".to_owned(), "dropped".to_owned()), ("name".to_owned(), "kept".to_owned())].into(),
        );
        assert!(choice.takes("city") && !choice.takes("name") && !choice.takes("siren"));
    }
}
