//! The SQL of jobs.

use jiff::Timestamp;

use super::{ATTEMPTS, Dead, Job, JobId, LEASE, back_off};
use crate::database::dialect::job_claim;
use crate::database::{Query, Reader, Result, Transaction};

/// Asks for a job as soon as the transaction is committed.
pub fn enqueue(tx: &Transaction, kind: &str, payload: &serde_json::Value) -> Result<JobId> {
    let now = tx.ids().clock().now();
    insert(tx, kind, payload, None, now, now)
}

/// Asks for a job at a time, unless one with this key is waiting already: schedules.
pub fn enqueue_once(
    tx: &Transaction,
    kind: &str,
    payload: &serde_json::Value,
    key: &str,
    run_at: Timestamp,
) -> Result<Option<JobId>> {
    let there: Option<String> =
        Query::new("select id from job where unique_key = $1 and state = 'waiting'").bind(key).maybe(tx)?;
    match there {
        Some(_) => Ok(None),
        None => insert(tx, kind, payload, Some(key), run_at, tx.ids().clock().now()).map(Some),
    }
}

fn insert(
    tx: &Transaction,
    kind: &str,
    payload: &serde_json::Value,
    key: Option<&str>,
    run_at: Timestamp,
    now: Timestamp,
) -> Result<JobId> {
    let id: JobId = tx.new_id();
    Query::new(
        "insert into job (id, kind, payload, unique_key, state, run_at, attempts, created_at)
         values ($1, $2, $3, $4, 'waiting', $5, 0, $6)",
    )
    .bind(id)
    .bind(kind)
    .bind(payload.to_string())
    .bind(key)
    .bind(run_at)
    .bind(now)
    .execute_one(tx)?;
    Ok(id)
}

/// How many jobs wait, save those of a schedule.
pub fn waiting(reader: &Reader) -> Result<i64> {
    Query::new("select count(*) from job where state in ('waiting', 'running') and unique_key is null")
        .one(reader)
}

/// Whether a job is due, or was left by a worker that died. A read, so that idle workers write nothing.
pub fn pending(reader: &Reader, now: Timestamp) -> Result<bool> {
    let due: Option<String> = Query::new(
        "select id from job where state = 'waiting' and run_at <= $1
         union all select id from job where state = 'running' and leased_until <= $1 limit 1",
    )
    .bind(now)
    .maybe(reader)?;
    Ok(due.is_some())
}

/// Takes the next job that is due, with a lease.
pub fn claim(tx: &Transaction, now: Timestamp) -> Result<Option<Job>> {
    put_aside_lost(tx, now)?;
    let lock = job_claim::lock(tx.dialect());
    let due = Query::new(
        "select id, kind, payload, attempts + 1 as attempts from job where state = 'waiting' and run_at <= ",
    );
    let due: Option<Job> = due.push_value(now).push(" order by run_at, id limit 1").push(lock).maybe(tx)?;
    let left = Query::new(
        "select id, kind, payload, attempts + 1 as attempts from job where state = 'running' and leased_until <= ",
    );
    let job = match due {
        Some(job) => Some(job),
        None => left.push_value(now).push(" order by leased_until, id limit 1").push(lock).maybe(tx)?,
    };
    if let Some(job) = &job {
        Query::new("update job set state = 'running', attempts = $2, leased_until = $3 where id = $1")
            .bind(job.id)
            .bind(job.attempts)
            .bind(now.checked_add(LEASE).unwrap_or(now))
            .execute_one(tx)?;
    }
    Ok(job)
}

/// Puts aside the jobs whose worker stopped before the end at the last attempt: perhaps they are what stops it.
fn put_aside_lost(tx: &Transaction, now: Timestamp) -> Result<()> {
    Query::new(
        "update job set state = 'dead', unique_key = null, leased_until = null, last_error = $3, finished_at = $1
         where state = 'running' and leased_until <= $1 and attempts >= $2",
    )
    .bind(now)
    .bind(ATTEMPTS)
    .bind("the worker stopped before the end")
    .execute(tx)
    .map(drop)
}

/// Notes that a job is done, and forgets what it was given. A worker that lost its lease changes nothing: another has
/// taken the job since.
pub fn finish(tx: &Transaction, job: &Job, now: Timestamp) -> Result<()> {
    Query::new(
        "update job set state = 'done', payload = '{}', leased_until = null, finished_at = $3
         where id = $1 and attempts = $2 and state = 'running'",
    )
    .bind(job.id)
    .bind(job.attempts)
    .bind(now)
    .execute(tx)
    .map(drop)
}

/// Notes a failure: to be tried again later, or put aside after the last attempt. A worker that lost its lease changes
/// nothing.
pub fn fail(tx: &Transaction, job: &Job, error: &str, now: Timestamp) -> Result<()> {
    let (state, column, at) = if job.attempts >= ATTEMPTS {
        ("dead", "finished_at", now)
    } else {
        ("waiting", "run_at", now.checked_add(back_off(job.attempts)).unwrap_or(now))
    };
    // Its key is free again: a schedule may ask for the next one.
    Query::new("update job set leased_until = null, unique_key = null, state = $3, last_error = $4, ")
        .push(column)
        .push(" = $5 where id = $1 and attempts = $2 and state = 'running'")
        .bind(job.id)
        .bind(job.attempts)
        .bind(state)
        .bind(error)
        .bind(at)
        .execute(tx)
        .map(drop)
}

/// Forgets the jobs done before this moment.
pub fn forget_done(tx: &Transaction, before: Timestamp) -> Result<u64> {
    Query::new("delete from job where state = 'done' and finished_at < $1").bind(before).execute(tx)
}

/// The jobs put aside, newest first.
pub fn dead(reader: &Reader, limit: i64) -> Result<Vec<Dead>> {
    Query::new(
        "select id, kind, attempts, last_error, created_at, finished_at from job where state = 'dead'
         order by finished_at desc, id desc limit $1",
    )
    .bind(limit)
    .all(reader)
}

/// Gives a job put aside another series of attempts.
pub fn retry(tx: &Transaction, job: JobId, now: Timestamp) -> Result<()> {
    Query::new("update job set state = 'waiting', attempts = 0, run_at = $2, finished_at = null where id = $1 and state = 'dead'")
        .bind(job)
        .bind(now)
        .execute_one(tx)
}
