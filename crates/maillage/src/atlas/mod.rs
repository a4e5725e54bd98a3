//! What organisations say of territories: the perimeters that they draw, who is competent for them, and what these places
//! have to offer.

pub mod asset_sheets;
pub mod competences;
pub mod perimeters;
mod sharing;

use crate::frame::routes::Routes;

/// The pages of this feature.
pub fn routes() -> Routes {
    perimeters::routes().merge(asset_sheets::routes()).merge(competences::routes())
}
