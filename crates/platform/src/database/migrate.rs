//! Migrations: one folder, one SQL text, applied in order and never changed once released.

use refinery::Runner;

use super::{Error, Result, dialect, postgres, sqlite};

mod embedded {
    refinery::embed_migrations!("../../migrations");
}

fn runner() -> Runner {
    embedded::migrations::runner().set_abort_divergent(true)
}

fn names(report: &refinery::Report) -> Vec<String> {
    report.applied_migrations().iter().map(ToString::to_string).collect()
}

pub(super) async fn sqlite(pool: &sqlite::Pool) -> Result<Vec<String>> {
    pool.alone(|connection| {
        let report = runner().run(connection).map_err(Error::engine)?;
        connection.execute_batch(dialect::text_search::SQLITE_TABLES)?;
        Ok(names(&report))
    })
    .await
}

pub(super) async fn postgres(pool: &postgres::Pool) -> Result<Vec<String>> {
    let mut client = pool.client().await?;
    let report = runner().run_async(&mut **client).await.map_err(Error::engine)?;
    client.batch_execute(dialect::text_search::POSTGRES_TABLES).await?;
    Ok(names(&report))
}
