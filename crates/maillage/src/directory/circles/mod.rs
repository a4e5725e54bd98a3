//! Circles: organisations, and people by name, under one name to whom records are shown together. A circle is a record of
//! the organisation that founded it and a group of access: who leaves it stops seeing what was shown to it, at once.

pub mod api;
mod model;
mod news;
mod pages;
mod rules;
mod storage;
#[cfg(test)]
mod tests;

use platform::access::{Audience, Kind, Level, Visibility, Who};

pub use model::{Admission, Circle, CircleId, Line, MemberState, NewCircle, News};
pub use news::{NOTICE, Notice};
pub use pages::choices;
pub use storage::members::{ask, members, numbers_of};
pub use storage::{Audible, audience_name, audiences, found};

use crate::frame::routes::{Routes, get, post};

/// Circles as records. One that takes new members shows its card to the network; a closed one exists for its members and
/// for the organisation that founded it.
pub static CIRCLE: Kind = Kind {
    name: "circle",
    audiences: &[
        Audience { visibility: Visibility::Owner, who: Who::Owner, level: Level::Read },
        Audience { visibility: Visibility::Network, who: Who::Network, level: Level::Card },
        Audience { visibility: Visibility::Network, who: Who::Owner, level: Level::Read },
    ],
    table: None,
};

/// The pages of circles.
pub fn routes() -> Routes {
    Routes::new()
        .route("/circles", get(pages::list::show).post(pages::list::found))
        .route("/circles/{id}", get(pages::sheet::show))
        .route("/circles/{id}/invitations", post(pages::sheet::invite))
        .route("/circles/{id}/requests", post(pages::sheet::ask))
        .route("/circles/{id}/members/{line}/decision", post(pages::sheet::decide))
        .route("/circles/{id}/members/{line}/end", post(pages::sheet::end))
        .route("/circles/{id}/dissolution", post(pages::sheet::dissolve))
}
