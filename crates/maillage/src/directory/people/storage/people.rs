//! People as records.

use std::collections::HashMap;

use platform::access::{self, Actor, Level, NewRecord, PrincipalId, Visibility};
use platform::database::{FromRow, Query, Reader, Result, Row, Transaction};
use platform::journal::{self, Entry, EntryId};
use platform::search::{self, Document};
use platform::text::normalise;
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::PERSON;
use super::super::model::{NewPerson, Person, PersonFilter, PersonRow, Position, Provenance, full_name};
use super::{parsed, positions};
use crate::directory::{OrganisationId, PersonId};
use crate::frame::rights::KEEP_FILES;

/// People enrolled in one transaction.
const BATCH: i64 = 200;
/// People that an actor sees whom it is cheaper to begin with.
const FEW: i64 = 2000;
/// Letters from which a first name is looked for too: fewer begin too many of them.
const FIRST_NAME_FROM: usize = 3;
/// Namesakes shown at once.
const NAMESAKES: i64 = 20;

/// Refuses those whose role does not keep files.
pub fn may_keep(actor: &Actor) -> Result<(), Problem> {
    let refused = || Problem::from(ProblemKind::Forbidden).saying("person-keep-role").back_to("/people");
    if actor.may(KEEP_FILES) { Ok(()) } else { Err(refused()) }
}

/// Refuses a person who was merged into another: what is noted is noted of that one. Refuses whoever was erased: nothing is
/// noted of him again.
pub fn living(reader: &Reader, person: PersonId) -> Result<(), Problem> {
    let (merged, erased): (bool, bool) =
        Query::new("select merged_into is not null, anonymised_at is not null from person where id = $1")
            .bind(person)
            .one(reader)?;
    if merged {
        return Err(ProblemKind::NotFound.into());
    }
    if erased { Err(erased_person(person)) } else { Ok(()) }
}

fn erased_person(person: PersonId) -> Problem {
    Problem::from(ProblemKind::Forbidden).saying("person-erased").back_to(format!("/people/{person}"))
}

fn keys(new: &NewPerson) -> (String, String) {
    let (given, family) = (&new.given_name, &new.family_name);
    (normalise(&format!("{family} {given}")), normalise(&full_name(given, family)))
}

/// Adds a person to those that one's organisation keeps. A namesake that the actor sees must be said to be another.
pub fn add(tx: &Transaction, actor: &Actor, new: &NewPerson) -> Result<PersonId, Problem> {
    may_keep(actor)?;
    let owner = actor.acting_for().ok_or(ProblemKind::Forbidden)?;
    refuse_namesake(tx, actor, new, None)?;
    Ok(create(tx, actor, owner, new)?)
}

/// Adds a person to those that an organisation keeps, whoever asks: for the demonstration too.
pub fn create(tx: &Transaction, actor: &Actor, owner: PrincipalId, new: &NewPerson) -> Result<PersonId> {
    let id: PersonId = tx.new_id();
    let visibility = if new.network { Visibility::Network } else { Visibility::Owner };
    let record = NewRecord { id: id.record(), owner, visibility, team: None, parent: None };
    access::create(tx, actor, &PERSON, record)?;
    let (name_key, given_key) = keys(new);
    Query::new(
        "insert into person (id, given_name, family_name, name_key, fictitious, given_key, data_class, readership)
         values ($1, $2, $3, $4, $5, $6, $7, (select readership from record where id = $1))",
    )
    .bind(id)
    .bind(&new.given_name)
    .bind(&new.family_name)
    .bind(name_key)
    .bind(new.fictitious)
    .bind(given_key)
    .bind(new.class)
    .execute_one(tx)?;
    write_facts(tx, actor, id, new)?;
    describe(tx, id)?;
    // The journal names the fact, not the person: personal data stay where they can be erased.
    let after = Some(json!({"data_class": new.class, "visibility": visibility}));
    note(tx, actor, id, "person.added", after)?;
    Ok(id)
}

fn write_facts(tx: &Transaction, actor: &Actor, id: PersonId, new: &NewPerson) -> Result<()> {
    Query::new(
        "update person set civility = $2, country = $3, languages = $4, note = $5, data_class = $6, outlet = $7, source_url = $8, stated_on = $9,
            last_active_on = $10 where id = $1",
    )
    .bind(id)
    .bind(new.civility.as_deref())
    .bind(new.country.as_deref())
    .bind(new.languages.as_deref())
    .bind(new.note.as_deref())
    .bind(new.class)
    .bind(new.provenance.outlet.as_deref())
    .bind(new.provenance.url.as_deref())
    .bind(new.provenance.stated_on.as_ref().map(super::json).transpose()?)
    .bind(actor.at.to_zoned(jiff::tz::TimeZone::UTC).date())
    .execute_one(tx)
}

