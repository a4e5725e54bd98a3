//! Sessions: opened at sign-in, listed to their owner, revoked.

use jiff::{SignedDuration, Timestamp};
use platform::access::{Actor, PrincipalId};
use platform::database::{Query, Reader, Result, Transaction};
use platform::web::Token;
use serde_json::json;

use super::super::model::{AccountId, How, Origin, Session, SessionId};
use super::super::rules::{SEEN_EVERY, SESSION_IDLE, SESSION_LIFE};
use super::accounts::note;

fn ago(now: Timestamp, length: SignedDuration) -> Timestamp {
    now.checked_sub(length).unwrap_or(now)
}

/// Opens a session with a token of its own.
pub fn open(
    tx: &Transaction,
    actor: &Actor,
    account: AccountId,
    seat: PrincipalId,
    how: &How,
    origin: &Origin,
) -> Result<Token> {
    let token = Token::new(tx.ids().chance());
    let id: SessionId = tx.new_id();
    Query::new(
        "insert into session (token_hash, id, account, seat, created_at, last_seen_at, expires_at, user_agent, address, method, second_factor, provider, id_token)
         values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(token.hash())
    .bind(id)
    .bind(account)
    .bind(seat)
    .bind(actor.at)
    .bind(actor.at.checked_add(SESSION_LIFE).unwrap_or(actor.at))
    .bind(&origin.user_agent)
    .bind(&origin.address)
    .bind(how.method)
    .bind(how.second)
    .bind(how.provider.as_deref())
    .bind(how.id_token.as_deref())
    .execute_one(tx)?;
    let by = json!({"session": id, "seat": seat, "method": how.method, "second": how.second, "provider": how.provider});
    note(tx, actor, "account.signed-in", account, by)?;
    Ok(token)
}

/// The sessions of an account that can still be used, last used first.
pub fn list(reader: &Reader, account: AccountId, now: Timestamp) -> Result<Vec<Session>> {
    Query::new(
        "select s.id as id, s.token_hash as token_hash, o.name as organisation_name, s.created_at as created_at, s.last_seen_at as last_seen_at,
                s.user_agent as user_agent, s.address as address, s.method as method, s.second_factor as second_factor, s.provider as provider
         from session s join seat t on t.id = s.seat join organisation o on o.id = t.organisation
         where s.account = $1 and s.revoked_at is null and s.expires_at > $2 and s.last_seen_at > $3 order by s.last_seen_at desc, s.id desc limit 100",
    )
    .bind(account)
    .bind(now)
    .bind(ago(now, SESSION_IDLE))
    .all(reader)
}

/// Revokes one session of an account.
pub fn revoke(tx: &Transaction, actor: &Actor, account: AccountId, session: SessionId) -> Result<()> {
    Query::new("update session set revoked_at = $3 where id = $1 and account = $2 and revoked_at is null")
        .bind(session)
        .bind(account)
        .bind(actor.at)
        .execute_one(tx)?;
    note(tx, actor, "session.revoked", account, json!({"session": session}))
}

/// Revokes the sessions of an account, but the one whose token has this hash; an empty one spares none.
pub fn revoke_but(tx: &Transaction, actor: &Actor, account: AccountId, spared: &str) -> Result<()> {
    let revoked = Query::new(
        "update session set revoked_at = $3 where account = $1 and token_hash <> $2 and revoked_at is null",
    )
    .bind(account)
    .bind(spared)
    .bind(actor.at)
    .execute(tx)?;
    if revoked == 0 {
        Ok(())
    } else {
        note(tx, actor, "session.revoked", account, json!({"sessions": revoked}))
    }
}

/// Ends the session of this token: signing out, or signing in again. One that has ended already stays as it is. What a
/// provider gave for it is forgotten.
pub fn close(tx: &Transaction, actor: &Actor, hash: &str) -> Result<()> {
    let closed: Option<AccountId> = Query::new(
        "update session set revoked_at = $2, id_token = null where token_hash = $1 and revoked_at is null returning account",
    )
    .bind(hash)
    .bind(actor.at)
    .maybe(tx)?;
    closed.map_or(Ok(()), |account| note(tx, actor, "account.signed-out", account, json!({})))
}

/// The provider that a session was opened at, and what signing out there needs.
pub fn elsewhere(reader: &Reader, hash: &str) -> Result<Option<(String, String)>> {
    Query::new("select provider, id_token from session where token_hash = $1 and provider is not null and id_token is not null and revoked_at is null")
        .bind(hash)
        .maybe(reader)
}

/// When the session of this token was opened.
pub fn opened_at(reader: &Reader, hash: &str) -> Result<Option<Timestamp>> {
    Query::new("select created_at from session where token_hash = $1").bind(hash).maybe(reader)
}

/// Acts from another seat of the same account from now on.
pub fn switch(
    tx: &Transaction,
    actor: &Actor,
    account: AccountId,
    hash: &str,
    seat: PrincipalId,
) -> Result<()> {
    Query::new("update session set seat = $3 where token_hash = $1 and account = $2 and revoked_at is null")
        .bind(hash)
        .bind(account)
        .bind(seat)
        .execute_one(tx)?;
    note(tx, actor, "session.switched", account, json!({"seat": seat}))
}

/// Whether the use of this session is to be noted: it lives, and was not noted lately.
pub fn unseen(reader: &Reader, hash: &str, now: Timestamp) -> Result<bool> {
    let found: Option<i64> =
        Query::new("select 1 from session where token_hash = $1 and revoked_at is null and expires_at > $2 and last_seen_at > $3 and last_seen_at <= $4")
            .bind(hash)
            .bind(now)
            .bind(ago(now, SESSION_IDLE))
            .bind(ago(now, SEEN_EVERY))
            .maybe(reader)?;
    Ok(found.is_some())
}

/// Notes the use of a session. One that is over does not live again.
pub fn see(tx: &Transaction, hash: &str, now: Timestamp) -> Result<()> {
    Query::new("update session set last_seen_at = $2 where token_hash = $1 and revoked_at is null and last_seen_at > $3 and last_seen_at < $2")
        .bind(hash)
        .bind(now)
        .bind(ago(now, SESSION_IDLE))
        .execute(tx)
        .map(drop)
}

/// Forgets the sessions and links that ended before this moment: what they held of a person has served.
pub fn forget_ended(tx: &Transaction, before: Timestamp) -> Result<u64> {
    let sessions = Query::new("delete from session where expires_at < $1 or revoked_at < $1")
        .bind(before)
        .execute(tx)?;
    let links = Query::new("delete from personal_link where expires_at < $1 or used_at < $1")
        .bind(before)
        .execute(tx)?;
    Ok(sessions + links + super::identities::forget(tx, before)?)
}
