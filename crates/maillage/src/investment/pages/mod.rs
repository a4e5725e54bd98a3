//! The pages of projects.

pub mod edit;
pub mod events;
pub mod fields;
pub mod grants;
pub mod lines;
pub mod moves;
pub mod new;
pub mod said;
pub mod sheet;
pub mod tabs;
