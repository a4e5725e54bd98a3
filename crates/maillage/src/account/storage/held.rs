//! What accounts hold on a person: seats, the address that signs in, sessions, mails that wait. Sessions and tokens that
//! ended are forgotten with time.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use platform::access::{Actor, PrincipalId};
use platform::database::{FromRow, Query, Reader, Result, Transaction};

use crate::directory::people::classes::DataClass;
use crate::directory::people::held::swept;
use crate::frame::personal::{Due, Held, LINES, Subject, Surety, known};

#[derive(FromRow)]
struct Found {
    line: String,
    surety: Surety,
    name: String,
    email: Option<String>,
    role: String,
    title: Option<String>,
    since: Option<Timestamp>,
    until: Option<Timestamp>,
    sessions: i64,
    mails: i64,
}

/// The seats in an organisation that may be his, with or without an account.
pub fn gather(reader: &Reader, owner: PrincipalId, subject: &Subject) -> Result<Vec<Held>> {
    let query = Query::new("select s.id as line, case when p.id = ").push_value(subject.person);
    let query = query.push(" then 'identity' when a.email = ").push_value(subject.email.as_deref());
    let query = query.push(
        " then 'address' else 'name' end as surety, p.given_name || ' ' || p.family_name as name, a.email as email, s.role as role, s.title as title,
            s.valid_from as since, s.valid_until as until,
            (select count(*) from session e where e.account = a.id) as sessions,
            (select count(*) from job j where j.kind = 'mail' and j.state <> 'done' and j.payload like '%' || a.id || '%') as mails
         from seat s join person p on p.id = s.person left join account a on a.id = s.account where p.anonymised_at is null and s.organisation = ",
    );
    let query = query.push_value(owner).push(" and (p.given_key = ").push_value(&subject.name_key);
    let query = query.push(" or a.email = ").push_value(subject.email.as_deref());
    let query = query.push(" or p.id = ").push_value(subject.person);
    let query = query.push(") order by surety, s.id limit ").push_value(LINES);
    let found: Vec<Found> = query.all(reader)?;
    let day = |at: Option<Timestamp>| at.map(|at| at.to_zoned(TimeZone::UTC).date().to_string());
    let held = |one: Found| Held {
        line: one.line,
        surety: one.surety,
        title: one.name,
        url: None,
        record: None,
        values: known([
            ("email", one.email),
            ("role", Some(one.role)),
            ("job", one.title),
            ("since", day(one.since)),
            ("until", day(one.until)),
            ("class", Some(DataClass::Account.key().to_owned())),
            ("sessions", Some(one.sessions.to_string())),
            ("mails", Some(one.mails.to_string())),
        ]),
        parts: Vec::new(),
    };
    Ok(found.into_iter().map(held).collect())
}

/// The first moment of a day.
pub fn moment(day: Date) -> Timestamp {
    day.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp())
}

fn counted(reader: &Reader, query: &Query<'_>) -> Result<Vec<Due>> {
    let (count, oldest): (i64, Option<Timestamp>) = query.one(reader)?;
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
