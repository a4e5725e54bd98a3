//! What was said with companies: one to one, or with a few at once; who was there, about what, and what follows.

pub mod api;
mod model;
mod noting;
mod pages;
mod rules;
mod storage;
pub mod timeline;

pub use model::{Channel, InteractionId, Meeting, NewInteraction, NextStep};
pub use rules::{InteractionTyped, check_interaction};
pub use storage::{company_of, hold, index, interactions_after, log, mark_done, next_steps};
pub use timeline::{Of, Timeline};

use crate::frame::routes::{Routes, get, post};

/// The pages of this part.
pub fn routes() -> Routes {
    Routes::new()
        .route("/interactions", post(pages::new::note))
        .route("/interactions/new", get(pages::new::form).post(pages::new::draft))
        .route("/interactions/{id}", get(pages::sheet::sheet))
        .route("/interactions/{id}/edit", get(pages::edit::form).post(pages::edit::change))
        .route("/interactions/{id}/present", get(pages::present::form).post(pages::present::change))
        .route("/interactions/{id}/completion", post(pages::amend::complete))
        .route("/interactions/{id}/hand-over", post(pages::amend::hand))
        .route("/interactions/{id}/withdrawal", post(pages::amend::withdraw))
}
