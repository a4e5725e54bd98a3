//! The people whom the texts name: each position word for word, and what two of them are on the day that a text speaks of
//! (S3-04, S4-02).

use jiff::civil::{Date, date};
use platform::dates::ImpreciseDate;

use super::Line;
use super::shown::Shown;
use super::written::{compared, row};
use crate::directory::people::{Person, Position, Standing, on};

/// Name, civility, class, exact title, kind, duty, where, country, tier, delegation, authority, source, its date: one row a
/// position, in the order of the list.
const PEOPLE: &str = include_str!("expected/people.txt");

/// Requirement, family name, day, what one is that day, and the day after which nothing confirms it.
const ON_A_DAY: &[(&str, &str, Date, &str, Date)] = &[
    ("S3-04", "Chauvin", date(2021, 2, 2), "CCI + Provence Promotion", date(2021, 2, 3)),
    ("S3-04", "Deflesselles", date(2021, 2, 2), "Provence Promotion", date(2021, 2, 3)),
    ("S3-04", "Stefanini", date(2021, 2, 2), "Provence Promotion", date(2021, 2, 3)),
    (
        "S4-02",
        "Gourault",
        date(2019, 3, 22),
        "ministre de la cohésion des territoires et des relations avec les collectivités territoriales",
        date(2019, 4, 1),
    ),
    (
        "S4-02",
        "Pannier-Runacher",
        date(2019, 3, 22),
        "secrétaire d’Etat auprès du ministre de l’Economie et des Finances",
        date(2019, 4, 1),
    ),
];

/// Requirement, family name, the sheets of the directory that the positions lead to: a text that names two leads to both.
const LINKED: &[(&str, &str, &str)] = &[
    ("S2-12", "Dardelet", "Ville de Toulouse + Toulouse Métropole"),
    ("S2-13", "Noutary", "ANIMA"),
    ("S2-22", "Touil", "Bureau de la FIPA à Paris"),
    ("S3-04", "Chauvin", "CCI + Provence Promotion"),
];

/// The rows beside what is shown.
pub fn lines(shown: &Shown) -> Vec<Line> {
    let rows = shown.people.iter();
    let rows = rows.flat_map(|(line, sheet)| line.positions.iter().map(move |one| position(sheet, one)));
    let mut lines = compared("personne", PEOPLE, rows.collect());
    lines.extend(LINKED.iter().map(|(id, family, expected)| Line {
        id: (*id).into(),
        label: format!("{family}, fiches liées"),
        expected: (*expected).into(),
        found: linked(shown, family),
    }));
    lines.extend(ON_A_DAY.iter().map(|(id, family, day, expected, after)| Line {
        id: (*id).into(),
        label: format!("{family}, le {day}"),
        expected: format!("{expected} ; non confirmé le {after}"),
        found: found(shown, family, *day, *after),
    }));
    lines
}

fn found(shown: &Shown, family: &str, day: Date, after: Date) -> String {
    let of = shown.people.iter().filter(|(_, sheet)| sheet.family_name == family);
    let positions: Vec<Position> = of.flat_map(|(row, _)| row.positions.clone()).collect();
    let said = |standing: Standing, day: Date| -> Vec<String> {
        let held = on(day, &positions).into_iter().filter(|(known, _)| *known == standing);
        held.map(|(_, one)| one.facts.title_fr.as_deref().or(one.at()).unwrap_or("-").to_owned()).collect()
    };
    let later = said(Standing::Unconfirmed, after) == said(Standing::Held, day);
    let held = said(Standing::Held, day).join(" + ");
    if later { format!("{held} ; non confirmé le {after}") } else { held }
}

fn linked(shown: &Shown, family: &str) -> String {
    let of = shown.people.iter().filter(|(_, sheet)| sheet.family_name == family);
    let names = of.flat_map(|(row, _)| row.positions.iter().filter_map(|one| one.organisation_name.clone()));
    names.collect::<Vec<_>>().join(" + ")
}

fn position(sheet: &Person, position: &Position) -> String {
    let facts = &position.facts;
    let day = |date: &ImpreciseDate| {
        let first = date.earliest().map_or_else(|| "-".to_owned(), |day| day.to_string());
        format!("{first}..{}", date.latest())
    };
    let alike = facts.provenance == sheet.provenance;
    let more = [&sheet.country, &sheet.languages, &sheet.note, &sheet.provenance.url];
    let facts = row(&[
        Some(&sheet.name()),
        sheet.civility.as_deref(),
        Some(sheet.class.key()),
        facts.title_fr.as_deref(),
        Some(facts.kind.key()),
        Some(facts.duty.key()),
        facts.place.as_deref().or(position.at()),
        facts.country.as_deref(),
        facts.tier.map(crate::directory::people::Tier::key),
        facts.delegation.as_deref(),
        facts.authority.as_deref(),
        facts.provenance.outlet.as_deref(),
        facts.provenance.stated_on.as_ref().map(day).as_deref(),
    ]);
    // No text says these, and a position was read where its person was.
    let unsaid = [&position.facts.title_en];
    let more = more.into_iter().chain(unsaid).filter_map(Option::as_deref);
    let dated =
        position.facts.from.is_some() || position.facts.until.is_some() || position.facts.rank.is_some();
    let more = more
        .chain(sheet.fictitious.then_some("fictif"))
        .chain((!sheet.network).then_some("caché"))
        .chain(dated.then_some("daté ou classé"))
        .chain((!alike).then_some("lu ailleurs"));
    std::iter::once(facts.as_str()).chain(more).collect::<Vec<_>>().join(" | ")
}
