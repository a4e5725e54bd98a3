//! The pages of duplicates.

pub mod list;
pub mod merge;
