//! Colleagues who make the portfolio: invented, as the personas are.

use super::super::people::{Persona, persona};
use crate::frame::rights::Role;

const fn officer(
    key: &'static str,
    name: (&'static str, &'static str),
    organisation: &'static str,
    title: &'static str,
) -> Persona {
    persona(key, name, organisation, Role::Officer, title, "")
}

/// With the personas, they are people of fourteen organisations.
pub const COLLEAGUES: &[Persona] = &[
    officer("theo", ("Théo", "Bazin"), "provence", "chargé de prospection"),
    officer("lucie", ("Lucie", "Fabre"), "choose", "chargée de mission"),
    persona("karim", ("Karim", "Haddad"), "choose", Role::Manager, "directeur des projets", ""),
    officer("elsa", ("Elsa", "Giraud"), "rising", "chargée d’affaires"),
    persona("bruno", ("Bruno", "Lantier"), "rising", Role::Manager, "directeur", ""),
    officer("ines-e", ("Agathe", "Roussel"), "euromed", "chargée d’implantation"),
    persona("victor", ("Victor", "Amiel"), "euromed", Role::Manager, "directeur du développement", ""),
    officer("celine", ("Céline", "Aubert"), "gpmm", "chargée d’implantation"),
    officer("remi", ("Rémi", "Castel"), "airport", "chargé de développement"),
    officer("zoe", ("Zoé", "Martel"), "tourism", "chargée de mission"),
    officer("adam", ("Adam", "Leroux"), "business-france", "conseiller"),
    officer("nora", ("Nora", "Jourdan"), "bdt", "chargée d’affaires"),
    officer("simon", ("Simon", "Perret"), "cci", "conseiller"),
    officer("julie", ("Julie", "Moulin"), "pole-emploi", "chargée de mission"),
];

/// An owner of projects: who refers, who reads again, who verifies. Three people, never one for two parts of a win.
pub struct Team {
    pub referent: &'static str,
    pub second: &'static str,
    pub verifier: &'static str,
}

/// Who keeps the project of this rank: the agency of the first personas keeps most of them.
pub const fn team(rank: usize) -> Team {
    match rank % 10 {
        0 | 5 => Team { referent: "claire", second: "said", verifier: "nadia" },
        1 | 6 => Team { referent: "said", second: "theo", verifier: "nadia" },
        2 => Team { referent: "theo", second: "claire", verifier: "said" },
        3 => Team { referent: "james", second: "said", verifier: "nadia" },
        4 | 7 => Team { referent: "lucie", second: "marc", verifier: "karim" },
        8 => Team { referent: "elsa", second: "bruno", verifier: "bruno" },
        _ => Team { referent: "ines-e", second: "victor", verifier: "victor" },
    }
}
