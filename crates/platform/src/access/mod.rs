//! Who may see and change what: records, principals, levels, grants, walls, and the readerships derived from them.
//!
//! `record` and `access_grant` are the truth; the readership of a record is derived from them by one function in the same
//! transaction (decision 0033), so that a list is read from an index instead of being filtered after the fact. [`reference`] says the same thing
//! slowly and plainly, and the tests compare the two. What an actor may not see does not exist for him.

mod actor;
mod model;
pub mod reference;
mod storage;
#[cfg(test)]
mod tests;

pub use actor::{Actor, Identity, Rights};
pub use model::{
    Audience, EVERYONE, Grant, GrantId, INSTANCE, Kind, Level, MemberKind, NETWORK, NewGrant, NewRecord,
    PrincipalId, Record, RecordId, Validity, Visibility, Who,
};
pub use storage::groups::{
    create_group, create_guest, create_user, group_id, install, join, leave, rename_group,
};
pub use storage::reading::{
    Audit, granted_because, grants, head, level_of, principal_name, require, shown_to,
};
pub use storage::records::{
    create, derive_again, follow_again, give_to, grant, raise_wall, remove_wall, revoke, show_to, speak_of,
    touch, withdraw,
};
pub use storage::upkeep::{Difference, derive_missing, rebuild, verify, weigh};

/// Why access refuses.
#[derive(Debug, thiserror::Error)]
pub enum Denied {
    /// There is no such record, or the actor may not know that there is.
    #[error("not found")]
    NotFound,
    /// The actor sees the record but not at the level this needs.
    #[error("needs the level {0:?}")]
    Level(Level),
    /// A group cannot contain itself, however indirectly.
    #[error("a group cannot contain itself")]
    Cycle,
    /// The database.
    #[error(transparent)]
    Database(#[from] crate::database::Error),
}
