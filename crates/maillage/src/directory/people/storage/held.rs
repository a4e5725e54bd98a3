//! What the directory holds on a person, and forgets with time. A hold or an open request stops both.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use platform::access::{self, Actor, Level, PrincipalId};
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::search;
use serde_json::json;

use super::super::PERSON;
use super::super::classes::{DataClass, Fate};
use super::super::duplicates::{forget, replaced};
use super::super::model::full_name;
use super::people::note;
use super::positions;
use crate::directory::PersonId;
use crate::frame::personal::{ANONYMOUS, Due, Held, LINES, Subject, Surety, Values, known};

/// Shown of what is due.
const SAMPLE: i64 = 5;

/// A person whom a request or a hold speaks of is left alone: the condition on the row `p` of `person`.
pub const PERSON_SPARED: &str = " and not exists (select 1 from data_request q where q.closed_at is null and (q.person = p.id or q.name_key = p.given_key))
    and not exists (select 1 from legal_hold h where h.released_at is null and (h.person = p.id or h.name_key = p.given_key))";
/// The same of a contact `c` of a company file: other features append it.
pub const CONTACT_SPARED: &str = " and not exists (select 1 from data_request q where q.closed_at is null and (q.email = c.email_key or q.name_key = c.name_key))
    and not exists (select 1 from legal_hold h where h.released_at is null and (h.email = c.email_key or h.name_key = c.name_key))";

/// How a person `p` is thought to be the subject: his record and those merged into it, or else his address, or else his name.
pub(super) fn surety<'q>(query: Query<'q>, owner: PrincipalId, subject: &'q Subject) -> Query<'q> {
    let query = query.push("case when p.id = ").push_value(subject.person);
    let query = query.push(" or p.merged_into = ").push_value(subject.person);
    let query = query.push(" then 'identity' when p.id in (");
    reached(query, owner, subject).push(") then 'address' else 'name' end as surety")
}

/// The people whom an organisation reaches by the address, or who sign in with it in one of its seats.
fn reached<'q>(query: Query<'q>, owner: PrincipalId, subject: &'q Subject) -> Query<'q> {
    let query = query.push("select e.person from contact_detail e where e.owner = ").push_value(owner);
    let query = query.push(" and e.value_key = ").push_value(subject.email.as_deref());
    let query = query.push(
        " union select s.person from seat s join account a on a.id = s.account where s.organisation = ",
    );
    query.push_value(owner).push(" and a.email = ").push_value(subject.email.as_deref())
}

/// The condition that a person `p` may be the subject.
fn maybe<'q>(query: Query<'q>, owner: PrincipalId, subject: &'q Subject) -> Query<'q> {
    let query = query.push(" (p.given_key = ").push_value(&subject.name_key);
    let query = query.push(" or p.id = ").push_value(subject.person);
    let query = query.push(" or p.merged_into = ").push_value(subject.person);
    reached(query.push(" or p.id in ("), owner, subject).push("))")
}

#[derive(FromRow)]
struct Known {
    id: PersonId,
    surety: Surety,
    given: String,
    family: String,
    civility: Option<String>,
    country: Option<String>,
    languages: Option<String>,
    note: Option<String>,
    class: String,
    outlet: Option<String>,
    source_url: Option<String>,
    stated_on: Option<String>,
    noted: Timestamp,
}

/// The people that an organisation keeps who may be the subject, with their positions.
pub fn person(reader: &Reader, owner: PrincipalId, subject: &Subject) -> Result<Vec<Held>> {
    let query = surety(Query::new("select p.id as id, "), owner, subject).push(
        ", p.given_name as given, p.family_name as family, p.civility as civility, p.country as country, p.languages as languages,
            p.note as note, p.data_class as class, p.outlet as outlet, p.source_url as source_url, p.stated_on as stated_on, r.created_at as noted
         from person p join record r on r.id = p.id where p.anonymised_at is null and r.owner = ",
    );
    let query = maybe(query.push_value(owner).push(" and"), owner, subject);
    let found: Vec<Known> = query.push(" order by surety, p.id limit ").push_value(LINES).all(reader)?;
    let people: Vec<PersonId> = found.iter().map(|one| one.id).collect();
    let (mut positions, mut replaced) = (positions::held_of(reader, &people)?, replaced(reader, &people)?);
    let mut parts = |id: PersonId| {
        let mut parts = positions.remove(&id).unwrap_or_default();
        parts.extend(replaced.remove(&id));
        parts
    };
    Ok(found.into_iter().map(|one| told(parts(one.id), one)).collect())
}

