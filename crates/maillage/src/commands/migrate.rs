//! `migrate`: brings the database to this version, and says what was applied.

use std::process::ExitCode;

use platform::database::Database;

use super::{ids, messages, say};
use crate::settings::Settings;

pub(super) async fn run(settings: &Settings) -> anyhow::Result<ExitCode> {
    let database = Database::open(&settings.location(), ids()).await?;
    let applied = database.migrate().await?;
    for name in &applied {
        say(name);
    }
    let t = messages(settings)?;
    say(t.with2("migrate-applied", "engine", database.engine_name(), "n", applied.len()));
    Ok(ExitCode::SUCCESS)
}
