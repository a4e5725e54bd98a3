//! The SQL of access.

pub mod groups;
pub mod reading;
pub mod records;
pub mod upkeep;
