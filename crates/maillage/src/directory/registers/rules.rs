//! What a register says at a date.

use std::collections::BTreeSet;

use jiff::civil::Date;
use platform::dates::{ImpreciseDate, Months, months_between};
use platform::figures::{Figure, Quantity, Unit};
use platform::text::normalise;

use super::model::{Entry, Measure, Register, Since, Statement};
use crate::directory::model::Family;

/// A register at a date, as somebody sees it (decision 0021).
#[derive(Clone, Debug, PartialEq)]
pub struct Composition {
    /// The members named, then the categories, as they were given.
    pub entries: Vec<Entry>,
    /// How many members are named.
    pub named: usize,
    /// How many categories are named without their members.
    pub categories: usize,
    /// The members that are only known for a later day, and the first such day: nobody says whether they were there.
    pub later: Option<(usize, Date)>,
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
    /// The members named of a family.
    pub fn of<'s>(&'s self, family: &'s Family) -> impl Iterator<Item = &'s Entry> {
        self.entries.iter().filter(move |entry| entry.organisation.is_some() && entry.family == *family)
    }

    /// The categories of a family.
    pub fn categories_of<'s>(&'s self, family: &'s Family) -> impl Iterator<Item = &'s Entry> {
        self.entries.iter().filter(move |entry| entry.organisation.is_none() && entry.family == *family)
    }
}

/// The first day that a date may be.
pub fn first(date: &ImpreciseDate) -> Date {
    date.earliest().unwrap_or_else(|| date.latest())
}

/// How a line stands at a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Absent,
    /// Named for a later day, from this one on.
    Later(Date),
    Present,
}

/// What joined on a date that is not stated is present from the day for which it is known; before, nobody says so.
fn standing(entry: &Entry, (founded, known): (Option<Date>, Option<Date>), day: Date) -> Standing {
    let left = entry.departed.as_ref().is_some_and(|left| left.latest() <= day);
    if left || founded.is_some_and(|founded| founded > day) && entry.joined.is_none() {
        return Standing::Absent;
    }
    if let Some(joined) = &entry.joined {
        return if first(joined) <= day { Standing::Present } else { Standing::Absent };
    }
    // Who left had been there: its departure says so of the day before.
    let eve = entry.departed.as_ref().and_then(|left| left.latest().yesterday().ok());
    let known = entry.known_from.as_ref().map(ImpreciseDate::latest).or(known);
    match known.map(|known| eve.map_or(known, |eve| known.min(eve))) {
        Some(known) if known > day => Standing::Later(known),
        _ => Standing::Present,
    }
}

/// An organisation is one member, whatever the lines that name it: a merge may leave two.
fn once(entries: Vec<Entry>) -> Vec<Entry> {
    let mut members = BTreeSet::new();
    entries.into_iter().filter(|entry| entry.organisation.is_none_or(|id| members.insert(id))).collect()
}

/// The line of those of an organisation that says it is a member when another would begin.
pub fn already<'e>(lines: &'e [Entry], since: &Since) -> Option<&'e Entry> {
    let begins = match since {
        Since::Joined(date) => first(date),
        Since::Known(date) => date.latest(),
    };
    lines.iter().find(|line| line.departed.as_ref().is_none_or(|left| left.latest() > begins))
}

/// What is wrong with a figure published of a register: members are a whole number of nothing but members, a duration is a
/// number of months.
pub fn figure_fault(measure: Measure, figure: &Figure) -> Option<&'static str> {
    let bounds = || [figure.low(), figure.high()].into_iter().flatten();
    let unit = match (figure.unit(), measure) {
        (Unit::Count, _) => true,
        (Unit::Money(_), _) => false,
        (Unit::Other(unit), Measure::Members) => named(
            unit,
            &["membre", "acteur", "adherent", "organisation", "partenaire", "member", "actor", "partner"],
        ),
        (Unit::Other(unit), Measure::Months) => named(unit, &["mois", "month"]),
    };
    match measure {
        _ if !unit => Some("error-figure-unit"),
        Measure::Members if bounds().any(|bound| bound.millionths() % 1_000_000 != 0) => {
            Some("error-figure-whole")
        }
        _ => None,
    }
}

/// What is wrong with the date for which something was published: nobody counted a body before it was, nor after today.
pub fn as_of_fault(
    as_of: &ImpreciseDate,
    founded: Option<&ImpreciseDate>,
    today: Date,
) -> Option<&'static str> {
    match founded {
        _ if first(as_of) > today => Some("error-as-of-future"),
        Some(founded) if as_of.latest() < first(founded) => Some("error-as-of-founded"),
        _ => None,
    }
}

