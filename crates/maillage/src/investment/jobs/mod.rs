//! The jobs that a company states, by nature, by contract and by year. They explain the headline of a project, which is what
//! gauges count (decision 0024): where the two differ, both numbers are shown. What was confirmed and observed afterwards is
//! not here.

pub mod api;
pub(super) mod model;
pub(super) mod pages;
mod rules;
mod storage;

pub use model::{Contract, JobLine, JobNature, JobsInput};
pub use rules::{Difference, check, differences, plain, total};
pub use storage::{of_project, put, seen_from, stated};
