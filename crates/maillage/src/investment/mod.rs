//! Investment projects, from a first signal to a verified win and its follow-up.

pub mod api;
pub mod confidentiality;
pub mod embargo;
mod fields;
pub mod history_api;
pub mod jobs;
mod levels;
pub mod lists;
mod model;
pub mod needs;
mod pages;
mod parsing;
pub mod review;
mod rules;
mod sectors;
mod stages;
pub mod standing;
mod status;
mod storage;
pub mod team;
pub mod winning;

use platform::access::{Audience, Kind, Level, Visibility, Who};

pub use api::FigureJson;
pub use fields::{FIELDS, Field, Group, Input};
pub use lists::links_of_territory;
pub use model::{Changes, Facts, Project, ProjectId};
pub use pages::fields::figure_text;
pub use rules::{Gap, Refusal};
pub use sectors::{ALL as ALL_SECTORS, SECTORS, named as sector_named};
pub use stages::{STAGES, Stage};
pub use standing::{StatusInput, Waking, change_status, check as check_status, pause, resume, waking};
pub use status::{CAUSES, STATUSES, Status};
pub use storage::describing::{INDEX, index_all};
pub use storage::handing::{
    pass_referent, pass_second_reader, pass_verifier, referent_of, second_reader_of, verifier_of,
};
pub use storage::measured::{Course, Decided, courses, decided};
pub use storage::moving::{advance, redact_move};
pub use storage::read::{find, links_of_company, subjects, timeline};
pub use storage::sharing::{Sharing, share, unshare};
pub use storage::today::{Duty, first_responses, mine, naming};
pub use storage::write::{MERGED, Opening, change, open};
pub use winning::evidence::{Nature, NewEvidence, add as add_evidence, proves};

use crate::frame::personal::Holding;
use crate::frame::rights::{MANAGERS, OFFICERS, PUBLIC_MEMBERS};
use crate::frame::routes::{Routes, get, post};

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
    table: Some("project"),
};

/// What people declared of what binds them to projects.
pub const INTERESTS: Holding = Holding { key: "interests", gather: team::gather, erase: Some(team::erase) };

/// The pages of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .merge(lists::routes())
        .merge(review::routes())
        .route("/projects/new", get(pages::new::form))
        .route("/projects/{id}", get(pages::sheet::sheet))
        .route("/projects/{id}/edit", get(pages::edit::form).post(pages::edit::change))
        .route("/projects/{id}/needs", get(needs::pages::form).post(needs::pages::change))
        .route("/projects/{id}/jobs", get(jobs::pages::form).post(jobs::pages::change))
        .route("/projects/{id}/team", get(team::pages::form).post(team::pages::join))
        .route("/projects/{id}/team/{member}/end", post(team::pages::leave))
        .route("/projects/{id}/interests", post(team::pages::say))
        .route("/projects/{id}/interests/{interest}/lifting", post(team::pages::lift_wall))
        .route("/projects/{id}/moves", post(pages::moves::advance))
        .route("/projects/{id}/status", get(standing::pages::form).post(standing::pages::change))
        .route("/projects/{id}/pauses", post(standing::pages::pause))
        .route("/projects/{id}/pauses/end", post(standing::pages::resume))
        .route(
            "/projects/{id}/evidence",
            get(winning::pages::evidence::form).post(winning::pages::evidence::add),
        )
        .route("/projects/{id}/evidence/{evidence}/removal", post(winning::pages::evidence::remove))
        .route(
            "/projects/{id}/restatements",
            get(winning::pages::restatements::form).post(winning::pages::restatements::propose),
        )
        .route(
            "/projects/{id}/restatements/{restatement}/decision",
            post(winning::pages::restatements::decide),
        )
        .route("/projects/{id}/embargo", get(embargo::pages::form).post(embargo::pages::plan))
        .route("/projects/{id}/embargo/cancellation", post(embargo::pages::cancel))
        .route(
            "/projects/{id}/confidentiality",
            get(confidentiality::pages::form).post(confidentiality::pages::change),
        )
        .route("/projects/{id}/grants", get(pages::grants::form).post(pages::grants::share))
        .route("/projects/{id}/grants/{grant}/revocation", post(pages::grants::revoke))
}
