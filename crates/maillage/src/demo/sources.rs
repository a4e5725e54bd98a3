//! The five documents that the product was created from, and what they state. Requirement ids are in the codes.

use jiff::civil::{Date, date};
use platform::database::{Error, Result, Transaction};
use platform::dates::{ImpreciseDate, MissingYear};
use platform::figures::Figure;
use platform::i18n::Language;

use crate::reference::sources::{Document, READING, Stated, Statement, add_document, add_statement};

/// Code, title, outlet, rubric, author, date as published, the day it is counted from, address.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
    Option<&'static str>,
    Date,
    Option<&'static str>,
);

const DOCUMENTS: &[Row] = &[
    (
        "S0",
        "Comité des Territoires : comité technique du 4 décembre 2019",
        "Choose Paris Region",
        None,
        None,
        Some("décembre 2019"),
        date(2019, 12, 4),
        None,
    ),
    (
        "S1",
        "Les accords économiques et scientifiques de Paris avec des villes étrangères",
        "Ville de Paris",
        None,
        None,
        None,
        date(2009, 1, 26),
        None,
    ),
    (
        "S2",
        "Atelier : encourager le développement économique des territoires ici et là-bas",
        "Cités Unies France",
        Some("Rencontres de l’AICT"),
        None,
        Some("22 septembre 2020"),
        date(2020, 9, 22),
        None,
    ),
    (
        "S3",
        "Provence Promotion ajuste son plan de stratégie",
        "Businews le Mag",
        None,
        Some("Marie-Odile Helme"),
        Some("mardi 2 février 2021"),
        date(2021, 2, 2),
        None,
    ),
    (
        "S4",
        "Signature des 7 premiers contrats « Territoires d’industrie »",
        "Industrie Mag",
        Some("Dossiers"),
        None,
        Some("mars 2019"),
        // Four months after the launch of 22 November 2018, as the text says (S4-21).
        date(2019, 3, 22),
        Some("http://www.cohesion-territoires.gouv.fr/"),
    ),
];

