//! What company files hold on a person, and forget with time: contacts nobody spoke with any more.

use jiff::civil::Date;
use platform::access::{Actor, Level, PrincipalId};
use platform::database::{FromRow, Query, Reader, Result, Transaction};

use crate::directory::OrganisationId;
use crate::directory::people::held::{CONTACT_SPARED, swept};
use crate::frame::personal::{Due, Held, Subject};

/// A contact of a file on which nothing was said since a day.
const SILENT: &str =
    " and not exists (select 1 from interaction i where i.company_file = c.company_file and i.held_on >= ";

#[derive(FromRow)]
struct Found {
    id: OrganisationId,
    company: String,
    name: String,
    job: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    basis: String,
    source: Option<String>,
}

fn whose<'q>(query: Query<'q>, subject: &'q Subject) -> Query<'q> {
    let query = query.push(" and (c.name_key = ").push_value(&subject.name_key);
    match &subject.email {
        Some(email) => query.push(" or c.email_key = ").push_value(email).push(")"),
        None => query.push(")"),
    }
}

/// The contacts of an organisation's files who are this person.
pub fn gather(reader: &Reader, owner: PrincipalId, subject: &Subject) -> Result<Vec<Held>> {
    let query = Query::new(
        "select o.id as id, o.name as company, c.name as name, c.job as job, c.email as email, c.phone as phone, c.legal_basis as basis, c.source as source from contact c join company_file f on f.id = c.company_file
         join organisation o on o.id = f.company where f.owner = ",
    );
    let query = whose(query.push_value(owner), subject).push(" order by c.created_at, c.id limit 50");
    let found: Vec<Found> = query.all(reader)?;
    let held = |Found { id, company, name, job, email, phone, basis, source }: Found| Held {
        title: format!("{name}, {company}"),
        url: Some(format!("/companies/{id}")),
        record: None,
        values: [
            ("job", job),
            ("email", email),
            ("phone", phone),
            ("legal_basis", Some(basis)),
            ("found_in", source),
        ]
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| (name, value)))
        .collect(),
    };
    Ok(found.into_iter().map(held).collect())
}

/// Erases them: what was said with the company stays, and is read over by hand.
pub fn erase(tx: &Transaction, _: &Actor, owner: PrincipalId, subject: &Subject) -> Result<u64> {
    let query = Query::new(
        "delete from contact where id in (select c.id from contact c join company_file f on f.id = c.company_file where f.owner = ",
    );
    whose(query.push_value(owner), subject).push(")").execute(tx)
}

fn silent(query: Query<'_>, before: Date) -> Query<'_> {
    let query = query.push(" where c.last_contact_on < ").push_value(before).push(SILENT).push_value(before);
    query.push(")").push(CONTACT_SPARED)
}

/// The contacts kept beyond their period, by organisation.
pub fn due(reader: &Reader, owner: Option<PrincipalId>, before: Date) -> Result<Vec<Due>> {
    let query = Query::new(
        "select w.name as owner, count(*) as count, min(c.last_contact_on) as oldest from contact c join company_file f on f.id = c.company_file
         join principal w on w.id = f.owner",
    );
    let query = silent(query, before);
    let query = match owner {
        Some(owner) => query.push(" and f.owner = ").push_value(owner),
        None => query,
    };
    query.push(" group by w.name order by w.name").all(reader)
}

/// Some of them, that the actor reads.
pub fn sample(reader: &Reader, actor: &Actor, before: Date) -> Result<Vec<(String, String)>> {
    let query = Query::new(
        "select c.name, '/companies/' || f.company from contact c join company_file f on f.id = c.company_file",
    );
    let query = actor.sees(silent(query, before).push(" and "), "f.id", Level::Read);
    query.push(" order by c.last_contact_on, c.id limit 5").all(reader)
}

/// Erases some of them.
pub fn sweep(tx: &Transaction, actor: &Actor, before: Date, limit: i64) -> Result<u64> {
    let query = silent(Query::new("delete from contact where id in (select c.id from contact c"), before);
    let gone =
        query.push(" order by c.last_contact_on, c.id limit ").push_value(limit).push(")").execute(tx)?;
    swept(tx, actor, "contacts", gone)?;
    Ok(gone)
}
