//! The SQL of standings. Its verbs check the right to run the instance: no record is read.

use platform::access::{self, Actor, Level, Visibility};
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::ORGANISATION;
use super::super::model::{Family, NewMember, Organisation, OrganisationId};
use super::super::rules::{defaults, domain, match_key};
use super::super::storage::{describe_anew, find, found_member, member_named};
use super::model::{Founding, Known, Standing, State, Stop};
use crate::frame::rights::{MANAGERS, OFFICERS, RUN_INSTANCE};

fn runs_instance(actor: &Actor) -> Result<(), Problem> {
    if actor.may(RUN_INSTANCE) { Ok(()) } else { Err(ProblemKind::NotFound.into()) }
}

fn fault(field: &'static str, message: &'static str) -> Problem {
    let mut faults = Faults::default();
    faults.add(field, message);
    faults.into()
}

/// Founds a member. One of the same name, or of the same SIREN, is there already: refused. What resembles it in the directory
/// without being a member is shown first: it may become the member, or be another one.
pub fn found(tx: &Transaction, actor: &Actor, new: &Founding) -> Result<OrganisationId, Problem> {
    runs_instance(actor)?;
    if member_named(tx, &new.name)?.is_some() {
        return Err(fault("name", "error-member-known"));
    }
    if let Known::Itself(id) = new.known {
        return take_over(tx, actor, id, new);
    }
    if let Some((id, name, field)) = alike(tx, actor, new)?.filter(|_| new.known == Known::Unsaid) {
        let mut faults = Faults::default();
        faults.add_with(field, "error-member-partner", "name", &name);
        return Err(Problem::from(faults).back_to(format!("/organisations/{id}")));
    }
    let known: Option<i64> = match &new.siren {
        Some(siren) => {
            Query::new("select 1 from organisation where siren = $1 and not sealed").bind(siren).maybe(tx)?
        }
        None => None,
    };
    if known.is_some() {
        return Err(fault("siren", "error-member-siren"));
    }
    let member = NewMember {
        name: new.name.clone(),
        short_name: new.short_name.clone(),
        family: new.family,
        category: new.category,
        country: new.country.clone(),
        city: new.city.clone(),
        fictitious: false,
        provenance: Vec::new(),
    };
    let id = found_member(tx, actor, &member)?;
    complete(tx, id, new)?;
    Ok(id)
}

/// The facts of a member that were not said before, and whether its people are public members.
fn complete(tx: &Transaction, id: OrganisationId, new: &Founding) -> Result<()> {
    Query::new(
        "update organisation set siren = coalesce(siren, $2), website = coalesce(website, $3), domain = coalesce(domain, $4),
            short_name = coalesce(short_name, $5) where id = $1",
    )
    .bind(id)
    .bind(new.siren.as_deref())
    .bind(new.website.as_deref())
    .bind(new.website.as_deref().and_then(domain))
    .bind(new.short_name.as_deref())
    .execute_one(tx)?;
    // Said once and for all: another family, later, makes nobody a public member.
    Query::new("insert into member_standing (organisation, public_member, state) values ($1, $2, $3)")
        .bind(id)
        .bind(new.public_member.unwrap_or(defaults(new.family).public))
        .bind(State::Open)
        .execute_one(tx)?;
    describe_anew(tx, id)
}

/// A partner that bears the number, the site or the name of a member to be, and the field that says so. One kept for an
/// organisation alone is not told.
fn alike(
    reader: &Reader,
    actor: &Actor,
    new: &Founding,
) -> Result<Option<(OrganisationId, String, &'static str)>> {
    const PARTNER: &str = "select o.id, o.name from organisation o join record r on r.id = o.id
        where not o.member and o.merged_into is null and r.visibility = 'network' and ";
    let site = new.website.as_deref().and_then(domain);
    let name = Some(match_key(&new.name));
    for (field, column, value, level) in [
        ("siren", "o.siren = ", &new.siren, Level::Read),
        ("website", "o.domain = ", &site, Level::Read),
        ("name", "o.match_key = ", &name, Level::Card),
    ] {
        let Some(value) = value else { continue };
        let query = Query::new(PARTNER).push(column).push_value(value.as_str()).push(" and o.country = ");
        let query = actor.sees_row(query.push_value(new.country.as_str()).push(" and "), "o", level);
        let found: Option<(OrganisationId, String)> = query.push(" order by o.id limit 1").maybe(reader)?;
        if let Some((id, name)) = found {
            return Ok(Some((id, name, field)));
        }
    }
    Ok(None)
}

/// Makes a member of a partner, with all that is known of it: it owns its sheet from then on, and whoever added it manages it no
/// more.
fn take_over(
    tx: &Transaction,
    actor: &Actor,
    id: OrganisationId,
    new: &Founding,
) -> Result<OrganisationId, Problem> {
    let (head, _) = access::require(tx, actor, &ORGANISATION, id.record(), Level::Card)?;
    let found = find(tx, actor, id)?.ok_or(ProblemKind::NotFound)?.0;
    if found.member || found.merged_into.is_some() || head.visibility != Visibility::Network {
        return Err(ProblemKind::NotFound.into());
    }
    access::create_group(tx, id.group(), &found.name, None)?;
    for role in [OFFICERS, MANAGERS] {
        access::create_group(tx, tx.new_id(), &found.name, Some((id.group(), role)))?;
    }
    let adders = access::group_id(tx, head.owner, OFFICERS)?;
    for grant in access::grants(tx, id.record())?.iter().filter(|grant| Some(grant.principal) == adders) {
        access::revoke(tx, &ORGANISATION, id.record(), grant.id)?;
    }
    access::give_to(tx, &ORGANISATION, id.record(), id.group())?;
    Query::new("update organisation set member = $2 where id = $1").bind(id).bind(true).execute_one(tx)?;
    complete(tx, id, new)?;
    access::touch(tx, actor, id.record(), head.version)?;
    let entry = Entry {
        verb: "organisation.joined",
        kind: ORGANISATION.name,
        record: Some(id.record()),
        before: Some(json!({"owner": head.owner})),
        after: Some(json!({"name": found.name, "family": found.family})),
        reason: None,
    };
    journal::append(tx, actor, entry)?;
    Ok(id)
}

