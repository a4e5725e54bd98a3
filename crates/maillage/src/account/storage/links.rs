//! Personal links: each works once, for one purpose, for a time.

use jiff::{SignedDuration, Timestamp};
use platform::database::{Query, Reader, Result, Transaction};
use platform::web::Token;

use super::super::model::{AccountId, Purpose};

/// Makes a link. Only its hash is kept.
pub fn personal_link(
    tx: &Transaction,
    account: AccountId,
    purpose: Purpose,
    life: SignedDuration,
) -> Result<Token> {
    let token = Token::new(tx.ids().chance());
    let now = tx.ids().clock().now();
    Query::new("insert into personal_link (token_hash, purpose, account, created_at, expires_at) values ($1, $2, $3, $4, $5)")
        .bind(token.hash())
        .bind(purpose)
        .bind(account)
        .bind(now)
        .bind(now.checked_add(life).unwrap_or(now))
        .execute_one(tx)?;
    Ok(token)
}

/// The account of a link that still works.
pub fn find(reader: &Reader, token: &Token, purpose: Purpose, now: Timestamp) -> Result<Option<AccountId>> {
    Query::new("select account from personal_link where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3")
        .bind(token.hash())
        .bind(purpose)
        .bind(now)
        .maybe(reader)
}

/// Uses a link, and says whose it is; `None` when it no longer works.
pub fn consume(
    tx: &Transaction,
    token: &Token,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<AccountId>> {
    Query::new(
        "update personal_link set used_at = $3 where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3 returning account",
    )
    .bind(token.hash())
    .bind(purpose)
    .bind(now)
    .maybe(tx)
}

/// Ends the links of an account that lead to a password: one was chosen.
pub fn end_all(tx: &Transaction, account: AccountId, now: Timestamp) -> Result<()> {
    Query::new("update personal_link set used_at = $2 where account = $1 and used_at is null and purpose in ('invitation', 'reset', 'second-step')")
        .bind(account)
        .bind(now)
        .execute(tx)
        .map(drop)
}
