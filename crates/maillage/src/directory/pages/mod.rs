//! The pages of the directory.

pub mod around;
pub mod edit;
pub mod list;
pub mod new;
pub mod sheet;

use platform::web::{Problem, ProblemKind};

use super::model::OrganisationId;

/// The identifier of a path; what is not one is not found.
pub fn id_of(text: &str) -> Result<OrganisationId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}
