//! Positions: what somebody is, somewhere, for a time.

use std::collections::{BTreeSet, HashMap};

use platform::access::{self, Actor, Level};
use platform::database::{FromRow, Query, Reader, Result, Row, Transaction};
use platform::dates::ImpreciseDate;
use platform::journal::{self, Entry};
use platform::search::matching::Question;
use platform::search::search;
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::PERSON;
use super::super::model::{Named, NewPosition, Position, PositionId, Provenance};
use super::super::rules::backwards;
use super::parsed;
use super::people::{describe, living, may_keep, note};
use crate::directory::{ORGANISATION, OrganisationId, PersonId};
use crate::frame::merging::{Relation, ToldTo};
use crate::frame::personal::{Values, known};

/// Organisations that a filter proposes.
const CHOICES: i64 = 600;
/// Organisations found under what somebody typed.
const FOUND: usize = 12;
/// People of an organisation that its sheet shows.
const SHOWN: i64 = 50;

struct Read(Position);

impl FromRow for Read {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self(Position {
            id: row.get(0)?,
            person: row.get(1)?,
            organisation_name: row.get(3)?,
            facts: NewPosition {
                organisation: row.get(2)?,
                place: row.get(4)?,
                country: row.get(5)?,
                tier: row.get(6)?,
                kind: row.get(7)?,
                duty: row.get(8)?,
                title_fr: row.get(9)?,
                title_en: row.get(10)?,
                authority: row.get(11)?,
                delegation: row.get(12)?,
                rank: row.get(13)?,
                from: parsed(row.get(14)?)?,
                until: parsed(row.get(15)?)?,
                provenance: Provenance {
                    stated_on: parsed(row.get(16)?)?,
                    outlet: row.get(17)?,
                    url: row.get(18)?,
                },
            },
        }))
    }
}

const POSITION: &str = "select x.id, x.person, x.organisation, o.name, x.place, x.country, x.tier, x.kind, x.duty, x.title_fr, x.title_en, x.authority,
    x.delegation, x.rank, x.valid_from, x.valid_until, x.stated_on, x.outlet, x.source_url";
const FROM: &str = " from position x left join organisation o on o.id = x.organisation where ";

/// A position in an organisation that one does not see is not shown either: it would name it.
pub(super) fn shown<'q>(actor: &Actor, query: Query<'q>) -> Query<'q> {
    let query = query.push(" and (x.organisation is null or ");
    actor.sees(query, "x.organisation", Level::Card).push(")")
}

fn plain(rows: Vec<Read>) -> Vec<Position> {
    rows.into_iter().map(|read| read.0).collect()
}

/// The positions of these people, oldest noted first. The caller has made sure that the actor sees the people.
pub fn of_people(reader: &Reader, actor: &Actor, people: &[PersonId]) -> Result<Vec<Position>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = Query::new(POSITION).push(FROM).push("x.person in ('0'");
    for person in people {
        query = query.push(", ").push_value(*person);
    }
    let query = shown(actor, query.push(")"));
    Ok(plain(query.push(" order by x.person, x.noted, x.id").all(reader)?))
}

/// The people of an organisation and what they are there, by name, those that the actor sees.
pub fn of_organisation(
    reader: &Reader,
    actor: &Actor,
    organisation: OrganisationId,
) -> Result<Vec<(String, Position)>> {
    let query = Query::new(POSITION)
        .push(", p.given_name || ' ' || p.family_name from position x join person p on p.id = x.person")
        .push(" left join organisation o on o.id = x.organisation where p.merged_into is null and x.organisation = ")
        .push_value(organisation)
        .push(" and ");
    let query = shown(actor, actor.sees(query, "x.person", Level::Card));
    let rows: Vec<Beside> =
        query.push(" order by p.name_key, p.id, x.noted, x.id limit ").push_value(SHOWN).all(reader)?;
    Ok(rows.into_iter().map(|row| (row.0, row.1.0)).collect())
}

