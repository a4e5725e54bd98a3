//! A database made beside its place, which takes it all at once or leaves nothing.
//!
//! In a file: under another name, then renamed. On a server: in a schema of its own, whose tables then move to the
//! public one in a single transaction. Whoever looks meanwhile sees an empty place.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::super::dialect::text_search::{DOCUMENTS, index_all, keeping_numbers};
use super::super::{Database, Engine, Error, Location, Query, Result, Value, migrate, postgres as server};
use super::{Reader, Table, postgres, quoted, sqlite};
use crate::id::Ids;

/// Values that one statement carries, under what both engines take.
const VALUES: usize = 16_000;
/// Rows that one statement carries.
const ROWS: usize = 256;

/// A database that is being made.
pub struct Fresh {
    database: Database,
    place: Place,
    /// Statements that put back the foreign keys taken off for the time of the loading.
    keys: Vec<String>,
}

enum Place {
    File { aside: PathBuf, place: PathBuf },
    Server,
}

impl Fresh {
    /// Begins one for an empty place; `None` when something is there already.
    pub async fn begin(location: &Location, ids: Ids) -> Result<Option<Self>> {
        match location {
            Location::File(place) => {
                if std::fs::metadata(place).is_ok_and(|found| found.len() > 0) {
                    return Ok(None);
                }
                let aside = sqlite::beside(place, ".restoring");
                sqlite::remove(&aside);
                sqlite::create(&aside)?;
                let place = Place::File { aside: aside.clone(), place: place.clone() };
                match Database::open(&Location::File(aside.clone()), ids).await {
                    Ok(database) => Ok(Some(Self { database, place, keys: Vec::new() })),
                    Err(error) => {
                        sqlite::remove(&aside);
                        Err(error)
                    }
                }
            }
            Location::Server(url) => {
                let options = format!("-c statement_timeout=0 -c search_path={}", postgres::ASIDE);
                let pool = server::Pool::open_with(url, &options).await?;
                let client = pool.client().await?;
                let held: i64 = client.query_one(postgres::OCCUPIED, &[]).await?.get(0);
                if held > 0 {
                    return Ok(None);
                }
                let aside = postgres::ASIDE;
                client
                    .batch_execute(&format!("drop schema if exists {aside} cascade; create schema {aside}"))
                    .await?;
                drop(client);
                let statements = Arc::new(AtomicU64::new(0));
                let database = Database { engine: Engine::Postgres(pool), ids, statements };
                Ok(Some(Self { database, place: Place::Server, keys: Vec::new() }))
            }
        }
    }

    /// The database as it is being made.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Makes the tables as they were at a version of the schema, empty and without foreign keys.
    pub async fn make_tables(&mut self, version: i64) -> Result<()> {
        match &self.database.engine {
            Engine::Sqlite(pool) => {
                migrate::sqlite_to(pool, version).await?;
                pool.alone(|connection| Ok(connection.execute_batch("pragma foreign_keys = off")?)).await?;
            }
            Engine::Postgres(pool) => {
                migrate::postgres_to(pool, version).await?;
                let client = pool.client().await?;
                for row in client.query(postgres::FOREIGN_KEYS, &[]).await? {
                    let (table, name, definition): (String, String, String) =
                        (row.get(0), row.get(1), row.get(2));
                    let (table, name) = (quoted(&table), quoted(&name));
                    client.batch_execute(&format!("alter table {table} drop constraint {name}")).await?;
                    self.keys.push(format!("alter table {table} add constraint {name} {definition}"));
                }
            }
        }
        // What migrations wrote is in the copy too.
        let tables = self.database.read(Reader::tables).await?;
        for table in tables {
            let sql = format!("delete from {}", quoted(&table.name));
            self.database.write(move |tx| Query::written(sql.clone()).execute(tx).map(drop)).await?;
        }
        Ok(())
    }

    /// Adds rows to a table.
    pub async fn add(&self, table: &Table, mut rows: Vec<Vec<Value<'static>>>) -> Result<()> {
        let most = (VALUES / table.columns.len().max(1)).clamp(1, ROWS);
        while !rows.is_empty() {
            let rest = rows.split_off(rows.len().min(most));
            let batch = std::mem::replace(&mut rows, rest);
            let table = table.clone();
            self.database
                .write(move |tx| {
                    let numbers = if table.name == DOCUMENTS { keeping_numbers(tx.dialect()) } else { "" };
                    let into =
                        format!("insert into {} ({}){numbers} values ", quoted(&table.name), table.list());
                    let mut query = Query::written(into);
                    for (at, row) in batch.iter().enumerate() {
                        query = query.push(if at == 0 { "(" } else { ", (" });
                        for (at, value) in row.iter().enumerate() {
                            query = query.push(if at == 0 { "" } else { ", " }).push_value(value.clone());
                        }
                        query = query.push(")");
                    }
                    query.execute(tx).map(drop)
                })
                .await?;
        }
        Ok(())
    }

