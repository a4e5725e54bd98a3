//! The pages of projects.

pub mod edit;
pub mod fields;
pub mod grants;
pub mod moves;
pub mod new;
pub mod sheet;
