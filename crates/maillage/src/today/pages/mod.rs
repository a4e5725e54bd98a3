//! The pages of the day.

pub mod day;
pub mod search;