fn told(parts: Vec<Values>, one: Known) -> Held {
    Held {
        line: one.id.to_string(),
        surety: one.surety,
        title: full_name(&one.given, &one.family),
        url: Some(format!("/people/{}", one.id)),
        record: Some((PERSON.name.to_owned(), one.id.record())),
        values: known([
            ("civility", one.civility),
            ("country", one.country),
            ("languages", one.languages),
            ("note", one.note),
            ("class", Some(one.class)),
            ("outlet", one.outlet),
            ("source_url", one.source_url),
            ("stated_on", one.stated_on),
            ("noted_on", Some(day_of(one.noted))),
        ]),
        parts,
    }
}

fn day_of(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).date().to_string()
}

#[derive(FromRow)]
struct Reach {
    line: String,
    person: PersonId,
    surety: Surety,
    given: String,
    family: String,
    own: bool,
    kind: String,
    value: String,
    class: String,
    basis: String,
    source: Option<String>,
    informed: Option<Date>,
    last_contact: Date,
}

/// How an organisation reaches whoever may be him. Of somebody whom another keeps, no position is said here.
pub fn details(reader: &Reader, owner: PrincipalId, subject: &Subject) -> Result<Vec<Held>> {
    let query = surety(Query::new("select d.id as line, p.id as person, "), owner, subject).push(
        ", p.given_name as given, p.family_name as family, exists (select 1 from record r where r.id = p.id and r.owner = d.owner) as own,
            d.kind as kind, d.value as value, d.data_class as class, d.basis as basis, d.source as source, d.informed_on as informed, d.last_contact_on as last_contact
         from contact_detail d join person p on p.id = d.person where d.owner = ",
    );
    let query = maybe(query.push_value(owner).push(" and"), owner, subject);
    let found: Vec<Reach> = query.push(" order by surety, d.id limit ").push_value(LINES).all(reader)?;
    let own: Vec<PersonId> = found.iter().filter(|one| one.own).map(|one| one.person).collect();
    let short = in_short(reader, &own)?;
    let held = |one: Reach| Held {
        line: one.line,
        surety: one.surety,
        title: full_name(&one.given, &one.family),
        url: Some(format!("/people/{}/details", one.person)),
        record: None,
        values: known([
            ("value", Some(one.value)),
            ("detail", Some(one.kind)),
            ("job", short.get(&one.person).filter(|_| one.own).cloned()),
            ("class", Some(one.class)),
            ("basis", Some(one.basis)),
            ("found_in", one.source),
            ("informed_on", one.informed.map(|day| day.to_string())),
            ("last_contact_on", Some(one.last_contact.to_string())),
        ]),
        parts: Vec::new(),
    };
    Ok(found.into_iter().map(held).collect())
}

/// What these people are, each on one line, to tell namesakes apart.
fn in_short(reader: &Reader, people: &[PersonId]) -> Result<HashMap<PersonId, String>> {
    if people.is_empty() { Ok(HashMap::new()) } else { positions::in_short(reader, people) }
}

#[derive(FromRow)]
struct Heard {
    line: String,
    person: PersonId,
    surety: Surety,
    given: String,
    family: String,
    own: bool,
    purpose: String,
    kind: String,
    day: Date,
    proof: Option<String>,
}

/// What whoever may be him said about being written to.
pub fn consents(reader: &Reader, owner: PrincipalId, subject: &Subject) -> Result<Vec<Held>> {
    let query = surety(Query::new("select e.id as line, p.id as person, "), owner, subject).push(
        ", p.given_name as given, p.family_name as family, exists (select 1 from record r where r.id = p.id and r.owner = e.owner) as own,
            e.purpose as purpose, e.kind as kind, e.happened_on as day, e.proof as proof from consent_event e join person p on p.id = e.person where e.owner = ",
    );
    let query = maybe(query.push_value(owner).push(" and"), owner, subject);
    let found: Vec<Heard> = query.push(" order by surety, e.id limit ").push_value(LINES).all(reader)?;
    let own: Vec<PersonId> = found.iter().filter(|one| one.own).map(|one| one.person).collect();
    let short = in_short(reader, &own)?;
    let held = |one: Heard| Held {
        line: one.line,
        surety: one.surety,
        title: full_name(&one.given, &one.family),
        url: Some(format!("/people/{}/details", one.person)),
        record: None,
        values: known([
            ("job", short.get(&one.person).filter(|_| one.own).cloned()),
            ("purpose", Some(one.purpose)),
            ("consent", Some(one.kind)),
            ("happened_on", Some(one.day.to_string())),
            ("proof", one.proof),
        ]),
        parts: Vec::new(),
    };
    Ok(found.into_iter().map(held).collect())
}

