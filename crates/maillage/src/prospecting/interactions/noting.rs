//! A form of an interaction, understood and noted: pages and the API call the same.

use platform::access::{Actor, RecordId};
use platform::database::{Reader, Result as Read, Transaction};
use platform::web::{Faults, Problem};
use serde::{Deserialize, Serialize};

use super::super::storage::{add_company, may_keep};
use super::model::{InteractionId, Meeting, MeetingInput, With};
use super::rules::{MOST_NAMES, check_interaction, check_newcomer, names};
use super::storage::{hold, named};
use crate::directory::people::Reading;
use crate::directory::{CompanyInput, OrganisationId, check_company};
use crate::frame::links::Registry;

/// What was noted, and the company whose file it belongs to.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Noted {
    /// The interaction.
    pub id: InteractionId,
    /// The company.
    pub company: OrganisationId,
}

/// The companies that a form names, as far as they are known.
pub fn whom(reader: &Reader, actor: &Actor, input: &MeetingInput) -> Read<With> {
    let chosen: Vec<OrganisationId> = input.companies.iter().filter_map(|id| id.parse().ok()).collect();
    let typed = names(&input.with);
    named(reader, actor, &chosen, &typed[..typed.len().min(MOST_NAMES)])
}

/// The project that a form names.
pub fn about(input: &MeetingInput) -> Option<RecordId> {
    input.project.parse().ok()
}

/// Notes what a form says, or says everything that is at fault in it.
pub fn note(
    tx: &Transaction,
    actor: &Actor,
    registry: &Registry,
    input: &MeetingInput,
    reading: Reading,
) -> Result<Noted, Problem> {
    may_keep(actor)?;
    let mut faults = Faults::default();
    let new = check_interaction(&input.into(), reading).map_err(|found| faults.0.extend(found.0)).ok();
    let newcomer = check_newcomer(input, reading).map_err(|found| faults.0.extend(found.0)).ok();
    let with = whom(tx, actor, input)?;
    let stranger = stranger(input, &with);
    if stranger.is_none() {
        faults.0.extend(doubts(input, &with).0);
    }
    let subject = about(input);
    if subject.is_none() && !input.project.is_empty() {
        faults.add("project", "error-choice");
    }
    let contacts = ids(&mut faults, "contacts", &input.contacts);
    let colleagues = ids(&mut faults, "colleagues", &input.colleagues);
    let (Some(new), Some(newcomer)) = (new, newcomer) else { return Err(faults.into()) };
    faults.or(())?;
    let mut companies: Vec<OrganisationId> = with.places.iter().map(|place| place.company).collect();
    if let Some(company) = stranger {
        companies.push(add_company(tx, actor, &check_company(&company).map_err(of_with)?)?);
    }
    if let Some(subject) = subject {
        let known = registry.subjects(tx, actor, &[], &[subject])?;
        if known.is_empty() {
            let mut faults = Faults::default();
            faults.add("project", "error-choice");
            return Err(faults.into());
        }
    }
    let company = companies[0];
    let meeting = Meeting { companies, contacts, newcomer, colleagues, about: subject };
    Ok(Noted { id: hold(tx, actor, &new, &meeting)?, company })
}

/// The company that nobody knows yet and whose country the form says: it is added.
fn stranger(input: &MeetingInput, with: &With) -> Option<CompanyInput> {
    match with.unknown.as_slice() {
        [name] if !name.is_empty() && with.unsure.is_empty() && !input.country.is_empty() => {
            Some(CompanyInput {
                name: name.clone(),
                country: input.country.clone(),
                ..CompanyInput::default()
            })
        }
        _ => None,
    }
}

/// What is not clear in the companies that a form names.
fn doubts(input: &MeetingInput, with: &With) -> Faults {
    let mut faults = Faults::default();
    if names(&input.with).len() > MOST_NAMES {
        faults.add_with("with", "error-with-many", "max", &MOST_NAMES);
    }
    for (name, _) in &with.unsure {
        faults.add_with("with", "error-with-several", "name", name);
    }
    for name in &with.unknown {
        match name.as_str() {
            "" => faults.add("with", "error-with-gone"),
            name => faults.add_with("with", "error-with-unknown", "name", &name),
        }
    }
    if input.companies.iter().any(|id| id.parse::<OrganisationId>().is_err()) {
        faults.add("with", "error-choice");
    }
    if faults.0.is_empty() && with.places.is_empty() {
        faults.add("with", "error-with-none");
    }
    faults
}

/// The faults of a company that is added, said of the field that names it.
fn of_with(faults: Faults) -> Faults {
    let named = |mut fault: platform::web::Fault| {
        fault.field = if fault.field == "country" { "country" } else { "with" };
        fault
    };
    Faults(faults.0.into_iter().map(named).collect())
}

/// Identifiers, each once.
fn ids<T: std::str::FromStr + PartialEq>(
    faults: &mut Faults,
    field: &'static str,
    sent: &[String],
) -> Vec<T> {
    let mut found = Vec::new();
    for text in sent {
        match text.parse() {
            Ok(id) if !found.contains(&id) => found.push(id),
            Ok(_) => (),
            Err(_) => {
                faults.add(field, "error-choice");
                return Vec::new();
            }
        }
    }
    found
}