/// Notes something that happened to a person, without a value of his.
pub fn note(
    tx: &Transaction,
    actor: &Actor,
    id: PersonId,
    verb: &'static str,
    after: Option<serde_json::Value>,
) -> Result<()> {
    let entry = Entry { verb, kind: PERSON.name, record: Some(id.record()), after, ..Entry::default() };
    journal::append(tx, actor, entry).map(drop)
}

/// The positions `x` whose title is indexed: in no organisation of the directory, or in one that all who sees people see. The
/// others would be found by whoever may not know of the organisation; its own sheet names them.
const OPEN: &str = " and (x.organisation is null or exists (select 1 from record r where r.id = x.organisation and r.visibility = 'network'
    and not exists (select 1 from wall w where w.record = r.id)))";

/// Indexes a person's name and titles, for those who see the card.
pub fn describe(tx: &Transaction, id: PersonId) -> Result<()> {
    let (given, family): (String, String) =
        Query::new("select given_name, family_name from person where id = $1").bind(id).one(tx)?;
    let words: Vec<(Option<String>, Option<String>, Option<String>)> =
        Query::new("select x.title_fr, x.title_en, x.place from position x where x.person = $1")
            .push(OPEN)
            .push(" order by x.noted")
            .bind(id)
            .all(tx)?;
    let words: Vec<String> = words.into_iter().flat_map(|(a, b, c)| [a, b, c]).flatten().collect();
    let name = full_name(&given, &family);
    let text = format!("{family} {}", words.join(" "));
    let document = Document {
        record: id.record(),
        kind: PERSON.name,
        level: Level::Card,
        reference: None,
        name: &name,
        text: &text,
        title: &name,
    };
    search::index(tx, &document)
}

/// Changes a person's facts, from the version that was read.
pub fn change(
    tx: &Transaction,
    actor: &Actor,
    id: PersonId,
    version: i64,
    new: &NewPerson,
) -> Result<(), Problem> {
    access::require(tx, actor, &PERSON, id.record(), Level::Edit)?;
    may_keep(actor)?;
    living(tx, id)?;
    refuse_namesake(tx, actor, new, Some(id))?;
    access::touch(tx, actor, id.record(), version)?;
    let (name_key, given_key) = keys(new);
    Query::new(
        "update person set given_name = $2, family_name = $3, name_key = $4, given_key = $5 where id = $1",
    )
    .bind(id)
    .bind(&new.given_name)
    .bind(&new.family_name)
    .bind(name_key)
    .bind(given_key)
    .execute_one(tx)?;
    write_facts(tx, actor, id, new)?;
    describe(tx, id)?;
    Ok(note(tx, actor, id, "person.changed", None)?)
}

/// The next people to index, in the order of their identifiers.
pub fn after(reader: &Reader, after: Option<PersonId>, limit: i64) -> Result<Vec<PersonId>> {
    let query = Query::new(
        "select p.id from person p join record r on r.id = p.id where p.merged_into is null and p.anonymised_at is null and p.id > ",
    );
    let query = query.push_value(after.map_or_else(String::new, |id| id.to_string()));
    query.push(" order by p.id limit ").push_value(limit).all(reader)
}

fn refuse_namesake(
    reader: &Reader,
    actor: &Actor,
    new: &NewPerson,
    own: Option<PersonId>,
) -> Result<(), Problem> {
    if new.homonym {
        return Ok(());
    }
    let known = namesakes(reader, actor, &new.given_name, &new.family_name)?;
    match known.iter().find(|row| Some(row.id) != own) {
        None => Ok(()),
        Some(row) => {
            let mut faults = Faults::default();
            faults.add("family_name", "error-person-namesake");
            Err(Problem::from(faults).back_to(format!("/people/{}", row.id)))
        }
    }
}

/// The people of this name that the actor sees, each with what he is.
pub fn namesakes(reader: &Reader, actor: &Actor, given: &str, family: &str) -> Result<Vec<PersonRow>> {
    let key = normalise(&format!("{family} {given}"));
    let query = Query::new(ROW).push(" from person p where p.merged_into is null and p.name_key = ");
    let query = actor.sees_row(query.push_value(key).push(" and "), "p", Level::Card);
    let rows: Vec<Row1> = query.push(" order by p.id limit ").push_value(NAMESAKES).all(reader)?;
    with_positions(reader, actor, rows)
}

