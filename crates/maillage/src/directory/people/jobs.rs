//! What people's records do after the change that asked for it.

use platform::database::{Database, Error};

use super::storage::people::{after, describe};

/// The kind of the job that indexes everybody again: a migration asks for it when what is indexed changes.
pub const INDEX: &str = "people.index";
/// People indexed in one transaction.
const BATCH: i64 = 200;

/// Indexes everybody again.
pub async fn index_all(database: Database) -> Result<(), String> {
    let mut last = None;
    loop {
        let next = database
            .write(move |tx| {
                let next = after(tx, last, BATCH)?;
                next.iter().try_for_each(|id| describe(tx, *id))?;
                Ok::<_, Error>(next.last().copied())
            })
            .await
            .map_err(|error| error.to_string())?;
        if next.is_none() {
            return Ok(());
        }
        last = next;
    }
}
