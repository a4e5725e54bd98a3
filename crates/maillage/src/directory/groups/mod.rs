//! The group that a company belongs to, as links say it, and the country where its decisions are really taken: a fact with
//! its source and its date, which the seat of the group does not settle (INSEE speaks of the *centre de décision*).

pub mod api;
mod model;
mod pages;
mod rules;
mod storage;

pub use model::{Branch, Control, Group};
pub use storage::{MERGED, group_of};

use crate::frame::routes::{Routes, get};

/// The pages of this part.
pub fn routes() -> Routes {
    Routes::new().route("/companies/{id}/control", get(pages::control::form).post(pages::control::state))
}
