//! What surrounds an organisation's own facts: its numbers, its other names, what binds it to others, what it is competent
//! for. Each change raises the version of its record and is in its journal.

use platform::access::{self, Actor, Level};
use platform::database::{Error, Query, Reader, Result, Transaction};
use platform::dates::ImpreciseDate;
use platform::journal::{self, Entry};
use platform::text::normalise;
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::{Value as Json, json};

use super::super::ORGANISATION;
use super::super::model::{
    Bond, Card, Identifier, LinkNature, NameNature, NewOrganisation, Organisation, OrganisationId,
    Surroundings,
};
use super::list::CARD;
use super::{describe_anew, find, refuse_merged};
use crate::frame::rights::RUN_INSTANCE;
use crate::reference::sources::{self, NewProvenance};
use crate::reference::territories::{self, TerritoryId};

/// A change of what surrounds an organisation, here or in a feature above: refused below the level *edit* and on what was
/// merged, told to the journal, found by search.
pub fn amend(
    tx: &Transaction,
    actor: &Actor,
    id: OrganisationId,
    verb: &'static str,
    (before, after): (Option<Json>, Option<Json>),
    work: impl FnOnce() -> Result<(), Problem>,
) -> Result<(), Problem> {
    let (head, _) = access::require(tx, actor, &ORGANISATION, id.record(), Level::Edit)?;
    refuse_merged(tx, actor, id)?;
    work()?;
    access::touch(tx, actor, id.record(), head.version)?;
    describe_anew(tx, id)?;
    let entry =
        Entry { verb, kind: ORGANISATION.name, record: Some(id.record()), before, after, ..Entry::default() };
    journal::append(tx, actor, entry)?;
    Ok(())
}

fn fault(field: &'static str, message: &'static str) -> Problem {
    let mut faults = Faults::default();
    faults.add(field, message);
    faults.into()
}

/// Adds a number in a register. Among organisations that others may see, a number is of one only.
pub fn add_identifier(
    tx: &Transaction,
    actor: &Actor,
    id: OrganisationId,
    identifier: &Identifier,
) -> Result<(), Problem> {
    let after = json!({"scheme": identifier.scheme, "value": identifier.value});
    amend(tx, actor, id, "organisation.identified", (None, Some(after)), || {
        if let Some(known) = identified(tx, actor, identifier)?.filter(|known| *known != id) {
            return Err(fault("number", "error-identifier-known").back_to(format!("/organisations/{known}")));
        }
        let siren: Option<String> =
            Query::new("select siren from organisation where id = $1").bind(id).one(tx)?;
        if identifier.scheme == "FR-SIRET" && siren.is_some_and(|siren| !identifier.value.starts_with(&siren))
        {
            return Err(fault("number", "error-siret-other"));
        }
        Query::new(
            "insert into organisation_identifier (organisation, scheme, value, shared)
             select $1, $2, $3, not sealed from organisation where id = $1",
        )
        .bind(id)
        .bind(&identifier.scheme)
        .bind(&identifier.value)
        .execute_one(tx)
        .map_err(|error| match error {
            Error::Unique(_) => fault("number", "error-identifier-taken"),
            error => error.into(),
        })
    })
}

/// The organisation that the actor sees under a number.
fn identified(reader: &Reader, actor: &Actor, identifier: &Identifier) -> Result<Option<OrganisationId>> {
    let query = Query::new(
        "select i.organisation from organisation_identifier i join organisation o on o.id = i.organisation
        where o.merged_into is null and i.scheme = ",
    )
    .push_value(identifier.scheme.clone())
    .push(" and i.value = ")
    .push_value(identifier.value.clone())
    .push(" and ");
    actor.sees(query, "i.organisation", Level::Read).push(" order by i.organisation limit 1").maybe(reader)
}

