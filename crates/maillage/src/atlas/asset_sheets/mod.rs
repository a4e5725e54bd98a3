//! Assets sheets, *fiches d'atouts*: what a territory or a perimeter has to offer, to be shared (S0-19).

pub mod api;
mod model;
mod pages;
mod rules;
mod storage;

use platform::access::{Audience, Kind, Level, RecordId, Visibility, Who};

pub use model::{About, Facts, NewItem, SheetId, Theme};
pub use rules::item_of;
pub use storage::{add_item, create, find, links_of_territory};

use super::sharing;
use crate::frame::rights::OFFICERS;
use crate::frame::routes::{Routes, get, post};

/// Assets sheets as records: shown to the network, or kept by the organisation that wrote them.
pub static ASSET_SHEET: Kind = Kind {
    name: "asset-sheet",
    audiences: &[
        Audience { visibility: Visibility::Owner, who: Who::Owner, level: Level::Read },
        Audience { visibility: Visibility::Owner, who: Who::OwnerRole(OFFICERS), level: Level::Manage },
        Audience { visibility: Visibility::Network, who: Who::Network, level: Level::Read },
        Audience { visibility: Visibility::Network, who: Who::OwnerRole(OFFICERS), level: Level::Manage },
    ],
    table: None,
};

/// How a sheet is shown to others.
static SHARED: sharing::Shared = sharing::Shared {
    kind: &ASSET_SHEET,
    address: "/asset-sheets/",
    nav: "asset-sheets",
    name: |reader, actor, id: RecordId| {
        Ok(find(reader, actor, SheetId(id.0))?.map(|(found, level)| (found.name, level)))
    },
};

/// The pages of this part.
pub fn routes() -> Routes {
    Routes::new()
        .route("/asset-sheets", get(pages::list::list).post(pages::edit::create))
        .route("/asset-sheets/new", get(pages::edit::new))
        .route("/asset-sheets/{id}", get(pages::sheet::sheet))
        .route("/asset-sheets/{id}/edit", get(pages::edit::form).post(pages::edit::change))
        .route("/asset-sheets/{id}/items", get(pages::item::new).post(pages::item::add))
        .route("/asset-sheets/{id}/items/{item}", get(pages::item::form).post(pages::item::change))
        .route("/asset-sheets/{id}/items/{item}/removal", post(pages::item::remove))
        .route(
            "/asset-sheets/{id}/grants",
            get(|app, caller, id, done| sharing::page::form(&SHARED, app, caller, id, done))
                .post(|app, caller, id, form| sharing::page::share(&SHARED, app, caller, id, form)),
        )
        .route(
            "/asset-sheets/{id}/grants/{grant}/revocation",
            post(|app, caller, ids, form| sharing::page::revoke(&SHARED, app, caller, ids, form)),
        )
}
