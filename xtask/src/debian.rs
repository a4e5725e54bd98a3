//! Installing a Debian package, when we may.

use std::process::Command;

use anyhow::{Result, bail};

use crate::shell;

/// Installs a package with apt as root, or by sudo when it asks no password.
pub fn install(package: &str) -> Result<()> {
    if shell::find("apt-get", &[]).is_none() {
        bail!("{package} is missing and this machine has no apt-get: install it by hand");
    }
    if !shell::is_root() && !may_sudo() {
        bail!("{package} is missing: `sudo apt-get install {package}`");
    }
    shell::run(apt().args(["update", "--quiet=2"]))?;
    shell::run(apt().args(["install", "--yes", "--quiet=2", "--no-install-recommends", package]))
}

fn apt() -> Command {
    let mut command = if shell::is_root() {
        Command::new("env")
    } else {
        shell::command("sudo", ["--non-interactive", "env"])
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    command
}

fn may_sudo() -> bool {
    shell::find("sudo", &[]).is_some()
        && shell::capture(&mut shell::command("sudo", ["--non-interactive", "true"]))
            .is_ok_and(|(done, _)| done)
}
