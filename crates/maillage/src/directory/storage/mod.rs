//! The SQL of the directory.

mod facts;
mod list;
mod people;

use platform::access::{self, Actor, Level, NewGrant, NewRecord, PrincipalId, Validity, Visibility};
use platform::database::{Error, FromRow, Query, Reader, Result, Row, Transaction};
use platform::journal::{self, Entry};
use platform::search::{self, Document};
use platform::text::normalise;
use platform::web::{Fault, Faults, Problem, ProblemKind};
use serde_json::json;

use super::ORGANISATION;
use super::categories::category_named;
use super::duplicates::known as facts_of;
use super::model::{Family, NewCompany, NewMember, NewOrganisation, Organisation, OrganisationId};
use super::rules::{domain, match_key};
use crate::frame::rights::{KEEP_FILES, MANAGERS, OFFICERS};
use crate::reference::activities::{ActivityCode, meant};
use crate::reference::sources;
use crate::reference::territories::{Located, TerritoryId, former, locate};

pub use facts::*;
pub use list::*;
pub use people::*;

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
        "insert into organisation (id, name, short_name, name_key, match_key, family, category, tier, member, country, city, place, sealed, fictitious, readership)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, (select readership from record where id = $1))",
    )
    .bind(id)
    .bind(&new.name)
    .bind(new.short_name.as_deref())
    .bind(normalise(&new.name))
    .bind(match_key(&new.name))
    .bind(new.family)
    .bind(new.category)
    .bind(category_named(new.category).and_then(|category| category.tier))
    .bind(true)
    .bind(&new.country)
    .bind(new.city.as_deref())
    .bind(new.city.as_deref().map(|city| only_place(tx, &new.country, city)).transpose()?.flatten().as_ref())
    .bind(false)
    .bind(new.fictitious)
    .execute_one(tx)?;
    for read in &new.provenance {
        sources::add_provenance(tx, id.record(), read)?;
    }
    describe(tx, id)?;
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
    let company = NewOrganisation {
        facts: new.clone(),
        short_name: None,
        family: Family::Company,
        category: "firm",
        tier: None,
        network: false,
        provenance: None,
    };
    insert(tx, actor, owner, &company)
}

/// Adds an organisation that is not a member: for the organisation acted for alone, or for the members.
pub fn add_organisation(
    tx: &Transaction,
    actor: &Actor,
    new: &NewOrganisation,
) -> Result<OrganisationId, Problem> {
    let owner = actor.acting_for().filter(|_| actor.may(KEEP_FILES)).ok_or(ProblemKind::Forbidden)?;
    refuse_known(tx, actor, &new.facts, None)?;
    insert(tx, actor, owner, new)
}

fn insert(
    tx: &Transaction,
    actor: &Actor,
    owner: PrincipalId,
    new: &NewOrganisation,
) -> Result<OrganisationId, Problem> {
    let id: OrganisationId = tx.new_id();
    let visibility = if new.network { Visibility::Network } else { Visibility::Owner };
    let record = NewRecord { id: id.record(), owner, visibility, team: None, parent: None };
    access::create(tx, actor, &ORGANISATION, record)?;
    let facts = &new.facts;
    let class = class_of(tx, facts, None)?;
    Query::new(
        "insert into organisation (id, name, short_name, name_key, match_key, family, category, tier, member, country, city, place, siren, website,
            domain, activity, control_country, sealed, fictitious, activity_nomenclature, activity_code,
            readership)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, (select readership from record where id = $1))",
    )
    .bind(id)
    .bind(&facts.name)
    .bind(new.short_name.as_deref())
    .bind(normalise(&facts.name))
    .bind(match_key(&facts.name))
    .bind(new.family)
    .bind(new.category)
    .bind(new.tier)
    .bind(false)
    .bind(&facts.country)
    .bind(facts.city.as_deref())
    .bind(place(tx, facts)?.as_ref())
    .bind(facts.siren.as_deref())
    .bind(facts.website.as_deref())
    .bind(facts.website.as_deref().and_then(domain))
    .bind(facts.activity.as_deref())
    .bind(facts.control_country.as_deref())
    .bind(!new.network)
    .bind(facts.fictitious)
    .bind(class.as_ref().map(|class| class.nomenclature))
    .bind(class.as_ref().map(|class| class.code.as_str()))
    .execute_one(tx)
    .map_err(taken)?;
    if new.network
        && let Some(officers) = access::group_id(tx, owner, OFFICERS)?
    {
        // Its managers change a member's facts; its officers those of what they added.
        let grant = NewGrant {
            to: officers,
            level: Level::Manage,
            reason: "ajoutée par l’organisation",
            validity: Validity::ALWAYS,
            because: None,
        };
        access::grant(tx, actor, &ORGANISATION, id.record(), &grant)?;
    }
    if let Some(read) = &new.provenance {
        sources::add_provenance(tx, id.record(), read)?;
    }
    describe(tx, id)?;
    let after = Some(json!({"name": facts.name, "country": facts.country, "family": new.family}));
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