/// The positions of people whom the organisation that answers to them keeps itself: it knows where.
fn kept(reader: &Reader, people: &[PersonId]) -> Result<Vec<Position>> {
    let query = Query::new(POSITION).push(FROM).push("x.person in ('0'");
    let query = people.iter().fold(query, |query, person| query.push(", ").push_value(*person));
    Ok(plain(query.push(") order by x.person, x.noted, x.id").all(reader)?))
}

/// The same, field by field, for whom they are about.
pub fn held_of(reader: &Reader, people: &[PersonId]) -> Result<HashMap<PersonId, Vec<Values>>> {
    let mut of: HashMap<PersonId, Vec<Values>> = HashMap::new();
    for one in kept(reader, people)? {
        of.entry(one.person).or_default().push(values(one.facts, one.organisation_name)?);
    }
    Ok(of)
}

fn values(facts: NewPosition, organisation: Option<String>) -> Result<Values> {
    let date = |date: Option<ImpreciseDate>| date.as_ref().map(super::json).transpose();
    Ok(known([
        ("position", Some(facts.kind.key().to_owned())),
        ("duty", Some(facts.duty.key().to_owned())),
        ("title_fr", facts.title_fr),
        ("title_en", facts.title_en),
        ("place", organisation.or(facts.place)),
        ("tier", facts.tier.map(|tier| tier.key().to_owned())),
        ("country", facts.country),
        ("authority", facts.authority),
        ("delegation", facts.delegation),
        ("rank", facts.rank.map(|rank| rank.to_string())),
        ("valid_from", date(facts.from)?),
        ("valid_until", date(facts.until)?),
        ("outlet", facts.provenance.outlet),
        ("source_url", facts.provenance.url),
        ("stated_on", date(facts.provenance.stated_on)?),
    ]))
}

/// What each is, on one line, for whoever must tell namesakes apart: the titles as they were noted.
pub fn in_short(reader: &Reader, people: &[PersonId]) -> Result<HashMap<PersonId, String>> {
    let mut of: HashMap<PersonId, Vec<String>> = HashMap::new();
    for one in kept(reader, people)? {
        let title = one.facts.title_fr.as_deref().or(one.facts.title_en.as_deref());
        let line: Vec<&str> = [title, one.at()].into_iter().flatten().collect();
        if !line.is_empty() {
            of.entry(one.person).or_default().push(line.join(", "));
        }
    }
    Ok(of.into_iter().map(|(person, lines)| (person, lines.join(" · "))).collect())
}

struct Beside(String, Read);

impl FromRow for Beside {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self(row.get(19)?, Read::from_row(row)?))
    }
}

fn editable(tx: &Transaction, actor: &Actor, person: PersonId) -> Result<(), Problem> {
    access::require(tx, actor, &PERSON, person.record(), Level::Card)?;
    may_keep(actor)?;
    access::require(tx, actor, &PERSON, person.record(), Level::Edit)?;
    living(tx, person)
}

/// Moves a person's record on: what he is has changed.
fn touch(tx: &Transaction, actor: &Actor, person: PersonId) -> Result<()> {
    let version: i64 = Query::new("select version from record where id = $1").bind(person).one(tx)?;
    access::touch(tx, actor, person.record(), version)?;
    describe(tx, person)
}

/// Gives a person a position. An organisation that the actor does not see cannot be named.
pub fn add(
    tx: &Transaction,
    actor: &Actor,
    person: PersonId,
    new: &NewPosition,
) -> Result<PositionId, Problem> {
    editable(tx, actor, person)?;
    visible(tx, actor, new.organisation)?;
    Ok(create(tx, actor, person, new)?)
}

fn visible(tx: &Transaction, actor: &Actor, organisation: Option<OrganisationId>) -> Result<(), Problem> {
    if let Some(organisation) = organisation
        && crate::directory::name_of(tx, actor, organisation)?.is_none()
    {
        let mut faults = Faults::default();
        faults.add("organisation", "error-choice");
        return Err(faults.into());
    }
    Ok(())
}

