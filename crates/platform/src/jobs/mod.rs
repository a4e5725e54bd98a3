//! Work that follows a change: rows of the same transaction, run by a worker of the same binary, at least once.
//!
//! A job is leased while it runs; one whose worker died is taken again when its lease ends. A failure is tried again
//! later and later, then put aside as *dead* for the administrator, with what it was given: no secret may be in it. Every
//! handler is safe to run twice.

mod storage;
#[cfg(test)]
mod tests;
mod worker;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

pub use storage::{claim, dead, enqueue, enqueue_once, fail, finish, forget_done, pending, retry, waiting};
pub use worker::{Handlers, Worker, run_due};

use crate::database::FromRow;
use crate::id;

id!(/// A job.
    JobId);

/// How long a worker holds a job before another may take it.
pub const LEASE: SignedDuration = SignedDuration::from_secs(300);
/// Failures after which a job is put aside.
pub const ATTEMPTS: i64 = 8;
/// How often an idle worker looks for work.
pub const IDLE: Duration = Duration::from_millis(500);

/// A job as its handler receives it.
#[derive(Clone, Debug, FromRow)]
pub struct Job {
    /// Its identifier.
    pub id: JobId,
    /// Which handler runs it.
    pub kind: String,
    /// What the handler needs, in JSON.
    pub payload: String,
    /// How many times it was tried, this one included.
    pub attempts: i64,
}

/// A job put aside, as the administrator sees it.
#[derive(Clone, Debug, FromRow)]
pub struct Dead {
    /// Its identifier.
    pub id: JobId,
    /// Which handler failed.
    pub kind: String,
    /// How many times it was tried.
    pub attempts: i64,
    /// The last error.
    pub last_error: Option<String>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was put aside.
    pub finished_at: Option<Timestamp>,
}

/// How long to wait after the n-th failure: 15 s, doubled each time, at most six hours.
pub fn back_off(attempts: i64) -> SignedDuration {
    let doublings = u32::try_from(attempts.clamp(1, 12) - 1).unwrap_or(0);
    SignedDuration::from_secs((15 * 2_i64.pow(doublings)).min(6 * 3600))
}
