//! SQLite: a fixed pool of reading connections, and one writer that commits several changes together.

use std::any::Any;
use std::os::unix::fs::OpenOptionsExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::OpenFlags;
use rusqlite::config::DbConfig;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use super::{
    Connection, Error, LOADING_DEADLINE, Query, READ_DEADLINE, Reader, Result, Row, Transaction,
    WRITE_DEADLINE, Work, cores,
};
use crate::clock::stopwatch;
use crate::id::Ids;

/// Statements each connection keeps prepared.
const PREPARED: usize = 256;
/// Changes that may share one commit, and for how long the first may wait for the others.
const GROUP: usize = 64;
const GROUP_TIME: Duration = Duration::from_millis(10);
/// Changes waiting for the writer before callers wait themselves.
const QUEUE: usize = 1024;

/// Connections that read.
pub(super) fn readers() -> usize {
    2 * cores()
}

/// The connections to one file.
#[derive(Clone)]
pub(super) struct Pool {
    readers: Arc<Readers>,
    writer: mpsc::Sender<Box<dyn Change>>,
}

struct Readers {
    idle: Mutex<Vec<Handle>>,
    permits: Arc<Semaphore>,
}

/// A connection and its deadline.
struct Handle {
    connection: rusqlite::Connection,
    deadline: Arc<Deadline>,
}

/// When the running statement must stop, in microseconds since the connection was opened; 0 is never.
struct Deadline {
    opened: Instant,
    micros: AtomicU64,
}

impl Deadline {
    fn elapsed(&self) -> u64 {
        u64::try_from(self.opened.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    fn within(&self, time: Duration) {
        let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        self.micros.store(self.elapsed().saturating_add(micros), Ordering::Relaxed);
    }

    fn never(&self) {
        self.micros.store(0, Ordering::Relaxed);
    }

    fn passed(&self) -> bool {
        let micros = self.micros.load(Ordering::Relaxed);
        micros != 0 && self.elapsed() > micros
    }
}

impl Handle {
    fn open(path: &Path, flags: OpenFlags) -> Result<Self> {
        let mut connection = rusqlite::Connection::open_with_flags(path, flags)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        connection.busy_timeout(Duration::from_secs(5))?;
        // Otherwise a value bound to a condition of a partial index, or weighed by its statistics, has the statement
        // compiled anew at each run: a third of the time of a request.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.execute_batch(
            "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
             pragma mmap_size = 1073741824; pragma cache_size = -16000; pragma temp_store = memory;",
        )?;
        let deadline = Arc::new(Deadline { opened: stopwatch(), micros: AtomicU64::new(0) });
        let watch = deadline.clone();
        connection.progress_handler(20_000, Some(move || watch.passed()))?;
        Ok(Self { connection, deadline })
    }

    fn run(&self, sql: &'static str) -> Result<()> {
        self.connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    }
}

impl Pool {
    pub(super) fn open(path: &Path, ids: Ids, statements: Arc<AtomicU64>) -> Result<Self> {
        if !path.exists() {
            // What stands in the way, the engine says when it opens the file.
            drop(create(path));
        }
        let writer = Handle::open(path, OpenFlags::default())?;
        let count = readers();
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let mut idle = Vec::with_capacity(count);
        for _ in 0..count {
            idle.push(Handle::open(path, flags)?);
        }
        let readers = Readers { idle: Mutex::new(idle), permits: Arc::new(Semaphore::new(count)) };
        let (sender, receiver) = mpsc::channel(QUEUE);
        std::thread::Builder::new()
            .name("sqlite-writer".into())
            .spawn(move || Writer::new(writer, ids, statements).serve(receiver))
            .map_err(|error| Error::Engine(error.to_string()))?;
        Ok(Self { readers: Arc::new(readers), writer: sender })
    }

    pub(super) async fn reader(&self) -> Result<Pooled> {
        let permit = self.readers.permits.clone().acquire_owned().await.map_err(|_| closed())?;
        let handle =
            self.readers.idle.lock().unwrap_or_else(PoisonError::into_inner).pop().ok_or_else(closed)?;
        Ok(Pooled { handle: Some(handle), home: Some((self.readers.clone(), permit)) })
    }

    /// Copies the whole database, as it is at one moment, into a file that does not exist or is empty. Changes go on
    /// meanwhile; what lasts is the copy of the pages alone.
    pub(super) async fn copy_into(&self, file: &Path) -> Result<()> {
        let pooled = self.reader().await?;
        let into = file.to_string_lossy().into_owned();
        tokio::task::block_in_place(|| {
            pooled.handle().connection.execute("vacuum into ?1", [into]).map(drop).map_err(Error::from)
        })
    }

