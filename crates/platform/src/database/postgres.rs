//! PostgreSQL: the same closures over a pooled session, each call waiting on the runtime.

use std::cell::Cell;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, PoolError, RecyclingMethod, Runtime};
use futures_util::{TryStreamExt, pin_mut};
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio_postgres::NoTls;
use tokio_postgres::types::ToSql;

use super::{Connection, Error, Query, READ_DEADLINE, Reader, Result, Row, Transaction, Work};
use crate::id::Ids;

/// Sessions to the server.
const SESSIONS: usize = 16;
/// Writes of this process at once. Each inserts at the end of the same indexes and is checked there by foreign keys: the
/// more there are, the more of them lose and are run again.
const WRITERS: usize = 4;
/// How often a transaction that lost a race is run again.
const ATTEMPTS: u32 = 12;

#[derive(Clone)]
pub(super) struct Pool {
    sessions: deadpool_postgres::Pool,
    writers: Arc<Semaphore>,
}

impl Pool {
    /// Whether an address is one of a server.
    pub(super) fn understands(url: &str) -> bool {
        url.parse::<tokio_postgres::Config>().is_ok()
    }

    pub(super) async fn open(url: &str) -> Result<Self> {
        Self::open_with(url, &format!("-c statement_timeout={}", READ_DEADLINE.as_millis())).await
    }

    /// With these options for its sessions beside the usual ones.
    pub(super) async fn open_with(url: &str, more: &str) -> Result<Self> {
        let mut config: tokio_postgres::Config = url.parse().map_err(Error::from)?;
        let asked = config.get_options().unwrap_or_default();
        // Requests come many at once and are short: neither workers to share one among, nor code compiled for it.
        config.options(format!(
            "{asked} {more} -c timezone=UTC -c max_parallel_workers_per_gather=0 -c jit=off"
        ));
        let manager =
            Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let sessions = deadpool_postgres::Pool::builder(manager)
            .max_size(SESSIONS)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(Duration::from_secs(10)))
            .create_timeout(Some(Duration::from_secs(10)))
            .build()
            .map_err(Error::engine)?;
        let pool = Self { sessions, writers: Arc::new(Semaphore::new(WRITERS)) };
        pool.check_text().await?;
        Ok(pool)
    }

    /// Keys are sorted as bytes on both engines: a database collated otherwise would list in another order. One that is not in
    /// UTF-8 refuses words, one by one, when people write them.
    async fn check_text(&self) -> Result<()> {
        let asked = "select datcollate, pg_encoding_to_char(encoding) from pg_database where datname = current_database()";
        let row = self.client().await?.query_one(asked, &[]).await?;
        let collation: &str = row.try_get(0).map_err(Error::decode)?;
        let encoding: &str = row.try_get(1).map_err(Error::decode)?;
        if !matches!(collation, "C" | "POSIX") {
            return Err(Error::Engine(format!(
                "the database is collated {collation}; create it with LC_COLLATE 'C'"
            )));
        }
        if encoding != "UTF8" {
            return Err(Error::Engine(format!(
                "the database is encoded in {encoding}; create it with ENCODING 'UTF8'"
            )));
        }
        Ok(())
    }

    pub(super) async fn client(&self) -> Result<Object> {
        self.sessions.get().await.map_err(|error| match error {
            // Why the server refuses: an operator mends it.
            PoolError::Backend(error) => error.into(),
            error => Error::engine(error),
        })
    }

    pub(super) async fn session(&self) -> Result<Session> {
        Ok(Session { client: self.client().await?, runtime: Handle::current(), retry: Cell::new(false) })
    }

    /// Answers once what the change said stands: it is on disk, or it refused.
    pub(super) async fn write(&self, work: Work, ids: &Ids, statements: &Arc<AtomicU64>) -> Result<()> {
        let _turn = self.writers.acquire().await.map_err(Error::engine)?;
        for attempt in 1.. {
            let session = self.session().await?;
            let outcome = tokio::task::block_in_place(|| {
                let reader = Reader::new(Connection::Postgres(session), statements.clone());
                let tx = Transaction { reader, ids: ids.clone() };
                run(&tx, &work)
            });
            match outcome {
                Outcome::Stands => return Ok(()),
                Outcome::Failed(error) => return Err(error),
                Outcome::Again if attempt < ATTEMPTS => {
                    // Losers wait a random while, longer each time, so that they do not meet again.
                    let spread = u64::from(ids.chance().bytes::<1>()[0]);
                    tokio::time::sleep(Duration::from_micros(spread * (1 << attempt.min(8)))).await;
                }
                Outcome::Again => return Err(Error::Retry),
            }
        }
        Err(Error::Retry)
    }
}

enum Outcome {
    /// What the change said stands.
    Stands,
    Failed(Error),
    Again,
}

/// One attempt: begin, work, commit; or roll back.
fn run(tx: &Transaction, work: &Work) -> Outcome {
    let Connection::Postgres(session) = &tx.reader.connection else {
        unreachable!("a server gives sessions")
    };
    if let Err(error) = session.batch("begin isolation level serializable") {
        return Outcome::Failed(error);
    }
    let open = RollBack(session);
    let done = work(tx);
    if session.retry.get() {
        return Outcome::Again;
    }
    if !done {
        return Outcome::Stands;
    }
    std::mem::forget(open);
    match session.batch("commit") {
        Ok(()) => Outcome::Stands,
        Err(Error::Retry) => Outcome::Again,
        Err(error) => Outcome::Failed(error),
    }
}

/// Rolls back when dropped, also when the closure panics.
struct RollBack<'s>(&'s Session);

impl Drop for RollBack<'_> {
    fn drop(&mut self) {
        if let Err(error) = self.0.batch("rollback") {
            tracing::warn!(%error, "a transaction could not be rolled back");
        }
    }
}

/// One session, held for the time of a closure.
pub(super) struct Session {
    client: Object,
    runtime: Handle,
    retry: Cell<bool>,
}

impl Session {
    fn wait<T>(&self, call: impl Future<Output = Result<T, tokio_postgres::Error>>) -> Result<T> {
        self.runtime.block_on(call).map_err(|error| {
            let error = Error::from(error);
            if matches!(error, Error::Retry) {
                self.retry.set(true);
            }
            error
        })
    }

    pub(super) fn batch(&self, sql: &str) -> Result<()> {
        self.wait(self.client.batch_execute(sql))
    }

    pub(super) fn query(&self, query: &Query<'_>, row: &mut dyn FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
        let mut refused = Ok(());
        self.wait(async {
            let statement = self.client.prepare_cached(query.sql()).await?;
            let values = query.values().iter().map(|value| value as &(dyn ToSql + Sync));
            let rows = self.client.query_raw(&statement, values.collect::<Vec<_>>()).await?;
            pin_mut!(rows);
            while let Some(found) = rows.try_next().await? {
                if refused.is_ok() {
                    refused = row(&Row::Postgres(&found));
                }
            }
            Ok(())
        })?;
        refused
    }

    pub(super) fn execute(&self, query: &Query<'_>) -> Result<u64> {
        self.wait(async {
            let statement = self.client.prepare_cached(query.sql()).await?;
            let values: Vec<_> = query.values().iter().map(|value| value as &(dyn ToSql + Sync)).collect();
            self.client.execute(&statement, &values).await
        })
    }

    pub(super) fn begin_read(&self) -> Result<()> {
        self.batch("begin isolation level repeatable read read only")
    }

    pub(super) fn end_read(&self) {
        if let Err(error) = self.batch("rollback") {
            tracing::warn!(%error, "a read could not be closed");
        }
    }
}
