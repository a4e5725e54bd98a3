//! Proof and repair of what is derived: the access list, the closure of groups, the weights.

use super::super::model::{Kind, MemberKind, RecordId, Validity};
use super::records::{Entry, derive, entries, stored};
use super::{groups, reading};
use crate::database::{Error, Query, Reader, Result, Transaction};

/// A place where what is stored is not what should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The access rows of a record.
    Record(RecordId),
    /// The closure of a user or guest, by key.
    Member(i64),
    /// A record of a kind that the program does not know.
    UnknownKind(String),
}

/// Records to look at in one transaction.
const BATCH: i64 = 500;

fn batch(reader: &Reader, after: Option<RecordId>) -> Result<Vec<(RecordId, String)>> {
    let query = Query::new("select id, kind from record");
    let query = match after {
        Some(after) => query.push(" where id > ").push_value(after),
        None => query,
    };
    query.push(" order by id limit ").push_value(BATCH).all(reader)
}

/// Compares the access rows of the next records with what they should be. Give the last record back to go on; `None`
/// is the end.
pub fn verify(
    reader: &Reader,
    kinds: &[&Kind],
    after: Option<RecordId>,
) -> Result<(Vec<Difference>, Option<RecordId>)> {
    let mut differences = Vec::new();
    if after.is_none() {
        differences.extend(verify_members(reader)?);
    }
    let records = batch(reader, after)?;
    for (id, kind) in &records {
        let Some(kind) = kinds.iter().find(|known| known.name == kind) else {
            differences.push(Difference::UnknownKind(kind.clone()));
            continue;
        };
        let record = reading::raw(reader, *id)?.ok_or(Error::Missing)?;
        let dated = |entry: &Entry| (*entry, record.updated_at);
        let expected: Vec<_> = entries(reader, kind, &record)?.iter().map(dated).collect();
        let stamps: Vec<jiff::Timestamp> =
            Query::new("select distinct updated_at from acl where record = $1").bind(*id).all(reader)?;
        let found: Vec<_> = stored(reader, *id)?.iter().map(dated).collect();
        if expected != found || stamps.iter().any(|stamp| *stamp != record.updated_at) {
            differences.push(Difference::Record(*id));
        }
    }
    Ok((differences, records.last().map(|(id, _)| *id)))
}

fn verify_members(reader: &Reader) -> Result<Vec<Difference>> {
    let leaves: Vec<(i64, MemberKind)> =
        Query::new("select key, kind from principal where kind in ('user', 'guest')").all(reader)?;
    let mut differences = Vec::new();
    for (leaf, _) in leaves {
        let mut expected = groups::reached(reader, leaf)?;
        let rows: Vec<(i64, Option<jiff::Timestamp>, Option<jiff::Timestamp>)> =
            Query::new("select grouping, valid_from, valid_until from closure where member = $1")
                .bind(leaf)
                .all(reader)?;
        let mut found: Vec<_> =
            rows.into_iter().map(|(group, from, until)| (group, Validity { from, until })).collect();
        let order = |one: &(i64, Validity)| (one.0, one.1.from, one.1.until);
        expected.sort_by_key(order);
        found.sort_by_key(order);
        if expected != found {
            differences.push(Difference::Member(leaf));
        }
    }
    Ok(differences)
}

/// Remakes the access rows of the next records, and all closures at the first call. Returns where to go on.
pub fn rebuild(tx: &Transaction, kinds: &[&Kind], after: Option<RecordId>) -> Result<Option<RecordId>> {
    if after.is_none() {
        let leaves: Vec<i64> =
            Query::new("select key from principal where kind in ('user', 'guest')").all(tx)?;
        for leaf in leaves {
            groups::flatten(tx, leaf)?;
        }
    }
    let records = batch(tx, after)?;
    for (id, kind) in &records {
        if let Some(kind) = kinds.iter().find(|known| known.name == kind) {
            derive(tx, kind, *id)?;
        }
    }
    Ok(records.last().map(|(id, _)| *id))
}

/// Counts what each principal sees, so that its lists take the better of two shapes. Never changes what is seen.
pub fn weigh(tx: &Transaction) -> Result<()> {
    Query::new(
        "update principal set weight = (select count(*) from acl a where a.principal = principal.key)",
    )
    .execute(tx)?;
    Ok(())
}
