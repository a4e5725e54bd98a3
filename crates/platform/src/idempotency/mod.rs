//! Requests that may be sent twice: a form posted again, an API call retried. The answer of the first is kept and given
//! to the others, in the transaction of the change itself.

mod storage;
#[cfg(test)]
mod tests;

pub use storage::{Reused, answered, forget_older, once};

/// The longest key, in characters.
pub const LONGEST_KEY: usize = 200;

/// Whether this can be a key: visible ASCII, not too long.
pub fn is_key(text: &str) -> bool {
    (1..=LONGEST_KEY).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}
