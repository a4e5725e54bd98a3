//! `import reference`: brings the territories to the edition of a folder, or of the binary, and says what changed.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::{database, say};
use crate::reference::territories::{Edition, Report, refresh};
use crate::settings::Settings;

/// How many changes are named, of each kind.
const NAMED: usize = 20;

/// What to import.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Bring communes, groupings, départements, régions and cities to an edition, and say what changed.
    Reference {
        /// A folder with the files of `data/territories` and another year; without it, the edition of this program.
        #[arg(long)]
        folder: Option<PathBuf>,
    },
}

pub(super) async fn run(action: Action, settings: &Settings) -> anyhow::Result<ExitCode> {
    let Action::Reference { folder } = action;
    let edition = match folder {
        Some(folder) => Edition::read(&folder)?,
        None => Edition::embedded(),
    };
    let database = database(settings).await?;
    match refresh(&database, &edition).await? {
        None => say(format!("{} : rien n’a changé", edition.vintage())),
        Some(report) => tell(&report),
    }
    Ok(ExitCode::SUCCESS)
}

fn tell(report: &Report) {
    let Report { vintage, added, changed, ended, joined, left } = report;
    say(format!(
        "{vintage} : {added} territoires ajoutés, {} modifiés, {} terminés ; {joined} appartenances notées, {left} terminées",
        changed.len(),
        ended.len()
    ));
    for (id, name) in changed.iter().take(NAMED) {
        say(format!("  modifié  {id}  {name}"));
    }
    for id in ended.iter().take(NAMED) {
        say(format!("  terminé  {id}"));
    }
    let unnamed = changed.len().saturating_sub(NAMED) + ended.len().saturating_sub(NAMED);
    if unnamed > 0 {
        say(format!("  et {unnamed} autres"));
    }
}
