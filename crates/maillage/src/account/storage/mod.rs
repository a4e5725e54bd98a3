//! The SQL of accounts.

pub mod accounts;
pub mod held;
pub mod identities;
pub mod invitations;
pub mod links;
pub mod merging;
pub mod overview;
pub mod passkeys;
pub mod recovery;
pub mod retention;
pub mod rhythms;
pub mod seats;
pub mod sessions;
pub mod tokens;
