//! The SQL of the journal.

use jiff::Timestamp;

use super::{Entry, EntryId, Line};
use crate::access::{Actor, RecordId};
use crate::database::{Query, Reader, Result, Transaction};

/// Appends an entry.
pub fn append(tx: &Transaction, actor: &Actor, entry: Entry<'_>) -> Result<EntryId> {
    let id: EntryId = tx.new_id();
    Query::new(
        "insert into journal (id, at, actor, acting_for, verb, record, kind, before_state, after_state, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id)
    .bind(actor.at)
    .bind(actor.account().map(|account| account.to_string()))
    .bind(actor.acting_for())
    .bind(entry.verb)
    .bind(entry.record)
    .bind(entry.kind)
    .bind(entry.before.map(|fields| fields.to_string()))
    .bind(entry.after.map(|fields| fields.to_string()))
    .bind(entry.reason)
    .execute_one(tx)?;
    Ok(id)
}

const LINE: &str = "select id, at, actor, acting_for, verb, record, before_state, after_state, reason, redacted_at from journal";

/// The journal of a record, newest first. The caller has made sure that the actor may read the record.
pub fn on_record(reader: &Reader, record: RecordId, limit: i64) -> Result<Vec<Line>> {
    Query::new(LINE)
        .push(" where record = ")
        .push_value(record)
        .push(" order by at desc, id desc limit ")
        .push_value(limit)
        .all(reader)
}

/// A line, whoever asks: the caller makes sure that the actor may read it.
pub fn find(reader: &Reader, id: EntryId) -> Result<Option<Line>> {
    Query::new(LINE).push(" where id = ").push_value(id).maybe(reader)
}

/// Takes the values of a line away, once. The caller appends a line that says so.
pub fn redact(tx: &Transaction, id: EntryId, at: Timestamp) -> Result<()> {
    Query::new(
        "update journal set before_state = null, after_state = null, reason = null, redacted_at = $2 where id = $1 and redacted_at is null",
    )
    .bind(id)
    .bind(at)
    .execute_one(tx)
}
