//! Accounts: sign-in, sessions, personal links, tokens, preferences.
// NOTE to whoever declares this module: hashing needs `argon2.workspace = true` in crates/maillage/Cargo.toml (only
// crates/platform has it today). The rest of this feature lands here as soon as that line is there.

use axum::Router;

use crate::frame::App;

/// The pages of this feature.
pub fn routes() -> Router<App> {
    Router::new()
}
