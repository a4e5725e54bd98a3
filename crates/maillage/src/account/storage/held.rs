//! What accounts hold on a person: seats, the address that signs in, sessions, mails that wait. Sessions and tokens that
//! ended are forgotten with time.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use platform::access::{Actor, PrincipalId};
use platform::database::{Query, Reader, Result, Transaction};

use crate::directory::people::held::swept;
use crate::frame::personal::{Due, Held, Subject};

type Found = (String, Option<String>, String, Option<String>, i64, i64);

/// The seats that he has in an organisation, with or without an account.
pub fn gather(reader: &Reader, owner: PrincipalId, subject: &Subject) -> Result<Vec<Held>> {
    let query = Query::new(
        "select p.given_name || ' ' || p.family_name, a.email, s.role, s.title,
            (select count(*) from session e where e.account = a.id),
            (select count(*) from job j where j.kind = 'mail' and j.state <> 'done' and j.payload like '%' || a.id || '%')
         from seat s join person p on p.id = s.person left join account a on a.id = s.account where p.anonymised_at is null and s.organisation = ",
    );
    let query = query.push_value(owner).push(" and (p.given_key = ").push_value(&subject.name_key);
    let query = match &subject.email {
        Some(email) => query.push(" or a.email = ").push_value(email),
        None => query,
    };
    let query = match subject.person {
        Some(person) => query.push(" or p.id = ").push_value(person),
        None => query,
    };
    let found: Vec<Found> = query.push(") order by s.id limit 20").all(reader)?;
    let held = |(name, email, role, title, sessions, mails): Found| Held {
        title: name,
        url: None,
        record: None,
        values: [
            ("email", email),
            ("role", Some(role)),
            ("job", title),
            ("sessions", Some(sessions.to_string())),
            ("mails", Some(mails.to_string())),
        ]
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| (name, value)))
        .collect(),
    };
    Ok(found.into_iter().map(held).collect())
}

/// The first moment of a day.
pub fn moment(day: Date) -> jiff::Timestamp {
    day.to_zoned(TimeZone::UTC).map_or(jiff::Timestamp::UNIX_EPOCH, |at| at.timestamp())
}

fn counted(reader: &Reader, query: &Query<'_>) -> Result<Vec<Due>> {
    let (count, oldest): (i64, Option<jiff::Timestamp>) = query.one(reader)?;
    let oldest = oldest.map(|at| at.to_zoned(TimeZone::UTC).date());
    Ok(if count == 0 { Vec::new() } else { vec![Due { owner: None, count, oldest }] })
}

/// Sessions that ended before a day: the instance's own.
pub fn due_sessions(reader: &Reader, owner: Option<PrincipalId>, before: Date) -> Result<Vec<Due>> {
    if owner.is_some() {
        return Ok(Vec::new());
    }
    let query =
        Query::new("select count(*), min(created_at) from session where expires_at < $1 or revoked_at < $1");
    counted(reader, &query.bind(moment(before)))
}

/// Forgets some of them.
pub fn sweep_sessions(tx: &Transaction, actor: &Actor, before: Date, limit: i64) -> Result<u64> {
    let gone = Query::new("delete from session where token_hash in (select token_hash from session where expires_at < $1 or revoked_at < $1 order by token_hash limit $2)")
        .bind(moment(before))
        .bind(limit)
        .execute(tx)?;
    swept(tx, actor, "sessions", gone)?;
    Ok(gone)
}

/// Tokens of the API that ended before a day: the instance's own.
pub fn due_tokens(reader: &Reader, owner: Option<PrincipalId>, before: Date) -> Result<Vec<Due>> {
    if owner.is_some() {
        return Ok(Vec::new());
    }
    let query = Query::new(
        "select count(*), min(created_at) from api_token where expires_at < $1 or revoked_at < $1",
    );
    counted(reader, &query.bind(moment(before)))
}

/// Forgets some of them.
pub fn sweep_tokens(tx: &Transaction, actor: &Actor, before: Date, limit: i64) -> Result<u64> {
    let gone = Query::new("delete from api_token where token_hash in (select token_hash from api_token where expires_at < $1 or revoked_at < $1 order by token_hash limit $2)")
        .bind(moment(before))
        .bind(limit)
        .execute(tx)?;
    swept(tx, actor, "tokens", gone)?;
    Ok(gone)
}
