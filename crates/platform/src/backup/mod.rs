//! One archive that holds an instance whatever its engine: every table row by row, every attached file, and a manifest
//! that says how many there are and with which digests.
//!
//! The archive is an ordinary ZIP: `tables/*.jsonl`, `files/*`, and `manifest.json`, written last. It is written under
//! another name and renamed when it is whole and on disk. It is verified whole before a restore touches anything, and a
//! restore takes its place all at once ([`Fresh`]). Decision 0010.

mod cells;
mod manifest;
mod read;
#[cfg(test)]
mod tests;
mod write;

use std::path::PathBuf;

pub use manifest::{FORMAT, Manifest, TableEntry};
pub use read::{Archive, restore};
pub use write::{Product, back_up};

pub use crate::database::copy::Fresh;
use crate::{database, files};

/// Why a backup or a restore did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file of this name is there already.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// The file cannot be read or written.
    #[error("{0}: {1}")]
    Unusable(PathBuf, std::io::Error),
    /// No room is left on the disk.
    #[error("no room left on the disk")]
    Full,
    /// The file is not one of our backups.
    #[error("not a backup of this program")]
    NotBackup,
    /// The file is one, and is not whole.
    #[error("damaged: {0}")]
    Damaged(String),
    /// It was made in a form that this program does not know yet.
    #[error("made by version {version}, in the form {format}")]
    NewerFormat {
        /// The form.
        format: i64,
        /// The version of the program that made it.
        version: String,
    },
    /// It holds tables that this program does not know yet.
    #[error("made by version {version}, with the tables of {schema}")]
    NewerSchema {
        /// The version of the schema.
        schema: i64,
        /// The version of the program that made it.
        version: String,
    },
    /// The place to restore into holds something.
    #[error("the database is not empty")]
    Occupied,
    /// A file that a row names is not where files are.
    #[error("the attached file {0} is missing")]
    FileMissing(String),
    /// The database.
    #[error(transparent)]
    Database(database::Error),
    /// The attached files.
    #[error(transparent)]
    Files(files::Error),
}

impl From<database::Error> for Error {
    fn from(error: database::Error) -> Self {
        if matches!(error, database::Error::Full) { Self::Full } else { Self::Database(error) }
    }
}

impl From<files::Error> for Error {
    fn from(error: files::Error) -> Self {
        match error {
            files::Error::Full => Self::Full,
            files::Error::Missing(name) => Self::FileMissing(name),
            error => Self::Files(error),
        }
    }
}

impl Error {
    /// A failure of the disk at this path.
    fn at(path: &std::path::Path) -> impl Fn(std::io::Error) -> Self {
        let path = path.to_owned();
        move |error| {
            if files::no_room(error.kind()) { Self::Full } else { Self::Unusable(path.clone(), error) }
        }
    }

    fn damaged(what: impl std::fmt::Display) -> Self {
        Self::Damaged(what.to_string())
    }
}
