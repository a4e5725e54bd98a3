//! Perimeters: sets of communes, in versions that follow each other. One may straddle départements and régions (S4-08).

pub mod api;
mod model;
mod pages;
mod rules;
mod storage;
#[cfg(test)]
mod tests;

use platform::access::{Audience, Kind, Level, RecordId, Visibility, Who};

pub use model::{Facts, NewPerimeter, NewVersion, Perimeter, PerimeterId};
pub use rules::members_of;
pub use storage::read::{find, links_of_territory, list};
pub use storage::write::{add_version, create};

use super::sharing;
use crate::frame::rights::OFFICERS;
use crate::frame::routes::{Routes, get, post};

/// Perimeters as records: shown to the network, or kept by the organisation that drew them.
pub static PERIMETER: Kind = Kind {
    name: "perimeter",
    audiences: &[
        Audience { visibility: Visibility::Owner, who: Who::Owner, level: Level::Read },
        Audience { visibility: Visibility::Owner, who: Who::OwnerRole(OFFICERS), level: Level::Manage },
        Audience { visibility: Visibility::Network, who: Who::Network, level: Level::Read },
        Audience { visibility: Visibility::Network, who: Who::OwnerRole(OFFICERS), level: Level::Manage },
    ],
    table: None,
};

/// How a perimeter is shown to others.
static SHARED: sharing::Shared = sharing::Shared {
    kind: &PERIMETER,
    address: "/perimeters/",
    nav: "perimeters",
    name: |reader, actor, id: RecordId| {
        Ok(find(reader, actor, PerimeterId(id.0))?.map(|(found, level)| (found.name, level)))
    },
};

/// The pages of this part.
pub fn routes() -> Routes {
    Routes::new()
        .route("/perimeters", get(pages::list::list).post(pages::new::create))
        .route("/perimeters/new", get(pages::new::form))
        .route("/perimeters/{id}", get(pages::sheet::sheet))
        .route("/perimeters/{id}/outline.json", get(pages::outline::outline))
        .route("/perimeters/{id}/edit", get(pages::edit::form).post(pages::edit::change))
        .route("/perimeters/{id}/versions", get(pages::version::form).post(pages::version::add))
        .route(
            "/perimeters/{id}/grants",
            get(|app, caller, id, done| sharing::page::form(&SHARED, app, caller, id, done))
                .post(|app, caller, id, form| sharing::page::share(&SHARED, app, caller, id, form)),
        )
        .route(
            "/perimeters/{id}/grants/{grant}/revocation",
            post(|app, caller, ids, form| sharing::page::revoke(&SHARED, app, caller, ids, form)),
        )
}