fn named(unit: &str, words: &[&str]) -> bool {
    let unit = normalise(unit);
    unit.split(' ').next().is_some_and(|first| {
        words.iter().any(|word| first.trim_end_matches('s') == word.trim_end_matches('s'))
    })
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

/// The register at a date. A line of before known dates were kept is known from the first count published.
pub fn at(register: &Register, entries: &[Entry], statements: &[Statement], day: Date) -> Composition {
    let founded = register.founded.as_ref().map(first);
    let counts = statements.iter().filter(|one| one.measure == Measure::Members);
    let known = counts.map(|one| one.as_of.latest()).min();
    let (mut present, mut later, mut from) = (Vec::new(), Vec::new(), Vec::new());
    for entry in entries {
        match standing(entry, (founded, known), day) {
            Standing::Absent => {}
            Standing::Later(known) => {
                later.push(entry.clone());
                from.push(known);
            }
            Standing::Present => present.push(entry.clone()),
        }
    }
    let members = |entries: &[Entry]| entries.iter().filter(|entry| entry.organisation.is_some()).count();
    let (entries, later) = (once(present), members(&once(later)));
    let named = members(&entries);
    let declared = last(statements, Measure::Members, day).cloned();
    let (gap, differs) = declared.as_ref().map_or((None, false), |one| compare(&one.figure, named));
    let since = |day: Date| founded.map(|founded| months_between(founded, day));
    let duration = last(statements, Measure::Months, day);
    Composition {
        categories: entries.len() - named,
        named,
        later: from.into_iter().min().filter(|_| later > 0).map(|from| (later, from)),
        declared,
        gap,
        differs,
        duration: duration.map(|one| (one.clone(), since(one.as_of.latest()))),
        age: since(day)
            .filter(|months| months.tenths() >= 0 && founded.is_some_and(|founded| founded <= day)),
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

    fn entry(named: Option<u128>, joined: Option<&str>, departed: Option<&str>) -> Entry {
        Entry {
            id: String::new(),
            register: RegisterId(platform::Uuid::nil()),
            organisation: named.map(|id| OrganisationId(platform::Uuid::from_u128(id))),
            name: String::new(),
            family: Family::PublicBody,
            joined: joined.map(when),
            known_from: None,
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
            Entry { known_from: Some(when("20 mars 2019")), ..entry(Some(1), None, None) },
            entry(Some(2), Some("septembre 2019"), None),
            Entry { known_from: Some(when("mars 2019")), ..entry(Some(3), None, Some("fin juin 2019")) },
            Entry { known_from: Some(when("20 mars 2019")), ..entry(None, None, None) },
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

    /// S0-14: who is named on 4 December is not said to have been there before.
    #[test]
    fn a_member_counts_from_the_day_for_which_it_is_known() {
        let entries = [
            Entry { known_from: Some(when("4 décembre 2019")), ..entry(Some(1), None, None) },
            // Kept before known dates were: from the first count published.
            entry(Some(2), None, None),
            entry(None, None, None),
            entry(Some(3), None, Some("30 juin 2019")),
        ];
        let statements = [statement(Measure::Members, "58", "4 décembre 2019")];
        let read = |day| {
            let read = at(&committee(), &entries, &statements, day);
            (read.named, read.categories, read.later)
        };
        assert_eq!(read(date(2019, 3, 19)), (0, 0, None));
        assert_eq!(read(date(2019, 3, 20)), (0, 0, Some((3, date(2019, 6, 29)))));
        assert_eq!(read(date(2019, 6, 29)), (1, 0, Some((2, date(2019, 12, 4)))));
        assert_eq!(read(date(2019, 12, 3)), (0, 0, Some((2, date(2019, 12, 4)))));
        assert_eq!(read(date(2019, 12, 4)), (2, 1, None));
    }

    #[test]
    fn an_organisation_is_counted_once_whatever_the_lines_that_name_it() {
        let entries = [
            entry(Some(1), Some("mars 2019"), None),
            entry(Some(1), Some("mai 2019"), None),
            entry(Some(2), Some("mai 2019"), None),
        ];
        assert_eq!(at(&committee(), &entries, &[], date(2019, 6, 1)).named, 2);
    }

    #[test]
    fn a_member_is_there_already_unless_it_left_before() {
        let lines = [entry(Some(1), Some("mars 2019"), Some("fin juin 2020"))];
        for (since, there) in [
            (Since::Joined(when("mai 2020")), true),
            (Since::Known(when("juin 2020")), false),
            (Since::Joined(when("juillet 2020")), false),
        ] {
            assert_eq!(already(&lines, &since).is_some(), there, "{since:?}");
        }
        assert!(already(&[entry(Some(1), None, None)], &Since::Joined(when("2020"))).is_some());
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
