//! The SQL of projects.

mod code_names;
pub mod describing;
pub mod handing;
pub mod history;
pub mod measured;
pub mod moving;
pub mod read;
pub mod sharing;
pub mod today;
pub mod write;
