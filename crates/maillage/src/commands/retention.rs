//! `retention`: what would be forgotten today, or, asked for, the run.

use std::process::ExitCode;

use clap::Args;
use platform::access::Actor;

use super::{database, say};
use crate::compose::REGISTRY;
use crate::directory::people::retention::{run as forget, simulate};
use crate::settings::Settings;

/// What to do.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Say what would be forgotten, and forget nothing: so it is without an option.
    #[arg(long, conflicts_with = "run")]
    simulate: bool,
    /// Forget it, in small batches; stopped, it goes on when it is run again.
    #[arg(long)]
    run: bool,
}

pub(super) async fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<ExitCode> {
    let database = database(settings).await?;
    let now = database.ids().clock().now();
    let today = now.to_zoned(settings.zone()).date();
    if arguments.run {
        for (key, count) in forget(&database, REGISTRY.sweeps, today).await? {
            say(format!("{key} : {count}"));
        }
        return Ok(ExitCode::SUCCESS);
    }
    let system = Actor::system(now);
    let lines = database.read(|r| simulate(r, &system, REGISTRY.sweeps, None, today)).await?;
    for line in lines {
        say(format!(
            "{} (plus de {} mois) : {}",
            line.key,
            line.months,
            line.due.iter().map(|due| due.count).sum::<i64>()
        ));
        for due in line.due {
            let oldest = due.oldest.map(|day| format!(", le plus ancien du {day}")).unwrap_or_default();
            say(format!("  {} : {}{oldest}", due.owner.as_deref().unwrap_or("instance"), due.count));
        }
    }
    Ok(ExitCode::SUCCESS)
}
