//! People as organisations hold them: colleagues and teams.

use platform::access::{self, Actor, Identity, PrincipalId, Rights};
use platform::database::{Query, Reader, Result, Transaction};
use platform::text::normalise;

use super::super::model::{Colleague, OrganisationId, PersonId};

/// The people of one's own organisation who work on its files.
pub fn colleagues(reader: &Reader, actor: &Actor) -> Result<Vec<Colleague>> {
    Query::new(
        "select s.account as account, p.given_name || ' ' || p.family_name as name from seat s join person p on p.id = s.person
         where s.organisation = $1 and s.account is not null and s.role in ('officer', 'manager')
           and (s.valid_from is null or s.valid_from <= $2) and (s.valid_until is null or s.valid_until > $2) order by p.name_key, s.id",
    )
    .bind(actor.acting_for())
    .bind(actor.at)
    .all(reader)
}

/// A colleague, as the actor that he is: what he sees, without a right of his role.
pub fn acting(reader: &Reader, actor: &Actor, account: &str) -> Result<Option<Actor>> {
    let Some(organisation) = actor.acting_for() else { return Ok(None) };
    let seat: Option<PrincipalId> = Query::new(
        "select s.id from seat s where s.organisation = $1 and s.account = $2
           and (s.valid_from is null or s.valid_from <= $3) and (s.valid_until is null or s.valid_until > $3) order by s.id limit 1",
    )
    .bind(organisation)
    .bind(account)
    .bind(actor.at)
    .maybe(reader)?;
    let (Some(seat), Ok(account)) = (seat, account.parse()) else { return Ok(None) };
    let identity = Identity::Member { account, seat, acting_for: organisation };
    Actor::member(reader, identity, Rights::NONE, actor.at)
}

/// Notes a person.
pub fn create_person(
    tx: &Transaction,
    given_name: &str,
    family_name: &str,
    fictitious: bool,
) -> Result<PersonId> {
    let id: PersonId = tx.new_id();
    Query::new(
        "insert into person (id, given_name, family_name, name_key, fictitious) values ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(given_name)
    .bind(family_name)
    .bind(normalise(&format!("{family_name} {given_name}")))
    .bind(fictitious)
    .execute_one(tx)?;
    Ok(id)
}

/// Creates a team of an organisation.
pub fn create_team(tx: &Transaction, organisation: OrganisationId, name: &str) -> Result<PrincipalId> {
    let id: PrincipalId = tx.new_id();
    access::create_group(tx, id, name, None)?;
    Query::new("insert into team (id, organisation, name) values ($1, $2, $3)")
        .bind(id)
        .bind(organisation)
        .bind(name)
        .execute_one(tx)?;
    Ok(id)
}

/// The teams of one's own organisation.
pub fn teams_of(reader: &Reader, actor: &Actor) -> Result<Vec<(PrincipalId, String)>> {
    Query::new("select id, name from team where organisation = $1 order by name, id")
        .bind(actor.acting_for())
        .all(reader)
}
