//! Signing in at a provider of OpenID Connect: where it is, what is asked of it, and whether what it says may be believed.
//! It answers who somebody is there; which account that opens is for `identities.rs`. Nothing here touches the database.

mod model;
mod rules;
mod wire;

pub use model::{Mishap, Told};
pub use rules::{authorisation, departure};
pub use wire::Federation;