    /// Puts the foreign keys back, which checks every row, then brings the tables to this version of the schema.
    pub async fn bring_up(&mut self) -> Result<()> {
        match &self.database.engine {
            Engine::Sqlite(pool) => {
                pool.alone(|connection| {
                    let mut check = connection.prepare("pragma foreign_key_check")?;
                    let found = check.query_map([], |row| row.get::<_, String>(0))?.next().transpose()?;
                    if let Some(table) = found {
                        return Err(Error::Constraint(format!(
                            "a row of {table} names one that is not there"
                        )));
                    }
                    Ok(connection.execute_batch("pragma foreign_keys = on")?)
                })
                .await?;
            }
            Engine::Postgres(pool) => {
                let client = pool.client().await?;
                for key in self.keys.drain(..) {
                    client.batch_execute(&key).await?;
                }
            }
        }
        self.database.migrate().await.map(drop)
    }

    /// Indexes the words of the documents that were added.
    pub async fn index(&self) -> Result<()> {
        match &self.database.engine {
            Engine::Sqlite(pool) => {
                pool.alone(|connection| {
                    let statements = index_all(super::Dialect::Sqlite);
                    statements.iter().try_for_each(|sql| Ok(connection.execute_batch(sql)?))
                })
                .await
            }
            Engine::Postgres(pool) => {
                let client = pool.client().await?;
                for sql in index_all(super::Dialect::Postgres) {
                    client.batch_execute(sql).await?;
                }
                client.batch_execute("analyze").await?;
                Ok(())
            }
        }
    }

    /// Puts it in its place: from one moment to the next, everything is there.
    pub async fn publish(self) -> Result<()> {
        let outcome = self.settle().await;
        if outcome.is_err() {
            self.abandon().await;
        }
        outcome
    }

    async fn settle(&self) -> Result<()> {
        match (&self.database.engine, &self.place) {
            (Engine::Sqlite(pool), Place::File { aside, place }) => {
                pool.alone(|connection| {
                    connection.execute_batch("pragma optimize")?;
                    let busy: i64 =
                        connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))?;
                    if busy == 0 { Ok(()) } else { Err(Error::engine("the log could not be emptied")) }
                })
                .await?;
                settle_file(aside, place)
                    .map_err(|error| Error::Engine(format!("{}: {error}", place.display())))
            }
            (Engine::Postgres(pool), _) => {
                let aside = postgres::ASIDE;
                let mut client = pool.client().await?;
                let tables = client.query(postgres::TABLES, &[]).await?;
                let change = client.transaction().await?;
                let held: i64 = change.query_one(postgres::OCCUPIED, &[]).await?.get(0);
                if held > 0 {
                    return Err(Error::engine("the database is no longer empty"));
                }
                for row in tables {
                    let table: String = row.get(0);
                    let table = quoted(&table);
                    change.batch_execute(&format!("alter table {aside}.{table} set schema public")).await?;
                }
                change.batch_execute(&format!("drop schema {aside}")).await?;
                Ok(change.commit().await?)
            }
            (Engine::Sqlite(_), Place::Server) => unreachable!("a file has a place"),
        }
    }

    /// Leaves nothing of it.
    pub async fn abandon(self) {
        match (&self.database.engine, &self.place) {
            (_, Place::File { aside, .. }) => sqlite::remove(aside),
            (Engine::Postgres(pool), Place::Server) => {
                let dropped = match pool.client().await {
                    Ok(client) => client
                        .batch_execute(&format!("drop schema if exists {} cascade", postgres::ASIDE))
                        .await
                        .map_err(Error::from),
                    Err(error) => Err(error),
                };
                if let Err(error) = dropped {
                    tracing::warn!(%error, schema = postgres::ASIDE, "what was begun could not be removed");
                }
            }
            (Engine::Sqlite(_), Place::Server) => {}
        }
    }
}

/// The file takes its place, and the folder that says so is on disk.
fn settle_file(aside: &Path, place: &Path) -> std::io::Result<()> {
    std::fs::File::open(aside)?.sync_all()?;
    std::fs::rename(aside, place)?;
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder)?.sync_all()?;
    sqlite::remove(aside);
    Ok(())
}
