//! The passkeys of accounts.

use platform::access::Actor;
use platform::database::{Query, Reader, Result, Transaction};
use serde_json::json;

use super::super::model::{AccountId, Passkey, PasskeyId};
use super::super::webauthn::{Made, Used};
use super::accounts::note;

const PASSKEY: &str = "select id, account, credential, public_key, name, sign_count, backed_up, created_at, last_used_at, copied_at from passkey where ";

/// Keeps a key. One that is kept already is refused as `passkey__credential`.
pub fn add(tx: &Transaction, actor: &Actor, account: AccountId, name: &str, made: &Made) -> Result<()> {
    let id: PasskeyId = tx.new_id();
    Query::new("insert into passkey (id, account, credential, public_key, name, sign_count, backed_up, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(id)
        .bind(account)
        .bind(&made.credential)
        .bind(&made.public_key)
        .bind(name)
        .bind(i64::from(made.sign_count))
        .bind(made.backed_up)
        .bind(actor.at)
        .execute_one(tx)?;
    note(tx, actor, "account.passkey-added", account, json!({"passkey": id}))
}

/// The keys of an account, oldest first.
pub fn list(reader: &Reader, account: AccountId) -> Result<Vec<Passkey>> {
    Query::new(PASSKEY).push("account = ").push_value(account).push(" order by id limit 50").all(reader)
}

/// Whether an account has a key.
pub fn has_one(reader: &Reader, account: AccountId) -> Result<bool> {
    let found: Option<i64> =
        Query::new("select 1 from passkey where account = $1 limit 1").bind(account).maybe(reader)?;
    Ok(found.is_some())
}

/// The key of this name, asked by whoever holds it, before its signature is looked at.
pub fn by_credential(reader: &Reader, credential: &str) -> Result<Option<Passkey>> {
    Query::new(PASSKEY).push("credential = ").push_value(credential).maybe(reader)
}

/// Notes that a key was used.
pub fn used(tx: &Transaction, actor: &Actor, key: &Passkey, used: &Used) -> Result<()> {
    Query::new("update passkey set sign_count = $2, backed_up = $3, last_used_at = $4 where id = $1 and sign_count = $5")
        .bind(key.id)
        .bind(i64::from(used.sign_count))
        .bind(used.backed_up)
        .bind(actor.at)
        .bind(key.sign_count)
        .execute_one(tx)
}

/// Notes that a key seems to be copied.
pub fn copied(tx: &Transaction, actor: &Actor, key: &Passkey) -> Result<()> {
    Query::new("update passkey set copied_at = $2 where id = $1")
        .bind(key.id)
        .bind(actor.at)
        .execute_one(tx)?;
    note(tx, actor, "account.passkey-copied", key.account, json!({"passkey": key.id}))
}

/// Forgets a key of an account.
pub fn remove(tx: &Transaction, actor: &Actor, account: AccountId, key: PasskeyId) -> Result<()> {
    Query::new("delete from passkey where id = $1 and account = $2")
        .bind(key)
        .bind(account)
        .execute_one(tx)?;
    note(tx, actor, "account.passkey-removed", account, json!({"passkey": key}))
}
