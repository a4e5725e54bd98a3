//! The pages of prospecting.

pub mod contacts;
pub mod edit;
pub mod interactions;
pub mod list;
pub mod new;
pub mod sheet;
