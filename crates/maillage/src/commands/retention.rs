//! `retention`: what would be forgotten on a day, or, asked for, the run.

use std::process::ExitCode;

use anyhow::bail;
use clap::Args;
use jiff::civil::Date;
use platform::access::Actor;
use platform::dates::day_with_year;

use super::{messages, present, say};
use crate::compose::REGISTRY;
use crate::demo::is_demonstration;
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
    /// The day for which it is counted, as 2028-01-31: today if it is not said. Nothing is forgotten before its time: a run
    /// takes a day to come in a demonstration alone.
    #[arg(long, value_name = "DAY")]
    on: Option<Date>,
}

pub(super) async fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<ExitCode> {
    let database = present(settings).await?;
    let t = messages(settings)?;
    let now = database.ids().clock().now();
    let today = now.to_zoned(settings.zone()).date();
    let on = arguments.on.unwrap_or(today);
    let what = |key: &str| t.keyed("sweep-", key);
    if arguments.run {
        if on > today && !is_demonstration(&database).await? {
            bail!("{}", t.text("command-retention-early"));
        }
        for (key, count) in forget(&database, REGISTRY.sweeps, on).await? {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            say(t.with2("command-retention-forgotten", "what", what(key), "n", count));
        }
        return Ok(ExitCode::SUCCESS);
    }
    let system = Actor::system(now);
    let lines = database.read(|r| simulate(r, &system, REGISTRY.sweeps, None, on)).await?;
    say(t.with("command-retention-on", "day", day_with_year(on, t.language)));
    for line in lines {
        let count: i64 = line.due.iter().map(|due| due.count).sum();
        let period = t.with("class-months", "n", i64::from(line.months));
        say(format!("{} ({period}){}{}", what(line.key), t.text("form-colon"), t.number(count)));
        for due in line.due {
            let owner = due.owner.unwrap_or_else(|| settings.instance_name.clone());
            let oldest =
                due.oldest.map(|day| t.with("retention-oldest", "day", day_with_year(day, t.language)));
            let oldest = oldest.map(|oldest| format!(", {oldest}")).unwrap_or_default();
            say(format!("  {owner}{}{}{oldest}", t.text("form-colon"), t.number(due.count)));
        }
    }
    Ok(ExitCode::SUCCESS)
}
