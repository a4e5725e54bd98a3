//! The pages of interactions.

pub mod amend;
pub mod edit;
pub mod new;
pub mod present;
pub mod sheet;

use platform::web::{Problem, ProblemKind};

use super::model::InteractionId;

/// The identifier of a path; what is not one is not found.
fn id_of(text: &str) -> Result<InteractionId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}
