//! Recovery codes: each stands once for the code of an application.

use platform::access::Actor;
use platform::database::{Query, Reader, Result, Transaction};
use platform::web::Token;
use serde_json::json;

use super::super::model::AccountId;
use super::super::recovery::new_code;
use super::accounts::note;

/// So many are made at a time.
const MADE: usize = 10;

/// The account is part of what is hashed: two may have the same code.
fn hash(account: AccountId, digits: &str) -> String {
    Token::from_text(&format!("{account} {digits}")).hash()
}

/// Makes new codes; those made before no longer serve. They are in the answer and nowhere else.
pub fn make(tx: &Transaction, actor: &Actor, account: AccountId) -> Result<Vec<String>> {
    Query::new("delete from recovery_code where account = $1").bind(account).execute(tx)?;
    let codes: Vec<String> = (0..MADE).map(|_| new_code(tx.ids().chance())).collect();
    for code in &codes {
        Query::new("insert into recovery_code (account, code_hash, created_at) values ($1, $2, $3)")
            .bind(account)
            .bind(hash(account, code))
            .bind(actor.at)
            .execute_one(tx)?;
    }
    note(tx, actor, "account.recovery-codes-made", account, json!({"codes": MADE}))?;
    Ok(codes)
}

/// Uses a code; whether it was one, not used before.
pub fn spend(tx: &Transaction, actor: &Actor, account: AccountId, digits: &str) -> Result<bool> {
    let spent = Query::new(
        "update recovery_code set used_at = $3 where account = $1 and code_hash = $2 and used_at is null",
    )
    .bind(account)
    .bind(hash(account, digits))
    .bind(actor.at)
    .execute(tx)?;
    if spent > 0 {
        note(tx, actor, "account.recovery-code-used", account, json!({}))?;
    }
    Ok(spent > 0)
}

/// How many codes are left.
pub fn left(reader: &Reader, account: AccountId) -> Result<i64> {
    Query::new("select count(*) from recovery_code where account = $1 and used_at is null")
        .bind(account)
        .one(reader)
}

/// Forgets them: no code is asked for any more.
pub fn forget(tx: &Transaction, account: AccountId) -> Result<()> {
    Query::new("delete from recovery_code where account = $1").bind(account).execute(tx).map(drop)
}
