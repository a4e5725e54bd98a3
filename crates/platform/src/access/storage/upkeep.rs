//! Proof and repair of what is derived: readerships, the closure of groups, the weights.

use super::super::model::{Kind, MemberKind, RecordId, Validity};
use super::readerships::{disown_altered, forget_unused, stored};
use super::records::{derive, entries};
use super::{groups, reading};
use crate::database::{Error, Query, Reader, Result, Transaction};

/// A place where what is stored is not what should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The readership of a record.
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

/// Compares the readerships of the next records with what they should be. Give the last record back to go on; `None`
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
        if entries(reader, kind, &record)? != stored(reader, *id)? || !repeated(reader, kind, *id)? {
            differences.push(Difference::Record(*id));
        }
    }
    Ok((differences, records.last().map(|(id, _)| *id)))
}

/// Whether the table of a kind says of a record the readership that the record has, one and the same; a table without that
/// column has nothing to repeat.
fn repeated(reader: &Reader, kind: &Kind, record: RecordId) -> Result<bool> {
    let query = Query::new("select count(*) from record r");
    let query = match kind.table {
        Some(table) => {
            query.push(" join ").push(table).push(" t on t.id = r.id and t.readership = r.readership")
        }
        None => query,
    };
    query
        .push(" where r.readership is not null and r.id = ")
        .push_value(record)
        .one::<i64>(reader)
        .map(|n| n == 1)
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

/// Derives the readerships of the next records, and all closures at the first call. Returns where to go on.
pub fn rebuild(tx: &Transaction, kinds: &[&Kind], after: Option<RecordId>) -> Result<Option<RecordId>> {
    if after.is_none() {
        disown_altered(tx)?;
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

/// Derives the readerships of some of the records that have none: those of a database made before there were any. Whether
/// more may be left.
pub fn derive_missing(tx: &Transaction, kinds: &[&Kind]) -> Result<bool> {
    let query = Query::new("select id, kind from record where readership is null order by id limit ");
    let records: Vec<(RecordId, String)> = query.push_value(BATCH).all(tx)?;
    for (id, kind) in &records {
        // A record of a kind that this program does not know is shown to nobody, as `verify` tells.
        let unknown = Kind { name: "", audiences: &[], table: None };
        derive(tx, kinds.iter().find(|known| known.name == kind).copied().unwrap_or(&unknown), *id)?;
    }
    Ok(!records.is_empty())
}

/// Counts what each principal sees, so that its lists take the better of two shapes, and forgets the readerships that
/// nothing names. Never changes what is seen.
pub fn weigh(tx: &Transaction) -> Result<()> {
    forget_unused(tx)?;
    Query::new(
        "with named (readership, records) as (select readership, count(*) from record group by readership)
         update principal set weight = (select cast(coalesce(sum(n.records), 0) as bigint)
            from readership_entry a join named n on n.readership = a.readership where a.principal = principal.key)",
    )
    .execute(tx)?;
    Ok(())
}
