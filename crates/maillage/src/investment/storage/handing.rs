//! The projects that somebody leaves: those he is referent of, those he is second reader of.

use platform::access::{self, Actor, Level, RecordId};
use platform::database::{FromRow, Query, Reader, Transaction};
use platform::journal::{self, Entry};
use platform::web::{Problem, ProblemKind};
use serde_json::json;

use super::super::PROJECT;
use super::super::model::ProjectId;
use crate::frame::links::{Held, Leaver, Passed};

#[derive(FromRow)]
struct Row {
    id: ProjectId,
    reference: String,
    code_name: String,
    version: i64,
    other: Option<String>,
}

const ROWS: &str =
    "select p.id as id, p.reference as reference, p.code_name as code_name, r.version as version, ";

fn rows(reader: &Reader, leaver: &Leaver, referent: bool) -> Result<Vec<Row>, Problem> {
    let query = Query::new(ROWS);
    let query = if referent {
        query.push("p.second_reader as other from project p join record r on r.id = p.id where p.referent = ")
    } else {
        query.push("p.referent as other from project p join record r on r.id = p.id where p.second_reader = ")
    };
    let query = query.push_value(leaver.account.to_string()).push(" and p.owner = ");
    Ok(query.push_value(leaver.organisation).push(" order by p.reference").all(reader)?)
}

fn held(reader: &Reader, actor: &Actor, leaver: &Leaver, referent: bool) -> Result<Vec<Held>, Problem> {
    let found = rows(reader, leaver, referent)?;
    let query = actor.seen(Query::new("select x.record from ("), PROJECT.name, Level::Card);
    let seen: Vec<RecordId> = query.push(") x").all(reader)?;
    let one = |row: Row| Held {
        record: row.id.record(),
        title: seen.contains(&row.id.record()).then(|| format!("{} {}", row.reference, row.code_name)),
    };
    Ok(found.into_iter().map(one).collect())
}

/// The projects that he is referent of; named to those who see them.
pub fn referent_of(reader: &Reader, actor: &Actor, leaver: &Leaver) -> Result<Vec<Held>, Problem> {
    held(reader, actor, leaver, true)
}

/// The projects that he is second reader of.
pub fn second_reader_of(reader: &Reader, actor: &Actor, leaver: &Leaver) -> Result<Vec<Held>, Problem> {
    held(reader, actor, leaver, false)
}

fn pass(
    tx: &Transaction,
    actor: &Actor,
    leaver: &Leaver,
    heir: &Actor,
    referent: bool,
) -> Result<Passed, Problem> {
    let to = heir.account().ok_or(ProblemKind::Internal)?.to_string();
    let (field, sql) = if referent {
        ("referent", "update project set referent = $2 where id = $1")
    } else {
        ("second_reader", "update project set second_reader = $2 where id = $1")
    };
    let mut passed = Passed::default();
    for row in rows(tx, leaver, referent)? {
        let sees = access::level_of(tx, heir, row.id.record())?.is_some_and(|level| level >= Level::Edit);
        // One person is not both referent and second reader; a project closed to the heir stays where it is.
        if !sees || row.other.as_deref() == Some(&to) {
            passed.left += 1;
            continue;
        }
        access::touch(tx, actor, row.id.record(), row.version)?;
        Query::new(sql).bind(row.id).bind(&to).execute_one(tx)?;
        let entry = Entry {
            verb: "project.changed",
            kind: PROJECT.name,
            record: Some(row.id.record()),
            before: Some(json!({field: leaver.account.to_string()})),
            after: Some(json!({field: to})),
            reason: None,
        };
        journal::append(tx, actor, entry)?;
        passed.done += 1;
    }
    Ok(passed)
}

/// Gives them to another referent.
pub fn pass_referent(
    tx: &Transaction,
    actor: &Actor,
    leaver: &Leaver,
    heir: &Actor,
) -> Result<Passed, Problem> {
    pass(tx, actor, leaver, heir, true)
}

/// Gives them to another second reader.
pub fn pass_second_reader(
    tx: &Transaction,
    actor: &Actor,
    leaver: &Leaver,
    heir: &Actor,
) -> Result<Passed, Problem> {
    pass(tx, actor, leaver, heir, false)
}
