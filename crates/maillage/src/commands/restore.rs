//! `restore`: an archive into an empty database of either engine, all of it or nothing.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use platform::backup::{Archive, Fresh, restore};
use platform::dates::{day_with_year, time_of_day};
use platform::i18n::Text;
use platform::jobs;

use super::backup::{holds, in_words};
use super::{acl, files, ids, messages, say};
use crate::settings::Settings;

/// From where.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The archive.
    file: PathBuf,
    /// Only read the archive whole and say whether it is good.
    #[arg(long)]
    check: bool,
}

pub(super) async fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<ExitCode> {
    let t = messages(settings)?;
    let mut archive = Archive::open(&arguments.file).map_err(|error| in_words(&t, error))?;
    archive.verify().map_err(|error| in_words(&t, error))?;
    let manifest = archive.manifest();
    let at = manifest.made_at.to_zoned(settings.zone());
    let (day, time) = (day_with_year(at.date(), t.language), time_of_day(at.time(), t.language));
    let at = t.with2("account-moment", "day", day, "time", time);
    say(t.with2("restore-verified", "version", &manifest.version, "at", at));
    say(holds(&t, manifest));
    if arguments.check {
        return Ok(ExitCode::SUCCESS);
    }
    let fresh = restore(&mut archive, &settings.location(), &files(settings)?, ids()).await;
    let fresh = fresh.map_err(|error| in_words(&t, error))?;
    match judge(&t, &fresh).await {
        Ok(()) => {}
        Err(error) => {
            fresh.abandon().await;
            return Err(error);
        }
    }
    let waiting = fresh.database().read(jobs::waiting).await?;
    fresh.publish().await.map_err(|error| in_words(&t, error.into()))?;
    say(t.text("restore-done"));
    if waiting > 0 {
        say(t.with("restore-jobs", "n", waiting));
    }
    Ok(ExitCode::SUCCESS)
}

/// The access list is that of its records; one made by an earlier version may have to be made again.
async fn judge(t: &Text, fresh: &Fresh) -> anyhow::Result<()> {
    if acl::differences(t, fresh.database()).await? > 0 {
        acl::remake(fresh.database()).await?;
        let left = acl::differences(t, fresh.database()).await?;
        anyhow::ensure!(
            left == 0,
            "{}",
            t.with("restore-error-access", "n", i64::try_from(left).unwrap_or(i64::MAX))
        );
        say(t.text("restore-access-remade"));
    }
    Ok(())
}
