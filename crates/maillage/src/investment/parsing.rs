//! What is typed in the fields of a project, read as people write it.

use jiff::civil::Date;
use platform::dates::{ImpreciseDate, MissingYear};
use platform::figures::{Figure, Unit};
use platform::i18n::Language;
use platform::text::{normalise, tidy, tidy_lines, words};
use platform::web::Faults;

use super::fields::{Field, Input};
use super::model::Changes;
use super::sectors;
use crate::plan::HeadingId;

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
    let limit = if matches!(input, Input::Lines | Input::Programmes) { 4000 } else { 300 };
    if text.chars().count() > limit {
        return Err("error-too-long-here");
    }
    match input {
        Input::Line | Input::Lines | Input::Person | Input::Place => Ok(Parsed::Text(text)),
        Input::Choice(keys) if keys.contains(&text.as_str()) => Ok(Parsed::Text(text)),
        Input::Choice(_) if field == Field::Sector => {
            sectors::named(&text).map(|key| Parsed::Text(key.to_owned())).ok_or("error-choice")
        }
        Input::Choice(_) => Err("error-choice"),
        Input::Company | Input::Colleague => {
            text.parse::<platform::Uuid>().map(|id| Parsed::Text(id.to_string())).map_err(|_| "error-choice")
        }
        Input::Axis => {
            text.parse::<HeadingId>().map(|id| Parsed::Text(id.to_string())).map_err(|_| "error-choice")
        }
        Input::Programmes => programmes(&text),
        Input::Count(_) => count(&text, language).map(Parsed::Figure),
        Input::Money(_) => money(&text, language).map(Parsed::Figure),
        Input::When(_) => ImpreciseDate::parse(&text, language, today, MissingYear::Next)
            .map(Parsed::When)
            .map_err(|_| "error-when"),
        Input::Past(_) => {
            let date = ImpreciseDate::parse(&text, language, today, MissingYear::Last);
            let date = date.map_err(|_| "error-when")?;
            if date.earliest().is_some_and(|day| day <= today) {
                Ok(Parsed::When(date))
            } else {
                Err("error-past")
            }
        }
    }
}

/// Identifiers between spaces, each once.
fn programmes(text: &str) -> Result<Parsed, &'static str> {
    let mut ids = Vec::new();
    for word in text.split_whitespace() {
        let id: HeadingId = word.parse().map_err(|_| "error-choice")?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.sort_unstable();
    Ok(Parsed::Text(ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")))
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
pub fn count(text: &str, language: Language) -> Result<Figure, &'static str> {
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
