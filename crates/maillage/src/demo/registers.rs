//! The registers that the documents speak of: who they name, and what they publish.

use jiff::civil::date;
use platform::database::{Error, Transaction};
use platform::dates::{ImpreciseDate, MissingYear};
use platform::figures::Figure;
use platform::i18n::Language;
use platform::web::Problem;

use super::Loaded;
use crate::directory::Family;
use crate::directory::registers::{
    Measure, NewEntry, NewRegister, NewStatement, RegisterNature, Since, add_entry, add_register, state,
};
use crate::reference::sources::statement;

/// The members that S0 names, in its order; Choose Paris Region only hosts (S0-14).
const NAMED: &[&str] = &[
    "idf",
    "mgp",
    "sgp",
    "haropa",
    "gpa",
    "epfif",
    "iau",
    "crt",
    "prefecture",
    "business-france",
    "cci",
    "pce",
    "europlace",
    "adp",
];

/// The categories that S0 names without saying who is in them.
const CATEGORIES: &[(&str, Family)] = &[
    ("Intercommunalités", Family::LocalAuthority),
    ("Agences locales", Family::LocalAuthority),
    ("Établissements publics d’aménagement", Family::PublicBody),
    ("Pôles de compétitivité", Family::PublicBody),
];

/// Opens them, each by an officer of its host.
pub fn load(tx: &Transaction, loaded: &Loaded) -> Result<(), Problem> {
    let marc = loaded.actor(tx, "marc", 0)?;
    let launched = statement(tx, "S0-06")?.and_then(|one| one.date().cloned());
    let new = NewRegister {
        name: "Comité des Territoires".into(),
        nature: RegisterNature::Body,
        description: None,
        founded: launched,
        network: true,
    };
    let committee = add_register(tx, &marc, &new)?;
    // Published for the day of the meeting that the text reports: it does not say who was there before.
    let meeting = statement(tx, "S0-01")?
        .and_then(|one| one.date().map(ImpreciseDate::latest))
        .ok_or(Error::Missing)?;
    let meeting = ImpreciseDate::day(meeting);
    let since = Since::Known(meeting.clone());
    for key in NAMED {
        add_entry(tx, &marc, committee, &NewEntry::Named(loaded.organisations[key]), &since)?;
    }
    for (label, family) in CATEGORIES {
        add_entry(tx, &marc, committee, &NewEntry::Category((*label).into(), *family), &since)?;
    }
    for (measure, code) in [(Measure::Members, "S0-08"), (Measure::Months, "S0-15")] {
        state(tx, &marc, committee, &published(tx, measure, code, &meeting)?)?;
    }

    let claire = loaded.actor(tx, "claire", 0)?;
    let new = NewRegister {
        name: "Massilia Mundi".into(),
        nature: RegisterNature::Network,
        description: Some("Les ambassadeurs de l’agence à l’étranger.".into()),
        founded: None,
        network: true,
    };
    let ambassadors = add_register(tx, &claire, &new)?;
    let article =
        ImpreciseDate::parse("2 février 2021", Language::French, date(2021, 2, 2), MissingYear::Last)
            .map_err(Error::decode)?;
    state(tx, &claire, ambassadors, &published(tx, Measure::Members, "S3-13.from", &article)?)
}

/// What a document states, as something published of a register.
fn published(
    tx: &Transaction,
    measure: Measure,
    code: &str,
    as_of: &ImpreciseDate,
) -> Result<NewStatement, Problem> {
    let stated = statement(tx, code)?.ok_or(Error::Missing)?;
    let figure: Figure = stated.figure().cloned().ok_or(Error::Missing)?;
    Ok(NewStatement {
        measure,
        figure,
        as_of: as_of.clone(),
        document: Some(stated.source),
        outlet: None,
        address: None,
    })
}
