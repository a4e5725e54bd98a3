//! The people whom the five documents name, as they name them: initials stay initials, a function that is not said is not
//! given, and a title is held for the date of the document that states it.

use jiff::civil::{Date, date};
use platform::access::Actor;
use platform::database::{Error, Transaction};
use platform::dates::{ImpreciseDate, MissingYear};
use platform::i18n::Language;
use platform::web::Problem;

use super::Loaded;
use crate::directory::people::classes::DataClass;
use crate::directory::people::{
    Duty, NewPerson, NewPosition, PositionKind, Provenance, Tier, create, give_position,
};

/// A document: what it is called there, its date as stated, and who notes its people in the demonstration.
struct Source {
    outlet: &'static str,
    stated_on: Option<&'static str>,
    keeper: &'static str,
}

const COMMITTEE: Source =
    Source { outlet: "Choose Paris Region", stated_on: Some("4 décembre 2019"), keeper: "choose" };
/// It bears no date.
const AGREEMENTS: Source = Source { outlet: "Ville de Paris", stated_on: None, keeper: "operations" };
const WORKSHOP: Source =
    Source { outlet: "Cités Unies France", stated_on: Some("22 septembre 2020"), keeper: "operations" };
const MAGAZINE: Source =
    Source { outlet: "Businews le Mag", stated_on: Some("mardi 2 février 2021"), keeper: "provence" };
const CONTRACTS: Source =
    Source { outlet: "Industrie Mag", stated_on: Some("mars 2019"), keeper: "operations" };

