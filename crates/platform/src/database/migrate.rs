//! Migrations: one folder, one SQL text, applied in order and never changed once released.

use refinery::{Runner, Target};

use super::{Error, Result, dialect, postgres, sqlite};

mod embedded {
    refinery::embed_migrations!("../../migrations");
}

/// All that is missing, with what says that it was applied, in one transaction: whoever is killed meanwhile finds the database as
/// it was.
fn runner() -> Runner {
    embedded::migrations::runner().set_abort_divergent(true).set_grouped(true)
}

/// The version of every migration that this program knows, in order.
pub(super) fn versions() -> Vec<i64> {
    let mut versions: Vec<i64> = runner().get_migrations().iter().map(refinery::Migration::version).collect();
    versions.sort_unstable();
    versions
}

/// Applies the migrations up to a version, and nothing of search.
pub(super) async fn sqlite_to(pool: &sqlite::Pool, version: i64) -> Result<()> {
    let runner = runner().set_target(Target::Version(version));
    pool.alone(move |connection| runner.run(connection).map(drop).map_err(failed)).await
}

/// The same on a server.
pub(super) async fn postgres_to(pool: &postgres::Pool, version: i64) -> Result<()> {
    let mut client = pool.client().await?;
    let runner = runner().set_target(Target::Version(version));
    runner.run_async(&mut **client).await.map(drop).map_err(failed)
}

/// A migration that this program does not know is one of a later version.
fn failed(error: refinery::Error) -> Error {
    match error.kind() {
        refinery::error::Kind::MissingVersion(unknown) => Error::Engine(format!(
            "it is of a later version of this program ({unknown}): install that version, or one after it"
        )),
        _ => Error::engine(error),
    }
}

fn names(report: &refinery::Report) -> Vec<String> {
    report.applied_migrations().iter().map(ToString::to_string).collect()
}

pub(super) async fn sqlite(pool: &sqlite::Pool) -> Result<Vec<String>> {
    pool.alone(|connection| {
        let report = runner().run(connection).map_err(failed)?;
        connection.execute_batch(dialect::text_search::SQLITE_TABLES)?;
        Ok(names(&report))
    })
    .await
}

pub(super) async fn postgres(pool: &postgres::Pool) -> Result<Vec<String>> {
    let mut client = pool.client().await?;
    let report = runner().run_async(&mut **client).await.map_err(failed)?;
    client.batch_execute(dialect::text_search::POSTGRES_TABLES).await?;
    Ok(names(&report))
}
