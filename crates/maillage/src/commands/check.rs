//! `check`: what the five texts say beside what the screens read, line by line; exits 1 on a difference.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;
use platform::database::{Database, Location, Reader, Result};

use super::{ids, refused, say};
use crate::demo::facts::{AWAITED, Awaited, Line, lines};
use crate::settings::Settings;

/// What to check.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A demonstration database to check, instead of a temporary one.
    #[arg(long)]
    database: Option<String>,
}

pub(super) async fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<ExitCode> {
    if let Some(url) = &arguments.database {
        let location = Location::parse(url);
        if let Location::File(path) = &location {
            anyhow::ensure!(path.exists(), "{} does not exist", path.display());
        }
        return judge(&Database::open(&location, ids()).await?).await;
    }
    let folder = std::env::temp_dir().join(format!("maillage-check-{}", ids().next::<platform::Uuid>()));
    std::fs::create_dir_all(&folder)?;
    let outcome = temporary(&folder, settings).await;
    std::fs::remove_dir_all(&folder)?;
    outcome
}

async fn temporary(folder: &Path, settings: &Settings) -> anyhow::Result<ExitCode> {
    let database = Database::open(&Location::File(folder.join("check.db")), ids()).await?;
    database.migrate().await?;
    crate::demo::load(&database).await.map_err(|problem| refused(settings, &problem))?;
    judge(&database).await
}

async fn judge(database: &Database) -> anyhow::Result<ExitCode> {
    let now = database.ids().clock().now();
    Ok(database.read(|r| verdict(r, now, say)).await?)
}

/// Tells every line and what waits for a feature, and decides how the command exits.
pub fn verdict(reader: &Reader, now: Timestamp, tell: impl Fn(String)) -> Result<ExitCode> {
    let lines = lines(reader, now)?;
    for Line { id, label, expected, found } in &lines {
        let sign = if expected == found { "=" } else { "≠" };
        tell(format!("{sign} {id:<15} {label} | attendu\u{a0}: {expected} | trouvé\u{a0}: {found}"));
    }
    for Awaited { id, label, feature } in AWAITED {
        tell(format!("… {id:<15} {label} | attend\u{a0}: {feature}"));
    }
    let different = lines.iter().filter(|line| !line.holds()).count();
    tell(format!(
        "{} fait(s), {different} différence(s), {} en attente d’une fonction",
        lines.len(),
        AWAITED.len()
    ));
    Ok(if different == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
