//! The personas of the demonstration. They are invented: nothing is invented about real people.

use platform::access::{Actor, Validity};
use platform::database::Transaction;
use platform::i18n::Language;
use platform::text::normalise;
use platform::web::Problem;

use super::Loaded;
use crate::account::{NewAccount, NewSeat, create_account, open_seat};
use crate::directory::{create_person, create_team};
use crate::frame::rights::Role;

/// Somebody to be, in the demonstration.
#[derive(Debug)]
pub struct Persona {
    /// The name used in this folder.
    pub key: &'static str,
    given_name: &'static str,
    family_name: &'static str,
    organisation: &'static str,
    /// The role in that organisation.
    pub role: Role,
    title: &'static str,
    language: Language,
    administrator: bool,
    public_member: bool,
    /// What this persona lets one see.
    pub shows: &'static str,
}

impl Persona {
    /// First name and name.
    pub fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }

    /// The address that signs in.
    pub fn email(&self) -> String {
        let name = normalise(&self.name()).replace(' ', ".");
        format!("{name}@{}.example", self.organisation)
    }
}

/// Somebody, invented.
pub(super) const fn persona(
    key: &'static str,
    (given_name, family_name): (&'static str, &'static str),
    organisation: &'static str,
    role: Role,
    title: &'static str,
    shows: &'static str,
) -> Persona {
    Persona {
        key,
        given_name,
        family_name,
        organisation,
        role,
        title,
        language: Language::French,
        administrator: false,
        public_member: true,
        shows,
    }
}

/// Everyone one can be.
pub const PERSONAS: &[Persona] = &[
    persona(
        "claire",
        ("Claire", "Vidal"),
        "provence",
        Role::Officer,
        "chargée de prospection",
        "l’officière : ses pistes, ses entreprises, sa journée",
    ),
    persona(
        "said",
        ("Saïd", "Benali"),
        "provence",
        Role::Officer,
        "chargé de prospection",
        "le second lecteur : deux projets attendent son regard",
    ),
    persona(
        "nadia",
        ("Nadia", "Karam"),
        "provence",
        Role::Manager,
        "directrice des projets",
        "la responsable : tout ce que voit son organisation",
    ),
    persona(
        "paul",
        ("Paul", "Roux"),
        "arles",
        Role::Officer,
        "chargé d’implantation",
        "le territoire : lit un projet, connaît la carte de quelques autres",
    ),
    persona(
        "ines",
        ("Inès", "Morel"),
        "bpi",
        Role::Officer,
        "chargée d’affaires",
        "l’opérateur : connaît la carte de quelques projets",
    ),
    persona(
        "marc",
        ("Marc", "Lenoir"),
        "choose",
        Role::Officer,
        "chargé de mission",
        "une autre agence : connaît la carte de quelques-uns de ces projets, n’en lit aucun",
    ),
    Persona {
        public_member: false,
        ..persona(
            "lea",
            ("Léa", "Sorel"),
            "adp",
            Role::Reader,
            "chargée de relations",
            "un membre privé : l’annuaire en cartes seules",
        )
    },
    Persona {
        language: Language::English,
        ..persona(
            "james",
            ("James", "Whitfield"),
            "provence",
            Role::Officer,
            "London liaison officer",
            "an officer who works in English",
        )
    },
    persona(
        "hugo",
        ("Hugo", "Marchand"),
        "operations",
        Role::Officer,
        "chargé de l’annuaire",
        "l’annuaire commun : il ajoute les partenaires et réunit les doublons",
    ),
    Persona {
        administrator: true,
        ..persona(
            "odile",
            ("Odile", "Perrin"),
            "operations",
            Role::Administrator,
            "administratrice",
            "l’administratrice : comptes et travaux en échec",
        )
    },
];

/// Gives each a person, an account and a seat.
pub fn load(tx: &Transaction, loaded: &mut Loaded) -> Result<(), Problem> {
    for persona in PERSONAS {
        seat(tx, loaded, persona)?;
    }
    let team = create_team(tx, loaded.organisations["provence"], "Industrie")?;
    for key in ["claire", "said"] {
        platform::access::join(tx, loaded.accounts[key].1, team, Validity::ALWAYS)?;
    }
    Ok(())
}

/// Gives somebody a person, an account and a seat.
pub(super) fn seat(tx: &Transaction, loaded: &mut Loaded, persona: &Persona) -> Result<(), Problem> {
    let system = Actor::system(loaded.now);
    let person = create_person(tx, persona.given_name, persona.family_name, true)?;
    let new = NewAccount {
        person,
        email: persona.email(),
        language: persona.language,
        administrator: persona.administrator,
        password_hash: None,
    };
    let account = create_account(tx, &system, &new)?;
    let organisation = loaded.organisations[persona.organisation];
    let seat = NewSeat {
        person,
        account: Some(account),
        organisation,
        role: persona.role,
        title: Some(persona.title.into()),
        public_member: persona.public_member,
        validity: Validity::ALWAYS,
    };
    let seat = open_seat(tx, &system, &seat)?;
    loaded.accounts.insert(persona.key, (account, seat, organisation));
    Ok(())
}
