//! What the copy asks of SQLite: its catalogue, a copy of its file, a file made beside its place.

use std::path::{Path, PathBuf};

use super::super::Result;
pub(super) use super::super::sqlite::create;
use super::super::sqlite::{Pool, Pooled};

/// Table, column and declared type, column by column.
pub(super) const COLUMNS: &str =
    "select m.name, c.name, c.type from sqlite_master m join pragma_table_info(m.name) c
     where m.type = 'table' and m.name not like 'sqlite_%' order by m.name, c.cid";

/// A copy of the file, removed when dropped.
pub(super) struct Copied(PathBuf);

impl Copied {
    pub(super) async fn of(pool: &Pool, scratch: &Path) -> Result<Self> {
        create(scratch)?;
        let copied = Self(scratch.to_owned());
        pool.copy_into(scratch).await?;
        Ok(copied)
    }

    pub(super) fn open(&self) -> Result<Pooled> {
        Pooled::of_file(&self.0)
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        remove(&self.0);
    }
}

/// Removes a database and what the engine wrote beside it.
pub(super) fn remove(path: &Path) {
    for end in ["", "-wal", "-shm", "-journal"] {
        drop(std::fs::remove_file(beside(path, end)));
    }
}

/// The file of this name with an end.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}
