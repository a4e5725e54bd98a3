//! The pages of registers.

pub mod entries;
pub mod form;
pub mod list;
pub mod sheet;
pub mod statements;

use platform::web::{Problem, ProblemKind};

use super::model::RegisterId;

/// The identifier of a path; what is not one is not found.
fn id_of(text: &str) -> Result<RegisterId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}
