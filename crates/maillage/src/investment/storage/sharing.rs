//! Showing a project to other organisations, and taking it back.

use platform::access::{self, Actor, GrantId, Level, NewGrant, PrincipalId, Validity};
use platform::database::Transaction;
use platform::journal::{self, Entry};
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::PROJECT;
use super::super::fields::Field;
use super::super::model::{Project, ProjectId};
use super::super::rules::may_share;
use super::read::find;
use super::write::manages;
use crate::directory::circles::audience_name;
use crate::directory::{ORGANISATION, OrganisationId};
use crate::frame::rights::RUN_PROJECTS;

/// What is shown to whom, and why.
#[derive(Clone, Debug)]
pub struct Sharing {
    /// The organisation.
    pub with: PrincipalId,
    /// At what level.
    pub level: Level,
    /// Why: it is shown to those who manage the project.
    pub reason: String,
    /// Until when.
    pub validity: Validity,
    /// Whether the company's card is shown too.
    pub company_too: bool,
}

/// The project, if the actor may say who else sees it: its referent, or a manager of the organisation that opened it.
pub fn shareable(tx: &Transaction, actor: &Actor, id: ProjectId) -> Result<Project, Problem> {
    let (project, level) = find(tx, actor, id)?.ok_or(ProblemKind::NotFound)?;
    let person = actor.account().map(|account| account.to_string()).unwrap_or_default();
    let may = actor.may(RUN_PROJECTS) && may_share(&project.facts, &person, manages(actor, &project));
    if level < Level::Manage || !may {
        return Err(Problem::from(ProblemKind::Forbidden).saying("project-share-referent"));
    }
    Ok(project)
}

/// Shows a project to an organisation, or to a circle.
pub fn share(tx: &Transaction, actor: &Actor, id: ProjectId, sharing: &Sharing) -> Result<GrantId, Problem> {
    let project = shareable(tx, actor, id)?;
    let name = audience_name(tx, actor, sharing.with)?.ok_or_else(|| {
        let mut faults = Faults::default();
        faults.add("organisation", "error-choice");
        Problem::from(faults)
    })?;
    let given = |level, because| NewGrant {
        to: sharing.with,
        level,
        reason: &sharing.reason,
        validity: sharing.validity,
        because,
    };
    let grant = access::grant(tx, actor, &PROJECT, id.record(), &given(sharing.level, None))?;
    // Sharing again says anew whether the company is shown.
    access::withdraw(tx, &ORGANISATION, id.record(), Some(sharing.with))?;
    let company = project
        .facts
        .get(Field::Company)
        .and_then(|id| id.parse::<OrganisationId>().ok())
        .filter(|_| sharing.company_too);
    if let Some(company) = company {
        access::require(tx, actor, &ORGANISATION, company.record(), Level::Manage)?;
        let card = given(Level::Card, Some(id.record()));
        access::grant(tx, actor, &ORGANISATION, company.record(), &card)?;
    }
    let entry = Entry {
        verb: "record.shared",
        kind: PROJECT.name,
        record: Some(id.record()),
        before: None,
        after: Some(json!({"with": name, "level": sharing.level.key(), "company": company.is_some()})),
        reason: Some(&sharing.reason),
    };
    journal::append(tx, actor, entry)?;
    Ok(grant)
}

/// Takes a project back from an organisation, and its company's card with it.
pub fn unshare(tx: &Transaction, actor: &Actor, id: ProjectId, grant: GrantId) -> Result<(), Problem> {
    shareable(tx, actor, id)?;
    let taken = access::revoke(tx, &PROJECT, id.record(), grant).map_err(|error| match error {
        platform::database::Error::Stale => Problem::from(ProblemKind::NotFound),
        other => other.into(),
    })?;
    access::withdraw(tx, &ORGANISATION, id.record(), Some(taken.principal))?;
    let entry = Entry {
        verb: "record.unshared",
        kind: PROJECT.name,
        record: Some(id.record()),
        before: Some(json!({"with": taken.name, "level": taken.level.key()})),
        ..Entry::default()
    };
    journal::append(tx, actor, entry)?;
    Ok(())
}
