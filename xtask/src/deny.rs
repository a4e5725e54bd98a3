//! Licences, bans, sources and advisories of the dependencies, by cargo-deny.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::shell;

/// Pinned: another version may read `deny.toml` otherwise.
const VERSION: &str = "0.20.2";
const TOOLS: &str = "target/tools";

/// Checks what needs no network. Says why the advisories could not be checked, if so.
pub fn run() -> Result<Option<String>> {
    let program = ensure()?;
    shell::run(&mut shell::command(&program, ["--locked", "check", "licenses", "bans", "sources"]))?;
    let (passed, text) = shell::capture(&mut shell::command(&program, ["--locked", "check", "advisories"]))?;
    if passed {
        return Ok(None);
    }
    if text.contains("failed to fetch advisory database") {
        return Ok(Some(
            "the advisory database is out of reach: known vulnerabilities were NOT looked up".into(),
        ));
    }
    eprintln!("{text}");
    bail!("cargo deny check advisories found something");
}

/// The program on the PATH, or ours, built once: a debug build is quick enough, and nobody debugs it.
fn ensure() -> Result<PathBuf> {
    let ours = PathBuf::from(TOOLS).join("bin");
    if let Some(found) = shell::find("cargo-deny", &[ours]) {
        return Ok(found);
    }
    let package = format!("cargo-deny@{VERSION}");
    let mut install = shell::cargo();
    install.args(["install", &package, "--locked", "--debug", "--root", TOOLS]);
    shell::run(install.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0"))?;
    Ok(PathBuf::from(TOOLS).join("bin/cargo-deny"))
}
