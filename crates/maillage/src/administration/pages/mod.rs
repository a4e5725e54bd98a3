//! The pages of administration.

pub mod accesses;
pub mod alike;
pub mod capabilities;
pub mod glass;
pub mod handing;
pub mod index;
pub mod invitations;
pub mod jobs;
pub mod organisation;
pub mod organisations;
pub mod people;
pub mod person;
pub mod readings;

use platform::access::Rights;
use platform::web::{Problem, ProblemKind};

use crate::frame::Me;
use crate::frame::rights::{MANAGE_PEOPLE, RUN_INSTANCE};

/// The page exists for those who hold this right, in a session: an API token's scopes say nothing of people.
pub(super) fn needs(me: &Me, right: Rights) -> Result<(), Problem> {
    if me.may(right) && me.scopes.is_none() { Ok(()) } else { Err(ProblemKind::NotFound.into()) }
}

fn needs_people(me: &Me) -> Result<(), Problem> {
    needs(me, MANAGE_PEOPLE).or_else(|_| needs(me, RUN_INSTANCE))
}
