//! The pages of circles.

pub mod list;
pub mod sheet;
