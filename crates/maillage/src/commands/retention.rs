//! `retention`: what would be forgotten today, or, asked for, the run.

use std::process::ExitCode;

use clap::Args;
use platform::access::Actor;

use super::{database, messages, say};
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
    let t = messages(settings)?;
    let database = database(settings).await?;
    let now = database.ids().clock().now();
    let today = now.to_zoned(settings.zone()).date();
    if arguments.run {
        for (key, count) in forget(&database, REGISTRY.sweeps, today).await? {
            let forgotten = i64::try_from(count).unwrap_or(i64::MAX);
            say(t.with2("command-retention-forgotten", "what", t.keyed("sweep-", key), "n", forgotten));
        }
        return Ok(ExitCode::SUCCESS);
    }
    let system = Actor::system(now);
    let lines = database.read(|r| simulate(r, &system, REGISTRY.sweeps, None, today)).await?;
    for line in lines {
        let due: i64 = line.due.iter().map(|due| due.count).sum();
        say(t.format(
            "command-retention-due",
            vec![
                ("what", t.keyed("sweep-", line.key).into()),
                ("months", i64::from(line.months).into()),
                ("n", due.into()),
            ],
        ));
        for due in line.due {
            let owner = due.owner.as_deref().unwrap_or(&settings.instance_name);
            let counted = match due.oldest {
                Some(day) => t.with2("command-retention-oldest", "n", due.count, "day", day.to_string()),
                None => t.number(due.count),
            };
            say(t.with2("command-retention-of", "owner", owner, "counted", counted));
        }
    }
    Ok(ExitCode::SUCCESS)
}
