//! Retries, back-off, lease and dead letters, on both engines.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::SignedDuration;
use macros::both_engines;
use serde_json::json;

use super::{
    ATTEMPTS, Handlers, LEASE, back_off, claim, dead, enqueue, enqueue_once, fail, finish, retry, run_due,
};
use crate::clock::Clock;
use crate::database::testing::Scratch;
use crate::database::{Database, Error, Query};
use crate::id::{Chance, Ids};

#[test]
fn back_off_grows_to_six_hours() {
    assert_eq!(back_off(1), SignedDuration::from_secs(15));
    assert_eq!(back_off(3), SignedDuration::from_secs(60));
    assert_eq!(back_off(40), SignedDuration::from_secs(6 * 3600));
}

fn stopped() -> (Clock, Ids) {
    let clock = Clock::fixed("2026-03-01T12:00:00Z".parse().unwrap());
    (clock.clone(), Ids::new(clock, Chance::machine()))
}

async fn fails_then_dies(database: Database, clock: Clock) {
    let runs = Arc::new(AtomicU32::new(0));
    let counted = runs.clone();
    let handlers = Handlers::default().on("fails", move |_| {
        counted.fetch_add(1, Ordering::Relaxed);
        async { Err("the mail server is asleep".to_owned()) }
    });
    database.write(|tx| enqueue(tx, "fails", &json!({}))).await.unwrap();
    for attempt in 1..=ATTEMPTS {
        assert_eq!(run_due(&database, &handlers).await.unwrap(), 1);
        assert_eq!(run_due(&database, &handlers).await.unwrap(), 0, "not before its time");
        clock.advance(back_off(attempt));
    }
    assert_eq!(i64::from(runs.load(Ordering::Relaxed)), ATTEMPTS);
    let letters = database.read(|r| dead(r, 10)).await.unwrap();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].last_error.as_deref(), Some("the mail server is asleep"));
    let (id, now) = (letters[0].id, clock.now());
    database.write(move |tx| retry(tx, id, now)).await.unwrap();
    assert_eq!(run_due(&database, &Handlers::default().on("fails", |_| async { Ok(()) })).await.unwrap(), 1);
    assert!(database.read(|r| dead(r, 10)).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_that_keeps_failing_is_put_aside_and_can_be_tried_again_sqlite() {
    let (clock, ids) = stopped();
    let scratch = Scratch::sqlite_with(ids).await;
    fails_then_dies(scratch.database(), clock).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_that_keeps_failing_is_put_aside_and_can_be_tried_again_postgres() {
    let (clock, ids) = stopped();
    let scratch = Scratch::postgres_with(ids).await;
    fails_then_dies(scratch.database(), clock).await;
}

/// A worker that dies keeps its lease; when it ends, the job is taken again.
#[both_engines]
async fn a_lease_that_ends_frees_the_job(database: Database) {
    let now = database.ids().clock().now();
    database.write(|tx| enqueue(tx, "slow", &json!({"n": 1}))).await.unwrap();
    let later = now.checked_add(SignedDuration::from_secs(1)).unwrap();
    let (first, second, third) = database
        .write(move |tx| {
            let first = claim(tx, later)?;
            let second = claim(tx, later)?;
            let third = claim(tx, later.checked_add(LEASE).unwrap())?;
            Ok::<_, Error>((first, second, third))
        })
        .await
        .unwrap();
    assert_eq!(first.unwrap().attempts, 1);
    assert!(second.is_none());
    assert_eq!(third.unwrap().attempts, 2);
}

#[both_engines]
async fn a_schedule_waits_once(database: Database) {
    let now = database.ids().clock().now();
    let asked = database
        .write(move |tx| {
            let first = enqueue_once(tx, "nightly", &json!({}), "nightly", now)?;
            let second = enqueue_once(tx, "nightly", &json!({}), "nightly", now)?;
            Ok::<_, Error>((first.is_some(), second.is_some()))
        })
        .await
        .unwrap();
    assert_eq!(asked, (true, false));
}

/// A job that kills its worker at each attempt is not tried for ever.
#[both_engines]
async fn a_job_that_kills_its_worker_is_put_aside(database: Database) {
    let now = database.ids().clock().now();
    let (taken, letters) = database
        .write(move |tx| {
            enqueue_once(tx, "kills", &json!({}), "kills", now)?;
            let (mut taken, mut at) = (0, now);
            while claim(tx, at)?.is_some() && taken < 20 {
                (taken, at) = (taken + 1, at.checked_add(LEASE).unwrap());
            }
            Ok::<_, Error>((taken, dead(tx, 10)?))
        })
        .await
        .unwrap();
    assert_eq!(taken, ATTEMPTS);
    assert_eq!(letters[0].last_error.as_deref(), Some("the worker stopped before the end"));
    let id = letters[0].id;
    let again = database.write(move |tx| {
        enqueue_once(tx, "kills", &json!({}), "kills", now)?;
        retry(tx, id, now)
    });
    again.await.unwrap();
}

/// A worker slower than its lease says nothing of a job that another has taken.
#[both_engines]
async fn a_worker_that_lost_its_lease_changes_nothing(database: Database) {
    let now = database.ids().clock().now().checked_add(SignedDuration::from_secs(1)).unwrap();
    let later = now.checked_add(LEASE).unwrap();
    let states = database
        .write(move |tx| {
            let state = || Query::new("select state from job").one::<String>(tx);
            enqueue(tx, "slow", &json!({"n": 1}))?;
            let (slow, quick) = (claim(tx, now)?.unwrap(), claim(tx, later)?.unwrap());
            finish(tx, &slow, later)?;
            let taken = state()?;
            finish(tx, &quick, later)?;
            fail(tx, &slow, "too slow", later)?;
            Ok::<_, Error>((taken, state()?))
        })
        .await
        .unwrap();
    assert_eq!(states, ("running".into(), "done".into()));
}
