//! The SQL of the directory.

use platform::access::{self, Actor, Level, NewRecord, PrincipalId, Visibility};
use platform::database::{Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::search::{self, Document};
use platform::text::normalise;
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::ORGANISATION;
use super::model::{Card, Colleague, Family, NewCompany, NewMember, Organisation, OrganisationId, PersonId};
use crate::frame::rights::{MANAGERS, OFFICERS};

/// Makes an organisation a member: its group, the groups of its roles, its record shown to the network.
pub fn found_member(tx: &Transaction, actor: &Actor, new: &NewMember) -> Result<OrganisationId> {
    let id: OrganisationId = tx.new_id();
    access::create_group(tx, id.group(), &new.name, None)?;
    for role in [OFFICERS, MANAGERS] {
        access::create_group(tx, tx.new_id(), &new.name, Some((id.group(), role)))?;
    }
    let record = NewRecord {
        id: id.record(),
        owner: id.group(),
        visibility: Visibility::Network,
        team: None,
        parent: None,
    };
    access::create(tx, actor, &ORGANISATION, record)?;
    Query::new(
        "insert into organisation (id, name, short_name, name_key, family, category, member, country, city, sealed, fictitious, provenance)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(id)
    .bind(&new.name)
    .bind(new.short_name.as_deref())
    .bind(normalise(&new.name))
    .bind(new.family)
    .bind(new.category)
    .bind(true)
    .bind(&new.country)
    .bind(new.city.as_deref())
    .bind(false)
    .bind(new.fictitious)
    .bind(new.provenance.as_deref())
    .execute_one(tx)?;
    describe(
        tx,
        id,
        &new.name,
        &format!("{} {}", new.short_name.as_deref().unwrap_or(""), new.city.as_deref().unwrap_or("")),
    )?;
    let after = Some(json!({"name": new.name, "family": new.family}));
    journal::append(
        tx,
        actor,
        Entry {
            verb: "organisation.joined",
            kind: ORGANISATION.name,
            record: Some(id.record()),
            after,
            ..Entry::default()
        },
    )?;
    Ok(id)
}

/// Adds a company, for the organisation acted for alone.
pub fn add_company(tx: &Transaction, actor: &Actor, new: &NewCompany) -> Result<OrganisationId, Problem> {
    let owner = actor.acting_for().ok_or(ProblemKind::Forbidden)?;
    refuse_known(tx, actor, new, None)?;
    let id: OrganisationId = tx.new_id();
    let record =
        NewRecord { id: id.record(), owner, visibility: Visibility::Owner, team: None, parent: None };
    access::create(tx, actor, &ORGANISATION, record)?;
    Query::new(
        "insert into organisation (id, name, name_key, family, category, member, country, city, siren, website, activity, control_country, sealed, fictitious)
         values ($1, $2, $3, $4, 'firm', $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(id)
    .bind(&new.name)
    .bind(normalise(&new.name))
    .bind(Family::Company)
    .bind(false)
    .bind(&new.country)
    .bind(new.city.as_deref())
    .bind(new.siren.as_deref())
    .bind(new.website.as_deref())
    .bind(new.activity.as_deref())
    .bind(new.control_country.as_deref())
    .bind(true)
    .bind(new.fictitious)
    .execute_one(tx)?;
    describe(tx, id, &new.name, &words_of(new))?;
    let after = Some(json!({"name": new.name, "country": new.country}));
    journal::append(
        tx,
        actor,
        Entry {
            verb: "organisation.added",
            kind: ORGANISATION.name,
            record: Some(id.record()),
            after,
            ..Entry::default()
        },
    )?;
    Ok(id)
}

fn words_of(company: &NewCompany) -> String {
    let parts = [&company.city, &company.siren, &company.activity];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn describe(tx: &Transaction, id: OrganisationId, name: &str, text: &str) -> Result<()> {
    let card = Document {
        record: id.record(),
        kind: ORGANISATION.name,
        level: Level::Card,
        reference: None,
        name,
        text,
        title: name,
    };
    search::index(tx, &card)
}

/// An organisation that the actor sees and that bears this SIREN, or this name in this country.
pub fn known_alike(
    reader: &Reader,
    actor: &Actor,
    new: &NewCompany,
) -> Result<Option<(OrganisationId, bool)>> {
    let query = Query::new("select o.id, (o.siren is not null and o.siren = $1) from organisation o where (o.siren = $1 or (o.name_key = $2 and o.country = $3)) and ")
        .bind(new.siren.clone().unwrap_or_default())
        .bind(normalise(&new.name))
        .bind(new.country.clone());
    actor.sees(query, "o.id", Level::Card).push(" order by 2 desc, o.id limit 1").maybe(reader)
}

fn refuse_known(
    reader: &Reader,
    actor: &Actor,
    new: &NewCompany,
    own: Option<OrganisationId>,
) -> Result<(), Problem> {
    match known_alike(reader, actor, new)? {
        Some((id, _)) if Some(id) == own => Ok(()),
        Some((id, true)) => Err(known(id, "siren", "error-siren-known")),
        Some((id, false)) if !new.homonym => Err(known(id, "name", "error-name-known")),
        _ => Ok(()),
    }
}

fn known(id: OrganisationId, field: &'static str, message: &'static str) -> Problem {
    let mut faults = Faults::default();
    faults.add(field, message);
    Problem::from(faults).back_to(format!("/organisations/{id}"))
}

/// Changes a company's facts, from the version that the person read.
pub fn change_company(
    tx: &Transaction,
    actor: &Actor,
    id: OrganisationId,
    version: i64,
    new: &NewCompany,
) -> Result<(), Problem> {
    access::require(tx, actor, &ORGANISATION, id.record(), Level::Edit)?;
    refuse_known(tx, actor, new, Some(id))?;
    let before = find(tx, actor, id)?.ok_or(ProblemKind::NotFound)?.0;
    access::touch(tx, actor, id.record(), version)?;
    Query::new(
        "update organisation set name = $2, name_key = $3, country = $4, city = $5, siren = $6, website = $7, activity = $8, control_country = $9
         where id = $1",
    )
    .bind(id)
    .bind(&new.name)
    .bind(normalise(&new.name))
    .bind(&new.country)
    .bind(new.city.as_deref())
    .bind(new.siren.as_deref())
    .bind(new.website.as_deref())
    .bind(new.activity.as_deref())
    .bind(new.control_country.as_deref())
    .execute_one(tx)?;
    describe(tx, id, &new.name, &words_of(new))?;
    let entry = Entry {
        verb: "organisation.changed",
        kind: ORGANISATION.name,
        record: Some(id.record()),
        before: Some(
            json!({"name": before.name, "country": before.country, "city": before.city, "siren": before.siren, "activity": before.activity}),
        ),
        after: Some(
            json!({"name": new.name, "country": new.country, "city": new.city, "siren": new.siren, "activity": new.activity}),
        ),
        reason: None,
    };
    journal::append(tx, actor, entry)?;
    Ok(())
}

/// An organisation at the actor's level, if he sees it.
pub fn find(reader: &Reader, actor: &Actor, id: OrganisationId) -> Result<Option<(Organisation, Level)>> {
    let Some((_, level)) = access::head(reader, actor, &ORGANISATION, id.record())? else { return Ok(None) };
    let found: Option<Organisation> = Query::new(
        "select o.id as id, o.name as name, o.short_name as short_name, o.family as family, o.category as category, o.member as member,
                o.country as country, o.city as city, o.siren as siren, o.website as website, o.activity as activity,
                o.control_country as control_country, o.fictitious as fictitious, o.provenance as provenance, r.version as version
         from organisation o join record r on r.id = o.id where o.id = $1",
    )
    .bind(id)
    .maybe(reader)?;
    Ok(found.map(|found| (found, level)))
}

/// The name of an organisation, if the actor sees its card.
pub fn name_of(reader: &Reader, actor: &Actor, id: OrganisationId) -> Result<Option<(String, bool)>> {
    let query = Query::new("select o.name, o.fictitious from organisation o where o.id = ")
        .push_value(id)
        .push(" and ");
    actor.sees(query, "o.id", Level::Card).maybe(reader)
}

const CARD: &str = "select o.id as id, o.name as name, o.family as family, o.category as category, o.country as country, o.city as city,
    o.fictitious as fictitious, o.name_key as name_key";

/// The members that the actor sees, by name, from a place in the list.
pub fn members(
    reader: &Reader,
    actor: &Actor,
    family: Option<Family>,
    after: Option<&(String, OrganisationId)>,
    limit: i64,
) -> Result<Vec<Card>> {
    let query =
        actor.sees(Query::new(CARD).push(" from organisation o where o.member and "), "o.id", Level::Card);
    let query = match family {
        Some(family) => query.push(" and o.family = ").push_value(family),
        None => query,
    };
    let query = match after {
        Some((key, id)) => {
            query.push(" and (o.name_key, o.id) > (").push_value(key).push(", ").push_value(*id).push(")")
        }
        None => query,
    };
    query.push(" order by o.name_key, o.id limit ").push_value(limit).all(reader)
}

/// These organisations' cards, those that the actor sees.
pub fn cards(reader: &Reader, actor: &Actor, ids: &[OrganisationId]) -> Result<Vec<Card>> {
    let mut query = Query::new(CARD).push(" from organisation o where o.id in ('0'");
    for id in ids {
        query = query.push(", ").push_value(*id);
    }
    actor.sees(query.push(") and "), "o.id", Level::Card).all(reader)
}

/// How many members that the actor sees belong to each family.
pub fn count_by_family(reader: &Reader, actor: &Actor) -> Result<Vec<(Family, i64)>> {
    let query = Query::new("select o.family, count(*) from organisation o where o.member and ");
    actor.sees(query, "o.id", Level::Card).push(" group by o.family order by 1").all(reader)
}

/// The members to whom something may be shown, one's own organisation apart.
pub fn member_organisations(reader: &Reader, actor: &Actor) -> Result<Vec<(PrincipalId, String)>> {
    let query = Query::new("select o.id, o.name from organisation o where o.member and o.id <> ")
        .push_value(actor.acting_for())
        .push(" and ");
    actor.sees(query, "o.id", Level::Card).push(" order by o.name_key, o.id limit 600").all(reader)
}

/// The name of a member to whom something may be shown: one that the actor sees, and not his own organisation.
pub fn partner(reader: &Reader, actor: &Actor, id: PrincipalId) -> Result<Option<String>> {
    let query = Query::new("select o.name from organisation o where o.member and o.id = ")
        .push_value(id)
        .push(" and o.id <> ")
        .push_value(actor.acting_for())
        .push(" and ");
    actor.sees(query, "o.id", Level::Card).maybe(reader)
}

/// The member that bears this name, and its family: for the command line.
pub fn member_named(reader: &Reader, name: &str) -> Result<Option<(OrganisationId, Family)>> {
    Query::new("select id, family from organisation where member and name_key = $1 order by id")
        .bind(normalise(name))
        .maybe(reader)
}

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
