//! What a person owes today, and the search over everything that they may see.

pub mod api;
mod looking;
mod pages;
mod rules;

use axum::Router;
use axum::routing::get;

use crate::frame::App;

/// The pages of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(pages::day::home))
        .route("/today", get(pages::day::day))
        .route("/search", get(pages::search::search))
}
