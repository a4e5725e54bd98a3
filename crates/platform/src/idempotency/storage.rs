//! The SQL of idempotency keys.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::access::Actor;
use crate::database::{Error, Query, Reader, Result, Transaction};
use crate::text::hex;

/// Why a repeated request is refused.
#[derive(Debug, thiserror::Error)]
#[error("this key was used for another request")]
pub struct Reused;

/// Runs `work` unless this actor already sent `key`: then its first answer is returned and nothing changes. `request` is
/// what was sent; the same key with another content is [`Reused`].
pub fn once<E>(
    tx: &Transaction,
    actor: &Actor,
    key: Option<&str>,
    request: &str,
    work: impl FnOnce() -> Result<String, E>,
) -> Result<String, E>
where
    E: From<Error> + From<Reused>,
{
    let Some(key) = key else { return work() };
    let scope = actor.seat().map_or_else(|| "public".to_owned(), |seat| seat.to_string());
    let fingerprint = hex(&Sha256::digest(request));
    let kept: Option<(String, String)> =
        Query::new("select fingerprint, answer from idempotency where scope = $1 and key = $2")
            .bind(&scope)
            .bind(key)
            .maybe(tx)?;
    match kept {
        Some((first, answer)) if first == fingerprint => Ok(answer),
        Some(_) => Err(Reused.into()),
        None => {
            let answer = work()?;
            Query::new("insert into idempotency (scope, key, fingerprint, answer, created_at) values ($1, $2, $3, $4, $5)")
                .bind(&scope)
                .bind(key)
                .bind(fingerprint)
                .bind(&answer)
                .bind(actor.at)
                .execute_one(tx)?;
            Ok(answer)
        }
    }
}

/// Whether this actor sent this request before, under this key.
pub fn answered(reader: &Reader, actor: &Actor, key: Option<&str>, request: &str) -> Result<bool> {
    let (Some(key), Some(seat)) = (key, actor.seat()) else { return Ok(false) };
    let found: Option<i64> =
        Query::new("select 1 from idempotency where scope = $1 and key = $2 and fingerprint = $3")
            .bind(seat.to_string())
            .bind(key)
            .bind(hex(&Sha256::digest(request)))
            .maybe(reader)?;
    Ok(found.is_some())
}

/// Forgets the keys given before this moment.
pub fn forget_older(tx: &Transaction, than: Timestamp) -> Result<u64> {
    Query::new("delete from idempotency where created_at < $1").bind(than).execute(tx)
}
