//! The next steps that somebody owes when he leaves.

mod storage;

pub use storage::{owed_by, pass_owed};
