//! What people type: `cargo xtask demo`, `test`, `tidy`, `assets`, `bench`, `coverage-of-sources`.
//!
//! One module per command. It knows the repository and the developer's machine, nothing of the product.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line talks to its terminal")]
#![expect(clippy::disallowed_methods, reason = "the machine's clock and environment are what it works on")]

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

mod assets;
mod bench;
mod chromium;
mod debian;
mod demo;
mod deny;
mod gate;
mod package;
mod postgres;
mod report;
mod shell;
mod sources;
mod tidy;
mod walk;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Everything one types in this repository")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Gather the stylesheets, scripts and fonts that the binary embeds
    Assets,
    /// Measure the operations of the performance table
    Bench {
        /// Only the measures whose name contains this
        #[arg(long)]
        only: Option<String>,
        /// Passed on to the bench
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        rest: Vec<String>,
    },
    /// List the requirements of the five sources that no test names
    CoverageOfSources {
        /// Fail when a requirement has no test
        #[arg(long)]
        strict: bool,
    },
    /// Build everything and serve the demonstration
    Demo {
        /// Passed on to `maillage demo`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        rest: Vec<String>,
    },
    /// Build the Debian package, into `target/package`
    Package {
        /// A release binary that is there already
        #[arg(long)]
        binary: Option<std::path::PathBuf>,
    },
    /// Run the whole gate, as `.ci/run` does
    Test {
        /// Only these steps, separated by commas
        #[arg(long, value_delimiter = ',')]
        only: Vec<String>,
    },
    /// Check the conventions that the compiler does not
    Tidy,
    /// Walk the description of the API with schemathesis
    WalkApi {
        /// Passed on to schemathesis
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        rest: Vec<String>,
    },
}

fn main() -> ExitCode {
    match obey(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(command: Command) -> Result<()> {
    std::env::set_current_dir(shell::root()?)?;
    match command {
        Command::Assets => assets::run(),
        Command::Bench { only, rest } => bench::run(only.as_deref(), &rest),
        Command::CoverageOfSources { strict } => sources::run(strict),
        Command::Demo { rest } => demo::run(&rest),
        Command::Package { binary } => package::run(binary),
        Command::Test { only } => gate::run(&only),
        Command::Tidy => tidy::run(),
        Command::WalkApi { rest } => walk::run(&rest),
    }
}
