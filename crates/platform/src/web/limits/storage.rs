//! The SQL of limits.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::Limit;
use crate::database::{Query, Result, Transaction};
use crate::text::hex;

/// Counts an attempt by `who` and says whether it is within the limit. Only a hash of `who` is kept.
pub fn take(tx: &Transaction, limit: Limit, who: &str, now: Timestamp) -> Result<bool> {
    let hash = hex(&Sha256::digest(who)[..16]);
    let length = limit.window.as_secs().max(1);
    let start = Timestamp::from_second(now.as_second() / length * length).unwrap_or(now);
    let attempts: i64 = Query::new(
        "insert into attempt (bucket, window_start, attempts) values ($1, $2, 1)
         on conflict (bucket, window_start) do update set attempts = attempt.attempts + 1 returning attempts",
    )
    .bind(format!("{}:{hash}", limit.name))
    .bind(start)
    .one(tx)?;
    Ok(attempts <= limit.attempts)
}

/// Forgets the windows that began before this moment.
pub fn forget_windows(tx: &Transaction, before: Timestamp) -> Result<u64> {
    Query::new("delete from attempt where window_start < $1").bind(before).execute(tx)
}
