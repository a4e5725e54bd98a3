//! The pages of territories.

mod former;
pub mod list;
pub mod sheet;
