//! The pages of proposals.

pub mod propose;
pub mod sheet;
