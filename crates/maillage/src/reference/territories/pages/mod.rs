//! The pages of territories.

pub mod list;
pub mod sheet;
