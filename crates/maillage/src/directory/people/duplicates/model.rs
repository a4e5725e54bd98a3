//! What two people who may be one have in common, and what they may differ by.

use platform::access::PrincipalId;
use platform::text_enum;

use super::super::model::PersonRow;
use crate::directory::PersonId;
use crate::directory::duplicates::Fact;

text_enum! {
    /// Why two people may be one.
    pub enum Resemblance {
        /// One signs in by the address at which the other is reached.
        Account = "account",
        /// The same address.
        Email = "email",
        /// The same telephone number.
        Phone = "phone",
        /// The same name, in the same place.
        Name = "name",
    }
}

/// The facts that two people may differ by, in the order in which they are shown.
pub const FIELDS: [&str; 10] = [
    "given_name",
    "family_name",
    "civility",
    "country",
    "languages",
    "note",
    "data_class",
    "outlet",
    "source_url",
    "stated_on",
];

/// A person as a merge sees him.
#[derive(Clone, Debug)]
pub struct Mergeable {
    /// Who, with what he is.
    pub row: PersonRow,
    /// What the sheet says, in the order of [`FIELDS`]; empty when it says nothing.
    pub facts: Vec<String>,
    /// Whether all members see him.
    pub network: bool,
    /// Whether he has an account.
    pub account: bool,
    /// The organisation that keeps the record.
    pub owner: PrincipalId,
}

impl Mergeable {
    /// The identifier.
    pub fn id(&self) -> PersonId {
        self.row.id
    }
}

/// Each fact of both.
pub fn facts(kept: &Mergeable, dropped: &Mergeable) -> Vec<Fact> {
    let both = kept.facts.iter().zip(&dropped.facts);
    FIELDS.into_iter().zip(both).map(|(field, (own, other))| (field, own.clone(), other.clone())).collect()
}

/// Why two people are not merged, as a message key: what is found first.
pub fn refusal(kept: &Mergeable, dropped: &Mergeable) -> Option<&'static str> {
    match () {
        () if kept.id() == dropped.id() => Some("error-merge-person-self"),
        // Each account signs for itself in the journal: which of the two goes is for their organisations to say.
        () if kept.account && dropped.account => Some("error-merge-accounts"),
        // What other organisations keep on the one shown would be out of their sight.
        () if dropped.network && !kept.network => Some("error-merge-hides"),
        () if dropped.owner != kept.owner && !kept.network => Some("error-merge-owners"),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(n: u128, network: bool, account: bool) -> Mergeable {
        let owner = PrincipalId(platform::Uuid::from_u128(100));
        let row = PersonRow {
            id: PersonId(platform::Uuid::from_u128(n)),
            name: "Ada Brun".into(),
            fictitious: false,
            country: None,
            positions: Vec::new(),
            name_key: "brun ada".into(),
        };
        Mergeable { row, facts: Vec::new(), network, account, owner }
    }

    fn elsewhere(n: u128, network: bool) -> Mergeable {
        Mergeable { owner: PrincipalId(platform::Uuid::from_u128(101)), ..person(n, network, false) }
    }

    #[test]
    fn two_people_are_merged_unless_something_would_be_lost() {
        for (kept, dropped, refused) in [
            (person(1, false, false), person(2, false, false), None),
            (person(1, false, true), person(2, false, false), None),
            (person(1, false, false), person(2, false, true), None),
            (person(1, true, false), person(2, false, false), None),
            (person(1, true, false), person(2, true, false), None),
            (person(1, false, false), person(1, false, false), Some("error-merge-person-self")),
            (person(1, false, true), person(2, false, true), Some("error-merge-accounts")),
            (person(1, false, false), person(2, true, false), Some("error-merge-hides")),
            (elsewhere(1, false), person(2, false, false), Some("error-merge-owners")),
            (elsewhere(1, true), person(2, false, false), None),
        ] {
            assert_eq!(refusal(&kept, &dropped), refused, "{kept:?} {dropped:?}");
        }
    }
}
