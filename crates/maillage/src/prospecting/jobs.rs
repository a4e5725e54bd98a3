//! What prospecting does after the change that asked for it.

use platform::database::{Database, Error};
use platform::jobs::Job;
use serde::Deserialize;

use super::interactions::{InteractionId, index, interactions_after};
use crate::directory::OrganisationId;

/// Interactions indexed in one transaction.
const BATCH: i64 = 100;

#[derive(Deserialize)]
struct Logged {
    id: InteractionId,
}

#[derive(Deserialize)]
struct Renamed {
    company: OrganisationId,
}

/// Indexes an interaction that was logged.
pub async fn index_interaction(database: Database, job: Job) -> Result<(), String> {
    let Logged { id } = serde_json::from_str(&job.payload).map_err(|error| error.to_string())?;
    database.write(move |tx| index(tx, id)).await.map_err(|error: Error| error.to_string())
}

/// Indexes again what was said with a company: its name is in the title of each.
pub async fn index_company(database: Database, job: Job) -> Result<(), String> {
    let Renamed { company } = serde_json::from_str(&job.payload).map_err(|error| error.to_string())?;
    let mut after = None;
    loop {
        let last = database
            .write(move |tx| {
                let next = interactions_after(tx, company, after, BATCH)?;
                next.iter().try_for_each(|id| index(tx, *id))?;
                Ok::<_, Error>(next.last().copied())
            })
            .await
            .map_err(|error| error.to_string())?;
        if last.is_none() {
            return Ok(());
        }
        after = last;
    }
}
