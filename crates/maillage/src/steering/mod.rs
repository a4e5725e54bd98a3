//! Whether an organisation gets where it set out to go: indicators with their definitions, targets of the year, gauges of
//! verified projects, conversion by cohort, delays, and a forecast as a range. For the people of that organisation, and of its
//! projects only those that each of them reads.

pub mod api;
pub mod cohorts;
pub mod counting;
pub mod forecast;
mod indicators;
mod observations;
mod pages;
pub mod records;
pub mod targets;
mod view;

use platform::access::{Actor, PrincipalId};
use platform::web::{Problem, ProblemKind};

pub use indicators::{INDICATORS, Indicator};
pub use observations::{
    NewObservation, ObservationInput, add as add_observation, check as check_observation,
};
pub use view::{Gauge, Now, View};

use crate::frame::rights::STEER;
use crate::frame::routes::{Routes, get, post};

/// The pages of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .route("/steering", get(pages::overview::page))
        .route("/steering/indicators/{key}", get(pages::indicator::page))
        .route("/steering/indicators/{key}/observations", post(pages::indicator::observe))
        .route("/steering/indicators/{key}/observations/{id}/removal", post(pages::indicator::withdraw))
        .route("/steering/forecast", get(pages::forecast::page))
        .route("/targets", get(targets::pages::list::page).post(targets::pages::new::create))
        .route("/targets/new", get(targets::pages::new::form))
        .route("/targets/{id}", get(targets::pages::sheet::page))
        .route("/targets/{id}/versions", post(targets::pages::sheet::revise))
        .route("/targets/{id}/removal", post(targets::pages::sheet::withdraw))
}

/// The organisation whose targets the actor may set.
fn steered(actor: &Actor) -> Result<PrincipalId, Problem> {
    let forbidden = || Problem::from(ProblemKind::Forbidden).saying("steering-role");
    actor.acting_for().filter(|_| actor.may(STEER)).ok_or_else(forbidden)
}
