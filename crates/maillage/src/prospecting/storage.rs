//! The SQL of prospecting.

pub mod held;

use jiff::civil::Date;
use platform::access::{self, Actor, Level, NewRecord, RecordId, Visibility};
use platform::database::{Query, Reader, Result, Transaction};
use platform::jobs;
use platform::journal::{self, Entry};
use platform::web::{Problem, ProblemKind};
use serde_json::json;

use super::model::{
    CompanyFile, Contact, FileId, Interaction, InteractionId, NewContact, NewInteraction, NextStep, Row,
};
use super::{COMPANY_FILE, INTERACTION};
use crate::directory::{self, NewCompany, OrganisationId};
use crate::frame::merging::{Moved, Relation, ToldTo};
use crate::frame::rights::KEEP_FILES;

/// Refuses those whose role does not keep files.
pub fn may_keep(actor: &Actor) -> Result<(), Problem> {
    let refused = || Problem::from(ProblemKind::Forbidden).saying("company-keep-role").back_to("/companies");
    if actor.may(KEEP_FILES) { Ok(()) } else { Err(refused()) }
}

/// Adds a company to the directory, with the file that one's organisation keeps on it.
pub fn add_company(tx: &Transaction, actor: &Actor, new: &NewCompany) -> Result<OrganisationId, Problem> {
    may_keep(actor)?;
    let id = directory::add_company(tx, actor, new)?;
    open_file(tx, actor, id)?;
    Ok(id)
}

/// Changes a company's facts, from the version that the person read; its files follow its name, at once in the lists,
/// later in the search index.
pub fn change_company(
    tx: &Transaction,
    actor: &Actor,
    id: OrganisationId,
    version: i64,
    new: &NewCompany,
) -> Result<(), Problem> {
    may_keep(actor)?;
    directory::change_company(tx, actor, id, version, new)?;
    Query::new("update company_file set name_key = (select name_key from organisation where id = $1) where company = $1")
        .bind(id)
        .execute(tx)?;
    jobs::enqueue(tx, "company.index", &json!({"company": id}))?;
    Ok(())
}

/// Opens the file of one's organisation on a company, unless it has one.
pub fn open_file(tx: &Transaction, actor: &Actor, company: OrganisationId) -> Result<FileId, Problem> {
    let owner = actor.acting_for().filter(|_| actor.may(KEEP_FILES)).ok_or(ProblemKind::Forbidden)?;
    directory::refuse_merged(tx, actor, company)?;
    if let Some(file) = Query::new("select id from company_file where owner = $1 and company = $2")
        .bind(owner)
        .bind(company)
        .maybe(tx)?
    {
        return Ok(file);
    }
    let id: FileId = tx.new_id();
    let record =
        NewRecord { id: id.record(), owner, visibility: Visibility::Owner, team: None, parent: None };
    access::create(tx, actor, &COMPANY_FILE, record)?;
    Query::new(
        "insert into company_file (id, company, owner, name_key) values ($1, $2, $3, (select name_key from organisation where id = $2))",
    )
    .bind(id)
    .bind(company)
    .bind(owner)
    .execute_one(tx)?;
    let entry =
        Entry { verb: "file.opened", kind: COMPANY_FILE.name, record: Some(id.record()), ..Entry::default() };
    journal::append(tx, actor, entry)?;
    Ok(id)
}

/// The file of one's organisation on a company.
pub fn file_of(reader: &Reader, actor: &Actor, company: OrganisationId) -> Result<Option<CompanyFile>> {
    let query = Query::new(
        "select f.id as id, f.company as company, o.name as owner_name from company_file f join organisation o on o.id = f.owner
         where f.merged_into is null and f.owner = ",
    );
    let query =
        query.push_value(actor.acting_for()).push(" and f.company = ").push_value(company).push(" and ");
    actor.sees(query, "f.id", Level::Read).maybe(reader)
}

fn writable(tx: &Transaction, actor: &Actor, company: OrganisationId) -> Result<FileId, Problem> {
    directory::refuse_merged(tx, actor, company)?;
    let file = file_of(tx, actor, company)?.ok_or(ProblemKind::NotFound)?;
    access::require(tx, actor, &COMPANY_FILE, file.id.record(), Level::Contribute)?;
    may_keep(actor)?;
    Ok(file.id)
}

