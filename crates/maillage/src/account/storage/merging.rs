//! What becomes of an account and its seats when two people turn out to be one.

use platform::access::RecordId;
use platform::database::{Query, Result, Transaction};

use crate::frame::merging::{Moved, Relation, ToldTo};

/// The account and the seats of a person. Two accounts are never joined: the caller refuses that before.
pub const MERGED: &[Relation] = &[
    Relation::new("merge-person-account", "account", "person", "id", "1 = 0").told(ToldTo::Nobody),
    Relation::new("merge-person-seats", "seat", "person", "id", "1 = 0")
        .told(ToldTo::Owner("seat.organisation")),
];

/// The names under which the seats of both are known.
pub fn settle_names(tx: &Transaction, _: &[Moved], people: [RecordId; 2]) -> Result<()> {
    for person in people {
        Query::new(
            "update principal set name = (select p.given_name || ' ' || p.family_name from person p where p.id = $1)
             where id in (select s.id from seat s where s.person = $1)",
        )
        .bind(person)
        .execute(tx)?;
    }
    Ok(())
}
