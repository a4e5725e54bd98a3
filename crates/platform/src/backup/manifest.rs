//! What an archive says of itself.

use serde::{Deserialize, Serialize};

use crate::database::copy::{Holds, Table};

/// The form of the archives that this program writes, and the last that it reads.
pub const FORMAT: i64 = 1;

/// What an archive holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the archive.
    pub format: i64,
    /// The program that made it.
    pub product: String,
    /// Its version.
    pub version: String,
    /// The version of the schema: that of the last migration.
    pub schema: i64,
    /// When, in UTC.
    pub made_at: jiff::Timestamp,
    /// The tables.
    pub tables: Vec<TableEntry>,
    /// The attached files.
    pub files: Vec<FileEntry>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableEntry {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of each row: name and what they hold.
    pub columns: Vec<(String, Holds)>,
    /// How many rows.
    pub rows: u64,
    /// The SHA-256 of its entry.
    pub sha256: String,
}

/// An attached file; its name in the archive is its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Its SHA-256.
    pub sha256: String,
    /// How many bytes.
    pub size: u64,
}

impl TableEntry {
    /// The table that its rows go into.
    pub fn table(&self) -> Table {
        Table { name: self.name.clone(), columns: self.columns.clone() }
    }

    /// Its entry in the archive.
    pub fn path(&self) -> String {
        format!("tables/{}.jsonl", self.name)
    }
}

impl FileEntry {
    /// Its entry in the archive.
    pub fn path(&self) -> String {
        format!("files/{}", self.sha256)
    }
}

/// The entry of the manifest.
pub const PATH: &str = "manifest.json";
/// The program, as manifests call it.
pub const PRODUCT: &str = "maillage";

/// Only the form, to refuse one that is newer before reading the rest.
#[derive(Debug, Deserialize)]
pub struct Head {
    /// The form of the archive.
    pub format: i64,
    /// The program that made it.
    pub product: String,
    /// Its version.
    #[serde(default)]
    pub version: String,
}