/// A position that the actor sees, of a person.
pub fn find(reader: &Reader, actor: &Actor, person: PersonId, id: PositionId) -> Result<Position, Problem> {
    let known = of_people(reader, actor, &[person])?.into_iter().find(|one| one.id == id);
    known.ok_or_else(|| ProblemKind::NotFound.into())
}

/// Corrects a position, from the version of the person that was read: which facts changed and why is noted, not what they were.
pub fn correct(
    tx: &Transaction,
    actor: &Actor,
    (person, id): (PersonId, PositionId),
    version: i64,
    new: &NewPosition,
    reason: &str,
) -> Result<(), Problem> {
    editable(tx, actor, person)?;
    let known = find(tx, actor, person, id)?;
    visible(tx, actor, new.organisation)?;
    let changed = changed(&known.facts, new);
    access::touch(tx, actor, person.record(), version)?;
    let date = |date: &Option<ImpreciseDate>| date.as_ref().map(super::json).transpose();
    Query::new(
        "update position set organisation = $2, place = $3, country = $4, tier = $5, kind = $6, duty = $7, title_fr = $8, title_en = $9,
            authority = $10, delegation = $11, rank = $12, valid_from = $13, valid_until = $14, stated_on = $15, outlet = $16, source_url = $17
         where id = $1",
    )
    .bind(id)
    .bind(new.organisation)
    .bind(new.place.as_deref())
    .bind(new.country.as_deref())
    .bind(new.tier)
    .bind(new.kind)
    .bind(new.duty)
    .bind(new.title_fr.as_deref())
    .bind(new.title_en.as_deref())
    .bind(new.authority.as_deref())
    .bind(new.delegation.as_deref())
    .bind(new.rank)
    .bind(date(&new.from)?)
    .bind(date(&new.until)?)
    .bind(date(&new.provenance.stated_on)?)
    .bind(new.provenance.outlet.as_deref())
    .bind(new.provenance.url.as_deref())
    .execute_one(tx)?;
    describe(tx, person)?;
    let after = json!({"position": id, "fields": changed});
    Ok(because(tx, actor, person, "person.position-corrected", after, reason)?)
}

/// The facts that differ, by name.
fn changed(before: &NewPosition, after: &NewPosition) -> Vec<&'static str> {
    let all = [
        ("organisation", before.organisation != after.organisation),
        ("place", before.place != after.place),
        ("place_country", before.country != after.country),
        ("tier", before.tier != after.tier),
        ("kind", before.kind != after.kind),
        ("duty", before.duty != after.duty),
        ("title_fr", before.title_fr != after.title_fr),
        ("title_en", before.title_en != after.title_en),
        ("authority", before.authority != after.authority),
        ("delegation", before.delegation != after.delegation),
        ("rank", before.rank != after.rank),
        ("valid_from", before.from != after.from),
        ("valid_until", before.until != after.until),
        ("provenance", before.provenance != after.provenance),
    ];
    all.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

fn because(
    tx: &Transaction,
    actor: &Actor,
    person: PersonId,
    verb: &'static str,
    after: serde_json::Value,
    reason: &str,
) -> Result<()> {
    let entry = Entry {
        verb,
        kind: PERSON.name,
        record: Some(person.record()),
        after: Some(after),
        reason: Some(reason),
        ..Entry::default()
    };
    journal::append(tx, actor, entry).map(drop)
}

/// Takes away a position that should never have been noted: a mistake. One that was held is ended instead.
pub fn remove(
    tx: &Transaction,
    actor: &Actor,
    person: PersonId,
    id: PositionId,
    reason: &str,
) -> Result<(), Problem> {
    editable(tx, actor, person)?;
    find(tx, actor, person, id)?;
    Query::new("delete from position where id = $1").bind(id).execute_one(tx)?;
    touch(tx, actor, person)?;
    Ok(because(tx, actor, person, "person.position-removed", json!({"position": id}), reason)?)
}

