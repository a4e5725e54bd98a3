//! The SQL of statuses and pauses.

use jiff::civil::Date;
use platform::access::{Actor, Level};
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::text::tidy;
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::PROJECT;
use super::super::model::ProjectId;
use super::super::rules::LONGEST_REASON;
use super::super::status::Status;
use super::super::storage::describing::describe;
use super::super::storage::history::history;
use super::super::storage::write::{editable, touch};
use super::rules::StatusChange;

/// Says whether a project goes on. A verified win is restated instead.
pub fn change_status(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    version: i64,
    change: &StatusChange,
) -> Result<i64, Problem> {
    let (project, _) = editable(tx, actor, id)?;
    if project.verified_at.is_some() {
        let frozen = Problem::from(ProblemKind::Invalid).saying("refusal-frozen");
        return Err(frozen.back_to(format!("/projects/{id}/restatements")));
    }
    let before = &project.standing;
    let next = touch(tx, actor, id, version, before.status != change.status)?;
    Query::new(
        "update project set status = $2, status_since = $3, status_until = $4, lost_reason = $5, lost_to = $6, lessons = $7 where id = $1",
    )
    .bind(id)
    .bind(change.status)
    .bind(actor.at)
    .bind(change.until)
    .bind(change.cause.as_deref())
    .bind(change.lost_to.as_deref())
    .bind(change.lessons.as_deref())
    .execute_one(tx)?;
    log_status(tx, actor, id, before.status, change)?;
    describe(tx, id)?;
    let entry = Entry {
        verb: "project.status",
        kind: PROJECT.name,
        record: Some(id.record()),
        before: Some(json!({"status": before.status, "until": before.until})),
        after: Some(
            json!({"status": change.status, "until": change.until, "cause": change.cause, "lost_to": change.lost_to}),
        ),
        reason: Some(&change.reason),
    };
    journal::append(tx, actor, entry)?;
    Ok(next)
}

fn log_status(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    from: Status,
    change: &StatusChange,
) -> Result<()> {
    Query::new(
        "insert into project_status_change (id, project, from_status, to_status, at, account, reason, until) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(tx.new_id::<platform::Uuid>().to_string())
    .bind(id)
    .bind(from)
    .bind(change.status)
    .bind(actor.at)
    .bind(actor.account().map(|account| account.to_string()))
    .bind(&change.reason)
    .bind(change.until)
    .execute_one(tx)
}

/// Stops the clocks of a project, with a reason. Doing it twice changes nothing.
pub fn pause(tx: &Transaction, actor: &Actor, id: ProjectId, reason: &str) -> Result<(), Problem> {
    let (project, _) = editable(tx, actor, id)?;
    if project.verified_at.is_some() {
        return Err(Problem::from(ProblemKind::Invalid).saying("refusal-pause-frozen"));
    }
    let reason = tidy(reason);
    let mut faults = Faults::default();
    faults.longer(&[("pause_reason", &reason, LONGEST_REASON)]);
    if reason.is_empty() {
        faults.add("pause_reason", "error-pause-reason");
    }
    faults.or(())?;
    if history(tx, id)?.pauses.iter().any(|pause| pause.ended_at.is_none()) {
        return Ok(());
    }
    touch(tx, actor, id, project.version, false)?;
    Query::new(
        "insert into project_pause (id, project, reason, account, began_at) values ($1, $2, $3, $4, $5)",
    )
    .bind(tx.new_id::<platform::Uuid>().to_string())
    .bind(id)
    .bind(&reason)
    .bind(actor.account().map(|account| account.to_string()))
    .bind(actor.at)
    .execute_one(tx)?;
    describe(tx, id)?;
    let entry = Entry {
        verb: "project.paused",
        kind: PROJECT.name,
        record: Some(id.record()),
        reason: Some(&reason),
        ..Entry::default()
    };
    journal::append(tx, actor, entry)?;
    Ok(())
}

/// Starts the clocks of a project again. Doing it twice changes nothing.
pub fn resume(tx: &Transaction, actor: &Actor, id: ProjectId) -> Result<(), Problem> {
    let (project, _) = editable(tx, actor, id)?;
    let ended = Query::new("update project_pause set ended_at = $2 where project = $1 and ended_at is null")
        .bind(id)
        .bind(actor.at)
        .execute(tx)?;
    if ended == 0 {
        return Ok(());
    }
    touch(tx, actor, id, project.version, false)?;
    let entry =
        Entry { verb: "project.resumed", kind: PROJECT.name, record: Some(id.record()), ..Entry::default() };
    journal::append(tx, actor, entry)?;
    Ok(())
}

/// A project that sleeps, and the day on which its referent looks again.
#[derive(Clone, Debug, FromRow)]
pub struct Waking {
    /// The project.
    pub id: ProjectId,
    /// Its code name.
    pub code_name: String,
    /// Delayed, or dormant.
    pub status: Status,
    /// The day.
    pub until: Date,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
}

/// The sleeping projects of the actor that come back by a day, the oldest first.
pub fn waking(reader: &Reader, actor: &Actor, until: Date, limit: i64) -> Result<Vec<Waking>> {
    let query = Query::new(
        "select p.id as id, p.code_name as code_name, p.status as status, p.status_until as until, p.fictitious as fictitious
         from project p where p.referent = ",
    );
    let query = query.push_value(actor.account().map(|account| account.to_string()));
    let query = query.push(" and p.status_until is not null and p.status_until <= ").push_value(until);
    let query = query.push(" and p.status in (").push_value(Status::Delayed).push(", ");
    let query = query.push_value(Status::Dormant).push(") and ");
    actor
        .sees_row(query, "p", Level::Read)
        .push(" order by p.status_until, p.id limit ")
        .push_value(limit)
        .all(reader)
}
