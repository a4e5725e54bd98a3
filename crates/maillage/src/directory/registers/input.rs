//! What is typed of a register, in a page or in the API: the same words are read the same way by both.

use jiff::civil::Date;
use platform::database::Transaction;
use platform::dates::ImpreciseDate;
use platform::figures::Figure;
use platform::i18n::Language;
use platform::text::{tidy, tidy_lines};
use platform::web::{Fault, Faults, Problem, ProblemKind, address};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::model::{
    Measure, NewEntry, NewRegister, NewStatement, Register, RegisterId, RegisterNature, Since,
};
use super::rules::{as_of_fault, figure_fault, first};
use super::storage;
use crate::directory::around::one_typed;
use crate::directory::model::Family;
use crate::directory::rules::stated_date;
use crate::frame::Me;

/// More lines than a body has members.
const MANY: usize = 600;

/// A register as it is typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct RegisterInput {
    /// Its name.
    pub name: String,
    /// `body`, `network` or `partnership`.
    pub nature: String,
    /// What it is for.
    pub description: String,
    /// When the body was founded, in words.
    pub founded: String,
    /// `network` to show it to the members, `owner` to keep it to one's organisation. Said once, when it is opened.
    pub audience: String,
}

impl RegisterInput {
    /// As a stored register says it.
    pub fn of(register: &Register, language: Language) -> Self {
        let said =
            |date: &ImpreciseDate| date.wording().map_or_else(|| date.print(language), ToOwned::to_owned);
        Self {
            name: register.name.clone(),
            nature: register.nature.key().to_owned(),
            description: register.description.clone().unwrap_or_default(),
            founded: register.founded.as_ref().map(said).unwrap_or_default(),
            audience: String::new(),
        }
    }
}

/// A register as typed, checked; `stored` is the one that it changes.
pub fn check_register(
    input: &RegisterInput,
    said: (Language, Date),
    stored: Option<&Register>,
) -> Result<NewRegister, Faults> {
    let mut faults = Faults::default();
    let (name, description) = (tidy(&input.name), tidy_lines(&input.description));
    faults.longer(&[("name", &name, 200), ("description", &description, 2000)]);
    if name.is_empty() {
        faults.add("name", "error-required");
    }
    let nature = RegisterNature::from_key(&input.nature);
    if nature.is_none() {
        faults.add("nature", "error-choice");
    }
    // Words that were not touched keep the meaning that they had on the day they were said.
    let untouched = stored.filter(|register| {
        !input.founded.is_empty() && RegisterInput::of(register, said.0).founded == input.founded
    });
    let founded = match untouched {
        Some(register) => register.founded.clone(),
        None => stated_date(&mut faults, "founded", &input.founded, said),
    };
    if founded.as_ref().is_some_and(|founded| first(founded) > said.1) {
        faults.add("founded", "error-founded-future");
    }
    let audience = if stored.is_some() { "network" } else { input.audience.as_str() };
    if !["network", "owner"].contains(&audience) {
        faults.add("audience", "error-choice");
    }
    let nature = nature.unwrap_or(RegisterNature::Body);
    let description = Some(description).filter(|text| !text.is_empty());
    faults.or(NewRegister { name, nature, description, founded, network: audience == "network" })
}

/// Lines of a register as they are typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct EntriesInput {
    /// Members, or categories, one a line: the name, the SIREN or the identifier of an organisation.
    pub names: String,
    /// `yes` when the lines are categories without named members.
    pub categories: String,
    /// The family of these categories.
    pub family: String,
    /// Since when they are members, in words.
    pub joined: String,
    /// When that is not known: for when they are known to be there, in words; today when nothing is said.
    pub known_from: String,
}

/// Adds every line typed, or none: what cannot be read of each is said together.
pub fn add_lines(
    tx: &Transaction,
    me: &Me,
    id: RegisterId,
    input: &EntriesInput,
    said: (Language, Date),
) -> Result<(), Problem> {
    let mut faults = Faults::default();
    let joined = stated_date(&mut faults, "joined", &input.joined, said);
    let known = stated_date(&mut faults, "known_from", &input.known_from, said);
    // Today when nothing is said.
    let since = joined
        .map_or_else(|| Since::Known(known.unwrap_or_else(|| ImpreciseDate::day(said.1))), Since::Joined);
    let lines = tidy_lines(&input.names);
    let lines: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        faults.add("names", "error-required");
    }
    if lines.len() > MANY {
        faults.add_with("names", "error-too-many-lines", "max", &MANY);
    }
    let categories = input.categories == "yes";
    let family = Family::from_key(&input.family);
    if categories && family.is_none() {
        faults.add("family", "error-choice");
    }
    for line in &lines {
        faults.longer(&[("names", line, 200)]);
    }
    let mut new = Vec::new();
    for line in lines.into_iter().take(MANY) {
        match (categories, family) {
            (true, Some(family)) => new.push(NewEntry::Category(tidy(line), family)),
            (true, None) => {}
            (false, _) => match one_typed(tx, me, "names", line) {
                Ok(one) => new.push(NewEntry::Named(one)),
                Err(problem) => faults.0.extend(problem.faults.into_iter().map(|fault| at_line(fault, line))),
            },
        }
    }
    let (new, since) = faults.or((new, since))?;
    add_all(tx, me, id, &new, &since)
}

