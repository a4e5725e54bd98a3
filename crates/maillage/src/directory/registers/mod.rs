//! Registers: the members of a body or a network at any date, beside what was published of them (S0-08, S0-14, S0-15). A
//! published count and the members named are two facts: neither corrects the other, and the gap is shown.

pub mod api;
mod input;
mod model;
mod pages;
mod rules;
mod storage;

use platform::access::{Audience, Kind, Level, Visibility, Who};

pub use model::{
    Entry, Measure, NewEntry, NewRegister, NewStatement, Register, RegisterId, RegisterNature, Since,
    Statement,
};
pub use rules::{Composition, at, compare};
pub use storage::{AtOdds, add_entry, add_register, at_odds, listed, registers_of, state, whole};

use crate::frame::rights::{MANAGERS, OFFICERS, PUBLIC_MEMBERS};
use crate::frame::routes::{Routes, get, post};

/// Registers as records: the officers of the organisation that hosts the body keep them.
pub static REGISTER: Kind = Kind {
    name: "register",
    audiences: &[
        Audience { visibility: Visibility::Network, who: Who::Network, level: Level::Card },
        Audience { visibility: Visibility::Network, who: Who::Instance(PUBLIC_MEMBERS), level: Level::Read },
        Audience { visibility: Visibility::Network, who: Who::Owner, level: Level::Read },
        Audience { visibility: Visibility::Network, who: Who::OwnerRole(OFFICERS), level: Level::Edit },
        Audience { visibility: Visibility::Network, who: Who::OwnerRole(MANAGERS), level: Level::Manage },
        Audience { visibility: Visibility::Owner, who: Who::Owner, level: Level::Read },
        Audience { visibility: Visibility::Owner, who: Who::OwnerRole(OFFICERS), level: Level::Edit },
        Audience { visibility: Visibility::Owner, who: Who::OwnerRole(MANAGERS), level: Level::Manage },
    ],
    table: None,
};

/// The pages of registers.
pub fn routes() -> Routes {
    Routes::new()
        .route("/registers", get(pages::list::list).post(pages::form::create))
        .route("/registers/new", get(pages::form::new))
        .route("/registers/{id}", get(pages::sheet::sheet))
        .route("/registers/{id}/edit", get(pages::form::edit).post(pages::form::change))
        .route("/registers/{id}/entries", post(pages::entries::add))
        .route("/registers/{id}/entries/{entry}/departure", post(pages::entries::depart))
        .route("/registers/{id}/entries/{entry}/removal", post(pages::entries::remove))
        .route("/registers/{id}/statements", post(pages::statements::add))
        .route("/registers/{id}/statements/{statement}/removal", post(pages::statements::remove))
}
