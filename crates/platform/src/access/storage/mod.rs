//! The SQL of access.

pub mod groups;
mod readerships;
pub mod reading;
pub mod records;
pub mod upkeep;
