//! The SQL of perimeters.

pub mod read;
pub mod resolve;
pub mod write;
