//! The SQL of prospecting.

pub mod followed;
pub mod held;

use platform::access::{self, Actor, Level, NewRecord, RecordId, Visibility};
use platform::database::{Query, Reader, Result, Transaction};
use platform::jobs;
use platform::journal::{self, Entry};
use platform::web::{Problem, ProblemKind};
use serde_json::json;

use super::COMPANY_FILE;
use super::model::{CompanyFile, FileId};
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
        "insert into company_file (id, company, owner, name_key, readership)
         values ($1, $2, $3, (select name_key from organisation where id = $2), (select readership from record where id = $1))",
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
    actor.sees_row(query, "f", Level::Read).maybe(reader)
}

/// The file of one's organisation on a company, if one may write in it.
pub fn writable(tx: &Transaction, actor: &Actor, company: OrganisationId) -> Result<FileId, Problem> {
    directory::refuse_merged(tx, actor, company)?;
    let file = file_of(tx, actor, company)?.ok_or(ProblemKind::NotFound)?;
    access::require(tx, actor, &COMPANY_FILE, file.id.record(), Level::Contribute)?;
    may_keep(actor)?;
    Ok(file.id)
}

/// The company of a file that the actor reads, by the file's own identifier.
pub fn company_of_file(reader: &Reader, actor: &Actor, id: FileId) -> Result<Option<OrganisationId>> {
    let query = Query::new("select f.company from company_file f where f.id = ").push_value(id).push(" and ");
    actor.sees_row(query, "f", Level::Read).maybe(reader)
}

/// When something was last said with the companies of these files, after that changed.
pub fn settle_last(tx: &Transaction, files: &[FileId]) -> Result<()> {
    for file in files {
        Query::new(
            "update company_file set last_said_on = (select max(s.held_on) from (
                select i.held_on from interaction i where i.company_file = $1 and i.withdrawn_at is null
                union all select j.held_on from interaction_also a join interaction j on j.id = a.interaction where a.company_file = $1) s) where id = $1",
        )
        .bind(*file)
        .execute_one(tx)?;
    }
    Ok(())
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
    Relation {
        label: "merge-interactions",
        table: "interaction_also",
        column: "company_file",
        key: "id",
        stays_if: "1 = 0",
        told_to: ToldTo::Merger,
    },
];

/// What of the actor's own file goes to the other one's, when his organisation keeps one on each company.
pub fn joined_files(
    reader: &Reader,
    actor: &Actor,
    from: RecordId,
    into: RecordId,
) -> Result<Vec<(&'static str, i64)>> {
    const OF: &str = " x join company_file f on f.id = x.company_file join company_file k on k.owner = f.owner and k.company = $2 where f.company = $1 and f.owner = $3";
    let count = |table| -> Result<i64> {
        let query = Query::new("select count(*) from ").push(table).push(OF);
        query.bind(from).bind(into).bind(actor.acting_for()).one(reader)
    };
    Ok(vec![
        ("merge-joined-contacts", count("contact")?),
        ("merge-joined-interactions", count("interaction")?),
    ])
}

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
        // Of an interaction that both heard, the line of the file kept is enough.
        let also: Vec<String> = Query::new(
            "select a.id from interaction_also a where a.company_file = $1
                and not exists (select 1 from interaction_also k where k.company_file = $2 and k.interaction = a.interaction)",
        )
        .bind(&file)
        .bind(&kept)
        .all(tx)?;
        for line in &also {
            Query::new("update interaction_also set company_file = $2 where id = $1")
                .bind(line)
                .bind(&kept)
                .execute_one(tx)?;
        }
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
        moved.extend(also.into_iter().map(|key| one("interaction_also", "company_file", key)));
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
        let files: Vec<FileId> =
            Query::new("select id from company_file where company = $1").bind(company).all(tx)?;
        settle_last(tx, &files)?;
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
