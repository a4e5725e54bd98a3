//! Organisations and the people who act for them: the members of the instance, and the companies that they follow.
//!
//! A member is also a group of access, under the same identifier; a company is not. A company that an organisation adds
//! is *sealed*: it exists for that organisation alone until it is shown to others.

pub mod api;
pub mod around;
mod categories;
pub mod circles;
pub mod duplicates;
pub mod groups;
mod identifiers;
mod model;
mod pages;
pub mod people;
pub mod registers;
mod rules;
pub mod standing;
mod storage;

use platform::access::{Audience, Kind, Level, Visibility, Who};

pub use categories::{CATEGORIES, Category, category_named};
pub use identifiers::siren_fault;
pub use model::{
    Bond, Card, Colleague, CompanyInput, Competence, Family, Identifier, LinkNature, NameNature, NewCompany,
    NewMember, NewOrganisation, Organisation, OrganisationId, OrganisationInput, OtherName, PersonId,
    Surroundings, Tier,
};
pub use rules::{check_company, check_organisation, defaults, domain, match_key, stated_date, stated_span};
pub use storage::{
    Filter, NewBond, acting, add_company, add_competence, add_identifier, add_name, add_organisation,
    add_source, amend, beginning, bind, cards, change_company, change_organisation, colleagues,
    count_by_family, create_person, create_team, find, found_member, known_alike, links_of_territory, list,
    member_named, member_organisations, members, name_of, partner, refuse_merged, teams_of, typed, went,
    whole,
};

use crate::frame::rights::{MANAGERS, OFFICERS, PUBLIC_MEMBERS};
use crate::frame::routes::{Routes, get, post};

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
    table: Some("organisation"),
};

/// The pages of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .merge(registers::routes())
        .merge(duplicates::routes())
        .merge(circles::routes())
        .merge(groups::routes())
        .route("/organisations", get(pages::list::list).post(pages::new::create))
        .route("/organisations/new", get(pages::new::form))
        .route("/organisations/{id}", get(pages::sheet::sheet))
        .route("/organisations/{id}/edit", get(pages::edit::form).post(pages::edit::change))
        .route("/organisations/{id}/identifiers", post(pages::around::add_identifier))
        .route("/organisations/{id}/identifiers/removal", post(pages::around::remove_identifier))
        .route("/organisations/{id}/names", post(pages::around::add_name))
        .route("/organisations/{id}/names/removal", post(pages::around::remove_name))
        .route("/organisations/{id}/links", post(pages::around::add_link))
        .route("/organisations/{id}/links/{link}/removal", post(pages::around::remove_link))
        .route("/organisations/{id}/competences", post(pages::around::add_competence))
        .route("/organisations/{id}/competences/removal", post(pages::around::remove_competence))
        .route("/organisations/{id}/sources", post(pages::around::add_source))
        .merge(people::routes())
}
