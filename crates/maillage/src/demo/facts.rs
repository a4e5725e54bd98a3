//! The facts that the product must reproduce, recomputed from the demonstration by the same rules as the screens.

use jiff::civil::Weekday;
use platform::database::{Error, Reader, Result};
use platform::dates::{later, months_between};
use platform::figures::Figure;
use platform::i18n::Language::French;

use super::storage::named_in;
use crate::directory::Family;
use crate::reference::sources::{Statement, statement};

/// A fact: what it is, what is expected, what computes it.
pub struct Fact {
    /// The requirement that it proves.
    pub id: &'static str,
    /// What it is.
    pub label: &'static str,
    /// What must be found.
    pub expected: &'static str,
    compute: fn(&Reader) -> Result<String>,
}

impl Fact {
    /// What is found.
    pub fn found(&self, reader: &Reader) -> Result<String> {
        // Spaces that do not break are for the eye: facts are compared without them.
        (self.compute)(reader).map(|text| text.replace('\u{a0}', " "))
    }
}

fn said(reader: &Reader, code: &str) -> Result<Statement> {
    statement(reader, code)?.ok_or_else(|| Error::Decode(format!("nothing is stated under {code}")))
}

fn figure(reader: &Reader, code: &str) -> Result<Figure> {
    said(reader, code)?.figure().cloned().ok_or_else(|| Error::Decode(format!("{code} is not a figure")))
}

fn latest(reader: &Reader, code: &str) -> Result<jiff::civil::Date> {
    said(reader, code)?
        .date()
        .map(platform::dates::ImpreciseDate::latest)
        .ok_or_else(|| Error::Decode(format!("{code} is not a date")))
}

fn counted(reader: &Reader, code: &str) -> Result<String> {
    said(reader, code)?
        .date()
        .map(|date| date.counted(French))
        .ok_or_else(|| Error::Decode(format!("{code} is not a date")))
}

/// As said, and how it is counted.
fn both(reader: &Reader, code: &str) -> Result<String> {
    let figure = figure(reader, code)?;
    Ok(format!("{} ; {}", figure.print(French), figure.counted(French)))
}

fn sums(error: impl std::fmt::Display) -> Error {
    Error::Decode(error.to_string())
}

fn named(reader: &Reader) -> Result<i64> {
    Family::ALL.iter().map(|family| named_in(reader, family.key(), "S0,")).sum()
}

fn family(reader: &Reader, family: Family) -> Result<String> {
    Ok(named_in(reader, family.key(), "S0,")?.to_string())
}

fn count(reader: &Reader, code: &str) -> Result<i64> {
    let value = figure(reader, code)?.value().map(|value| value.millionths() / 1_000_000);
    value.ok_or_else(|| Error::Decode(format!("{code} is not one number")))
}

const fn fact(
    id: &'static str,
    label: &'static str,
    expected: &'static str,
    compute: fn(&Reader) -> Result<String>,
) -> Fact {
    Fact { id, label, expected, compute }
}

