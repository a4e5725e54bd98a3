//! Requests on personal data that were answered, and holds that were released: once nobody may contest them any more, whom
//! they were about is forgotten. What was asked, when, and what came of it stay.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use platform::access::{Actor, PrincipalId};
use platform::database::{FromRow, Query, Reader, Result, Transaction};

use super::held::swept;
use super::traces::moment;
use crate::frame::personal::Due;

/// Those settled before a moment whose subject is still named.
const SETTLED: &str = " (select q.id as id, q.owner as owner, q.closed_at as at from data_request q where q.closed_at < $1 and q.name_key <> ''
    union all select h.id, h.owner, h.released_at from legal_hold h where h.released_at < $1) s";

#[derive(FromRow)]
struct Counted {
    owner: String,
    count: i64,
    oldest: Option<Timestamp>,
}

/// How many, by organisation.
pub fn due(reader: &Reader, owner: Option<PrincipalId>, before: Date) -> Result<Vec<Due>> {
    let query =
        Query::new("select w.name as owner, count(*) as count, min(s.at) as oldest from").push(SETTLED);
    let query = query.push(" join principal w on w.id = s.owner").bind(moment(before));
    let query = match owner {
        Some(owner) => query.push(" where s.owner = ").push_value(owner),
        None => query,
    };
    let counted: Vec<Counted> = query.push(" group by w.name order by w.name").all(reader)?;
    let due = |one: Counted| Due {
        owner: Some(one.owner),
        count: one.count,
        oldest: one.oldest.map(|at| at.to_zoned(TimeZone::UTC).date()),
    };
    Ok(counted.into_iter().map(due).collect())
}

/// Forgets whom some of them were about.
pub fn sweep(tx: &Transaction, actor: &Actor, before: Date, limit: i64) -> Result<u64> {
    let some = Query::new("select s.id from").push(SETTLED).bind(moment(before));
    let ids: Vec<String> = some.push(" order by s.at, s.id limit ").push_value(limit).all(tx)?;
    for id in &ids {
        for forgotten in [
            "update data_request set given_name = '—', family_name = '—', name_key = '', email = null, person = null, identity_note = null,
                extension_reason = null, answer_note = null where id = $1",
            "delete from data_request_line where request = $1",
            "delete from legal_hold where id = $1",
        ] {
            Query::new(forgotten).bind(id).execute(tx)?;
        }
    }
    let gone = u64::try_from(ids.len()).unwrap_or_default();
    swept(tx, actor, "requests", gone)?;
    Ok(gone)
}