/// Whether the people of a member are public members: as was said when it was founded, otherwise as its family says.
pub fn public_member(reader: &Reader, id: OrganisationId, family: Family) -> Result<bool> {
    let said: Option<Option<bool>> =
        Query::new("select public_member from member_standing where organisation = $1")
            .bind(id)
            .maybe(reader)?;
    Ok(said.flatten().unwrap_or(defaults(family).public))
}

/// A member that somebody may be invited into, by its names.
#[derive(Clone, Debug, FromRow)]
pub struct Named {
    /// Its identifier.
    pub id: OrganisationId,
    /// Its full name.
    pub name: String,
    /// The name people use.
    pub short_name: Option<String>,
    /// Whether its people are public members.
    pub public: bool,
}

/// Every open member, for whoever runs the instance.
pub fn named(reader: &Reader, actor: &Actor) -> Result<Vec<Named>, Problem> {
    runs_instance(actor)?;
    Ok(Query::new(
        "select o.id as id, o.name as name, o.short_name as short_name, coalesce(z.public_member, o.family <> 'company') as public
         from organisation o left join member_standing z on z.organisation = o.id
         where o.member and coalesce(z.state, 'open') = 'open' order by o.id limit 2000",
    )
    .all(reader)?)
}

/// A member, for whoever runs the instance.
pub fn member(reader: &Reader, actor: &Actor, id: OrganisationId) -> Result<Organisation, Problem> {
    runs_instance(actor)?;
    let found = find(reader, actor, id)?.map(|(found, _)| found);
    found.filter(|found| found.member).ok_or_else(|| ProblemKind::NotFound.into())
}

/// How a member stands, for whoever runs the instance.
pub fn standing_of(reader: &Reader, actor: &Actor, id: OrganisationId) -> Result<Standing, Problem> {
    runs_instance(actor)?;
    let found = Query::new("select state, since, reason from member_standing where organisation = $1")
        .bind(id)
        .maybe(reader)?;
    Ok(found.unwrap_or(Standing::OPEN))
}

/// Suspends or closes a member from a moment on: nobody acts for it then, by page or by token. What it owns stays, and is
/// seen by those who see it. The organisation acted for stays open: nobody locks himself out.
pub fn stop(tx: &Transaction, actor: &Actor, id: OrganisationId, stop: &Stop) -> Result<(), Problem> {
    member(tx, actor, id)?;
    let before = standing_of(tx, actor, id)?;
    if actor.acting_for() == Some(id.group()) {
        return Err(Problem::from(ProblemKind::Forbidden)
            .saying("administration-own-organisation-stays")
            .back_to(format!("/administration/organisations/{id}")));
    }
    let (state, since) = (stop.state, stop.since.unwrap_or(actor.at));
    put(tx, actor, id, &Standing { state, since: Some(since), reason: Some(stop.reason.clone()) })?;
    note(
        tx,
        actor,
        "organisation.stopped",
        id,
        &before,
        json!({"state": state, "since": since}),
        Some(&stop.reason),
    )
}

/// Opens a member again: its people act for it as before, those whose seat did not end by itself.
pub fn reopen(tx: &Transaction, actor: &Actor, id: OrganisationId) -> Result<(), Problem> {
    member(tx, actor, id)?;
    let before = standing_of(tx, actor, id)?;
    if before.state == State::Open {
        return Err(ProblemKind::Stale.into());
    }
    put(tx, actor, id, &Standing::OPEN)?;
    note(tx, actor, "organisation.reopened", id, &before, json!({"state": State::Open}), None)
}

fn put(tx: &Transaction, actor: &Actor, id: OrganisationId, standing: &Standing) -> Result<()> {
    Query::new(
        "insert into member_standing (organisation, state, since, reason, changed_by) values ($1, $2, $3, $4, $5)
         on conflict (organisation) do update set state = $2, since = $3, reason = $4, changed_by = $5",
    )
    .bind(id)
    .bind(standing.state)
    .bind(standing.since)
    .bind(standing.reason.as_deref())
    .bind(actor.account().map(|account| account.to_string()))
    .execute_one(tx)
}

fn note(
    tx: &Transaction,
    actor: &Actor,
    verb: &'static str,
    id: OrganisationId,
    before: &Standing,
    after: serde_json::Value,
    reason: Option<&str>,
) -> Result<(), Problem> {
    let entry = Entry {
        verb,
        kind: ORGANISATION.name,
        record: Some(id.record()),
        before: Some(json!({"state": before.state})),
        after: Some(after),
        reason,
    };
    Ok(journal::append(tx, actor, entry).map(drop)?)
}