/// A number that another organisation, unseen, bears already: said as any number that cannot be kept.
fn taken(error: Error) -> Problem {
    match error {
        Error::Unique(_) => {
            let mut faults = Faults::default();
            faults.add("siren", "error-identifier-taken");
            faults.into()
        }
        error => error.into(),
    }
}

/// The code of the activity typed. One that is none is to be said otherwise.
fn class_of(
    reader: &Reader,
    facts: &NewCompany,
    known: Option<ActivityCode>,
) -> Result<Option<ActivityCode>, Problem> {
    let Some(typed) = facts.activity_code.as_deref() else { return Ok(None) };
    // A code that was not touched stays in its own nomenclature.
    if known.as_ref().is_some_and(|known| known.code == typed) {
        return Ok(known);
    }
    if let Some(code) = meant(reader, typed)? {
        return Ok(Some(code));
    }
    let mut faults = Faults::default();
    faults.add_with("activity_code", "error-activity-code", "code", &typed);
    Err(faults.into())
}

/// The place of the city typed. One that may be several is to be said more precisely.
fn place(reader: &Reader, facts: &NewCompany) -> Result<Option<TerritoryId>, Problem> {
    let Some(city) = facts.city.as_deref() else { return Ok(None) };
    let mut faults = Faults::default();
    match locate(reader, &facts.country, city)? {
        Located::Unknown => match former(reader, &[city])?.remove(city).filter(|_| facts.country == "FR") {
            Some(former) => {
                let args = [("code", former.code.clone()), ("successor", former.successor())];
                faults.0.push(Fault {
                    field: "city",
                    message: "error-territory-merged",
                    args: args.to_vec(),
                });
            }
            None => return Ok(None),
        },
        Located::One(place) => return Ok(Some(place.id)),
        // Abroad, a city is known by its name alone: of several, none is taken.
        Located::Several(_) if facts.country != "FR" => return Ok(None),
        Located::Several(places) => {
            let named = places.iter().map(|place| format!("{} ({})", place.name, place.code));
            faults.add_with("city", "error-city-several", "places", &named.collect::<Vec<_>>().join(", "));
        }
        Located::Ended(place) => {
            let until = place.valid_until.map(|day| day.to_string()).unwrap_or_default();
            faults.add_with("city", "error-city-ended", "day", &until);
        }
    }
    Err(faults.into())
}

/// The place of a city named by a document: none unless it can only be one.
pub(super) fn only_place(reader: &Reader, country: &str, city: &str) -> Result<Option<TerritoryId>> {
    Ok(match locate(reader, country, city)? {
        Located::One(place) => Some(place.id),
        Located::Unknown | Located::Several(_) | Located::Ended(_) => None,
    })
}

/// The same, of an organisation that was findable already.
pub(super) fn describe_anew(tx: &Transaction, id: OrganisationId) -> Result<()> {
    search::remove(tx, id.record())?;
    describe(tx, id)
}