/// Takes a number away.
pub fn remove_identifier(
    tx: &Transaction,
    actor: &Actor,
    id: OrganisationId,
    identifier: &Identifier,
) -> Result<(), Problem> {
    let before = json!({"scheme": identifier.scheme, "value": identifier.value});
    amend(tx, actor, id, "organisation.unidentified", (Some(before), None), || {
        Ok(Query::new(
            "delete from organisation_identifier where organisation = $1 and scheme = $2 and value = $3",
        )
        .bind(id)
        .bind(&identifier.scheme)
        .bind(&identifier.value)
        .execute_one(tx)?)
    })
}

/// Adds a name beside its own.
pub fn add_name(
    tx: &Transaction,
    actor: &Actor,
    id: OrganisationId,
    name: &str,
    nature: NameNature,
    until: Option<&ImpreciseDate>,
) -> Result<(), Problem> {
    let after = json!({"name": name, "nature": nature});
    amend(tx, actor, id, "organisation.named", (None, Some(after)), || {
        Query::new(
            "insert into organisation_name (organisation, name, name_key, nature, valid_until) values ($1, $2, $3, $4, $5)",
        )
        .bind(id)
        .bind(name)
        .bind(normalise(name))
        .bind(nature)
        .bind(until)
        .execute_one(tx)
        .map_err(|error| match error {
            Error::Unique(_) => fault("other_name", "error-name-twice"),
            error => error.into(),
        })
    })
}

/// Takes a name away.
pub fn remove_name(
    tx: &Transaction,
    actor: &Actor,
    id: OrganisationId,
    name_key: &str,
) -> Result<(), Problem> {
    amend(tx, actor, id, "organisation.unnamed", (Some(json!({"name": name_key})), None), || {
        Ok(Query::new("delete from organisation_name where organisation = $1 and name_key = $2")
            .bind(id)
            .bind(name_key)
            .execute_one(tx)?)
    })
}

/// Something that binds two organisations, to be.
#[derive(Clone, Debug)]
pub struct NewBond {
    /// The other one.
    pub other: OrganisationId,
    /// What it is, read from the first to the other.
    pub nature: LinkNature,
    /// What it is more precisely.
    pub detail: Option<String>,
    /// From when.
    pub from: Option<ImpreciseDate>,
    /// Until when.
    pub until: Option<ImpreciseDate>,
}

/// Binds an organisation to another one that the actor sees. A parent of its own parent is refused.
pub fn bind(tx: &Transaction, actor: &Actor, id: OrganisationId, new: &NewBond) -> Result<(), Problem> {
    let after = json!({"nature": new.nature, "other": new.other, "detail": new.detail});
    amend(tx, actor, id, "organisation.bound", (None, Some(after)), || {
        access::require(tx, actor, &ORGANISATION, new.other.record(), Level::Card)?;
        if new.other == id {
            return Err(fault("other", "error-link-self"));
        }
        if circular(tx, id, new)? {
            return Err(fault("other", "error-link-circle"));
        }
        let known: Option<String> = Query::new(
            "select id from organisation_link where organisation = $1 and other = $2 and nature = $3 and valid_until is null",
        )
        .bind(id)
        .bind(new.other)
        .bind(new.nature)
        .maybe(tx)?;
        if known.is_some() {
            return Err(fault("other", "error-link-known"));
        }
        Ok(Query::new(
            "insert into organisation_link (id, organisation, other, nature, detail, valid_from, valid_until)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(tx.new_id::<platform::Uuid>().to_string())
        .bind(id)
        .bind(new.other)
        .bind(new.nature)
        .bind(new.detail.as_deref())
        .bind(new.from.as_ref())
        .bind(new.until.as_ref())
        .execute_one(tx)?)
    })
}

/// Whether the other is already below this one by links of the same nature.
fn circular(reader: &Reader, id: OrganisationId, new: &NewBond) -> Result<bool> {
    if !matches!(new.nature, LinkNature::Parent | LinkNature::Office | LinkNature::Successor) {
        return Ok(false);
    }
    let above: Vec<OrganisationId> = Query::new(
        "with recursive above (id) as (
            select other from organisation_link where organisation = $1 and nature = $2
            union select l.other from organisation_link l join above a on l.organisation = a.id where l.nature = $2
         ) select id from above",
    )
    .bind(new.other)
    .bind(new.nature)
    .all(reader)?;
    Ok(above.contains(&id))
}

