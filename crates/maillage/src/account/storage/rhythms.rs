//! How often each account is written to about what changed.

use jiff::Timestamp;
use platform::access::Actor;
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use serde_json::json;

use super::super::model::AccountId;
use super::super::rhythm::{Reach, Rhythm, Wish};
use super::accounts::note;

#[derive(FromRow)]
struct Row {
    account: AccountId,
    rhythm: Option<Rhythm>,
    reach: Option<Reach>,
    told_until: Option<Timestamp>,
}

impl Row {
    fn wish(&self) -> Wish {
        let usual = Wish::default();
        Wish {
            rhythm: self.rhythm.unwrap_or(usual.rhythm),
            reach: self.reach.unwrap_or(usual.reach),
            told_until: self.told_until,
        }
    }
}

const ROW: &str = "select a.id as account, a.digest_rhythm as rhythm, a.digest_reach as reach, a.digest_until as told_until from account a where ";

/// What an account wishes.
pub fn wish(reader: &Reader, account: AccountId) -> Result<Wish> {
    let row: Option<Row> = Query::new(ROW).push("a.id = ").push_value(account).maybe(reader)?;
    Ok(row.map(|row| row.wish()).unwrap_or_default())
}

/// Notes what an account wishes.
pub fn choose(
    tx: &Transaction,
    actor: &Actor,
    account: AccountId,
    (rhythm, reach): (Rhythm, Reach),
) -> Result<()> {
    let before = wish(tx, account)?;
    if (before.rhythm, before.reach) == (rhythm, reach) {
        return Ok(());
    }
    Query::new("update account set digest_rhythm = $2, digest_reach = $3 where id = $1")
        .bind(account)
        .bind(rhythm)
        .bind(reach)
        .execute_one(tx)?;
    note(tx, actor, "account.rhythm-chosen", account, json!({"rhythm": rhythm.key(), "reach": reach.key()}))
}

/// The accounts that may be written to, after one, in the order of their identifiers: those that somebody opened, and that did
/// not refuse.
pub fn awaiting(reader: &Reader, after: Option<AccountId>, limit: i64) -> Result<Vec<(AccountId, Wish)>> {
    let query = Query::new(ROW).push(
        "a.disabled_at is null and a.anonymised_at is null and (a.digest_rhythm is null or a.digest_rhythm <> 'never')
         and (a.password_hash is not null or a.digest_rhythm is not null or exists (select 1 from identity i where i.account = a.id)
            or exists (select 1 from passkey k where k.account = a.id))",
    );
    let query = match after {
        Some(after) => query.push(" and a.id > ").push_value(after),
        None => query,
    };
    let rows: Vec<Row> = query.push(" order by a.id limit ").push_value(limit).all(reader)?;
    Ok(rows.into_iter().map(|row| (row.account, row.wish())).collect())
}

/// Notes until when an account was told.
pub fn told(tx: &Transaction, account: AccountId, until: Timestamp) -> Result<()> {
    Query::new("update account set digest_until = $2 where id = $1").bind(account).bind(until).execute_one(tx)
}
