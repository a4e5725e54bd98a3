//! `cargo xtask test`: the whole gate, step by step, none of them stopping the others.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail, ensure};

use crate::postgres::{self, Cluster, Tuning};
use crate::report::{Outcome, Report};
use crate::{assets, chromium, deny, shell, sources, tidy};

/// One thing that is checked.
struct Step {
    name: &'static str,
    /// Part of the whole gate, or only run when named because another step covers it.
    whole: bool,
    /// Compiles the product, which embeds the assets.
    compiles: bool,
    run: fn(&mut Gate) -> Result<Outcome>,
}

const STEPS: [Step; 11] = [
    Step { name: "assets", whole: true, compiles: true, run: |_| done(assets::run()) },
    Step { name: "fmt", whole: true, compiles: false, run: |_| cargo(&["fmt", "--all", "--check"]) },
    Step { name: "clippy", whole: true, compiles: true, run: |_| cargo(&CLIPPY) },
    Step { name: "tidy", whole: true, compiles: false, run: |_| done(tidy::run()) },
    Step { name: "deny", whole: true, compiles: false, run: denied },
    Step { name: "sources", whole: true, compiles: false, run: |_| done(sources::count()) },
    Step { name: "tests", whole: true, compiles: true, run: |gate| gate.tests(&["--workspace"]) },
    Step {
        name: "unit",
        whole: false,
        compiles: true,
        run: |gate| gate.tests(&["--workspace", "--lib", "--bins"]),
    },
    Step { name: "storage", whole: false, compiles: true, run: |gate| gate.tests(&STORAGE) },
    Step { name: "requests", whole: false, compiles: true, run: |gate| gate.tests(&REQUESTS) },
    Step { name: "browser", whole: true, compiles: true, run: browser },
];

const CLIPPY: [&str; 7] = ["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
const STORAGE: [&str; 6] =
    ["--package=platform", "--package=maillage", "--lib", "--", "::sqlite", "::postgres"];
const REQUESTS: [&str; 2] = ["--package=maillage", "--test=requests"];
const BROWSER: &str = "tests/browser";

/// What the steps share.
#[derive(Default)]
struct Gate {
    report: Report,
    cluster: Option<Cluster>,
}

/// Runs the whole gate, or the steps named.
pub fn run(only: &[String]) -> Result<()> {
    let mut gate = Gate::default();
    for step in chosen(only)? {
        println!("\n=== {}", step.name);
        let started = Instant::now();
        let outcome = (step.run)(&mut gate).unwrap_or_else(Outcome::Failed);
        gate.report.step(step.name, outcome, started.elapsed());
    }
    let ci = shell::is_ci();
    gate.report.print(ci);
    ensure!(gate.report.passed(ci), "the gate is closed");
    Ok(())
}

fn chosen(only: &[String]) -> Result<Vec<&'static Step>> {
    if let Some(unknown) = only.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        bail!("no step is called {unknown}; the steps are {}", names.join(", "));
    }
    if only.is_empty() {
        // The browser tests came after the gate: until their folder exists there is nothing to skip.
        let exists = |step: &&Step| step.name != "browser" || Path::new(BROWSER).is_dir();
        return Ok(STEPS.iter().filter(|step| step.whole).filter(exists).collect());
    }
    let named = |step: &Step| only.iter().any(|name| name == step.name);
    let compiles = STEPS.iter().any(|step| named(step) && step.compiles);
    Ok(STEPS.iter().filter(|step| named(step) || (compiles && step.name == "assets")).collect())
}

impl Gate {
    /// Plain `cargo test`, whose own closing lines say what ran.
    fn tests(&mut self, arguments: &[&str]) -> Result<Outcome> {
        let mut command = shell::cargo();
        command.args(["test", "--locked", "--no-fail-fast"]).args(arguments);
        match self.postgres() {
            Ok(url) => {
                shell::run(command.env("TEST_POSTGRES_URL", url))?;
                Ok(Outcome::Passed)
            }
            Err(error) if shell::is_ci() => bail!("PostgreSQL does not start: {error:#}"),
            Err(error) => {
                shell::run(command.env_remove("TEST_POSTGRES_URL"))?;
                Ok(Outcome::Skipped(format!("everything ran on SQLite, nothing on PostgreSQL: {error:#}")))
            }
        }
    }

    /// The PostgreSQL one is given, or a throwaway one, started at the first need.
    fn postgres(&mut self) -> Result<String> {
        if let Ok(given) = std::env::var("TEST_POSTGRES_URL") {
            return Ok(given);
        }
        if self.cluster.is_none() {
            self.cluster = Some(Cluster::start(Tuning::Tests)?);
        }
        self.cluster.as_ref().map(Cluster::url).ok_or_else(|| anyhow::anyhow!("no PostgreSQL"))
    }
}

fn denied(gate: &mut Gate) -> Result<Outcome> {
    if let Some(remark) = deny::run()? {
        gate.report.remark(remark);
    }
    Ok(Outcome::Passed)
}

fn browser(gate: &mut Gate) -> Result<Outcome> {
    if shell::find("npm", &[]).is_none() {
        return Ok(Outcome::Skipped("npm is missing".into()));
    }
    let chromium = match chromium::ensure() {
        Ok(found) => found,
        Err(error) => return Ok(Outcome::Skipped(format!("{error:#}"))),
    };
    assets::install()?;
    // The binary that the request tests run: alone, with the features that it needs alone, most of it would be compiled again.
    cargo(&["test", "--locked", "--workspace", "--no-run"])?;
    let binary = std::path::absolute(shell::target().join("debug/maillage"))?;
    let mut tests: Command = shell::command("npm", ["run", "test:browser"]);
    tests.current_dir(BROWSER).env("CHROMIUM", chromium).env("MAILLAGE", binary);
    // A story is told on both engines: the server has a database of its own for it.
    match gate.postgres().and_then(|url| postgres::create_database(&url, "maillage_browser")) {
        Ok(url) => {
            shell::run(tests.env("MAILLAGE_SERVER", url))?;
            Ok(Outcome::Passed)
        }
        Err(error) => {
            shell::run(tests.env_remove("MAILLAGE_SERVER").env_remove("CI"))?;
            Ok(Outcome::Skipped(format!("no story was told on PostgreSQL: {error:#}")))
        }
    }
}

fn cargo(arguments: &[&str]) -> Result<Outcome> {
    done(shell::run(shell::cargo().args(arguments)))
}

fn done(result: Result<()>) -> Result<Outcome> {
    result.map(|()| Outcome::Passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(only: &[&str]) -> Vec<&'static str> {
        let only: Vec<String> = only.iter().map(ToString::to_string).collect();
        chosen(&only).expect("these steps exist").iter().map(|step| step.name).collect()
    }

    #[test]
    fn what_compiles_has_its_assets_first() {
        assert_eq!(names(&["requests", "fmt"]), ["assets", "fmt", "requests"]);
        assert_eq!(names(&["tidy"]), ["tidy"]);
    }

    #[test]
    fn an_unknown_step_is_refused() {
        assert!(chosen(&["typo".to_string()]).is_err());
    }
}