/// Takes a link away, from the organisation that it begins at.
pub fn unbind(tx: &Transaction, actor: &Actor, id: OrganisationId, link: &str) -> Result<(), Problem> {
    amend(tx, actor, id, "organisation.unbound", (Some(json!({"link": link})), None), || {
        let removed = Query::new("delete from organisation_link where id = $1 and organisation = $2")
            .bind(link)
            .bind(id)
            .execute(tx)?;
        if removed == 1 { Ok(()) } else { Err(ProblemKind::NotFound.into()) }
    })
}

/// Says that an organisation is competent for a territory.
pub fn add_competence(
    tx: &Transaction,
    actor: &Actor,
    id: OrganisationId,
    territory: &TerritoryId,
    (from, until): (Option<&ImpreciseDate>, Option<&ImpreciseDate>),
) -> Result<(), Problem> {
    let after = json!({"territory": territory.as_str()});
    amend(tx, actor, id, "organisation.competent", (None, Some(after)), || {
        if territories::find(tx, territory)?.is_none() {
            return Err(fault("territory", "error-territory-unknown"));
        }
        Query::new("insert into competence (organisation, territory, valid_from, valid_until) values ($1, $2, $3, $4)")
            .bind(id)
            .bind(territory)
            .bind(from)
            .bind(until)
            .execute_one(tx)
            .map_err(|error| match error {
                Error::Unique(_) => fault("territory", "error-competence-known"),
                error => error.into(),
            })
    })
}

/// Takes a competence away.
pub fn remove_competence(
    tx: &Transaction,
    actor: &Actor,
    id: OrganisationId,
    territory: &TerritoryId,
) -> Result<(), Problem> {
    let before = json!({"territory": territory.as_str()});
    amend(tx, actor, id, "organisation.incompetent", (Some(before), None), || {
        Ok(Query::new("delete from competence where organisation = $1 and territory = $2")
            .bind(id)
            .bind(territory)
            .execute_one(tx)?)
    })
}

/// Notes one more place where an organisation was read.
pub fn add_source(
    tx: &Transaction,
    actor: &Actor,
    id: OrganisationId,
    read: &NewProvenance,
) -> Result<(), Problem> {
    let after = json!({"document": read.document, "outlet": read.outlet, "address": read.address});
    amend(tx, actor, id, "organisation.sourced", (None, Some(after)), || {
        Ok(sources::add_provenance(tx, id.record(), read)?)
    })
}

/// Changes all the facts of an organisation, from the version that the person read.
pub fn change_organisation(
    tx: &Transaction,
    actor: &Actor,
    id: OrganisationId,
    version: i64,
    new: &NewOrganisation,
) -> Result<(), Problem> {
    let before = super::rewrite(tx, actor, id, version, &new.facts)?;
    // What its people may see follows from the family of a member: that is not for them to say (S0-13).
    if before.member && before.family != new.family && !actor.may(RUN_INSTANCE) {
        let mut faults = Faults::default();
        faults.add("family", "error-member-family");
        return Err(faults.into());
    }
    Query::new(
        "update organisation set short_name = $2, family = $3, category = $4, tier = $5 where id = $1",
    )
    .bind(id)
    .bind(new.short_name.as_deref())
    .bind(new.family)
    .bind(new.category)
    .bind(new.tier)
    .execute_one(tx)?;
    if let Some(read) = &new.provenance {
        sources::add_provenance(tx, id.record(), read)?;
    }
    describe_anew(tx, id)?;
    super::note_change(tx, actor, &before)
}

