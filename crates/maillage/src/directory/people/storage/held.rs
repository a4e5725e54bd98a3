//! What the directory holds on a person, and forgets with time. A hold or an open request stops both.

use jiff::civil::Date;
use platform::access::{Actor, Level, PrincipalId};
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::search;
use serde_json::json;

use super::super::PERSON;
use super::super::classes::{DataClass, Fate};
use super::super::duplicates::{forget, replaced};
use super::super::model::full_name;
use super::people::note;
use crate::directory::PersonId;
use crate::frame::personal::{ANONYMOUS, Due, Held, Subject};

/// Shown of what is due.
const SAMPLE: i64 = 5;

/// A person whom a request or a hold speaks of is left alone: the condition on the row `p` of `person`.
pub const PERSON_SPARED: &str = " and not exists (select 1 from data_request q where q.closed_at is null and (q.person = p.id or q.name_key = p.given_key))
    and not exists (select 1 from legal_hold h where h.released_at is null and (h.person = p.id or h.name_key = p.given_key))";
/// The same of a contact `c` of a company file: other features append it.
pub const CONTACT_SPARED: &str = " and not exists (select 1 from data_request q where q.closed_at is null and (q.email = c.email_key or q.name_key = c.name_key))
    and not exists (select 1 from legal_hold h where h.released_at is null and (h.email = c.email_key or h.name_key = c.name_key))";

#[derive(FromRow)]
struct Known {
    id: PersonId,
    given: String,
    family: String,
    civility: Option<String>,
    country: Option<String>,
    languages: Option<String>,
    note: Option<String>,
    outlet: Option<String>,
}

#[derive(FromRow)]
struct Heard {
    id: PersonId,
    given: String,
    family: String,
    purpose: String,
    kind: String,
    day: Date,
    proof: Option<String>,
}

/// The person himself, as an organisation keeps him, with his positions.
pub fn person(reader: &Reader, owner: PrincipalId, subject: &Subject) -> Result<Vec<Held>> {
    let query = Query::new(
        "select p.id as id, p.given_name as given, p.family_name as family, p.civility as civility, p.country as country, p.languages as languages,
            p.note as note, p.outlet as outlet from person p
         join record r on r.id = p.id where r.owner = ",
    );
    let query = whose(query.push_value(owner), subject);
    let query = query.push(" and p.anonymised_at is null order by p.id limit 20");
    let found: Vec<Known> = query.all(reader)?;
    let mut all = Vec::new();
    for Known { id, given, family, civility, country, languages, note, outlet } in found {
        let more = [
            ("civility", civility),
            ("country", country),
            ("languages", languages),
            ("note", note),
            ("outlet", outlet),
        ];
        let values = more.into_iter().filter_map(|(name, value)| value.map(|value| (name, value)));
        let (title, url) = (full_name(&given, &family), Some(format!("/people/{id}")));
        all.push(Held { title: title.clone(), url: url.clone(), record: None, values: values.collect() });
        let values = replaced(reader, id)?;
        if !values.is_empty() {
            all.push(Held { title: title.clone(), url: url.clone(), record: None, values });
        }
        let positions: Vec<(Option<String>, Option<String>, Option<String>)> = Query::new(
            "select x.title_fr, coalesce(o.name, x.place), x.delegation from position x left join organisation o on o.id = x.organisation
             where x.person = $1 order by x.noted",
        )
        .bind(id)
        .all(reader)?;
        for (exact, place, delegation) in positions {
            let more = [("title_fr", exact), ("place", place), ("delegation", delegation)];
            let values = more.into_iter().filter_map(|(name, value)| value.map(|value| (name, value)));
            all.push(Held { title: title.clone(), url: url.clone(), record: None, values: values.collect() });
        }
    }
    Ok(all)
}

/// The condition that a row `p` is the subject: his record and those merged into it, or else his name.
fn whose<'q>(query: Query<'q>, subject: &'q Subject) -> Query<'q> {
    match subject.person {
        Some(person) => {
            let query = query.push(" and (p.id = ").push_value(person);
            query.push(" or p.merged_into = ").push_value(person).push(")")
        }
        None => query.push(" and p.given_key = ").push_value(&subject.name_key),
    }
}

