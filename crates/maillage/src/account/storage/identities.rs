//! Who people are elsewhere, and the sign-ins under way there.

use jiff::Timestamp;
use platform::access::Actor;
use platform::database::{Query, Reader, Result, Transaction};
use platform::web::Token;
use serde_json::json;

use super::super::federation::Told;
use super::super::model::{AccountId, Flow, FlowPurpose, Identified, IdentityId, NewFlow};
use super::super::rules::FLOW_LIFE;
use super::accounts::note;

/// Begins a sign-in elsewhere. Only the hash of what the browser keeps is stored.
pub fn begin(tx: &Transaction, new: &NewFlow) -> Result<Token> {
    let token = Token::new(tx.ids().chance());
    let now = tx.ids().clock().now();
    Query::new("insert into sign_in_flow (token_hash, purpose, provider, account, next, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)")
        .bind(token.hash())
        .bind(new.purpose)
        .bind(new.provider.as_deref())
        .bind(new.account)
        .bind(&new.next)
        .bind(now)
        .bind(now.checked_add(FLOW_LIFE).unwrap_or(now))
        .execute_one(tx)?;
    Ok(token)
}

/// Ends a sign-in elsewhere: what it was for, the first time only, and in time.
pub fn end(tx: &Transaction, token: &Token, purpose: FlowPurpose) -> Result<Option<Flow>> {
    let now = tx.ids().clock().now();
    Query::new(
        "update sign_in_flow set used_at = $2 where token_hash = $1 and purpose = $3 and used_at is null and expires_at > $2
         returning provider, account, next",
    )
    .bind(token.hash())
    .bind(now)
    .bind(purpose)
    .maybe(tx)
}

/// Forgets the sign-ins elsewhere that ended before this moment.
pub fn forget(tx: &Transaction, before: Timestamp) -> Result<u64> {
    Query::new("delete from sign_in_flow where expires_at < $1").bind(before).execute(tx)
}

/// The account of a subject, asked by whoever was just recognised there.
pub fn account_of(reader: &Reader, told: &Told) -> Result<Option<(IdentityId, AccountId)>> {
    Query::new("select id, account from identity where issuer = $1 and subject = $2")
        .bind(&told.issuer)
        .bind(&told.subject)
        .maybe(reader)
}

/// Whether an account has a subject of this issuer already.
pub fn has_one(reader: &Reader, account: AccountId, issuer: &str) -> Result<bool> {
    let found: Option<i64> = Query::new("select 1 from identity where account = $1 and issuer = $2 limit 1")
        .bind(account)
        .bind(issuer)
        .maybe(reader)?;
    Ok(found.is_some())
}

/// Links a subject to an account. One that leads elsewhere is refused as `identity__subject`.
pub fn link(tx: &Transaction, actor: &Actor, account: AccountId, told: &Told) -> Result<IdentityId> {
    let id: IdentityId = tx.new_id();
    Query::new("insert into identity (id, account, issuer, subject, email, siret, source, linked_at, last_used_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $8)")
        .bind(id)
        .bind(account)
        .bind(&told.issuer)
        .bind(&told.subject)
        .bind(told.email.as_deref())
        .bind(told.siret.as_deref())
        .bind(told.source.as_deref())
        .bind(actor.at)
        .execute_one(tx)?;
    note(tx, actor, "account.identity-linked", account, json!({"identity": id, "issuer": told.issuer}))?;
    Ok(id)
}

/// Notes that a subject was used, and what is known of it now.
pub fn used(tx: &Transaction, identity: IdentityId, told: &Told, at: Timestamp) -> Result<()> {
    Query::new("update identity set last_used_at = $2, siret = $3, source = $4 where id = $1")
        .bind(identity)
        .bind(at)
        .bind(told.siret.as_deref())
        .bind(told.source.as_deref())
        .execute_one(tx)
}

/// Who the owner of an account is elsewhere.
pub fn list(reader: &Reader, account: AccountId) -> Result<Vec<Identified>> {
    Query::new("select id, issuer, email, siret, linked_at, last_used_at from identity where account = $1 order by linked_at, id limit 50")
        .bind(account)
        .all(reader)
}

/// Takes back the link between a subject and its account.
pub fn unlink(tx: &Transaction, actor: &Actor, account: AccountId, identity: IdentityId) -> Result<()> {
    Query::new("delete from identity where id = $1 and account = $2")
        .bind(identity)
        .bind(account)
        .execute_one(tx)?;
    note(tx, actor, "account.identity-unlinked", account, json!({"identity": identity}))
}

/// Refuses or accepts the password of an account.
pub fn only_elsewhere(tx: &Transaction, actor: &Actor, account: AccountId, only: bool) -> Result<()> {
    Query::new("update account set provider_only = $2 where id = $1 and provider_only <> $2")
        .bind(account)
        .bind(only)
        .execute_one(tx)?;
    let verb = if only { "account.password-refused" } else { "account.password-accepted" };
    note(tx, actor, verb, account, json!({}))
}
