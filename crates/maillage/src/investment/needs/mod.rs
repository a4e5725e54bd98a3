//! What a project needs, line by line: land, a building, megawatts, people. Each is a must or only preferred, with bounds as
//! they were said, so that sites can be compared with it. What the company wrote stays in its own field.

pub mod api;
pub(super) mod model;
pub(super) mod pages;
mod rules;
mod storage;

pub use model::{Need, NeedInput, NeedKind, Strength};
pub use rules::check;
pub use storage::{of_project, put, seen_from, stated};
