//! The teams that somebody leaves.

use platform::access::{self, Actor, Level, NewGrant, RecordId, Validity};
use platform::database::{FromRow, Query, Reader, Transaction};
use platform::web::{Problem, ProblemKind};
use serde_json::json;

use super::super::super::PROJECT;
use super::super::super::model::ProjectId;
use super::super::model::Role;
use super::contributors::{member, note, stop};
use crate::frame::links::{Held, Leaver, Passed};

#[derive(FromRow)]
struct Row {
    id: String,
    project: ProjectId,
    reference: String,
    code_name: String,
    role: Role,
}

/// The lines under which he works on projects, for the organisation that he leaves.
fn rows(reader: &Reader, leaver: &Leaver) -> Result<Vec<Row>, Problem> {
    let rows = Query::new(
        "select c.id as id, c.project as project, p.reference as reference, p.code_name as code_name, c.role as role
         from project_contributor c join project p on p.id = c.project join seat s on s.id = c.seat
         where c.ended_at is null and c.account = $1 and s.organisation = $2 order by p.reference, c.id",
    );
    Ok(rows.bind(leaver.account.to_string()).bind(leaver.organisation).all(reader)?)
}

/// The projects on whose team he is; named to those who see them.
pub fn contributor_of(reader: &Reader, actor: &Actor, leaver: &Leaver) -> Result<Vec<Held>, Problem> {
    let found = rows(reader, leaver)?;
    let query = actor.seen(Query::new("select x.record from ("), PROJECT.name, Level::Card);
    let seen: Vec<RecordId> = query.push(") x").all(reader)?;
    let one = |row: Row| Held {
        record: row.project.record(),
        title: seen.contains(&row.project.record()).then(|| format!("{} {}", row.reference, row.code_name)),
    };
    Ok(found.into_iter().map(one).collect())
}

/// Puts somebody else in his place, who has what his role was shown. One who is already there, or whom a wall keeps away, does
/// not take it.
pub fn pass_contributor(
    tx: &Transaction,
    actor: &Actor,
    leaver: &Leaver,
    heir: &Actor,
) -> Result<Passed, Problem> {
    let (account, seat) = heir.account().zip(heir.seat()).ok_or(ProblemKind::Internal)?;
    let mut passed = Passed::default();
    for row in rows(tx, leaver)? {
        let kept_away: i64 = Query::new(
            "select (select count(*) from project_contributor c where c.project = $1 and c.seat = $2 and c.ended_at is null)
                + (select count(*) from wall w join principal k on k.key = w.principal where w.record = $1 and k.id = $2)",
        )
        .bind(row.project)
        .bind(seat)
        .one(tx)?;
        if kept_away > 0 {
            passed.left += 1;
            continue;
        }
        let reason: String =
            Query::new("select reason from project_contributor where id = $1").bind(&row.id).one(tx)?;
        stop(tx, actor, row.project, &member(tx, row.project, &row.id)?)?;
        Query::new(
            "insert into project_contributor (id, project, account, seat, role, reason, added_by, added_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(tx.new_id::<platform::Uuid>().to_string())
        .bind(row.project)
        .bind(account.to_string())
        .bind(seat)
        .bind(row.role)
        .bind(&reason)
        .bind(actor.account().map(|account| account.to_string()))
        .bind(actor.at)
        .execute_one(tx)?;
        let given = NewGrant {
            to: seat,
            level: row.role.level(),
            reason: &reason,
            validity: Validity::ALWAYS,
            because: None,
        };
        access::grant(tx, actor, &PROJECT, row.project.record(), &given)?;
        let after = json!({"account": account.to_string(), "role": row.role});
        note(tx, actor, row.project, "team.joined", after, Some(&reason))?;
        passed.done += 1;
    }
    Ok(passed)
}
