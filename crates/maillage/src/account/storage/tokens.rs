//! API tokens: made by their owner, shown once, revoked.

use jiff::{SignedDuration, Timestamp};
use platform::access::Actor;
use platform::database::{Query, Reader, Result, Transaction};
use platform::web::Token;
use serde_json::json;

use super::super::model::{AccountId, ApiToken, ApiTokenId, NewApiToken};
use super::super::rules::SEEN_EVERY;
use super::accounts::note;

/// Makes a token. Its secret is in the answer and nowhere else.
pub fn create_token(tx: &Transaction, actor: &Actor, account: AccountId, new: &NewApiToken) -> Result<Token> {
    let token = Token::new(tx.ids().chance());
    let id: ApiTokenId = tx.new_id();
    let scopes = new.scope.and_before();
    Query::new("insert into api_token (token_hash, id, seat, name, scopes, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)")
        .bind(token.hash())
        .bind(id)
        .bind(new.seat)
        .bind(&new.name)
        .bind(&scopes)
        .bind(actor.at)
        .bind(actor.at.checked_add(SignedDuration::from_hours(24 * new.days)).unwrap_or(actor.at))
        .execute_one(tx)?;
    note(tx, actor, "token.created", account, json!({"token": id, "scopes": scopes, "days": new.days}))?;
    Ok(token)
}

/// The tokens of an account that can still be used, newest first.
pub fn list(reader: &Reader, account: AccountId, now: Timestamp) -> Result<Vec<ApiToken>> {
    Query::new(
        "select k.id as id, k.name as name, o.name as organisation_name, k.scopes as scopes, k.created_at as created_at,
                k.expires_at as expires_at, k.last_used_at as last_used_at
         from api_token k join seat t on t.id = k.seat join organisation o on o.id = t.organisation
         where t.account = $1 and k.revoked_at is null and k.expires_at > $2 order by k.created_at desc, k.id desc limit 100",
    )
    .bind(account)
    .bind(now)
    .all(reader)
}

/// Revokes one token of an account.
pub fn revoke(tx: &Transaction, actor: &Actor, account: AccountId, token: ApiTokenId) -> Result<()> {
    Query::new(
        "update api_token set revoked_at = $3 where id = $1 and revoked_at is null and seat in (select id from seat where account = $2)",
    )
    .bind(token)
    .bind(account)
    .bind(actor.at)
    .execute_one(tx)?;
    note(tx, actor, "token.revoked", account, json!({"token": token}))
}

/// Whether the use of this token is to be noted: it lives, and was not noted lately.
pub fn unseen(reader: &Reader, hash: &str, now: Timestamp) -> Result<bool> {
    let found: Option<i64> = Query::new("select 1 from api_token where token_hash = $1 and revoked_at is null and expires_at > $2 and (last_used_at is null or last_used_at <= $3)")
        .bind(hash)
        .bind(now)
        .bind(now.checked_sub(SEEN_EVERY).unwrap_or(now))
        .maybe(reader)?;
    Ok(found.is_some())
}

/// Notes the use of a token.
pub fn see(tx: &Transaction, hash: &str, now: Timestamp) -> Result<()> {
    Query::new("update api_token set last_used_at = $2 where token_hash = $1 and revoked_at is null and (last_used_at is null or last_used_at < $2)")
        .bind(hash)
        .bind(now)
        .execute(tx)
        .map(drop)
}
