//! What administrators do: the people of an organisation, the jobs of the instance. It reads no record: an organisation's
//! administrator manages its people, the instance's manages everybody's and sees what failed.

mod pages;
mod rules;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::{get, post};

pub use rules::{Typed, check_invitation};

use crate::frame::App;

/// The pages of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration", get(pages::index::show))
        .route("/administration/people", get(pages::people::show).post(pages::people::invite))
        .route("/administration/people/{seat}", get(pages::person::show))
        .route("/administration/people/{seat}/role", post(pages::person::change_role))
        .route("/administration/people/{seat}/invitations", post(pages::person::invite_again))
        .route("/administration/people/{seat}/departure", post(pages::person::end))
        .route("/administration/people/{seat}/second-step-removal", post(pages::person::remove_codes))
        .route("/administration/jobs", get(pages::jobs::show))
        .route("/administration/jobs/{id}/retries", post(pages::jobs::retry))
}