/// Makes the people said to be him anonymous, unless they sign in: positions go, what others did with him stays without his
/// name. Those merged into somebody go with him, or alone when he signs in.
pub fn erase_person(
    tx: &Transaction,
    actor: &Actor,
    owner: PrincipalId,
    _: &Subject,
    lines: &[String],
) -> Result<u64> {
    let mut gone = 0;
    for line in lines {
        let id: Option<PersonId> = Query::new(
            "select p.id from person p join record r on r.id = p.id where p.id = $1 and r.owner = $2 and p.anonymised_at is null
              and not exists (select 1 from seat s where s.person = p.id)
              and (p.merged_into is null or exists (select 1 from seat s where s.person = p.merged_into))",
        )
        .bind(line)
        .bind(owner)
        .maybe(tx)?;
        if let Some(id) = id {
            match heir(tx, owner, id)? {
                Some(heir) => leave_to(tx, actor, (owner, id), heir)?,
                None => anonymise(tx, actor, id)?,
            }
            gone += 1;
        }
    }
    Ok(gone)
}

/// Another organisation that keeps something of its own on a person, or that may not have him erased: what it holds is for it to
/// answer for (RGPD, article 4.7).
fn heir(tx: &Transaction, owner: PrincipalId, id: PersonId) -> Result<Option<PrincipalId>> {
    Query::new(
        "select min(v.owner) from (
            select d.owner as owner from contact_detail d where d.person = $1 union select e.owner from consent_event e where e.person = $1
            union select h.owner from legal_hold h where h.person = $1 and h.released_at is null
         ) v where v.owner <> $2",
    )
    .bind(id)
    .bind(owner)
    .one(tx)
}

/// Lets go of a person whom another organisation goes on keeping: what one noted is gone, the record is the other's.
fn leave_to(
    tx: &Transaction,
    actor: &Actor,
    (owner, id): (PrincipalId, PersonId),
    heir: PrincipalId,
) -> Result<()> {
    for sql in [
        "delete from contact_detail where person = $1 and owner = $2",
        "delete from consent_event where person = $1 and owner = $2",
        "update person set note = null where id = $1 and exists (select 1 from record r where r.id = $1 and r.owner = $2)",
    ] {
        Query::new(sql).bind(id).bind(owner).execute(tx)?;
    }
    access::give_to(tx, &PERSON, id.record(), heir)?;
    note(tx, actor, id, "person.left", None)
}

/// Makes a person anonymous, and those merged into him.
pub fn anonymise(tx: &Transaction, actor: &Actor, id: PersonId) -> Result<()> {
    let (given, family): (String, String) =
        Query::new("select given_name, family_name from person where id = $1").bind(id).one(tx)?;
    Query::new(
        "update person set given_name = '', family_name = $3, name_key = '', given_key = '', civility = null, country = null, languages = null,
            note = null, outlet = null, source_url = null, stated_on = null, anonymised_at = $2 where id = $1",
    )
    .bind(id)
    .bind(actor.at)
    .bind(ANONYMOUS)
    .execute_one(tx)?;
    for sql in [
        "delete from position where person = $1",
        "delete from contact_detail where person = $1",
        "delete from consent_event where person = $1",
    ] {
        Query::new(sql).bind(id).execute(tx)?;
    }
    search::remove(tx, id.record())?;
    search::unlearn(tx, &full_name(&given, &family))?;
    note(tx, actor, id, "person.anonymised", None)?;
    // What was merged into him was him.
    forget(tx, id)?.into_iter().try_for_each(|merged| anonymise(tx, actor, merged))
}

/// Somebody who never was: to whom belongs what a forgotten account did.
pub fn nobody(tx: &Transaction, actor: &Actor) -> Result<PersonId> {
    let id: PersonId = tx.new_id();
    Query::new("insert into person (id, given_name, family_name, name_key, fictitious, anonymised_at) values ($1, '', $2, '', $3, $4)")
        .bind(id)
        .bind(ANONYMOUS)
        .bind(false)
        .bind(actor.at)
        .execute_one(tx)?;
    Ok(id)
}

/// Erases how an organisation reaches him; the list of those not to write to stays.
pub fn erase_details(
    tx: &Transaction,
    _: &Actor,
    owner: PrincipalId,
    _: &Subject,
    lines: &[String],
) -> Result<u64> {
    let mut gone = 0;
    for line in lines {
        gone += Query::new("delete from contact_detail where id = $1 and owner = $2")
            .bind(line)
            .bind(owner)
            .execute(tx)?;
    }
    Ok(gone)
}

