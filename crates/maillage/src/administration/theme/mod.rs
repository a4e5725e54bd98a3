//! The theme of the instance: its name, its colour, its logo, whom to write to. Kept in one row, held in memory by each
//! process ([`Themes`](crate::frame::Themes)), changed by whoever runs the instance.

mod colours;
pub mod pages;
mod picture;
mod rules;
mod storage;

use std::time::Duration;

use platform::database::Error;
use tokio::sync::watch;

use crate::frame::App;

/// How often another process's change is looked for. Several processes on one database agree within that time and the
/// time of a read: the one that made the change takes it at once, the others compare the version of the row every 20
/// seconds, and read the whole of it only when it grew.
const EVERY: Duration = Duration::from_secs(20);

/// Takes the theme of the database, if it is newer than the one held.
pub async fn refresh_theme(app: &App) -> Result<(), Error> {
    let held = app.themes.now().version;
    if let Some(theme) = app.database.read(|r| storage::newer(r, held)).await? {
        app.themes.take(theme);
    }
    Ok(())
}

/// Takes what other processes changed, until asked to stop. A database out of reach is asked again.
pub async fn keep_theme(app: App, mut stopped: watch::Receiver<bool>) {
    while tokio::time::timeout(EVERY, stopped.wait_for(|stop| *stop)).await.is_err() {
        if let Err(error) = refresh_theme(&app).await {
            tracing::warn!(%error, "the theme could not be read");
        }
    }
}