/// What is wrong with a line, with the line: which of several organisations is meant, or that none is.
fn at_line(fault: Fault, line: &str) -> Fault {
    let message = match fault.message {
        "error-organisation-several" => "error-register-several",
        _ => "error-register-line",
    };
    let line = ("line", line.to_owned());
    Fault { message, args: fault.args.into_iter().chain([line]).collect(), ..fault }
}

/// Adds each line; those that are there already are named together, with the way to the first.
fn add_all(
    tx: &Transaction,
    me: &Me,
    id: RegisterId,
    new: &[NewEntry],
    since: &Since,
) -> Result<(), Problem> {
    let mut refused: Option<Problem> = None;
    for entry in new {
        match (storage::add_entry(tx, &me.actor, id, entry, since), &mut refused) {
            (Ok(()), _) => {}
            (Err(problem), Some(known)) if problem.kind == ProblemKind::Invalid => {
                known.faults.extend(problem.faults);
            }
            (Err(problem), None) if problem.kind == ProblemKind::Invalid => refused = Some(problem),
            (Err(problem), _) => return Err(problem),
        }
    }
    refused.map_or(Ok(()), Err)
}

/// The end of a line as it is typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct DepartureInput {
    /// Until when it was a member, in words.
    pub departed: String,
}

/// When a member left, as typed, checked.
pub fn check_departure(input: &DepartureInput, said: (Language, Date)) -> Result<ImpreciseDate, Problem> {
    let mut faults = Faults::default();
    let departed = stated_date(&mut faults, "departed", &input.departed, said);
    if departed.is_none() && faults.0.is_empty() {
        faults.add("departed", "error-required");
    }
    faults.or(departed)?.ok_or_else(|| ProblemKind::Invalid.into())
}

/// Something published of a register, as it is typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct StatementInput {
    /// `members`, or `months` since the body was founded.
    pub measure: String,
    /// The number, in words: `58`, `plus de 40`.
    pub figure: String,
    /// For which date, in words.
    pub as_of: String,
    /// Who published it.
    pub outlet: String,
    /// Where.
    pub address: String,
}

/// Something published of a register, as typed, checked.
pub fn check_statement(
    input: &StatementInput,
    register: &Register,
    said: (Language, Date),
) -> Result<NewStatement, Problem> {
    let mut faults = Faults::default();
    let measure = Measure::from_key(&input.measure);
    if measure.is_none() {
        faults.add("measure", "error-choice");
    }
    let figure = Figure::parse(&tidy(&input.figure), said.0);
    match (&figure, measure) {
        (Err(_), _) => faults.add("figure", "error-figure-words"),
        (Ok(figure), Some(measure)) => {
            if let Some(fault) = figure_fault(measure, figure) {
                faults.add("figure", fault);
            }
        }
        (Ok(_), None) => {}
    }
    let as_of = stated_date(&mut faults, "as_of", &input.as_of, said);
    if as_of.is_none() && faults.of("as_of").is_none() {
        faults.add("as_of", "error-required");
    }
    let founded = register.founded.as_ref();
    if let Some(fault) = as_of.as_ref().and_then(|day| as_of_fault(day, founded, said.1)) {
        faults.add("as_of", fault);
    }
    let (outlet, typed) = (tidy(&input.outlet), tidy(&input.address));
    faults.longer(&[("outlet", &outlet, 200), ("address", &typed, 500)]);
    let address = address(&mut faults, "address", &typed);
    if outlet.is_empty() {
        faults.add("outlet", "error-required");
    }
    let (Some(measure), Ok(figure), Some(as_of)) = (measure, figure, as_of) else {
        return Err(faults.into());
    };
    let new = NewStatement { measure, figure, as_of, document: None, outlet: Some(outlet), address };
    Ok(faults.or(new)?)
}
