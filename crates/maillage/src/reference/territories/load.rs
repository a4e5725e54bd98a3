//! Loading an edition, at the first start or by command: what changes is told, what is no more is kept with its end.

use std::collections::BTreeMap;

use jiff::civil::Date;
use platform::database::{Database, Error};

use super::codes::insee;
use super::data::{Edition, Part, Row};
use super::flaws::Unreadable;
use super::model::{Load, TerritoryId};
use super::rules::{Changes, Difference, Memberships, compare, differences};
use super::storage;

/// The name under which the load is noted.
const DATASET: &str = "territories";
/// Rows written in one transaction: a writer may not be held for long.
const BATCH: usize = 2_000;

/// How many changes of a kind are named in a report.
const NAMED: usize = 20;

/// A territory, as a report names it.
pub type Named = (TerritoryId, String);

/// How many changes of a kind there are, and the first of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<T> {
    /// How many.
    pub count: usize,
    /// The first.
    pub named: Vec<T>,
}

/// A territory whose facts changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Altered {
    /// Which, by the name that it bears now.
    pub territory: Named,
    /// What differs.
    pub facts: Vec<Difference>,
}

/// A territory that is no more.
#[derive(Clone, Debug, PartialEq)]
pub struct Ended {
    /// What it was.
    pub territory: Named,
    /// The commune that holds it now, when it merged.
    pub successor: Option<Named>,
}

/// A territory that became part of another, or left it.
#[derive(Clone, Debug, PartialEq)]
pub struct Membership {
    /// The smaller.
    pub part: Named,
    /// The larger.
    pub whole: Named,
}

/// What an edition changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The edition.
    pub vintage: String,
    /// Territories that are new.
    pub added: Told<Named>,
    /// Territories whose facts changed.
    pub changed: Told<Altered>,
    /// Territories that are no more.
    pub ended: Told<Ended>,
    /// Memberships that are new or dated anew.
    pub joined: Told<Membership>,
    /// Memberships that ended.
    pub left: Told<Membership>,
    /// Memberships whose dates were known and are not the same any more: the past is told otherwise.
    pub rewritten: Told<Membership>,
}

/// Why an edition was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// A file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// A more recent edition is there.
    #[error("{loaded} is loaded, which is more recent than {asked}")]
    Older {
        /// The edition that is there.
        loaded: String,
        /// The one that was to take its place.
        asked: String,
    },
    /// The database.
    #[error(transparent)]
    Database(#[from] Error),
}

/// Brings the territories to an edition, unless a more recent one is there. The files are read and checked whole before the
/// first row is written; the same edition again changes nothing; a load that is cut short is taken up again by the next.
pub async fn refresh(database: &Database, edition: &Edition) -> Result<Option<Report>, Refused> {
    let loaded = database.read(|r| storage::loaded(r, DATASET)).await?;
    match loaded {
        Some(Load { vintage, .. }) if vintage > edition.vintage() => {
            Err(Refused::Older { loaded: vintage, asked: edition.vintage() })
        }
        Some(Load { digest, .. }) if digest == edition.digest() => Ok(None),
        _ => bring(database, edition).await.map(Some),
    }
}

/// Brings the territories to an edition, be it older than the one that is there.
pub async fn go_back(database: &Database, edition: &Edition) -> Result<Option<Report>, Refused> {
    let loaded = database.read(|r| storage::loaded(r, DATASET)).await?;
    if loaded.is_some_and(|load| load.digest == edition.digest()) {
        return Ok(None);
    }
    bring(database, edition).await.map(Some)
}

/// Loads the edition of the binary at a start, unless a more recent one is there: what an administrator imported stays. The
/// same edition is read again when this program reads it otherwise than the one before did.
pub async fn refresh_at_start(database: &Database) -> Result<Option<Report>, Refused> {
    let edition = Edition::embedded();
    let loaded = database.read(|r| storage::loaded(r, DATASET)).await?;
    let stays =
        |load: Load| load.vintage > edition.vintage() || (load.vintage == edition.vintage() && load.imported);
    if loaded.is_some_and(stays) {
        return Ok(None);
    }
    refresh(database, &edition).await
}

async fn bring(database: &Database, edition: &Edition) -> Result<Report, Refused> {
    let (rows, parts) = edition.rows()?;
    let former = edition.former(&rows)?;
    let (there, known) =
        database.read(|r| Ok::<_, Error>((storage::all(r)?, storage::memberships(r)?))).await?;
    let changes = compare(&there, &known, (rows, parts));
    let report = told(edition.vintage(), &changes, (&there, &known), &former);
    write(database, changes, edition.begins()).await?;
    for former in batches(former) {
        database.write(move |tx| storage::put_former(tx, &former)).await?;
    }
    let load = Load { vintage: edition.vintage(), digest: edition.digest(), imported: edition.imported };
    let at = database.ids().clock().now();
    database.write(move |tx| storage::note_loaded(tx, DATASET, &load, at)).await?;
    Ok(report)
}

fn told(
    vintage: String,
    changes: &Changes,
    (there, known): (&BTreeMap<TerritoryId, (Row, Option<Date>)>, &Memberships),
    former: &[(String, Option<String>, String)],
) -> Report {
    let new = changes.added.iter().chain(&changes.changed);
    let new: BTreeMap<TerritoryId, &str> = new.map(|row| (row.id(), row.name.as_str())).collect();
    // By the name that it bears now.
    let named = |id: &TerritoryId| {
        let before = || there.get(id).map(|(row, _)| row.name.as_str());
        (id.clone(), new.get(id).copied().or_else(before).unwrap_or_default().to_owned())
    };
    let successor = |id: &TerritoryId| {
        let (_, _, holder) = former.iter().find(|(code, ..)| insee(code) == *id)?;
        Some(named(&insee(holder)))
    };
    let row = |row: &Row| (row.id(), row.name.clone());
    let altered = |now: &Row| {
        let facts = there.get(&now.id()).map(|(known, ended)| differences(known, *ended, now));
        Altered { territory: row(now), facts: facts.unwrap_or_default() }
    };
    let member =
        |part: &TerritoryId, whole: &TerritoryId| Membership { part: named(part), whole: named(whole) };
    // An end that was not there is news; another beginning, or another end, is another past.
    let rewritten = |part: &&Part| {
        let before = known.get(&(part.part.clone(), part.whole.clone()));
        before.is_some_and(|(from, until)| *from != part.from || until.is_some() && *until != part.until)
    };
    let rewritten: Vec<&Part> = changes.joined.iter().filter(rewritten).collect();
    Report {
        rewritten: Told::of(&rewritten, |part| member(&part.part, &part.whole)),
        vintage,
        added: Told::of(&changes.added, row),
        changed: Told::of(&changes.changed, altered),
        ended: Told::of(&changes.ended, |id| Ended { territory: named(id), successor: successor(id) }),
        joined: Told::of(&changes.joined, |part| member(&part.part, &part.whole)),
        left: Told::of(&changes.left, |(part, whole)| member(part, whole)),
    }
}

impl<T> Told<T> {
    fn of<A>(all: &[A], name: impl FnMut(&A) -> T) -> Self {
        Self { count: all.len(), named: all.iter().take(NAMED).map(name).collect() }
    }
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
