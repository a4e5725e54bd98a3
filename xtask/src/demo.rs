//! `cargo xtask demo`: from a clone to a running demonstration.

use std::os::unix::process::CommandExt;

use anyhow::{Result, bail};

use crate::{assets, shell};

/// What must be there before we start, and where one gets it.
const NEEDED: [(&str, &str); 3] = [
    ("cargo", "Rust: see rust-toolchain.toml for the version, and install it with rustup"),
    ("node", "Node 20 or later: `apt install nodejs` on Debian or Ubuntu"),
    ("npm", "npm: `apt install npm` on Debian or Ubuntu"),
];

/// Builds the release binary with its assets and becomes `maillage demo`.
pub fn run(rest: &[String]) -> Result<()> {
    let missing: Vec<&str> = NEEDED
        .iter()
        .filter(|(program, _)| shell::find(program, &[]).is_none())
        .map(|(_, advice)| *advice)
        .collect();
    if !missing.is_empty() {
        bail!("the demonstration needs:\n  {}", missing.join("\n  "));
    }
    assets::run()?;
    shell::run(shell::cargo().args(["build", "--locked", "--release", "--package", "maillage"]))?;
    let binary = shell::target().join("release/maillage");
    Err(shell::command(binary, ["demo"]).args(rest).exec().into())
}
