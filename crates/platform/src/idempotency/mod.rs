//! Requests that may be sent twice: a form posted again, an API call retried. The answer of the first is kept and given
//! to the others, in the transaction of the change itself.

mod storage;
#[cfg(test)]
mod tests;

pub use storage::{Reused, forget_older, once};
