//! The lines of the journal that say what others did on what one reads.

use std::collections::BTreeSet;

use jiff::Timestamp;
use platform::access::{Actor, Level, RecordId};
use platform::database::{FromRow, Query, Reader, Result};

use super::Asked;
use crate::account::Reach;
use crate::{investment, prospecting};

/// Lines at once: more than a person reads.
pub const MOST: usize = 300;

/// A line.
#[derive(Clone, Debug, FromRow)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub verb: String,
    /// On which record.
    pub record: RecordId,
    /// Of which kind.
    pub record_kind: String,
    /// Who did it.
    pub by_name: Option<String>,
    /// For which organisation.
    pub for_name: Option<String>,
    /// What the record is called.
    pub title: Option<String>,
}

/// What others did, the latest first, one line more than [`MOST`] when there is more. Who shows a record to whom, and what the
/// instance does with access, is not news: those who may know find it where it stands.
pub fn lines(reader: &Reader, actor: &Actor, kinds: &[&'static str], asked: Asked) -> Result<Vec<Line>> {
    let own = match asked.reach {
        Reach::Mine => Some(followed(reader, actor, asked.since)?),
        Reach::Organisation => None,
    };
    if own.as_ref().is_some_and(BTreeSet::is_empty) {
        return Ok(Vec::new());
    }
    let query = Query::new(
        "select j.at as at, j.verb as verb, j.record as record, r.kind as record_kind, p.given_name || ' ' || p.family_name as by_name, w.name as for_name,
            (select min(d.title) from search_document d where d.record = j.record and d.level <= ",
    );
    let query = query.push_value(Level::Read).push(") as title from ");
    // From the few records that are followed, each looked up in the journal; from the journal, when they are not told apart.
    let query = query.push(if own.is_some() {
        "record r cross join journal j"
    } else {
        "journal j cross join record r"
    });
    let query = query.push(
        " left join account a on a.id = j.actor left join person p on p.id = a.person
            left join principal w on w.id = j.acting_for where j.record = r.id and j.at > ",
    );
    let query = query.push_value(asked.since).push(" and j.at <= ").push_value(asked.until);
    let query =
        query.push(" and j.verb not like 'record.%' and j.verb not like 'glass.%' and r.kind || '' in ('-'");
    let mut query = kinds.iter().fold(query, |query, kind| query.push(", ").push_value(*kind)).push(")");
    query = query.push(" and (j.actor is null or j.actor <> ");
    query = query.push_value(actor.account().map(|account| account.to_string())).push(")");
    query = if let Some(own) = &own {
        let query = query.push(" and r.id in ('-'");
        own.iter().fold(query, |query, record| query.push(", ").push_value(*record)).push(")")
    } else {
        let query = query.push(" and (r.owner = ").push_value(actor.acting_for()).push(" or ");
        actor.was_shown(query, "j.record").push(")")
    };
    let query = actor.sees_rows(query.push(" and "), "r", Level::Read);
    let most = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
    query.push(" order by j.at desc, j.id desc limit ").push_value(most).all(reader)
}

/// What the actor answers for, or noted something on.
fn followed(reader: &Reader, actor: &Actor, since: Timestamp) -> Result<BTreeSet<RecordId>> {
    let mut all: BTreeSet<RecordId> = investment::naming(reader, actor)?.into_iter().collect();
    all.extend(prospecting::followed(reader, actor, since)?);
    Ok(all)
}
