//! What company files hold on a person, and forget with time: contacts nobody spoke with any more.

use jiff::Span;
use jiff::civil::Date;
use platform::access::{Actor, Level, PrincipalId, RecordId};
use platform::database::{FromRow, Query, Reader, Result, Transaction};

use super::super::COMPANY_FILE;
use super::super::contacts::ContactRole;
use crate::directory::OrganisationId;
use crate::directory::people::classes::{CLASSES, ClassRule, DataClass, Fate};
use crate::directory::people::held::{CONTACT_SPARED, swept};
use crate::frame::personal::{Due, Held, LINES, Subject, Surety, known};

/// A contact of a file on which nothing was said since a day.
const SILENT: &str =
    " and not exists (select 1 from interaction_also a join interaction j on j.id = a.interaction
    where a.company_file = c.company_file and j.held_on >= ";
const SILENT_OWN: &str = ") and not exists (select 1 from interaction i where i.company_file = c.company_file and i.withdrawn_at is null and i.held_on >= ";

#[derive(FromRow)]
struct Found {
    line: String,
    surety: Surety,
    file: RecordId,
    company_id: OrganisationId,
    company: String,
    name: String,
    job: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    class: String,
    basis: String,
    source: Option<String>,
    informed: Option<Date>,
    last_contact: Option<Date>,
    role: Option<ContactRole>,
    gone: Option<Date>,
}

/// The contacts of an organisation's files who may be this person.
pub fn gather(reader: &Reader, owner: PrincipalId, subject: &Subject) -> Result<Vec<Held>> {
    let query =
        Query::new("select c.id as line, case when c.email_key = ").push_value(subject.email.as_deref());
    let query = query.push(
        " then 'address' else 'name' end as surety, f.id as file, o.id as company_id, o.name as company, c.name as name, c.job as job, c.email as email, c.phone as phone,
            c.data_class as class, c.legal_basis as basis, c.source as source, c.informed_on as informed, c.last_contact_on as last_contact, c.role as role, c.left_on as gone
         from contact c join company_file f on f.id = c.company_file join organisation o on o.id = f.company where f.owner = ",
    );
    let query = query.push_value(owner).push(" and (c.name_key = ").push_value(&subject.name_key);
    let query = query.push(" or c.email_key = ").push_value(subject.email.as_deref());
    let query = query.push(") order by surety, c.created_at, c.id limit ").push_value(LINES);
    let found: Vec<Found> = query.all(reader)?;
    let held = |one: Found| Held {
        line: one.line,
        surety: one.surety,
        title: format!("{}, {}", one.name, one.company),
        url: Some(format!("/companies/{}", one.company_id)),
        record: Some((COMPANY_FILE.name.to_owned(), one.file)),
        values: known([
            ("job", one.job),
            ("email", one.email),
            ("phone", one.phone),
            ("class", Some(one.class)),
            ("legal_basis", Some(one.basis)),
            ("found_in", one.source),
            ("informed_on", one.informed.map(|day| day.to_string())),
            ("last_contact_on", one.last_contact.map(|day| day.to_string())),
            ("contact_role", one.role.map(|role| role.key().to_owned())),
            ("left_on", one.gone.map(|day| day.to_string())),
        ]),
        parts: Vec::new(),
    };
    Ok(found.into_iter().map(held).collect())
}

/// Erases those that are this person: what was said with the company stays, and is read over by hand.
pub fn erase(tx: &Transaction, _: &Actor, owner: PrincipalId, _: &Subject, lines: &[String]) -> Result<u64> {
    let mut gone = 0;
    for line in lines {
        gone += Query::new(
            "delete from contact where id = $1 and exists (select 1 from company_file f where f.id = contact.company_file and f.owner = $2)",
        )
        .bind(line)
        .bind(owner)
        .execute(tx)?;
    }
    Ok(gone)
}

/// The contacts of some classes on whom nothing was said for the period of each: `before` is the day of business contacts.
fn silent(query: Query<'_>, before: Date, classes: impl Iterator<Item = &'static ClassRule>) -> Query<'_> {
    let usual = DataClass::BusinessContact.rule().months;
    let mut query = query.push(" where (1 = 0");
    for rule in classes {
        let day = before.checked_add(Span::new().months(usual - rule.months)).unwrap_or(before);
        query = query.push(" or c.data_class = ").push_value(rule.class).push(" and c.last_contact_on < ");
        query = query.push_value(day).push(SILENT).push_value(day);
        query = query.push(SILENT_OWN).push_value(day).push(")");
    }
    query.push(")").push(CONTACT_SPARED)
}

/// The contacts kept beyond the period of their class, by organisation.
pub fn due(reader: &Reader, owner: Option<PrincipalId>, before: Date) -> Result<Vec<Due>> {
    let query = Query::new(
        "select w.name as owner, count(*) as count, min(c.last_contact_on) as oldest from contact c join company_file f on f.id = c.company_file
         join principal w on w.id = f.owner",
    );
    let query = silent(query, before, CLASSES.iter());
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
    let query = actor.sees_row(silent(query, before, CLASSES.iter()).push(" and "), "f", Level::Read);
    query.push(" order by c.last_contact_on, c.id limit 5").all(reader)
}

/// Erases some of them; those that archives are to keep are left to whoever sends them there.
pub fn sweep(tx: &Transaction, actor: &Actor, before: Date, limit: i64) -> Result<u64> {
    let erased = CLASSES.iter().filter(|rule| rule.fate != Fate::Archive);
    let query =
        silent(Query::new("delete from contact where id in (select c.id from contact c"), before, erased);
    let gone =
        query.push(" order by c.last_contact_on, c.id limit ").push_value(limit).push(")").execute(tx)?;
    swept(tx, actor, "contacts", gone)?;
    Ok(gone)
}
