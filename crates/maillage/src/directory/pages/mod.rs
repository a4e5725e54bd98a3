//! The pages of the directory.

pub mod list;
pub mod sheet;
