//! People: who they are, what they are at a date, why their data are kept.
//!
//! Somebody has one identity, whether he signs in, holds positions or is only a contact: the identifier of a person is
//! that of his record. Nothing personal goes into the journal.

mod alike;
pub mod api;
pub mod classes;
pub mod contact;
pub mod duplicates;
pub mod jobs;
mod model;
mod pages;
pub mod positions_api;
pub mod request;
pub mod retention;
mod rules;
mod storage;

use platform::access::{Actor, Audience, Kind, Level, Visibility, Who};
use platform::database::{Reader, Result};

pub use alike::{Alike, SignsIn, Sought, certain};
pub use model::{
    Duty, NewPerson, NewPosition, Person, PersonFilter, PersonRow, Position, PositionKind, Provenance,
    Standing, Tier,
};
pub use pages::new::reading;
pub use pages::told::{Beside, beside, in_short};
pub use rules::{Reading, on, standing};
pub use storage::alike::{alike, given_account};
pub use storage::details::{is_suppressed, may_write_to, suppress};
pub use storage::held::{self, anonymise, nobody};
pub use storage::people::{create, enrol, enrol_next, find, list};
pub use storage::positions::{MERGED, create as give_position, of_people};

use super::OrganisationId;
use crate::frame::rights::{OFFICERS, PUBLIC_MEMBERS};
use crate::frame::routes::{Routes, get, post};

/// People as records: shown to the network, or kept to the organisation that noted them.
pub static PERSON: Kind = Kind {
    name: "person",
    audiences: &[
        Audience { visibility: Visibility::Network, who: Who::Network, level: Level::Card },
        Audience { visibility: Visibility::Network, who: Who::Instance(PUBLIC_MEMBERS), level: Level::Read },
        Audience { visibility: Visibility::Network, who: Who::Owner, level: Level::Read },
        Audience { visibility: Visibility::Network, who: Who::OwnerRole(OFFICERS), level: Level::Manage },
        Audience { visibility: Visibility::Owner, who: Who::Owner, level: Level::Read },
        Audience { visibility: Visibility::Owner, who: Who::OwnerRole(OFFICERS), level: Level::Manage },
    ],
    table: Some("person"),
};

/// The people of an organisation, with what they are there: name and position, for its sheet
/// (`directory/people/pages/_of_organisation.html`).
pub fn of_organisation(
    reader: &Reader,
    actor: &Actor,
    organisation: OrganisationId,
) -> Result<Vec<(String, Position)>> {
    storage::positions::of_organisation(reader, actor, organisation)
}

/// The pages of people.
pub fn routes() -> Routes {
    Routes::new()
        .merge(duplicates::routes())
        .route("/people", get(pages::list::list).post(pages::new::create))
        .route("/people/new", get(pages::new::form))
        .route("/people/{id}", get(pages::sheet::sheet))
        .route("/people/{id}/edit", get(pages::edit::form).post(pages::edit::change))
        .route("/people/{id}/positions", get(pages::position::form).post(pages::position::add))
        .route("/people/{id}/positions/{position}", get(pages::position::edit).post(pages::position::change))
        .route("/people/{id}/positions/{position}/removal", post(pages::positions::remove))
        .route("/people/{id}/positions/{position}/end", post(pages::positions::end))
        .route("/people/{id}/details", get(pages::details::show).post(pages::details::add))
        .route("/people/{id}/details/{detail}/removal", post(pages::details::remove))
        .route("/people/{id}/consents", post(pages::details::hear))
        .route("/privacy/requests", get(pages::requests::show).post(pages::requests::receive))
        .route("/privacy/requests/{id}", get(pages::request::show))
        .route("/privacy/requests/{id}/answer", get(pages::answer::show))
        .route("/privacy/requests/{id}/answer.json", get(pages::answer::export))
        .route("/privacy/requests/{id}/lines", post(pages::request::choose))
        .route("/privacy/requests/{id}/identity", post(pages::request::identify))
        .route("/privacy/requests/{id}/extension", post(pages::request::extend))
        .route("/privacy/requests/{id}/hold", post(pages::request::hold))
        .route("/privacy/requests/{id}/erasure", post(pages::request::erase))
        .route("/privacy/requests/{id}/closing", post(pages::request::close))
        .route("/privacy/journal/{line}", get(pages::redaction::show))
        .route("/privacy/journal/{line}/redaction", post(pages::redaction::redact))
        .route("/privacy/retention", get(pages::retention::show))
        .route("/privacy/retention/runs", post(pages::retention::run))
        .route("/personal-data", get(pages::classes::show))
}
