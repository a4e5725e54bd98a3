//! The pages of perimeters.

pub mod edit;
pub mod form;
pub mod list;
pub mod new;
pub mod outline;
pub mod sheet;
pub mod version;

use platform::web::{Problem, ProblemKind};

use super::model::PerimeterId;

/// The identifier of a path; what is not one is not found.
pub fn id_of(text: &str) -> Result<PerimeterId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}
