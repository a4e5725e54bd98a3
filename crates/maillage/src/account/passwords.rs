//! Passwords: argon2id, away from the database and from the threads that answer.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use platform::id::Chance;
use platform::web::{Problem, ProblemKind};
use tokio::sync::Semaphore;

/// 19 MiB, two passes, one lane: the recommendation of OWASP for argon2id.
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// So many hashes at a time: each holds [`MEMORY`] and a core.
const AT_A_TIME: usize = 2;
/// So many wait; beyond, the instance says that it is overloaded.
const WAITING: usize = 64;
/// Compared with when there is no such account, so that the answer takes as long.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5IQ$T6nD7VWwpqXUFJlB3bcKTC7nsPNtVJLqD9YyFYfDYVA";

/// Hashes passwords, a few at a time.
#[derive(Clone)]
pub struct Hashing {
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

impl Default for Hashing {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_A_TIME)), queue: Arc::new(Semaphore::new(WAITING)) }
    }
}

impl Hashing {
    /// The hash to keep of a new password.
    pub async fn hash(&self, password: String, chance: &Chance) -> Result<String, Problem> {
        let chance = chance.clone();
        self.run(move || hash(&password, &chance)).await?
    }

    /// Whether the password is the one kept. Without one it takes as long, and is not.
    pub async fn matches(&self, password: String, kept: Option<String>) -> Result<bool, Problem> {
        self.run(move || {
            let right = matches(&password, kept.as_deref().unwrap_or(NOBODY));
            right && kept.is_some()
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let closed = |_| Problem::from(ProblemKind::Unavailable);
        let _place = self.queue.try_acquire().map_err(|_| ProblemKind::Unavailable)?;
        let turn = self.turns.clone().acquire_owned().await.map_err(closed)?;
        // The turn goes with the work: a caller who leaves does not give it back before the end.
        let task = tokio::task::spawn_blocking(move || {
            let outcome = work();
            drop(turn);
            outcome
        });
        task.await.map_err(|_| ProblemKind::Internal.into())
    }
}

/// The hash to keep of a new password. For commands and the demonstration; pages go through [`Hashing`].
pub fn hash(password: &str, chance: &Chance) -> Result<String, Problem> {
    let made: Result<PasswordHash, _> =
        argon2()?.hash_password_with_salt(password.as_bytes(), &chance.bytes::<16>());
    made.map(|hash| hash.to_string()).map_err(|_| ProblemKind::Internal.into())
}

/// The parameters of the kept hash are used, so that old ones go on working when ours change.
fn matches(password: &str, kept: &str) -> bool {
    PasswordHash::new(kept)
        .is_ok_and(|kept| Argon2::default().verify_password(password.as_bytes(), &kept).is_ok())
}

fn argon2() -> Result<Argon2<'static>, Problem> {
    let params = Params::new(MEMORY, PASSES, LANES, None).map_err(|_| ProblemKind::Internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_knows_its_password() {
        let chance = Chance::seeded(1);
        let kept = hash("quatre mots pris au hasard", &chance).unwrap();
        assert!(
            matches("quatre mots pris au hasard", &kept) && !matches("quatre mots pris au hasarD", &kept)
        );
        assert_ne!(kept, hash("quatre mots pris au hasard", &chance).unwrap(), "each has its own salt");
        assert!(!matches("x", "not a hash"));
    }

    /// Otherwise an unknown address would be told from a known one by the time of the answer.
    #[test]
    fn nobody_costs_as_much_as_somebody() {
        let ours = hash("quatre mots pris au hasard", &Chance::seeded(1)).unwrap();
        let cost = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(cost(NOBODY), cost(&ours));
        assert!(PasswordHash::new(NOBODY).is_ok_and(|hash| hash.hash.is_some_and(|hash| hash.len() == 32)));
    }

    #[tokio::test]
    async fn nobody_has_no_password() {
        assert!(!Hashing::default().matches(String::new(), None).await.unwrap());
    }
}
