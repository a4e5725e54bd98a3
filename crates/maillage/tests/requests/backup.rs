//! A backup holds everything, goes to the other engine and back, and a bad one is refused without a trace.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use http_body_util::BodyExt;
use jiff::Timestamp;
use maillage::account::create_token_for;
use maillage::frame::Scope;
use maillage::settings::Settings;
use maillage::{compose, demo};
use platform::access::{self, Actor, Level, RecordId};
use platform::backup::{Archive, Error, Manifest, Product, back_up, restore};
use platform::clock::Clock;
use platform::database::copy::known_versions;
use platform::database::testing::Scratch;
use platform::database::{Database, Location, Query, Transaction};
use platform::files::{self, NewAttachment, Store};
use platform::id::{Chance, Ids};
use platform::mail::Mailer;
use platform::search::{self, Document};
use tower::ServiceExt;

use crate::client::call;
use crate::commands::Shell;

const PRODUCT: Product = Product { version: "0.0.0-test" };

/// A folder that goes away with its test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("maillage-backup-{}", ids().next::<platform::Uuid>()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn store(&self, name: &str) -> Store {
        Store::folder(&self.at(name)).unwrap()
    }

    /// What stands in it, by name.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

pub fn ids() -> Ids {
    Ids::new(Clock::machine(), Chance::machine())
}

/// Every row of every table, in an order of their own.
pub async fn contents(database: &Database, folder: &Folder) -> BTreeMap<String, Vec<String>> {
    database
        .snapshot(&folder.at("contents"), |r| {
            let mut all = BTreeMap::new();
            for table in r.tables()? {
                let mut rows = Vec::new();
                r.rows(&table, |values| {
                    rows.push(format!("{values:?}"));
                    Ok::<_, platform::database::Error>(())
                })?;
                rows.sort();
                all.insert(table.name, rows);
            }
            Ok::<_, platform::database::Error>(all)
        })
        .await
        .unwrap()
}

async fn made(database: &Database, folder: &Folder, files: &str, name: &str) -> Manifest {
    back_up(database, &folder.store(files), PRODUCT, &folder.at(name)).await.unwrap()
}

pub async fn restored(archive: &Path, location: &Location, files: &Store) -> Database {
    let mut archive = Archive::open(archive).unwrap();
    archive.verify().unwrap();
    restore(&mut archive, location, files, ids()).await.unwrap().publish().await.unwrap();
    let database = Database::open(location, ids()).await.unwrap();
    assert!(database.migrate().await.unwrap().is_empty(), "a restored database is at this version");
    database
}

async fn demonstration() -> Scratch {
    let scratch = Scratch::sqlite().await;
    demo::load(&scratch.database()).await.unwrap();
    scratch
}

