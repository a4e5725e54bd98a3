//! The pages of assets sheets.

pub mod edit;
pub mod item;
pub mod list;
pub mod sheet;

use platform::web::{Problem, ProblemKind};

use super::model::SheetId;

/// The identifier of a path; what is not one is not found.
pub fn id_of(text: &str) -> Result<SheetId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}