/// Every fact.
pub const FACTS: &[Fact] = &[
    fact("S0-08", "acteurs déclarés", "58", |r| Ok(figure(r, "S0-08")?.print(French))),
    fact("S0-09", "collectivités nommées", "2", |r| family(r, Family::LocalAuthority)),
    fact("S0-10", "organismes publics nommés", "6", |r| family(r, Family::PublicBody)),
    fact("S0-11", "grands partenaires nommés", "3", |r| family(r, Family::MajorPartner)),
    fact("S0-12", "acteurs de l’attractivité nommés", "2", |r| family(r, Family::Attractiveness)),
    fact("S0-13", "entreprises nommées", "1", |r| family(r, Family::Company)),
    fact("S0-14", "nommés, écart avec le total déclaré", "14, 44", |r| {
        Ok(format!("{}, {}", named(r)?, count(r, "S0-08")? - named(r)?))
    }),
    fact("S0-03", "actions communes", "13", |r| Ok(figure(r, "S0-03")?.print(French))),
    fact("S0-18", "rencontres en 2019", "10", |r| Ok(figure(r, "S0-18")?.print(French))),
    fact("S0-15", "durée calculée, durée déclarée", "8,5 mois, 9", |r| {
        let months = months_between(latest(r, "S0-06")?, latest(r, "S0-01")?);
        Ok(format!("{}, {}", months.print(French), figure(r, "S0-15")?.print(French)))
    }),
    fact("S0-25", "participants", "plus de 40 ; compté à partir de 40", |r| both(r, "S0-25")),
    fact("S0-30", "places des ateliers", "60 à 80", |r| {
        Ok(figure(r, "S0-30.workshops")?
            .times_figure(&figure(r, "S0-30.seats")?)
            .map_err(sums)?
            .print(French))
    }),
    fact("S0-33", "premier comité de pilotage", "entre le 1er et le 10 mai 2020", |r| counted(r, "S0-33")),
    fact("S0-35", "troisième comité technique", "entre le 21 et le 30 juin 2020", |r| counted(r, "S0-35")),
    fact("S0-39", "année du lancement, déduite et par qui", "2019, la lecture du document", |r| {
        let launch = said(r, "S0-06")?;
        let date = launch.date().ok_or(Error::Missing)?;
        Ok(format!("{}, {}", date.latest().year(), date.inferred_by().unwrap_or("dite")))
    }),
    fact("S0-calendar", "comités de pilotage et techniques prévus", "2, 4", |r| {
        Ok(format!(
            "{}, {}",
            figure(r, "S0-33.count")?.print(French),
            figure(r, "S0-35.count")?.print(French)
        ))
    }),
    fact("S0-34", "second comité de pilotage", "entre le 1er et le 30 novembre 2020", |r| {
        counted(r, "S0-34")
    }),
    fact("S1-clock", "fin de l’accord Paris-San Francisco", "2011-01-26", |r| {
        let years = i32::try_from(count(r, "S1-term")?).unwrap_or(0);
        later(latest(r, "S1-renewal")?, years, 0).map(|day| day.to_string()).ok_or(Error::Missing)
    }),
    fact("S1-bridge", "débit du pont numérique", "10 Gbit/s", |r| Ok(figure(r, "S1-bridge")?.print(French))),
    fact("S2-16", "minutes prévues, créneau, lecture fautive", "85, 90, 115", |r| {
        let parts = ["S2-16.intro", "S2-16.talks", "S2-16.abroad", "S2-16.close"].map(|code| figure(r, code));
        let parts: Vec<Figure> = parts.into_iter().collect::<Result<_>>()?;
        let planned = Figure::sum(&parts).map_err(sums)?.ok_or(Error::Missing)?;
        let floor = figure(r, "S2-16.floor")?.times(2).map_err(sums)?;
        let misread = planned.plus(&floor).map_err(sums)?;
        Ok(format!(
            "{}, {}, {}",
            planned.print(French),
            figure(r, "S2-16.slot")?.print(French),
            misread.print(French)
        ))
    }),
    fact("S3-01", "jour de l’article", "mardi", |r| {
        let published = crate::reference::sources::documents(r)?
            .into_iter()
            .find(|document| document.code == "S3")
            .and_then(|document| document.published);
        let day = published.ok_or(Error::Missing)?.latest();
        Ok(if day.weekday() == Weekday::Tuesday { "mardi".into() } else { day.to_string() })
    }),
    fact("S3-10", "projets, emplois, emplois par projet", "65, 1 300, 20", |r| {
        let (projects, jobs) = (figure(r, "S3-10.projects")?, figure(r, "S3-10.jobs")?);
        Ok(format!(
            "{}, {}, {}",
            projects.print(French),
            jobs.print(French),
            jobs.ratio(&projects, 0).map_err(sums)?.print(French)
        ))
    }),
    fact("S3-11", "budget, par projet, par emploi", "3,170 M€, 48 769 €, 2 438 €", |r| {
        let budget = figure(r, "S3-11")?;
        let by = |code: &str| Ok::<_, Error>(budget.ratio(&figure(r, code)?, 0).map_err(sums)?.print(French));
        Ok(format!("{}, {}, {}", budget.print(French), by("S3-10.projects")?, by("S3-10.jobs")?))
    }),
    fact("S3-13", "ambassadeurs, visés, rapport", "400, 800, 2", |r| {
        let (from, to) = (figure(r, "S3-13.from")?, figure(r, "S3-13.to")?);
        Ok(format!(
            "{}, {}, {}",
            from.print(French),
            to.print(French),
            to.ratio(&from, 0).map_err(sums)?.print(French)
        ))
    }),
    fact("S4-01", "publication, au mois", "entre le 1er et le 31 mars 2019", |r| counted(r, "S4-01")),
    fact("S4-04", "premiers contrats", "7", |r| Ok(figure(r, "S4-04")?.print(French))),
    fact("S4-05", "contrats à venir, et quand", "une dizaine, entre le 29 mars et le 17 mai 2019", |r| {
        let said = figure(r, "S4-05.count")?;
        Ok(format!("{}, {}", said.wording().unwrap_or_default(), counted(r, "S4-05")?))
    }),
    fact("S4-06", "contractualisations", "au plus tard le 20 juin 2019", |r| counted(r, "S4-06")),
    fact("S4-13", "territoires", "136", |r| Ok(figure(r, "S4-13")?.print(French))),
    fact("S4-15", "financements, borne inférieure en euros", "1000000000, sans borne supérieure", |r| {
        let funding = figure(r, "S4-15")?;
        let low = funding.low().map_or(0, |low| low.millionths() / 1_000_000);
        Ok(format!("{low}, {}", if funding.high().is_none() { "sans borne supérieure" } else { "bornés" }))
    }),
    fact("S4-20", "engagements, accords, autres", "près de 90, 51, environ 39", |r| {
        let (all, agreed) = (figure(r, "S4-20.all")?, figure(r, "S4-20.agreed")?);
        let others = all.minus(&agreed).map_err(sums)?;
        Ok(format!("{}, {}, {}", all.print(French), agreed.print(French), others.print(French)))
    }),
];
