//! Files attached to records: the bytes in a folder or a bucket under their digest, the rows in the database.
//!
//! Bytes are written before the transaction that names them, so a row never names what is not there. What no row names
//! is collected a week later ([`collect`]). Knows the record a file belongs to, and nothing of what that record is.

mod sniff;
mod storage;
mod store;
#[cfg(test)]
mod tests;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

pub use sniff::{BYTES, Refused, TEXT, kind, name};
pub(crate) use storage::{contents, known};
pub use storage::{find, of_record};
pub use store::{Bucket, Error, Received, Store};

use crate::access::{Actor, Kind, RecordId};
use crate::database::{self, Database, FromRow, Transaction};
use crate::id;
use crate::journal::{self, Entry};

id!(/// A file attached to a record.
    FileId);

/// For how long bytes that no row names are kept, and the row of what was removed.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// For how long something may take to come.
const COMING: SignedDuration = SignedDuration::from_hours(24);

/// A file attached to a record.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Attachment {
    /// Its identifier.
    pub id: FileId,
    /// The record.
    pub record: RecordId,
    /// Its name, as it was sent.
    pub name: String,
    /// What it is, by its bytes.
    pub kind: String,
    /// How many bytes.
    pub size: i64,
    /// Their SHA-256.
    pub digest: String,
    /// What it shows.
    pub caption: Option<String>,
    /// Whose it is.
    pub credit: Option<String>,
    /// The account that added it.
    pub added_by: Option<String>,
    /// When.
    pub added_at: Timestamp,
}

/// A file to attach, its bytes already kept.
#[derive(Clone, Debug)]
pub struct NewAttachment {
    /// The record.
    pub record: RecordId,
    /// Its name.
    pub name: String,
    /// What it is, by its bytes.
    pub kind: String,
    /// How many bytes.
    pub size: i64,
    /// Their SHA-256.
    pub digest: String,
    /// What it shows.
    pub caption: Option<String>,
    /// Whose it is.
    pub credit: Option<String>,
}

/// Attaches a file and notes it on its record. The caller has asked that the actor may.
pub fn attach(tx: &Transaction, actor: &Actor, kind: &Kind, new: &NewAttachment) -> database::Result<FileId> {
    let id: FileId = tx.new_id();
    let by = actor.account().map(|account| account.to_string());
    storage::insert(tx, id, new, by, actor.at)?;
    let after = json!({ "file": new.name, "kind": new.kind, "size": new.size, "digest": new.digest });
    let entry = Entry {
        verb: "file.added",
        kind: kind.name,
        record: Some(new.record),
        after: Some(after),
        ..Entry::default()
    };
    journal::append(tx, actor, entry)?;
    Ok(id)
}

/// Takes a file off its record and notes it there. The caller has asked that the actor may.
pub fn detach(tx: &Transaction, actor: &Actor, kind: &Kind, file: &Attachment) -> database::Result<()> {
    storage::remove(tx, file.id, actor.at)?;
    let before = json!({ "file": file.name, "kind": file.kind, "size": file.size, "digest": file.digest });
    let entry = Entry {
        verb: "file.removed",
        kind: kind.name,
        record: Some(file.record),
        before: Some(before),
        ..Entry::default()
    };
    journal::append(tx, actor, entry)?;
    Ok(())
}

/// What [`collect`] did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// Bytes that no row named any more.
    pub files: usize,
    /// What had begun to come and never ended.
    pub unfinished: usize,
}

/// Forgets what was removed a week ago, then the bytes that no row has named for a week.
pub async fn collect(database: &Database, store: &Store) -> Result<Collected, String> {
    let now = database.ids().clock().now();
    let ago = |kept: SignedDuration| now.checked_sub(kept).unwrap_or(Timestamp::MIN);
    let week_ago = ago(KEPT);
    let forgotten = database.write(move |tx| storage::forget_removed(tx, week_ago)).await;
    forgotten.map_err(|error: database::Error| error.to_string())?;
    let mut collected = Collected::default();
    for digest in store.older(week_ago).await.map_err(|error| error.to_string())? {
        let named = database.read(|r| storage::named(r, &digest)).await;
        let named = named.map_err(|error: database::Error| error.to_string())?;
        if !named && store.forget(&digest, week_ago).await.map_err(|error| error.to_string())? {
            collected.files += 1;
        }
    }
    collected.unfinished = store.sweep(ago(COMING)).await.map_err(|error| error.to_string())?;
    Ok(collected)
}

/// Whether an error of the disk means that there is no room: full, or beyond what this process may write.
pub(crate) fn no_room(kind: std::io::ErrorKind) -> bool {
    use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(kind, StorageFull | QuotaExceeded | FileTooLarge)
}
