//! The known people who may be somebody invited, as the pages show them.

use crate::account::Whose;
use crate::directory::PersonId;
use crate::directory::people::{Alike, SignsIn, in_short};
use crate::frame::Frame;

/// A known person, with what tells him from his namesakes.
pub struct Resembling {
    /// Who.
    pub id: PersonId,
    /// First name and name.
    pub name: String,
    /// Whether he was invented for the demonstration.
    pub fictitious: bool,
    /// What he is, and where.
    pub positions: String,
    /// The organisation that keeps the record.
    pub owner: String,
    /// What he has in common with the one invited.
    pub why: String,
    /// Whether he has an account at another address: it cannot be given a second one.
    pub closed: bool,
    /// Whether he is the one chosen.
    pub chosen: bool,
}

impl Resembling {
    /// Those of one invitation.
    pub fn all(frame: &Frame, alike: &[Alike], whose: Whose) -> Vec<Self> {
        alike.iter().map(|one| Self::new(frame, one, whose)).collect()
    }

    fn new(frame: &Frame, one: &Alike, whose: Whose) -> Self {
        let (t, today) = (&frame.t, frame.now.to_zoned(frame.zone.clone()).date());
        let why = match (one.address, one.here, one.name) {
            (true, true, _) => t.text("alike-address-here"),
            (true, _, true) => t.text("alike-address-name"),
            (true, ..) => t.text("alike-address"),
            _ => t.text("alike-here"),
        };
        Self {
            id: one.person.id,
            name: one.person.name.clone(),
            fictitious: one.person.fictitious,
            positions: in_short(t, &one.person.positions, today),
            owner: one.owner.clone(),
            why: why.to_owned(),
            closed: one.signs_in == SignsIn::OtherAddress,
            chosen: whose == Whose::Known(one.person.id),
        }
    }
}
