//! What a register says at a date.

use jiff::civil::Date;
use platform::dates::{Months, months_between};
use platform::figures::{Figure, Quantity};

use super::model::{Entry, Measure, Register, Statement};
use crate::directory::model::Family;

/// A register at a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Composition {
    /// The members named, then the categories, as they were given.
    pub entries: Vec<Entry>,
    /// How many members are named.
    pub named: usize,
    /// How many categories are named without their members.
    pub categories: usize,
    /// The last count published by then.
    pub declared: Option<Statement>,
    /// The count published less the members named, when both are known.
    pub gap: Option<Figure>,
    /// Whether the register differs from what was published.
    pub differs: bool,
    /// How long the body had existed, as published and as computed for the same day.
    pub duration: Option<(Statement, Option<Months>)>,
    /// How long it has existed at the date.
    pub age: Option<Months>,
}

impl Composition {
    /// The lines of a family.
    pub fn of<'s>(&'s self, family: &'s Family) -> impl Iterator<Item = &'s Entry> {
        self.entries.iter().filter(move |entry| entry.family == *family)
    }
}

/// Whether a line is in the register at a date. What joined on a date that is not known was there from the foundation.
fn present(entry: &Entry, founded: Option<Date>, day: Date) -> bool {
    let joined =
        entry.joined.as_ref().map(|date| date.earliest().unwrap_or_else(|| date.latest())).or(founded);
    joined.is_none_or(|joined| joined <= day)
        && entry.departed.as_ref().is_none_or(|left| left.latest() > day)
}

/// The last statement of a measure that holds for a date up to the day.
fn last(statements: &[Statement], measure: Measure, day: Date) -> Option<&Statement> {
    let known = statements.iter().filter(|one| one.measure == measure && one.as_of.latest() <= day);
    known.max_by_key(|one| one.as_of.latest())
}

/// What is published, less what is counted: the gap, and whether they differ.
pub fn compare(declared: &Figure, named: usize) -> (Option<Figure>, bool) {
    let Ok(count) = i32::try_from(named) else { return (None, true) };
    let count = Figure::count(count);
    let within = declared.low().is_none_or(|low| count.high() >= Some(low))
        && declared.high().is_none_or(|high| count.low().unwrap_or(Quantity::whole(0)) <= high);
    (declared.minus(&count).ok(), !within)
}

/// The register at a date.
pub fn at(register: &Register, entries: &[Entry], statements: &[Statement], day: Date) -> Composition {
    let founded = register.founded.as_ref().map(|date| date.earliest().unwrap_or_else(|| date.latest()));
    let entries: Vec<Entry> = entries.iter().filter(|entry| present(entry, founded, day)).cloned().collect();
    let named = entries.iter().filter(|entry| entry.organisation.is_some()).count();
    let declared = last(statements, Measure::Members, day).cloned();
    let (gap, differs) = declared.as_ref().map_or((None, false), |one| compare(&one.figure, named));
    let since = |day: Date| founded.map(|founded| months_between(founded, day));
    let duration = last(statements, Measure::Months, day);
    Composition {
        categories: entries.len() - named,
        named,
        declared,
        gap,
        differs,
        duration: duration.map(|one| (one.clone(), since(one.as_of.latest()))),
        age: since(day).filter(|months| months.tenths() >= 0),
        entries,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use platform::dates::{ImpreciseDate, MissingYear};
    use platform::i18n::Language::French;

    use super::super::model::{RegisterId, RegisterNature};
    use super::*;
    use crate::directory::model::OrganisationId;

    fn when(text: &str) -> ImpreciseDate {
        ImpreciseDate::parse(text, French, date(2020, 1, 1), MissingYear::Last).unwrap()
    }

    fn entry(named: bool, joined: Option<&str>, departed: Option<&str>) -> Entry {
        Entry {
            id: String::new(),
            register: RegisterId(platform::Uuid::nil()),
            organisation: named.then_some(OrganisationId(platform::Uuid::nil())),
            name: None,
            family: Family::PublicBody,
            joined: joined.map(when),
            departed: departed.map(when),
        }
    }

    fn statement(measure: Measure, figure: &str, as_of: &str) -> Statement {
        Statement {
            id: String::new(),
            register: RegisterId(platform::Uuid::nil()),
            measure,
            figure: Figure::parse(figure, French).unwrap(),
            as_of: when(as_of),
            document: None,
            outlet: None,
            address: None,
        }
    }

    fn committee() -> Register {
        Register {
            id: RegisterId(platform::Uuid::nil()),
            name: String::new(),
            name_key: String::new(),
            nature: RegisterNature::Body,
            description: None,
            founded: Some(when("20 mars 2019")),
            host: OrganisationId(platform::Uuid::nil()),
            host_name: String::new(),
            version: 1,
        }
    }

    /// S0-08, S0-14: who was there at a date, beside what was published by then.
    #[test]
    fn a_register_is_read_at_any_date() {
        let entries = [
            entry(true, None, None),
            entry(true, Some("septembre 2019"), None),
            entry(true, None, Some("fin juin 2019")),
            entry(false, None, None),
        ];
        let statements = [statement(Measure::Members, "58", "4 décembre 2019")];
        let read = |day| {
            let read = at(&committee(), &entries, &statements, day);
            let gap = read.gap.map(|gap| gap.print(French));
            (read.named, read.categories, gap, read.differs)
        };
        assert_eq!(read(date(2019, 3, 19)), (0, 0, None, false));
        assert_eq!(read(date(2019, 6, 29)), (2, 1, None, false));
        assert_eq!(read(date(2019, 6, 30)), (1, 1, None, false));
        assert_eq!(read(date(2019, 12, 4)), (2, 1, Some("56".into()), true));
    }

    /// S0-15: « 9 mois » beside 8.5.
    #[test]
    fn a_declared_duration_stands_beside_the_computed_one() {
        let statements = [statement(Measure::Months, "9", "4 décembre 2019")];
        let read = at(&committee(), &[], &statements, date(2020, 1, 1));
        let (declared, computed) = read.duration.unwrap();
        assert_eq!((declared.figure.print(French).as_str(), computed.unwrap().tenths()), ("9", 85));
        assert_eq!(at(&committee(), &[], &statements, date(2019, 1, 1)).age, None);
    }

    #[test]
    fn a_register_differs_only_from_what_excludes_it() {
        for (declared, named, differs) in [
            ("58", 14, true),
            ("58", 58, false),
            ("plus de 40", 41, false),
            ("15 à 20", 21, true),
            ("15 à 20", 18, false),
        ] {
            let figure = Figure::parse(declared, French).unwrap();
            assert_eq!(compare(&figure, named).1, differs, "{declared} {named}");
        }
    }
}
