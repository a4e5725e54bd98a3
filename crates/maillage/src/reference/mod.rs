//! What everyone agrees on before the first record: countries, territories, and the documents that figures were read in.

pub mod activities;
mod countries;
pub mod sources;
pub mod territories;

pub use countries::{countries, country_codes, country_exists, country_name};

use crate::frame::routes::{Routes, get};

/// The pages of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .route("/sources", get(sources::page))
        .merge(territories::routes())
        .merge(activities::routes())
}
