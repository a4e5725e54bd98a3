//! The SQL of attachments. Access is the record's: callers ask for it first, and say so.

use jiff::Timestamp;

use super::{Attachment, FileId, NewAttachment};
use crate::access::RecordId;
use crate::database::{Query, Reader, Result, Transaction};

const COLUMNS: &str = "select f.id as id, f.record as record, f.name as name, f.kind as kind, f.size as size, f.digest as digest,
     f.caption as caption, f.credit as credit, f.added_by as added_by, f.added_at as added_at from attachment f";

/// The files of a record, in the order in which they came. For whoever reads it: the caller has asked.
pub fn of_record(reader: &Reader, record: RecordId) -> Result<Vec<Attachment>> {
    let query = Query::new(COLUMNS).push(" where f.removed_at is null and f.record = ").push_value(record);
    query.push(" order by f.id").all(reader)
}

/// A file, unless it was removed. For whoever reads its record: the caller asks.
pub fn find(reader: &Reader, id: FileId) -> Result<Option<Attachment>> {
    let query = Query::new(COLUMNS).push(" where f.removed_at is null and f.id = ").push_value(id);
    query.maybe(reader)
}

pub(super) fn insert(
    tx: &Transaction,
    id: FileId,
    new: &NewAttachment,
    by: Option<String>,
    at: Timestamp,
) -> Result<()> {
    Query::new(
        "insert into attachment (id, record, name, kind, size, digest, caption, credit, added_by, added_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id)
    .bind(new.record)
    .bind(&new.name)
    .bind(&new.kind)
    .bind(new.size)
    .bind(&new.digest)
    .bind(new.caption.as_deref())
    .bind(new.credit.as_deref())
    .bind(by)
    .bind(at)
    .execute_one(tx)
}

pub(super) fn remove(tx: &Transaction, id: FileId, at: Timestamp) -> Result<()> {
    Query::new("update attachment set removed_at = $2 where id = $1 and removed_at is null")
        .bind(id)
        .bind(at)
        .execute_one(tx)
}

/// Forgets the rows of what was removed before a moment.
pub(super) fn forget_removed(tx: &Transaction, before: Timestamp) -> Result<u64> {
    Query::new("delete from attachment where removed_at < $1").bind(before).execute(tx)
}

/// Whether a row names these bytes, removed or not.
pub(super) fn named(reader: &Reader, digest: &str) -> Result<bool> {
    let found: Option<i64> = Query::new("select cast(1 as bigint) from attachment where digest = $1 limit 1")
        .bind(digest)
        .maybe(reader)?;
    Ok(found.is_some())
}

/// Digest and size of all bytes that rows name, removed or not, by digest.
pub(crate) fn contents(reader: &Reader) -> Result<Vec<(String, i64)>> {
    Query::new("select digest, max(size) from attachment group by digest order by digest").all(reader)
}

/// Whether the schema has attachments yet: an older backup has none.
pub(crate) fn known(tables: &[crate::database::copy::Table]) -> bool {
    tables.iter().any(|table| table.name == "attachment")
}
