//! The pages of prospecting.

pub mod edit;
pub mod interactions;
pub mod new;
pub mod sheet;
