//! Who works on a project beside its referent, its second reader and its verifier: people of any organisation, each in a role.
//! Whoever reads a project declares what binds him to it, or that nothing does; a declared conflict raises a wall, which whoever
//! manages the project lifts with a reason (decision 0025).

pub mod api;
mod model;
pub(super) mod pages;
mod rules;
mod storage;

pub use model::{Contributor, Declared, InterestNature, Role, Team};
pub use rules::{InterestInput, MemberInput, check_interest, check_member};
pub use storage::contributors::{add, end, of_project};
pub use storage::handing::{contributor_of, pass_contributor};
pub use storage::held::{erase, gather};
pub use storage::interests::{declare, lift};
