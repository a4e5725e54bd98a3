//! What an organisation aims at, year by year: a figure as it was stated, its hypotheses and its risks (S3-09), where it is
//! stated, in versions of which none is lost (S3-10, S3-11, S3-13).

pub mod api;
mod model;
pub(super) mod pages;
mod rules;
mod storage;

pub use model::{Firmness, NewTarget, Target, TargetId, TargetInput, TargetVersion, VersionInput};
pub use rules::{check_target, check_version, figure_of};
pub use storage::{add, of_year, years};
