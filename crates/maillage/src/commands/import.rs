//! `import reference`: brings the territories to the edition of a folder, or of the binary, and says what changed.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use platform::i18n::Text;

use super::{database, messages, say};
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
    let t = messages(settings)?;
    let database = database(settings).await?;
    if let Some(edition) = edition {
        match refresh(&database, &edition).await? {
            None => say(t.with("import-unchanged", "what", edition.vintage())),
            Some(report) => tell(&t, &report),
        }
    }
    let drawn = outlines::refresh(&database, &outlines).await?;
    if drawn.is_empty() && !outlines.is_empty() {
        say(t.with("import-unchanged", "what", t.text("import-outlines")));
    }
    for (kind, count) in drawn {
        say(t.with2("import-drawn", "kind", t.keyed("territory-kinds-", kind), "n", count));
    }
    Ok(ExitCode::SUCCESS)
}

fn tell(t: &Text, report: &Report) {
    let Report { vintage, added, changed, ended, joined, left } = report;
    say(t.format(
        "import-report",
        vec![
            ("edition", vintage.into()),
            ("added", (*added).into()),
            ("changed", changed.len().into()),
            ("ended", ended.len().into()),
            ("joined", (*joined).into()),
            ("left", (*left).into()),
        ],
    ));
    for (id, name) in changed.iter().take(NAMED) {
        say(format!("  {}", t.with2("import-changed", "id", id.to_string(), "name", name)));
    }
    for id in ended.iter().take(NAMED) {
        say(format!("  {}", t.with("import-ended", "id", id.to_string())));
    }
    let unnamed = changed.len().saturating_sub(NAMED) + ended.len().saturating_sub(NAMED);
    if unnamed > 0 {
        say(format!("  {}", t.with("import-others", "n", unnamed)));
    }
}