/// The contact details of a class kept beyond its period, and its people whom nothing speaks of any more.
pub fn due(reader: &Reader, class: DataClass, owner: Option<PrincipalId>, before: Date) -> Result<Vec<Due>> {
    let query = Query::new(
        "select w.name as owner, cast(sum(v.count) as bigint) as count, min(v.oldest) as oldest from (
         select d.owner as owner, count(*) as count, min(d.last_contact_on) as oldest from contact_detail d join person p on p.id = d.person
         where d.data_class = ",
    );
    let query =
        query.push_value(class).push(" and d.last_contact_on < ").push_value(before).push(PERSON_SPARED);
    let query = query.push(" group by d.owner union all select r.owner as owner, count(*) as count, min(p.last_active_on) as oldest from person p join record r on r.id = p.id where p.data_class = ");
    let query = query.push_value(class).push(" and p.last_active_on < ").push_value(before);
    let query = query
        .push(PERSON_DUE)
        .push(PERSON_SPARED)
        .push(" group by r.owner) v join principal w on w.id = v.owner");
    let query = match owner {
        Some(owner) => query.push(" where v.owner = ").push_value(owner),
        None => query,
    };
    query.push(" group by w.name order by w.name").all(reader)
}

/// Some of them.
pub fn sample_details(
    reader: &Reader,
    actor: &Actor,
    class: DataClass,
    before: Date,
) -> Result<Vec<(String, String)>> {
    let query = Query::new(
        "select p.given_name || ' ' || p.family_name, '/people/' || p.id || '/details' from contact_detail d join person p on p.id = d.person
         where d.data_class = ",
    );
    let query =
        query.push_value(class).push(" and d.last_contact_on < ").push_value(before).push(PERSON_SPARED);
    let query = query.push(" and d.owner = ").push_value(actor.acting_for()).push(" and ");
    let query = actor.sees_row(query, "p", Level::Card);
    query.push(" order by d.last_contact_on, d.id limit ").push_value(SAMPLE).all(reader)
}

/// Erases some of them.
pub fn sweep_details(
    tx: &Transaction,
    actor: &Actor,
    class: DataClass,
    (before, limit): (Date, i64),
) -> Result<u64> {
    // What goes to the archives goes there by hand.
    if class.rule().fate == Fate::Archive {
        return Ok(0);
    }
    let query = Query::new(
        "delete from contact_detail where id in (select d.id from contact_detail d join person p on p.id = d.person where d.data_class = ",
    );
    let query =
        query.push_value(class).push(" and d.last_contact_on < ").push_value(before).push(PERSON_SPARED);
    let gone =
        query.push(" order by d.last_contact_on, d.id limit ").push_value(limit).push(")").execute(tx)?;
    swept(tx, actor, "details", gone)?;
    Ok(gone)
}

/// Notes that something was forgotten: what and how much, not whom.
pub fn swept(tx: &Transaction, actor: &Actor, line: &str, gone: u64) -> Result<()> {
    if gone == 0 {
        return Ok(());
    }
    let after = Some(json!({"line": line, "count": gone}));
    journal::append(
        tx,
        actor,
        Entry { verb: "retention.swept", kind: "retention", after, ..Entry::default() },
    )
    .map(drop)
}

/// People of a class whom nothing speaks of any more: no seat, no address kept by anybody, and nobody works on them. Those in
/// office go to the archives, by hand.
const PERSON_DUE: &str =
    " and p.anonymised_at is null and p.merged_into is null and not exists (select 1 from seat s where s.person = p.id)
    and not exists (select 1 from contact_detail d where d.person = p.id)";

/// Some of them.
pub fn sample_people(
    reader: &Reader,
    actor: &Actor,
    class: DataClass,
    before: Date,
) -> Result<Vec<(String, String)>> {
    let query = Query::new(
        "select p.given_name || ' ' || p.family_name, '/people/' || p.id from person p join record r on r.id = p.id where p.data_class = ",
    );
    let query = query.push_value(class).push(" and p.last_active_on < ").push_value(before);
    let query =
        query.push(PERSON_DUE).push(PERSON_SPARED).push(" and r.owner = ").push_value(actor.acting_for());
    let query = actor.sees_row(query.push(" and "), "p", Level::Card);
    query.push(" order by p.last_active_on, p.id limit ").push_value(SAMPLE).all(reader)
}

/// Makes some of them anonymous. What must go to the archives is not touched.
pub fn sweep_people(
    tx: &Transaction,
    actor: &Actor,
    class: DataClass,
    (before, limit): (Date, i64),
) -> Result<u64> {
    if class.rule().fate == Fate::Archive {
        return Ok(0);
    }
    let query = Query::new("select p.id from person p where p.data_class = ").push_value(class);
    let query =
        query.push(" and p.last_active_on < ").push_value(before).push(PERSON_DUE).push(PERSON_SPARED);
    let found: Vec<PersonId> =
        query.push(" order by p.last_active_on, p.id limit ").push_value(limit.min(50)).all(tx)?;
    for id in &found {
        anonymise(tx, actor, *id)?;
    }
    let gone = u64::try_from(found.len()).unwrap_or_default();
    swept(tx, actor, PERSON.name, gone)?;
    Ok(gone)
}
