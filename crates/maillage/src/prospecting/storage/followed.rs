//! What somebody follows: the files on which he noted something, and what others note there.

use jiff::{SignedDuration, Timestamp};
use platform::access::{Actor, Level, RecordId};
use platform::database::{Query, Reader, Result};

/// A file on which nothing was noted for longer is followed no more.
const LONG: SignedDuration = SignedDuration::from_hours(24 * 365);
/// At most this many of each.
const MOST: i64 = 1000;

/// The files that the actor follows, and what was noted in them since.
pub fn followed(reader: &Reader, actor: &Actor, since: Timestamp) -> Result<Vec<RecordId>> {
    let begun = actor.at.checked_sub(LONG).unwrap_or(actor.at);
    // From what he noted last: a file on which he noted nothing among that much is no longer on his mind.
    let query = Query::new(
        "select f.id from (select distinct m.company_file from (select i.company_file, i.created_at from interaction i where i.account = ",
    );
    let query = query.push_value(actor.account().map(|account| account.to_string()));
    let query = query.push(" order by i.id desc limit ").push_value(MOST).push(") m where m.created_at > ");
    let query = query
        .push_value(begun)
        .push(") n cross join company_file f where f.id = n.company_file and f.merged_into is null and ");
    let query = actor.sees_row(query, "f", Level::Read);
    let mut all: Vec<RecordId> = query.push(" order by f.id limit ").push_value(MOST).all(reader)?;
    let query = Query::new("select i.id from interaction i where i.created_at > ").push_value(since);
    let query = query.push(" and i.company_file in ('-'");
    let query = all.iter().fold(query, |query, file| query.push(", ").push_value(*file)).push(") and ");
    let query = actor.sees(query, "i.id", Level::Read);
    let said: Vec<RecordId> = query.push(" order by i.id desc limit ").push_value(MOST).all(reader)?;
    all.extend(said);
    Ok(all)
}

/// The companies of some files, by name: of those whose card the actor sees.
pub fn names_of_files(reader: &Reader, actor: &Actor, files: &[RecordId]) -> Result<Vec<(RecordId, String)>> {
    let query = Query::new(
        "select f.id, o.name from company_file f join organisation o on o.id = f.company where f.id in ('0'",
    );
    let query = files.iter().fold(query, |query, file| query.push(", ").push_value(*file)).push(") and ");
    actor.sees_row(query, "o", Level::Card).all(reader)
}
