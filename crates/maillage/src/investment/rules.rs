//! Pure rules of projects: what may be typed, what a stage requires, who may move and share.

use jiff::civil::Date;
use platform::dates::{ImpreciseDate, MissingYear};
use platform::figures::{Figure, Unit};
use platform::i18n::Language;
use platform::text::{normalise, tidy, tidy_lines, words};
use platform::web::Faults;

use super::fields::{EITHER, FIELDS, Field, Input};
use super::model::{Changes, Facts};
use super::stages::{Mover, Stage};

/// Why a move is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The stage is not the next one, nor the one before.
    Jump {
        /// The stage that comes next, if there is one.
        next: Option<Stage>,
    },
    /// Fields are not known yet.
    Missing(Vec<Field>),
    /// A second pair of eyes must move it.
    SecondReader,
    /// Going back needs a reason.
    Reason,
    /// The reason is longer than this many characters.
    LongReason(usize),
}

const LONGEST_REASON: usize = 300;

/// What the rules of a move look at.
#[derive(Clone, Copy, Debug)]
pub struct Moving<'a> {
    /// The facts of the project.
    pub facts: &'a Facts,
    /// Where it stands.
    pub from: Stage,
    /// Where it would go.
    pub to: Stage,
    /// The account that moves it.
    pub mover: &'a str,
    /// Whether that person answers for the officers' work.
    pub manager: bool,
    /// Why.
    pub reason: &'a str,
}

/// Whether a project may be moved. Forward one stage at a time, backward by one with a reason.
pub fn may_move(moving: &Moving<'_>) -> Result<(), Refusal> {
    if moving.reason.chars().count() > LONGEST_REASON {
        return Err(Refusal::LongReason(LONGEST_REASON));
    }
    if Some(moving.to) == moving.from.previous() {
        return if moving.reason.is_empty() { Err(Refusal::Reason) } else { Ok(()) };
    }
    if Some(moving.to) != moving.from.next() {
        return Err(Refusal::Jump { next: moving.from.next() });
    }
    let missing = missing(moving.facts, moving.to);
    if !missing.is_empty() {
        return Err(Refusal::Missing(missing));
    }
    let referent = moving.facts.get(Field::Referent) == Some(moving.mover);
    let second = moving.facts.get(Field::SecondReader) == Some(moving.mover);
    match moving.to.rule().mover {
        Mover::SecondReader if referent || !(second || moving.manager) => Err(Refusal::SecondReader),
        Mover::Officer | Mover::SecondReader => Ok(()),
    }
}

/// Whether a person may show a project to others and take it back: its referent, anyone of the organisation's officers
/// while it has none, or those who answer for them.
pub fn may_share(facts: &Facts, person: &str, manager: bool) -> bool {
    manager || facts.get(Field::Referent).is_none_or(|referent| referent == person)
}

/// The fields that a stage requires and that are not known.
pub fn missing(facts: &Facts, stage: Stage) -> Vec<Field> {
    let either = |field: Field| {
        EITHER.iter().any(|(a, b)| (*a == field || *b == field) && (facts.has(*a) || facts.has(*b)))
    };
    let second_of_pair = |field: Field| EITHER.iter().any(|(_, b)| *b == field);
    FIELDS
        .iter()
        .filter(|rule| rule.from.is_some_and(|from| from <= stage))
        .map(|rule| rule.field)
        .filter(|field| !facts.has(*field) && !either(*field) && !second_of_pair(*field))
        .collect()
}

/// A field as typed, parsed: its text as kept and, for figures and dates, what it means.
#[derive(Clone, Debug, PartialEq)]
pub enum Parsed {
    /// Nothing.
    Empty,
    /// Text, a key or an identifier.
    Text(String),
    /// A count or an amount.
    Figure(Figure),
    /// A date.
    When(ImpreciseDate),
}

impl Parsed {
    /// The text to keep and to journal.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Text(text) => Some(text.clone()),
            Self::Figure(figure) => figure.wording().map(str::to_owned),
            Self::When(date) => date.wording().map(str::to_owned),
        }
    }
}

/// Parses what was typed in some fields; only these are validated. Every fault is named at once.
pub fn parse(changes: &Changes, language: Language, today: Date) -> Result<Vec<(Field, Parsed)>, Faults> {
    let mut faults = Faults::default();
    let mut parsed = Vec::new();
    for (field, typed) in changes {
        match parse_one(*field, typed.as_deref().unwrap_or_default(), language, today) {
            Ok(value) => parsed.push((*field, value)),
            Err(message) => faults.add(field.key(), message),
        }
    }
    faults.or(parsed)
}

