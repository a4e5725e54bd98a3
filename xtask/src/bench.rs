//! `cargo xtask bench`: the performance table, on both engines, in release.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::postgres::{Cluster, Tuning};
use crate::{assets, shell};

/// Builds the bench, starts a PostgreSQL tuned as a server, and runs it.
pub fn run(only: Option<&str>, rest: &[String]) -> Result<()> {
    ensure!(
        Path::new("crates/bench").is_dir(),
        "there is nothing to measure yet: crates/bench does not exist"
    );
    assets::run()?;
    shell::run(shell::cargo().args(["build", "--locked", "--release", "--package", "bench"]))?;
    let cluster = Cluster::start(Tuning::Server)?;
    let mut bench = shell::command(shell::target().join("release/bench"), rest);
    if let Some(name) = only {
        bench.args(["--only", name]);
    }
    shell::run(bench.env("TEST_POSTGRES_URL", cluster.url()))
}
