//! What proves a win, and how a verified record is corrected: written evidence, and restatements that one person proposes
//! and another decides (practice §5.1, R7 and R8).

pub mod api;
pub mod evidence;
pub(super) mod pages;
pub mod restatement;
mod storage;
