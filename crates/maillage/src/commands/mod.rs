//! What people type: one file per command.

mod acl;
mod backup;
mod check;
mod demo;
mod import;
mod migrate;
mod restore;
mod retention;
mod serve;
mod token;
mod user;

use std::io::{IsTerminal, Write as _};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Subcommand;
use platform::access;
use platform::clock::Clock;
use platform::database::{Database, Error, Location, Standing};
use platform::files::Store;
use platform::i18n::Text;
use platform::id::{Chance, Ids};
use platform::mail::Mailer;
use platform::web::{DISK_FULL, Problem};
use tracing_subscriber::EnvFilter;

use crate::compose::{self, KINDS};
use crate::frame::{in_words, listed_faults};
use crate::reference::territories::Refused;
use crate::settings::Settings;
use crate::settings_file;

pub use check::verdict;

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the instance, its jobs included.
    Serve,
    /// Load the demonstration into a database of its own, serve it on this machine, and print a sign-in link per persona.
    Demo(demo::Arguments),
    /// Import reference data.
    #[command(subcommand)]
    Import(import::Action),
    /// Bring the database to this version.
    Migrate,
    /// Write one archive of everything, attached files included, while the instance goes on.
    Backup(backup::Arguments),
    /// Restore an archive into an empty database, of either engine: all of it or nothing.
    Restore(restore::Arguments),
    /// Manage accounts.
    #[command(subcommand)]
    User(user::Action),
    /// Manage API tokens.
    #[command(subcommand)]
    Token(token::Action),
    /// Prove or repair the access list.
    #[command(subcommand)]
    Acl(acl::Action),
    /// What is kept beyond its time: say it, or forget it.
    Retention(retention::Arguments),
    /// Compare every fact of the five texts with a demonstration: a temporary one, or that of `--database`.
    Check(check::Arguments),
}

/// Runs a command. A disk without room is said as the pages say it.
pub async fn run(command: Command, settings: Settings) -> anyhow::Result<ExitCode> {
    let t = messages(&settings)?;
    run_with(command, settings)
        .await
        .map_err(|error| if is_full(&error) { anyhow::anyhow!("{}", t.text(DISK_FULL)) } else { error })
}

fn is_full(error: &anyhow::Error) -> bool {
    let loading = error.downcast_ref::<Refused>().and_then(|refused| match refused {
        Refused::Database(error) => Some(error),
        Refused::Unreadable(_) | Refused::Older { .. } => None,
    });
    matches!(error.downcast_ref::<Error>().or(loading), Some(Error::Full))
}

async fn run_with(command: Command, settings: Settings) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve => serve::run(settings).await,
        Command::Demo(arguments) => demo::run(arguments, settings).await,
        Command::Import(action) => import::run(action, &settings).await,
        Command::Migrate => migrate::run(&settings).await,
        Command::Backup(arguments) => backup::run(&arguments, &settings).await,
        Command::Restore(arguments) => restore::run(&arguments, &settings).await,
        Command::User(action) => user::run(action, &settings).await,
        Command::Token(action) => token::run(action, &settings).await,
        Command::Acl(action) => acl::run(action, &settings).await,
        Command::Retention(arguments) => retention::run(&arguments, &settings).await,
        Command::Check(arguments) => check::run(&arguments, &settings).await,
    }
}

impl Command {
    /// Whether it answers requests.
    pub const fn serves(&self) -> bool {
        matches!(self, Self::Serve | Self::Demo(_))
    }
}

/// Begins to log, as the settings say. A statement that is slow is news in the log of a server, and none for whoever types a
/// command that reads everything.
pub fn log(settings: &Settings, serves: bool) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&settings.log_filter)?;
    let filter = if serves { filter } else { filter.add_directive("platform::database=error".parse()?) };
    // A log that cannot be written, on a full disk above all, must not end the request that is told.
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .log_internal_errors(false);
    if settings.log_format == "json" {
        subscriber.json().init();
    } else {
        subscriber.init();
    }
    Ok(())
}

/// Says something to the person at the keyboard. Whoever listens no longer (`maillage migrate | head -1`) is told nothing more.
fn say(line: impl std::fmt::Display) {
    if let Err(error) = writeln!(std::io::stdout(), "{line}")
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        tracing::error!(%error, "the answer cannot be written");
    }
}

/// The machine's clock and chance.
fn ids() -> Ids {
    Ids::new(Clock::machine(), Chance::machine())
}

/// The database of the settings, open and brought to this version.
async fn database(settings: &Settings) -> anyhow::Result<Database> {
    let database = Database::open(&settings.location(), ids()).await?;
    let applied = database.migrate().await?;
    if let Some(last) = applied.last() {
        tracing::info!(migrations = applied.len(), last, "the database was brought to this version");
    }
    while database.write(|tx| access::derive_missing(tx, KINDS)).await? {}
    database.write(crate::demo::ground).await.map_err(|problem| refused(settings, &problem))?;
    while database.write(crate::directory::people::enrol_next).await? {}
    Ok(database)
}

/// The same, for what is asked of an instance that is there. Typed with other settings than the instance's, a command must
/// not answer for a database that it has just made.
async fn present(settings: &Settings) -> anyhow::Result<Database> {
    drop(as_it_is(settings).await?);
    database(settings).await
}

/// The database of an instance that is there, open as it is: of this version or of one before.
async fn as_it_is(settings: &Settings) -> anyhow::Result<Database> {
    let t = messages(settings)?;
    if let Location::File(path) = settings.location()
        && !path.exists()
    {
        let path = std::path::absolute(&path).unwrap_or(path);
        anyhow::bail!("{}", t.with("command-no-database", "path", path.display().to_string()));
    }
    let database = Database::open(&settings.location(), ids()).await?;
    match database.standing().await? {
        Standing::Known => Ok(database),
        Standing::Blank => anyhow::bail!("{}", t.text("command-blank-database")),
        Standing::Later(schema) => {
            anyhow::bail!("{}", t.with("command-later-database", "schema", schema.to_string()))
        }
    }
}

/// Settings with which nothing is begun, for the person at the keyboard.
pub fn unset(refused: &settings_file::Refused) -> anyhow::Error {
    let catalogue = match compose::catalogue() {
        Ok(catalogue) => catalogue,
        Err(error) => return error,
    };
    let t = Text::new(Arc::new(catalogue), refused.language);
    anyhow::anyhow!("{}{}", t.text("setting-refused"), listed_faults(&t, &refused.faults))
}

/// How mails leave.
fn mailer(settings: &Settings) -> anyhow::Result<Mailer> {
    let t = messages(settings)?;
    let made = match settings.mail_folder() {
        Some(folder) => Mailer::folder(&settings.mail_sender, folder).map_err(|error| error.to_string()),
        None => Mailer::smtp(&settings.mail_sender, &settings.mail_url),
    };
    made.map_err(|cause| anyhow::anyhow!("{}", t.with("serve-mails", "cause", cause)))
}

/// Where attached files are.
fn files(settings: &Settings) -> anyhow::Result<Store> {
    let t = messages(settings)?;
    settings.files().map_err(|cause| anyhow::anyhow!("{}", t.with("serve-files", "cause", cause.to_string())))
}

/// The messages, in the language of the settings.
fn messages(settings: &Settings) -> anyhow::Result<Text> {
    Ok(Text::new(Arc::new(compose::catalogue()?), settings.spoken()))
}

/// A refusal, for the person at the keyboard.
fn refused(settings: &Settings, problem: &Problem) -> anyhow::Error {
    messages(settings).map_or_else(|error| error, |t| anyhow::anyhow!("{}", in_words(&t, problem)))
}
