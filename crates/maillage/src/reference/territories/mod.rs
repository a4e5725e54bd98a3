//! Territories: communes, their groupings, départements, régions, and the cities of the world, as their publishers number
//! them, with what is part of what and when (S3-03, S4-08, S4-09). They are public: every signed-in member reads them all.

pub mod api;
mod codes;
mod data;
mod flaws;
mod load;
mod locate;
mod model;
pub mod outlines;
mod pages;
mod rules;
mod storage;
#[cfg(test)]
mod tests;
mod typed;

pub use codes::{Code, code, divided};
pub use data::Edition;
pub use flaws::{Flaw, Unreadable};
pub use load::{
    Altered, Ended, Membership, Named, Refused, Report, Told, go_back, refresh, refresh_at_start,
};
pub use locate::{Located, locate, meant};
pub use model::{Former, Link, Place, Territory, TerritoryId, TerritoryKind};
pub use rules::{Difference, Typology, editions, typology};
pub use storage::{find, former, list, parts, plant, search, wholes};
pub use typed::{Typed, typed};

use crate::frame::routes::{Routes, get};

/// The pages of this part.
pub fn routes() -> Routes {
    Routes::new()
        .route("/territories", get(pages::list::list))
        .route("/territories/{id}", get(pages::sheet::sheet))
        .route("/territories/{id}/outline.json", get(outlines::page::outline))
}
