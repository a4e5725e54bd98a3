//! Accounts: who signs in, with what.

use platform::access::Actor;
use platform::database::{Query, Reader, Result, Transaction};
use platform::i18n::Language;
use platform::journal::{self, Entry};
use serde_json::{Value, json};

use super::super::model::{AccountId, Credentials, NewAccount};
use crate::directory::PersonId;

/// Creates an account. An address that has one is refused as `account__email`.
pub fn create_account(tx: &Transaction, actor: &Actor, new: &NewAccount) -> Result<AccountId> {
    let id: AccountId = tx.new_id();
    Query::new(
        "insert into account (id, person, email, password_hash, language, administrator, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id)
    .bind(new.person)
    .bind(&new.email)
    .bind(new.password_hash.as_deref())
    .bind(new.language)
    .bind(new.administrator)
    .bind(actor.at)
    .execute_one(tx)?;
    note(tx, actor, "account.created", id, json!({"administrator": new.administrator}))?;
    Ok(id)
}

/// A line of the journal about an account. It never holds an address or a secret.
pub fn note(
    tx: &Transaction,
    actor: &Actor,
    verb: &'static str,
    account: AccountId,
    mut facts: Value,
) -> Result<()> {
    facts["account"] = json!(account);
    journal::append(tx, actor, Entry { verb, kind: "account", after: Some(facts), ..Entry::default() })
        .map(drop)
}

const CREDENTIALS: &str = "select a.id as account, a.email as email, p.given_name as given_name, p.family_name as family_name,
    a.language as language, a.password_hash as password_hash, a.totp_secret as totp_secret, a.totp_enabled_at as totp_enabled_at,
    a.totp_last_step as totp_last_step, a.provider_only as provider_only from account a join person p on p.id = a.person where a.disabled_at is null and ";

/// The account of an address, for sign-in: asked by the public, who is told nothing of the answer.
pub fn by_email(reader: &Reader, email: &str) -> Result<Option<Credentials>> {
    Query::new(CREDENTIALS).push("a.email = ").push_value(email).maybe(reader)
}

/// An account that may sign in: its owner's, or that of a link's bearer.
pub fn by_id(reader: &Reader, account: AccountId) -> Result<Option<Credentials>> {
    Query::new(CREDENTIALS).push("a.id = ").push_value(account).maybe(reader)
}

/// Whose account it is.
pub fn person_of(reader: &Reader, account: AccountId) -> Result<PersonId> {
    Query::new("select person from account where id = $1").bind(account).one(reader)
}

/// Gives an account the hash of a new password.
pub fn change_password(tx: &Transaction, actor: &Actor, account: AccountId, hash: &str) -> Result<()> {
    Query::new("update account set password_hash = $2 where id = $1")
        .bind(account)
        .bind(hash)
        .execute_one(tx)?;
    note(tx, actor, "account.password-changed", account, json!({}))
}

/// Gives an account the instance to run.
pub fn make_administrator(tx: &Transaction, actor: &Actor, account: AccountId) -> Result<()> {
    let made = Query::new("update account set administrator = $2 where id = $1 and not administrator")
        .bind(account)
        .bind(true)
        .execute(tx)?;
    if made == 0 { Ok(()) } else { note(tx, actor, "account.administrator-made", account, json!({})) }
}

/// Gives an account its language.
pub fn change_language(
    tx: &Transaction,
    actor: &Actor,
    account: AccountId,
    language: Language,
) -> Result<()> {
    Query::new("update account set language = $2 where id = $1")
        .bind(account)
        .bind(language)
        .execute_one(tx)?;
    note(tx, actor, "account.language-changed", account, json!({"language": language.code()}))
}

/// Keeps the secret of codes to come, until a first code proves that it was received. Codes in use are left alone.
pub fn begin_codes(tx: &Transaction, actor: &Actor, account: AccountId, secret: &str) -> Result<()> {
    Query::new("update account set totp_secret = $2 where id = $1 and totp_enabled_at is null")
        .bind(account)
        .bind(secret)
        .execute_one(tx)?;
    note(tx, actor, "account.codes-begun", account, json!({}))
}

/// Asks for codes from now on; the first was given.
pub fn enable_codes(tx: &Transaction, actor: &Actor, account: AccountId, step: i64) -> Result<()> {
    Query::new("update account set totp_enabled_at = $2, totp_last_step = $3 where id = $1 and totp_secret is not null and totp_enabled_at is null")
        .bind(account)
        .bind(actor.at)
        .bind(step)
        .execute_one(tx)?;
    note(tx, actor, "account.codes-enabled", account, json!({}))
}

/// Notes that the code of a step was used. The same step, or one before, is refused as stale.
pub fn use_step(tx: &Transaction, account: AccountId, step: i64) -> Result<()> {
    Query::new("update account set totp_last_step = $2 where id = $1 and (totp_last_step is null or totp_last_step < $2)")
        .bind(account)
        .bind(step)
        .execute_one(tx)
}

/// Asks for no code any more. Another secret will have other codes: the last step is forgotten with this one.
pub fn disable_codes(tx: &Transaction, actor: &Actor, account: AccountId) -> Result<()> {
    Query::new("update account set totp_secret = null, totp_enabled_at = null, totp_last_step = null where id = $1 and totp_enabled_at is not null")
        .bind(account)
        .execute_one(tx)?;
    super::recovery::forget(tx, account)?;
    note(tx, actor, "account.codes-disabled", account, json!({}))
}
