//! `check`: recomputes every fact, prints it with what is expected and what is found, and exits 1 on a difference.

use std::process::ExitCode;

use clap::Args;
use platform::database::{Database, Location};

use super::{ids, refused, say};
use crate::demo::facts::FACTS;
use crate::settings::Settings;

/// What to check.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A demonstration database to check, instead of a temporary one.
    #[arg(long)]
    database: Option<String>,
}

pub(super) async fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<ExitCode> {
    let different = if let Some(url) = &arguments.database {
        differences(&Database::open(&Location::parse(url), ids()).await?, say).await?
    } else {
        let folder = std::env::temp_dir().join(format!("maillage-check-{}", ids().next::<platform::Uuid>()));
        std::fs::create_dir_all(&folder)?;
        let outcome = temporary(&folder, settings).await;
        std::fs::remove_dir_all(&folder)?;
        outcome?
    };
    say(format!("{} fait(s), {different} différence(s)", FACTS.len()));
    Ok(if different == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

async fn temporary(folder: &std::path::Path, settings: &Settings) -> anyhow::Result<usize> {
    let database = Database::open(&Location::File(folder.join("check.db")), ids()).await?;
    database.migrate().await?;
    crate::demo::load(&database).await.map_err(|problem| refused(settings, &problem))?;
    differences(&database, say).await
}

/// How many facts are not found as expected; each is told.
pub async fn differences(database: &Database, tell: impl Fn(String)) -> anyhow::Result<usize> {
    let found: Vec<String> = database
        .read(|r| {
            let all = FACTS
                .iter()
                .map(|fact| fact.found(r).unwrap_or_else(|error| format!("introuvable : {error}")));
            Ok::<_, platform::database::Error>(all.collect())
        })
        .await?;
    let mut different = 0;
    for (fact, found) in FACTS.iter().zip(found) {
        let same = found == fact.expected;
        different += usize::from(!same);
        tell(format!(
            "{} {:<12} {} | attendu : {} | trouvé : {found}",
            if same { "=" } else { "≠" },
            fact.id,
            fact.label,
            fact.expected
        ));
    }
    Ok(different)
}