/// Its pages and API, over a database that was restored.
async fn asked(database: &Database, folder: &Folder, token: &str, path: &str) -> (u16, String) {
    let files_url = format!("folder:{}", folder.at("files").display());
    let settings = Settings { demonstration: true, files_url, ..Settings::default() };
    let mailer = Mailer::folder(&settings.mail_sender, folder.at("mails")).unwrap();
    let app = compose::app(database.clone(), settings, mailer).unwrap();
    let answer = compose::router(app).oneshot(call("GET", path, token, None)).await.unwrap();
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

async fn token(database: &Database) -> String {
    let token = database
        .write(|tx| {
            let system = Actor::system(tx.ids().clock().now());
            create_token_for(tx, &system, "claire.vidal@provence.example", "test", Scope::Write, 30)
        })
        .await;
    token.unwrap().secret().to_owned()
}

/// Attaches a file to a project, under the verbs.
async fn attach(database: &Database, store: &Store, text: &'static str) {
    let bytes = axum::body::Body::from(text).into_data_stream();
    let received = store.receive("one", bytes, 1000).await.unwrap();
    database
        .write(move |tx| {
            let record: RecordId = Query::new("select id from project order by id limit 1").one(tx)?;
            let new = NewAttachment {
                record,
                name: "plan.txt".into(),
                kind: "text/plain".into(),
                size: i64::try_from(received.size).unwrap(),
                digest: received.digest.clone(),
                caption: None,
                credit: Some("© Agence".into()),
            };
            let system = Actor::system(tx.ids().clock().now());
            files::attach(tx, &system, &maillage::investment::PROJECT, &new)
        })
        .await
        .unwrap();
}

/// How one moves to PostgreSQL, and comes back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_goes_to_the_other_engine_and_back() {
    let (folder, from) = (Folder::new(), demonstration().await);
    let token = token(&from.database()).await;
    attach(&from.database(), &folder.store("files"), "a plan of the site").await;
    let before = contents(&from.database(), &folder).await;
    let manifest = made(&from.database(), &folder, "files", "a.maillage").await;
    assert_eq!((manifest.files.len(), Some(&manifest.schema)), (1, known_versions().last()));
    assert_eq!(std::fs::metadata(folder.at("a.maillage")).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(
        before["project"].len() > 3
            && before["search_document"].len() > 10
            && before["readership_entry"].len() > 20
    );

    let server = Scratch::empty_server().await;
    let on_server = restored(&folder.at("a.maillage"), &server, &folder.store("files-2")).await;
    assert_eq!(on_server.engine_name(), "PostgreSQL");
    assert_eq!(contents(&on_server, &folder).await, before);
    assert!(folder.store("files-2").has(&manifest.files[0].sha256).await.unwrap());
    made(&on_server, &folder, "files-2", "b.maillage").await;

    let file = Location::File(folder.at("back.db"));
    let back = restored(&folder.at("b.maillage"), &file, &folder.store("files-3")).await;
    assert_eq!(contents(&back, &folder).await, before);

    let search = "/api/v1/search?q=provence";
    let found = asked(&from.database(), &folder, &token, search).await;
    assert!(found.0 == 200 && found.1.contains("\"id\""), "{found:?}");
    for database in [&on_server, &back] {
        assert_eq!(asked(database, &folder, &token, search).await, found);
        assert_eq!(asked(database, &folder, &token, "/api/v1/projects").await.0, 200);
        let differences = database.read(|r| access::verify(r, compose::KINDS, None)).await.unwrap().0;
        assert_eq!(differences, []);
        // What is indexed next takes a number that no document has.
        let last: i64 =
            database.read(|r| Query::new("select max(seq) from search_document").one(r)).await.unwrap();
        let next = database.write(|tx| {
            let record: RecordId = tx.new_id::<platform::Uuid>().into();
            let document = Document {
                record,
                kind: "x",
                level: Level::Card,
                reference: None,
                name: "x",
                text: "x",
                title: "x",
            };
            search::index(tx, &document)?;
            Query::new("select max(seq) from search_document").one::<i64>(tx)
        });
        assert_eq!(next.await.unwrap(), last + 1);
    }
}

/// What is written while a backup is made is in it or not, never by half: each change is a company with its records.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_backup_is_one_moment_of_a_running_instance() {
    let (folder, from) = (Folder::new(), demonstration().await);
    let (database, stop) = (from.database(), Arc::new(AtomicBool::new(false)));
    let pair = |tx: &Transaction| {
        Query::new("insert into setting (key, value) values ('one', ''), ('two', '')").execute(tx).map(drop)
    };
    from.database().write(pair).await.unwrap();
    let stopped = stop.clone();
    let writer = tokio::spawn(async move {
        let mut written = 0;
        while !stopped.load(Ordering::Relaxed) {
            let put = |tx: &Transaction| {
                Query::new("update setting set value = value || '.' where key = 'one'").execute_one(tx)?;
                Query::new("update setting set value = value || '.' where key = 'two'").execute_one(tx)
            };
            database.write(put).await.unwrap();
            written += 1;
        }
        written
    });
    for name in ["a", "b", "c"] {
        made(&from.database(), &folder, "files", name).await;
    }
    stop.store(true, Ordering::Relaxed);
    assert!(writer.await.unwrap() > 0);
    for name in ["a", "b", "c"] {
        let file = Location::File(folder.at(&format!("{name}.db")));
        let database = restored(&folder.at(name), &file, &folder.store("files")).await;
        let pair = "select count(distinct value) from setting where key in ('one', 'two')";
        assert_eq!(database.read(|r| Query::new(pair).one::<i64>(r)).await.unwrap(), 1);
    }
}

