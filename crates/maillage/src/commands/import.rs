//! `import reference`: brings the territories to the edition of a folder, or of the binary, and says what changed.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::{database, say};
use crate::reference::territories::outlines::{self, Outlines};
use crate::reference::territories::{Edition, Report, refresh};
use crate::settings::Settings;

/// How many changes are named, of each kind.
const NAMED: usize = 20;

/// What to import.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Bring communes, groupings, départements, régions and cities to an edition, and say what changed.
    Reference {
        /// A folder with the files of `data/territories` and another year, or those of `data/outlines`, or both; without it, the edition of this program.
        #[arg(long)]
        folder: Option<PathBuf>,
    },
}

pub(super) async fn run(action: Action, settings: &Settings) -> anyhow::Result<ExitCode> {
    let Action::Reference { folder } = action;
    let (edition, outlines) = match folder {
        Some(folder) => {
            let outlines = Outlines::read(&folder)?;
            // A folder of outlines alone replaces the outlines alone.
            let edition = match Edition::read(&folder) {
                Err(_) if !outlines.is_empty() && !Edition::stands_in(&folder) => None,
                edition => Some(edition?),
            };
            (edition, outlines)
        }
        None => (Some(Edition::embedded()), Outlines::embedded()),
    };
    let database = database(settings).await?;
    if let Some(edition) = edition {
        match refresh(&database, &edition).await? {
            None => say(format!("{} : rien n’a changé", edition.vintage())),
            Some(report) => tell(&report),
        }
    }
    let drawn = outlines::refresh(&database, &outlines).await?;
    if drawn.is_empty() && !outlines.is_empty() {
        say("contours : rien n’a changé".to_owned());
    }
    for (kind, count) in drawn {
        say(format!("contours : {count} remplacés ({kind})"));
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