/// Adds a contact to a file.
pub fn add_contact(
    tx: &Transaction,
    actor: &Actor,
    company: OrganisationId,
    new: &NewContact,
) -> Result<(), Problem> {
    let file = writable(tx, actor, company)?;
    Query::new(
        "insert into contact (id, company_file, name, job, email, phone, legal_basis, created_at, data_class, informed_on, source, last_contact_on, email_key, name_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(tx.new_id::<platform::Uuid>().to_string())
    .bind(file)
    .bind(&new.name)
    .bind(new.job.as_deref())
    .bind(new.email.as_deref())
    .bind(new.phone.as_deref())
    .bind(new.legal_basis)
    .bind(actor.at)
    .bind(new.class)
    .bind(new.informed_on)
    .bind(new.source.as_deref())
    .bind(actor.at.to_zoned(jiff::tz::TimeZone::UTC).date())
    .bind(new.email.as_ref().map(|email| email.to_lowercase()))
    .bind(platform::text::normalise(&new.name))
    .execute_one(tx)?;
    // The journal names the fact, not the person: personal data stay where they can be erased.
    let after = Some(json!({"legal_basis": new.legal_basis}));
    journal::append(
        tx,
        actor,
        Entry {
            verb: "contact.added",
            kind: COMPANY_FILE.name,
            record: Some(file.record()),
            after,
            ..Entry::default()
        },
    )?;
    Ok(())
}

/// Notes what was said with a company.
pub fn log(
    tx: &Transaction,
    actor: &Actor,
    company: OrganisationId,
    new: &NewInteraction,
) -> Result<InteractionId, Problem> {
    let file = writable(tx, actor, company)?;
    let owner = actor.acting_for().ok_or(ProblemKind::Forbidden)?;
    let id: InteractionId = tx.new_id();
    let record = NewRecord {
        id: id.record(),
        owner,
        visibility: Visibility::Parent,
        team: None,
        parent: Some(file.record()),
    };
    access::create(tx, actor, &INTERACTION, record)?;
    Query::new(
        "insert into interaction (id, company_file, channel, held_on, summary, account, next_step, next_due, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(file)
    .bind(new.channel)
    .bind(new.held_on)
    .bind(&new.summary)
    .bind(actor.account().map(|account| account.to_string()))
    .bind(new.next_step.as_deref())
    .bind(new.next_due)
    .bind(actor.at)
    .execute_one(tx)?;
    let after = Some(json!({"channel": new.channel, "held_on": new.held_on, "next_due": new.next_due}));
    journal::append(
        tx,
        actor,
        Entry {
            verb: "interaction.logged",
            kind: INTERACTION.name,
            record: Some(id.record()),
            after,
            ..Entry::default()
        },
    )?;
    jobs::enqueue(tx, "interaction.index", &json!({"id": id}))?;
    Ok(id)
}

/// What is indexed of an interaction, later: logging one at a fair must not wait for it.
pub fn index(tx: &Transaction, id: InteractionId) -> Result<()> {
    let found: Option<(String, String)> = Query::new(
        "select o.name, i.summary from interaction i join company_file f on f.id = i.company_file join organisation o on o.id = f.company where i.id = $1",
    )
    .bind(id)
    .maybe(tx)?;
    let Some((company, summary)) = found else { return Ok(()) };
    let document = platform::search::Document {
        record: id.record(),
        kind: INTERACTION.name,
        level: Level::Read,
        reference: None,
        name: "",
        text: &summary,
        title: &company,
    };
    platform::search::index(tx, &document)
}

/// The next interactions with a company, to index them again: those after one, in the order of their identifiers.
pub fn interactions_after(
    reader: &Reader,
    company: OrganisationId,
    after: Option<InteractionId>,
    limit: i64,
) -> Result<Vec<InteractionId>> {
    let query = Query::new(
        "select i.id from interaction i join company_file f on f.id = i.company_file where f.company = ",
    );
    let query = query.push_value(company);
    let query = match after {
        Some(after) => query.push(" and i.id > ").push_value(after),
        None => query,
    };
    query.push(" order by i.id limit ").push_value(limit).all(reader)
}

/// The company of an interaction, to link to it.
pub fn company_of(reader: &Reader, actor: &Actor, id: InteractionId) -> Result<Option<OrganisationId>> {
    let query = Query::new(
        "select f.company from interaction i join company_file f on f.id = i.company_file where i.id = ",
    )
    .push_value(id)
    .push(" and ");
    actor.sees(query, "i.id", Level::Read).maybe(reader)
}

/// Notes that a next step was done. Doing it twice changes nothing.
pub fn mark_done(tx: &Transaction, actor: &Actor, id: InteractionId) -> Result<OrganisationId, Problem> {
    let company = company_of(tx, actor, id)?.ok_or(ProblemKind::NotFound)?;
    access::require(tx, actor, &INTERACTION, id.record(), Level::Contribute)?;
    let done = Query::new("update interaction set next_done_at = $2 where id = $1 and next_done_at is null")
        .bind(id)
        .bind(actor.at)
        .execute(tx)?;
    if done == 1 {
        journal::append(
            tx,
            actor,
            Entry {
                verb: "interaction.step-done",
                kind: INTERACTION.name,
                record: Some(id.record()),
                ..Entry::default()
            },
        )?;
    }
    Ok(company)
}

/// The company of a file that the actor reads, by the file's own identifier.
pub fn company_of_file(reader: &Reader, actor: &Actor, id: FileId) -> Result<Option<OrganisationId>> {
    let query = Query::new("select f.company from company_file f where f.id = ").push_value(id).push(" and ");
    actor.sees(query, "f.id", Level::Read).maybe(reader)
}

/// The contacts of a file.
pub fn contacts(reader: &Reader, file: FileId) -> Result<Vec<Contact>> {
    Query::new("select name, job, email, phone, legal_basis, data_class, informed_on, source from contact where company_file = $1 order by created_at, id").bind(file).all(reader)
}

/// What was said, latest first.
pub fn interactions(reader: &Reader, actor: &Actor, file: FileId) -> Result<Vec<Interaction>> {
    let query = Query::new(
        "select i.id as id, i.channel as channel, i.held_on as held_on, i.summary as summary,
            (select x.given_name || ' ' || x.family_name from account a join person x on x.id = a.person where a.id = i.account) as by_name,
            i.next_step as next_step, i.next_due as next_due, i.next_done_at is not null as done from interaction i where i.company_file = ",
    );
    let query = query.push_value(file).push(" and ");
    actor.sees(query, "i.id", Level::Read).push(" order by i.held_on desc, i.id desc limit 100").all(reader)
}

/// The next steps that a person owes until a day, the most urgent first.
pub fn next_steps(reader: &Reader, actor: &Actor, until: Date, limit: i64) -> Result<Vec<NextStep>> {
    let query = Query::new(
        "select i.id as id, o.id as company, o.name as company_name, o.fictitious as fictitious, i.next_step as next_step, i.next_due as next_due,
            i.held_on as held_on
         from interaction i join company_file f on f.id = i.company_file join organisation o on o.id = f.company
         where i.next_due is not null and i.next_done_at is null and i.next_step is not null and (i.next_account = ",
    );
    let account = actor.account().map(|account| account.to_string());
    // Handed over by who left, or one's own unless it was handed over.
    let query = query
        .push_value(account.clone())
        .push(" or (i.next_account is null and i.account = ")
        .push_value(account)
        .push(")) and i.next_due <= ")
        .push_value(until)
        .push(" and ");
    actor
        .sees(query, "i.id", Level::Read)
        .push(" order by i.next_due, i.id limit ")
        .push_value(limit)
        .all(reader)
}

/// The companies on which one's organisation keeps a file, by name, from a place in the list.
pub fn list(
    reader: &Reader,
    actor: &Actor,
    after: Option<&(String, OrganisationId)>,
    limit: i64,
) -> Result<Vec<Row>> {
    let query = Query::new(
        "select o.id as company, o.name as name, o.country as country, o.city as city, o.fictitious as fictitious,
            (select max(i.held_on) from interaction i where i.company_file = l.id) as last, l.name_key as name_key
         from (select f.id, f.company, f.name_key from company_file f where f.merged_into is null and f.owner = ",
    );
    let query = actor.sees(query.push_value(actor.acting_for()).push(" and "), "f.id", Level::Read);
    let query = match after {
        Some((key, id)) => query
            .push(" and (f.name_key, f.company) > (")
            .push_value(key)
            .push(", ")
            .push_value(*id)
            .push(")"),
        None => query,
    };
    let query = query.push(" order by f.name_key, f.company limit ").push_value(limit);
    query.push(") l join organisation o on o.id = l.company order by l.name_key, l.company").all(reader)
}

/// How many there are, up to 10 000.
pub fn count(reader: &Reader, actor: &Actor) -> Result<i64> {
    let query = Query::new(
        "select count(*) from (select f.id from company_file f where f.merged_into is null and f.owner = ",
    )
    .push_value(actor.acting_for())
    .push(" and ");
    actor.sees(query, "f.id", Level::Read).push(" limit 10001) x").one(reader)
}

/// The files that name a company: one of an owner that has one on the other company is joined to it first.
pub const MERGED: &[Relation] = &[Relation {
    label: "merge-files",
    table: "company_file",
    column: "company",
    key: "id",
    stays_if: "exists (select 1 from company_file k where k.company = $2 and k.owner = company_file.owner)",
    told_to: ToldTo::Reader("company_file.id", Level::Read),
}];

/// What files hold, which moves when they are joined.
pub const FOLDED: &[Relation] = &[
    Relation {
        label: "merge-contacts",
        table: "contact",
        column: "company_file",
        key: "id",
        stays_if: "1 = 0",
        told_to: ToldTo::Merger,
    },
    Relation {
        label: "merge-interactions",
        table: "interaction",
        column: "company_file",
        key: "id",
        stays_if: "1 = 0",
        told_to: ToldTo::Merger,
    },
];

/// Joins the files that one owner has on both companies: contacts and interactions go to the file of the company kept.
pub fn fold_files(tx: &Transaction, from: RecordId, into: RecordId) -> Result<Vec<Moved>> {
    let twice: Vec<(String, String)> = Query::new(
        "select f.id, k.id from company_file f join company_file k on k.owner = f.owner and k.company = $2 where f.company = $1",
    )
    .bind(from)
    .bind(into)
    .all(tx)?;
    let mut moved = Vec::new();
    for (file, kept) in twice {
        let one = |table: &str, column: &str, key| Moved {
            table: table.to_owned(),
            column: column.to_owned(),
            key,
            from: file.clone(),
            to: kept.clone(),
        };
        let contacts: Vec<String> =
            Query::new("select id from contact where company_file = $1").bind(&file).all(tx)?;
        let said: Vec<String> =
            Query::new("select id from interaction where company_file = $1").bind(&file).all(tx)?;
        for (update, changed) in [
            ("update contact set company_file = $2 where company_file = $1", contacts.len()),
            ("update interaction set company_file = $2 where company_file = $1", said.len()),
            ("update record set parent = $2 where parent = $1", said.len()),
        ] {
            if changed > 0 {
                Query::new(update).bind(&file).bind(&kept).execute(tx)?;
            }
        }
        moved.extend(contacts.into_iter().map(|key| one("contact", "company_file", key)));
        for key in said {
            moved.push(one("record", "parent", key.clone()));
            moved.push(one("interaction", "company_file", key));
        }
    }
    Ok(moved)
}

/// What files and interactions say of a company's name, after it changed hands.
pub fn settle_files(tx: &Transaction, _: &[Moved], organisations: [RecordId; 2]) -> Result<()> {
    for company in organisations {
        Query::new("update company_file set name_key = (select name_key from organisation where id = $1) where company = $1")
            .bind(company)
            .execute(tx)?;
        Query::new(
            "update company_file set merged_into = (select k.id from company_file k join organisation o on o.merged_into = k.company
                where o.id = company_file.company and k.owner = company_file.owner) where company = $1",
        )
        .bind(company)
        .execute(tx)?;
        jobs::enqueue(tx, "company.index", &json!({"company": company.to_string()}))?;
    }
    Ok(())
}
