//! Investment projects, from a first signal to a verified win. This version opens the first three stages.

pub mod api;
mod fields;
mod model;
mod pages;
mod rules;
mod stages;
mod storage;

use axum::Router;
use axum::routing::{get, post};
use platform::access::{Audience, Kind, Level, Visibility, Who};

pub use fields::{FIELDS, Field, Group, Input, SECTORS};
pub use model::{Changes, Facts, ListFilter, Project, ProjectId, Sort};
pub use rules::Refusal;
pub use stages::{STAGES, Stage};
pub use storage::handing::{pass_referent, pass_second_reader, referent_of, second_reader_of};
pub use storage::list::{Row, count, list};
pub use storage::read::{find, links_of_company, timeline};
pub use storage::sharing::{Sharing, share, unshare};
pub use storage::today::{Duty, first_responses, mine};
pub use storage::write::{MERGED, Opening, advance, change, open, redact_move};

use crate::frame::App;
use crate::frame::rights::{MANAGERS, OFFICERS, PUBLIC_MEMBERS};

/// Projects as records. By default they stay with the organisation that opened them.
pub static PROJECT: Kind = Kind {
    name: "project",
    audiences: &[
        Audience { visibility: Visibility::Owner, who: Who::Owner, level: Level::Read },
        Audience { visibility: Visibility::Owner, who: Who::OwnerRole(OFFICERS), level: Level::Manage },
        Audience { visibility: Visibility::Team, who: Who::Team, level: Level::Manage },
        Audience { visibility: Visibility::Network, who: Who::Instance(PUBLIC_MEMBERS), level: Level::Card },
        Audience { visibility: Visibility::Network, who: Who::Owner, level: Level::Read },
        Audience { visibility: Visibility::Network, who: Who::OwnerRole(OFFICERS), level: Level::Manage },
        Audience { visibility: Visibility::Network, who: Who::OwnerRole(MANAGERS), level: Level::Manage },
    ],
};

/// The pages of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/projects", get(pages::list::index).post(pages::new::create))
        .route("/projects/new", get(pages::new::form))
        .route("/projects/{id}", get(pages::sheet::sheet))
        .route("/projects/{id}/edit", get(pages::edit::form).post(pages::edit::change))
        .route("/projects/{id}/moves", post(pages::moves::advance))
        .route("/projects/{id}/grants", get(pages::grants::form).post(pages::grants::share))
        .route("/projects/{id}/grants/{grant}/revocation", post(pages::grants::revoke))
}