/// Those of these people whom the actor sees.
pub fn rows_of(reader: &Reader, actor: &Actor, people: &[PersonId]) -> Result<Vec<PersonRow>> {
    let mut query = Query::new(ROW).push(" from person p where p.id in ('0'");
    for person in people {
        query = query.push(", ").push_value(*person);
    }
    let rows = actor.sees_row(query.push(") and "), "p", Level::Card).push(" order by p.id").all(reader)?;
    with_positions(reader, actor, rows)
}

pub(super) const ROW: &str = "select p.id as id, p.given_name as given_name, p.family_name as family_name, p.fictitious as fictitious, p.country as country,
    p.name_key as name_key";

#[derive(FromRow)]
pub(super) struct Row1 {
    pub id: PersonId,
    given_name: String,
    family_name: String,
    fictitious: bool,
    country: Option<String>,
    pub name_key: String,
}

pub(super) fn with_positions(reader: &Reader, actor: &Actor, rows: Vec<Row1>) -> Result<Vec<PersonRow>> {
    let ids: Vec<PersonId> = rows.iter().map(|row| row.id).collect();
    let mut of: HashMap<PersonId, Vec<Position>> = HashMap::new();
    for position in positions::of_people(reader, actor, &ids)? {
        of.entry(position.person).or_default().push(position);
    }
    let row = |row: Row1| PersonRow {
        id: row.id,
        name: full_name(&row.given_name, &row.family_name),
        fictitious: row.fictitious,
        country: row.country,
        positions: of.remove(&row.id).unwrap_or_default(),
        name_key: row.name_key,
    };
    Ok(rows.into_iter().map(row).collect())
}

/// What is asked, of the positions that are shown: one that is not told is not found by either.
fn filtered<'q>(actor: &Actor, query: Query<'q>, filter: &'q PersonFilter) -> Query<'q> {
    let query = match filter.organisation {
        Some(id) => {
            let query = query.push(" and p.id in (select x.person from position x where x.organisation = ");
            positions::shown(actor, query.push_value(id)).push(")")
        }
        None => query,
    };
    let query = match filter.kind {
        Some(kind) => {
            let query =
                query.push(" and exists (select 1 from position x where x.person = p.id and x.kind = ");
            positions::shown(actor, query.push_value(kind)).push(")")
        }
        None => query,
    };
    if filter.name.is_empty() {
        return query;
    }
    let after = format!("{}\u{10ffff}", filter.name);
    if filter.name.chars().count() < FIRST_NAME_FROM {
        let query = query.push(" and p.name_key >= ").push_value(&filter.name);
        return query.push(" and p.name_key < ").push_value(after);
    }
    query
        .push(" and p.id in (select n.id from person n where n.name_key >= ")
        .push_value(&filter.name)
        .push(" and n.name_key < ")
        .push_value(after.clone())
        .push(" union select g.id from person g where g.given_key >= ")
        .push_value(&filter.name)
        .push(" and g.given_key < ")
        .push_value(after)
        .push(")")
}

/// The people that the actor sees, by name, from a place in the list.
pub fn list(
    reader: &Reader,
    actor: &Actor,
    filter: &PersonFilter,
    after: Option<&(String, PersonId)>,
    limit: i64,
) -> Result<Vec<PersonRow>> {
    // Whoever sees few people begins with them; the others with the index of names, where most lines are theirs.
    let some = actor.seen(Query::new("select count(*) from ("), PERSON.name, Level::Card);
    let some: i64 = some.push(" limit ").push_value(FEW + 1).push(") s").one(reader)?;
    let query = if some <= FEW {
        let query = actor.seen(Query::new(ROW).push(" from ("), PERSON.name, Level::Card);
        query.push(") v cross join person p where p.id = v.record and p.merged_into is null and p.anonymised_at is null")
    } else {
        let query = Query::new(ROW)
            .push(" from person p where p.merged_into is null and p.anonymised_at is null and ");
        actor.sees_rows(query, "p", Level::Card)
    };
    let query = filtered(actor, query, filter);
    let query = match after {
        Some((key, id)) => {
            query.push(" and (p.name_key, p.id) > (").push_value(key).push(", ").push_value(*id).push(")")
        }
        None => query,
    };
    let rows: Vec<Row1> = query.push(" order by p.name_key, p.id limit ").push_value(limit).all(reader)?;
    with_positions(reader, actor, rows)
}

