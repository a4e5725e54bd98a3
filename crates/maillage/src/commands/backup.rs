//! `backup`: one archive of everything, for either engine.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use platform::access::Actor;
use platform::backup::{Error, Manifest, Product, back_up};
use platform::database::Database;
use platform::i18n::Text;

use super::{as_it_is, files, messages, say};
use crate::administration::{Made, note_backup};
use crate::settings::Settings;

/// Where to.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The file to write; there must be none of that name yet.
    file: PathBuf,
}

pub(super) async fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<ExitCode> {
    let t = messages(settings)?;
    let database = as_it_is(settings).await?;
    let product = Product { version: env!("CARGO_PKG_VERSION") };
    let made = back_up(&database, &files(settings)?, product, &arguments.file).await;
    let made = made.map_err(|error| in_words(&t, error))?;
    let size = std::fs::metadata(&arguments.file).map_or(0, |file| file.len());
    say(t.with2("backup-made", "path", shown(&arguments.file), "size", kibibytes(size)));
    say(holds(&t, &made));
    // The archive is good whatever comes of this: a full disk must not make one believe that there is none.
    if let Err(error) = note(&database, &made, size).await {
        say(t.with("backup-not-noted", "error", error.to_string()));
    }
    Ok(ExitCode::SUCCESS)
}

/// Notes in the database itself that all it holds left as a file.
async fn note(database: &Database, manifest: &Manifest, size: u64) -> Result<(), platform::database::Error> {
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let made = Made {
        at: manifest.made_at,
        version: manifest.version.clone(),
        row_count: count(manifest.tables.iter().map(|table| table.rows).sum()),
        file_count: count(manifest.files.len() as u64),
        bytes: count(size),
    };
    database.write(move |tx| note_backup(tx, &Actor::system(tx.ids().clock().now()), &made)).await
}

fn kibibytes(bytes: u64) -> i64 {
    i64::try_from(bytes.div_ceil(1024)).unwrap_or(i64::MAX)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// How much an archive holds, in words.
pub(super) fn holds(t: &Text, manifest: &Manifest) -> String {
    let rows: u64 = manifest.tables.iter().map(|table| table.rows).sum();
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    t.with2("backup-holds", "rows", count(rows), "files", count(manifest.files.len() as u64))
}

/// Why a backup or a restore did not happen, and what to do.
pub(super) fn in_words(t: &Text, error: Error) -> anyhow::Error {
    let said = match error {
        Error::Exists(path) => t.with("backup-error-exists", "path", shown(&path)),
        Error::Unusable(path, error) => {
            t.with2("backup-error-unusable", "path", shown(&path), "error", error.to_string())
        }
        Error::Full => t.text("backup-error-full").to_owned(),
        Error::NotBackup => t.text("backup-error-not-backup").to_owned(),
        Error::Damaged(what) => t.with("backup-error-damaged", "what", what),
        Error::NewerFormat { version, .. } | Error::NewerSchema { version, .. } => {
            t.with("backup-error-newer", "version", version)
        }
        Error::Occupied => t.text("backup-error-occupied").to_owned(),
        Error::FileMissing(digest) => t.with("backup-error-file-missing", "digest", digest),
        Error::Database(error) => t.with("backup-error-database", "error", error.to_string()),
        Error::Files(error) => t.with("backup-error-files", "error", error.to_string()),
    };
    anyhow::anyhow!("{said}")
}
