//! Noting who reads what as answers leave, and writing it down in batches.

use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use jiff::SignedDuration;
use platform::access::RecordId;
use platform::database::{Database, Error};
use tokio::sync::watch;

use super::storage::log;
use crate::frame::accesses::{Reading, Taken, Way};
use crate::frame::{App, Caller};

/// How long a line is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 180);
/// How often what was read is written.
const EVERY: Duration = Duration::from_secs(5);
/// Lines in one transaction.
const BATCH: usize = 200;

/// Notes what was read, once it was answered with success: the routes that the registry names, and what an answer says that it
/// carries off.
pub async fn note_reading(State(app): State<App>, request: Request, next: Next) -> Response {
    let read = read(&app, &request);
    let caller = request.extensions().get::<Caller>().cloned();
    let response = next.run(request).await;
    let taken = response.extensions().get::<Taken>().copied().or(read);
    if let (Some(Taken { kind, record, way }), StatusCode::OK, Some(caller)) =
        (taken, response.status(), caller)
        && let Some(reader) = caller.reader()
    {
        let at = app.database.ids().clock().now();
        app.accesses.note(Reading { reader, at, record, kind, way });
    }
    response
}

fn read(app: &App, request: &Request) -> Option<Taken> {
    if request.method() != Method::GET {
        return None;
    }
    let route = request.extensions().get::<MatchedPath>()?.as_str();
    let (_, kind, way) = *app.registry.readings.iter().find(|(known, ..)| *known == route)?;
    let record = if way == Way::List { None } else { Some(named(route, request.uri().path())?) };
    Some(Taken { kind, record, way })
}

/// The record that the path names where the route has its parameter.
fn named(route: &str, path: &str) -> Option<RecordId> {
    let mut both = route.split('/').zip(path.split('/'));
    both.find(|(name, _)| name.starts_with('{')).and_then(|(_, id)| id.parse().ok())
}

/// Writes what waits. What cannot be written waits on.
pub async fn write_accesses(app: &App) -> Result<usize, Error> {
    let waiting = app.accesses.take();
    let count = waiting.len();
    for (at, batch) in waiting.chunks(BATCH).enumerate() {
        let lines = batch.to_vec();
        if let Err(error) = app.database.write(move |tx| log::write(tx, &lines)).await {
            app.accesses.put_back(waiting[at * BATCH..].to_vec());
            return Err(error);
        }
    }
    Ok(count)
}

/// Writes what waits every few seconds, and once more when asked to stop.
pub async fn keep_accesses(app: App, mut stopped: watch::Receiver<bool>) {
    loop {
        let stop = tokio::time::timeout(EVERY, stopped.wait_for(|stop| *stop)).await.is_ok();
        if let Err(error) = write_accesses(&app).await {
            tracing::warn!(%error, "the log of accesses could not be written");
        }
        if stop {
            return;
        }
    }
}

/// Forgets what was kept long enough.
pub async fn forget_accesses(database: &Database) -> Result<u64, Error> {
    let now = database.ids().clock().now();
    let before = now.checked_sub(KEPT).unwrap_or(now);
    database.write(move |tx| log::forget(tx, before)).await
}
