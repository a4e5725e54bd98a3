//! The projects that somebody leaves: those he is referent of, second reader of, verifier of.

use platform::access::{self, Actor, Level, RecordId};
use platform::database::{FromRow, Query, Reader, Transaction};
use platform::journal::{self, Entry};
use platform::web::{Problem, ProblemKind};
use serde_json::json;

use super::super::PROJECT;
use super::super::fields::Field;
use super::super::model::ProjectId;
use crate::frame::links::{Held, Leaver, Passed};

#[derive(FromRow)]
struct Row {
    id: ProjectId,
    reference: String,
    code_name: String,
    version: i64,
    referent: Option<String>,
    second_reader: Option<String>,
    verifier: Option<String>,
}

impl Row {
    /// Whether somebody has another part in it: one person is not both referent and second reader, nor verifier of what
    /// he answers for.
    fn conflicts(&self, part: Field, account: &str) -> bool {
        let other = match part {
            Field::Referent => [&self.second_reader, &self.verifier],
            _ => [&self.referent, &None],
        };
        other.into_iter().any(|held| held.as_deref() == Some(account))
    }
}

/// The projects where he has this part. A verified win keeps the name of who verified it.
fn rows(reader: &Reader, leaver: &Leaver, part: Field) -> Result<Vec<Row>, Problem> {
    let query = Query::new(
        "select p.id as id, p.reference as reference, p.code_name as code_name, r.version as version,
            p.referent as referent, p.second_reader as second_reader, p.verifier as verifier
         from project p join record r on r.id = p.id where p.",
    );
    let query = query.push(part.key()).push(" = ").push_value(leaver.account.to_string());
    let query = if part == Field::Verifier { query.push(" and p.verified_at is null") } else { query };
    let query = query.push(" and p.owner = ").push_value(leaver.organisation);
    Ok(query.push(" order by p.reference").all(reader)?)
}

fn held(reader: &Reader, actor: &Actor, leaver: &Leaver, part: Field) -> Result<Vec<Held>, Problem> {
    let found = rows(reader, leaver, part)?;
    let query = actor.seen(Query::new("select x.record from ("), PROJECT.name, Level::Card);
    let seen: Vec<RecordId> = query.push(") x").all(reader)?;
    let one = |row: Row| Held {
        record: row.id.record(),
        title: seen.contains(&row.id.record()).then(|| format!("{} {}", row.reference, row.code_name)),
    };
    Ok(found.into_iter().map(one).collect())
}

fn pass(
    tx: &Transaction,
    actor: &Actor,
    leaver: &Leaver,
    heir: &Actor,
    part: Field,
) -> Result<Passed, Problem> {
    let to = heir.account().ok_or(ProblemKind::Internal)?.to_string();
    let mut passed = Passed::default();
    for row in rows(tx, leaver, part)? {
        let sees = access::level_of(tx, heir, row.id.record())?.is_some_and(|level| level >= Level::Edit);
        // A project closed to the heir stays where it is.
        if !sees || row.conflicts(part, &to) {
            passed.left += 1;
            continue;
        }
        access::touch(tx, actor, row.id.record(), row.version)?;
        let query = Query::new("update project set ").push(part.key()).push(" = ").push_value(&to);
        query.push(" where id = ").push_value(row.id).execute_one(tx)?;
        let entry = Entry {
            verb: "project.changed",
            kind: PROJECT.name,
            record: Some(row.id.record()),
            before: Some(json!({part.key(): leaver.account.to_string()})),
            after: Some(json!({part.key(): to})),
            reason: None,
        };
        journal::append(tx, actor, entry)?;
        passed.done += 1;
    }
    Ok(passed)
}

/// The projects that he is referent of; named to those who see them.
pub fn referent_of(reader: &Reader, actor: &Actor, leaver: &Leaver) -> Result<Vec<Held>, Problem> {
    held(reader, actor, leaver, Field::Referent)
}

/// The projects that he is second reader of.
pub fn second_reader_of(reader: &Reader, actor: &Actor, leaver: &Leaver) -> Result<Vec<Held>, Problem> {
    held(reader, actor, leaver, Field::SecondReader)
}

/// The projects whose win he is to verify.
pub fn verifier_of(reader: &Reader, actor: &Actor, leaver: &Leaver) -> Result<Vec<Held>, Problem> {
    held(reader, actor, leaver, Field::Verifier)
}

/// Gives them to another referent.
pub fn pass_referent(
    tx: &Transaction,
    actor: &Actor,
    leaver: &Leaver,
    heir: &Actor,
) -> Result<Passed, Problem> {
    pass(tx, actor, leaver, heir, Field::Referent)
}

/// Gives them to another second reader.
pub fn pass_second_reader(
    tx: &Transaction,
    actor: &Actor,
    leaver: &Leaver,
    heir: &Actor,
) -> Result<Passed, Problem> {
    pass(tx, actor, leaver, heir, Field::SecondReader)
}

/// Gives them to another verifier.
pub fn pass_verifier(
    tx: &Transaction,
    actor: &Actor,
    leaver: &Leaver,
    heir: &Actor,
) -> Result<Passed, Problem> {
    pass(tx, actor, leaver, heir, Field::Verifier)
}
