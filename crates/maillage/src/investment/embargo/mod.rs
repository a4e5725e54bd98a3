//! Embargoes: at its hour, a project is shown to those who were chosen beforehand, by the clock and once (decision 0026).

pub mod api;
mod model;
pub(super) mod pages;
mod rules;
mod storage;

pub use model::{Embargo, EmbargoInput, Opened, State};
pub use rules::check;
pub use storage::{RELEASE, cancel, of_project, plan, release};
