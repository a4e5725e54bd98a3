//! Scratch databases for tests, one per test, with every migration applied.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use tokio::sync::OnceCell;

use super::{Database, Location};
use crate::clock::Clock;
use crate::id::{Chance, Ids};

/// What an SQLite file is called in its folder.
const FILE: &str = "test.db";

/// A database that goes away with its test.
pub struct Scratch {
    database: Database,
    folder: Option<PathBuf>,
}

impl Scratch {
    /// An SQLite file in the temporary folder.
    pub async fn sqlite() -> Self {
        Self::sqlite_with(Self::ids()).await
    }

    /// A database of the throwaway PostgreSQL that `cargo xtask test` starts.
    pub async fn postgres() -> Self {
        Self::postgres_with(Self::ids()).await
    }

    /// The machine's clock and chance.
    fn ids() -> Ids {
        Ids::new(Clock::machine(), Chance::machine())
    }

    /// An SQLite file with this clock and chance.
    pub async fn sqlite_with(ids: Ids) -> Self {
        MIGRATED.sqlite(ids, async |_| ()).await
    }

    /// Another SQLite file that holds the same, as long as nobody writes to this one.
    pub async fn copy(&self) -> Self {
        let (from, into) = (self.file(), folder());
        // What is committed may still lie in the log.
        for end in ["", "-wal"] {
            let name = format!("{FILE}{end}");
            if let Err(error) = std::fs::copy(from.with_file_name(&name), into.join(&name)) {
                assert!(error.kind() == std::io::ErrorKind::NotFound && !end.is_empty(), "{name}: {error}");
            }
        }
        Self::in_folder(into, self.database.ids().clone()).await
    }

    async fn in_folder(folder: PathBuf, ids: Ids) -> Self {
        let location = Location::File(folder.join(FILE));
        let database = Database::open(&location, ids).await.expect("a scratch file opens");
        Self { database, folder: Some(folder) }
    }

    /// A PostgreSQL database with this clock and chance.
    pub async fn postgres_with(ids: Ids) -> Self {
        MIGRATED.postgres(ids, async |_| ()).await
    }

    async fn on_server(name: &str, ids: Ids) -> Self {
        let location = Location::Server(with_database(&postgres_url(), name));
        let database = Database::open(&location, ids).await.expect("a scratch database opens");
        Self { database, folder: None }
    }

    /// Where a new PostgreSQL database is, empty; it goes away with the cluster.
    pub async fn empty_server() -> Location {
        Location::Server(with_database(&postgres_url(), &create("template0").await))
    }

    /// Runs SQL of several statements, as a dump is.
    pub async fn run_on(location: &Location, sql: &str) {
        match location {
            Location::Server(url) => admin(url, sql).await,
            Location::File(path) => {
                let connection = rusqlite::Connection::open(path).expect("the file opens");
                connection.execute_batch(sql).expect("the statements run");
            }
        }
    }

    /// Where an SQLite database lies.
    pub fn file(&self) -> PathBuf {
        self.folder.as_ref().map(|folder| folder.join(FILE)).expect("a database in a file")
    }

    /// How long the log of an SQLite file is, and when it was last written to: the same as long as nothing is committed.
    pub fn committed(&self) -> Option<(u64, std::time::SystemTime)> {
        let log = std::fs::metadata(self.file().with_file_name(format!("{FILE}-wal"))).ok()?;
        Some((log.len(), log.modified().ok()?))
    }

    /// The database under test.
    pub fn database(&self) -> Database {
        self.database.clone()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            drop(std::fs::remove_dir_all(folder));
        }
    }
}

/// Every migration, and nothing else.
static MIGRATED: Template = Template::new();

/// What the process writes once, migrations first, and each of its tests has a copy of.
pub struct Template {
    /// The files of an SQLite database, by their names.
    files: OnceCell<Vec<(String, Vec<u8>)>>,
    /// The name of a PostgreSQL database.
    name: OnceCell<String>,
}

