//! The page of the theme, and the two files that every page may ask for.

pub mod form;
pub mod served;
