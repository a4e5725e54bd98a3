//! The binary: one command line over the instance.

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use maillage::commands::{Command, run};
use maillage::settings::Settings;
use maillage::settings_file::unknown;

/// Maillage: the shared system of record of a territory's attractiveness and international cooperation.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The settings file (TOML). The environment overrides it.
    #[arg(long, global = true, env = "MAILLAGE_SETTINGS")]
    settings: Option<std::path::PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[expect(clippy::disallowed_methods, reason = "the environment is read here and nowhere else")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[expect(clippy::disallowed_methods, reason = "the environment is read here and nowhere else")]
fn variables() -> impl Iterator<Item = String> {
    std::env::vars_os().filter_map(|(name, _)| name.into_string().ok())
}

#[expect(clippy::print_stderr, reason = "a command that fails says why")]
fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let settings = Settings::read(arguments.settings.as_deref(), environment);
    let outcome = settings.map_err(|refused| maillage::commands::unset(&refused)).and_then(|settings| {
        maillage::commands::log(&settings, arguments.command.serves())?;
        for variable in unknown(variables()) {
            tracing::warn!(variable, "no setting is called so: see settings.md in the guide");
        }
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(platform::database::workers())
            .enable_all()
            .build()?;
        let outcome = runtime.block_on(run(arguments.command, settings));
        // What was begun and given up, a first load above all, is not waited for long.
        runtime.shutdown_timeout(Duration::from_secs(1));
        outcome
    });
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("maillage: {error:#}");
            ExitCode::from(2)
        }
    }
}
