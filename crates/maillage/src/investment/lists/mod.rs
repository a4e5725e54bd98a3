//! Projects in numbers: the board, the list with its filters and columns, the same change made to several at once.

pub mod api;
mod bulk;
mod columns;
pub mod filter;
mod pages;
mod storage;

use axum::Router;
use axum::routing::get;

pub use bulk::CHANGED;
pub use storage::{Row, list};

use crate::frame::App;

/// The pages of several projects.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/projects", get(pages::index).post(super::pages::new::create))
        .route("/projects/bulk", get(bulk::form).post(bulk::make))
}
