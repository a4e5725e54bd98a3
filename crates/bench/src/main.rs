//! `cargo xtask bench`: builds a world, serves it, and prints each operation beside its floor, on both engines.
//!
//! It never judges: a slow machine is not a defect. `docs/performance.md` keeps what it printed and why.

mod chance;
mod floor;
mod load;
mod operations;
mod served;
mod table;
mod ways;
mod world;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use platform::clock::stopwatch;

use load::{Measure, Questions, Who};
use operations::{Against, Operation, Server};
use served::Served;
use table::{Budget, Line};
use world::{Size, World};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Only the rows whose name contains this; `database` is the row of the facade
    #[arg(long)]
    only: Option<String>,
    /// Only this engine: `sqlite` or `postgres`
    #[arg(long)]
    engine: Option<String>,
    /// How much of the world: 1 is 100 000 companies, 20 000 projects, 200 000 interactions
    #[arg(long, default_value_t = 1.0)]
    scale: f64,
    /// Seconds of each slice; a row takes three of its own and three of its floor, in turn
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
    /// A PostgreSQL to make a database in; without it only SQLite is measured
    #[arg(long, env = "TEST_POSTGRES_URL", hide_env_values = true)]
    postgres: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// What the bench starts for itself
    #[command(hide = true)]
    Serve { what: String, database: String, folder: PathBuf },
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(platform::database::workers())
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match arguments.command {
            Some(Command::Serve { what, database, folder }) => serve(&what, &database, &folder).await,
            None => measure(&arguments).await,
        }
    })
}

async fn serve(what: &str, database: &str, folder: &Path) -> Result<()> {
    match what {
        "floor" => floor::serve(database).await,
        "ways" => ways::serve(database).await,
        other => served::instance(database, folder, other == "working").await,
    }
}

async fn measure(arguments: &Arguments) -> Result<()> {
    let name: platform::Uuid = served::ids().next();
    let folder = std::env::temp_dir().join(format!("maillage-bench-{name}"));
    std::fs::create_dir_all(&folder)?;
    let outcome = in_folder(arguments, &folder).await;
    std::fs::remove_dir_all(&folder)?;
    outcome
}

async fn in_folder(arguments: &Arguments, folder: &Path) -> Result<()> {
    let file = folder.join("bench.db");
    let path = file.to_str().context("the temporary folder has a plain name")?;
    let size = Size::scaled(arguments.scale);
    let started = stopwatch();
    let world = {
        let database = served::open(path).await?;
        database.migrate().await?;
        let world = world::build(&database, size).await?;
        world::derive(&database).await?;
        world
    };
    let megabytes = std::fs::metadata(&file)?.len() >> 20;
    table::say(&format!(
        "{} companies, {} projects, {} interactions: {megabytes} MB, made and proved in {:.0} s; load before: {}",
        size.companies,
        size.projects,
        size.interactions,
        started.elapsed().as_secs_f64(),
        std::fs::read_to_string("/proc/loadavg").unwrap_or_default().trim()
    ));
    // PostgreSQL receives the world before anything is written to it.
    let wants = |engine: &str| arguments.engine.as_deref().is_none_or(|only| only == engine);
    let facade = arguments.only.as_deref() == Some("database");
    let copied = match arguments.postgres.as_deref().filter(|_| wants("postgres") && !facade) {
        Some(url) => Some(copied(url, &file).await?),
        None => None,
    };
    if wants("sqlite") {
        if arguments.only.as_deref().is_none_or(|only| "database".contains(only)) {
            ways(arguments, &world, path, folder)?;
        }
        if facade {
            return Ok(());
        }
        rows(arguments, &world, path, folder, "SQLite")?;
    }
    if let Some((url, admin, name)) = copied {
        let outcome = rows(arguments, &world, &url, folder, "PostgreSQL");
        world::drop_database(&admin, &name).await?;
        outcome?;
    } else {
        table::say("\nPostgreSQL was not measured: no TEST_POSTGRES_URL.");
    }
    Ok(())
}