/// What a row of the table states.
enum Say {
    /// A number.
    Number(&'static str),
    /// A date; when its year is missing, whether it looks back or ahead.
    When(&'static str, MissingYear),
}
use Say::{Number, When};

/// Document, code, label in French and English, what is stated.
const STATEMENTS: &[(&str, &str, &str, &str, Say)] = &[
    (
        "S0",
        "S0-08",
        "Acteurs du Comité des Territoires",
        "Members of the Comité des Territoires",
        Number("58"),
    ),
    ("S0", "S0-03", "Actions communes", "Joint actions", Number("13")),
    ("S0", "S0-18", "Rencontres de travail en 2019", "Working meetings in 2019", Number("10")),
    ("S0", "S0-06", "Lancement du comité", "Launch of the committee", When("20 mars", MissingYear::Last)),
    (
        "S0",
        "S0-01",
        "Dernier comité technique de 2019",
        "Last technical committee of 2019",
        When("4 décembre", MissingYear::Last),
    ),
    ("S0", "S0-15", "Durée déclarée, en mois", "Declared duration, in months", Number("9")),
    (
        "S0",
        "S0-25",
        "Participants au comité technique",
        "Attendance of the technical committee",
        Number("plus de 40"),
    ),
    ("S0", "S0-30.workshops", "Ateliers", "Workshops", Number("4")),
    ("S0", "S0-30.seats", "Participants par atelier", "Participants per workshop", Number("15 à 20")),
    ("S0", "S0-33.count", "Comités de pilotage prévus", "Steering committees planned", Number("2")),
    (
        "S0",
        "S0-33",
        "Premier comité de pilotage",
        "First steering committee",
        When("début mai", MissingYear::Next),
    ),
    (
        "S0",
        "S0-34",
        "Second comité de pilotage",
        "Second steering committee",
        When("Novembre", MissingYear::Next),
    ),
    ("S0", "S0-35.count", "Comités techniques prévus", "Technical committees planned", Number("4")),
    (
        "S0",
        "S0-35.first",
        "Premier comité technique",
        "First technical committee",
        When("Février", MissingYear::Next),
    ),
    (
        "S0",
        "S0-35.second",
        "Deuxième comité technique",
        "Second technical committee",
        When("Avril", MissingYear::Next),
    ),
    (
        "S0",
        "S0-35.third",
        "Troisième comité technique",
        "Third technical committee",
        When("Fin juin", MissingYear::Next),
    ),
    (
        "S0",
        "S0-35.fourth",
        "Quatrième comité technique",
        "Fourth technical committee",
        When("Octobre", MissingYear::Next),
    ),
    (
        "S1",
        "S1-21.renewal",
        "Renouvellement de l’accord Paris-San Francisco",
        "Renewal of the Paris-San Francisco agreement",
        When("26 janvier 2009", MissingYear::Same),
    ),
    ("S1", "S1-21.term", "Durée de l’accord, en années", "Term of the agreement, in years", Number("deux")),
    (
        "S1",
        "S1-17",
        "Débit du pont numérique Sebastian",
        "Rate of the Sebastian digital bridge",
        Number("10 Gbits"),
    ),
    (
        "S1",
        "S1-22",
        "Avantages possibles pour les participants",
        "Possible benefits for participants",
        Number("5"),
    ),
    ("S2", "S2-16.intro", "Introduction et animation, en minutes", "Introduction, in minutes", Number("10")),
    ("S2", "S2-16.talks", "Témoignages, en minutes", "Talks, in minutes", Number("40")),
    ("S2", "S2-16.abroad", "Vu d’ailleurs, en minutes", "Seen from elsewhere, in minutes", Number("30")),
    ("S2", "S2-16.close", "Éléments de conclusion, en minutes", "Conclusion, in minutes", Number("5")),
    (
        "S2",
        "S2-16.floor",
        "Échanges avec la salle, compris dans deux séquences, en minutes",
        "Exchanges with the floor, inside two parts, in minutes",
        Number("15"),
    ),
    (
        "S2",
        "S2-16.slot",
        "Créneau de 16 h 00 à 17 h 30, en minutes",
        "Slot from 16:00 to 17:30, in minutes",
        Number("90"),
    ),
    ("S3", "S3-10.projects", "Projets aboutis visés en 2021", "Projects won, target for 2021", Number("65")),
    ("S3", "S3-10.jobs", "Emplois visés en 2021", "Jobs, target for 2021", Number("1300")),
    ("S3", "S3-11", "Budget voté pour 2021", "Budget voted for 2021", Number("3,170 M€")),
    ("S3", "S3-13.from", "Ambassadeurs Massilia Mundi", "Massilia Mundi ambassadors", Number("400")),
    ("S3", "S3-13.to", "Ambassadeurs visés", "Ambassadors, target", Number("800")),
    ("S4", "S4-01", "Publication", "Publication", When("Mars 2019", MissingYear::Same)),
    ("S4", "S4-04", "Premiers contrats signés", "First contracts signed", Number("7")),
    ("S4", "S4-05.count", "Contrats à venir", "Contracts to come", Number("une dizaine")),
    (
        "S4",
        "S4-05",
        "Leur signature",
        "Their signature",
        When("dans les prochaines semaines", MissingYear::Next),
    ),
    (
        "S4",
        "S4-06",
        "Contractualisations",
        "Contracts concluded",
        When("d’ici à l’été 2019", MissingYear::Next),
    ),
    ("S4", "S4-12", "Principes de l’approche", "Principles of the approach", Number("trois")),
    ("S4", "S4-13", "Territoires d’industrie", "Territoires d’industrie", Number("136")),
    (
        "S4",
        "S4-15",
        "Financements orientés en priorité",
        "Funding given priority",
        Number("plus d’un milliard d’euros"),
    ),
    ("S4", "S4-16", "Enjeux des projets", "Issues of the projects", Number("4")),
    ("S4", "S4-20.all", "Engagements des opérateurs", "Operators’ commitments", Number("près de 90")),
    (
        "S4",
        "S4-20.agreed",
        "Accords de principe de cofinancement",
        "Agreements in principle to co-finance",
        Number("51"),
    ),
];

/// Loads the documents and what they state.
pub fn load(tx: &Transaction) -> Result<()> {
    for (code, title, outlet, rubric, author, published, day, url) in DOCUMENTS {
        let published = published.map(|text| when(text, *day, MissingYear::Last)).transpose()?;
        add_document(
            tx,
            &Document {
                code: (*code).into(),
                title: (*title).replace(" :", "\u{a0}:").replace("« ", "«\u{a0}").replace(" »", "\u{a0}»"),
                outlet: (*outlet).into(),
                rubric: rubric.map(Into::into),
                author: author.map(Into::into),
                published,
                url: url.map(Into::into),
            },
        )?;
    }
    for (position, (source, code, label_fr, label_en, say)) in STATEMENTS.iter().enumerate() {
        let day = DOCUMENTS.iter().find(|row| row.0 == *source).map(|row| row.6).ok_or(Error::Missing)?;
        let stated = match say {
            Number(text) => Stated::Figure(
                Figure::parse(text, Language::French)
                    .map_err(|error| Error::Decode(format!("{code}: {error}")))?,
            ),
            When(text, missing) => {
                let read = when(text, day, *missing)?;
                // Whoever read the document gave the missing year: it is said so.
                Stated::Date(if read.is_year_inferred() { read.with_inferred_by(READING) } else { read })
            }
        };
        let statement = Statement {
            code: (*code).into(),
            source: (*source).into(),
            label_fr: (*label_fr).into(),
            label_en: (*label_en).into(),
            stated,
            as_of: None,
        };
        add_statement(tx, i64::try_from(position).unwrap_or(0), &statement)?;
    }
    Ok(())
}

fn when(text: &str, said: Date, missing: MissingYear) -> Result<ImpreciseDate> {
    ImpreciseDate::parse(text, Language::French, said, missing)
        .map_err(|error| Error::Decode(format!("{text}: {error}")))
}