impl Template {
    /// Nothing written yet.
    pub const fn new() -> Self {
        Self { files: OnceCell::const_new(), name: OnceCell::const_new() }
    }

    /// An SQLite file that holds what `fill` wrote the first time.
    pub async fn sqlite(&self, ids: Ids, fill: impl AsyncFnOnce(Database)) -> Scratch {
        let write = async || {
            let scratch = Scratch::in_folder(folder(), Scratch::ids()).await;
            scratch.database.migrate().await.expect("migrations apply");
            fill(scratch.database()).await;
            // What is committed may still lie in the log.
            let files = ["", "-wal"].map(|end| scratch.file().with_file_name(format!("{FILE}{end}")));
            let read = |file: &PathBuf| {
                let name = file.file_name()?.to_string_lossy().into_owned();
                Some((name, std::fs::read(file).ok()?))
            };
            files.iter().filter_map(read).collect()
        };
        let into = folder();
        for (name, bytes) in self.files.get_or_init(write).await {
            std::fs::write(into.join(name), bytes).expect("a scratch file is written");
        }
        Scratch::in_folder(into, ids).await
    }

    /// A PostgreSQL database that holds what `fill` wrote the first time.
    pub async fn postgres(&self, ids: Ids, fill: impl AsyncFnOnce(Database)) -> Scratch {
        let write = async || {
            let name = create("template0").await;
            let scratch = Scratch::on_server(&name, Scratch::ids()).await;
            scratch.database.migrate().await.expect("migrations apply");
            fill(scratch.database()).await;
            drop(scratch);
            // PostgreSQL copies no database that somebody is connected to.
            let alone = format!(
                "alter database {name} allow_connections false;
                 select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{name}'"
            );
            admin(&postgres_url(), &alone).await;
            name
        };
        let copy = create(self.name.get_or_init(write).await).await;
        Scratch::on_server(&copy, ids).await
    }
}

impl Default for Template {
    fn default() -> Self {
        Self::new()
    }
}

/// Creates a PostgreSQL database from another; its name.
async fn create(template: &str) -> String {
    let name = format!("t_{}", Scratch::ids().next::<uuid::Uuid>().simple());
    let sql =
        format!("create database {name} template {template} encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
    admin(&postgres_url(), &sql).await;
    name
}

/// A folder of its own.
fn folder() -> PathBuf {
    let name: uuid::Uuid = Scratch::ids().next();
    let folder = std::env::temp_dir().join(format!("maillage-test-{name}"));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}

#[expect(clippy::disallowed_methods, reason = "tests are told by cargo xtask test where PostgreSQL listens")]
fn postgres_url() -> String {
    std::env::var("TEST_POSTGRES_URL")
        .expect("TEST_POSTGRES_URL is not set: run `cargo xtask test`, which starts a throwaway PostgreSQL")
}

fn with_database(url: &str, name: &str) -> String {
    let (base, query) = url.split_once('?').map_or((url, None), |(base, query)| (base, Some(query)));
    let server = base
        .rfind('/')
        .filter(|at| base[..*at].contains("//") && !base[..*at].ends_with('/'))
        .map_or(base, |at| &base[..at]);
    query.map_or_else(|| format!("{server}/{name}"), |query| format!("{server}/{name}?{query}"))
}

/// PostgreSQL refuses two copies of one template at once.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

async fn admin(url: &str, sql: &str) {
    let url = url.to_owned();
    let sql = sql.to_owned();
    tokio::task::spawn_blocking(move || {
        let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        tokio::runtime::Handle::current().block_on(async move {
            let (client, connection) =
                tokio_postgres::connect(&url, tokio_postgres::NoTls).await.expect("PostgreSQL answers");
            let driver = tokio::spawn(connection);
            client.batch_execute(&sql).await.expect("the administration statement runs");
            drop(client);
            drop(driver.await);
        });
    })
    .await
    .expect("the administration task ends");
}
