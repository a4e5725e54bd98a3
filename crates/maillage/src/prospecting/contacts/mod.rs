//! The people whom an organisation knows in companies: what they weigh, whom one calls first, who left, and why their data are
//! kept.

pub mod api;
mod model;
mod pages;
mod rules;
mod storage;

pub use model::{Contact, ContactId, ContactRole, LegalBasis, NewContact};
pub use pages::{bases, roles};
pub use rules::{ContactInput, check_contact};
pub use storage::{add_contact, contacts, insert_contact};

use crate::frame::routes::{Routes, get, post};

/// The pages of this part.
pub fn routes() -> Routes {
    Routes::new()
        .route("/companies/{id}/contacts", post(pages::add::add))
        .route("/companies/{id}/contacts/{contact}/edit", get(pages::edit::form).post(pages::edit::change))
}
