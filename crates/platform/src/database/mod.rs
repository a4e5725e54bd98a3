//! The only place that names an engine: SQLite embedded in the binary, or PostgreSQL by its URL.
//!
//! A handler calls [`Database::read`] or [`Database::write`] once; everything below it is plain synchronous Rust that
//! receives a [`Reader`] or a [`Transaction`]. The closure waits on nothing but the database, never sees the
//! [`Database`] (nesting would deadlock) and may be run again. Decision 0001 says what was measured.

pub mod copy;
pub(crate) mod dialect;
mod error;
mod migrate;
mod postgres;
mod query;
mod row;
mod sqlite;
pub mod testing;
#[cfg(test)]
mod tests;
mod value;

use std::cell::Cell as Counter;
use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub use error::{Error, Result};
pub use macros::FromRow;
pub use query::Query;
pub use row::{FromRow, Row};
pub use value::{Cell, Column, Value};

use crate::clock::stopwatch;
use crate::id::Ids;

/// A statement that reads for longer is named in the log, without its values.
const SLOW: Duration = Duration::from_millis(200);
/// How long one closure may run. Longer work is a job or an export to a file.
const READ_DEADLINE: Duration = Duration::from_secs(10);
const WRITE_DEADLINE: Duration = Duration::from_secs(2);
/// For what is loaded before anybody is served.
const LOADING_DEADLINE: Duration = Duration::from_mins(1);

/// How many workers the runtime of an instance needs: one per core beside those that reads of SQLite may hold. So no read,
/// however slow, keeps a request waiting that needs none, and a short one costs no hand-over (decision 0001).
pub fn workers() -> usize {
    sqlite::readers() + cores()
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get)
}

/// Where the data live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// An SQLite file.
    File(std::path::PathBuf),
    /// A PostgreSQL server, by its URL.
    Server(String),
}

impl Location {
    /// `postgres://…` is a server; `sqlite:PATH` or a bare path is a file.
    pub fn parse(url: &str) -> Self {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Self::Server(url.to_owned())
        } else {
            Self::File(url.strip_prefix("sqlite:").unwrap_or(url).into())
        }
    }

    /// Whether a database could be there, as far as the address alone tells.
    pub fn understands(url: &str) -> bool {
        match Self::parse(url) {
            Self::File(path) => !path.as_os_str().is_empty() && !url.contains("://"),
            Self::Server(url) => postgres::Pool::understands(&url),
        }
    }
}

/// The dialect of SQL in force, for the three sanctioned files in `dialect/` and nobody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

/// What a change does, and whether it is to be kept. Below [`Database::write`] changes have no types of their own: what surrounds
/// them would otherwise be compiled once for each of the hundreds that the product has.
type Work = Box<dyn Fn(&Transaction) -> bool + Send>;

/// Which version of the program a database is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// None: nothing was ever put there.
    Blank,
    /// This one, or one before.
    Known,
    /// A later one, by the version of its schema.
    Later(i64),
}

/// A database, open. Cloning it shares it.
#[derive(Clone)]
pub struct Database {
    engine: Engine,
    ids: Ids,
    statements: Arc<AtomicU64>,
}

#[derive(Clone)]
enum Engine {
    Sqlite(sqlite::Pool),
    Postgres(postgres::Pool),
}

impl Database {
    /// Whether it answers.
    pub async fn answers(&self) -> Result<()> {
        self.read(|r| Query::new("select 1").one::<i64>(r)).await.map(drop)
    }

    /// Opens the database; migrations are a call of their own.
    pub async fn open(location: &Location, ids: Ids) -> Result<Self> {
        let statements = Arc::new(AtomicU64::new(0));
        let engine = match location {
            Location::File(path) => {
                Engine::Sqlite(sqlite::Pool::open(path, ids.clone(), statements.clone())?)
            }
            Location::Server(url) => Engine::Postgres(postgres::Pool::open(url).await?),
        };
        Ok(Self { engine, ids, statements })
    }

    /// Which version of the program it is of, for those who would read it as it is.
    pub async fn standing(&self) -> Result<Standing> {
        let latest = migrate::versions().last().copied().unwrap_or_default();
        self.read(|r| {
            if r.tables()?.is_empty() {
                return Ok(Standing::Blank);
            }
            let schema = r.schema()?;
            Ok(if schema > latest { Standing::Later(schema) } else { Standing::Known })
        })
        .await
    }

    /// Applies the migrations that are missing, then the engine's own search tables. Returns the names applied.
    pub async fn migrate(&self) -> Result<Vec<String>> {
        match &self.engine {
            Engine::Sqlite(pool) => migrate::sqlite(pool).await,
            Engine::Postgres(pool) => migrate::postgres(pool).await,
        }
    }