/// One byte changed anywhere, or an end cut off: refused, in words, and nothing is left.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_backup_is_refused_and_leaves_nothing() {
    let (folder, from) = (Folder::new(), demonstration().await);
    attach(&from.database(), &folder.store("files"), "a plan of the site").await;
    made(&from.database(), &folder, "files", "good").await;
    let good = std::fs::read(folder.at("good")).unwrap();
    let try_one = |bytes: &[u8]| {
        std::fs::write(folder.at("bad"), bytes).unwrap();
        Archive::open(&folder.at("bad")).and_then(|mut archive| archive.verify())
    };
    assert!(try_one(&good).is_ok());
    // Some bytes of a ZIP say nothing (dates, room kept for long sizes): then every row and file is as its digest says.
    let (mut refused, mut harmless) = (0, 0);
    for at in (0..40).map(|n| n * good.len() / 40 + 7) {
        let mut bad = good.clone();
        bad[at] ^= 0x55;
        match try_one(&bad) {
            Err(Error::Damaged(_) | Error::NotBackup) => refused += 1,
            Ok(()) => harmless += 1,
            Err(other) => panic!("byte {at}: {other}"),
        }
    }
    assert!(refused >= 25, "{refused} refused, {harmless} harmless");
    for cut in [good.len() - 1, good.len() - 30, good.len() / 2, 100, 1, 0] {
        assert!(matches!(try_one(&good[..cut]), Err(Error::Damaged(_) | Error::NotBackup)), "cut at {cut}");
    }
    assert!(matches!(try_one(b"SQLite format 3\0"), Err(Error::NotBackup)));

    let shell = Shell::in_folder(&folder);
    std::fs::write(folder.at("bad"), &good[..good.len() / 2]).unwrap();
    let (done, said) = shell.run("fr", &["restore", &folder.at("bad").display().to_string()]);
    assert!(!done && said.contains("abîmée ou coupée") && said.contains("Rien n’a été restauré"), "{said}");
    assert!(!folder.names().iter().any(|name| name.starts_with("x.db")), "{:?}", folder.names());
}

/// The command line says what it did, and refuses to replace anything.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_replaces_nothing() {
    let (folder, from) = (Folder::new(), demonstration().await);
    std::fs::copy(from.file(), folder.at("x.db")).unwrap();
    std::fs::copy(from.file().with_file_name("test.db-wal"), folder.at("x.db-wal")).unwrap();
    let (shell, archive) = (Shell::in_folder(&folder), folder.at("a.maillage").display().to_string());
    let (done, said) = shell.run("fr", &["backup", &archive]);
    assert!(done && said.contains("Sauvegarde écrite"), "{said}");
    let (done, said) = shell.run("en", &["backup", &archive]);
    assert!(!done && said.contains("exists already"), "{said}");
    let (done, said) = shell.run("fr", &["restore", &archive]);
    assert!(!done && said.contains("La base n’est pas vide"), "{said}");
    let (done, said) = shell.run("fr", &["restore", "--check", &archive]);
    assert!(done && said.contains("Sauvegarde vérifiée"), "{said}");
    for name in ["x.db", "x.db-wal", "x.db-shm"] {
        drop(std::fs::remove_file(folder.at(name)));
    }
    let (done, said) = shell.run("en", &["backup", &folder.at("b").display().to_string()]);
    assert!(!done && said.contains("does not exist"), "{said}");
    let (done, said) = shell.run("en", &["restore", &archive]);
    assert!(done && said.contains("Restored"), "{said}");
    let (done, said) = shell.run("fr", &["acl", "verify"]);
    assert!(done && said.contains("La liste d’accès est juste."), "{said}");
    assert_eq!(folder.names(), ["a.maillage", "files", "x.db"], "nothing is left beside");
}

/// A disk without room, played by the limit that a process may write to one file.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_said_and_leaves_nothing() {
    let (folder, from) = (Folder::new(), demonstration().await);
    attach(&from.database(), &folder.store("files"), "a plan of the site").await;
    made(&from.database(), &folder, "files", "good").await;
    let brought = folder.store("brought");
    for name in ["test.db", "test.db-wal"] {
        std::fs::copy(from.file().with_file_name(name), folder.at(&name.replace("test", "y"))).unwrap();
    }
    let names = folder.names();
    for (database, files, words) in [("y.db", "files", "backup new"), ("z.db", "brought", "restore good")] {
        // In blocks of 512 or 1024 bytes: less than the database, and than its archive.
        let limited = format!("trap '' XFSZ; ulimit -f 40; exec {} {words}", env!("CARGO_BIN_EXE_maillage"));
        let output = Command::new("sh")
            .arg("-c")
            .arg(limited)
            .current_dir(&folder.0)
            .env("MAILLAGE_DATABASE_URL", format!("sqlite:{database}"))
            .env("MAILLAGE_FILES_URL", format!("folder:{files}"))
            .env("MAILLAGE_LOG_FILTER", "off")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{words}");
        assert!(said.contains("disque") || said.contains("disk"), "{words}: {said}");
        let left: Vec<String> = folder.names().into_iter().filter(|name| !name.ends_with("-shm")).collect();
        assert_eq!(left, names, "{words}");
    }
    assert!(brought.older(Timestamp::MAX).await.unwrap().is_empty(), "the bytes of its file are taken back");
}
