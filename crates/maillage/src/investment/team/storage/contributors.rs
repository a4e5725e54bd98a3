//! Who works on a project, added and ended.

use platform::access::{self, Actor, Level, NewGrant, PrincipalId, Validity};
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::text::normalise;
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::super::PROJECT;
use super::super::super::model::{Project, ProjectId};
use super::super::super::storage::read::find;
use super::super::super::storage::sharing::shareable;
use super::super::super::storage::write::touch;
use super::super::model::{Contributor, Team};
use super::super::rules::NewMember;
use super::interests;

const COLUMNS: &str = "select c.id as id, c.account as account, c.seat as seat, x.given_name || ' ' || x.family_name as name, o.name as organisation, c.role as role, c.added_at as added_at
    from project_contributor c join seat s on s.id = c.seat join person x on x.id = s.person join organisation o on o.id = s.organisation
    where c.ended_at is null and c.project = ";

/// The project and its team, for whoever reads it.
pub fn of_project(reader: &Reader, actor: &Actor, id: ProjectId) -> Result<Option<(Project, Level, Team)>> {
    let Some((project, level)) = find(reader, actor, id)? else { return Ok(None) };
    if level < Level::Read {
        return Ok(Some((project, level, Team::default())));
    }
    let contributors = Query::new(COLUMNS).push_value(id).push(" order by c.id").all(reader)?;
    let interests = interests::last(reader, actor, id, level)?;
    Ok(Some((project, level, Team { contributors, interests })))
}

/// Somebody who may be added: of an organisation that the actor sees.
#[derive(Clone, Debug, FromRow)]
pub struct Found {
    /// The person acting for the organisation.
    pub seat: PrincipalId,
    /// The account.
    pub account: String,
}

/// The one person of an organisation that the actor sees who bears an address or a name.
pub fn named(reader: &Reader, actor: &Actor, person: &str) -> Result<Found, Problem> {
    let query = Query::new(
        "select s.id as seat, s.account as account from seat s join account a on a.id = s.account join person x on x.id = s.person join organisation o on o.id = s.organisation
         where a.disabled_at is null and (a.email = ",
    );
    let mut query = query.push_value(person.to_lowercase()).push(" or x.name_key in ('0'");
    for name in names(person) {
        query = query.push(", ").push_value(name);
    }
    let query = query.push(")) and (s.valid_from is null or s.valid_from <= ").push_value(actor.at);
    let query = query.push(") and (s.valid_until is null or s.valid_until > ").push_value(actor.at);
    let query = actor.sees(query.push(") and "), "o.id", Level::Card).push(" order by s.id limit 2");
    let mut found: Vec<Found> = query.all(reader)?;
    let mut faults = Faults::default();
    match found.len() {
        1 => return Ok(found.remove(0)),
        0 => faults.add("team_person", "error-person-unknown"),
        _ => faults.add("team_person", "error-person-several"),
    }
    Err(faults.into())
}

/// A name as people write it, first name first or last, as it is kept: family name first.
fn names(person: &str) -> Vec<String> {
    let key = normalise(person);
    let words: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
    (0..words.len()).map(|at| [&words[at..], &words[..at]].concat().join(" ")).collect()
}

/// Adds somebody to the team, with the level of his role.
pub fn add(tx: &Transaction, actor: &Actor, id: ProjectId, new: &NewMember) -> Result<String, Problem> {
    let project = shareable(tx, actor, id)?;
    let found = named(tx, actor, &new.person)?;
    let already: i64 = Query::new(
        "select count(*) from project_contributor where project = $1 and seat = $2 and ended_at is null",
    )
    .bind(id)
    .bind(found.seat)
    .one(tx)?;
    if already > 0 {
        let mut faults = Faults::default();
        faults.add("team_person", "error-person-already");
        return Err(faults.into());
    }
    touch(tx, actor, id, project.version, false)?;
    let line = tx.new_id::<platform::Uuid>().to_string();
    Query::new(
        "insert into project_contributor (id, project, account, seat, role, reason, added_by, added_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(&line)
    .bind(id)
    .bind(&found.account)
    .bind(found.seat)
    .bind(new.role)
    .bind(&new.reason)
    .bind(actor.account().map(|account| account.to_string()))
    .bind(actor.at)
    .execute_one(tx)?;
    let given = NewGrant {
        to: found.seat,
        level: new.role.level(),
        reason: &new.reason,
        validity: Validity::ALWAYS,
        because: None,
    };
    access::grant(tx, actor, &PROJECT, id.record(), &given)?;
    note(
        tx,
        actor,
        id,
        "team.joined",
        json!({"account": found.account, "role": new.role}),
        Some(&new.reason),
    )?;
    Ok(line)
}

/// The line of somebody who is in the team.
pub fn member(reader: &Reader, id: ProjectId, line: &str) -> Result<Contributor, Problem> {
    let query = Query::new(COLUMNS).push_value(id).push(" and c.id = ").push_value(line);
    query.maybe(reader)?.ok_or_else(|| ProblemKind::NotFound.into())
}

/// Ends somebody's part: what he was shown for it is taken back.
pub fn end(tx: &Transaction, actor: &Actor, id: ProjectId, line: &str) -> Result<(), Problem> {
    let project = shareable(tx, actor, id)?;
    let member = member(tx, id, line)?;
    touch(tx, actor, id, project.version, false)?;
    stop(tx, actor, id, &member)?;
    note(tx, actor, id, "team.left", json!({"account": member.account, "role": member.role}), None)
}

/// Ends a line and takes its grant back.
pub fn stop(tx: &Transaction, actor: &Actor, id: ProjectId, member: &Contributor) -> Result<(), Problem> {
    Query::new("update project_contributor set ended_at = $2, ended_by = $3 where id = $1")
        .bind(&member.id)
        .bind(actor.at)
        .bind(actor.account().map(|account| account.to_string()))
        .execute_one(tx)?;
    let held = access::grants(tx, id.record())?;
    for grant in held.iter().filter(|grant| grant.principal == member.seat) {
        access::revoke(tx, &PROJECT, id.record(), grant.id)?;
    }
    Ok(())
}

/// A line of the journal about a team.
pub fn note(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    verb: &'static str,
    after: serde_json::Value,
    reason: Option<&str>,
) -> Result<(), Problem> {
    let after = Some(after);
    let entry =
        Entry { verb, kind: PROJECT.name, record: Some(id.record()), after, reason, ..Entry::default() };
    journal::append(tx, actor, entry)?;
    Ok(())
}
