//! Projects in numbers: the board, the list with its filters and columns, the same change made to several at once.

pub mod api;
mod bulk;
mod columns;
pub mod filter;
mod pages;
mod storage;

pub use bulk::CHANGED;
pub use storage::{Row, links_of_territory, list};

use crate::frame::routes::{Routes, get};

/// The pages of several projects.
pub fn routes() -> Routes {
    Routes::new()
        .route("/projects", get(pages::index).post(super::pages::new::create))
        .route("/projects/map.json", get(pages::map::outline))
        .route("/projects/list.xlsx", get(pages::export::xlsx))
        .route("/projects/list.csv", get(pages::export::csv))
        .route("/projects/bulk", get(bulk::form).post(bulk::make))
}