fn parse_one(field: Field, typed: &str, language: Language, today: Date) -> Result<Parsed, &'static str> {
    let input = field.rule().input;
    let text = if input == Input::Lines { tidy_lines(typed) } else { tidy(typed) };
    if text.is_empty() {
        // Only the name can never be emptied; the rest is asked again by the next move.
        return if field == Field::CodeName { Err("error-required") } else { Ok(Parsed::Empty) };
    }
    let limit = if input == Input::Lines { 4000 } else { 300 };
    if text.chars().count() > limit {
        return Err("error-too-long-here");
    }
    match input {
        Input::Line | Input::Lines | Input::Person => Ok(Parsed::Text(text)),
        Input::Choice(keys) if keys.contains(&text.as_str()) => Ok(Parsed::Text(text)),
        Input::Choice(_) => Err("error-choice"),
        Input::Company | Input::Colleague => {
            text.parse::<platform::Uuid>().map(|id| Parsed::Text(id.to_string())).map_err(|_| "error-choice")
        }
        Input::Count => count(&text, language).map(Parsed::Figure),
        Input::Money => money(&text, language).map(Parsed::Figure),
        Input::When => ImpreciseDate::parse(&text, language, today, MissingYear::Next)
            .map(Parsed::When)
            .map_err(|_| "error-when"),
    }
}

/// What people write after a number of jobs, normalised.
const JOBS: &[&str] = &[
    "cdi",
    "collaborateur",
    "collaborateurs",
    "embauche",
    "embauches",
    "emploi",
    "emplois",
    "etp",
    "personne",
    "personnes",
    "poste",
    "postes",
    "recrutement",
    "recrutements",
    "salarie",
    "salaries",
    "employee",
    "employees",
    "fte",
    "hire",
    "hires",
    "job",
    "jobs",
    "people",
    "person",
    "position",
    "positions",
];
/// More than any project ever announced.
const MOST_JOBS: i64 = 1_000_000;

/// A number of jobs: whole, of nothing else than jobs.
fn count(text: &str, language: Language) -> Result<Figure, &'static str> {
    let figure = Figure::parse(text, language).map_err(|_| "error-count")?;
    let of_jobs = match figure.unit() {
        Unit::Count => true,
        Unit::Money(_) => false,
        Unit::Other(unit) => words(&normalise(unit)).first().is_some_and(|word| JOBS.contains(word)),
    };
    let whole = [figure.low(), figure.high()]
        .into_iter()
        .flatten()
        .all(|bound| bound.millionths() % 1_000_000 == 0 && bound.millionths() / 1_000_000 <= MOST_JOBS);
    match (of_jobs, whole) {
        (false, _) => Err("error-count-unit"),
        (true, false) => Err("error-count-whole"),
        (true, true) => Ok(figure),
    }
}

