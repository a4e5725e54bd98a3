//! `cargo xtask walk-api`: schemathesis walks the description of the API with the rights of a manager, and no call may end in
//! a server error. Beside the gate: it installs Python packages, and takes some minutes.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use anyhow::{Context, Result};

use crate::{assets, shell};

/// The release that is walked with.
const SCHEMATHESIS: &str = "schemathesis==4.32.*";
/// What gives it the identifiers of what is there.
const HOOKS: &str = "tests/api";
/// Where it is installed, and where the instance that it walks lives.
const FOLDER: &str = "walk-api";
/// Who walks: a manager, whose token changes things.
const WALKER: &str = "nadia.karam@provence.example";
/// What the demonstration prints when it serves.
const SERVES: &str = "Maillage sert sur ";

/// Walks the API, with further options for schemathesis.
pub fn run(rest: &[String]) -> Result<()> {
    assets::run()?;
    shell::run(shell::cargo().args(["build", "--locked", "--package", "maillage"]))?;
    let binary = std::path::absolute(shell::target().join("debug/maillage"))?;
    let folder = std::path::absolute(shell::target().join(FOLDER))?;
    let walker = installed(&folder)?;
    let served = Served::start(&binary, &folder.join("instance"))?;
    let token = served.token(&binary, &folder.join("instance"))?;
    let mut walk = shell::command(walker, ["run"]);
    walk.arg(format!("{}/api/v1/openapi.json", served.address)).args([
        "--checks",
        "not_a_server_error",
        "--phases",
        "examples,coverage,fuzzing",
        "--max-examples",
        "20",
        "--continue-on-failure",
    ]);
    walk.args(["--header", &format!("Authorization: Bearer {token}")]).args(rest);
    let hooks = std::path::absolute(HOOKS)?;
    // What it remembers stays out of the sources.
    walk.current_dir(&folder);
    walk.env("PYTHONPATH", hooks).env("PYTHONDONTWRITEBYTECODE", "1").env("SCHEMATHESIS_HOOKS", "known");
    shell::run(walk.env("MAILLAGE_WALKED", &served.address).env("MAILLAGE_TOKEN", &token))
}

/// Schemathesis, in an environment of its own.
fn installed(folder: &Path) -> Result<PathBuf> {
    let (environment, program) = (folder.join("venv"), folder.join("venv/bin/schemathesis"));
    if !program.is_file() {
        std::fs::create_dir_all(folder)?;
        shell::run(shell::command("python3", ["-m", "venv"]).arg(&environment))?;
        let pip = environment.join("bin/pip");
        shell::run(&mut shell::command(pip, ["install", "--quiet", SCHEMATHESIS]))?;
    }
    Ok(program)
}

/// A demonstration that serves until it is dropped.
struct Served {
    server: Child,
    address: String,
}

impl Served {
    fn start(binary: &Path, folder: &Path) -> Result<Self> {
        let mut command = shell::command(binary, ["demo", "--port", "0", "--folder"]);
        let mut server = command.arg(folder).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let said = server.stdout.take().context("the demonstration says nothing")?;
        let mut lines = BufReader::new(said).lines().map_while(Result::ok);
        let address = lines.find_map(|line| Some(line.strip_prefix(SERVES)?.to_owned()));
        // What it says later is read to its end, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        let served = Self { server, address: address.unwrap_or_default() };
        anyhow::ensure!(!served.address.is_empty(), "the demonstration did not start");
        Ok(served)
    }

    fn token(&self, binary: &Path, folder: &Path) -> Result<String> {
        let mut command = shell::command(binary, ["token", "create", WALKER, "--write"]);
        command.env("MAILLAGE_DATABASE_URL", folder.join("demo.db"));
        let (made, said) = shell::capture(&mut command)?;
        anyhow::ensure!(made, "no token was made: {said}");
        said.lines().last().map(str::to_owned).context("the command printed no token")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
