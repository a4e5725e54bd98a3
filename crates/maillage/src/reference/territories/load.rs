//! Loading an edition, at the first start or by command: what changes is told, what is no more is kept with its end.

use jiff::civil::Date;
use platform::database::{Database, Error};

use super::data::{Edition, Unreadable};
use super::model::TerritoryId;
use super::rules::{Changes, compare};
use super::storage;

/// The name under which the load is noted.
const DATASET: &str = "territories";
/// Rows written in one transaction: a writer may not be held for long.
const BATCH: usize = 2_000;

/// What an edition changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The edition.
    pub vintage: String,
    /// Territories that are new.
    pub added: usize,
    /// Territories whose facts changed: identifier and name.
    pub changed: Vec<(TerritoryId, String)>,
    /// Territories that are no more.
    pub ended: Vec<TerritoryId>,
    /// Memberships that are new or dated anew.
    pub joined: usize,
    /// Memberships that ended.
    pub left: usize,
}

/// Why an edition was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// A file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The database.
    #[error(transparent)]
    Database(#[from] Error),
}

/// Brings the territories to an edition. The files are read and checked whole before the first row is written; the same
/// edition again changes nothing; a load that is cut short is taken up again by the next.
pub async fn refresh(database: &Database, edition: &Edition) -> Result<Option<Report>, Refused> {
    let digest = edition.digest();
    let loaded = database.read(|r| storage::loaded(r, DATASET)).await?;
    if loaded.is_some_and(|(_, same)| same == digest) {
        return Ok(None);
    }
    let (rows, former) = (edition.rows()?, edition.former()?);
    let (there, parts) =
        database.read(|r| Ok::<_, Error>((storage::all(r)?, storage::memberships(r)?))).await?;
    let changes = compare(&there, &parts, rows);
    let report = Report {
        vintage: edition.vintage(),
        added: changes.added.len(),
        changed: changes.changed.iter().map(|row| (row.id(), row.name.clone())).collect(),
        ended: changes.ended.clone(),
        joined: changes.joined.len(),
        left: changes.left.len(),
    };
    write(database, changes, edition.begins()).await?;
    for former in batches(former) {
        database.write(move |tx| storage::put_former(tx, &former)).await?;
    }
    let (vintage, at) = (edition.vintage(), database.ids().clock().now());
    database.write(move |tx| storage::note_loaded(tx, DATASET, &vintage, &digest, at)).await?;
    Ok(Some(report))
}

/// Loads the edition of the binary at a start, unless as recent a one is there: what an administrator imported stays.
pub async fn refresh_at_start(database: &Database) -> Result<Option<Report>, Refused> {
    let edition = Edition::embedded();
    let loaded = database.read(|r| storage::loaded(r, DATASET)).await?;
    if loaded.is_some_and(|(vintage, _)| vintage >= edition.vintage()) {
        return Ok(None);
    }
    refresh(database, &edition).await
}

async fn write(database: &Database, changes: Changes, day: Date) -> Result<(), Error> {
    let Changes { added, changed, renewed, ended, joined, left } = changes;
    for rows in batches(added).chain(batches(renewed)) {
        database.write(move |tx| storage::put(tx, &rows)).await?;
    }
    for rows in batches(changed) {
        let anew = move |tx: &platform::database::Transaction| {
            storage::forget_keys(tx, &rows)?;
            storage::put(tx, &rows)
        };
        database.write(anew).await?;
    }
    for parts in batches(joined) {
        database.write(move |tx| storage::put_parts(tx, &parts)).await?;
    }
    for parts in batches(left) {
        database.write(move |tx| storage::end_parts(tx, &parts, day)).await?;
    }
    for ids in batches(ended) {
        database.write(move |tx| storage::end(tx, &ids, day)).await?;
    }
    Ok(())
}

pub(super) fn batches<T: Clone>(all: Vec<T>) -> impl Iterator<Item = Vec<T>> {
    let mut rest = all.into_iter();
    std::iter::from_fn(move || {
        let some: Vec<T> = rest.by_ref().take(BATCH).collect();
        (!some.is_empty()).then_some(some)
    })
}
