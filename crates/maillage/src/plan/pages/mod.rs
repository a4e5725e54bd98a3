//! The pages of headings.

pub mod edit;
pub mod list;