fn money(text: &str, language: Language) -> Result<Figure, &'static str> {
    let figure = Figure::parse(text, language).map_err(|_| "error-money")?;
    match figure.unit() {
        Unit::Money(_) => Ok(figure),
        Unit::Count | Unit::Other(_) => Err("error-money-unit"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn facts(known: &[Field]) -> Facts {
        let mut facts = Facts::default();
        for field in known {
            facts.set(*field, Some("x".into()));
        }
        facts
    }

    const FIRST: &[Field] = &[Field::CodeName, Field::Source, Field::Company];
    const CONTACT: &[Field] = &[Field::ContactPerson, Field::LegalBasis, Field::Referent];
    const QUALIFIED: &[Field] = &[
        Field::SecondReader,
        Field::Activity,
        Field::Sector,
        Field::Operation,
        Field::Competitors,
        Field::Jobs,
        Field::Calendar,
        Field::Requirements,
        Field::Drivers,
    ];

    #[test]
    fn a_stage_requires_what_the_table_says() {
        assert_eq!(missing(&Facts::default(), Stage(0)), [Field::CodeName, Field::Source, Field::Company]);
        assert_eq!(missing(&facts(&[Field::CodeName, Field::Source, Field::SealedCompany]), Stage(0)), []);
        assert_eq!(missing(&facts(FIRST), Stage(1)), CONTACT);
        let both: Vec<Field> = FIRST.iter().chain(CONTACT).copied().collect();
        assert_eq!(missing(&facts(&both), Stage(2)), QUALIFIED);
    }

    #[test]
    fn a_project_moves_one_stage_at_a_time() {
        let all: Vec<Field> = FIRST.iter().chain(CONTACT).chain(QUALIFIED).copied().collect();
        let mut complete = facts(&all);
        complete.set(Field::Referent, Some("claire".into()));
        complete.set(Field::SecondReader, Some("said".into()));
        let few = facts(FIRST);
        let moving = |facts, from, to, mover, manager, reason| {
            may_move(&Moving { facts, from: Stage(from), to: Stage(to), mover, manager, reason })
        };
        assert_eq!(moving(&complete, 0, 1, "claire", false, ""), Ok(()));
        assert_eq!(moving(&complete, 0, 2, "said", false, ""), Err(Refusal::Jump { next: Some(Stage(1)) }));
        assert_eq!(moving(&complete, 2, 3, "said", false, ""), Err(Refusal::Jump { next: None }));
        assert_eq!(moving(&few, 0, 1, "claire", false, ""), Err(Refusal::Missing(CONTACT.to_vec())));
        assert_eq!(moving(&complete, 1, 2, "claire", false, ""), Err(Refusal::SecondReader));
        assert_eq!(
            moving(&complete, 1, 2, "claire", true, ""),
            Err(Refusal::SecondReader),
            "not even a manager for his own project"
        );
        assert_eq!(moving(&complete, 1, 2, "nadia", false, ""), Err(Refusal::SecondReader));
        assert_eq!(moving(&complete, 1, 2, "said", false, ""), Ok(()));
        assert_eq!(moving(&complete, 1, 2, "nadia", true, ""), Ok(()));
        assert_eq!(moving(&complete, 2, 1, "claire", false, ""), Err(Refusal::Reason));
        assert_eq!(moving(&complete, 2, 1, "claire", false, "le projet a changé"), Ok(()));
    }

    #[test]
    fn a_project_is_shown_by_its_referent_or_a_manager() {
        let mut facts = Facts::default();
        assert!(may_share(&facts, "claire", false));
        facts.set(Field::Referent, Some("claire".into()));
        assert!(
            may_share(&facts, "claire", false)
                && !may_share(&facts, "said", false)
                && may_share(&facts, "said", true)
        );
    }

    #[test]
    fn fields_are_read_as_people_write_them() {
        let today = date(2021, 6, 15);
        let one = |field, typed: &str| {
            parse(&vec![(field, Some(typed.to_owned()))], Language::French, today)
                .map(|mut all| all.remove(0).1)
        };
        assert!(
            matches!(one(Field::Jobs, "près de 90"), Ok(Parsed::Figure(figure)) if figure.wording() == Some("près de 90"))
        );
        assert!(matches!(one(Field::Value, "15 à 20 M€"), Ok(Parsed::Figure(_))));
        assert!(
            matches!(one(Field::Calendar, "fin juin"), Ok(Parsed::When(when)) if when.latest() == date(2021, 6, 30))
        );
        assert_eq!(one(Field::Sector, ""), Ok(Parsed::Empty));
        for (field, typed, message) in [
            (Field::Jobs, "beaucoup", "error-count"),
            (Field::Jobs, "3 M€", "error-count-unit"),
            (Field::Value, "90", "error-money-unit"),
            (Field::Calendar, "un jour", "error-when"),
            (Field::Sector, "inconnu", "error-choice"),
            (Field::Company, "42", "error-choice"),
            (Field::CodeName, " ", "error-required"),
        ] {
            let faults = one(field, typed).unwrap_err();
            assert_eq!((faults.0[0].field, faults.0[0].message), (field.key(), message), "{typed}");
        }
    }

    #[test]
    fn a_number_of_jobs_counts_jobs_and_is_whole() {
        for (typed, fault) in [
            ("90", None),
            ("près de 90", None),
            ("15 à 20 emplois directs", None),
            ("92 salariés", None),
            ("50 CDI", None),
            ("40 %", Some("error-count-unit")),
            ("1e9", Some("error-count-unit")),
            ("12 ha", Some("error-count-unit")),
            ("3,5", Some("error-count-whole")),
            ("9 000 milliards", Some("error-count-whole")),
        ] {
            assert_eq!(count(typed, Language::French).err(), fault, "{typed}");
        }
    }
}