    /// Answers once what the change said stands: it is on disk, or it refused.
    pub(super) async fn write(&self, work: Work) -> Result<()> {
        let (reply, answer) = oneshot::channel();
        let change = Pending { work, outcome: None, reply };
        self.writer.send(Box::new(change)).await.map_err(|_| closed())?;
        answer.await.map_err(|_| closed())?
    }

    /// Lends the writing connection, outside any transaction: for migrations.
    pub(super) async fn alone<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut rusqlite::Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        self.writer
            .send(Box::new(Alone { work: Some(work), reply: Some(reply) }))
            .await
            .map_err(|_| closed())?;
        answer.await.map_err(|_| closed())?
    }
}

/// An empty file that only its owner opens: what the engine writes beside it takes the same rights.
pub(super) fn create(path: &Path) -> Result<()> {
    let made = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    made.map(drop).map_err(|error| match error.kind() {
        std::io::ErrorKind::StorageFull => Error::Full,
        _ => Error::Engine(format!("{}: {error}", path.display())),
    })
}

fn closed() -> Error {
    Error::Engine("the database is closed".into())
}

/// A reading connection, given back when dropped; or the writer's own.
pub(super) struct Pooled {
    handle: Option<Handle>,
    home: Option<(Arc<Readers>, OwnedSemaphorePermit)>,
}

impl Pooled {
    /// A file that nothing else opens, to be read without a deadline.
    pub(super) fn of_file(path: &Path) -> Result<Self> {
        let connection = rusqlite::Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let deadline = Arc::new(Deadline { opened: stopwatch(), micros: AtomicU64::new(0) });
        Ok(Self { handle: Some(Handle { connection, deadline }), home: None })
    }

    fn handle(&self) -> &Handle {
        self.handle.as_ref().expect("a connection is held until it is dropped")
    }

    pub(super) fn query(&self, query: &Query<'_>, row: &mut dyn FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
        let mut statement = self.handle().connection.prepare_cached(&numbered(query.sql()))?;
        let mut rows = statement.query(rusqlite::params_from_iter(query.values()))?;
        while let Some(found) = rows.next()? {
            row(&Row::Sqlite(found))?;
        }
        Ok(())
    }

    pub(super) fn execute(&self, query: &Query<'_>) -> Result<u64> {
        let mut statement = self.handle().connection.prepare_cached(&numbered(query.sql()))?;
        let touched = statement.execute(rusqlite::params_from_iter(query.values()))?;
        Ok(touched as u64)
    }

    pub(super) fn begin_read(&self) -> Result<()> {
        self.handle().deadline.within(READ_DEADLINE);
        self.handle().run("begin")
    }

    /// See [`Transaction::take_time`].
    pub(super) fn take_time(&self) {
        self.handle().deadline.within(LOADING_DEADLINE);
    }

    pub(super) fn end_read(&self) {
        self.handle().deadline.never();
        if let Err(error) = self.handle().run("rollback") {
            tracing::warn!(%error, "a read could not be closed");
        }
    }
}

/// `$2` is a *name* for SQLite, numbered by its first appearance; `?2` is the second value, wherever it stands.
fn numbered(sql: &str) -> String {
    sql.replace('$', "?")
}

impl Drop for Pooled {
    fn drop(&mut self) {
        if let (Some(handle), Some((readers, permit))) = (self.handle.take(), self.home.take()) {
            if !handle.connection.is_autocommit() {
                // A closure panicked between `begin` and `rollback`.
                drop(handle.run("rollback"));
            }
            readers.idle.lock().unwrap_or_else(PoisonError::into_inner).push(handle);
            drop(permit);
        }
    }
}

/// Something the writer does.
trait Change: Send {
    /// Runs inside a savepoint; `false` asks to roll it back.
    fn run(&mut self, tx: &Transaction) -> bool;
    /// Answers the caller, once the group is committed or has failed.
    fn answer(self: Box<Self>, committed: Result<()>);
    /// Work that needs the bare connection, outside a transaction.
    fn alone(&mut self) -> Option<&mut dyn RunAlone> {
        None
    }
}

trait RunAlone {
    fn run(&mut self, connection: &mut rusqlite::Connection);
}

struct Pending {
    work: Work,
    /// Whether it is to be kept, once it ran; a panic is an error.
    outcome: Option<Result<bool>>,
    reply: oneshot::Sender<Result<()>>,
}

impl Change for Pending {
    fn run(&mut self, tx: &Transaction) -> bool {
        let outcome = catch_unwind(AssertUnwindSafe(|| (self.work)(tx))).map_err(|panic| {
            tracing::error!(panic = panic_text(&*panic), "a change panicked");
            Error::Panicked
        });
        let done = matches!(outcome, Ok(true));
        self.outcome = Some(outcome);
        done
    }

