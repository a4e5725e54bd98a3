//! `acl verify` and `acl rebuild`: the access list, proved equal to what it is derived from, or made again.

use std::process::ExitCode;

use clap::Subcommand;
use platform::access::{RecordId, rebuild, verify, weigh};
use platform::database::Database;
use platform::i18n::Text;

use super::{messages, present, say};
use crate::compose::KINDS;
use crate::settings::Settings;

/// What to do with the access list.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Compare it with records, grants and memberships; exit 1 on a difference.
    Verify,
    /// Make it again.
    Rebuild,
}

pub(super) async fn run(action: Action, settings: &Settings) -> anyhow::Result<ExitCode> {
    let database = present(settings).await?;
    let t = messages(settings)?;
    match action {
        Action::Verify => verify_all(&t, &database).await,
        Action::Rebuild => rebuild_all(&t, &database).await,
    }
}

async fn verify_all(t: &Text, database: &Database) -> anyhow::Result<ExitCode> {
    let different = differences(t, database).await?;
    say(t.with("acl-differences", "n", different));
    Ok(if different == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Says each place where the access list is not what it should be, and how many there are.
pub(super) async fn differences(t: &Text, database: &Database) -> anyhow::Result<usize> {
    let (mut after, mut different): (Option<RecordId>, usize) = (None, 0);
    loop {
        let (differences, last) = database.read(|r| verify(r, KINDS, after)).await?;
        for difference in &differences {
            say(t.with("acl-different", "what", format!("{difference:?}")));
        }
        different += differences.len();
        match last {
            Some(last) => after = Some(last),
            None => break,
        }
    }
    Ok(different)
}

async fn rebuild_all(t: &Text, database: &Database) -> anyhow::Result<ExitCode> {
    remake(database).await?;
    say(t.text("acl-remade"));
    Ok(ExitCode::SUCCESS)
}

/// Makes the access list again, by batches.
pub(super) async fn remake(database: &Database) -> anyhow::Result<()> {
    let mut after: Option<RecordId> = None;
    while let Some(last) = database.write(move |tx| rebuild(tx, KINDS, after)).await? {
        after = Some(last);
    }
    Ok(database.write(weigh).await?)
}
