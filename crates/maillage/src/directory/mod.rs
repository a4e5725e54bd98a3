//! Organisations and the people who act for them: the members of the instance, and the companies that they follow.
//!
//! A member is also a group of access, under the same identifier; a company is not. A company that an organisation adds
//! is *sealed*: it exists for that organisation alone until it is shown to others.

pub mod api;
mod model;
mod pages;
mod rules;
mod storage;

use axum::Router;
use axum::routing::get;
use platform::access::{Audience, Kind, Level, Visibility, Who};

pub use model::{
    Card, Colleague, CompanyInput, Family, NewCompany, NewMember, Organisation, OrganisationId, PersonId,
};
pub use rules::{check_company, defaults, siren_fault};
pub use storage::{
    add_company, cards, change_company, colleagues, count_by_family, create_person, create_team, find,
    found_member, known_alike, member_named, member_organisations, members, name_of, partner, teams_of,
};

use crate::frame::App;
use crate::frame::rights::{MANAGERS, OFFICERS, PUBLIC_MEMBERS};

/// Organisations as records. A member shows itself to the network: all of it to public members, its card to private ones
/// (S0-13). A company stays with the organisation that added it.
pub static ORGANISATION: Kind = Kind {
    name: "organisation",
    audiences: &[
        Audience { visibility: Visibility::Network, who: Who::Network, level: Level::Card },
        Audience { visibility: Visibility::Network, who: Who::Instance(PUBLIC_MEMBERS), level: Level::Read },
        Audience { visibility: Visibility::Network, who: Who::Owner, level: Level::Read },
        Audience { visibility: Visibility::Network, who: Who::OwnerRole(MANAGERS), level: Level::Edit },
        Audience { visibility: Visibility::Owner, who: Who::Owner, level: Level::Read },
        Audience { visibility: Visibility::Owner, who: Who::OwnerRole(OFFICERS), level: Level::Manage },
        Audience { visibility: Visibility::Team, who: Who::Team, level: Level::Manage },
    ],
};

/// The pages of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/organisations", get(pages::list::list))
        .route("/organisations/{id}", get(pages::sheet::sheet))
}
