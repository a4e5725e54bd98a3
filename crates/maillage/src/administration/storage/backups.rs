//! The archives that were made, newest first: an export of everything, and what an operator wants to know is recent.

use jiff::Timestamp;
use platform::access::Actor;
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::web::{Problem, ProblemKind};
use serde_json::json;

use crate::frame::Me;
use crate::frame::rights::RUN_INSTANCE;

/// An archive.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Made {
    /// When it was begun: what it holds is of that moment.
    pub at: Timestamp,
    /// The version that made it.
    pub version: String,
    /// How many rows it holds.
    pub row_count: i64,
    /// How many attached files.
    pub file_count: i64,
    /// Its size.
    pub bytes: i64,
}

/// Notes that an archive was made.
pub fn note(tx: &Transaction, actor: &Actor, made: &Made) -> Result<()> {
    Query::new("insert into backup_made (id, at, version, row_count, file_count, bytes) values ($1, $2, $3, $4, $5, $6)")
        .bind(tx.new_id::<platform::Uuid>().to_string())
        .bind(made.at)
        .bind(&made.version)
        .bind(made.row_count)
        .bind(made.file_count)
        .bind(made.bytes)
        .execute_one(tx)?;
    let after = Some(json!({"rows": made.row_count, "files": made.file_count, "bytes": made.bytes}));
    let entry = Entry { verb: "instance.backed-up", kind: "instance", after, ..Entry::default() };
    journal::append(tx, actor, entry).map(drop)
}

/// The last archives.
pub fn made(reader: &Reader, me: &Me, limit: i64) -> Result<Vec<Made>, Problem> {
    if !me.may(RUN_INSTANCE) {
        return Err(ProblemKind::NotFound.into());
    }
    let query = Query::new(
        "select at, version, row_count, file_count, bytes from backup_made order by at desc, id desc limit ",
    );
    Ok(query.push_value(limit).all(reader)?)
}