/// Makes an organisation findable by its names, its place and its numbers, at the level that shows each.
pub(super) fn describe(tx: &Transaction, id: OrganisationId) -> Result<()> {
    let (name, card, read): (String, String, String) = Query::new(
        "select o.name, coalesce(o.short_name, '') || ' ' || coalesce(o.city, ''),
            coalesce(o.siren, '') || ' ' || coalesce(o.activity, '') || ' ' || coalesce(a.code || ' ' || a.label, '') from organisation o
         left join activity_class a on a.nomenclature = o.activity_nomenclature and a.code = o.activity_code where o.id = $1",
    )
    .bind(id)
    .one(tx)?;
    let others: Vec<String> =
        Query::new("select name from organisation_name where organisation = $1 order by name_key")
            .bind(id)
            .all(tx)?;
    let numbers: Vec<String> =
        Query::new("select value from organisation_identifier where organisation = $1 order by value")
            .bind(id)
            .all(tx)?;
    let with = |text: String, more: &[String]| format!("{text} {}", more.join(" ")).trim().to_owned();
    for (level, text) in [(Level::Card, with(card, &others)), (Level::Read, with(read, &numbers))] {
        if level == Level::Read && text.is_empty() {
            continue;
        }
        let document = Document {
            record: id.record(),
            kind: ORGANISATION.name,
            level,
            reference: None,
            name: &name,
            text: &text,
            title: &name,
        };
        search::index(tx, &document)?;
    }
    Ok(())
}

/// An organisation that bears this SIREN, among those that the actor reads, or this name in this country, among those whose
/// card he sees; whether it is the SIREN.
pub fn known_alike(
    reader: &Reader,
    actor: &Actor,
    new: &NewCompany,
) -> Result<Option<(OrganisationId, bool)>> {
    if let Some(siren) = &new.siren {
        let query =
            Query::new("select o.id from organisation o where o.siren = ").push_value(siren).push(" and ");
        let known = actor.sees_row(query, "o", Level::Read).push(" order by o.id limit 1").maybe(reader)?;
        if let Some(id) = known {
            return Ok(Some((id, true)));
        }
    }
    let query = Query::new("select o.id from organisation o where o.merged_into is null and o.name_key = ")
        .push_value(normalise(&new.name))
        .push(" and o.country = ")
        .push_value(&new.country)
        .push(" and ");
    let known: Option<OrganisationId> =
        actor.sees_row(query, "o", Level::Card).push(" order by o.id limit 1").maybe(reader)?;
    Ok(known.map(|id| (id, false)))
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
    let before = rewrite(tx, actor, id, version, new)?;
    note_change(tx, actor, &before)
}

/// Writes the facts that a company has too, from the version that was read; what they were.
pub(super) fn rewrite(
    tx: &Transaction,
    actor: &Actor,
    id: OrganisationId,
    version: i64,
    new: &NewCompany,
) -> Result<Organisation, Problem> {
    access::require(tx, actor, &ORGANISATION, id.record(), Level::Edit)?;
    refuse_merged(tx, actor, id)?;
    refuse_known(tx, actor, new, Some(id))?;
    refuse_another_siren(tx, id, new)?;
    let before = find(tx, actor, id)?.ok_or(ProblemKind::NotFound)?.0;
    access::touch(tx, actor, id.record(), version)?;
    let class = class_of(tx, new, before.class())?;
    if before.member && before.name != new.name {
        access::rename_group(tx, id.group(), &new.name)?;
    }
    Query::new(
        "update organisation set name = $2, name_key = $3, match_key = $4, country = $5, city = $6, place = $7, siren = $8, website = $9, domain = $10,
            activity = $11, control_country = $12, activity_nomenclature = $13, activity_code = $14 where id = $1",
    )
    .bind(id)
    .bind(&new.name)
    .bind(normalise(&new.name))
    .bind(match_key(&new.name))
    .bind(&new.country)
    .bind(new.city.as_deref())
    .bind(place(tx, new)?.as_ref())
    .bind(new.siren.as_deref())
    .bind(new.website.as_deref())
    .bind(new.website.as_deref().and_then(domain))
    .bind(new.activity.as_deref())
    .bind(new.control_country.as_deref())
    .bind(class.as_ref().map(|class| class.nomenclature))
    .bind(class.as_ref().map(|class| class.code.as_str()))
    .execute_one(tx)
    .map_err(taken)?;
    describe_anew(tx, id)?;
    Ok(before)
}

