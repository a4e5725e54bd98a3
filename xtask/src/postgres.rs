//! A throwaway PostgreSQL: the machine's own binaries, a folder that goes away, a free port of 127.0.0.1.
//!
//! PostgreSQL refuses to run as root, so as root it runs as another user. If we are killed, `setpriv` has asked the
//! kernel to stop it, and the next run removes the folder left behind.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, os, thread};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::{debian, shell};

const PREFIX: &str = "maillage-postgres-";
/// Long, for a machine that compiles beside us.
const PATIENCE: Duration = Duration::from_mins(2);
/// Between our choice of a port and the server's use of it, another program may take it.
const ATTEMPTS: usize = 3;

/// What the cluster is for.
#[derive(Clone, Copy)]
pub enum Tuning {
    /// Nothing survives the run, so nothing is flushed.
    Tests,
    /// As a small server would be.
    Server,
}

impl Tuning {
    fn settings(self) -> &'static [&'static str] {
        match self {
            Self::Tests => {
                &["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]
            }
            Self::Server => &[
                "fsync=on",
                "shared_buffers=1GB",
                "effective_cache_size=4GB",
                "max_wal_size=4GB",
                "random_page_cost=1.1",
                "max_connections=200",
            ],
        }
    }
}

/// A running cluster; dropping it stops it and removes its folder.
pub struct Cluster {
    server: Child,
    folder: TempDir,
    port: u16,
}

impl Cluster {
    /// Starts one, installing PostgreSQL first if it is absent and we may.
    pub fn start(tuning: Tuning) -> Result<Self> {
        sweep();
        let programs = programs()?;
        let user = if shell::is_root() { Some(User::other()?) } else { None };
        if user.is_some() {
            open_null()?;
        }
        for _ in 1..ATTEMPTS {
            match Self::attempt(&programs, user.as_ref(), tuning) {
                Ok(cluster) => return Ok(cluster),
                Err(error) => eprintln!("PostgreSQL is started once more: {error:#}"),
            }
        }
        Self::attempt(&programs, user.as_ref(), tuning)
    }

    fn attempt(programs: &Path, user: Option<&User>, tuning: Tuning) -> Result<Self> {
        let folder =
            tempfile::Builder::new().prefix(&format!("{PREFIX}{}-", std::process::id())).tempdir()?;
        if let Some(user) = user {
            os::unix::fs::chown(&folder, Some(user.id), Some(user.group))?;
        }
        initialise(programs, user, folder.path())?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = serve(programs, user, folder.path(), port, tuning)?;
        let mut cluster = Self { server, folder, port };
        cluster.wait(programs)?;
        Ok(cluster)
    }

    /// A connection as superuser; tests make their own databases.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn wait(&mut self, programs: &Path) -> Result<()> {
        let started = Instant::now();
        let port = self.port.to_string();
        while started.elapsed() < PATIENCE {
            let mut question = Command::new(programs.join("pg_isready"));
            question.args(["--quiet", "--host=127.0.0.1", "--port", &port]);
            if question.status()?.success() {
                return Ok(());
            }
            if let Some(status) = self.server.try_wait()? {
                let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
                bail!("PostgreSQL stopped at once ({status}):\n{log}");
            }
            thread::sleep(Duration::from_millis(50));
        }
        bail!("PostgreSQL did not answer within {} s", PATIENCE.as_secs());
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // QUIT is PostgreSQL's immediate stop; KILL would orphan its children.
        let pid = self.server.id().to_string();
        let _ = Command::new("kill").args(["-QUIT", &pid]).status();
        let _ = self.server.wait();
    }
}

/// Makes an empty database on a server, collated as the product asks, in place of one of that name; its address.
pub fn create_database(url: &str, name: &str) -> Result<String> {
    let programs = programs()?;
    for sql in [
        format!("drop database if exists {name}"),
        format!("create database {name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'"),
    ] {
        let mut psql =
            shell::command(programs.join("psql"), [url, "--quiet", "--no-psqlrc", "--command", &sql]);
        let (done, text) = shell::capture(&mut psql)?;
        anyhow::ensure!(done, "psql: {text}");
    }
    let (server, _) = url.rsplit_once('/').context("the address of the server names a database")?;
    Ok(format!("{server}/{name}"))
}

/// The user under whom PostgreSQL runs when we are root.
struct User {
    name: &'static str,
    id: u32,
    group: u32,
}

