//! What is measured runs in processes of their own, so that their memory is theirs: the real instance, the floor, and the
//! ways to a database. Each is this binary, started again with a hidden command.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};
use axum::Router;
use maillage::settings::Settings;
use platform::clock::Clock;
use platform::database::{Database, Location};
use platform::id::{Chance, Ids};
use platform::jobs::Worker;
use platform::mail::Mailer;
use tokio::net::TcpListener;

/// A server process; dropping it stops it.
pub struct Served {
    child: Child,
    pub port: u16,
}

impl Served {
    /// Starts `bench serve WHAT DATABASE`; what it logs goes to a file of `folder`, as an instance's would.
    pub fn start(what: &str, database: &str, folder: &Path) -> Result<Self> {
        let log = std::fs::File::create(folder.join(format!("{what}.log")))?;
        let mut child = Command::new(std::env::current_exe()?)
            .args(["serve", what, database])
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()?;
        let out = child.stdout.take().context("a child has an output")?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        let port = line
            .trim()
            .parse()
            .with_context(|| format!("{what} did not start: see its log in {}", folder.display()))?;
        Ok(Self { child, port })
    }

    /// Its own memory in megabytes: what is mapped from files is not counted.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
        line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The machine's clock and chance.
pub fn ids() -> Ids {
    Ids::new(Clock::machine(), Chance::machine())
}

pub async fn open(database: &str) -> Result<Database> {
    Ok(Database::open(&Location::parse(database), ids()).await?)
}

/// The instance as `maillage serve` runs it, with its jobs or without.
pub async fn instance(database: &str, folder: &Path, jobs: bool) -> Result<()> {
    let files_url = format!("folder:{}", folder.join("files").display());
    let settings = Settings { database_url: database.into(), files_url, ..Settings::default() };
    maillage::commands::log(&settings, true)?;
    maillage::operations::record_metrics()?;
    let database = open(database).await?;
    let mailer = Mailer::folder(&settings.mail_sender, folder.join("mails"))?;
    let app = maillage::compose::app(database.clone(), settings, mailer)?;
    let (_stop, stopped) = tokio::sync::watch::channel(false);
    if jobs {
        tokio::spawn(Worker::new(database, maillage::compose::handlers(&app), stopped).serve());
    }
    serve(maillage::compose::router(app)).await
}

/// Serves on a port of this machine, and says which on the standard output.
#[expect(clippy::print_stdout, reason = "the parent reads the port there")]
pub async fn serve(router: Router) -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?.port());
    Ok(axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).await?)
}
