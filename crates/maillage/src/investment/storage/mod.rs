//! The SQL of projects.

pub mod handing;
pub mod list;
pub mod read;
pub mod sharing;
pub mod today;
pub mod write;
