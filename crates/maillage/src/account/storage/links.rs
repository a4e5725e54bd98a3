//! Personal links: each works once, for one purpose, for a time.

use jiff::{SignedDuration, Timestamp};
use platform::database::{Query, Reader, Result, Transaction};
use platform::web::Token;

use super::super::model::{AccountId, How, Purpose};

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

/// Notes that one factor was shown, and which; the token of a second step, to be kept by the browser.
pub fn await_second(tx: &Transaction, account: AccountId, how: &How) -> Result<Token> {
    let token = personal_link(tx, account, Purpose::SecondStep, Purpose::SecondStep.life())?;
    Query::new("update personal_link set method = $2, provider = $3, id_token = $4 where token_hash = $1")
        .bind(token.hash())
        .bind(how.method)
        .bind(how.provider.as_deref())
        .bind(how.id_token.as_deref())
        .execute_one(tx)?;
    Ok(token)
}

/// The first factor that was shown.
pub fn first_factor(reader: &Reader, token: &Token) -> Result<How> {
    let (method, provider, id_token) =
        Query::new("select method, provider, id_token from personal_link where token_hash = $1")
            .bind(token.hash())
            .one(reader)?;
    Ok(How { method, second: None, provider, id_token })
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
        "update personal_link set used_at = $3, id_token = null where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3 returning account",
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
