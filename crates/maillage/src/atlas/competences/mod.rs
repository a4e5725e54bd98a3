//! The perimeters that an organisation is competent for, beside the territories that the directory knows: said on the
//! organisation by who may change it, of a perimeter that he sees; told to who sees both.

pub mod api;
mod model;
mod pages;
mod rules;
mod storage;

pub use model::Competent;
pub use storage::{MERGED, of_organisation, of_perimeter};

use crate::frame::routes::{Routes, get, post};

/// The pages of this part.
pub fn routes() -> Routes {
    Routes::new()
        .route("/organisations/{id}/perimeters", get(pages::list).post(pages::add))
        .route("/organisations/{id}/perimeters/{perimeter}/removal", post(pages::remove))
}