/// How an organisation reaches him.
pub fn details(reader: &Reader, owner: PrincipalId, subject: &Subject) -> Result<Vec<Held>> {
    let query = Query::new(
        "select p.id, p.given_name, p.family_name, d.value, d.basis, d.source from contact_detail d join person p on p.id = d.person where d.owner = ",
    );
    let query = query.push_value(owner);
    let query = match &subject.email {
        Some(email) => query.push(" and (d.value_key = ").push_value(email).push(" or (1 = 1"),
        None => query.push(" and (1 = 0 or (1 = 1"),
    };
    let query = whose(query, subject).push(")) order by d.id limit 50");
    let found: Vec<(PersonId, String, String, String, String, Option<String>)> = query.all(reader)?;
    let held = |(id, given, family, value, basis, source): (
        PersonId,
        String,
        String,
        String,
        String,
        Option<String>,
    )| Held {
        title: full_name(&given, &family),
        url: Some(format!("/people/{id}/details")),
        record: None,
        values: [("value", Some(value)), ("basis", Some(basis)), ("found_in", source)]
            .into_iter()
            .filter_map(|(name, value)| value.map(|value| (name, value)))
            .collect(),
    };
    Ok(found.into_iter().map(held).collect())
}

/// What he said about being written to.
pub fn consents(reader: &Reader, owner: PrincipalId, subject: &Subject) -> Result<Vec<Held>> {
    let query = Query::new(
        "select p.id as id, p.given_name as given, p.family_name as family, e.purpose as purpose, e.kind as kind, e.happened_on as day, e.proof as proof from consent_event e join person p on p.id = e.person
         where e.owner = ",
    );
    let query = whose(query.push_value(owner), subject).push(" order by e.id limit 50");
    let found: Vec<Heard> = query.all(reader)?;
    let held = |Heard { id, given, family, purpose, kind, day, proof }: Heard| Held {
        title: full_name(&given, &family),
        url: Some(format!("/people/{id}/details")),
        record: None,
        values: [
            ("purpose", Some(purpose)),
            ("consent", Some(kind)),
            ("happened_on", Some(day.to_string())),
            ("proof", proof),
        ]
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| (name, value)))
        .collect(),
    };
    Ok(found.into_iter().map(held).collect())
}

fn ids(reader: &Reader, owner: PrincipalId, subject: &Subject) -> Result<Vec<PersonId>> {
    let query = Query::new("select p.id from person p join record r on r.id = p.id where r.owner = ");
    let query = whose(query.push_value(owner), subject);
    // Those merged into him go with him, or alone when he signs in.
    query
        .push(
            " and p.anonymised_at is null and not exists (select 1 from seat s where s.person = p.id)
              and (p.merged_into is null or exists (select 1 from seat s where s.person = p.merged_into)) order by p.id",
        )
        .all(reader)
}

/// Makes the person anonymous, unless he signs in: his positions go, what others did with him stays without his name.
pub fn erase_person(tx: &Transaction, actor: &Actor, owner: PrincipalId, subject: &Subject) -> Result<u64> {
    let mut gone = 0;
    for id in ids(tx, owner, subject)? {
        anonymise(tx, actor, id)?;
        gone += 1;
    }
    Ok(gone)
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
pub fn erase_details(tx: &Transaction, _: &Actor, owner: PrincipalId, subject: &Subject) -> Result<u64> {
    let query = Query::new("delete from contact_detail where owner = ")
        .push_value(owner)
        .push(" and (person in (select p.id from person p where 1 = 1");
    let query = whose(query, subject).push(")");
    let query = match &subject.email {
        Some(email) => query.push(" or value_key = ").push_value(email),
        None => query,
    };
    query.push(")").execute(tx)
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
    let query = actor.sees(query, "p.id", Level::Card);
    query.push(" order by d.last_contact_on, d.id limit ").push_value(SAMPLE).all(reader)
}

/// Erases some of them.
pub fn sweep_details(
    tx: &Transaction,
    actor: &Actor,
    class: DataClass,
    (before, limit): (Date, i64),
) -> Result<u64> {
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
    let query = actor.sees(query.push(" and "), "p.id", Level::Card);
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