    /// Reads within one snapshot of the data. `work` runs on the calling worker thread, which waits for it: a runtime has
    /// more of them ([`workers`]) than reads can hold at once.
    pub async fn read<T, E>(&self, work: impl FnOnce(&Reader) -> Result<T, E>) -> Result<T, E>
    where
        E: From<Error>,
    {
        let (reader, waits) = self.reader().await?;
        let read = || {
            reader.begin_read()?;
            let outcome = work(&reader);
            reader.end_read();
            outcome
        };
        // Where each call waits on the runtime, this worker's other tasks are handed over first.
        if waits { tokio::task::block_in_place(read) } else { read() }
    }

    /// A connection to read from, and whether it waits on the runtime.
    async fn reader(&self) -> Result<(Reader, bool)> {
        let (connection, waits) = match &self.engine {
            Engine::Sqlite(pool) => (Connection::Sqlite(pool.reader().await?), false),
            Engine::Postgres(pool) => (Connection::Postgres(pool.session().await?), true),
        };
        Ok((Reader::new(connection, self.statements.clone()), waits))
    }

    /// Changes the data in one transaction: all of it, or nothing when `work` returns an error.
    ///
    /// When this returns `Ok` the change is on disk. On PostgreSQL the transaction is serializable and `work` may be
    /// run again; on SQLite several writes may share one commit, each behind its own savepoint.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: Fn(&Transaction) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let kept: Arc<Mutex<Option<Result<T, E>>>> = Arc::default();
        let slot = kept.clone();
        self.change(Box::new(move |tx| {
            let outcome = work(tx);
            let done = outcome.is_ok();
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
            done
        }))
        .await?;
        let outcome = kept.lock().unwrap_or_else(PoisonError::into_inner).take();
        outcome.unwrap_or_else(|| Err(Error::Panicked.into()))
    }

    /// A change without its types. `Ok` when what it answered stands: it is on disk, or it refused and changed nothing.
    async fn change(&self, work: Work) -> Result<()> {
        match &self.engine {
            Engine::Sqlite(pool) => pool.write(work).await,
            Engine::Postgres(pool) => pool.write(work, &self.ids, &self.statements).await,
        }
    }

    /// Identifiers, clock and chance of this instance.
    pub fn ids(&self) -> &Ids {
        &self.ids
    }

    /// How many statements were run since the start: what a request's budget is checked with.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// The name of the engine, for the health page and the logs.
    pub fn engine_name(&self) -> &'static str {
        match &self.engine {
            Engine::Sqlite(_) => "SQLite",
            Engine::Postgres(_) => "PostgreSQL",
        }
    }
}

enum Connection {
    Sqlite(sqlite::Pooled),
    Postgres(postgres::Session),
}

/// What verbs read from.
pub struct Reader {
    connection: Connection,
    run: Counter<u64>,
    statements: Arc<AtomicU64>,
}

impl Reader {
    fn new(connection: Connection, statements: Arc<AtomicU64>) -> Self {
        Self { connection, run: Counter::new(0), statements }
    }

    pub(crate) fn dialect(&self) -> Dialect {
        match &self.connection {
            Connection::Sqlite(_) => Dialect::Sqlite,
            Connection::Postgres(_) => Dialect::Postgres,
        }
    }

    fn query(&self, query: &Query<'_>, row: &mut dyn FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
        query.checked()?;
        self.run.set(self.run.get() + 1);
        let started = stopwatch();
        let read = match &self.connection {
            Connection::Sqlite(connection) => connection.query(query, row),
            Connection::Postgres(session) => session.query(query, row),
        };
        let took = started.elapsed();
        if took >= SLOW {
            // The text alone: what was asked is in the values.
            tracing::warn!(milliseconds = took.as_millis(), sql = query.sql(), "a slow statement");
        }
        read
    }

    /// Adds the statements run so far to the instance's total.
    fn flush(&self) {
        self.statements.fetch_add(self.run.take(), Ordering::Relaxed);
    }

    fn begin_read(&self) -> Result<()> {
        match &self.connection {
            Connection::Sqlite(connection) => connection.begin_read(),
            Connection::Postgres(session) => session.begin_read(),
        }
    }

    fn end_read(&self) {
        match &self.connection {
            Connection::Sqlite(connection) => connection.end_read(),
            Connection::Postgres(session) => session.end_read(),
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.flush();
    }
}

/// What verbs change the data through. It reads too.
pub struct Transaction {
    reader: Reader,
    ids: Ids,
}

impl Transaction {
    fn execute(&self, query: &Query<'_>) -> Result<u64> {
        query.checked()?;
        self.reader.run.set(self.reader.run.get() + 1);
        match &self.reader.connection {
            Connection::Sqlite(connection) => connection.execute(query),
            Connection::Postgres(session) => session.execute(query),
        }
    }

    /// Lets this change take its time: it loads what must be whole, before anybody is served. Others wait for it.
    pub fn take_time(&self) {
        if let Connection::Sqlite(connection) = &self.reader.connection {
            connection.take_time();
        }
    }

    /// A new identifier.
    pub fn new_id<I: From<uuid::Uuid>>(&self) -> I {
        self.ids.next()
    }

    /// Where identifiers, the time and chance come from.
    pub fn ids(&self) -> &Ids {
        &self.ids
    }
}

impl Deref for Transaction {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}