struct Found(Person);

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let visibility: Visibility = row.get(12)?;
        Ok(Self(Person {
            id: row.get(0)?,
            given_name: row.get(1)?,
            family_name: row.get(2)?,
            civility: row.get(3)?,
            country: row.get(4)?,
            languages: row.get(5)?,
            note: row.get(6)?,
            class: row.get(7)?,
            provenance: Provenance {
                outlet: row.get(8)?,
                url: row.get(9)?,
                stated_on: parsed(row.get(10)?)?,
            },
            fictitious: row.get(11)?,
            network: visibility == Visibility::Network,
            owner_name: row.get(13)?,
            version: row.get(14)?,
            owner: row.get(15)?,
            erased_at: row.get(16)?,
        }))
    }
}

/// A person at the actor's level, if he sees the card. One merged into another is that other one.
pub fn find(reader: &Reader, actor: &Actor, id: PersonId) -> Result<Option<(Person, Level)>> {
    let Some((_, level)) = access::head(reader, actor, &PERSON, id.record())? else { return Ok(None) };
    if level < Level::Card {
        return Ok(None);
    }
    let found: Option<Found> = Query::new(
        "select p.id, p.given_name, p.family_name, p.civility, p.country, p.languages, p.note, p.data_class, p.outlet, p.source_url, p.stated_on,
            p.fictitious, r.visibility, w.name, r.version, r.owner, p.anonymised_at
         from person p join record r on r.id = p.id join principal w on w.id = r.owner where p.id = $1 and p.merged_into is null",
    )
    .bind(id)
    .maybe(reader)?;
    Ok(found.map(|found| (found.0, level)))
}

/// Makes a person a record of his organisation, unless he is one already: whoever takes a seat has one identity.
pub fn enrol(tx: &Transaction, actor: &Actor, person: PersonId, organisation: OrganisationId) -> Result<()> {
    let known: Option<i64> = Query::new("select version from record where id = $1").bind(person).maybe(tx)?;
    if known.is_some() {
        return Ok(());
    }
    let record = NewRecord {
        id: person.record(),
        owner: organisation.group(),
        visibility: Visibility::Owner,
        team: None,
        parent: None,
    };
    access::create(tx, actor, &PERSON, record)?;
    let (given, family): (String, String) =
        Query::new("select given_name, family_name from person where id = $1").bind(person).one(tx)?;
    Query::new("update person set given_key = $2, readership = (select readership from record where id = $1) where id = $1")
        .bind(person)
        .bind(normalise(&full_name(&given, &family)))
        .execute_one(tx)?;
    describe(tx, person)
}

/// Enrols those who have a seat since before people were records, some at a time; whether others are left.
pub fn enrol_next(tx: &Transaction) -> Result<bool> {
    let left: Vec<(PersonId, OrganisationId)> = Query::new(
        "select s.person, min(s.organisation) from seat s join person p on p.id = s.person where p.anonymised_at is null and not exists (select 1 from record r where r.id = s.person)
         group by s.person order by s.person limit $1",
    )
    .bind(BATCH)
    .all(tx)?;
    let system = Actor::system(tx.ids().clock().now());
    for (person, organisation) in &left {
        enrol(tx, &system, *person, *organisation)?;
    }
    Ok(!left.is_empty())
}

/// A line of what happened to a person.
#[derive(Clone, Debug, FromRow)]
pub struct Event {
    /// The line of the journal.
    pub id: EntryId,
    /// When.
    pub at: jiff::Timestamp,
    /// What.
    pub verb: String,
    /// Who acted; none is the instance.
    pub by: Option<String>,
    /// The organisation acted for.
    pub acting_for: Option<String>,
    /// Whether the line says more than that.
    pub has_values: bool,
    /// When its values were taken away.
    pub redacted_at: Option<jiff::Timestamp>,
}

/// What happened to a person, and to those merged into him, newest first. The caller has made sure that the actor reads him.
pub fn events(reader: &Reader, id: PersonId) -> Result<Vec<Event>> {
    Query::new(
        "select j.id as id, j.at as at, j.verb as verb, (select x.given_name || ' ' || x.family_name from account a join person x on x.id = a.person where a.id = j.actor) as by,
            j.acting_for as acting_for, (j.before_state is not null or j.after_state is not null or j.reason is not null) as has_values, j.redacted_at as redacted_at
         from journal j where j.record = $1 or j.record in (select m.id from person m where m.merged_into = $1) order by j.at desc, j.id desc limit 30",
    )
    .bind(id)
    .all(reader)
}
