//! The whole database, table by table, whatever its engine: what a backup reads, and what a restore fills.
//!
//! Tables and their columns are read in the catalogue, so that a migration adds its own without a word here. What an
//! engine keeps for itself is left out; of the search index only the documents are carried ([`Reader::tables`]).

mod fresh;
mod postgres;
mod sqlite;

use std::path::Path;

pub use fresh::Fresh;

use super::dialect::text_search::{DOCUMENT_COLUMNS, DOCUMENTS};
use super::{Connection, Database, Dialect, Engine, Error, Query, Reader, Result, Row, Value, migrate};
use crate::text_enum;

/// The table in which migrations are noted: each database has its own.
const HISTORY: &str = "refinery_schema_history";

text_enum! {
    /// What a column holds.
    pub enum Holds {
        /// Text, identifiers and JSON.
        Text = "text",
        /// Whole numbers.
        Integer = "integer",
        /// Coordinates.
        Real = "real",
        /// Yes or no.
        Boolean = "boolean",
        /// Moments.
        Timestamp = "timestamp",
        /// Days.
        Date = "date",
    }
}

impl Holds {
    /// From the type that a catalogue declares.
    fn declared(text: &str) -> Result<Self> {
        match text.to_lowercase().as_str() {
            "text" => Ok(Self::Text),
            "bigint" | "integer" => Ok(Self::Integer),
            "double precision" => Ok(Self::Real),
            "boolean" => Ok(Self::Boolean),
            "timestamptz" | "timestamp with time zone" => Ok(Self::Timestamp),
            "date" => Ok(Self::Date),
            other => Err(Error::Decode(format!("no copy can hold a column of type {other}"))),
        }
    }

    fn read(self, row: &Row<'_>, at: usize) -> Result<Value<'static>> {
        Ok(match self {
            Self::Text => row.get::<Option<String>>(at)?.into(),
            Self::Integer => row.get::<Option<i64>>(at)?.into(),
            Self::Real => row.get::<Option<f64>>(at)?.into(),
            Self::Boolean => row.get::<Option<bool>>(at)?.into(),
            Self::Timestamp => row.get::<Option<jiff::Timestamp>>(at)?.into(),
            Self::Date => row.get::<Option<jiff::civil::Date>>(at)?.into(),
        })
    }
}

/// A table and its columns, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns: name and what they hold.
    pub columns: Vec<(String, Holds)>,
}

impl Table {
    fn list(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|(name, _)| quoted(name)).collect();
        names.join(", ")
    }
}

/// An identifier as both engines quote it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The versions of the schema that this program can make, in order: one per migration.
pub fn known_versions() -> Vec<i64> {
    migrate::versions()
}

impl Database {
    /// Reads the whole database as it is at one moment, for as long as `work` takes; changes go on meanwhile. An engine
    /// that lives in a file is first copied into `scratch`, a path where nothing is, so that a long reading holds
    /// nothing back; the copy is removed.
    pub async fn snapshot<T, E>(
        &self,
        scratch: &Path,
        work: impl FnOnce(&Reader) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<Error>,
    {
        match &self.engine {
            Engine::Sqlite(pool) => {
                let copied = sqlite::Copied::of(pool, scratch).await?;
                let reader = Reader::new(Connection::Sqlite(copied.open()?), self.statements.clone());
                tokio::task::block_in_place(|| work(&reader))
            }
            Engine::Postgres(pool) => {
                let session = pool.session().await?;
                tokio::task::block_in_place(|| {
                    session.begin_read()?;
                    session.batch("set local statement_timeout = 0")?;
                    let reader = Reader::new(Connection::Postgres(session), self.statements.clone());
                    let outcome = work(&reader);
                    reader.end_read();
                    outcome
                })
            }
        }
    }
}

impl Reader {
    /// The tables that a copy carries, by name: those that migrations made, then the documents of search.
    pub fn tables(&self) -> Result<Vec<Table>> {
        let mut tables: Vec<Table> = Vec::new();
        let query = match self.dialect() {
            Dialect::Sqlite => Query::new(sqlite::COLUMNS),
            Dialect::Postgres => Query::new(postgres::COLUMNS),
        };
        let mut columns: Vec<(String, String, String)> = Vec::new();
        query.each(self, |row| {
            columns.push((row.get(0)?, row.get(1)?, row.get(2)?));
            Ok(())
        })?;
        for (table, column, declared) in columns {
            let search = table == DOCUMENTS;
            let own = table == HISTORY || (table.starts_with("search_text") && !search);
            if own || (search && !DOCUMENT_COLUMNS.contains(&column.as_str())) {
                continue;
            }
            let holds = Holds::declared(&declared)?;
            match tables.last_mut().filter(|last| last.name == table) {
                Some(last) => last.columns.push((column, holds)),
                None => tables.push(Table { name: table, columns: vec![(column, holds)] }),
            }
        }
        // Documents come last: their table is made after the migrations.
        tables.sort_by(|one, other| {
            (one.name == DOCUMENTS, &one.name).cmp(&(other.name == DOCUMENTS, &other.name))
        });
        Ok(tables)
    }

    /// The version of the schema: that of the last migration applied.
    pub fn schema(&self) -> Result<i64> {
        Query::new("select cast(max(version) as bigint) from refinery_schema_history").one(self)
    }

    /// Every row of a table, one after the other, without keeping them.
    pub fn rows<E: From<Error>>(
        &self,
        table: &Table,
        mut each: impl FnMut(&[Value<'static>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!("select {} from {}", table.list(), quoted(&table.name));
        let mut refused = None;
        let outcome = Query::written(sql).each(self, |row| {
            let columns = table.columns.iter().enumerate();
            let values: Vec<Value<'static>> =
                columns.map(|(at, (_, holds))| holds.read(row, at)).collect::<Result<_>>()?;
            each(&values).map_err(|error| {
                refused = Some(error);
                Error::Stale
            })
        });
        match refused {
            Some(error) => Err(error),
            None => Ok(outcome?),
        }
    }
}
