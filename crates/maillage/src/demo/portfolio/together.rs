//! What organisations have in common: a duplicate of one owner, another across two, a circle. All invented, and named so.

use platform::database::Transaction;
use platform::web::Problem;

use super::super::Loaded;
use crate::directory::circles::{self, Admission, NewCircle};
use crate::directory::{Family, NewCompany, NewOrganisation, add_organisation};

/// Who adds it, under which name: three sheets of one workshop.
const ALIKE: &[(&str, &str)] = &[
    ("hugo", "Atelier fictif du Delta"),
    ("hugo", "ATELIER FICTIF DU DELTA SARL"),
    ("claire", "Atelier Fictif du Delta SAS"),
];

/// Adds them.
pub fn load(tx: &Transaction, loaded: &Loaded) -> Result<(), Problem> {
    for (persona, name) in ALIKE {
        let facts = NewCompany {
            name: (*name).into(),
            country: "FR".into(),
            city: Some("Arles".into()),
            homonym: true,
            fictitious: true,
            ..NewCompany::default()
        };
        let new = NewOrganisation {
            facts,
            short_name: None,
            family: Family::Company,
            category: "firm",
            tier: None,
            network: true,
            provenance: None,
        };
        add_organisation(tx, &loaded.actor(tx, persona, 0)?, &new)?;
    }
    let new = NewCircle {
        name: "Cercle fictif du littoral".into(),
        purpose: "Fictif, pour la démonstration : les projets du littoral, suivis ensemble."
            .replace(" :", "\u{a0}:"),
        admission: Admission::Open,
    };
    let circle = circles::found(tx, &loaded.actor(tx, "nadia", 30)?, &new)?;
    circles::ask(tx, &loaded.actor(tx, "paul", 20)?, circle, true).map(drop)
}