/// The same world in a database of its own: its address, the server's, and its name.
async fn copied(url: &str, file: &Path) -> Result<(String, String, String)> {
    let name = format!("bench_{}", served::ids().next::<platform::Uuid>().simple());
    let own = world::make_database(url, &name).await?;
    served::open(&own).await?.migrate().await?;
    world::copy(file, &own).await?;
    world::prove(&served::open(&own).await?).await?;
    Ok((own, url.to_owned(), name))
}

/// The row of the facade: every way from a handler to the database.
fn ways(arguments: &Arguments, world: &World, path: &str, folder: &Path) -> Result<()> {
    table::head("The way from a handler to SQLite, each beside one bare query");
    let server = Served::start("ways", path, folder)?;
    let asked =
        |way: &str| Questions::get(world.projects.iter().map(|id| format!("/{way}/{id}")), Who::Nobody);
    let floor = asked(ways::WAYS[0].0);
    for (way, name) in ways::WAYS {
        let (own, beside) = in_turn(arguments, (server.port, &asked(way)), Some((server.port, &floor)))?;
        let budget = if way == "facade" { Budget::Share(0.5) } else { Budget::None };
        table::line(&Line { name: name.into(), own, floor: beside, budget, memory: server.memory() });
    }
    Ok(())
}

fn rows(arguments: &Arguments, world: &World, database: &str, folder: &Path, engine: &str) -> Result<()> {
    let operations = operations::all(world, engine == "PostgreSQL");
    let chosen =
        |operation: &&Operation| arguments.only.as_deref().is_none_or(|only| operation.name.contains(only));
    table::head(engine);
    let floor = Served::start("floor", database, folder)?;
    let mut instance = (Server::Instance, Served::start("instance", database, folder)?);
    let mut before = None;
    for operation in operations.iter().filter(chosen) {
        if operation.server != instance.0 {
            instance = (operation.server, Served::start("working", database, folder)?);
        }
        load::once(instance.1.port, &operation.own).with_context(|| operation.name)?;
        let own = (instance.1.port, &operation.own);
        let (own, beside) = match &operation.floor {
            Against::Floor(questions) => in_turn(arguments, own, Some((floor.port, questions)))?,
            Against::Before => (in_turn(arguments, own, None)?.0, before.clone()),
            Against::Nothing => in_turn(arguments, own, None)?,
        };
        before = Some(own.clone());
        let memory = instance.1.memory();
        let line = |name, own, floor, budget| table::line(&Line { name, own, floor, budget, memory });
        line(operation.name.into(), own, beside, operation.budget);
        if !operation.parts.is_empty() {
            let time = arguments.seconds * MIXED;
            let mixed = load::run(instance.1.port, &operation.own, Duration::from_secs_f64(time))?;
            for (at, (name, often)) in operation.parts.iter().enumerate() {
                let name = format!("mixed, {often} of 100, {name}");
                line(name, mixed.part(at, time), None, Budget::P99(50.0));
            }
        }
    }
    Ok(())
}

/// How many slices a mix takes, for the page opened once in a hundred to be opened often enough.
const MIXED: f64 = 15.0;

/// Three slices of each, in turn, after a warm-up; the best of each counts, since other work may disturb one.
fn in_turn(
    arguments: &Arguments,
    own: (u16, &Questions),
    floor: Option<(u16, &Questions)>,
) -> Result<(Measure, Option<Measure>)> {
    let slice = Duration::from_secs_f64(arguments.seconds);
    let warm = Duration::from_secs_f64(arguments.seconds.min(1.0));
    let (mut best, mut beside) = (Measure::default(), floor.map(|_| Measure::default()));
    load::run(own.0, own.1, warm)?;
    if let Some((port, questions)) = floor {
        load::run(port, questions, warm)?;
    }
    for _ in 0..3 {
        if let (Some((port, questions)), Some(kept)) = (floor, beside.as_mut()) {
            keep_best(kept, load::run(port, questions, slice)?);
        }
        keep_best(&mut best, load::run(own.0, own.1, slice)?);
    }
    Ok((best, beside))
}

fn keep_best(kept: &mut Measure, new: Measure) {
    let failed = kept.failed + new.failed;
    if new.rate > kept.rate {
        *kept = new;
    }
    kept.failed = failed;
}
