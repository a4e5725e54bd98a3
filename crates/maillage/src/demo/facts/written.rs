//! Every attribute that the screens show of a document, a statement or a member that a text names, line by line.
//!
//! The tables are text, one row a line, columns between bars, a dash for nothing: they were written from the five texts
//! and share nothing with the loader.

use platform::dates::ImpreciseDate;
use platform::figures::{Figure, Quantity};
use platform::i18n::Language;
use platform::text::normalise;

use super::Line;
use super::shown::Shown;
use crate::directory::{Card, Organisation, Surroundings};
use crate::reference::sources::{Document, Provenance, Stated, Statement};

/// Code, title, outlet, rubric, author, date as published, how it is counted, address.
const DOCUMENTS: &str = include_str!("expected/documents.txt");
/// Code, document, label in French and in English, words, how they are counted, the date for which they hold.
const STATEMENTS: &str = include_str!("expected/statements.txt");
/// Name, usual name, family, kind, country, city, what it does, where it was read.
const MEMBERS: &str = include_str!("expected/members.txt");

/// The rows of the three tables beside what is shown, in the order of the pages.
pub fn lines(shown: &Shown) -> Vec<Line> {
    let documents = shown.documents.iter().map(document).collect();
    let statements = shown.statements.iter().map(statement).collect();
    let members =
        shown.named.iter().map(|(card, sheet, around)| member(shown, card, sheet, around)).collect();
    [
        compared("document", DOCUMENTS, documents),
        compared("énoncé", STATEMENTS, statements),
        compared("membre", MEMBERS, members),
    ]
    .concat()
}

/// One line for each row expected, one for each row that nothing expects, and one for the order.
pub(super) fn compared(label: &str, table: &str, found: Vec<String>) -> Vec<Line> {
    let line = |id: &str, expected: &str, found: &str| Line {
        id: id.to_owned(),
        label: label.to_owned(),
        expected: expected.to_owned(),
        found: found.to_owned(),
    };
    let order = |rows: &mut dyn Iterator<Item = &str>| rows.map(key).collect::<Vec<_>>().join(", ");
    let orders = (order(&mut table.lines()), order(&mut found.iter().map(String::as_str)));
    let mut left = found;
    let mut lines: Vec<Line> = table
        .lines()
        .map(|row| {
            let at = left.iter().position(|found| key(found) == key(row));
            line(key(row), row, &at.map_or_else(|| "absent".into(), |at| left.remove(at)))
        })
        .collect();
    lines.extend(left.iter().map(|found| line(key(found), "rien", found)));
    lines.push(line("ordre", &orders.0, &orders.1));
    lines
}

/// The first column of a row.
fn key(row: &str) -> &str {
    row.split(" | ").next().unwrap_or_default()
}

/// A dash is nothing; a text that would be taken for one, or for a bar, is told apart.
pub(super) fn row(cells: &[Option<&str>]) -> String {
    let cell = |text: Option<&str>| match text {
        None => "-".to_owned(),
        Some("" | "-") => "(vide)".to_owned(),
        Some(text) => text.replace('|', "¦"),
    };
    cells.iter().copied().map(cell).collect::<Vec<_>>().join(" | ")
}

fn document(document: &Document) -> String {
    let published = document.published.as_ref();
    row(&[
        Some(&document.code),
        Some(&document.title),
        Some(&document.outlet),
        document.rubric.as_deref(),
        document.author.as_deref(),
        published.and_then(ImpreciseDate::wording),
        published.map(interval).as_deref(),
        document.url.as_deref(),
    ])
}

fn statement(statement: &Statement) -> String {
    let (words, counted) = match &statement.stated {
        Stated::Figure(figure) => (figure.wording(), bounds(figure)),
        Stated::Date(date) => (date.wording(), interval(date)),
    };
    row(&[
        Some(&statement.code),
        Some(&statement.source),
        Some(&statement.label_fr),
        Some(&statement.label_en),
        words,
        Some(&counted),
        statement.as_of.as_ref().map(interval).as_deref(),
    ])
}

/// The number said, its qualifier, its bounds, its unit.
pub(super) fn bounds(figure: &Figure) -> String {
    let number = |quantity: Option<Quantity>| {
        quantity.map_or_else(|| "-".to_owned(), |quantity| quantity.print(Language::English, 0))
    };
    let (said, low, high) = (number(figure.value()), number(figure.low()), number(figure.high()));
    format!("{said}, {}, {low}..{high}, {}", figure.qualifier().key(), figure.unit().key())
}

/// The precision of a date, its interval, and whether its year was said or inferred, and by whom.
fn interval(date: &ImpreciseDate) -> String {
    let first = date.earliest().map_or_else(|| "-".to_owned(), |day| day.to_string());
    let year = if date.is_year_inferred() { "year inferred" } else { "said" };
    let by = date.inferred_by().map(|who| format!(" by {who}")).unwrap_or_default();
    format!("{}, {first}..{}, {year}{by}", date.precision().key(), date.latest())
}

/// The document, and whatever is said of the reading that the document does not say of itself.
fn read_in(shown: &Shown, read: &Provenance) -> String {
    let document = shown.documents.iter().find(|document| Some(&document.code) == read.document.as_ref());
    let own = document.map(|one| {
        let of = (Some(one.title.clone()), Some(one.outlet.clone()), one.rubric.clone(), one.url.clone());
        (of, one.published.clone())
    });
    let of = (read.title.clone(), read.outlet.clone(), read.rubric.clone(), read.address.clone());
    let more =
        (own != Some((of.clone(), read.published.clone()))).then(|| format!("{of:?} {:?}", read.published));
    let note = read.note.as_ref().map(|note| format!("({note})"));
    read.document.iter().cloned().chain(more).chain(note).collect::<Vec<_>>().join(" ")
}

fn member(shown: &Shown, card: &Card, sheet: &Organisation, around: &Surroundings) -> String {
    let read: Vec<String> = around.provenance.iter().map(|read| read_in(shown, read)).collect();
    let facts = row(&[
        Some(&sheet.name),
        sheet.short_name.as_deref(),
        Some(sheet.family.key()),
        Some(&sheet.category),
        Some(&sheet.country),
        sheet.city.as_deref(),
        sheet.activity.as_deref(),
        Some(&read.join("; ")),
    ]);
    // No text says these of a member, and the list says what the sheet says.
    let more = [&sheet.siren, &sheet.website, &sheet.control_country, &sheet.activity_code];
    let tier = sheet.tier.map(|tier| format!("échelon {}", tier.key()));
    let place = sheet.place.as_ref().map(ToString::to_string);
    let merged = sheet.merged_into.map(|other| format!("fusionnée dans {other}"));
    let listed = (&card.name, card.family, &card.category, &card.country, &card.city, &card.name_key);
    let alike = listed
        == (&sheet.name, sheet.family, &sheet.category, &sheet.country, &sheet.city, &normalise(&sheet.name));
    let more = more
        .into_iter()
        .filter_map(Option::as_deref)
        .chain((!sheet.member).then_some("partenaire"))
        .chain([tier.as_deref(), place.as_deref(), merged.as_deref()].into_iter().flatten())
        .chain(sheet.fictitious.then_some("fictif"))
        .chain((!alike).then_some("l’annuaire le dit autrement"));
    std::iter::once(facts.as_str()).chain(more).collect::<Vec<_>>().join(" | ")
}
