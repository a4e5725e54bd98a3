//! What an organisation set out to do, as far as projects are counted under it: the axes of its plan, its programmes and
//! magnet projects (S3-12, S3-21). They are its own: its people read them, those who steer change them, and whoever reads a
//! project reads the names that it bears.

pub mod api;
mod model;
mod pages;
mod rules;
mod storage;

pub use model::{Heading, HeadingId, HeadingInput, HeadingKind, HeadingName};
pub use rules::check;
pub use storage::{add, headings, names};

use crate::frame::routes::{Routes, get};

/// The pages of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .route("/headings", get(pages::list::list).post(pages::edit::create))
        .route("/headings/new", get(pages::edit::new))
        .route("/headings/{id}/edit", get(pages::edit::form).post(pages::edit::change))
}
