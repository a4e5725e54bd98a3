//! When sessions and API tokens were last used, noted at most every ten minutes: what the database is asked is kept in memory between.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use jiff::Timestamp;

use super::rules::SEEN_EVERY;
use super::storage::{sessions, tokens};
use crate::frame::{App, Caller};

/// So many sessions are remembered; beyond, all are asked for again.
const REMEMBERED: usize = 20_000;

/// What was noted lately by this process.
#[derive(Clone, Default)]
pub struct Seen(Arc<Mutex<HashMap<String, Timestamp>>>);

impl Seen {
    /// Whether the database must be asked about this session.
    fn due(&self, hash: &str, now: Timestamp) -> bool {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let recent = |at: &Timestamp| now.duration_since(*at) < SEEN_EVERY;
        if noted.get(hash).is_some_and(recent) {
            return false;
        }
        if noted.len() >= REMEMBERED {
            noted.retain(|_, at| recent(at));
        }
        if noted.len() >= REMEMBERED {
            noted.clear();
        }
        noted.insert(hash.to_owned(), now);
        true
    }
}

/// Notes that the session of this hash is in use.
pub async fn seen(app: &App, hash: &str) -> platform::database::Result<()> {
    let now = app.database.ids().clock().now();
    if !app.database.read(|r| sessions::unseen(r, hash, now)).await? {
        return Ok(());
    }
    let hash = hash.to_owned();
    app.database.write(move |tx| sessions::see(tx, &hash, now)).await
}

/// Notes that the API token of this hash is in use.
async fn token_seen(app: &App, hash: &str) -> platform::database::Result<()> {
    let now = app.database.ids().clock().now();
    if !app.database.read(|r| tokens::unseen(r, hash, now)).await? {
        return Ok(());
    }
    let hash = hash.to_owned();
    app.database.write(move |tx| tokens::see(tx, &hash, now)).await
}

/// The same for each request; stands inside [`crate::frame::identify`]. Where a layer carries a [`Seen`], the database is
/// not asked again within ten minutes. A failure is logged: it must stop nobody.
pub async fn keep_alive(State(app): State<App>, request: Request, next: Next) -> Response {
    let caller = request.extensions().get::<Caller>().filter(|caller| !caller.path.starts_with("/assets/"));
    let session = caller.and_then(Caller::session_hash).map(str::to_owned);
    let token = caller.and_then(Caller::token_hash).map(str::to_owned);
    let noted = request.extensions().get::<Seen>().cloned().unwrap_or_default();
    let due = |hash: &String| noted.due(hash, app.database.ids().clock().now());
    let outcome = match (session.filter(due), token.filter(due)) {
        (Some(hash), _) => seen(&app, &hash).await,
        (None, Some(hash)) => token_seen(&app, &hash).await,
        (None, None) => Ok(()),
    };
    if let Err(error) = outcome {
        tracing::warn!(%error, "the use of a session or token could not be noted");
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_is_asked_every_ten_minutes() {
        let noted = Seen::default();
        let at = |second: i64| Timestamp::from_second(1_800_000_000 + second).unwrap();
        for (hash, second, due) in [
            ("a", 0, true),
            ("a", 1, false),
            ("b", 2, true),
            ("a", 599, false),
            ("a", 600, true),
            ("a", 1199, false),
        ] {
            assert_eq!(noted.due(hash, at(second)), due, "{hash} at {second}");
        }
    }
}