impl User {
    fn other() -> Result<Self> {
        let accounts = fs::read_to_string("/etc/passwd")?;
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| ids(&accounts, name).map(|(id, group)| Self { name, id, group }))
            .context("neither postgres nor nobody is a user here")
    }
}

/// A linker that root runs with `/dev/null` for its output, as build scripts do to try a compiler, leaves it executable and
/// closed to other users; initdb, which is not root, writes there.
fn open_null() -> Result<()> {
    let null = Path::new("/dev/null");
    if fs::metadata(null)?.permissions().mode() & 0o006 != 0o006 {
        eprintln!("/dev/null was closed to other users than root: it is opened again");
        fs::set_permissions(null, fs::Permissions::from_mode(0o666))?;
    }
    Ok(())
}

fn ids(accounts: &str, name: &str) -> Option<(u32, u32)> {
    let account =
        accounts.lines().map(|line| line.split(':').collect::<Vec<_>>()).find(|fields| fields[0] == name)?;
    Some((account.get(2)?.parse().ok()?, account.get(3)?.parse().ok()?))
}

/// The folder of initdb and postgres, the newest version first.
fn programs() -> Result<PathBuf> {
    if let Some(found) = find_programs() {
        return Ok(found);
    }
    debian::install("postgresql")?;
    find_programs().context("PostgreSQL was installed, but initdb is nowhere to be found")
}

fn find_programs() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort();
    let folders: Vec<PathBuf> = versions.into_iter().rev().map(|(_, folder)| folder).collect();
    let initdb = shell::find("initdb", &folders)?.canonicalize().ok()?;
    let folder = initdb.parent()?;
    folder.join("postgres").is_file().then(|| folder.to_owned())
}

fn initialise(programs: &Path, user: Option<&User>, folder: &Path) -> Result<()> {
    let mut initdb = as_user(user, &programs.join("initdb"), folder);
    initdb.args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync"]);
    let (done, text) = shell::capture(initdb.arg("--pgdata").arg(folder.join("data")))?;
    if !done {
        bail!("initdb failed:\n{text}");
    }
    Ok(())
}

fn serve(programs: &Path, user: Option<&User>, folder: &Path, port: u16, tuning: Tuning) -> Result<Child> {
    let mut postgres = as_user(user, &programs.join("postgres"), folder);
    postgres.arg("-D").arg(folder.join("data"));
    let (address, sockets) = ("listen_addresses=127.0.0.1", "unix_socket_directories=");
    for setting in [address, sockets, &format!("port={port}")].iter().chain(tuning.settings()) {
        postgres.args(["-c", setting]);
    }
    let log = fs::File::create(folder.join("log"))?;
    postgres.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    postgres.spawn().context("PostgreSQL does not start")
}

/// The program as that user, stopped by the kernel if we die first.
fn as_user(user: Option<&User>, program: &Path, folder: &Path) -> Command {
    let mut command = match (user, shell::find("setpriv", &[])) {
        (None, None) => Command::new(program),
        (None, Some(setpriv)) => shell::command(setpriv, ["--pdeathsig=QUIT"]),
        (Some(user), Some(setpriv)) => {
            let identity = [format!("--reuid={}", user.id), format!("--regid={}", user.group)];
            let mut command = shell::command(setpriv, identity);
            command.args(["--clear-groups", "--pdeathsig=QUIT"]);
            command
        }
        (Some(user), None) => shell::command("runuser", ["-u", user.name, "--"]),
    };
    if command.get_program() != program {
        command.arg(program);
    }
    command.current_dir(folder);
    command
}

/// Removes the folders of runs that were killed.
fn sweep() {
    for entry in fs::read_dir(std::env::temp_dir()).into_iter().flatten().filter_map(Result::ok) {
        let name = entry.file_name();
        if let Some(rest) = name.to_str().and_then(|name| name.strip_prefix(PREFIX))
            && let Some((pid, _)) = rest.split_once('-')
            && !Path::new("/proc").join(pid).exists()
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_found_by_its_whole_name() {
        let accounts =
            "root:x:0:0::/root:/bin/bash\npostgres2:x:7:7::/:/bin/sh\npostgres:x:101:104::/:/bin/sh\n";
        assert_eq!(ids(accounts, "postgres"), Some((101, 104)));
        assert_eq!(ids(accounts, "nobody"), None);
    }
}