/// Civility, first name, family name, class, source, positions.
type Row = (&'static str, &'static str, &'static str, DataClass, &'static Source, &'static [Held]);

/// What the document says that somebody is.
struct Held {
    kind: PositionKind,
    duty: Duty,
    title: &'static str,
    /// A key of `members.rs`.
    organisation: &'static str,
    place: &'static str,
    country: &'static str,
    tier: Option<Tier>,
    delegation: &'static str,
    authority: &'static str,
}

const NOTHING: Held = Held {
    kind: PositionKind::Representative,
    duty: Duty::Unstated,
    title: "",
    organisation: "",
    place: "",
    country: "",
    tier: None,
    delegation: "",
    authority: "",
};
const PROVENCE: Held = Held { organisation: "provence", ..NOTHING };
const MONTREAL: Held =
    Held { duty: Duty::Signatory, title: "accord de coopération Paris-Montréal", ..NOTHING };

const PEOPLE: &[Row] = &[
    // S0.
    (
        "",
        "Franck",
        "Margain",
        DataClass::BusinessContact,
        &COMMITTEE,
        &[Held {
            kind: PositionKind::Executive,
            duty: Duty::President,
            title: "Président de Choose Paris Region",
            organisation: "choose",
            ..NOTHING
        }],
    ),
    // S1-02, S1-03, S1-11.
    (
        "",
        "Bertrand",
        "Delanoë",
        DataClass::ElectedOfficial,
        &AGREEMENTS,
        &[Held { kind: PositionKind::Mandate, place: "Paris", ..NOTHING }, MONTREAL],
    ),
    (
        "",
        "Christian",
        "Sautter",
        DataClass::ElectedOfficial,
        &AGREEMENTS,
        &[Held {
            kind: PositionKind::Delegation,
            duty: Duty::DeputyMayor,
            title: "Adjoint au maire de Paris, chargé du développement économique, de l’emploi et de l’attractivité internationale",
            place: "Paris",
            delegation: "attractivité internationale",
            authority: "Bertrand Delanoë",
            ..NOTHING
        }],
    ),
    ("", "Gérald", "Tremblay", DataClass::ElectedOfficial, &AGREEMENTS, &[MONTREAL]),
    // S2-12.
    (
        "M.",
        "Jean-Claude",
        "Dardelet",
        DataClass::ElectedOfficial,
        &WORKSHOP,
        &[
            Held {
                kind: PositionKind::Mandate,
                duty: Duty::DeputyMayor,
                title: "maire adjoint de Toulouse",
                organisation: "toulouse",
                place: "Toulouse",
                country: "FR",
                tier: Some(Tier::Municipality),
                ..NOTHING
            },
            Held {
                kind: PositionKind::Mandate,
                duty: Duty::VicePresident,
                title: "vice-président de Toulouse métropole",
                organisation: "toulouse-metropole",
                place: "Toulouse métropole",
                country: "FR",
                tier: Some(Tier::Intercommunality),
                ..NOTHING
            },
        ],
    ),
    (
        "M.",
        "Emmanuel",
        "Noutary",
        DataClass::BusinessContact,
        &WORKSHOP,
        &[Held {
            kind: PositionKind::Executive,
            duty: Duty::DirectorGeneral,
            title: "directeur général d’ANIMA",
            organisation: "anima",
            place: "ANIMA",
            ..NOTHING
        }],
    ),
    (
        "",
        "Laurent",
        "Rey Lescure",
        DataClass::BusinessContact,
        &WORKSHOP,
        &[Held {
            kind: PositionKind::Employee,
            duty: Duty::Deputy,
            title: "Adjoint au délégué général",
            organisation: "naq",
            place: "conseil régional de Nouvelle Aquitaine",
            country: "FR",
            tier: Some(Tier::Region),
            ..NOTHING
        }],
    ),
    (
        "",
        "Gabriel",
        "Voisin-Fradin",
        DataClass::BusinessContact,
        &WORKSHOP,
        &[Held {
            kind: PositionKind::Employee,
            duty: Duty::Officer,
            title: "chargé des relations économiques internationales",
            organisation: "grenoble",
            place: "Grenoble Alpes métropole",
            country: "FR",
            tier: Some(Tier::Intercommunality),
            ..NOTHING
        }],
    ),
    (
        "",
        "Cyril",
        "Labi",
        DataClass::BusinessContact,
        &WORKSHOP,
        &[Held { organisation: "qomutez", place: "Société Qomutez", ..NOTHING }],
    ),
    (
        "Mme",
        "Raja",
        "Touil",
        DataClass::BusinessContact,
        &WORKSHOP,
        &[Held {
            organisation: "fipa-paris",
            place: "bureau de la FIPA à Paris (Foreign Investment Promotion Agency, Tunisie)",
            country: "TN",
            ..NOTHING
        }],
    ),
    // S3-04: « JL. Chauvin (CCI et Provence Promotion), B. Deflesselles et P. Stefanini (Provence Promotion) ».
    (
        "",
        "JL.",
        "Chauvin",
        DataClass::BusinessContact,
        &MAGAZINE,
        &[Held { organisation: "chamber", place: "CCI", ..NOTHING }, PROVENCE],
    ),
    ("", "B.", "Deflesselles", DataClass::BusinessContact, &MAGAZINE, &[PROVENCE]),
    ("", "P.", "Stefanini", DataClass::BusinessContact, &MAGAZINE, &[PROVENCE]),
    // S4-02.
    (
        "",
        "Jacqueline",
        "Gourault",
        DataClass::ElectedOfficial,
        &CONTRACTS,
        &[Held {
            kind: PositionKind::Appointed,
            duty: Duty::Minister,
            title: "ministre de la cohésion des territoires et des relations avec les collectivités territoriales",
            ..NOTHING
        }],
    ),
    (
        "",
        "Agnès",
        "Pannier-Runacher",
        DataClass::ElectedOfficial,
        &CONTRACTS,
        &[Held {
            kind: PositionKind::Appointed,
            duty: Duty::SecretaryOfState,
            title: "secrétaire d’Etat auprès du ministre de l’Economie et des Finances",
            ..NOTHING
        }],
    ),
];

/// Any day: every date of the table has its year.
const SAID: Date = date(2021, 2, 2);

/// Notes them all.
pub fn load(tx: &Transaction, loaded: &Loaded) -> Result<(), Problem> {
    let system = Actor::system(loaded.now);
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    for (civility, given, family, class, source, positions) in PEOPLE {
        let provenance = provenance(source)?;
        let new = NewPerson {
            given_name: (*given).into(),
            family_name: (*family).into(),
            civility: some(civility),
            country: None,
            languages: None,
            note: None,
            class: *class,
            network: true,
            provenance: provenance.clone(),
            homonym: false,
            fictitious: false,
        };
        let person = create(tx, &system, loaded.organisations[source.keeper].group(), &new)?;
        for held in *positions {
            let position = NewPosition {
                organisation: loaded.organisations.get(held.organisation).copied(),
                place: some(held.place),
                country: some(held.country),
                tier: held.tier,
                kind: held.kind,
                duty: held.duty,
                title_fr: some(held.title),
                title_en: None,
                authority: some(held.authority),
                delegation: some(held.delegation),
                rank: None,
                from: None,
                until: None,
                provenance: provenance.clone(),
            };
            give_position(tx, &system, person, &position)?;
        }
    }
    Ok(())
}

fn provenance(source: &Source) -> Result<Provenance, Error> {
    let read = |text| ImpreciseDate::parse(text, Language::French, SAID, MissingYear::Last);
    let stated_on = source.stated_on.map(read).transpose();
    let stated_on = stated_on.map_err(|error| Error::Decode(format!("{}: {error}", source.outlet)))?;
    Ok(Provenance { outlet: Some(source.outlet.into()), url: None, stated_on })
}