/// Gives a person a position, whoever asks: for the demonstration too.
pub fn create(tx: &Transaction, actor: &Actor, person: PersonId, new: &NewPosition) -> Result<PositionId> {
    let id: PositionId = tx.new_id();
    let date = |date: &Option<ImpreciseDate>| date.as_ref().map(super::json).transpose();
    Query::new(
        "insert into position (id, person, organisation, place, country, tier, kind, duty, title_fr, title_en, authority, delegation, rank,
            valid_from, valid_until, stated_on, outlet, source_url, created_at, noted)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, (select count(*) from position p where p.person = $2))",
    )
    .bind(id)
    .bind(person)
    .bind(new.organisation)
    .bind(new.place.as_deref())
    .bind(new.country.as_deref())
    .bind(new.tier)
    .bind(new.kind)
    .bind(new.duty)
    .bind(new.title_fr.as_deref())
    .bind(new.title_en.as_deref())
    .bind(new.authority.as_deref())
    .bind(new.delegation.as_deref())
    .bind(new.rank)
    .bind(date(&new.from)?)
    .bind(date(&new.until)?)
    .bind(date(&new.provenance.stated_on)?)
    .bind(new.provenance.outlet.as_deref())
    .bind(new.provenance.url.as_deref())
    .bind(actor.at)
    .execute_one(tx)?;
    touch(tx, actor, person)?;
    note(tx, actor, person, "person.position-added", Some(json!({"kind": new.kind, "duty": new.duty})))?;
    Ok(id)
}

/// Ends a position: it is kept, with its end.
pub fn end(
    tx: &Transaction,
    actor: &Actor,
    person: PersonId,
    id: PositionId,
    until: &ImpreciseDate,
) -> Result<(), Problem> {
    editable(tx, actor, person)?;
    let known = find(tx, actor, person, id)?;
    if backwards(known.facts.from.as_ref(), Some(until)) {
        let mut faults = Faults::default();
        faults.add("until", "error-ends-before");
        return Err(faults.into());
    }
    Query::new("update position set valid_until = $2 where id = $1")
        .bind(id)
        .bind(super::json(until)?)
        .execute_one(tx)?;
    touch(tx, actor, person)?;
    Ok(note(tx, actor, person, "person.position-ended", Some(json!({"position": id})))?)
}

/// The organisations that a filter proposes: the members that the actor sees, his own among them.
pub fn choices(reader: &Reader, actor: &Actor) -> Result<Vec<String>> {
    let query = Query::new("select o.name from organisation o where o.member and ");
    let query = actor.sees_row(query, "o", Level::Card);
    query.push(" order by o.name_key, o.id limit ").push_value(CHOICES).all(reader)
}

/// The organisations under what somebody typed: exactly, then by their words. All that he may see, members or not.
pub fn named(reader: &Reader, actor: &Actor, typed: &str) -> Result<Vec<Named>> {
    let exact = crate::directory::typed(reader, actor, typed)?;
    let mut found: Vec<OrganisationId> = exact.iter().map(|card| card.id).collect();
    if let Some(question) = Question::new(typed) {
        let hits = search(reader, actor, &question)?;
        let hits = hits.iter().filter(|hit| hit.kind == ORGANISATION.name);
        found.extend(hits.map(|hit| OrganisationId(hit.record.0)));
    }
    let mut known = BTreeSet::new();
    found.retain(|id| known.insert(*id));
    found.truncate(FOUND);
    let cards = crate::directory::cards(reader, actor, &found)?;
    let choice = |id: &OrganisationId| {
        let card = cards.iter().find(|card| card.id == *id)?;
        let place = card.city.as_ref().unwrap_or(&card.country);
        Some(Named { id: *id, name: card.name.clone(), place: place.clone() })
    };
    Ok(found.iter().filter_map(choice).collect())
}

/// What people are in an organisation.
pub const MERGED: &[Relation] = &[Relation {
    label: "merge-positions",
    table: "position",
    column: "organisation",
    key: "id",
    stays_if: "1 = 0",
    told_to: ToldTo::Reader("position.person", Level::Card),
}];
