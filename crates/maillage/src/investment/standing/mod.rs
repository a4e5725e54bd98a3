//! Whether a project goes on, and its clocks: status with a reason, pauses that count against nobody, and how long each
//! stage took.

pub mod api;
pub mod clocks;
pub(super) mod pages;
mod rules;
mod storage;

pub use rules::{StatusInput, check};
pub use storage::{Waking, change_status, pause, resume, waking};
