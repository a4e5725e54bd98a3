//! Limits on attempts, counted in the database so that every instance shares them.

mod storage;

use jiff::SignedDuration;

pub use storage::{forget_windows, take};

/// So many attempts in so much time.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What is counted.
    pub name: &'static str,
    /// How many.
    pub attempts: i64,
    /// In how much time.
    pub window: SignedDuration,
}
