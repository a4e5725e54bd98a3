//! The SQL of next steps handed over. Who held the interaction stays; who owes what follows changes.

use platform::access::{self, Actor, Level, RecordId};
use platform::database::{Query, Reader, Transaction};
use platform::journal::{self, Entry};
use platform::web::{Problem, ProblemKind};
use serde_json::json;

use super::super::INTERACTION;
use crate::frame::links::{Held, Leaver, Passed};

const OWED: &str = "select i.id, i.next_step from interaction i join company_file f on f.id = i.company_file
    where i.next_due is not null and i.next_done_at is null and f.owner = ";

fn rows(reader: &Reader, leaver: &Leaver) -> Result<Vec<(RecordId, Option<String>)>, Problem> {
    let account = leaver.account.to_string();
    let query = Query::new(OWED).push_value(leaver.organisation).push(" and (i.next_account = ");
    let query = query.push_value(account.clone()).push(" or (i.next_account is null and i.account = ");
    Ok(query.push_value(account).push(")) order by i.next_due, i.id").all(reader)?)
}

/// The next steps that he owes; said to those who read them.
pub fn owed_by(reader: &Reader, actor: &Actor, leaver: &Leaver) -> Result<Vec<Held>, Problem> {
    let query = actor.seen(Query::new("select x.record from ("), INTERACTION.name, Level::Read);
    let seen: Vec<RecordId> = query.push(") x").all(reader)?;
    let one = |(record, step): (RecordId, Option<String>)| Held {
        record,
        title: step.filter(|_| seen.contains(&record)),
    };
    Ok(rows(reader, leaver)?.into_iter().map(one).collect())
}

/// Gives them to somebody else.
pub fn pass_owed(tx: &Transaction, actor: &Actor, leaver: &Leaver, heir: &Actor) -> Result<Passed, Problem> {
    let to = heir.account().ok_or(ProblemKind::Internal)?.to_string();
    let mut passed = Passed::default();
    for (record, _) in rows(tx, leaver)? {
        if access::level_of(tx, heir, record)?.is_none_or(|level| level < Level::Read) {
            passed.left += 1;
            continue;
        }
        Query::new("update interaction set next_account = $2 where id = $1")
            .bind(record)
            .bind(&to)
            .execute_one(tx)?;
        let entry = Entry {
            verb: "interaction.handed-over",
            kind: INTERACTION.name,
            record: Some(record),
            before: Some(json!({"next_account": leaver.account.to_string()})),
            after: Some(json!({"next_account": to})),
            reason: None,
        };
        journal::append(tx, actor, entry)?;
        passed.done += 1;
    }
    Ok(passed)
}
