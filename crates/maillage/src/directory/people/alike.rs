//! Who is known already and may be somebody who is to be given an account: what both have in common, and when that is
//! enough to take them for one.

use super::model::PersonRow;
use crate::directory::{OrganisationId, PersonId};

/// Somebody to be given an account in an organisation, as he was typed.
#[derive(Clone, Debug)]
pub struct Sought {
    /// First name.
    pub given_name: String,
    /// Name.
    pub family_name: String,
    /// The address, in lower case.
    pub email: String,
    /// Where.
    pub organisation: OrganisationId,
}

/// A known person who may be the one sought.
#[derive(Clone, Debug)]
pub struct Alike {
    /// Who, with what tells him from his namesakes.
    pub person: PersonRow,
    /// The organisation that keeps the record.
    pub owner: String,
    /// Whether the address is one of those by which one's own organisation reaches him.
    pub address: bool,
    /// Whether he bears the same name.
    pub name: bool,
    /// Whether he has a position in the organisation, or had.
    pub here: bool,
    /// Whether he signs in already.
    pub signs_in: SignsIn,
}

/// Whether a known person signs in already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignsIn {
    /// He has no account.
    No,
    /// By this very address.
    SameAddress,
    /// By another one, which is not told.
    OtherAddress,
}

/// The one person whom nothing distinguishes from the one sought: whoever signs in by the address, or else has the same
/// address and the same name, no account, and nobody else is reached at that address.
pub fn certain(alike: &[Alike]) -> Option<PersonId> {
    let by_account = alike.iter().find(|one| one.signs_in == SignsIn::SameAddress);
    let mut reached = alike.iter().filter(|one| one.address);
    let by_address = match (reached.next(), reached.next()) {
        (Some(one), None) if one.name && one.signs_in == SignsIn::No => Some(one),
        _ => None,
    };
    by_account.or(by_address).map(|one| one.person.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(n: u128, address: bool, name: bool, signs_in: SignsIn) -> Alike {
        let id = PersonId(platform::Uuid::from_u128(n));
        let person = PersonRow {
            id,
            name: "Ada Brun".into(),
            fictitious: false,
            country: None,
            positions: Vec::new(),
            name_key: "brun ada".into(),
        };
        Alike { person, owner: "Agence".into(), address, name, here: false, signs_in }
    }

    #[test]
    fn an_address_and_a_name_are_certain_when_nobody_else_has_the_address() {
        use SignsIn::{No, OtherAddress, SameAddress};
        let (both, namesake) = (one(1, true, true, No), one(2, false, true, No));
        for (alike, found) in [
            (vec![], None),
            (vec![namesake.clone()], None),
            (vec![both.clone()], Some(1)),
            (vec![both.clone(), namesake.clone()], Some(1)),
            (vec![one(1, true, false, No)], None),
            (vec![one(1, true, true, OtherAddress)], None),
            (vec![both.clone(), one(3, true, false, No)], None),
            (vec![both, namesake, one(4, false, true, SameAddress)], Some(4)),
        ] {
            assert_eq!(certain(&alike), found.map(|n| PersonId(platform::Uuid::from_u128(n))), "{alike:?}");
        }
    }
}