/// Notes what changed of an organisation: the facts that differ, and no other.
pub(super) fn note_change(tx: &Transaction, actor: &Actor, before: &Organisation) -> Result<(), Problem> {
    let now = find(tx, actor, before.id)?.ok_or(ProblemKind::NotFound)?.0;
    let tier = |one: &Organisation| ("tier", one.tier.map(|tier| tier.key().to_owned()).unwrap_or_default());
    let (mut was, mut is) = (serde_json::Map::new(), serde_json::Map::new());
    let all = |one: &Organisation| facts_of(one).into_iter().chain([tier(one)]);
    let pairs = all(before).zip(all(&now));
    for ((name, own), (_, other)) in pairs.filter(|((_, own), (_, other))| own != other) {
        was.insert(name.to_owned(), json!(own));
        is.insert(name.to_owned(), json!(other));
    }
    let entry = Entry {
        verb: "organisation.changed",
        kind: ORGANISATION.name,
        record: Some(before.id.record()),
        before: Some(was.into()),
        after: Some(is.into()),
        reason: None,
    };
    Ok(journal::append(tx, actor, entry).map(drop)?)
}

/// Refuses a SIREN under which the establishments noted do not stand.
fn refuse_another_siren(tx: &Transaction, id: OrganisationId, new: &NewCompany) -> Result<(), Problem> {
    let Some(siren) = &new.siren else { return Ok(()) };
    let other: Option<String> = Query::new(
        "select min(value) from organisation_identifier where organisation = $1 and scheme = 'FR-SIRET' and substr(value, 1, 9) <> $2",
    )
    .bind(id)
    .bind(siren)
    .one(tx)?;
    let Some(other) = other else { return Ok(()) };
    let mut faults = Faults::default();
    faults.add_with("siren", "error-siren-other-siret", "siret", &other);
    Err(faults.into())
}

/// An organisation at the actor's level, if he sees it.
pub fn find(reader: &Reader, actor: &Actor, id: OrganisationId) -> Result<Option<(Organisation, Level)>> {
    // A row of this table is a record of this kind.
    let query = Query::new(
        "select o.id as id, o.name as name, o.short_name as short_name, o.family as family, o.category as category, o.tier as tier,
                o.member as member, o.country as country, o.city as city, o.place as place, o.siren as siren, o.website as website, o.activity as activity,
                o.activity_nomenclature as activity_nomenclature, o.activity_code as activity_code,
                (select a.label from activity_class a where a.nomenclature = o.activity_nomenclature and a.code = o.activity_code) as activity_label,
                o.control_country as control_country, o.fictitious as fictitious, o.merged_into as merged_into, r.version as version,",
    );
    let query = actor
        .level_of_row(query, "o")
        .push(" from organisation o join record r on r.id = o.id where o.id = ");
    let found = query.push_value(id).maybe::<Found>(reader)?;
    Ok(found.and_then(|Found(found, level)| Some((found, level?))))
}

/// An organisation, with the actor's level on it.
struct Found(Organisation, Option<Level>);

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self(Organisation::from_row(row)?, row.get(20)?))
    }
}

/// The name of an organisation, if the actor sees its card. One that was merged is named where it went.
pub fn name_of(reader: &Reader, actor: &Actor, id: OrganisationId) -> Result<Option<(String, bool)>> {
    let query =
        Query::new("select o.name, o.fictitious from organisation o where o.merged_into is null and o.id = ")
            .push_value(id)
            .push(" and ");
    actor.sees_row(query, "o", Level::Card).maybe(reader)
}

/// Where an organisation that was merged is read now; nowhere else if it was not. Who sees nothing there finds nothing here.
pub fn went(
    reader: &Reader,
    actor: &Actor,
    organisation: &Organisation,
) -> Result<Option<OrganisationId>, Problem> {
    let Some(kept) = organisation.merged_into else { return Ok(None) };
    name_of(reader, actor, kept)?.map(|_| Some(kept)).ok_or_else(|| ProblemKind::NotFound.into())
}

/// Refuses to change an organisation that was merged: what is added to it would be read nowhere. It leads where it went.
pub fn refuse_merged(reader: &Reader, actor: &Actor, id: OrganisationId) -> Result<(), Problem> {
    let Some((found, _)) = find(reader, actor, id)? else { return Ok(()) };
    let Some(kept) = went(reader, actor, &found)? else { return Ok(()) };
    let page = if found.family == Family::Company { "companies" } else { "organisations" };
    Err(Problem::from(ProblemKind::Forbidden).saying("error-merged").back_to(format!("/{page}/{kept}")))
}
