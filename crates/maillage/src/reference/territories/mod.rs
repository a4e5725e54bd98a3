//! Territories: communes, their groupings, départements, régions, and the cities of the world, as their publishers number
//! them, with what is part of what and when (S3-03, S4-08, S4-09). They are public: every signed-in member reads them all.

pub mod api;
mod data;
mod load;
mod locate;
mod model;
pub mod outlines;
mod pages;
mod rules;
mod storage;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::get;

pub use data::{Edition, is_commune};
pub use load::{Refused, Report, refresh, refresh_at_start};
pub use locate::{Located, locate};
pub use model::{Link, Place, Territory, TerritoryId, TerritoryKind};
pub use rules::{Typology, typology};
pub use storage::{find, list, parts, plant, search, wholes};

use crate::frame::App;

/// The pages of this part.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/territories", get(pages::list::list))
        .route("/territories/{id}", get(pages::sheet::sheet))
        .route("/territories/{id}/outline.json", get(outlines::page::outline))
}
