//! What a person owes today, the search over everything that they may see, and what changed (`digest/`).

pub mod api;
pub mod digest;
mod looking;
mod owed;
mod pages;
mod rules;

use crate::frame::routes::{Routes, get};

/// The pages of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .merge(digest::routes())
        .route("/", get(pages::day::home))
        .route("/today", get(pages::day::day))
        .route("/search", get(pages::search::search))
}
