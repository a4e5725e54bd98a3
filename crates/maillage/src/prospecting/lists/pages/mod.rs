//! The pages of the list of companies.

mod bar;
pub mod export;
pub mod list;
