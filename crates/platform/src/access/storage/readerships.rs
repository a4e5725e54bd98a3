//! Readerships: who reads a record, as a set that is written once and named by every record that shows itself to the same
//! principals at the same levels for the same times. Some hundreds of them stand for a million records.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::super::model::{Level, RecordId, Validity};
use crate::database::{Query, Reader, Result, Transaction};
use crate::text::hex;

/// One principal of a readership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub principal: i64,
    pub level: Level,
    pub validity: Validity,
}

/// What entries are sorted by: principal, level, from, until.
type SortKey = (i64, i64, Option<Timestamp>, Option<Timestamp>);

impl Entry {
    fn sort_key(&self) -> SortKey {
        (self.principal, self.level.number(), self.validity.from, self.validity.until)
    }
}

/// In order, without the entries that another covers.
pub(super) fn simplest(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(Entry::sort_key);
    entries.dedup();
    let all = entries.clone();
    entries.retain(|one| {
        !all.iter().any(|other| {
            other != one
                && other.principal == one.principal
                && other.level >= one.level
                && other.validity.covers(one.validity)
        })
    });
    entries
}

/// The readership of these entries, as [`simplest`] leaves them: the one that is there, or a new one.
pub(super) fn named(tx: &Transaction, entries: &[Entry]) -> Result<i64> {
    let digest = digest(entries);
    let known = || Query::new("select key from readership where digest = $1").bind(&digest).maybe(tx);
    if let Some(key) = known()? {
        return Ok(key);
    }
    let key: i64 = Query::new(
        "insert into readership (key, digest) select coalesce(max(key), 0) + 1, $1 from readership returning key",
    )
    .bind(&digest)
    .one(tx)?;
    for entry in entries {
        Query::new(
            "insert into readership_entry (readership, principal, level, valid_from, valid_until) values ($1, $2, $3, $4, $5)",
        )
        .bind(key)
        .bind(entry.principal)
        .bind(entry.level)
        .bind(entry.validity.from)
        .bind(entry.validity.until)
        .execute_one(tx)?;
    }
    Ok(key)
}

/// Says the same of the same entries, and of no others.
fn digest(entries: &[Entry]) -> String {
    let moment = |at: Option<Timestamp>| at.map_or_else(String::new, |at| at.to_string());
    let mut digest = Sha256::new();
    for Entry { principal, level, validity } in entries {
        let (level, from, until) = (level.number(), moment(validity.from), moment(validity.until));
        digest.update(format!("{principal} {level} {from} {until}\n"));
    }
    hex(&digest.finalize())
}

/// The entries of a record's readership as they stand, in order.
pub(super) fn stored(reader: &Reader, record: RecordId) -> Result<Vec<Entry>> {
    let query = Query::new(ENTRIES).push(" join record r on r.readership = a.readership where r.id = ");
    Ok(sorted(query.push_value(record).all(reader)?))
}

fn entries_of(reader: &Reader, readership: i64) -> Result<Vec<Entry>> {
    let query = Query::new(ENTRIES).push(" where a.readership = ").push_value(readership);
    Ok(sorted(query.all(reader)?))
}

const ENTRIES: &str = "select a.principal, a.level, a.valid_from, a.valid_until from readership_entry a";

fn sorted(rows: Vec<(i64, Level, Option<Timestamp>, Option<Timestamp>)>) -> Vec<Entry> {
    let entry =
        |(principal, level, from, until)| Entry { principal, level, validity: Validity { from, until } };
    let mut entries: Vec<Entry> = rows.into_iter().map(entry).collect();
    entries.sort_by_key(Entry::sort_key);
    entries
}

/// Takes its name from each readership whose entries are not those that it was named for: no record takes it any more.
pub(super) fn disown_altered(tx: &Transaction) -> Result<()> {
    let all: Vec<(i64, String)> = Query::new("select key, digest from readership order by key").all(tx)?;
    for (key, named) in all {
        if digest(&entries_of(tx, key)?) != named {
            Query::new("update readership set digest = $2 where key = $1")
                .bind(key)
                .bind(format!("altered {key}"))
                .execute_one(tx)?;
        }
    }
    Ok(())
}

/// Forgets the readerships that no record names any more.
pub(super) fn forget_unused(tx: &Transaction) -> Result<()> {
    const UNUSED: &str = " not exists (select 1 from record r where r.readership = ";
    Query::new("delete from readership_entry where")
        .push(UNUSED)
        .push("readership_entry.readership)")
        .execute(tx)?;
    Query::new("delete from readership where").push(UNUSED).push("readership.key)").execute(tx)?;
    Ok(())
}