/// An organisation with what surrounds it, at the actor's level: from the level *read*, all of it; below, what binds it to
/// others, its names and its competences.
pub fn whole(
    reader: &Reader,
    actor: &Actor,
    id: OrganisationId,
) -> Result<Option<(Organisation, Level, Surroundings)>> {
    let Some((organisation, level)) = find(reader, actor, id)?.filter(|(_, level)| *level >= Level::Card)
    else {
        return Ok(None);
    };
    let reads = level >= Level::Read;
    let surroundings = Surroundings {
        identifiers: if reads { identifiers(reader, id)? } else { Vec::new() },
        names: Query::new(
            "select name, name_key, nature, valid_until from organisation_name where organisation = $1 order by nature, name_key",
        )
        .bind(id)
        .all(reader)?,
        bonds: bonds(reader, actor, id)?,
        competences: Query::new(
            "select c.territory as territory, t.name as name, c.valid_from as valid_from, c.valid_until as valid_until
             from competence c join territory t on t.id = c.territory where c.organisation = $1 order by t.name_key, t.id",
        )
        .bind(id)
        .all(reader)?,
        provenance: if reads { sources::provenance_of(reader, id.record())? } else { Vec::new() },
    };
    Ok(Some((organisation, level, surroundings)))
}

fn identifiers(reader: &Reader, id: OrganisationId) -> Result<Vec<Identifier>> {
    Query::new(
        "select scheme, value from organisation_identifier where organisation = $1 order by scheme, value",
    )
    .bind(id)
    .all(reader)
}

/// What binds an organisation to others whose card the actor sees, from both ends.
fn bonds(reader: &Reader, actor: &Actor, id: OrganisationId) -> Result<Vec<Bond>> {
    let query = Query::new(
        "select l.id as id, l.nature as nature, l.organisation = $1 as outward, o.id as other, o.name as name, l.detail as detail,
                l.valid_from as valid_from, l.valid_until as valid_until
         from organisation_link l join organisation o on o.id = case when l.organisation = $1 then l.other else l.organisation end
         where o.merged_into is null and (l.organisation = $1 or l.other = $1) and ",
    )
    .bind(id);
    actor.sees_row(query, "o", Level::Card).push(" order by l.nature, o.name_key, l.id").all(reader)
}

/// How many organisations a message may name.
const MANY: i64 = 8;

/// The organisations that the actor sees under what he typed, exactly: an address of a sheet, a SIREN, a name of theirs, the
/// usual one among them.
pub fn typed(reader: &Reader, actor: &Actor, text: &str) -> Result<Vec<Card>> {
    let key = normalise(text);
    if key.is_empty() {
        return Ok(Vec::new());
    }
    let id = text.trim().rsplit('/').next().and_then(|last| last.parse::<OrganisationId>().ok());
    let number: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let query = Query::new(CARD).push(" from organisation o where o.merged_into is null and o.id in (select id from organisation where name_key = ");
    let query = query.push_value(key.clone()).push(" or id = ");
    let query = query.push_value(id.map(|id| id.to_string()).unwrap_or_default());
    let query = query
        .push(" union select organisation from organisation_name where name_key = ")
        .push_value(key.clone())
        .push(" union select id from organisation where lower(short_name) = ")
        .push_value(text.trim().to_lowercase());
    // A number is found by who reads it.
    let query = query
        .push(" union select s.id from organisation s where s.siren = ")
        .push_value(number)
        .push(" and ");
    let query = actor.sees(query, "s.id", Level::Read).push(") and ");
    actor
        .sees_row(query, "o", Level::Card)
        .push(" order by o.name_key, o.id limit ")
        .push_value(MANY)
        .all(reader)
}

/// The organisations that the actor sees whose name begins with what he typed: to be proposed, never to be taken.
pub fn beginning(reader: &Reader, actor: &Actor, text: &str) -> Result<Vec<Card>> {
    let key = normalise(text);
    if key.is_empty() {
        return Ok(Vec::new());
    }
    let after = format!("{key}\u{10ffff}");
    let query = Query::new(CARD).push(" from organisation o where o.merged_into is null and o.name_key >= ");
    let query = query.push_value(key).push(" and o.name_key < ").push_value(after).push(" and ");
    actor
        .sees_row(query, "o", Level::Card)
        .push(" order by o.name_key, o.id limit ")
        .push_value(MANY)
        .all(reader)
}
