//! A process killed in the middle of concurrent writes loses nothing that it acknowledged, and starts again.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use platform::clock::Clock;
use platform::database::{Database, Location, Query};
use platform::id::{Chance, Ids};

/// The writes before the kill take no longer than this, on whatever machine.
const LONGEST: Duration = Duration::from_mins(1);

struct Served {
    child: Child,
    port: u16,
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn serve(settings: &std::path::Path) -> Served {
    serve_telling(settings, Stdio::null())
}

/// With its log there.
fn serve_telling(settings: &std::path::Path, log: impl Into<Stdio>) -> Served {
    let mut child = Command::new(env!("CARGO_BIN_EXE_maillage"))
        .arg("--settings")
        .arg(settings)
        .arg("serve")
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("http://"))).unwrap().unwrap();
    let port = line.rsplit(':').next().unwrap().trim().parse().unwrap();
    Served { child, port }
}

/// One POST on a connection of its own; the identifier that was acknowledged, if one was.
fn add_company(port: u16, token: &str, name: &str) -> Option<String> {
    let body = format!("{{\"name\":\"{name}\",\"country\":\"FR\"}}");
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    let head = format!(
        "POST /api/v1/companies HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(format!("{head}{body}").as_bytes()).ok()?;
    let mut answer = String::new();
    drop(stream.read_to_string(&mut answer));
    answer.starts_with("HTTP/1.1 201").then_some(())?;
    Some(answer.split("\"id\":\"").nth(1)?.split('"').next()?.to_owned())
}

/// A folder with a demonstration in it, ready to be served by the binary.
struct Prepared {
    folder: std::path::PathBuf,
    file: std::path::PathBuf,
    settings: std::path::PathBuf,
    token: String,
    ids: Ids,
}

impl Drop for Prepared {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

async fn prepared() -> Prepared {
    let ids = Ids::new(Clock::machine(), Chance::machine());
    let folder = std::env::temp_dir().join(format!("maillage-kill-{}", ids.next::<platform::Uuid>()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("kill.db");
    let database = Database::open(&Location::File(file.clone()), ids.clone()).await.unwrap();
    database.migrate().await.unwrap();
    maillage::demo::load(&database).await.unwrap();
    let email = "claire.vidal@provence.example";
    let token = database
        .write(move |tx| {
            let system = platform::access::Actor::system(tx.ids().clock().now());
            maillage::account::create_token_for(tx, &system, email, "test", maillage::frame::Scope::Write, 30)
        })
        .await
        .unwrap();
    let settings = folder.join("settings.toml");
    let text = format!(
        "database_url = \"sqlite:{}\"\nlisten = \"127.0.0.1:0\"\nmail_url = \"folder:{}\"\nfiles_url = \"folder:{}\"\n",
        file.display(),
        folder.join("mails").display(),
        folder.join("files").display()
    );
    std::fs::write(&settings, text).unwrap();
    Prepared { folder, file, settings, token: token.secret().to_owned(), ids }
}

/// A log on a disk without room: what is asked is answered all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_cannot_be_written_ends_no_request() {
    let prepared = prepared().await;
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let served = serve_telling(&prepared.settings, full);
    for name in ["Première", "Seconde"] {
        assert!(add_company(served.port, &prepared.token, name).is_some(), "{name}");
    }
}

/// Asked to stop, an instance takes no new request, ends the one that it began, and exits well.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asked_to_stop_it_ends_what_it_began() {
    let prepared = prepared().await;
    let mut served = serve(&prepared.settings);
    tokio::task::block_in_place(|| {
        let body = "{\"name\":\"Dernière minute\",\"country\":\"FR\"}";
        let (first, rest) = body.split_at(20);
        let mut stream = TcpStream::connect(("127.0.0.1", served.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let head = format!(
            "POST /api/v1/companies HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n",
            prepared.token,
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        // It says that it reads the body: the request has begun.
        let mut said = [0; 25];
        stream.read_exact(&mut said).unwrap();
        assert!(said.starts_with(b"HTTP/1.1 100 Continue"), "{}", String::from_utf8_lossy(&said));
        stream.write_all(first.as_bytes()).unwrap();
        let stopped = Command::new("kill").arg("-TERM").arg(served.child.id().to_string()).status().unwrap();
        assert!(stopped.success());
        let begun = platform::clock::stopwatch();
        while TcpStream::connect(("127.0.0.1", served.port)).is_ok() {
            assert!(begun.elapsed() < LONGEST, "it still takes requests");
            std::thread::yield_now();
        }
        stream.write_all(rest.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
        assert!(served.child.wait().unwrap().success());
    });
    let database =
        Database::open(&Location::File(prepared.file.clone()), prepared.ids.clone()).await.unwrap();
    let kept: i64 = database
        .read(|r| Query::new("select count(*) from organisation where name = 'Dernière minute'").one(r))
        .await
        .unwrap();
    assert_eq!(kept, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn kill_nine_loses_nothing_acknowledged() {
    let prepared = prepared().await;
    let mut served = serve(&prepared.settings);
    let acknowledged = Arc::new((Mutex::new(BTreeSet::new()), Condvar::new()));
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..100)
        .map(|writer| {
            let (acknowledged, stop, token, port) =
                (acknowledged.clone(), stop.clone(), prepared.token.clone(), served.port);
            std::thread::spawn(move || {
                for turn in 0..1000 {
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                    match add_company(port, &token, &format!("Writer {writer} turn {turn}")) {
                        Some(id) => {
                            acknowledged.0.lock().unwrap().insert(id);
                            acknowledged.1.notify_one();
                        }
                        None => return,
                    }
                }
            })
        })
        .collect();
    tokio::task::block_in_place(|| {
        let few = |acknowledged: &mut BTreeSet<String>| acknowledged.len() < 150;
        let waited = acknowledged.1.wait_timeout_while(acknowledged.0.lock().unwrap(), LONGEST, few).unwrap();
        assert!(!waited.1.timed_out(), "{} writes in {LONGEST:?}", waited.0.len());
    });
    // SIGKILL: nothing is flushed, closed or told.
    served.child.kill().unwrap();
    stop.store(true, Ordering::Relaxed);
    for writer in writers {
        writer.join().unwrap();
    }
    drop(served);

    let again = serve(&prepared.settings);
    assert!(add_company(again.port, &prepared.token, "After the fall").is_some(), "it serves again");
    drop(again);
    let database =
        Database::open(&Location::File(prepared.file.clone()), prepared.ids.clone()).await.unwrap();
    let kept: BTreeSet<String> = database
        .read(|r| Query::new("select id from organisation").all(r))
        .await
        .unwrap()
        .into_iter()
        .collect();
    let acknowledged = acknowledged.0.lock().unwrap().clone();
    assert!(acknowledged.len() >= 150);
    assert_eq!(acknowledged.difference(&kept).count(), 0, "an acknowledged change is lost");
    // No half record: each company has its record, its file, its journal lines and its access rows.
    let halves: i64 = database
        .read(|r| {
            Query::new(
                "select count(*) from organisation o where o.sealed and not o.fictitious and (
                    not exists (select 1 from record r where r.id = o.id) or o.readership is null
                    or not exists (select 1 from record r join readership_entry a on a.readership = r.readership where r.id = o.id)
                    or not exists (select 1 from company_file f where f.company = o.id) or not exists (select 1 from journal j where j.record = o.id))",
            )
            .one(r)
        })
        .await
        .unwrap();
    assert_eq!(halves, 0, "a company is half written");
}
