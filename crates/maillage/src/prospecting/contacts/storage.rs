//! The SQL of contacts.

use platform::access::Actor;
use platform::database::{Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::text::normalise;
use platform::web::{Problem, ProblemKind};
use serde_json::{Map, Value, json};

use super::super::COMPANY_FILE;
use super::super::model::FileId;
use super::super::storage::writable;
use super::model::{Contact, ContactId, NewContact};
use crate::directory::OrganisationId;

/// Adds a contact to a file.
pub fn add_contact(
    tx: &Transaction,
    actor: &Actor,
    company: OrganisationId,
    new: &NewContact,
) -> Result<ContactId, Problem> {
    let file = writable(tx, actor, company)?;
    Ok(insert_contact(tx, actor, file, new)?)
}

/// The same, on a file of which the caller has made sure. Of a company where nobody is called first, the first is.
pub fn insert_contact(tx: &Transaction, actor: &Actor, file: FileId, new: &NewContact) -> Result<ContactId> {
    let id: ContactId = tx.new_id();
    let first: Option<ContactId> =
        Query::new("select id from contact where company_file = $1 and main limit 1").bind(file).maybe(tx)?;
    Query::new(
        "insert into contact (id, company_file, name, job, role, main, left_on, email, phone, legal_basis, created_at, data_class, informed_on, source,
            last_contact_on, email_key, name_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(id)
    .bind(file)
    .bind(&new.name)
    .bind(new.job.as_deref())
    .bind(new.role)
    .bind(new.main || (first.is_none() && new.left_on.is_none()))
    .bind(new.left_on)
    .bind(new.email.as_deref())
    .bind(new.phone.as_deref())
    .bind(new.legal_basis)
    .bind(actor.at)
    .bind(new.class)
    .bind(new.informed_on)
    .bind(new.source.as_deref())
    .bind(actor.at.to_zoned(jiff::tz::TimeZone::UTC).date())
    .bind(new.email.as_ref().map(|email| email.to_lowercase()))
    .bind(normalise(&new.name))
    .execute_one(tx)?;
    if new.main {
        alone_first(tx, file, id)?;
    }
    // The journal names the fact, not the person: personal data stay where they can be erased.
    note(tx, actor, file, "contact.added", json!({"legal_basis": new.legal_basis}))?;
    Ok(id)
}

/// One person is called first.
fn alone_first(tx: &Transaction, file: FileId, id: ContactId) -> Result<()> {
    Query::new("update contact set main = false where company_file = $1 and id <> $2 and main")
        .bind(file)
        .bind(id)
        .execute(tx)
        .map(drop)
}

fn note(tx: &Transaction, actor: &Actor, file: FileId, verb: &'static str, after: Value) -> Result<()> {
    let entry = Entry {
        verb,
        kind: COMPANY_FILE.name,
        record: Some(file.record()),
        after: Some(after),
        ..Entry::default()
    };
    journal::append(tx, actor, entry).map(drop)
}

const ROW: &str = "select id, name, job, role, main, left_on, email, phone, legal_basis, data_class, informed_on, source, last_contact_on, version
    from contact where company_file = ";

/// The contacts of a file: whom one calls first, those who are there, those who left. The caller has made sure that the actor
/// reads it.
pub fn contacts(reader: &Reader, file: FileId) -> Result<Vec<Contact>> {
    let query = Query::new(ROW).push_value(file);
    query.push(" order by main desc, left_on is not null, created_at, id").all(reader)
}

/// A contact that the actor may change, with the file.
pub fn changeable(
    tx: &Transaction,
    actor: &Actor,
    company: OrganisationId,
    id: ContactId,
) -> Result<(FileId, Contact), Problem> {
    let file = writable(tx, actor, company)?;
    let query = Query::new(ROW).push_value(file).push(" and id = ").push_value(id);
    let found = query.maybe(tx)?.ok_or(ProblemKind::NotFound)?;
    Ok((file, found))
}

/// Changes a contact, from the version that the person read.
pub fn change(
    tx: &Transaction,
    actor: &Actor,
    (company, id): (OrganisationId, ContactId),
    version: i64,
    new: &NewContact,
) -> Result<(), Problem> {
    let (file, before) = changeable(tx, actor, company, id)?;
    Query::new(
        "update contact set name = $4, job = $5, role = $6, main = $7, left_on = $8, email = $9, phone = $10, legal_basis = $11, informed_on = $12,
            source = $13, email_key = $14, name_key = $15, version = version + 1
         where id = $1 and company_file = $2 and version = $3",
    )
    .bind(id)
    .bind(file)
    .bind(version)
    .bind(&new.name)
    .bind(new.job.as_deref())
    .bind(new.role)
    .bind(new.main)
    .bind(new.left_on)
    .bind(new.email.as_deref())
    .bind(new.phone.as_deref())
    .bind(new.legal_basis)
    .bind(new.informed_on)
    .bind(new.source.as_deref())
    .bind(new.email.as_ref().map(|email| email.to_lowercase()))
    .bind(normalise(&new.name))
    .execute_one(tx)?;
    if new.main {
        alone_first(tx, file, id)?;
    }
    let touched = [
        ("contact_name", before.name != new.name),
        ("job", before.job != new.job),
        ("contact_role", before.role != new.role),
        ("main_contact", before.main != new.main),
        ("left_on", before.left_on != new.left_on),
        ("email", before.email != new.email),
        ("phone", before.phone != new.phone),
        ("legal_basis", before.legal_basis != new.legal_basis),
        ("informed_on", before.informed_on != new.informed_on),
        ("found_in", before.source != new.source),
    ];
    let touched = touched.into_iter().filter(|(_, changed)| *changed);
    let touched: Map<String, Value> = touched.map(|(field, _)| (field.to_owned(), json!(true))).collect();
    Ok(note(tx, actor, file, "contact.changed", Value::Object(touched))?)
}