    fn answer(self: Box<Self>, committed: Result<()>) {
        let answer = match (self.outcome, committed) {
            // A refusal changed nothing: it stands whatever became of the others.
            (Some(Ok(false)), _) => Ok(()),
            (Some(Err(error)), _) | (None, Err(error)) => Err(error),
            (Some(Ok(true)), committed) => committed,
            (None, Ok(())) => Err(closed()),
        };
        // A caller that stopped waiting does not change what was committed.
        drop(self.reply.send(answer));
    }
}

struct Alone<F, T> {
    work: Option<F>,
    reply: Option<oneshot::Sender<Result<T>>>,
}

impl<F, T> Change for Alone<F, T>
where
    F: FnOnce(&mut rusqlite::Connection) -> Result<T> + Send,
    T: Send,
{
    fn run(&mut self, _: &Transaction) -> bool {
        true
    }

    fn answer(self: Box<Self>, _: Result<()>) {}

    fn alone(&mut self) -> Option<&mut dyn RunAlone> {
        Some(self)
    }
}

impl<F, T> RunAlone for Alone<F, T>
where
    F: FnOnce(&mut rusqlite::Connection) -> Result<T> + Send,
{
    fn run(&mut self, connection: &mut rusqlite::Connection) {
        if let (Some(work), Some(reply)) = (self.work.take(), self.reply.take()) {
            drop(reply.send(work(connection)));
        }
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

/// The one thread that writes.
struct Writer {
    tx: Transaction,
}

impl Writer {
    fn new(handle: Handle, ids: Ids, statements: Arc<AtomicU64>) -> Self {
        let pooled = Pooled { handle: Some(handle), home: None };
        Self { tx: Transaction { reader: Reader::new(Connection::Sqlite(pooled), statements), ids } }
    }

    fn serve(mut self, mut changes: mpsc::Receiver<Box<dyn Change>>) {
        while let Some(mut first) = changes.blocking_recv() {
            if let Some(alone) = first.alone() {
                alone.run(&mut self.handle_mut().connection);
                continue;
            }
            let started = stopwatch();
            let mut group = vec![first];
            let mut after = None;
            let committed = self.commit_group(&mut group, || {
                if started.elapsed() > GROUP_TIME || after.is_some() {
                    return None;
                }
                let mut next = changes.try_recv().ok()?;
                if next.alone().is_some() {
                    after = Some(next);
                    return None;
                }
                Some(next)
            });
            self.tx.reader.flush();
            for change in group {
                change.answer(match &committed {
                    Ok(()) => Ok(()),
                    Err(Error::Full) => Err(Error::Full),
                    Err(error) => Err(Error::Engine(error.to_string())),
                });
            }
            if let Some(alone) = after.as_mut().and_then(|change| change.alone()) {
                alone.run(&mut self.handle_mut().connection);
            }
        }
    }

    /// Runs the group's changes, each behind its savepoint, and commits them with one sync of the disk.
    fn commit_group(
        &self,
        group: &mut Vec<Box<dyn Change>>,
        mut more: impl FnMut() -> Option<Box<dyn Change>>,
    ) -> Result<()> {
        let handle = self.handle();
        handle.run("begin immediate")?;
        let mut at = 0;
        let outcome = loop {
            let Some(change) = group.get_mut(at) else { break Ok(()) };
            if let Err(error) = self.one(handle, change.as_mut()) {
                break Err(error);
            }
            at += 1;
            if group.len() < GROUP
                && let Some(next) = more()
            {
                group.push(next);
            }
        };
        handle.deadline.never();
        match outcome.and_then(|()| handle.run("commit")) {
            Ok(()) => Ok(()),
            Err(error) => {
                if !handle.connection.is_autocommit() {
                    handle.run("rollback")?;
                }
                Err(error)
            }
        }
    }

    fn one(&self, handle: &Handle, change: &mut dyn Change) -> Result<()> {
        handle.run("savepoint change")?;
        handle.deadline.within(WRITE_DEADLINE);
        let done = change.run(&self.tx);
        handle.deadline.never();
        if !done {
            handle.run("rollback to change")?;
        }
        handle.run("release change")
    }

    fn handle(&self) -> &Handle {
        match &self.tx.reader.connection {
            Connection::Sqlite(pooled) => pooled.handle(),
            Connection::Postgres(_) => unreachable!("the writer of a file holds a file"),
        }
    }

    fn handle_mut(&mut self) -> &mut Handle {
        match &mut self.tx.reader.connection {
            Connection::Sqlite(pooled) => pooled.handle.as_mut().expect("the writer keeps its connection"),
            Connection::Postgres(_) => unreachable!("the writer of a file holds a file"),
        }
    }
}
