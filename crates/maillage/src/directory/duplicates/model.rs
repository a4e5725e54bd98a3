//! What two that may be one have in common, and what a merge does.

use std::collections::BTreeMap;

use jiff::Timestamp;
use platform::access::RecordId;
use platform::database::FromRow;
use platform::{id, text_enum};

use crate::directory::model::{Card, Organisation};

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

/// Two that may be one.
#[derive(Clone, Debug)]
pub struct Pair<T, R> {
    /// The one that would stay: of the same rank, the one known first.
    pub one: T,
    /// The other one.
    pub other: T,
    /// Why, the surest reason first.
    pub reasons: Vec<R>,
}

impl<R> Pair<RecordId, R> {
    /// The same with what is shown of each, when both are.
    pub fn shown<T: Clone>(self, known: &BTreeMap<RecordId, T>) -> Option<Pair<T, R>> {
        let (one, other) = (known.get(&self.one)?.clone(), known.get(&self.other)?.clone());
        Some(Pair { one, other, reasons: self.reasons })
    }
}

/// Two organisations that may be one.
pub type Organisations = Pair<Card, Reason>;

/// Rows that follow a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// What they are, as a message key.
    pub label: &'static str,
    /// How many move.
    pub moves: i64,
    /// How many stay, since the other one has the same.
    pub stays: i64,
}

/// A fact of both: the field, that of the kept, that of the other.
pub type Fact = (&'static str, String, String);

/// What a merge would do.
#[derive(Clone, Debug)]
pub struct Plan<T> {
    /// The one that stays.
    pub kept: T,
    /// The one that is merged into it.
    pub dropped: T,
    /// The facts that differ.
    pub facts: Vec<Fact>,
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
    /// Whether a field is taken from the one merged.
    pub fn takes(&self, field: &str) -> bool {
        self.0.get(field).is_some_and(|from| from == "dropped")
    }

    /// The facts to write on the kept one: those chosen, and those that it lacks unless they are refused.
    pub fn taken(&self, facts: Vec<Fact>) -> Vec<Fact> {
        let wanted = |(field, own, other): &Fact| {
            let missing = own.is_empty() && !self.0.contains_key(*field);
            own != other && !other.is_empty() && (missing || self.takes(field))
        };
        facts.into_iter().filter(wanted).collect()
    }
}

/// The facts of which the other one says something else.
pub fn differing(facts: Vec<Fact>) -> Vec<Fact> {
    facts.into_iter().filter(|(_, own, other)| own != other && !other.is_empty()).collect()
}

/// A merge that was made and can be undone.
#[derive(Clone, Debug, FromRow)]
pub struct Merge {
    /// Its identifier.
    pub id: MergeId,
    /// The one kept.
    pub kept: RecordId,
    /// Its name.
    pub kept_name: String,
    /// The name of the one merged.
    pub dropped_name: String,
    /// When.
    pub merged_at: Timestamp,
}

/// The facts that two organisations may differ by, as they are kept.
pub fn facts(kept: &Organisation, dropped: &Organisation) -> Vec<Fact> {
    let facts = known(kept).into_iter().zip(known(dropped));
    facts.map(|((name, own), (_, other))| (name, own, other)).collect()
}

/// The facts that a card does not show.
pub const BEYOND_CARD: [&str; 5] = ["siren", "website", "activity", "activity_code", "control_country"];

/// The facts of one.
pub fn known(organisation: &Organisation) -> [(&'static str, String); 11] {
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
        ("activity_code", organisation.class().map(|class| class.to_string()).unwrap_or_default()),
        ("control_country", text(&organisation.control_country)),
    ]
}

#[cfg(test)]
mod tests {
    use super::Choice;

    #[test]
    fn a_fact_is_taken_from_the_other_when_it_is_said_or_lacks() {
        let choice = Choice([("city", "dropped"), ("name", "kept"), ("website", "kept")].map(owned).into());
        assert!(choice.takes("city") && !choice.takes("name") && !choice.takes("siren"));
        let facts = [
            ("city", "Arles", "Aix"),
            ("name", "A", "B"),
            ("website", "", "b.example"),
            ("siren", "", "732829320"),
            ("country", "FR", "ES"),
            ("activity", "12", ""),
        ];
        let facts = facts.map(|(field, own, other)| (field, own.to_owned(), other.to_owned()));
        let taken: Vec<_> = choice.taken(facts.into()).into_iter().map(|(field, ..)| field).collect();
        assert_eq!(taken, ["city", "siren"]);
    }

    fn owned((field, from): (&str, &str)) -> (String, String) {
        (field.to_owned(), from.to_owned())
    }
}
